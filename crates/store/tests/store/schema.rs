//! Both engines have the same tables, columns, keys and references.

use salus_store::testing::{Fresh, fresh};
use salus_store::{Engine, Reach, Record, Sql};
use std::collections::{BTreeMap, BTreeSet};

async fn both<T: Record>(sql: Sql) -> (Vec<T>, Vec<T>) {
    async fn rows<T: Record>(db: &Fresh, sql: Sql) -> Vec<T> {
        db.read()
            .await
            .expect("a connection")
            .query(Reach::UPKEEP, sql)
            .fetch_all()
            .await
            .expect("a catalogue")
    }
    (
        rows(&fresh(Engine::Sqlite).await, sql).await,
        rows(&fresh(Engine::Postgres).await, sql).await,
    )
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
struct Column {
    in_table: String,
    name: String,
    data_type: String,
    nullable: bool,
    has_default: bool,
    generated: bool,
}

/// How SQLite keeps what PostgreSQL has a type for.
fn kept_as(postgres: &str) -> &str {
    match postgres {
        "uuid" | "bytea" => "BLOB",
        "bigint" | "boolean" | "timestamp with time zone" => "INTEGER",
        "text" | "date" | "jsonb" => "TEXT",
        other => panic!("{other} has no counterpart in SQLite"),
    }
}

#[tokio::test]
async fn tables_and_columns_match_on_postgres_and_sqlite() {
    let (sqlite, mut postgres) = both::<Column>(Sql::split(
        "SELECT t.name AS in_table, c.name AS name, c.type AS data_type,
             c.\"notnull\" = 0 AS nullable, c.dflt_value IS NOT NULL AS has_default,
             c.hidden IN (2, 3) AS generated
         FROM sqlite_schema t JOIN pragma_table_xinfo(t.name) c
         WHERE t.type = 'table' AND t.name NOT LIKE '%sqlx%' AND t.name NOT LIKE 'sqlite%'",
        "SELECT table_name::text AS in_table, column_name::text AS name, data_type::text, is_nullable = 'YES' AS nullable,
             column_default IS NOT NULL AS has_default, is_generated = 'ALWAYS' AS generated
         FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name NOT LIKE '%sqlx%'",
    ))
    .await;
    for column in &mut postgres {
        column.data_type = kept_as(&column.data_type).to_owned();
    }
    let (sqlite, postgres): (BTreeSet<_>, BTreeSet<_>) =
        (sqlite.into_iter().collect(), postgres.into_iter().collect());
    assert!(sqlite.len() > 100, "the catalogue was read");
    let only_one: Vec<_> = sqlite.symmetric_difference(&postgres).collect();
    assert!(only_one.is_empty(), "{only_one:#?}");
}

#[tokio::test]
async fn unique_keys_match_on_postgres_and_sqlite() {
    let (sqlite, postgres) = both::<(String, String)>(Sql::split(
        "SELECT t.name || '_' || (
                 SELECT group_concat(c.name, '_') FROM pragma_index_info(i.name) c ORDER BY c.seqno
             ) || '_key', CAST(i.partial AS TEXT)
         FROM sqlite_schema t JOIN pragma_index_list(t.name) i
         WHERE t.type = 'table' AND i.\"unique\" AND i.origin <> 'pk' AND t.name NOT LIKE '%sqlx%'",
        "SELECT c.relname::text, (i.indpred IS NOT NULL)::int::text
         FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
             JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE i.indisunique AND NOT i.indisprimary AND n.nspname = 'public'",
    ))
    .await;
    let (sqlite, postgres): (BTreeSet<_>, BTreeSet<_>) =
        (sqlite.into_iter().collect(), postgres.into_iter().collect());
    assert!(sqlite.contains(&("users_email_key".into(), "0".into())));
    assert_eq!(sqlite, postgres);
}

/// A reference's number in its table, the table, its column, the other table and column, and what
/// deletion does.
type Reference = (String, String, String, String, String, String);

/// A table, the other table, pairs of columns, and what deletion does.
type Whole = (String, String, Vec<(String, String)>, String);

fn whole(rows: Vec<Reference>) -> BTreeSet<Whole> {
    let mut references = BTreeMap::new();
    for (number, table, from, other, to, on_delete) in rows {
        references
            .entry((table, number))
            .or_insert_with(|| (other, BTreeSet::new(), on_delete))
            .1
            .insert((from, to));
    }
    references
        .into_iter()
        .map(|((table, _), (other, columns, on_delete))| {
            (table, other, columns.into_iter().collect(), on_delete)
        })
        .collect()
}

#[tokio::test]
async fn references_match_on_postgres_and_sqlite_and_stay_within_a_clinic() {
    let (sqlite, postgres) = both::<Reference>(Sql::split(
        "SELECT CAST(f.id AS TEXT), t.name, f.\"from\", f.\"table\", f.\"to\",
             substr(lower(f.on_delete), 1, 1)
         FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'",
        "SELECT k.conname::text, k.conrelid::regclass::text, a.attname::text,
             k.confrelid::regclass::text, b.attname::text,
             CASE k.confdeltype WHEN 'a' THEN 'n' ELSE k.confdeltype::text END
         FROM pg_constraint k
             CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS pair(here, there)
             JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.here
             JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = pair.there
         WHERE k.contype = 'f'",
    ))
    .await;
    let (sqlite, postgres) = (whole(sqlite), whole(postgres));
    assert_eq!(sqlite, postgres);
    // What belongs to the platform or to an account lies in no clinic.
    for (table, other, columns, _) in sqlite {
        let by_clinic = columns.contains(&("clinic_id".into(), "clinic_id".into()));
        assert!(
            by_clinic || ["users", "clinics", "relatives"].contains(&other.as_str()),
            "{table} to {other}: {columns:?}"
        );
    }
}

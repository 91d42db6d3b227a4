//! The second wall between clinics: what PostgreSQL lets the serving role see and change, with statements that
//! forget to name the clinic. The tables are those of the catalogue, so that no later one is left out.

use salus_domain::ids::{ClinicId, UserId};
use salus_domain::permission::{Action, about_self};
use salus_services::clock::SystemClock;
use salus_services::{Services, seed};
use salus_store::testing::{Fresh, fresh};
use salus_store::{Engine, Failure, OwnScope, Reach, Record, Scope, Sql, Store};
use std::sync::Arc;
use uuid::Uuid;

/// A statement made from the names of tables, kept for the rest of the process.
fn sql(text: String) -> Sql {
    Sql::both(Box::leak(text.into_boxed_str()))
}

async fn all<T: Record>(db: &Store, reach: Reach, text: impl Into<String>) -> Vec<T> {
    let mut conn = db.read().await.expect("a connection");
    conn.query(reach, sql(text.into()))
        .fetch_all()
        .await
        .expect("rows")
}

async fn count(db: &Store, reach: Reach, text: impl Into<String>) -> i64 {
    let counted: Vec<(i64,)> = all(db, reach, text).await;
    counted[0].0
}

/// How many rows a statement touched, or why it did not run; what it did is undone.
async fn tried(db: &Store, reach: Reach, text: impl Into<String>) -> Result<u64, String> {
    let text = sql(text.into());
    let outcome: Result<u64, Failure> = db
        .write(move |tx| {
            Box::pin(async move {
                let touched = tx.query(reach, text).execute().await?;
                Err(Failure::Fault(salus_domain::Fault::TooMany {
                    retry_after_s: i64::try_from(touched).unwrap_or(i64::MAX),
                }))
            })
        })
        .await;
    match outcome {
        Err(Failure::Fault(salus_domain::Fault::TooMany { retry_after_s })) => {
            Ok(u64::try_from(retry_after_s).expect("a count"))
        }
        Err(failure) => Err(failure.to_string()),
        Ok(touched) => Ok(touched),
    }
}

/// The demonstration data, and two of its clinics.
async fn scene() -> (Fresh, ClinicId, ClinicId) {
    let db = fresh(Engine::Postgres).await;
    let store: &Store = &db;
    let services = Services::new(store.clone(), Arc::new(SystemClock));
    seed::run(&services, false).await.expect("written");
    // What the demonstration leaves empty.
    for text in [
        "INSERT INTO rooms (id, clinic_id, name) SELECT gen_random_uuid(), id, 'One' FROM clinics",
        "INSERT INTO closures (id, clinic_id, starts_on, ends_on, reason)
         SELECT gen_random_uuid(), id, '2026-12-25', '2026-12-25', 'closed' FROM clinics",
        "INSERT INTO leaves (id, clinic_id, doctor_id, starts_on, ends_on)
         SELECT gen_random_uuid(), clinic_id, id, '2026-12-25', '2026-12-26' FROM doctors",
        "INSERT INTO weekly_hours_visit_types (clinic_id, weekly_hours_id, visit_type_id)
         SELECT w.clinic_id, w.id, v.id FROM weekly_hours w JOIN visit_types v ON v.clinic_id = w.clinic_id",
        "INSERT INTO patient_offers (id, clinic_id, patient_id, email, relation, created_at)
         SELECT gen_random_uuid(), clinic_id, id, 'somebody@example.org', 'self', now() FROM patients LIMIT 200",
        "INSERT INTO erasure_requests (id, clinic_id, patient_id, asked_at)
         SELECT gen_random_uuid(), clinic_id, id, now() FROM patients",
        "INSERT INTO invitations (id, clinic_id, role, email, first_name, last_name, invited_by, hash, created_at, expires_at)
         SELECT gen_random_uuid(), c.id, 'secretary', 'somebody@example.org', 'Some', 'Body', u.id,
             decode(repeat(md5(c.id::text), 2), 'hex'), now(), now()
         FROM clinics c, (SELECT id FROM users LIMIT 1) AS u",
        "INSERT INTO photos (id, clinic_id, doctor_id, large, small, created_at)
         SELECT gen_random_uuid(), clinic_id, id, '\\x00', '\\x00', now() FROM doctors",
        "INSERT INTO patient_imports (id, clinic_id, user_id, name, content, created_at, expires_at)
         SELECT gen_random_uuid(), c.id, u.id, 'patients.csv', '\\x00', now(), now()
         FROM clinics c, (SELECT id FROM users LIMIT 1) AS u",
        "INSERT INTO events (id, clinic_id, kind, subject_id, payload, at)
         SELECT gen_random_uuid(), id, 'test', id, '{}', now() FROM clinics",
        "INSERT INTO audit_entries (id, clinic_id, at, action, subject_kind, subject_id, detail, seq, hash)
         SELECT gen_random_uuid(), id, now(), 'test', 'test', id, '{}', 1000, decode(repeat('00', 32), 'hex')
         FROM clinics",
        "INSERT INTO audit_heads (chain, seq, hash)
         SELECT id, 1000, decode(repeat('00', 32), 'hex') FROM clinics ON CONFLICT DO NOTHING",
    ] {
        db.write(move |tx| {
            Box::pin(async move { Ok(tx.query(Reach::UPKEEP, Sql::both(text)).execute().await?) })
        })
        .await
        .expect(text);
    }
    let clinics: Vec<(Uuid,)> = all(&db, Reach::UPKEEP, "SELECT id FROM clinics ORDER BY id").await;
    let [(one,), (other,), ..] = clinics[..] else {
        panic!("two clinics")
    };
    (db, ClinicId::new(one), ClinicId::new(other))
}

fn within(clinic: ClinicId) -> Reach {
    Reach::from(&Scope::of_the_clock(clinic))
}

/// Every table of the clinics, with the column that names the clinic.
async fn tables(db: &Store) -> Vec<(String, &'static str)> {
    let found: Vec<(String,)> = all(
        db,
        Reach::SHARED,
        "SELECT c.relname::text FROM pg_class c JOIN pg_attribute k ON k.attrelid = c.oid
         WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
             AND k.attname = 'clinic_id' AND NOT k.attisdropped
         ORDER BY 1",
    )
    .await;
    assert!(found.len() >= 17, "{found:?}");
    found
        .into_iter()
        .map(|(name,)| (name, "clinic_id"))
        .chain([("audit_heads".to_owned(), "chain")])
        .collect()
}

/// The columns one can write, and a row of the clinic as JSON.
async fn a_row(db: &Store, table: &str, key: &str, clinic: ClinicId) -> Option<(String, String)> {
    let columns: Vec<(String,)> = all(
        db,
        Reach::SHARED,
        format!(
            "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
             WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''"
        ),
    )
    .await;
    let rows: Vec<(String,)> = all(
        db,
        Reach::UPKEEP,
        format!("SELECT to_jsonb(t)::text FROM {table} t WHERE {key} = '{clinic}' LIMIT 1"),
    )
    .await;
    rows.into_iter()
        .next()
        .map(|(row,)| (columns[0].0.clone(), row.replace('\'', "''")))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_statement_that_forgets_the_clinic_reaches_no_other() {
    let (db, here, there) = scene().await;
    let mut tried_on = 0;
    for (table, key) in tables(&db).await {
        // Of a table without rows, this much is known at least.
        let guards: Vec<(bool, Option<String>)> = all(
            &db,
            Reach::SHARED,
            format!(
                "SELECT c.relrowsecurity AND c.relforcerowsecurity,
                     (SELECT p.polcmd::text || pg_get_expr(p.polqual, c.oid) FROM pg_policy p
                      WHERE p.polrelid = c.oid AND p.polname = 'of_clinic' AND p.polwithcheck IS NULL)
                 FROM pg_class c WHERE c.oid = '{table}'::regclass"
            ),
        )
        .await;
        let rule = format!("*({key} = ( SELECT reach_clinic() AS reach_clinic))");
        assert_eq!(guards, [(true, Some(rule))], "{table} has no wall");

        let theirs = format!("SELECT count(*) FROM {table} WHERE {key} = '{there}'");
        let whole = count(&db, Reach::UPKEEP, theirs.clone()).await;
        let foreign = format!("SELECT count(*) FROM {table} WHERE {key} IS DISTINCT FROM '{here}'");
        assert_eq!(
            count(&db, within(here), foreign).await,
            0,
            "{table} shows others"
        );
        let anything = format!("SELECT count(*) FROM {table}");
        assert_eq!(
            count(&db, Reach::SHARED, anything).await,
            0,
            "{table} without a reach"
        );

        let Some((columns, row)) = a_row(&db, &table, key, there).await else {
            continue;
        };
        tried_on += 1;
        let own = format!("SELECT count(*) FROM {table} WHERE {key} = '{here}'");
        assert!(
            count(&db, within(here), own).await > 0,
            "{table} hides its own"
        );
        for change in [
            format!("UPDATE {table} SET {key} = {key} WHERE {key} = '{there}'"),
            format!("UPDATE {table} SET {key} = '{here}' WHERE {key} = '{there}'"),
            format!("DELETE FROM {table} WHERE {key} = '{there}'"),
        ] {
            match tried(&db, within(here), change.clone()).await {
                Ok(touched) => assert_eq!(touched, 0, "{change}"),
                // Nobody may, or not even without touching anything.
                Err(why) => assert!(
                    why.contains("permission denied") || why.contains("append_only"),
                    "{change}: {why}"
                ),
            }
        }
        let insert = format!(
            "INSERT INTO {table} ({columns})
             SELECT {columns} FROM jsonb_populate_record(NULL::{table}, '{row}')"
        );
        let refused = tried(&db, within(here), insert.clone()).await;
        let why = refused.expect_err(&insert);
        assert!(why.contains("row-level security"), "{insert}: {why}");
        assert_eq!(
            count(&db, Reach::UPKEEP, theirs).await,
            whole,
            "{table} was changed"
        );
    }
    // Whoever adds a table has scene() write a row of each clinic into it.
    assert!(tried_on >= 21, "{tried_on} tables had rows");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_reads_what_is_about_them_and_visitors_what_is_public() {
    let (db, ..) = scene().await;
    let users: Vec<(Uuid,)> = all(
        &db,
        Reach::UPKEEP,
        "SELECT user_id FROM patients WHERE user_id IS NOT NULL GROUP BY user_id
         ORDER BY count(DISTINCT clinic_id) DESC, user_id LIMIT 1",
    )
    .await;
    let user = users[0].0;
    let caller = salus_domain::accounts::Caller::Patient {
        user: UserId::new(user),
    };
    let own = OwnScope::from(&about_self(caller, Action::SeeAppointments).expect("a patient"));
    let own = Reach::from(&own);
    for (table, about) in [
        ("patients", format!("user_id = '{user}'")),
        (
            "appointments",
            format!("patient_id IN (SELECT id FROM patients WHERE user_id = '{user}')"),
        ),
        (
            "appointment_history",
            format!(
                "appointment_id IN (SELECT a.id FROM appointments a JOIN patients p ON p.id = a.patient_id
                     WHERE p.user_id = '{user}')"
            ),
        ),
        (
            "erasure_requests",
            format!("patient_id IN (SELECT id FROM patients WHERE user_id = '{user}')"),
        ),
    ] {
        let everything = format!("SELECT count(*) FROM {table}");
        let theirs = format!("SELECT count(*) FROM {table} WHERE {about}");
        let seen = count(&db, own, everything.clone()).await;
        assert_eq!(seen, count(&db, Reach::UPKEEP, theirs).await, "{table}");
        assert!(seen > 0 && seen < count(&db, Reach::UPKEEP, everything).await, "{table}");
    }
    let touched = tried(&db, own, "UPDATE patients SET phone = NULL").await;
    assert_eq!(touched, Ok(0), "reading is not changing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_serves_cannot_take_the_walls_down_nor_rewrite_the_trail() {
    let (db, here, _) = scene().await;
    let roles: Vec<(String, bool)> = all(
        &db,
        Reach::SHARED,
        "SELECT current_user::text, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user",
    )
    .await;
    assert_eq!(roles, [("salus_app".to_owned(), false)]);
    for forbidden in [
        "ALTER TABLE patients DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE patients NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY of_clinic ON patients",
        "CREATE POLICY wide ON patients USING (TRUE)",
        "ALTER TABLE audit_entries DISABLE TRIGGER USER",
        "DROP TRIGGER audit_entries_append_only ON audit_entries",
        "UPDATE audit_entries SET action = 'nothing'",
        "DELETE FROM audit_entries",
        "TRUNCATE audit_entries",
        "DELETE FROM audit_heads",
        "DELETE FROM patients",
        "DROP TABLE audit_entries",
        "SELECT raise_walls()",
        "CREATE ROLE salus_other",
    ] {
        let why = tried(&db, within(here), forbidden).await;
        let why = why.expect_err(forbidden);
        assert!(
            why.contains("permission denied") || why.contains("must be"),
            "{forbidden}: {why}"
        );
    }
    let mut conn = db.read().await.expect("a connection");
    conn.query(Reach::SHARED, Sql::both("RESET ROLE"))
        .execute()
        .await
        .expect("a reset");
    let now: String = conn
        .query(Reach::SHARED, Sql::both("SELECT current_user::text"))
        .fetch_one_scalar()
        .await
        .expect("a name");
    assert_eq!(now, "salus_app", "resetting the role leads nowhere else");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_forgets_what_it_reached_when_somebody_else_takes_it() {
    let (db, here, there) = scene().await;
    let settings = salus_store::DatabaseSettings {
        max_connections: 1,
        ..db.settings().clone()
    };
    let narrow = Store::connect(&settings).await.expect("one connection");
    let patients = "SELECT count(*) FROM patients";
    let mine = count(&narrow, within(here), patients).await;
    assert!(mine > 0);
    assert_eq!(
        count(&narrow, Reach::SHARED, patients).await,
        0,
        "after a read"
    );
    let read = tried(&narrow, within(there), "SELECT 1 FROM patients").await;
    assert!(read.is_ok(), "{read:?}");
    assert_eq!(
        count(&narrow, Reach::SHARED, patients).await,
        0,
        "after a transaction"
    );
    assert_ne!(count(&narrow, within(there), patients).await, 0);
    narrow.check().await.expect("the walls stand");
    narrow.close().await;
}

//! The tables, brought up to date.
//!
//! To add a migration: write a file of the same name for each engine and name it below. Files that
//! ran anywhere are never edited: their checksums are compared.

use super::{Pools, StoreError};
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{Connection, SqlSafeStr};

/// Version, name, and the text for SQLite and for PostgreSQL.
type Both = (i64, &'static str, &'static str, &'static str);

macro_rules! both {
    ($($version:literal $name:literal)+) => {
        &[$((
            $version,
            $name,
            include_str!(concat!("../../../../migrations/sqlite/", $name, ".sql")),
            include_str!(concat!("../../../../migrations/postgres/", $name, ".sql")),
        )),+]
    };
}

const MIGRATIONS: &[Both] = both! {
    1 "0001_accounts"
    2 "0002_clinics"
    3 "0003_staff"
    4 "0004_patients"
    5 "0005_scheduling"
    6 "0006_events_audit"
    7 "0007_account_security"
    8 "0008_second_factor"
    9 "0009_administration"
    11 "0011_audit_privacy"
    12 "0012_patient_files"
    13 "0013_walls"
    14 "0014_people"
    15 "0015_pairs_of_words"
    16 "0016_availability"
};

fn migrator(text: fn(&Both) -> &'static str) -> Migrator {
    let migration = |both: &Both| {
        let (version, name, ..) = *both;
        Migration::new(
            version,
            name.into(),
            MigrationType::Simple,
            text(both).into_sql_str(),
            false,
        )
    };
    Migrator::with_migrations(MIGRATIONS.iter().map(migration).collect())
}

pub(super) async fn run(pools: &Pools) -> Result<(), StoreError> {
    match pools {
        Pools::Sqlite { writer, .. } => migrator(|both| both.2).run(writer).await,
        Pools::Postgres(served) => {
            // A connection of its own, which a long migration may hold beyond the usual timeouts. The policies
            // hold for the owner, too: the reach lets migrations see and change every row.
            let mut conn = served.owner().await?;
            sqlx::raw_sql(
                "SET statement_timeout = 0; SET lock_timeout = 0; SET salus.reach = 'upkeep'",
            )
            .execute(&mut conn)
            .await?;
            let outcome = match migrator(|both| both.3).run(&mut conn).await {
                // Tables that came after the walls get theirs.
                Ok(()) => sqlx::raw_sql("SELECT raise_walls()")
                    .execute(&mut conn)
                    .await
                    .map(drop)
                    .map_err(MigrateError::from),
                failed => failed,
            };
            conn.close().await?;
            outcome
        }
    }
    .map_err(|error| {
        StoreError::Setup(format!(
            "the tables could not be brought up to date: {error}"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_file_is_named_and_both_engines_have_it() {
        let named: BTreeSet<String> = MIGRATIONS
            .iter()
            .map(|(_, name, ..)| format!("{name}.sql"))
            .collect();
        for engine in ["sqlite", "postgres"] {
            let folder = format!("{}/../../migrations/{engine}", env!("CARGO_MANIFEST_DIR"));
            let found: BTreeSet<String> = std::fs::read_dir(folder)
                .expect("the folder of migrations")
                .map(|file| {
                    file.expect("a file")
                        .file_name()
                        .to_string_lossy()
                        .into_owned()
                })
                .collect();
            assert_eq!(found, named, "{engine}");
        }
        for (version, name, ..) in MIGRATIONS {
            assert!(name.starts_with(&format!("{version:04}_")), "{name}");
        }
    }
}

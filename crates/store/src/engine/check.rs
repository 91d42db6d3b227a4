//! What the engine must be able to do, asked at every start.

use super::{Pools, StoreError, walls};
use sqlx::{PgPool, SqlitePool};

/// SQLite up to 3.51.2 can lose commits when a write-ahead log is reset.
const SQLITE_AT_LEAST: (u32, u32, u32) = (3, 51, 3);
/// As `server_version_num` counts.
const POSTGRES_AT_LEAST: i32 = 140_000;

pub(super) async fn run(pools: &Pools) -> Result<(), StoreError> {
    match pools {
        Pools::Sqlite { writer, .. } => sqlite(writer).await,
        Pools::Postgres(served) => {
            walls::role(&mut served.owner().await?).await?;
            postgres(&served.pool).await?;
            walls::standing(&served.pool).await
        }
    }
}

async fn sqlite(writer: &SqlitePool) -> Result<(), StoreError> {
    let version: String = sqlx::query_scalar("SELECT sqlite_version()")
        .fetch_one(writer)
        .await?;
    if version_of(&version).is_none_or(|found| found < SQLITE_AT_LEAST) {
        let (major, minor, patch) = SQLITE_AT_LEAST;
        return Err(StoreError::Setup(format!(
            "SQLite {version} may lose commits: build with SQLite {major}.{minor}.{patch} or later"
        )));
    }
    let journal: String = sqlx::query_scalar("PRAGMA journal_mode")
        .fetch_one(writer)
        .await?;
    if journal != "wal" {
        return Err(StoreError::Setup(format!(
            "SQLite keeps a {journal} journal instead of a write-ahead log: put the file on a local disk"
        )));
    }
    for (pragma, wanted) in [("PRAGMA synchronous", 2_i64), ("PRAGMA foreign_keys", 1)] {
        let found: i64 = sqlx::query_scalar(pragma).fetch_one(writer).await?;
        if found != wanted {
            return Err(StoreError::Setup(format!(
                "SQLite answers {found} to {pragma} instead of {wanted}: leave it out of the address"
            )));
        }
    }
    Ok(())
}

fn version_of(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.split('.').map(|part| part.parse().ok());
    Some((parts.next()??, parts.next()??, parts.next()??))
}

async fn postgres(pool: &PgPool) -> Result<(), StoreError> {
    let version: i32 = sqlx::query_scalar("SELECT current_setting('server_version_num')::int4")
        .fetch_one(pool)
        .await?;
    if version < POSTGRES_AT_LEAST {
        return Err(StoreError::Setup(format!(
            "PostgreSQL {} is too old: 14 or later is needed",
            version / 10_000
        )));
    }
    let encoding: String = sqlx::query_scalar("SELECT current_setting('server_encoding')")
        .fetch_one(pool)
        .await?;
    if encoding != "UTF8" {
        return Err(StoreError::Setup(format!(
            "the PostgreSQL database is encoded in {encoding}: create one with ENCODING 'UTF8'"
        )));
    }
    let ranges: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'btree_gist')",
    )
    .fetch_one(pool)
    .await?;
    if !ranges {
        return Err(StoreError::Setup(
            "PostgreSQL lacks the extension btree_gist: run `salus migrate` as a user who may create it".into(),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number() {
        assert!(version_of("3.51.3") >= Some(SQLITE_AT_LEAST));
        assert!(version_of("3.100.0") > Some(SQLITE_AT_LEAST));
        assert!(version_of("3.51.2") < Some(SQLITE_AT_LEAST));
        assert_eq!(version_of("unknown"), None);
    }
}

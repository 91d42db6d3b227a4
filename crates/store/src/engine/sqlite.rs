//! Opening SQLite: a writer, readers, and a file nobody else can read.

use super::{PATIENCE, StoreError};
use sqlx::SqlitePool;
use sqlx::pool::PoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

/// The writer and the readers.
pub(super) async fn connect(url: &str) -> Result<(SqlitePool, SqlitePool), StoreError> {
    if url.contains(":memory:") || url.contains("mode=memory") {
        return Err(StoreError::Setup(
            "a database in memory keeps nothing: name a file, as in sqlite://salus.db".into(),
        ));
    }
    let options: SqliteConnectOptions = url.parse().map_err(|error| {
        StoreError::Setup(format!(
            "the SQLite address cannot be read ({error}); write sqlite://salus.db"
        ))
    })?;
    create(options.get_filename())?;
    let options = options
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        // So that INSERT OR REPLACE cannot slip past the triggers that refuse deletion.
        .pragma("recursive_triggers", "ON")
        .statement_cache_capacity(300);
    let writer = pool(1)
        .connect_with(
            options
                .clone()
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .optimize_on_close(true, None),
        )
        .await?;
    let cores =
        std::thread::available_parallelism().map_or(4, |n| u32::try_from(n.get()).unwrap_or(4));
    let readers = pool(cores.max(4))
        .connect_with(options.read_only(true))
        .await?;
    Ok((writer, readers))
}

fn pool(connections: u32) -> PoolOptions<sqlx::Sqlite> {
    PoolOptions::new()
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
}

/// Creates the file when it is missing; SQLite gives its side files the same permissions.
fn create(file: &Path) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(StoreError::Setup(format!(
            "the SQLite file {} cannot be created ({error}): create its folder and let this user write to it",
            file.display()
        ))),
    }
}

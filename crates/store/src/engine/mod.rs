//! The two engines behind one face.
//!
//! SQLite has one writer connection, whose transactions begin as `IMMEDIATE` and so queue instead
//! of failing, and a pool of read-only readers. PostgreSQL has one pool. Everything outside this
//! folder sees [`Store`], [`Conn`], [`Tx`], [`Sql`] and [`StoreError`] only.

mod arming;
mod check;
mod error;
mod migrations;
mod postgres;
mod sqlite;
mod statement;
mod walls;

pub use error::{Failure, OverlapOf, StoreError};
pub use statement::{Record, Sql, Statement};

use crate::journal::AuditEntry;
use crate::{Reach, audit};
use arming::Arming;
use backon::{BackoffBuilder, ExponentialBuilder};
use futures::future::BoxFuture;
use sqlx::pool::PoolConnection;
use sqlx::{Postgres, Sqlite, SqlitePool, Transaction};
use std::ops::{Deref, DerefMut};
use std::time::Duration;
use tracing::Instrument;

/// How long a caller waits for a connection before being told the store is busy.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where the database is.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseSettings {
    /// `sqlite://path/to/file.db` or `postgres://user:password@host/database`.
    pub url: String,
    /// How many connections PostgreSQL may be asked for; SQLite takes one writer and a reader per
    /// core, at least four.
    pub max_connections: u32,
}

impl std::fmt::Debug for DatabaseSettings {
    /// Leaves out the address, which may hold a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DatabaseSettings")
            .field("max_connections", &self.max_connections)
            .finish_non_exhaustive()
    }
}

/// A database engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    /// One file, one process.
    Sqlite,
    /// A server.
    Postgres,
}

/// The store: a handle to clone, not a connection.
#[derive(Clone, Debug)]
pub struct Store(Pools);

#[derive(Clone, Debug)]
enum Pools {
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
    },
    Postgres(postgres::Served),
}

impl Store {
    /// Opens the database the address names; an SQLite file is created, readable by its owner
    /// only.
    ///
    /// # Errors
    /// [`StoreError::Setup`] when the address is wrong, [`StoreError::Unavailable`] when nothing
    /// answers there.
    pub async fn connect(settings: &DatabaseSettings) -> Result<Self, StoreError> {
        match settings.url.split_once(':').map(|(scheme, _)| scheme) {
            Some("sqlite") => {
                let (writer, readers) = sqlite::connect(&settings.url).await?;
                Ok(Self(Pools::Sqlite { writer, readers }))
            }
            Some("postgres" | "postgresql") => {
                Ok(Self(Pools::Postgres(postgres::connect(settings).await?)))
            }
            _ => Err(StoreError::Setup(
                "the database address must begin with sqlite:// or postgres://".into(),
            )),
        }
    }

    /// Opens a PostgreSQL database as the owner of its tables, where other stores serve in a role that owns
    /// nothing: for tests of what the owner could do. For SQLite it is [`Self::connect`].
    ///
    /// # Errors
    /// As [`Self::connect`].
    #[cfg(feature = "testing")]
    pub async fn connect_as_owner(settings: &DatabaseSettings) -> Result<Self, StoreError> {
        if settings.url.starts_with("postgres") {
            return Ok(Self(Pools::Postgres(postgres::connect_as_owner(settings)?)));
        }
        Self::connect(settings).await
    }

    /// Which engine runs.
    pub const fn engine(&self) -> Engine {
        match self.0 {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// Brings the tables up to date. Safe to call at every start.
    ///
    /// # Errors
    /// [`StoreError::Setup`] when a migration fails or was changed after it ran.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        migrations::run(&self.0).await
    }

    /// Refuses an engine that cannot keep the promises the rest relies on: too old, not durable,
    /// foreign keys off, an extension missing.
    ///
    /// # Errors
    /// [`StoreError::Setup`] saying what is wrong and how to mend it.
    pub async fn check(&self) -> Result<(), StoreError> {
        check::run(&self.0).await
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        const PING: Sql = Sql::both("SELECT CAST(1 AS BIGINT)");
        self.read()
            .await?
            .query(Reach::SHARED, PING)
            .fetch_one_scalar::<i64>()
            .await
            .map(drop)
    }

    /// A connection to read from; each statement sees what was committed before it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when none is free in time.
    pub async fn read(&self) -> Result<Conn, StoreError> {
        Ok(Conn::new(match &self.0 {
            Pools::Sqlite { readers, .. } => Handle::Sqlite(readers.acquire().await?),
            Pools::Postgres(served) => Handle::Postgres(served.pool.acquire().await?),
        }))
    }

    /// Runs `work` in a transaction: committed when it returns `Ok`, undone when it returns `Err`.
    ///
    /// It may run several times (after a deadlock or a serialization failure) and must do nothing
    /// but read and write through the [`Tx`]. It runs in a task of its own: a caller who goes away
    /// neither cuts it in half nor spoils a connection.
    ///
    /// # Errors
    /// What `work` returns; [`StoreError`]s of beginning and committing.
    pub async fn write<T, F>(&self, work: F) -> Result<T, Failure>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, Failure>> + Send + Sync + 'static,
        T: Send + 'static,
    {
        self.write_with((), move |tx, ()| work(tx)).await
    }

    /// Like [`Self::write`], lending `input` to every run of `work`, so that owned values need not
    /// be cloned for each.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub async fn write_with<I, T, F>(&self, input: I, work: F) -> Result<T, Failure>
    where
        I: Send + Sync + 'static,
        F: for<'t> Fn(&'t mut Tx, &'t I) -> BoxFuture<'t, Result<T, Failure>>
            + Send
            + Sync
            + 'static,
        T: Send + 'static,
    {
        let store = self.clone();
        let task = async move { store.try_until_done(&input, &work).await };
        match tokio::spawn(task.in_current_span()).await {
            Ok(outcome) => outcome,
            Err(stopped) => match stopped.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                // The runtime is shutting down.
                Err(_) => Err(StoreError::Unavailable(sqlx::Error::PoolClosed).into()),
            },
        }
    }

    async fn try_until_done<I, T, F>(&self, input: &I, work: &F) -> Result<T, Failure>
    where
        F: for<'t> Fn(&'t mut Tx, &'t I) -> BoxFuture<'t, Result<T, Failure>>,
    {
        let mut waits = ExponentialBuilder::default()
            .with_min_delay(Duration::from_millis(10))
            .with_max_delay(Duration::from_millis(500))
            .with_max_times(8)
            .with_jitter()
            .build();
        loop {
            let outcome = self.try_once(input, work).await;
            let Err(Failure::Store(StoreError::Retryable(why))) = &outcome else {
                return outcome;
            };
            let Some(wait) = waits.next() else {
                return outcome;
            };
            tracing::debug!(%why, ?wait, "a transaction met another and is tried again");
            tokio::time::sleep(wait).await;
        }
    }

    async fn try_once<I, T, F>(&self, input: &I, work: &F) -> Result<T, Failure>
    where
        F: for<'t> Fn(&'t mut Tx, &'t I) -> BoxFuture<'t, Result<T, Failure>>,
    {
        let mut tx = self.begin().await?;
        let outcome = match work(&mut tx, input).await {
            // Last of all, so that a chain is held no longer than it takes to commit, and nothing that
            // waits for a chain holds what its holder waits for.
            Ok(done) => audit::append(&mut tx)
                .await
                .map(|()| done)
                .map_err(Failure::from),
            Err(failure) => Err(failure),
        };
        match outcome {
            Ok(done) => {
                tx.commit().await?;
                Ok(done)
            }
            Err(failure) => {
                if let Err(error) = tx.rollback().await {
                    tracing::warn!(%error, "a transaction could not be undone in order; its connection is dropped");
                }
                Err(failure)
            }
        }
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "this is where transactions begin"
    )]
    async fn begin(&self) -> Result<Tx, StoreError> {
        let conn = Conn::new(match &self.0 {
            Pools::Sqlite { writer, .. } => {
                Handle::SqliteTx(writer.begin_with("BEGIN IMMEDIATE").await?)
            }
            Pools::Postgres(served) => Handle::PostgresTx(served.pool.begin().await?),
        });
        Ok(Tx {
            conn,
            entries: Vec::new(),
        })
    }

    /// Waits for what is under way and closes every connection.
    pub async fn close(&self) {
        match &self.0 {
            Pools::Sqlite { writer, readers } => {
                readers.close().await;
                // Last, so that it can fold the write-ahead log into the file.
                writer.close().await;
            }
            Pools::Postgres(served) => served.pool.close().await,
        }
    }
}

/// A connection to read through.
#[derive(Debug)]
pub struct Conn {
    handle: Handle,
    /// What the database was told last, on this loan of the connection; what an earlier one was told counts
    /// for nothing.
    armed: Option<Reach>,
}

#[derive(Debug)]
enum Handle {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
    SqliteTx(Transaction<'static, Sqlite>),
    PostgresTx(Transaction<'static, Postgres>),
}

impl Conn {
    const fn new(handle: Handle) -> Self {
        Self {
            handle,
            armed: None,
        }
    }

    /// Prepares a statement that sees and changes what `reach` says and nothing else; bind its values in the
    /// order of `$1`, `$2` … and fetch. [`Scope`](crate::Scope) and [`OwnScope`](crate::OwnScope) are reaches.
    pub fn query(&mut self, reach: impl Into<Reach>, sql: Sql) -> Statement<'_> {
        let arming = |local| Arming {
            armed: &mut self.armed,
            reach: reach.into(),
            local,
        };
        match &mut self.handle {
            Handle::Sqlite(conn) => Statement::on_sqlite(conn, sql),
            Handle::SqliteTx(tx) => Statement::on_sqlite(tx, sql),
            Handle::Postgres(conn) => Statement::on_postgres(conn, arming(false), sql),
            Handle::PostgresTx(tx) => Statement::on_postgres(tx, arming(true), sql),
        }
    }
}

/// A transaction; only [`Store::write`] makes and ends one. Everything that reads through a
/// [`Conn`] reads through it, too.
#[derive(Debug)]
pub struct Tx {
    conn: Conn,
    /// Audit entries, which join their chains when the transaction ends.
    entries: Vec<AuditEntry>,
}

impl Tx {
    /// Keeps an audit entry until the transaction ends.
    pub(crate) fn keep(&mut self, entry: AuditEntry) {
        self.entries.push(entry);
    }

    /// The audit entries kept so far.
    pub(crate) fn take_entries(&mut self) -> Vec<AuditEntry> {
        std::mem::take(&mut self.entries)
    }

    async fn commit(self) -> Result<(), StoreError> {
        match self.conn.handle {
            Handle::SqliteTx(tx) => tx.commit().await?,
            Handle::PostgresTx(tx) => tx.commit().await?,
            Handle::Sqlite(_) | Handle::Postgres(_) => {}
        }
        Ok(())
    }

    async fn rollback(self) -> Result<(), StoreError> {
        match self.conn.handle {
            Handle::SqliteTx(tx) => tx.rollback().await?,
            Handle::PostgresTx(tx) => tx.rollback().await?,
            Handle::Sqlite(_) | Handle::Postgres(_) => {}
        }
        Ok(())
    }
}

impl Deref for Tx {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.conn
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}

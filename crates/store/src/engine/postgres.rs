//! Opening PostgreSQL: as the owner of the tables to bring them up to date, and for everything else in a role
//! that owns nothing.

use super::{DatabaseSettings, PATIENCE, StoreError};
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sqlx::{Connection, PgPool};
use std::sync::Arc;
use std::time::Duration;

/// The role of whatever serves. Migration `0013_walls` makes it and says what it may do.
pub(super) const ROLE: &str = "salus_app";

/// What no statement or forgotten transaction may outlast.
const SESSION: [(&str, &str); 4] = [
    ("statement_timeout", "15s"),
    ("lock_timeout", "10s"),
    ("idle_in_transaction_session_timeout", "15s"),
    ("TimeZone", "UTC"),
];

/// A connection that was in use so lately is taken to be alive: telling it the reach is its first trial.
const FRESH: Duration = Duration::from_secs(1);

/// The pool that serves, and how to connect as the owner.
#[derive(Clone, Debug)]
pub(super) struct Served {
    /// Every connection of it has taken [`ROLE`] from its beginning; resetting it leads nowhere else.
    pub(super) pool: PgPool,
    owner: Arc<PgConnectOptions>,
}

impl Served {
    /// A connection as the user in the address, for what is no statement of the store.
    pub(super) async fn owner(&self) -> Result<PgConnection, sqlx::Error> {
        PgConnection::connect_with(&self.owner).await
    }
}

/// The pool; it connects when it is first used, by when [`ROLE`] is there.
pub(super) async fn connect(settings: &DatabaseSettings) -> Result<Served, StoreError> {
    let owner = options(settings)?;
    let pool = pool(settings).connect_lazy_with(owner.clone().options([("role", ROLE)]));
    let served = Served {
        pool,
        owner: Arc::new(owner),
    };
    // Whether anything answers there is known now, not at the first request.
    served.owner().await?.close().await?;
    Ok(served)
}

/// A pool as the user in the address, whom migrations make the owner of the tables: for tests of what only
/// the owner may do.
#[cfg(feature = "testing")]
pub(super) fn connect_as_owner(settings: &DatabaseSettings) -> Result<Served, StoreError> {
    let owner = options(settings)?;
    let pool = pool(settings).connect_lazy_with(owner.clone());
    Ok(Served {
        pool,
        owner: Arc::new(owner),
    })
}

fn options(settings: &DatabaseSettings) -> Result<PgConnectOptions, StoreError> {
    let options: PgConnectOptions = settings.url.parse().map_err(|error| {
        StoreError::Setup(format!(
            "the PostgreSQL address cannot be read ({error}); write postgres://user:password@host/database"
        ))
    })?;
    Ok(options
        .application_name("salus")
        .options(SESSION)
        .statement_cache_capacity(300))
}

fn pool(settings: &DatabaseSettings) -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(settings.max_connections.max(1))
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .before_acquire(|conn, about| {
            Box::pin(async move {
                if about.idle_for > FRESH {
                    conn.ping().await?;
                }
                Ok(true)
            })
        })
}

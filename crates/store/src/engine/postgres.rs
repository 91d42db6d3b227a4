//! Opening PostgreSQL.

use super::{DatabaseSettings, PATIENCE, StoreError};
use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

/// What no statement or forgotten transaction may outlast.
const SESSION: [(&str, &str); 4] = [
    ("statement_timeout", "15s"),
    ("lock_timeout", "10s"),
    ("idle_in_transaction_session_timeout", "15s"),
    ("TimeZone", "UTC"),
];

/// The pool.
pub(super) async fn connect(settings: &DatabaseSettings) -> Result<PgPool, StoreError> {
    let options: PgConnectOptions = settings.url.parse().map_err(|error| {
        StoreError::Setup(format!(
            "the PostgreSQL address cannot be read ({error}); write postgres://user:password@host/database"
        ))
    })?;
    let options = options
        .application_name("salus")
        .options(SESSION)
        .statement_cache_capacity(300);
    Ok(PgPoolOptions::new()
        .max_connections(settings.max_connections.max(1))
        .acquire_timeout(PATIENCE)
        .connect_with(options)
        .await?)
}

//! Sessions as the web server keeps them.

use crate::Services;
use salus_domain::Fault;
use salus_domain::ids::UserId;
use salus_domain::time::Instant;
use salus_store::accounts::sessions::{self as store, Session};
use serde_json::Value;

/// A session's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// JSON, of the web server's making.
    pub data: String,
    /// Until when it holds.
    pub expires_at: Instant,
}

/// The session whose id has that SHA-256; `None` when there is none or it has expired.
///
/// # Errors
/// [`Fault::Busy`], [`Fault::Internal`].
pub async fn load(services: &Services, hash: [u8; 32]) -> Result<Option<SessionRow>, Fault> {
    let mut conn = services.store.read().await?;
    let found = store::load(&mut conn, hash, services.now()).await?;
    Ok(found.map(|(data, expires_at)| SessionRow {
        data: data.to_string(),
        expires_at,
    }))
}

/// Keeps a new session, of a user once one has signed in; `false` when the id is taken.
///
/// # Errors
/// [`Fault::Internal`] when the data is no JSON.
pub async fn create(
    services: &Services,
    hash: [u8; 32],
    row: &SessionRow,
    user: Option<UserId>,
) -> Result<bool, Fault> {
    let session = session(services, hash, row, user)?;
    let added = services
        .store
        .write_with(session, |tx, session| {
            Box::pin(async move { Ok(store::add(tx, session).await?) })
        })
        .await?;
    Ok(added)
}

/// Keeps what changed in a session; `false` when it has been ended meanwhile: a request that was under
/// way while the user signed out does not bring the session back.
///
/// # Errors
/// [`Fault::Internal`] when the data is no JSON.
pub async fn save(
    services: &Services,
    hash: [u8; 32],
    row: &SessionRow,
    user: Option<UserId>,
) -> Result<bool, Fault> {
    let session = session(services, hash, row, user)?;
    let updated = services
        .store
        .write_with(session, |tx, session| {
            Box::pin(async move { Ok(store::update(tx, session).await?) })
        })
        .await?;
    Ok(updated)
}

/// Ends a session.
///
/// # Errors
/// [`Fault::Busy`], [`Fault::Internal`].
pub async fn delete(services: &Services, hash: [u8; 32]) -> Result<(), Fault> {
    services
        .store
        .write(move |tx| Box::pin(async move { Ok(store::delete(tx, hash).await?) }))
        .await?;
    Ok(())
}

/// Removes the sessions that have expired; how many.
///
/// # Errors
/// [`Fault::Busy`], [`Fault::Internal`].
pub async fn delete_expired(services: &Services) -> Result<u64, Fault> {
    let now = services.now();
    let removed = services
        .store
        .write(move |tx| Box::pin(async move { Ok(store::delete_expired(tx, now).await?) }))
        .await?;
    Ok(removed)
}

fn session(
    services: &Services,
    hash: [u8; 32],
    row: &SessionRow,
    user: Option<UserId>,
) -> Result<Session, Fault> {
    let data: Value = serde_json::from_str(&row.data).map_err(|error| {
        tracing::error!(%error, "a session's data is no JSON");
        Fault::Internal
    })?;
    Ok(Session {
        hash,
        user,
        data,
        expires_at: row.expires_at,
        at: services.now(),
    })
}

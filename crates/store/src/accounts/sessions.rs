//! Sessions. The key is the hash of what the browser holds, the data is JSON the server understands.

use crate::{Conn, OwnScope, Reach, Sql, StoreError, Tx};
use salus_domain::ids::UserId;
use salus_domain::time::Instant;
use serde_json::Value;
use sqlx::types::Json;

/// A session's data and until when it holds.
///
/// # Errors
/// Any [`StoreError`].
pub async fn load(
    conn: &mut Conn,
    hash: [u8; 32],
    now: Instant,
) -> Result<Option<(Value, Instant)>, StoreError> {
    const LIVE: Sql =
        Sql::both("SELECT data, expires_at FROM sessions WHERE id = $1 AND expires_at > $2");
    let row: Option<(Json<Value>, Instant)> = conn
        .query(Reach::SHARED, LIVE)
        .bind(hash.to_vec())
        .bind(now)
        .fetch_optional()
        .await?;
    Ok(row.map(|(data, expires_at)| (data.0, expires_at)))
}

/// A session to keep.
#[derive(Clone, Debug)]
pub struct Session {
    /// SHA-256 of what the browser holds.
    pub hash: [u8; 32],
    /// Whose, once somebody has signed in.
    pub user: Option<UserId>,
    /// What the server keeps in it.
    pub data: Value,
    /// Until when it holds.
    pub expires_at: Instant,
    /// What the browser called itself when somebody signed in.
    pub agent: Option<String>,
    /// Its address then, without the last part.
    pub address: Option<String>,
    /// Now.
    pub at: Instant,
}

/// Keeps a new session; `false` when there is one of that hash.
///
/// # Errors
/// Any [`StoreError`].
pub async fn add(tx: &mut Tx, session: &Session) -> Result<bool, StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO sessions (id, user_id, data, expires_at, created_at, last_seen_at, agent, address)
         VALUES ($1, $2, $3, $4, $5, $5, $6, $7) ON CONFLICT (id) DO NOTHING",
    );
    let rows = tx
        .query(Reach::SHARED, ADD)
        .bind(session.hash.to_vec())
        .bind(session.user)
        .bind(Json(session.data.clone()))
        .bind(session.expires_at)
        .bind(session.at)
        .bind(session.agent.as_deref())
        .bind(session.address.as_deref())
        .execute()
        .await?;
    Ok(rows > 0)
}

/// Keeps what changed in a session; `false` when there is none of that hash. Where somebody signed in
/// stays as it is.
///
/// # Errors
/// Any [`StoreError`].
pub async fn update(tx: &mut Tx, session: &Session) -> Result<bool, StoreError> {
    const UPDATE: Sql = Sql::both(
        "UPDATE sessions SET user_id = $2, data = $3, expires_at = $4, last_seen_at = $5 WHERE id = $1",
    );
    let rows = tx
        .query(Reach::SHARED, UPDATE)
        .bind(session.hash.to_vec())
        .bind(session.user)
        .bind(Json(session.data.clone()))
        .bind(session.expires_at)
        .bind(session.at)
        .execute()
        .await?;
    Ok(rows > 0)
}

/// Ends a session.
///
/// # Errors
/// Any [`StoreError`].
pub async fn delete(tx: &mut Tx, hash: [u8; 32]) -> Result<(), StoreError> {
    const DELETE: Sql = Sql::both("DELETE FROM sessions WHERE id = $1");
    tx.query(Reach::SHARED, DELETE)
        .bind(hash.to_vec())
        .execute()
        .await
        .map(drop)
}

/// Removes the sessions that no longer hold; how many.
///
/// # Errors
/// Any [`StoreError`].
pub async fn delete_expired(tx: &mut Tx, now: Instant) -> Result<u64, StoreError> {
    const DELETE: Sql = Sql::both("DELETE FROM sessions WHERE expires_at <= $1");
    tx.query(Reach::SHARED, DELETE).bind(now).execute().await
}

/// One of a user's sessions.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Own {
    /// Its hash.
    #[sqlx(rename = "id")]
    pub hash: Vec<u8>,
    /// What the browser called itself.
    pub agent: Option<String>,
    /// Its address without the last part.
    pub address: Option<String>,
    /// When somebody signed in.
    pub created_at: Instant,
    /// When it was last kept.
    pub last_seen_at: Instant,
}

/// The user's sessions that hold, the one heard of last first.
///
/// # Errors
/// Any [`StoreError`].
pub async fn of_user(
    conn: &mut Conn,
    scope: OwnScope,
    now: Instant,
) -> Result<Vec<Own>, StoreError> {
    const OF_USER: Sql = Sql::both(
        "SELECT id, agent, address, created_at, last_seen_at FROM sessions
         WHERE user_id = $1 AND expires_at > $2 ORDER BY last_seen_at DESC, created_at DESC",
    );
    conn.query(scope, OF_USER)
        .bind(scope.user())
        .bind(now)
        .fetch_all()
        .await
}

/// Ends one of the user's sessions; `false` when they have none of that hash.
///
/// # Errors
/// Any [`StoreError`].
pub async fn end_own(tx: &mut Tx, scope: OwnScope, hash: &[u8]) -> Result<bool, StoreError> {
    const END: Sql = Sql::both("DELETE FROM sessions WHERE id = $1 AND user_id = $2");
    let rows = tx
        .query(scope, END)
        .bind(hash.to_vec())
        .bind(scope.user())
        .execute()
        .await?;
    Ok(rows > 0)
}

/// Ends a user's sessions but the one of that hash; how many.
///
/// # Errors
/// Any [`StoreError`].
pub async fn end_all_but(
    tx: &mut Tx,
    user: UserId,
    kept: Option<[u8; 32]>,
) -> Result<u64, StoreError> {
    const END: Sql = Sql::both("DELETE FROM sessions WHERE user_id = $1 AND id <> $2");
    // No session has an empty hash.
    let kept = kept.map_or_else(Vec::new, |hash| hash.to_vec());
    tx.query(Reach::SHARED, END)
        .bind(user)
        .bind(kept)
        .execute()
        .await
}

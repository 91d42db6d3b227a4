//! Sessions. The key is the hash of what the browser holds, the data is JSON the server understands.

use crate::{Conn, Sql, StoreError, Tx};
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
        .query(LIVE)
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
    /// Now.
    pub at: Instant,
}

/// Keeps a new session; `false` when there is one of that hash.
///
/// # Errors
/// Any [`StoreError`].
pub async fn add(tx: &mut Tx, session: &Session) -> Result<bool, StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO sessions (id, user_id, data, expires_at, created_at, last_seen_at)
         VALUES ($1, $2, $3, $4, $5, $5) ON CONFLICT (id) DO NOTHING",
    );
    let rows = tx
        .query(ADD)
        .bind(session.hash.to_vec())
        .bind(session.user)
        .bind(Json(session.data.clone()))
        .bind(session.expires_at)
        .bind(session.at)
        .execute()
        .await?;
    Ok(rows > 0)
}

/// Keeps what changed in a session; `false` when there is none of that hash.
///
/// # Errors
/// Any [`StoreError`].
pub async fn update(tx: &mut Tx, session: &Session) -> Result<bool, StoreError> {
    const UPDATE: Sql = Sql::both(
        "UPDATE sessions SET user_id = $2, data = $3, expires_at = $4, last_seen_at = $5 WHERE id = $1",
    );
    let rows = tx
        .query(UPDATE)
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
    tx.query(DELETE)
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
    tx.query(DELETE).bind(now).execute().await
}

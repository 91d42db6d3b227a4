//! How often something was tried, and whence somebody has signed in before. One row per action and key,
//! counted by the database, so that the count holds for all instances.

use crate::{Conn, Reach, Sql, StoreError, Tx};
use salus_domain::ids::UserId;
use salus_domain::time::Instant;

/// Counts a try: within the window that began after `since`, else as the first of a window that begins
/// now. How many it makes, and since when.
///
/// # Errors
/// Any [`StoreError`].
pub async fn count(
    tx: &mut Tx,
    action: &str,
    key: [u8; 32],
    since: Instant,
    now: Instant,
) -> Result<(i64, Instant), StoreError> {
    const COUNT: Sql = Sql::both(
        "INSERT INTO attempts (action, key_hash, window_start, tries) VALUES ($1, $2, $4, 1)
         ON CONFLICT (action, key_hash) DO UPDATE SET
             tries = CASE WHEN attempts.window_start > $3 THEN attempts.tries + 1 ELSE 1 END,
             window_start = CASE WHEN attempts.window_start > $3 THEN attempts.window_start ELSE $4 END
         RETURNING tries, window_start",
    );
    tx.query(Reach::SHARED, COUNT)
        .bind(action)
        .bind(key.to_vec())
        .bind(since)
        .bind(now)
        .fetch_one()
        .await
}

/// Takes one try back.
///
/// # Errors
/// Any [`StoreError`].
pub async fn take_back(tx: &mut Tx, action: &str, key: [u8; 32]) -> Result<(), StoreError> {
    const TAKE_BACK: Sql = Sql::both(
        "UPDATE attempts SET tries = tries - 1 WHERE action = $1 AND key_hash = $2 AND tries > 0",
    );
    tx.query(Reach::SHARED, TAKE_BACK)
        .bind(action)
        .bind(key.to_vec())
        .execute()
        .await
        .map(drop)
}

/// Forgets the tries of windows that began before then; how many rows.
///
/// # Errors
/// Any [`StoreError`].
pub async fn forget(tx: &mut Tx, before: Instant) -> Result<u64, StoreError> {
    const FORGET: Sql = Sql::both("DELETE FROM attempts WHERE window_start < $1");
    tx.query(Reach::SHARED, FORGET).bind(before).execute().await
}

/// Whether the user behind that hash has signed in from the address behind it.
///
/// # Errors
/// Any [`StoreError`].
pub async fn is_known(conn: &mut Conn, hash: [u8; 32]) -> Result<bool, StoreError> {
    const KNOWN: Sql = Sql::both("SELECT count(*) FROM known_addresses WHERE address_hash = $1");
    let known: i64 = conn
        .query(Reach::SHARED, KNOWN)
        .bind(hash.to_vec())
        .fetch_one_scalar()
        .await?;
    Ok(known > 0)
}

/// Remembers that a user signed in from an address.
///
/// # Errors
/// Any [`StoreError`].
pub async fn remember(
    tx: &mut Tx,
    hash: [u8; 32],
    user: UserId,
    at: Instant,
) -> Result<(), StoreError> {
    const REMEMBER: Sql = Sql::both(
        "INSERT INTO known_addresses (address_hash, user_id, last_seen_at) VALUES ($1, $2, $3)
         ON CONFLICT (address_hash) DO UPDATE SET last_seen_at = excluded.last_seen_at",
    );
    tx.query(Reach::SHARED, REMEMBER)
        .bind(hash.to_vec())
        .bind(user)
        .bind(at)
        .execute()
        .await
        .map(drop)
}

/// Forgets the addresses last seen before then; how many.
///
/// # Errors
/// Any [`StoreError`].
pub async fn forget_addresses(tx: &mut Tx, before: Instant) -> Result<u64, StoreError> {
    const FORGET: Sql = Sql::both("DELETE FROM known_addresses WHERE last_seen_at < $1");
    tx.query(Reach::SHARED, FORGET).bind(before).execute().await
}

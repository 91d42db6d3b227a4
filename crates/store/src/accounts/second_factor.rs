//! Second factors and recovery codes. Keyed by the user: nobody reaches another's.

use crate::{Conn, Reach, Sql, StoreError, Tx};
use salus_domain::ids::UserId;
use salus_domain::time::Instant;

/// A second factor as it is kept.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Factor {
    /// The secret, sealed or not as its first byte says.
    pub secret: Vec<u8>,
    /// The last step of time whose code was taken.
    pub last_step: i64,
    /// Since when the secret is there.
    pub created_at: Instant,
    /// Since when a code is asked for.
    pub confirmed_at: Option<Instant>,
}

/// A user's second factor, confirmed or not.
///
/// # Errors
/// Any [`StoreError`].
pub async fn factor(conn: &mut Conn, user: UserId) -> Result<Option<Factor>, StoreError> {
    const ONE: Sql = Sql::both(
        "SELECT secret, last_step, created_at, confirmed_at FROM second_factors WHERE user_id = $1",
    );
    conn.query(Reach::SHARED, ONE)
        .bind(user)
        .fetch_optional()
        .await
}

/// Keeps a secret nobody has confirmed yet, instead of another such one; `false` when one is confirmed.
///
/// # Errors
/// Any [`StoreError`].
pub async fn begin(
    tx: &mut Tx,
    user: UserId,
    secret: &[u8],
    at: Instant,
) -> Result<bool, StoreError> {
    const KEEP: Sql = Sql::both(
        "INSERT INTO second_factors (user_id, secret, created_at) VALUES ($1, $2, $3)
         ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at
         WHERE second_factors.confirmed_at IS NULL",
    );
    let rows = tx
        .query(Reach::SHARED, KEEP)
        .bind(user)
        .bind(secret.to_vec())
        .bind(at)
        .execute()
        .await?;
    Ok(rows > 0)
}

/// Confirms the secret, by the code of a step; `false` when it is no longer the one that was read.
///
/// # Errors
/// Any [`StoreError`].
pub async fn confirm(
    tx: &mut Tx,
    user: UserId,
    secret: &[u8],
    step: i64,
    at: Instant,
) -> Result<bool, StoreError> {
    const CONFIRM: Sql = Sql::both(
        "UPDATE second_factors SET confirmed_at = $4, last_step = $3
         WHERE user_id = $1 AND secret = $2 AND confirmed_at IS NULL",
    );
    let rows = tx
        .query(Reach::SHARED, CONFIRM)
        .bind(user)
        .bind(secret.to_vec())
        .bind(step)
        .bind(at)
        .execute()
        .await?;
    Ok(rows > 0)
}

/// Takes the code of a step; `false` when that one or a later one was taken before.
///
/// # Errors
/// Any [`StoreError`].
pub async fn take_step(tx: &mut Tx, user: UserId, step: i64) -> Result<bool, StoreError> {
    const TAKE: Sql = Sql::both(
        "UPDATE second_factors SET last_step = $2
         WHERE user_id = $1 AND last_step < $2 AND confirmed_at IS NOT NULL",
    );
    let rows = tx
        .query(Reach::SHARED, TAKE)
        .bind(user)
        .bind(step)
        .execute()
        .await?;
    Ok(rows > 0)
}

/// Takes a recovery code; `false` when there is no such one, or no longer.
///
/// # Errors
/// Any [`StoreError`].
pub async fn take_recovery_code(
    tx: &mut Tx,
    user: UserId,
    hash: [u8; 32],
) -> Result<bool, StoreError> {
    const TAKE: Sql = Sql::both("DELETE FROM recovery_codes WHERE user_id = $1 AND code_hash = $2");
    let rows = tx
        .query(Reach::SHARED, TAKE)
        .bind(user)
        .bind(hash.to_vec())
        .execute()
        .await?;
    Ok(rows > 0)
}

/// Keeps these recovery codes and no older ones.
///
/// # Errors
/// Any [`StoreError`].
pub async fn replace_recovery_codes(
    tx: &mut Tx,
    user: UserId,
    hashes: &[[u8; 32]],
    at: Instant,
) -> Result<(), StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO recovery_codes (user_id, code_hash, created_at) VALUES ($1, $2, $3)",
    );
    forget_recovery_codes(tx, user).await?;
    for hash in hashes {
        tx.query(Reach::SHARED, ADD)
            .bind(user)
            .bind(hash.to_vec())
            .bind(at)
            .execute()
            .await?;
    }
    Ok(())
}

/// How many recovery codes a user has left.
///
/// # Errors
/// Any [`StoreError`].
pub async fn recovery_codes_left(conn: &mut Conn, user: UserId) -> Result<i64, StoreError> {
    const COUNT: Sql = Sql::both("SELECT count(*) FROM recovery_codes WHERE user_id = $1");
    conn.query(Reach::SHARED, COUNT)
        .bind(user)
        .fetch_one_scalar()
        .await
}

/// Removes a user's second factor and recovery codes; `false` when there was none.
///
/// # Errors
/// Any [`StoreError`].
pub async fn remove(tx: &mut Tx, user: UserId) -> Result<bool, StoreError> {
    const REMOVE: Sql = Sql::both("DELETE FROM second_factors WHERE user_id = $1");
    forget_recovery_codes(tx, user).await?;
    Ok(tx.query(Reach::SHARED, REMOVE).bind(user).execute().await? > 0)
}

async fn forget_recovery_codes(tx: &mut Tx, user: UserId) -> Result<(), StoreError> {
    const FORGET: Sql = Sql::both("DELETE FROM recovery_codes WHERE user_id = $1");
    tx.query(Reach::SHARED, FORGET)
        .bind(user)
        .execute()
        .await
        .map(drop)
}

/// Removes the secrets begun before then and never confirmed; how many.
///
/// # Errors
/// Any [`StoreError`].
pub async fn forget_unconfirmed(tx: &mut Tx, before: Instant) -> Result<u64, StoreError> {
    const FORGET: Sql =
        Sql::both("DELETE FROM second_factors WHERE confirmed_at IS NULL AND created_at < $1");
    tx.query(Reach::SHARED, FORGET).bind(before).execute().await
}

//! Links sent by mail. The key is the hash of what the link holds.

use crate::{Conn, Reach, Sql, StoreError, Tx};
use salus_domain::accounts::LinkPurpose;
use salus_domain::ids::UserId;
use salus_domain::time::Instant;

/// A link to keep.
#[derive(Clone, Debug)]
pub struct AddLink {
    /// SHA-256 of what the link holds.
    pub hash: [u8; 32],
    /// Whose account it opens.
    pub user: UserId,
    /// What it is for.
    pub purpose: LinkPurpose,
    /// The address it is sent to, lower-cased.
    pub email: String,
    /// When it was made.
    pub at: Instant,
    /// Until when it holds.
    pub expires_at: Instant,
}

/// Whose link it is, and to which address it was sent.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Link {
    /// Whose account it opens.
    #[sqlx(rename = "user_id")]
    pub user: UserId,
    /// The address it was sent to.
    pub email: String,
}

/// Keeps a link.
///
/// # Errors
/// Any [`StoreError`].
pub async fn add(tx: &mut Tx, link: &AddLink) -> Result<(), StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO account_links (hash, user_id, purpose, email, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    );
    tx.query(Reach::SHARED, ADD)
        .bind(link.hash.to_vec())
        .bind(link.user)
        .bind(link.purpose)
        .bind(link.email.as_str())
        .bind(link.at)
        .bind(link.expires_at)
        .execute()
        .await
        .map(drop)
}

/// The link of that hash, while it can be used and its user is active.
///
/// # Errors
/// Any [`StoreError`].
pub async fn find(
    conn: &mut Conn,
    hash: [u8; 32],
    purpose: LinkPurpose,
    now: Instant,
) -> Result<Option<Link>, StoreError> {
    const LIVE: Sql = Sql::both(
        "SELECT l.user_id, l.email FROM account_links l JOIN users u ON u.id = l.user_id
         WHERE l.hash = $1 AND l.purpose = $2 AND l.used_at IS NULL AND l.expires_at > $3
             AND u.status = 'active'",
    );
    conn.query(Reach::SHARED, LIVE)
        .bind(hash.to_vec())
        .bind(purpose)
        .bind(now)
        .fetch_optional()
        .await
}

/// Marks a link as used; `false` when somebody did so before.
///
/// # Errors
/// Any [`StoreError`].
pub async fn spend(tx: &mut Tx, hash: [u8; 32], now: Instant) -> Result<bool, StoreError> {
    const SPEND: Sql = Sql::both(
        "UPDATE account_links SET used_at = $2 WHERE hash = $1 AND used_at IS NULL AND expires_at > $2",
    );
    let rows = tx
        .query(Reach::SHARED, SPEND)
        .bind(hash.to_vec())
        .bind(now)
        .execute()
        .await?;
    Ok(rows > 0)
}

/// Marks a user's links of one purpose as used.
///
/// # Errors
/// Any [`StoreError`].
pub async fn spend_all(
    tx: &mut Tx,
    user: UserId,
    purpose: LinkPurpose,
    now: Instant,
) -> Result<(), StoreError> {
    const SPEND: Sql = Sql::both(
        "UPDATE account_links SET used_at = $3 WHERE user_id = $1 AND purpose = $2 AND used_at IS NULL",
    );
    tx.query(Reach::SHARED, SPEND)
        .bind(user)
        .bind(purpose)
        .bind(now)
        .execute()
        .await
        .map(drop)
}

/// Marks as used what could take an account over: links to a new password, and to another address than
/// the one in use.
///
/// # Errors
/// Any [`StoreError`].
pub async fn spend_dangerous(tx: &mut Tx, user: UserId, now: Instant) -> Result<(), StoreError> {
    const SPEND: Sql = Sql::both(
        "UPDATE account_links SET used_at = $2 WHERE user_id = $1 AND used_at IS NULL
             AND (purpose = 'reset' OR email <> (SELECT u.email FROM users u WHERE u.id = $1))",
    );
    tx.query(Reach::SHARED, SPEND)
        .bind(user)
        .bind(now)
        .execute()
        .await
        .map(drop)
}

/// How many links of one purpose were made for a user since then, used ones too.
///
/// # Errors
/// Any [`StoreError`].
pub async fn made_since(
    conn: &mut Conn,
    user: UserId,
    purpose: LinkPurpose,
    since: Instant,
) -> Result<i64, StoreError> {
    const MADE: Sql = Sql::both(
        "SELECT count(*) FROM account_links WHERE user_id = $1 AND purpose = $2 AND created_at > $3",
    );
    conn.query(Reach::SHARED, MADE)
        .bind(user)
        .bind(purpose)
        .bind(since)
        .fetch_one_scalar()
        .await
}

/// The address that takes the place of a user's own once confirmed, if one waits.
///
/// # Errors
/// Any [`StoreError`].
pub async fn pending_email(
    conn: &mut Conn,
    user: UserId,
    now: Instant,
) -> Result<Option<String>, StoreError> {
    const PENDING: Sql = Sql::both(
        "SELECT l.email FROM account_links l JOIN users u ON u.id = l.user_id
         WHERE l.user_id = $1 AND l.purpose = 'verify' AND l.used_at IS NULL AND l.expires_at > $2
             AND l.email <> u.email
         ORDER BY l.created_at DESC LIMIT 1",
    );
    conn.query(Reach::SHARED, PENDING)
        .bind(user)
        .bind(now)
        .fetch_optional_scalar()
        .await
}

/// Removes the links that lapsed before then; how many.
///
/// # Errors
/// Any [`StoreError`].
pub async fn delete_expired(tx: &mut Tx, before: Instant) -> Result<u64, StoreError> {
    const DELETE: Sql = Sql::both("DELETE FROM account_links WHERE expires_at <= $1");
    tx.query(Reach::SHARED, DELETE).bind(before).execute().await
}

//! A user's own account, as they change it.

use crate::{Conn, OwnScope, Reach, Sql, StoreError, Tx};
use salus_domain::accounts::Profile;
use salus_domain::ids::UserId;
use salus_domain::language::Language;
use salus_domain::time::Instant;

/// An account as it is kept.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Kept {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Telephone.
    pub phone: Option<String>,
    /// What they sign in with, lower-cased.
    pub email: String,
    /// When the address was verified.
    pub email_verified_at: Option<Instant>,
    /// The password's hash, in PHC string format.
    pub password_hash: String,
    /// What they read in.
    pub language: Language,
}

/// The user's account; `None` when they are no active user.
///
/// # Errors
/// Any [`StoreError`].
pub async fn find(conn: &mut Conn, scope: OwnScope) -> Result<Option<Kept>, StoreError> {
    by_id(conn, scope.user()).await
}

/// The account a link opens; `None` when the user is not active.
///
/// # Errors
/// Any [`StoreError`].
pub async fn by_id(conn: &mut Conn, user: UserId) -> Result<Option<Kept>, StoreError> {
    const OWN: Sql = Sql::both(
        "SELECT first_name, last_name, phone, email, email_verified_at, password_hash, language
         FROM users WHERE id = $1 AND status = 'active'",
    );
    conn.query(Reach::SHARED, OWN)
        .bind(user)
        .fetch_optional()
        .await
}

/// The active user with that email (lower-cased), and what they read in.
///
/// # Errors
/// Any [`StoreError`].
pub async fn by_email(
    conn: &mut Conn,
    email: &str,
) -> Result<Option<(UserId, Language)>, StoreError> {
    const BY_EMAIL: Sql =
        Sql::both("SELECT id, language FROM users WHERE email = $1 AND status = 'active'");
    conn.query(Reach::SHARED, BY_EMAIL)
        .bind(email)
        .fetch_optional()
        .await
}

/// Changes names and telephone.
///
/// # Errors
/// Any [`StoreError`].
pub async fn set_profile(
    tx: &mut Tx,
    scope: OwnScope,
    profile: &Profile,
    at: Instant,
) -> Result<(), StoreError> {
    const SET: Sql = Sql::both(
        "UPDATE users SET first_name = $2, last_name = $3, phone = $4, updated_at = $5 WHERE id = $1",
    );
    tx.query(scope, SET)
        .bind(scope.user())
        .bind(profile.first_name.as_str())
        .bind(profile.last_name.as_str())
        .bind(profile.phone.as_deref())
        .bind(at)
        .execute()
        .await
        .map(drop)
}

/// Gives a user a password they chose themself.
///
/// # Errors
/// Any [`StoreError`].
pub async fn set_password(
    tx: &mut Tx,
    user: UserId,
    password_hash: &str,
    at: Instant,
) -> Result<(), StoreError> {
    const SET: Sql = Sql::split(
        "UPDATE users SET password_hash = $2, must_change_password = 0, updated_at = $3 WHERE id = $1",
        "UPDATE users SET password_hash = $2, must_change_password = FALSE, updated_at = $3 WHERE id = $1",
    );
    tx.query(Reach::SHARED, SET)
        .bind(user)
        .bind(password_hash)
        .bind(at)
        .execute()
        .await
        .map(drop)
}

/// Gives a user an address that they proved to read.
///
/// # Errors
/// [`StoreError::Unique`] of `users_email_key`.
pub async fn set_verified_email(
    tx: &mut Tx,
    user: UserId,
    email: &str,
    at: Instant,
) -> Result<(), StoreError> {
    const SET: Sql = Sql::both(
        "UPDATE users SET email = $2, email_verified_at = $3, updated_at = $3 WHERE id = $1",
    );
    tx.query(Reach::SHARED, SET)
        .bind(user)
        .bind(email)
        .bind(at)
        .execute()
        .await
        .map(drop)
}

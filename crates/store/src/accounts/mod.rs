//! Accounts: users, memberships, sessions.

pub mod attempts;
mod capacities;
pub mod links;
pub mod own;
pub mod second_factor;
pub mod sessions;

pub use capacities::{Holding, holdings, roles_held, suspended_membership};

use crate::{Conn, Reach, Scope, Sql, StoreError, Tx};
use chrono::NaiveDate;
use salus_domain::accounts::{MyClinic, Role, StaffRole};
use salus_domain::clinics::ClinicStatus;
use salus_domain::ids::{ClinicId, MembershipId, PhotoId, UserId};
use salus_domain::language::Language;
use salus_domain::time::Instant;

/// What signing in compares with.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Credentials {
    /// Who.
    #[sqlx(rename = "id")]
    pub user: UserId,
    /// The password's hash, in PHC string format.
    pub password_hash: String,
    /// A role on the whole platform.
    pub platform_role: Option<Role>,
}

/// The active user with that email (lower-cased).
///
/// # Errors
/// Any [`StoreError`].
pub async fn credentials(conn: &mut Conn, email: &str) -> Result<Option<Credentials>, StoreError> {
    const BY_EMAIL: Sql = Sql::both(
        "SELECT id, password_hash, platform_role FROM users WHERE email = $1 AND status = 'active'",
    );
    conn.query(Reach::SHARED, BY_EMAIL)
        .bind(email)
        .fetch_optional()
        .await
}

/// What signing in compares with, of the active user with that id.
///
/// # Errors
/// Any [`StoreError`].
pub async fn credentials_of(
    conn: &mut Conn,
    user: UserId,
) -> Result<Option<Credentials>, StoreError> {
    const BY_ID: Sql = Sql::both(
        "SELECT id, password_hash, platform_role FROM users WHERE id = $1 AND status = 'active'",
    );
    conn.query(Reach::SHARED, BY_ID)
        .bind(user)
        .fetch_optional()
        .await
}

/// The email of an active user.
///
/// # Errors
/// Any [`StoreError`].
pub async fn email_of(conn: &mut Conn, user: UserId) -> Result<Option<String>, StoreError> {
    const EMAIL: Sql = Sql::both("SELECT email FROM users WHERE id = $1 AND status = 'active'");
    conn.query(Reach::SHARED, EMAIL)
        .bind(user)
        .fetch_optional_scalar()
        .await
}

/// A user's active memberships in clinics at work, oldest first.
///
/// # Errors
/// Any [`StoreError`].
pub async fn memberships(
    conn: &mut Conn,
    user: UserId,
) -> Result<Vec<(ClinicId, StaffRole)>, StoreError> {
    const ACTIVE: Sql = Sql::both(
        "SELECT m.clinic_id, m.role FROM memberships m JOIN clinics c ON c.id = m.clinic_id
         WHERE m.user_id = $1 AND m.status = 'active' AND c.status = 'active'
         ORDER BY m.created_at, m.id",
    );
    conn.query(Reach::own(user), ACTIVE)
        .bind(user)
        .fetch_all()
        .await
}

/// An active user, and their membership where it was asked for and still holds.
#[expect(
    clippy::struct_excessive_bools,
    reason = "facts that hold in any combination"
)]
#[derive(Clone, Debug)]
pub struct Standing {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// What they read in.
    pub language: Language,
    /// Their photo.
    pub photo: Option<PhotoId>,
    /// A role on the whole platform.
    pub platform_role: Option<Role>,
    /// Whether the address they sign in with is verified.
    pub email_verified: bool,
    /// Somebody else chose their password.
    pub must_change_password: bool,
    /// The clinic of the membership asked for; `None` when the membership is no longer active.
    pub clinic: Option<MyClinic>,
    /// Whether that clinic is suspended.
    pub suspended: bool,
    /// In how many capacities they could act.
    pub capacities: i64,
    /// That clinic asks a second factor of its staff, and this user has none.
    pub second_factor_due: bool,
}

#[derive(sqlx::FromRow)]
struct StandingRecord {
    first_name: String,
    last_name: String,
    language: Language,
    photo: Option<PhotoId>,
    platform_role: Option<Role>,
    email_verified_at: Option<Instant>,
    must_change_password: bool,
    clinic_id: Option<ClinicId>,
    clinic_name: Option<String>,
    clinic_city: Option<String>,
    clinic_status: Option<ClinicStatus>,
    capacities: i64,
    second_factor_due: bool,
}

/// How a user stands now, and whether they hold `role` in `clinic`; `None` when they are no active
/// user.
///
/// # Errors
/// Any [`StoreError`].
pub async fn standing(
    conn: &mut Conn,
    user: UserId,
    clinic: Option<ClinicId>,
    role: Role,
) -> Result<Option<Standing>, StoreError> {
    const STANDING: Sql = Sql::both(
        "SELECT u.first_name, u.last_name, u.language, u.platform_role, u.email_verified_at,
             u.must_change_password, (SELECT f.id FROM photos f WHERE f.user_id = u.id) AS photo, c.id AS clinic_id,
             c.name AS clinic_name, c.city AS clinic_city, c.status AS clinic_status,
             (SELECT count(*) FROM memberships o JOIN clinics k ON k.id = o.clinic_id
              WHERE o.user_id = u.id AND o.status = 'active' AND k.status = 'active')
             + CASE WHEN u.born_on IS NOT NULL OR EXISTS (SELECT 1 FROM patients p WHERE p.user_id = u.id)
                   THEN 1 ELSE 0 END
             + CASE WHEN u.platform_role IS NOT NULL THEN 1 ELSE 0 END AS capacities,
             COALESCE(c.staff_second_factor, FALSE) AND NOT EXISTS (
                 SELECT 1 FROM second_factors f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL
             ) AS second_factor_due
         FROM users u
             LEFT JOIN memberships m
                 ON m.user_id = u.id AND m.clinic_id = $2 AND m.role = $3 AND m.status = 'active'
             LEFT JOIN clinics c ON c.id = m.clinic_id AND c.deleted_at IS NULL
         WHERE u.id = $1 AND u.status = 'active'",
    );
    let row: Option<StandingRecord> = conn
        .query(Reach::own(user), STANDING)
        .bind(user)
        .bind(clinic)
        .bind(role)
        .fetch_optional()
        .await?;
    Ok(row.map(|row| Standing {
        first_name: row.first_name,
        last_name: row.last_name,
        language: row.language,
        photo: row.photo,
        platform_role: row.platform_role,
        suspended: row.clinic_status == Some(ClinicStatus::Suspended),
        capacities: row.capacities,
        email_verified: row.email_verified_at.is_some(),
        must_change_password: row.must_change_password,
        clinic: match (row.clinic_id, row.clinic_name, row.clinic_city) {
            (Some(id), Some(name), Some(city)) => Some(MyClinic { id, name, city }),
            _ => None,
        },
        second_factor_due: row.second_factor_due,
    }))
}

/// Whether an account, active or not, has that email (lower-cased).
///
/// # Errors
/// Any [`StoreError`].
pub async fn email_in_use(conn: &mut Conn, email: &str) -> Result<bool, StoreError> {
    const SAME: Sql = Sql::both("SELECT count(*) FROM users WHERE email = $1");
    let same: i64 = conn
        .query(Reach::SHARED, SAME)
        .bind(email)
        .fetch_one_scalar()
        .await?;
    Ok(same > 0)
}

/// The user with that email (lower-cased), active or not.
///
/// # Errors
/// Any [`StoreError`].
pub async fn user_of_email(conn: &mut Conn, email: &str) -> Result<Option<UserId>, StoreError> {
    const SAME: Sql = Sql::both("SELECT id FROM users WHERE email = $1");
    conn.query(Reach::SHARED, SAME)
        .bind(email)
        .fetch_optional_scalar()
        .await
}

/// A user to add.
#[derive(Clone, Debug)]
pub struct AddUser {
    /// Their id.
    pub id: UserId,
    /// Email, lower-cased.
    pub email: String,
    /// The password's hash, in PHC string format.
    pub password_hash: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Date of birth.
    pub born_on: Option<NaiveDate>,
    /// What they read in.
    pub language: Language,
    /// When the address was verified, if it was.
    pub email_verified_at: Option<Instant>,
    /// Somebody else chose the password: its holder chooses another before anything else.
    pub must_change_password: bool,
    /// When.
    pub at: Instant,
}

/// Adds an active user.
///
/// # Errors
/// [`StoreError::Unique`] of `users_email_key`.
pub async fn add_user(tx: &mut Tx, new: &AddUser) -> Result<(), StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO users
             (id, email, password_hash, first_name, last_name, phone, born_on, language, created_at, updated_at,
              email_verified_at, must_change_password)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11)",
    );
    tx.query(Reach::SHARED, ADD)
        .bind(new.id)
        .bind(new.email.as_str())
        .bind(new.password_hash.as_str())
        .bind(new.first_name.as_str())
        .bind(new.last_name.as_str())
        .bind(new.phone.as_deref())
        .bind(new.born_on)
        .bind(new.language)
        .bind(new.at)
        .bind(new.email_verified_at)
        .bind(new.must_change_password)
        .execute()
        .await
        .map(drop)
}

/// Makes a user run the platform.
///
/// # Errors
/// Any [`StoreError`].
pub async fn set_super_admin(tx: &mut Tx, user: UserId) -> Result<(), StoreError> {
    const SET: Sql = Sql::both("UPDATE users SET platform_role = 'super_admin' WHERE id = $1");
    tx.query(Reach::SHARED, SET)
        .bind(user)
        .execute()
        .await
        .map(drop)
}

/// Gives a user a role in the scope's clinic.
///
/// # Errors
/// [`StoreError::Unique`] of `memberships_clinic_id_user_id_role_key`.
pub async fn add_membership(
    tx: &mut Tx,
    scope: &Scope,
    id: MembershipId,
    user: UserId,
    role: StaffRole,
    at: Instant,
) -> Result<(), StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO memberships (id, clinic_id, user_id, role, created_at) VALUES ($1, $2, $3, $4, $5)",
    );
    tx.query(scope, ADD)
        .bind(id)
        .bind(scope.clinic())
        .bind(user)
        .bind(role)
        .bind(at)
        .execute()
        .await
        .map(drop)
}

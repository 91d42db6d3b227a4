//! Invitations to join a clinic's staff. The key of a link is the hash of what it holds.

use crate::{Conn, Reach, Scope, Sql, StoreError, Tx};
use salus_domain::accounts::StaffRole;
use salus_domain::ids::{ClinicId, InvitationId, UserId};
use salus_domain::invitations::{Inviter, Practice};
use salus_domain::time::Instant;
use sqlx::types::Json;

/// What an invitation says of whom it invites.
#[derive(Clone, Debug)]
pub struct Invited {
    /// As what.
    pub role: StaffRole,
    /// The address, lower-cased.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Of a doctor.
    pub practice: Option<Practice>,
}

/// An invitation to keep.
#[derive(Clone, Debug)]
pub struct AddInvitation {
    /// Which.
    pub id: InvitationId,
    /// Whom it invites.
    pub invited: Invited,
    /// Who invites.
    pub by: UserId,
    /// SHA-256 of what the link holds.
    pub hash: [u8; 32],
    /// When.
    pub at: Instant,
    /// Until when it holds.
    pub expires_at: Instant,
}

/// Keeps an invitation.
///
/// # Errors
/// [`StoreError::Unique`] of `invitations_clinic_id_role_email_key` where one to that role and address has not
/// ended.
pub async fn add(tx: &mut Tx, scope: &Scope, new: &AddInvitation) -> Result<(), StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO invitations (id, clinic_id, role, email, first_name, last_name, phone, practice, invited_by,
             hash, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    );
    let Invited {
        role,
        email,
        first_name,
        last_name,
        phone,
        practice,
    } = &new.invited;
    tx.query(scope, ADD)
        .bind(new.id)
        .bind(scope.clinic())
        .bind(*role)
        .bind(email.as_str())
        .bind(first_name.as_str())
        .bind(last_name.as_str())
        .bind(phone.as_deref())
        .bind(practice.clone().map(Json))
        .bind(new.by)
        .bind(new.hash.to_vec())
        .bind(new.at)
        .bind(new.expires_at)
        .execute()
        .await
        .map(drop)
}

/// Ends an invitation of one of these roles; whether it had not ended.
///
/// # Errors
/// Any [`StoreError`].
pub async fn end(
    tx: &mut Tx,
    scope: &Scope,
    id: InvitationId,
    roles: &[StaffRole],
    at: Instant,
) -> Result<bool, StoreError> {
    const END: Sql = Sql::split(
        "UPDATE invitations SET ended_at = $4 WHERE clinic_id = $1 AND id = $2 AND ended_at IS NULL
             AND role IN (SELECT value FROM json_each($3))",
        "UPDATE invitations SET ended_at = $4 WHERE clinic_id = $1 AND id = $2 AND ended_at IS NULL
             AND role = ANY($3)",
    );
    let ended = tx
        .query(scope, END)
        .bind(scope.clinic())
        .bind(id)
        .bind_words(roles.iter().map(ToString::to_string))
        .bind(at)
        .execute()
        .await?;
    Ok(ended == 1)
}

/// Ends what was sent to that address for that role.
///
/// # Errors
/// Any [`StoreError`].
pub async fn end_same(
    tx: &mut Tx,
    scope: &Scope,
    role: StaffRole,
    email: &str,
    at: Instant,
) -> Result<(), StoreError> {
    const END: Sql = Sql::both(
        "UPDATE invitations SET ended_at = $4 WHERE clinic_id = $1 AND role = $2 AND email = $3
             AND ended_at IS NULL",
    );
    tx.query(scope, END)
        .bind(scope.clinic())
        .bind(role)
        .bind(email)
        .bind(at)
        .execute()
        .await
        .map(drop)
}

/// How many the clinic sent to that address since then, ended ones too.
///
/// # Errors
/// Any [`StoreError`].
pub async fn sent_since(
    conn: &mut Conn,
    scope: &Scope,
    email: &str,
    since: Instant,
) -> Result<i64, StoreError> {
    const SENT: Sql = Sql::both(
        "SELECT count(*) FROM invitations WHERE clinic_id = $1 AND email = $2 AND created_at > $3",
    );
    conn.query(scope, SENT)
        .bind(scope.clinic())
        .bind(email)
        .bind(since)
        .fetch_one_scalar()
        .await
}

/// Whether somebody holds the role in the clinic, or is kept there as a doctor who left.
///
/// # Errors
/// Any [`StoreError`].
pub async fn holds(
    conn: &mut Conn,
    scope: &Scope,
    user: UserId,
    role: StaffRole,
) -> Result<bool, StoreError> {
    const HOLDS: Sql = Sql::both(
        "SELECT (SELECT count(*) FROM memberships
                 WHERE clinic_id = $1 AND user_id = $2 AND role = $3 AND status = 'active')
             + (SELECT count(*) FROM doctors WHERE clinic_id = $1 AND user_id = $2 AND $3 = 'doctor')",
    );
    let held: i64 = conn
        .query(scope, HOLDS)
        .bind(scope.clinic())
        .bind(user)
        .bind(role)
        .fetch_one_scalar()
        .await?;
    Ok(held > 0)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: InvitationId,
    clinic_id: ClinicId,
    clinic: String,
    role: StaffRole,
    email: String,
    first_name: String,
    last_name: String,
    phone: Option<String>,
    practice: Option<Json<Practice>>,
    expires_at: Instant,
    invited_by: UserId,
    super_admin: bool,
    clinic_admin: bool,
}

/// An invitation that has not ended.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Which.
    pub id: InvitationId,
    /// To which clinic.
    pub clinic: ClinicId,
    /// The clinic's name.
    pub clinic_name: String,
    /// Whom it invites.
    pub invited: Invited,
    /// Until when it holds.
    pub expires_at: Instant,
    /// Who sent it, and what they may do now.
    pub inviter: Inviter,
}

impl From<Row> for Invitation {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            clinic: row.clinic_id,
            clinic_name: row.clinic,
            invited: Invited {
                role: row.role,
                email: row.email,
                first_name: row.first_name,
                last_name: row.last_name,
                phone: row.phone,
                practice: row.practice.map(|practice| practice.0),
            },
            expires_at: row.expires_at,
            inviter: Inviter {
                user: row.invited_by,
                super_admin: row.super_admin,
                clinic_admin: row.clinic_admin,
            },
        }
    }
}

macro_rules! invitations {
    ($which:literal) => {
        concat!(
            "SELECT i.id, i.clinic_id, c.name AS clinic, i.role, i.email, i.first_name, i.last_name, i.phone,
                 i.practice, i.expires_at, i.invited_by,
                 (u.status = 'active' AND u.platform_role IS NOT NULL) AS super_admin,
                 (u.status = 'active' AND EXISTS (
                     SELECT 1 FROM memberships m WHERE m.clinic_id = i.clinic_id AND m.user_id = i.invited_by
                         AND m.role = 'clinic_admin' AND m.status = 'active')) AS clinic_admin
             FROM invitations i
                 JOIN clinics c ON c.id = i.clinic_id AND c.deleted_at IS NULL
                 JOIN users u ON u.id = i.invited_by
             WHERE i.ended_at IS NULL AND ",
            $which
        )
    };
}

/// The clinic's invitations to these roles that have not ended, latest first.
///
/// # Errors
/// Any [`StoreError`].
pub async fn pending(
    conn: &mut Conn,
    scope: &Scope,
    roles: &[StaffRole],
) -> Result<Vec<Invitation>, StoreError> {
    const PENDING: Sql = Sql::split(
        invitations!(
            "i.clinic_id = $1 AND i.role IN (SELECT value FROM json_each($2))
             ORDER BY i.created_at DESC, i.id DESC LIMIT 200"
        ),
        invitations!(
            "i.clinic_id = $1 AND i.role = ANY($2) ORDER BY i.created_at DESC, i.id DESC LIMIT 200"
        ),
    );
    let rows: Vec<Row> = conn
        .query(scope, PENDING)
        .bind(scope.clinic())
        .bind_words(roles.iter().map(ToString::to_string))
        .fetch_all()
        .await?;
    Ok(rows.into_iter().map(Invitation::from).collect())
}

/// One of [`pending`].
///
/// # Errors
/// Any [`StoreError`].
pub async fn one(
    conn: &mut Conn,
    scope: &Scope,
    id: InvitationId,
    roles: &[StaffRole],
) -> Result<Option<Invitation>, StoreError> {
    const ONE: Sql = Sql::split(
        invitations!(
            "i.clinic_id = $1 AND i.id = $3 AND i.role IN (SELECT value FROM json_each($2))"
        ),
        invitations!("i.clinic_id = $1 AND i.id = $3 AND i.role = ANY($2)"),
    );
    let row: Option<Row> = conn
        .query(scope, ONE)
        .bind(scope.clinic())
        .bind_words(roles.iter().map(ToString::to_string))
        .bind(id)
        .fetch_optional()
        .await?;
    Ok(row.map(Invitation::from))
}

/// The invitation of that link, while it holds and its clinic is at work.
///
/// # Errors
/// Any [`StoreError`].
pub async fn find(
    conn: &mut Conn,
    hash: [u8; 32],
    now: Instant,
) -> Result<Option<Invitation>, StoreError> {
    const LIVE: Sql = Sql::both(invitations!(
        "i.hash = $1 AND i.expires_at > $2 AND c.status = 'active'"
    ));
    let row: Option<Row> = conn
        .query(Reach::EVERYWHERE, LIVE)
        .bind(hash.to_vec())
        .bind(now)
        .fetch_optional()
        .await?;
    Ok(row.map(Invitation::from))
}

/// Uses an invitation up; `false` when it ended before.
///
/// # Errors
/// Any [`StoreError`].
pub async fn spend(
    tx: &mut Tx,
    scope: &Scope,
    hash: [u8; 32],
    now: Instant,
) -> Result<bool, StoreError> {
    const SPEND: Sql = Sql::both(
        "UPDATE invitations SET ended_at = $2
         WHERE hash = $1 AND ended_at IS NULL AND expires_at > $2 AND clinic_id = $3",
    );
    let rows = tx
        .query(scope, SPEND)
        .bind(hash.to_vec())
        .bind(now)
        .bind(scope.clinic())
        .execute()
        .await?;
    Ok(rows == 1)
}

/// Removes those that ended, or lapsed, before these moments; how many.
///
/// # Errors
/// Any [`StoreError`].
pub async fn delete_old(
    tx: &mut Tx,
    ended_before: Instant,
    lapsed_before: Instant,
) -> Result<u64, StoreError> {
    const DELETE: Sql =
        Sql::both("DELETE FROM invitations WHERE ended_at <= $1 OR expires_at <= $2");
    tx.query(Reach::EVERYWHERE, DELETE)
        .bind(ended_before)
        .bind(lapsed_before)
        .execute()
        .await
}

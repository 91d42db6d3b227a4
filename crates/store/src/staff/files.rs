//! What a clinic keeps on its doctors and secretaries: read, edited, and whether they work there.

use super::members::practise;
use super::{DoctorRecord, specialties_of};
use crate::{Conn, Scope, Sql, StoreError, Tx};
use salus_domain::accounts::{MemberStatus, StaffRole};
use salus_domain::ids::{DoctorId, MembershipId, UserId};
use salus_domain::language::{LocalText, SpokenLanguage};
use salus_domain::staff::{DoctorEdit, DoctorFile, DoctorStatus, MemberEdit, MemberFile};
use salus_domain::text::fold;
use salus_domain::time::Instant;
use sqlx::types::Json;

#[derive(sqlx::FromRow)]
struct FileRecord {
    #[sqlx(flatten)]
    doctor: DoctorRecord,
    email: String,
    phone: Option<String>,
    languages: Json<Vec<SpokenLanguage>>,
    bio: Json<LocalText>,
    status: DoctorStatus,
    ahead: i64,
    second_factor: bool,
}

/// What the clinic keeps on a doctor, active or not, within the scope's reach.
///
/// # Errors
/// Any [`StoreError`].
pub async fn doctor_file(
    conn: &mut Conn,
    scope: &Scope,
    id: DoctorId,
    now: Instant,
) -> Result<Option<DoctorFile>, StoreError> {
    const FILE: Sql = Sql::both(
        "SELECT d.id, d.title, d.first_name, d.last_name, d.email, d.phone, d.languages, d.bio, d.status,
             (SELECT count(*) FROM appointments a
              WHERE a.clinic_id = d.clinic_id AND a.doctor_id = d.id AND a.occupying AND a.starts_at > $4)
                 AS ahead,
             EXISTS (SELECT 1 FROM second_factors f
                     WHERE f.user_id = d.user_id AND f.confirmed_at IS NOT NULL) AS second_factor,
             (SELECT f.id FROM photos f WHERE f.clinic_id = d.clinic_id AND f.doctor_id = d.id) AS photo
         FROM doctors d WHERE d.clinic_id = $1 AND d.id = $2 AND ($3 IS NULL OR d.user_id = $3)",
    );
    let row: Option<FileRecord> = conn
        .query(scope, FILE)
        .bind(scope.clinic())
        .bind(id)
        .bind(scope.doctor_user())
        .bind(now)
        .fetch_optional()
        .await?;
    let Some(row) = row else { return Ok(None) };
    let mut specialties = specialties_of(conn, scope, vec![id]).await?;
    Ok(Some(DoctorFile {
        doctor: row.doctor.with(&mut specialties),
        email: row.email,
        phone: row.phone,
        languages: row.languages.0,
        bio: row.bio.0,
        status: row.status,
        ahead: row.ahead,
        second_factor: row.second_factor,
    }))
}

/// The account of the clinic's doctor, active or not.
///
/// # Errors
/// Any [`StoreError`].
pub async fn doctor_user(
    conn: &mut Conn,
    scope: &Scope,
    id: DoctorId,
) -> Result<Option<UserId>, StoreError> {
    const OF: Sql = Sql::both("SELECT user_id FROM doctors WHERE clinic_id = $1 AND id = $2");
    conn.query(scope, OF)
        .bind(scope.clinic())
        .bind(id)
        .fetch_optional_scalar()
        .await
}

/// Changes what the clinic keeps on a doctor; whether there is such a doctor.
///
/// # Errors
/// Any [`StoreError`].
pub async fn edit_doctor(
    tx: &mut Tx,
    scope: &Scope,
    id: DoctorId,
    edit: &DoctorEdit,
    at: Instant,
) -> Result<bool, StoreError> {
    const EDIT: Sql = Sql::both(
        "UPDATE doctors SET title = $3, first_name = $4, last_name = $5, name_folded = $6, languages = $7,
             bio = $8, email = $9, phone = $10, updated_at = $11
         WHERE clinic_id = $1 AND id = $2",
    );
    const CLEAR: Sql =
        Sql::both("DELETE FROM doctor_specialties WHERE clinic_id = $1 AND doctor_id = $2");
    let rows = tx
        .query(scope, EDIT)
        .bind(scope.clinic())
        .bind(id)
        .bind(edit.title.as_str())
        .bind(edit.first_name.as_str())
        .bind(edit.last_name.as_str())
        .bind(fold(&format!("{} {}", edit.first_name, edit.last_name)))
        .bind(Json(edit.languages.clone()))
        .bind(Json(edit.bio.clone()))
        .bind(edit.email.as_str())
        .bind(edit.phone.as_deref())
        .bind(at)
        .execute()
        .await?;
    if rows == 0 {
        return Ok(false);
    }
    tx.query(scope, CLEAR)
        .bind(scope.clinic())
        .bind(id)
        .execute()
        .await?;
    practise(tx, scope, id, &edit.specialties).await?;
    Ok(true)
}

/// Sets whether a doctor works in the clinic, and whether they may act there as one; whether that changed
/// anything.
///
/// # Errors
/// Any [`StoreError`].
pub async fn set_doctor_status(
    tx: &mut Tx,
    scope: &Scope,
    id: DoctorId,
    status: DoctorStatus,
    at: Instant,
) -> Result<bool, StoreError> {
    const SET: Sql = Sql::both(
        "UPDATE doctors SET status = $3, updated_at = $4 WHERE clinic_id = $1 AND id = $2 AND status <> $3",
    );
    const MEMBER: Sql = Sql::both(
        "UPDATE memberships SET status = $3
         WHERE clinic_id = $1 AND role = 'doctor'
             AND user_id = (SELECT user_id FROM doctors WHERE clinic_id = $1 AND id = $2)",
    );
    let rows = tx
        .query(scope, SET)
        .bind(scope.clinic())
        .bind(id)
        .bind(status)
        .bind(at)
        .execute()
        .await?;
    tx.query(scope, MEMBER)
        .bind(scope.clinic())
        .bind(id)
        .bind(match status {
            DoctorStatus::Active => MemberStatus::Active,
            DoctorStatus::Inactive => MemberStatus::Inactive,
        })
        .execute()
        .await?;
    Ok(rows > 0)
}

#[derive(sqlx::FromRow)]
struct MemberRecord {
    id: MembershipId,
    first_name: String,
    last_name: String,
    phone: Option<String>,
    email: String,
    status: MemberStatus,
    second_factor: bool,
}

/// What the clinic keeps on a member of that role, active or not.
///
/// # Errors
/// Any [`StoreError`].
pub async fn member_file(
    conn: &mut Conn,
    scope: &Scope,
    id: MembershipId,
    role: StaffRole,
) -> Result<Option<MemberFile>, StoreError> {
    const FILE: Sql = Sql::both(
        "SELECT m.id, coalesce(m.first_name, u.first_name) AS first_name,
             coalesce(m.last_name, u.last_name) AS last_name,
             CASE WHEN m.first_name IS NULL THEN u.phone ELSE m.phone END AS phone, u.email, m.status,
             EXISTS (SELECT 1 FROM second_factors f
                     WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL) AS second_factor
         FROM memberships m JOIN users u ON u.id = m.user_id
         WHERE m.clinic_id = $1 AND m.id = $2 AND m.role = $3",
    );
    let row: Option<MemberRecord> = conn
        .query(scope, FILE)
        .bind(scope.clinic())
        .bind(id)
        .bind(role)
        .fetch_optional()
        .await?;
    Ok(row.map(|row| MemberFile {
        membership: row.id,
        first_name: row.first_name,
        last_name: row.last_name,
        phone: row.phone,
        email: row.email,
        status: row.status,
        second_factor: row.second_factor,
    }))
}

/// The account of the clinic's member of that role, active or not.
///
/// # Errors
/// Any [`StoreError`].
pub async fn member_user(
    conn: &mut Conn,
    scope: &Scope,
    id: MembershipId,
    role: StaffRole,
) -> Result<Option<UserId>, StoreError> {
    const OF: Sql =
        Sql::both("SELECT user_id FROM memberships WHERE clinic_id = $1 AND id = $2 AND role = $3");
    conn.query(scope, OF)
        .bind(scope.clinic())
        .bind(id)
        .bind(role)
        .fetch_optional_scalar()
        .await
}

/// How the clinic calls a member from now on, whatever their account says.
///
/// # Errors
/// Any [`StoreError`].
pub async fn edit_member(
    tx: &mut Tx,
    scope: &Scope,
    id: MembershipId,
    edit: &MemberEdit,
) -> Result<(), StoreError> {
    const EDIT: Sql = Sql::both(
        "UPDATE memberships SET first_name = $3, last_name = $4, phone = $5
         WHERE clinic_id = $1 AND id = $2",
    );
    tx.query(scope, EDIT)
        .bind(scope.clinic())
        .bind(id)
        .bind(edit.first_name.as_str())
        .bind(edit.last_name.as_str())
        .bind(edit.phone.as_deref())
        .execute()
        .await
        .map(drop)
}

/// Sets whether a member holds their role; whether that changed anything.
///
/// # Errors
/// Any [`StoreError`].
pub async fn set_member_status(
    tx: &mut Tx,
    scope: &Scope,
    id: MembershipId,
    status: MemberStatus,
) -> Result<bool, StoreError> {
    const SET: Sql = Sql::both(
        "UPDATE memberships SET status = $3 WHERE clinic_id = $1 AND id = $2 AND status <> $3",
    );
    let rows = tx
        .query(scope, SET)
        .bind(scope.clinic())
        .bind(id)
        .bind(status)
        .execute()
        .await?;
    Ok(rows > 0)
}

/// Gives back a role in the scope's clinic that somebody held before and no longer does; which membership
/// that is, if there is one.
///
/// # Errors
/// Any [`StoreError`].
pub async fn revive_membership(
    tx: &mut Tx,
    scope: &Scope,
    user: UserId,
    role: StaffRole,
) -> Result<Option<MembershipId>, StoreError> {
    const REVIVE: Sql = Sql::both(
        "UPDATE memberships SET status = 'active'
         WHERE clinic_id = $1 AND user_id = $2 AND role = $3 AND status = 'inactive' RETURNING id",
    );
    tx.query(scope, REVIVE)
        .bind(scope.clinic())
        .bind(user)
        .bind(role)
        .fetch_optional_scalar()
        .await
}

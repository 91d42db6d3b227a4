//! The clinic's staff, and doctors as they join it.

use super::specialties_of;
use crate::{Conn, Scope, Sql, StoreError, Tx};
use salus_domain::accounts::{MemberStatus, StaffRole};
use salus_domain::ids::{DoctorId, MembershipId, PhotoId, UserId, VisitTypeId};
use salus_domain::staff::{DoctorRef, NewDoctor, Specialty, StaffRow};
use salus_domain::text::fold;
use salus_domain::time::Instant;
use sqlx::types::Json;

#[derive(sqlx::FromRow)]
struct StaffRecord {
    membership: MembershipId,
    status: MemberStatus,
    first_name: String,
    last_name: String,
    email: String,
    role: StaffRole,
    created_at: Instant,
    doctor_id: Option<DoctorId>,
    doctor_title: Option<String>,
    doctor_first_name: Option<String>,
    doctor_last_name: Option<String>,
    weekly_min: i64,
    doctor_photo: Option<PhotoId>,
    photo: Option<PhotoId>,
}

/// The clinic's members, by role and name, those who left last; of its admins, the active ones only.
///
/// # Errors
/// Any [`StoreError`].
pub async fn rows(conn: &mut Conn, scope: &Scope) -> Result<Vec<StaffRow>, StoreError> {
    const ROWS: Sql = Sql::both(
        "SELECT m.id AS membership, m.status, coalesce(m.first_name, u.first_name) AS first_name,
             coalesce(m.last_name, u.last_name) AS last_name, u.email, m.role, m.created_at, d.id AS doctor_id,
             d.title AS doctor_title, d.first_name AS doctor_first_name, d.last_name AS doctor_last_name,
             CAST(coalesce((
                 SELECT sum(w.ends_min - w.starts_min) FROM weekly_hours w
                 WHERE w.clinic_id = d.clinic_id AND w.doctor_id = d.id), 0) AS BIGINT) AS weekly_min,
             (SELECT f.id FROM photos f WHERE f.clinic_id = d.clinic_id AND f.doctor_id = d.id) AS doctor_photo,
             (SELECT f.id FROM photos f WHERE f.user_id = u.id) AS photo
         FROM memberships m
             JOIN users u ON u.id = m.user_id
             LEFT JOIN doctors d
                 ON d.clinic_id = m.clinic_id AND d.user_id = m.user_id AND m.role = 'doctor'
         WHERE m.clinic_id = $1 AND (m.status = 'active' OR m.role <> 'clinic_admin')
         ORDER BY m.status, m.role, coalesce(m.last_name, u.last_name), coalesce(m.first_name, u.first_name), m.id",
    );
    let rows: Vec<StaffRecord> = conn
        .query(scope, ROWS)
        .bind(scope.clinic())
        .fetch_all()
        .await?;
    let mut specialties = specialties_of(
        conn,
        scope,
        rows.iter().filter_map(|row| row.doctor_id).collect(),
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| StaffRow {
            membership: row.membership,
            status: row.status,
            name: format!("{} {}", row.first_name, row.last_name),
            email: row.email,
            role: row.role,
            doctor: row.doctor_id.map(|id| DoctorRef {
                id,
                title: row.doctor_title.unwrap_or_default(),
                first_name: row.doctor_first_name.unwrap_or_default(),
                last_name: row.doctor_last_name.unwrap_or_default(),
                specialties: specialties.remove(&id).unwrap_or_default(),
                photo: row.doctor_photo,
            }),
            photo: row.photo,
            weekly_min: row.weekly_min,
            since: row.created_at,
        })
        .collect())
}

/// A doctor to add.
#[derive(Clone, Debug)]
pub struct AddDoctor {
    /// Their id.
    pub id: DoctorId,
    /// Their sign-in.
    pub user: UserId,
    /// What was typed and checked.
    pub doctor: NewDoctor,
    /// When.
    pub at: Instant,
}

/// Adds an active doctor with their specialties, without hours and visit types.
///
/// # Errors
/// [`StoreError::Unique`] of `doctors_clinic_id_user_id_key`.
pub async fn add_doctor(tx: &mut Tx, scope: &Scope, new: &AddDoctor) -> Result<(), StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO doctors
             (id, clinic_id, user_id, title, first_name, last_name, name_folded, languages, bio, email,
              phone, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)",
    );
    let NewDoctor {
        member,
        title,
        specialties,
        languages,
        bio,
    } = &new.doctor;
    tx.query(scope, ADD)
        .bind(new.id)
        .bind(scope.clinic())
        .bind(new.user)
        .bind(title.as_str())
        .bind(member.first_name.as_str())
        .bind(member.last_name.as_str())
        .bind(fold(&format!("{} {}", member.first_name, member.last_name)))
        .bind(Json(languages.clone()))
        .bind(Json(bio.clone()))
        .bind(member.email.as_str())
        .bind(member.phone.as_deref())
        .bind(new.at)
        .execute()
        .await?;
    practise(tx, scope, new.id, specialties).await
}

/// Notes what a doctor practises.
pub(super) async fn practise(
    tx: &mut Tx,
    scope: &Scope,
    doctor: DoctorId,
    specialties: &[Specialty],
) -> Result<(), StoreError> {
    const PRACTISES: Sql = Sql::both(
        "INSERT INTO doctor_specialties (clinic_id, doctor_id, specialty) VALUES ($1, $2, $3)",
    );
    for specialty in specialties {
        tx.query(scope, PRACTISES)
            .bind(scope.clinic())
            .bind(doctor)
            .bind(*specialty)
            .execute()
            .await?;
    }
    Ok(())
}

/// Lets a doctor offer every active visit type of the clinic.
///
/// # Errors
/// Any [`StoreError`].
pub async fn offer_all_types(
    tx: &mut Tx,
    scope: &Scope,
    doctor: DoctorId,
) -> Result<(), StoreError> {
    const LINK: Sql = Sql::both(
        "INSERT INTO doctor_visit_types (clinic_id, doctor_id, visit_type_id)
         SELECT v.clinic_id, $2, v.id FROM visit_types v WHERE v.clinic_id = $1 AND v.status = 'active'",
    );
    tx.query(scope, LINK)
        .bind(scope.clinic())
        .bind(doctor)
        .execute()
        .await
        .map(drop)
}

/// Lets every active doctor of the clinic offer a visit type.
///
/// # Errors
/// Any [`StoreError`].
pub async fn offer_by_all_doctors(
    tx: &mut Tx,
    scope: &Scope,
    visit_type: VisitTypeId,
) -> Result<(), StoreError> {
    const LINK: Sql = Sql::both(
        "INSERT INTO doctor_visit_types (clinic_id, doctor_id, visit_type_id)
         SELECT d.clinic_id, d.id, $2 FROM doctors d WHERE d.clinic_id = $1 AND d.status = 'active'",
    );
    tx.query(scope, LINK)
        .bind(scope.clinic())
        .bind(visit_type)
        .execute()
        .await
        .map(drop)
}

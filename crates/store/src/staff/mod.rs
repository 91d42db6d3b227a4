//! Doctors: who they are, what they practise and offer, when they work; the clinic's staff.

mod cards;
mod dated;
mod factors;
mod files;
mod hours;
mod members;
mod week;

pub use cards::{SearchWord, doctor_card, doctors_by_ids, search_doctors};
pub use dated::{
    add_exception, add_leave, availability, exceptions, leaves, limits, remove_exception,
    remove_leave, set_availability, set_limits,
};
pub use factors::{active_member_user, factor_holders};
pub use files::{
    doctor_file, doctor_user, edit_doctor, edit_member, member_file, member_user,
    revive_membership, set_doctor_status, set_member_status,
};
pub use hours::{Schedule, schedules};
pub use members::{AddDoctor, add_doctor, offer_all_types, offer_by_all_doctors, rows};
pub use week::{offered, offers, set_hours, set_offers, set_window, weekly_hours};

use crate::{Conn, Reach, Scope, Sql, StoreError, Tx};
use salus_domain::ids::{DoctorId, PhotoId};
use salus_domain::staff::{DoctorRef, Specialty};
use std::collections::HashMap;

#[derive(sqlx::FromRow)]
struct DoctorRecord {
    id: DoctorId,
    title: String,
    first_name: String,
    last_name: String,
    photo: Option<PhotoId>,
}

/// The clinic's active doctors within the scope's reach, by name.
///
/// # Errors
/// Any [`StoreError`].
pub async fn doctors(conn: &mut Conn, scope: &Scope) -> Result<Vec<DoctorRef>, StoreError> {
    const ACTIVE: Sql = Sql::both(
        "SELECT d.id, d.title, d.first_name, d.last_name,
             (SELECT f.id FROM photos f WHERE f.clinic_id = d.clinic_id AND f.doctor_id = d.id) AS photo
         FROM doctors d
         WHERE d.clinic_id = $1 AND d.status = 'active' AND ($2 IS NULL OR d.user_id = $2)
         ORDER BY d.name_folded, d.id",
    );
    let rows = conn
        .query(scope, ACTIVE)
        .bind(scope.clinic())
        .bind(scope.doctor_user())
        .fetch_all()
        .await?;
    with_specialties(conn, scope, rows).await
}

/// One of [`doctors`].
///
/// # Errors
/// Any [`StoreError`].
pub async fn doctor(
    conn: &mut Conn,
    scope: &Scope,
    id: DoctorId,
) -> Result<Option<DoctorRef>, StoreError> {
    const ONE: Sql = Sql::both(
        "SELECT d.id, d.title, d.first_name, d.last_name,
             (SELECT f.id FROM photos f WHERE f.clinic_id = d.clinic_id AND f.doctor_id = d.id) AS photo
         FROM doctors d
         WHERE d.clinic_id = $1 AND d.status = 'active' AND ($2 IS NULL OR d.user_id = $2) AND d.id = $3",
    );
    let rows = conn
        .query(scope, ONE)
        .bind(scope.clinic())
        .bind(scope.doctor_user())
        .bind(id)
        .fetch_all()
        .await?;
    Ok(with_specialties(conn, scope, rows).await?.pop())
}

/// Locks an active doctor within the scope's reach until the transaction ends, so that those who book
/// with one doctor take turns; `false` when there is no such doctor. On SQLite a transaction has the
/// writer to itself.
///
/// # Errors
/// Any [`StoreError`].
pub async fn lock_doctor(tx: &mut Tx, scope: &Scope, id: DoctorId) -> Result<bool, StoreError> {
    // NO KEY: a history entry of somebody else, which refers to the doctor, need not wait.
    const LOCK: Sql = Sql::split(
        "SELECT id FROM doctors
         WHERE clinic_id = $1 AND id = $2 AND status = 'active' AND ($3 IS NULL OR user_id = $3)",
        "SELECT id FROM doctors
         WHERE clinic_id = $1 AND id = $2 AND status = 'active' AND ($3 IS NULL OR user_id = $3)
         FOR NO KEY UPDATE",
    );
    let found: Option<DoctorId> = tx
        .query(scope, LOCK)
        .bind(scope.clinic())
        .bind(id)
        .bind(scope.doctor_user())
        .fetch_optional_scalar()
        .await?;
    Ok(found.is_some())
}

/// Locks all active doctors of the clinic until the transaction ends, in the order of their ids, so that
/// those who do it meet in no deadlock.
///
/// # Errors
/// Any [`StoreError`].
pub async fn lock_doctors(tx: &mut Tx, scope: &Scope) -> Result<Vec<DoctorId>, StoreError> {
    const LOCK: Sql = Sql::split(
        "SELECT id FROM doctors WHERE clinic_id = $1 AND status = 'active' ORDER BY id",
        "SELECT id FROM doctors WHERE clinic_id = $1 AND status = 'active' ORDER BY id FOR NO KEY UPDATE",
    );
    tx.query(scope, LOCK)
        .bind(scope.clinic())
        .fetch_all_scalars()
        .await
}

async fn with_specialties(
    conn: &mut Conn,
    scope: &Scope,
    rows: Vec<DoctorRecord>,
) -> Result<Vec<DoctorRef>, StoreError> {
    let mut specialties =
        specialties_of(conn, scope, rows.iter().map(|row| row.id).collect()).await?;
    Ok(rows
        .into_iter()
        .map(|row| row.with(&mut specialties))
        .collect())
}

impl DoctorRecord {
    fn with(self, specialties: &mut HashMap<DoctorId, Vec<Specialty>>) -> DoctorRef {
        DoctorRef {
            specialties: specialties.remove(&self.id).unwrap_or_default(),
            id: self.id,
            title: self.title,
            first_name: self.first_name,
            last_name: self.last_name,
            photo: self.photo,
        }
    }
}

/// What each of the doctors practises, in the order of the list of specialties.
pub(crate) async fn specialties_of(
    conn: &mut Conn,
    reach: impl Into<Reach>,
    doctors: Vec<DoctorId>,
) -> Result<HashMap<DoctorId, Vec<Specialty>>, StoreError> {
    const OF_DOCTORS: Sql = Sql::split(
        "SELECT s.doctor_id, s.specialty
         FROM doctors d JOIN doctor_specialties s ON s.clinic_id = d.clinic_id AND s.doctor_id = d.id
         WHERE d.id IN (SELECT unhex(value) FROM json_each($1))",
        "SELECT s.doctor_id, s.specialty
         FROM doctors d JOIN doctor_specialties s ON s.clinic_id = d.clinic_id AND s.doctor_id = d.id
         WHERE d.id = ANY($1)",
    );
    let rows: Vec<(DoctorId, Specialty)> = conn
        .query(reach, OF_DOCTORS)
        .bind_ids(doctors)
        .fetch_all()
        .await?;
    let mut specialties: HashMap<DoctorId, Vec<Specialty>> = HashMap::new();
    for (doctor, specialty) in rows {
        specialties.entry(doctor).or_default().push(specialty);
    }
    for list in specialties.values_mut() {
        list.sort_unstable();
    }
    Ok(specialties)
}

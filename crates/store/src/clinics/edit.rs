//! Changing what is known of a clinic, and deleting it.

use crate::{Conn, Reach, Scope, Sql, StoreError, Tx};
use salus_domain::clinics::{ClinicStatus, NewClinic, Settings};
use salus_domain::ids::{ClinicId, DoctorId};
use salus_domain::text::fold;
use salus_domain::time::Instant;
use sqlx::types::Json;

/// Whether some other clinic has that name and address, or that email.
///
/// # Errors
/// Any [`StoreError`].
pub async fn named_by_other(
    conn: &mut Conn,
    scope: &Scope,
    (name, address, email): (&str, &str, &str),
) -> Result<bool, StoreError> {
    const SAME: Sql = Sql::both(
        "SELECT count(*) FROM clinics
         WHERE id <> $1 AND ((name_folded = $2 AND address_folded = $3) OR email = $4)",
    );
    let same: i64 = conn
        .query(scope, SAME)
        .bind(scope.clinic())
        .bind(fold(name))
        .bind(fold(address))
        .bind(email)
        .fetch_one_scalar()
        .await?;
    Ok(same > 0)
}

/// What depends on a clinic's currency and on its zone: how many visit types have prices, and how many
/// visits lie ahead.
///
/// # Errors
/// Any [`StoreError`].
pub async fn ties(conn: &mut Conn, scope: &Scope, now: Instant) -> Result<(i64, i64), StoreError> {
    const TIES: Sql = Sql::both(
        "SELECT (SELECT count(*) FROM visit_types WHERE clinic_id = $1) AS priced,
             (SELECT count(*) FROM appointments
              WHERE clinic_id = $1 AND occupying AND starts_at > $2) AS ahead",
    );
    conn.query(scope, TIES)
        .bind(scope.clinic())
        .bind(now)
        .fetch_one()
        .await
}

/// Changes a clinic; its place in addresses stays, so that links to it do.
///
/// # Errors
/// [`StoreError::Unique`] of `clinics_email_key` or `clinics_name_folded_address_folded_key`.
pub async fn edit(
    tx: &mut Tx,
    scope: &Scope,
    clinic: &NewClinic,
    at: Instant,
) -> Result<(), StoreError> {
    const EDIT: Sql = Sql::both(
        "UPDATE clinics SET name = $2, name_folded = $3, kind = $4, address = $5, address_folded = $6,
             city = $7, city_folded = $8, country = $9, phone = $10, email = $11, time_zone = $12,
             currency = $13, about = $14, confirmation_policy = $15, cancel_notice_min = $16,
             updated_at = $17
         WHERE id = $1",
    );
    tx.query(scope, EDIT)
        .bind(scope.clinic())
        .bind(clinic.name.as_str())
        .bind(fold(&clinic.name))
        .bind(clinic.kind)
        .bind(clinic.address.as_str())
        .bind(fold(&clinic.address))
        .bind(clinic.city.as_str())
        .bind(fold(&clinic.city))
        .bind(clinic.country.as_str())
        .bind(clinic.phone.as_str())
        .bind(clinic.email.as_str())
        .bind(clinic.zone.clone())
        .bind(clinic.currency)
        .bind(Json(clinic.about.clone()))
        .bind(clinic.policy.confirmation)
        .bind(clinic.policy.cancel_notice_min)
        .bind(at)
        .execute()
        .await
        .map(drop)
}

/// Saves what a clinic's admin set.
///
/// # Errors
/// As [`edit`].
pub async fn save_settings(
    tx: &mut Tx,
    scope: &Scope,
    settings: &Settings,
    at: Instant,
) -> Result<(), StoreError> {
    const SAVE: Sql = Sql::both(
        "UPDATE clinics SET address = $2, address_folded = $3, city = $4, city_folded = $5, phone = $6,
             email = $7, languages = $8, about = $9, confirmation_policy = $10, cancel_notice_min = $11,
             min_notice_min = $12, horizon_days = $13, answer_within_min = $14, updated_at = $15
         WHERE id = $1",
    );
    tx.query(scope, SAVE)
        .bind(scope.clinic())
        .bind(settings.address.as_str())
        .bind(fold(&settings.address))
        .bind(settings.city.as_str())
        .bind(fold(&settings.city))
        .bind(settings.phone.as_str())
        .bind(settings.email.as_str())
        .bind(Json(settings.languages.clone()))
        .bind(Json(settings.about.clone()))
        .bind(settings.policy.confirmation)
        .bind(settings.policy.cancel_notice_min)
        .bind(settings.policy.min_notice_min)
        .bind(settings.policy.horizon_days)
        .bind(settings.policy.answer_within_min)
        .bind(at)
        .execute()
        .await
        .map(drop)
}

/// What a clinic holds that must be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Holds {
    /// Doctors, those who left too.
    pub doctors: i64,
    /// Patients' files.
    pub patients: i64,
    /// Appointments and requests.
    pub appointments: i64,
}

/// Locks the scope's clinic until the transaction ends: nobody adds a doctor or opens a file meanwhile.
/// `false` when there is no such clinic. On SQLite a transaction has the writer to itself.
///
/// # Errors
/// Any [`StoreError`].
pub async fn lock(tx: &mut Tx, scope: &Scope) -> Result<bool, StoreError> {
    const LOCK: Sql = Sql::split(
        "SELECT id FROM clinics WHERE id = $1 AND deleted_at IS NULL",
        "SELECT id FROM clinics WHERE id = $1 AND deleted_at IS NULL FOR UPDATE",
    );
    let found: Option<ClinicId> = tx
        .query(scope, LOCK)
        .bind(scope.clinic())
        .fetch_optional_scalar()
        .await?;
    Ok(found.is_some())
}

/// What the scope's clinic holds.
///
/// # Errors
/// Any [`StoreError`].
pub async fn holds(conn: &mut Conn, scope: &Scope) -> Result<Holds, StoreError> {
    const HOLDS: Sql = Sql::both(
        "SELECT (SELECT count(*) FROM doctors WHERE clinic_id = $1) AS doctors,
             (SELECT count(*) FROM patients WHERE clinic_id = $1) AS patients,
             (SELECT count(*) FROM appointments WHERE clinic_id = $1) AS appointments",
    );
    conn.query(scope, HOLDS)
        .bind(scope.clinic())
        .fetch_one()
        .await
}

/// Deletes a clinic: its row stays for the audit trail to refer to, under names nobody will want, and
/// everybody's role in it ends.
///
/// # Errors
/// Any [`StoreError`].
pub async fn delete(tx: &mut Tx, scope: &Scope, at: Instant) -> Result<(), StoreError> {
    const DELETE: Sql = Sql::both(
        "UPDATE clinics SET status = 'suspended', deleted_at = $2, slug = $3, address_folded = $3,
             email = $4, updated_at = $2
         WHERE id = $1",
    );
    const DISMISS: Sql =
        Sql::both("UPDATE memberships SET status = 'inactive' WHERE clinic_id = $1");
    let id = scope.clinic();
    tx.query(scope, DELETE)
        .bind(id)
        .bind(at)
        .bind(format!("deleted-{id}"))
        // RFC 2606: no mail ever goes there.
        .bind(format!("{id}@deleted.invalid"))
        .execute()
        .await?;
    tx.query(scope, DISMISS).bind(id).execute().await.map(drop)
}

/// Whether the clinic of an active doctor is at work; `None` when there is no such doctor.
///
/// # Errors
/// Any [`StoreError`].
pub async fn status_around(
    conn: &mut Conn,
    doctor: DoctorId,
) -> Result<Option<ClinicStatus>, StoreError> {
    const OF: Sql = Sql::both(
        "SELECT c.status FROM doctors d JOIN clinics c ON c.id = d.clinic_id
         WHERE d.id = $1 AND d.status = 'active' AND c.deleted_at IS NULL",
    );
    conn.query(Reach::PUBLIC, OF)
        .bind(doctor)
        .fetch_optional_scalar()
        .await
}

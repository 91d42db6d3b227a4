//! Writing demonstration data: rows as they would be after weeks of use, which no single use case
//! leaves behind.

use crate::{Conn, Reach, Scope, Sql, StoreError, Tx};
use chrono::NaiveDate;
use salus_domain::ids::{AppointmentId, ClinicId, DoctorId, PatientId, UserId, VisitTypeId};
use salus_domain::language::SpokenLanguage;
use salus_domain::patients::{Sex, search as words};
use salus_domain::scheduling::state::State;
use salus_domain::scheduling::{Preferred, Urgency};
use salus_domain::staff::Specialty;
use salus_domain::text::fold;
use salus_domain::time::{Instant, Interval};
use sqlx::types::Json;

/// Whether there is neither a user nor a clinic.
///
/// # Errors
/// Any [`StoreError`].
pub async fn is_empty(conn: &mut Conn) -> Result<bool, StoreError> {
    const ROWS: Sql =
        Sql::both("SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM clinics)");
    let rows: i64 = conn.query(Reach::SHARED, ROWS).fetch_one_scalar().await?;
    Ok(rows == 0)
}

/// Gives a user the platform's role.
///
/// # Errors
/// Any [`StoreError`].
pub async fn make_super_admin(tx: &mut Tx, user: UserId) -> Result<(), StoreError> {
    const RAISE: Sql = Sql::both("UPDATE users SET platform_role = 'super_admin' WHERE id = $1");
    tx.query(Reach::SHARED, RAISE)
        .bind(user)
        .execute()
        .await
        .map(drop)
}

/// Says which languages a clinic speaks.
///
/// # Errors
/// Any [`StoreError`].
pub async fn set_languages(
    tx: &mut Tx,
    clinic: ClinicId,
    languages: &[SpokenLanguage],
) -> Result<(), StoreError> {
    const SET: Sql = Sql::both("UPDATE clinics SET languages = $2 WHERE id = $1");
    tx.query(Reach::of(Some(clinic)), SET)
        .bind(clinic)
        .bind(Json(languages.to_vec()))
        .execute()
        .await
        .map(drop)
}

/// A file on a person.
#[derive(Clone, Debug)]
pub struct PatientRow {
    /// Its id.
    pub id: PatientId,
    /// Who signs in for it.
    pub user: Option<UserId>,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Date of birth.
    pub born_on: NaiveDate,
    /// Sex.
    pub sex: Sex,
    /// Telephone.
    pub phone: Option<String>,
    /// Email.
    pub email: Option<String>,
    /// When it was opened.
    pub at: Instant,
}

/// Adds a file on a person.
///
/// # Errors
/// Any [`StoreError`].
pub async fn add_patient(tx: &mut Tx, scope: &Scope, row: &PatientRow) -> Result<(), StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO patients
             (id, clinic_id, user_id, first_name, last_name, name_folded, born_on, sex, phone, email,
              created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)",
    );
    let name = format!("{} {}", row.first_name, row.last_name);
    tx.query(scope, ADD)
        .bind(row.id)
        .bind(scope.clinic())
        .bind(row.user)
        .bind(row.first_name.as_str())
        .bind(row.last_name.as_str())
        .bind(fold(&name))
        .bind(row.born_on)
        .bind(row.sex)
        .bind(row.phone.as_deref())
        .bind(row.email.as_deref())
        .bind(row.at)
        .execute()
        .await?;
    let words = words::index(&name, row.born_on, None, row.phone.as_deref());
    crate::patients::index(tx, scope, row.id, words).await
}

/// An appointment as it stands after all that happened to it.
#[derive(Clone, Debug)]
pub struct AppointmentRow {
    /// Its id.
    pub id: AppointmentId,
    /// Where it stands.
    pub state: State,
    /// For whom.
    pub patient: PatientId,
    /// With whom.
    pub doctor: Option<DoctorId>,
    /// What kind of visit.
    pub visit_type: Option<VisitTypeId>,
    /// When, and when buffers included.
    pub time: Option<(Interval, Interval)>,
    /// How soon.
    pub urgency: Urgency,
    /// The specialty asked for.
    pub specialty: Option<Specialty>,
    /// What the patient wrote.
    pub symptoms: String,
    /// What the patient prefers.
    pub preferred: Preferred,
    /// When a hold lapses.
    pub hold_expires: Option<Instant>,
    /// Until when the doctor should answer.
    pub answer_due: Option<Instant>,
    /// The reason given last.
    pub reason: Option<String>,
    /// Counts changes, the first included.
    pub version: i64,
    /// Who booked it.
    pub booked_by: Option<UserId>,
    /// When it was made.
    pub created: Instant,
    /// When it last changed.
    pub updated: Instant,
}

/// Adds an appointment in whichever state.
///
/// # Errors
/// [`StoreError::Overlap`] when the time is taken; any other [`StoreError`].
pub async fn add_appointment(
    tx: &mut Tx,
    scope: &Scope,
    row: &AppointmentRow,
) -> Result<(), StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO appointments
             (id, clinic_id, doctor_id, patient_id, visit_type_id, state, starts_at, ends_at, busy_from, busy_until,
              urgency, specialty, symptoms, preferred, hold_expires_at, answer_due_at, reason, version, booked_by,
              created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
    );
    let (span, busy) = row.time.unzip();
    tx.query(scope, ADD)
        .bind(row.id)
        .bind(scope.clinic())
        .bind(row.doctor)
        .bind(row.patient)
        .bind(row.visit_type)
        .bind(row.state)
        .bind(span.map(Interval::start))
        .bind(span.map(Interval::end))
        .bind(busy.map(Interval::start))
        .bind(busy.map(Interval::end))
        .bind(row.urgency)
        .bind(row.specialty)
        .bind(row.symptoms.as_str())
        .bind(Json(&row.preferred))
        .bind(row.hold_expires)
        .bind(row.answer_due)
        .bind(row.reason.as_deref())
        .bind(row.version)
        .bind(row.booked_by)
        .bind(row.created)
        .bind(row.updated)
        .execute()
        .await
        .map(drop)
}

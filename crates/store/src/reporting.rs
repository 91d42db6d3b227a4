//! Figures. Stretches of time come in as instants, reckoned in the clinic's zone by the caller.

use crate::{Conn, Scope, Sql, StoreError};
use salus_domain::permission::PlatformGrant;
use salus_domain::reporting::DayFigures;
use salus_domain::time::{Instant, Interval};

/// A doctor's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DoctorFigures {
    /// Appointments awaiting the doctor's answer.
    pub to_answer: i64,
    /// Visits that start in the week asked for: all that occupy the doctor's time.
    pub week: i64,
    /// Missed in the past asked for.
    pub no_shows: i64,
}

/// The figures of the doctor the scope reaches.
///
/// # Errors
/// Any [`StoreError`].
pub async fn doctor(
    conn: &mut Conn,
    scope: &Scope,
    week: Interval,
    past: Interval,
) -> Result<DoctorFigures, StoreError> {
    const FIGURES: Sql = Sql::both(
        "SELECT coalesce(sum(CASE WHEN a.state = 'awaiting_doctor' THEN 1 ELSE 0 END), 0) AS to_answer,
             coalesce(sum(CASE WHEN a.occupying AND a.state <> 'held'
                 AND a.starts_at >= $3 AND a.starts_at < $4 THEN 1 ELSE 0 END), 0) AS week,
             coalesce(sum(CASE WHEN a.state = 'no_show'
                 AND a.starts_at >= $5 AND a.starts_at < $6 THEN 1 ELSE 0 END), 0) AS no_shows
         FROM appointments a JOIN doctors d ON d.clinic_id = a.clinic_id AND d.id = a.doctor_id
         WHERE a.clinic_id = $1 AND ($2 IS NULL OR d.user_id = $2)
             AND (a.state = 'awaiting_doctor' OR (a.starts_at >= $5 AND a.starts_at < $4))",
    );
    conn.query(scope, FIGURES)
        .bind(scope.clinic())
        .bind(scope.doctor_user())
        .bind(week.start())
        .bind(week.end())
        .bind(past.start())
        .bind(past.end())
        .fetch_one()
        .await
}

/// The desk's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct QueueFigures {
    /// Requests nobody has answered.
    pub requests: i64,
    /// When the oldest came in.
    pub oldest: Option<Instant>,
    /// Appointments with a doctor for an answer.
    pub awaiting_doctor: i64,
}

/// What waits in the clinic.
///
/// # Errors
/// Any [`StoreError`].
pub async fn queue(conn: &mut Conn, scope: &Scope) -> Result<QueueFigures, StoreError> {
    const FIGURES: Sql = Sql::both(
        "SELECT coalesce(sum(CASE WHEN state = 'requested' THEN 1 ELSE 0 END), 0) AS requests,
             min(CASE WHEN state = 'requested' THEN created_at END) AS oldest,
             coalesce(sum(CASE WHEN state = 'awaiting_doctor' THEN 1 ELSE 0 END), 0) AS awaiting_doctor
         FROM appointments WHERE clinic_id = $1 AND state IN ('requested', 'awaiting_doctor')",
    );
    conn.query(scope, FIGURES)
        .bind(scope.clinic())
        .fetch_one()
        .await
}

#[derive(sqlx::FromRow)]
struct DayRecord {
    expected: i64,
    arrived: i64,
    in_consultation: i64,
    completed: i64,
    missed: i64,
}

/// The clinic's appointments that start within a day, by how far they have come.
///
/// # Errors
/// Any [`StoreError`].
pub async fn day(conn: &mut Conn, scope: &Scope, day: Interval) -> Result<DayFigures, StoreError> {
    const FIGURES: Sql = Sql::both(
        "SELECT coalesce(sum(CASE WHEN state = 'confirmed' THEN 1 ELSE 0 END), 0) AS expected,
             coalesce(sum(CASE WHEN state = 'checked_in' THEN 1 ELSE 0 END), 0) AS arrived,
             coalesce(sum(CASE WHEN state = 'in_consultation' THEN 1 ELSE 0 END), 0) AS in_consultation,
             coalesce(sum(CASE WHEN state = 'completed' THEN 1 ELSE 0 END), 0) AS completed,
             coalesce(sum(CASE WHEN state = 'no_show' THEN 1 ELSE 0 END), 0) AS missed
         FROM appointments WHERE clinic_id = $1 AND starts_at >= $2 AND starts_at < $3",
    );
    let row: DayRecord = conn
        .query(scope, FIGURES)
        .bind(scope.clinic())
        .bind(day.start())
        .bind(day.end())
        .fetch_one()
        .await?;
    Ok(DayFigures {
        expected: row.expected,
        arrived: row.arrived,
        in_consultation: row.in_consultation,
        completed: row.completed,
        missed: row.missed,
    })
}

/// A clinic's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ClinicFigures {
    /// Active doctors.
    pub doctors: i64,
    /// Secretaries.
    pub secretaries: i64,
    /// Patients' files.
    pub patients: i64,
    /// Visits of the stretch asked for that were completed.
    pub completed: i64,
    /// Visits of the stretch that were missed.
    pub no_shows: i64,
    /// Visits of the stretch that were cancelled.
    pub cancelled: i64,
}

/// The clinic's people, and how its visits that start within `past` ended.
///
/// # Errors
/// Any [`StoreError`].
pub async fn clinic(
    conn: &mut Conn,
    scope: &Scope,
    past: Interval,
) -> Result<ClinicFigures, StoreError> {
    const FIGURES: Sql = Sql::both(
        "SELECT (SELECT count(*) FROM doctors WHERE clinic_id = $1 AND status = 'active') AS doctors,
             (SELECT count(*) FROM memberships
              WHERE clinic_id = $1 AND role = 'secretary' AND status = 'active') AS secretaries,
             (SELECT count(*) FROM patients WHERE clinic_id = $1) AS patients,
             coalesce(sum(CASE WHEN state = 'completed' THEN 1 ELSE 0 END), 0) AS completed,
             coalesce(sum(CASE WHEN state = 'no_show' THEN 1 ELSE 0 END), 0) AS no_shows,
             coalesce(sum(CASE WHEN state = 'cancelled' THEN 1 ELSE 0 END), 0) AS cancelled
         FROM appointments WHERE clinic_id = $1 AND starts_at >= $2 AND starts_at < $3",
    );
    conn.query(scope, FIGURES)
        .bind(scope.clinic())
        .bind(past.start())
        .bind(past.end())
        .fetch_one()
        .await
}

/// The platform's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PlatformFigures {
    /// Clinics at work.
    pub active_clinics: i64,
    /// Clinics suspended.
    pub suspended_clinics: i64,
    /// Active doctors of clinics at work.
    pub doctors: i64,
    /// Patients' files.
    pub patients: i64,
    /// Appointments of the stretch asked for: all that occupy somebody's time.
    pub week: i64,
}

/// The platform, and the appointments that start within `week`.
///
/// # Errors
/// Any [`StoreError`].
pub async fn platform(
    conn: &mut Conn,
    grant: &PlatformGrant,
    week: Interval,
) -> Result<PlatformFigures, StoreError> {
    const FIGURES: Sql = Sql::both(
        "SELECT (SELECT count(*) FROM clinics WHERE status = 'active') AS active_clinics,
             (SELECT count(*) FROM clinics WHERE status = 'suspended' AND deleted_at IS NULL) AS suspended_clinics,
             (SELECT count(*) FROM doctors d JOIN clinics c ON c.id = d.clinic_id
              WHERE d.status = 'active' AND c.status = 'active') AS doctors,
             (SELECT count(*) FROM patients) AS patients,
             (SELECT count(*) FROM appointments
              WHERE occupying AND state <> 'held' AND starts_at >= $1 AND starts_at < $2) AS week",
    );
    conn.query(grant, FIGURES)
        .bind(week.start())
        .bind(week.end())
        .fetch_one()
        .await
}

//! A doctor's dated changes, leave, and how their days fill.

use super::hours::ExceptionRecord;
use crate::{Conn, Scope, Sql, StoreError, Tx};
use chrono::NaiveDate;
use salus_domain::ids::{DoctorId, LeaveId, ScheduleExceptionId};
use salus_domain::staff::{Availability, DatedChange, Leave, Limits};
use salus_domain::time::Instant;

#[derive(sqlx::FromRow)]
struct NotedException {
    #[sqlx(flatten)]
    exception: ExceptionRecord,
    note: String,
}

/// A doctor's dated changes from a date on, soonest first.
///
/// # Errors
/// Any [`StoreError`].
pub async fn exceptions(
    conn: &mut Conn,
    scope: &Scope,
    doctor: DoctorId,
    from: NaiveDate,
) -> Result<Vec<DatedChange>, StoreError> {
    const CHANGES: Sql = Sql::both(
        "SELECT id, doctor_id, on_date, kind, starts_min, ends_min, note FROM schedule_exceptions
         WHERE clinic_id = $1 AND doctor_id = $2 AND on_date >= $3 ORDER BY on_date, starts_min, id",
    );
    let rows: Vec<NotedException> = conn
        .query(scope, CHANGES)
        .bind(scope.clinic())
        .bind(doctor)
        .bind(from)
        .fetch_all()
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(DatedChange {
                id: row.exception.id,
                exception: row.exception.read()?,
                note: row.note,
            })
        })
        .collect()
}

/// Adds a dated change of a doctor's hours.
///
/// # Errors
/// Any [`StoreError`].
pub async fn add_exception(
    tx: &mut Tx,
    scope: &Scope,
    doctor: DoctorId,
    change: &DatedChange,
) -> Result<(), StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO schedule_exceptions (id, clinic_id, doctor_id, on_date, kind, starts_min, ends_min, note)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    );
    let (from, until) = change.exception.minutes.unzip();
    tx.query(scope, ADD)
        .bind(change.id)
        .bind(scope.clinic())
        .bind(doctor)
        .bind(change.exception.on)
        .bind(change.exception.kind)
        .bind(from.map(i64::from))
        .bind(until.map(i64::from))
        .bind(change.note.as_str())
        .execute()
        .await
        .map(drop)
}

/// Removes a dated change of a doctor's; `false` when there is no such one.
///
/// # Errors
/// Any [`StoreError`].
pub async fn remove_exception(
    tx: &mut Tx,
    scope: &Scope,
    doctor: DoctorId,
    id: ScheduleExceptionId,
) -> Result<bool, StoreError> {
    const REMOVE: Sql = Sql::both(
        "DELETE FROM schedule_exceptions WHERE clinic_id = $1 AND doctor_id = $2 AND id = $3",
    );
    let removed = tx
        .query(scope, REMOVE)
        .bind(scope.clinic())
        .bind(doctor)
        .bind(id)
        .execute()
        .await?;
    Ok(removed > 0)
}

/// A doctor's leave that is not over on a date, soonest first.
///
/// # Errors
/// Any [`StoreError`].
pub async fn leaves(
    conn: &mut Conn,
    scope: &Scope,
    doctor: DoctorId,
    from: NaiveDate,
) -> Result<Vec<Leave>, StoreError> {
    const LEAVES: Sql = Sql::both(
        "SELECT id, starts_on, ends_on, reason FROM leaves
         WHERE clinic_id = $1 AND doctor_id = $2 AND ends_on >= $3 ORDER BY starts_on, id",
    );
    let rows: Vec<(LeaveId, NaiveDate, NaiveDate, String)> = conn
        .query(scope, LEAVES)
        .bind(scope.clinic())
        .bind(doctor)
        .bind(from)
        .fetch_all()
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, starts_on, ends_on, reason)| Leave {
            id,
            starts_on,
            ends_on,
            reason,
        })
        .collect())
}

/// Adds leave.
///
/// # Errors
/// Any [`StoreError`].
pub async fn add_leave(
    tx: &mut Tx,
    scope: &Scope,
    doctor: DoctorId,
    leave: &Leave,
) -> Result<(), StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO leaves (id, clinic_id, doctor_id, starts_on, ends_on, reason)
         VALUES ($1, $2, $3, $4, $5, $6)",
    );
    tx.query(scope, ADD)
        .bind(leave.id)
        .bind(scope.clinic())
        .bind(doctor)
        .bind(leave.starts_on)
        .bind(leave.ends_on)
        .bind(leave.reason.as_str())
        .execute()
        .await
        .map(drop)
}

/// Removes leave; `false` when the doctor has no such.
///
/// # Errors
/// Any [`StoreError`].
pub async fn remove_leave(
    tx: &mut Tx,
    scope: &Scope,
    doctor: DoctorId,
    id: LeaveId,
) -> Result<bool, StoreError> {
    const REMOVE: Sql =
        Sql::both("DELETE FROM leaves WHERE clinic_id = $1 AND doctor_id = $2 AND id = $3");
    let removed = tx
        .query(scope, REMOVE)
        .bind(scope.clinic())
        .bind(doctor)
        .bind(id)
        .execute()
        .await?;
    Ok(removed > 0)
}

/// How a doctor's days fill; `None` when the clinic has no such doctor.
///
/// # Errors
/// Any [`StoreError`].
pub async fn limits(
    conn: &mut Conn,
    scope: &Scope,
    doctor: DoctorId,
) -> Result<Option<Limits>, StoreError> {
    const LIMITS: Sql = Sql::both(
        "SELECT slot_step_min, most_per_day, reserved_min FROM doctors WHERE clinic_id = $1 AND id = $2",
    );
    let row: Option<(i64, Option<i64>, i64)> = conn
        .query(scope, LIMITS)
        .bind(scope.clinic())
        .bind(doctor)
        .fetch_optional()
        .await?;
    Ok(row.map(|(step_min, most_per_day, reserved_min)| Limits {
        step_min,
        most_per_day,
        reserved_min,
    }))
}

/// Sets how a doctor's days fill.
///
/// # Errors
/// Any [`StoreError`].
pub async fn set_limits(
    tx: &mut Tx,
    scope: &Scope,
    doctor: DoctorId,
    (limits, at): (Limits, Instant),
) -> Result<(), StoreError> {
    const SET: Sql = Sql::both(
        "UPDATE doctors SET slot_step_min = $3, most_per_day = $4, reserved_min = $5, updated_at = $6
         WHERE clinic_id = $1 AND id = $2",
    );
    tx.query(scope, SET)
        .bind(scope.clinic())
        .bind(doctor)
        .bind(limits.step_min)
        .bind(limits.most_per_day)
        .bind(limits.reserved_min)
        .bind(at)
        .execute()
        .await
        .map(drop)
}

/// Whether a doctor of the clinic takes same-day visits now; `None` when there is no such doctor.
///
/// # Errors
/// Any [`StoreError`].
pub async fn availability(
    conn: &mut Conn,
    scope: &Scope,
    doctor: DoctorId,
) -> Result<Option<Availability>, StoreError> {
    const OF: Sql = Sql::both("SELECT availability FROM doctors WHERE clinic_id = $1 AND id = $2");
    conn.query(scope, OF)
        .bind(scope.clinic())
        .bind(doctor)
        .fetch_optional_scalar()
        .await
}

/// Sets whether a doctor takes same-day visits.
///
/// # Errors
/// Any [`StoreError`].
pub async fn set_availability(
    tx: &mut Tx,
    scope: &Scope,
    doctor: DoctorId,
    (availability, at): (Availability, Instant),
) -> Result<(), StoreError> {
    const SET: Sql = Sql::both(
        "UPDATE doctors SET availability = $3, updated_at = $4 WHERE clinic_id = $1 AND id = $2",
    );
    tx.query(scope, SET)
        .bind(scope.clinic())
        .bind(doctor)
        .bind(availability)
        .bind(at)
        .execute()
        .await
        .map(drop)
}

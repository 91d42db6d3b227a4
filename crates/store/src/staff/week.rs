//! A doctor's week and what they offer.

use super::hours::{HoursRecord, by_hours};
use crate::{Conn, Reach, Scope, Sql, StoreError, Tx};
use salus_domain::ids::{DoctorId, VisitTypeId, WeeklyHoursId};
use salus_domain::staff::{WeeklyHours, Window};

/// Whether an active doctor offers an active visit type.
///
/// # Errors
/// Any [`StoreError`].
pub async fn offers(
    conn: &mut Conn,
    doctor: DoctorId,
    visit_type: VisitTypeId,
) -> Result<bool, StoreError> {
    const OFFERS: Sql = Sql::both(
        "SELECT count(*)
         FROM doctors d
             JOIN doctor_visit_types o ON o.clinic_id = d.clinic_id AND o.doctor_id = d.id
             JOIN visit_types v ON v.clinic_id = o.clinic_id AND v.id = o.visit_type_id
         WHERE d.id = $1 AND d.status = 'active' AND v.id = $2 AND v.status = 'active'",
    );
    let count: i64 = conn
        .query(Reach::PUBLIC, OFFERS)
        .bind(doctor)
        .bind(visit_type)
        .fetch_one_scalar()
        .await?;
    Ok(count > 0)
}

/// A doctor's week, in order, and what each stretch of it takes.
///
/// # Errors
/// Any [`StoreError`].
pub async fn weekly_hours(
    conn: &mut Conn,
    scope: &Scope,
    doctor: DoctorId,
) -> Result<Vec<Window>, StoreError> {
    const WINDOWS: Sql = Sql::both(
        "SELECT o.weekly_hours_id, o.visit_type_id
         FROM weekly_hours w JOIN weekly_hours_visit_types o
             ON o.clinic_id = w.clinic_id AND o.weekly_hours_id = w.id
         WHERE w.clinic_id = $1 AND w.doctor_id = $2",
    );
    const HOURS: Sql = Sql::both(
        "SELECT id, doctor_id, weekday, starts_min, ends_min FROM weekly_hours
         WHERE clinic_id = $1 AND doctor_id = $2 ORDER BY weekday, starts_min",
    );
    let rows: Vec<HoursRecord> = conn
        .query(scope, HOURS)
        .bind(scope.clinic())
        .bind(doctor)
        .fetch_all()
        .await?;
    let windows: Vec<(WeeklyHoursId, VisitTypeId)> = conn
        .query(scope, WINDOWS)
        .bind(scope.clinic())
        .bind(doctor)
        .fetch_all()
        .await?;
    let mut only = by_hours(windows);
    rows.iter()
        .map(|row| {
            Ok(Window {
                hours: row.read()?,
                only: only.remove(&row.id).unwrap_or_default(),
            })
        })
        .collect()
}

/// The active visit types a doctor offers, the clinic's oldest first.
///
/// # Errors
/// Any [`StoreError`].
pub async fn offered(
    conn: &mut Conn,
    scope: &Scope,
    doctor: DoctorId,
) -> Result<Vec<VisitTypeId>, StoreError> {
    const OFFERED: Sql = Sql::both(
        "SELECT v.id
         FROM doctor_visit_types o JOIN visit_types v ON v.clinic_id = o.clinic_id AND v.id = o.visit_type_id
         WHERE o.clinic_id = $1 AND o.doctor_id = $2 AND v.status = 'active' ORDER BY v.created_at, v.id",
    );
    conn.query(scope, OFFERED)
        .bind(scope.clinic())
        .bind(doctor)
        .fetch_all_scalars()
        .await
}

/// Replaces a doctor's week.
///
/// # Errors
/// Any [`StoreError`].
pub async fn set_hours(
    tx: &mut Tx,
    scope: &Scope,
    doctor: DoctorId,
    week: &[(WeeklyHoursId, WeeklyHours)],
) -> Result<(), StoreError> {
    const CLEAR: Sql =
        Sql::both("DELETE FROM weekly_hours WHERE clinic_id = $1 AND doctor_id = $2");
    const ADD: Sql = Sql::both(
        "INSERT INTO weekly_hours (id, clinic_id, doctor_id, weekday, starts_min, ends_min)
         VALUES ($1, $2, $3, $4, $5, $6)",
    );
    tx.query(scope, CLEAR)
        .bind(scope.clinic())
        .bind(doctor)
        .execute()
        .await?;
    for (id, hours) in week {
        tx.query(scope, ADD)
            .bind(*id)
            .bind(scope.clinic())
            .bind(doctor)
            .bind(i64::from(hours.weekday))
            .bind(i64::from(hours.starts_min))
            .bind(i64::from(hours.ends_min))
            .execute()
            .await?;
    }
    Ok(())
}

/// Replaces what a doctor offers by those of the visit types that are active in the clinic; how many
/// those are.
///
/// # Errors
/// Any [`StoreError`].
pub async fn set_offers(
    tx: &mut Tx,
    scope: &Scope,
    doctor: DoctorId,
    visit_types: &[VisitTypeId],
) -> Result<u64, StoreError> {
    const CLEAR: Sql =
        Sql::both("DELETE FROM doctor_visit_types WHERE clinic_id = $1 AND doctor_id = $2");
    const ADD: Sql = Sql::split(
        "INSERT INTO doctor_visit_types (clinic_id, doctor_id, visit_type_id)
         SELECT v.clinic_id, $2, v.id FROM visit_types v
         WHERE v.clinic_id = $1 AND v.status = 'active' AND v.id IN (SELECT unhex(value) FROM json_each($3))",
        "INSERT INTO doctor_visit_types (clinic_id, doctor_id, visit_type_id)
         SELECT v.clinic_id, $2, v.id FROM visit_types v
         WHERE v.clinic_id = $1 AND v.status = 'active' AND v.id = ANY($3)",
    );
    tx.query(scope, CLEAR)
        .bind(scope.clinic())
        .bind(doctor)
        .execute()
        .await?;
    tx.query(scope, ADD)
        .bind(scope.clinic())
        .bind(doctor)
        .bind_ids(visit_types.iter().copied())
        .execute()
        .await
}

/// Says which of the clinic's visit types a stretch of the week takes; none is all. How many those
/// are.
///
/// # Errors
/// Any [`StoreError`].
pub async fn set_window(
    tx: &mut Tx,
    scope: &Scope,
    hours: WeeklyHoursId,
    only: &[VisitTypeId],
) -> Result<u64, StoreError> {
    const ADD: Sql = Sql::split(
        "INSERT INTO weekly_hours_visit_types (clinic_id, weekly_hours_id, visit_type_id)
         SELECT v.clinic_id, $2, v.id FROM visit_types v
         WHERE v.clinic_id = $1 AND v.id IN (SELECT unhex(value) FROM json_each($3))",
        "INSERT INTO weekly_hours_visit_types (clinic_id, weekly_hours_id, visit_type_id)
         SELECT v.clinic_id, $2, v.id FROM visit_types v
         WHERE v.clinic_id = $1 AND v.id = ANY($3)",
    );
    if only.is_empty() {
        return Ok(0);
    }
    tx.query(scope, ADD)
        .bind(scope.clinic())
        .bind(hours)
        .bind_ids(only.iter().copied())
        .execute()
        .await
}

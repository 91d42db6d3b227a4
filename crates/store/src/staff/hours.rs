//! When doctors work and what they offer.

use crate::{Conn, Reach, Scope, Sql, StoreError, Tx};
use chrono::NaiveDate;
use salus_domain::ids::{DoctorId, ScheduleExceptionId, VisitTypeId, WeeklyHoursId};
use salus_domain::staff::{ExceptionKind, ScheduleException, WeeklyHours};
use std::collections::HashMap;

/// What free times are computed from, by the clinic's wall clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Whose.
    pub doctor: DoctorId,
    /// The week, in order.
    pub hours: Vec<WeeklyHours>,
    /// Dated changes of the stretch asked for.
    pub exceptions: Vec<ScheduleException>,
    /// The clinic's closures that touch the stretch asked for: first and last date, both closed.
    pub closures: Vec<(NaiveDate, NaiveDate)>,
    /// Minutes between two starts.
    pub step_min: i64,
}

#[derive(sqlx::FromRow)]
struct HoursRecord {
    id: WeeklyHoursId,
    doctor_id: DoctorId,
    weekday: i64,
    starts_min: i64,
    ends_min: i64,
}

impl HoursRecord {
    fn read(&self) -> Result<WeeklyHours, StoreError> {
        let wrong = |column: &str, why| StoreError::bad_row("weekly_hours", column, self.id, why);
        Ok(WeeklyHours {
            weekday: self
                .weekday
                .try_into()
                .map_err(|why| wrong("weekday", why))?,
            starts_min: self
                .starts_min
                .try_into()
                .map_err(|why| wrong("starts_min", why))?,
            ends_min: self
                .ends_min
                .try_into()
                .map_err(|why| wrong("ends_min", why))?,
        })
    }
}

#[derive(sqlx::FromRow)]
struct ExceptionRecord {
    id: ScheduleExceptionId,
    doctor_id: DoctorId,
    on_date: NaiveDate,
    kind: ExceptionKind,
    starts_min: Option<i64>,
    ends_min: Option<i64>,
}

impl ExceptionRecord {
    fn read(&self) -> Result<ScheduleException, StoreError> {
        let wrong =
            |column: &str, why| StoreError::bad_row("schedule_exceptions", column, self.id, why);
        let minutes = match (self.starts_min, self.ends_min) {
            (Some(from), Some(until)) => Some((
                from.try_into().map_err(|why| wrong("starts_min", why))?,
                until.try_into().map_err(|why| wrong("ends_min", why))?,
            )),
            _ => None,
        };
        Ok(ScheduleException {
            on: self.on_date,
            kind: self.kind,
            minutes,
        })
    }
}

/// The schedules of those of the doctors that are active, at clinics at work, with the changes and
/// closures of `from` to `until`, both included. Public, as free times are: reasons and notes are not
/// read. Four queries, however many doctors.
///
/// # Errors
/// Any [`StoreError`].
pub async fn schedules(
    conn: &mut Conn,
    doctors: &[DoctorId],
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<Schedule>, StoreError> {
    const DOCTORS: Sql = Sql::split(
        "SELECT d.id, d.slot_step_min FROM doctors d JOIN clinics c ON c.id = d.clinic_id
         WHERE d.status = 'active' AND c.status = 'active'
             AND d.id IN (SELECT unhex(value) FROM json_each($1))",
        "SELECT d.id, d.slot_step_min FROM doctors d JOIN clinics c ON c.id = d.clinic_id
         WHERE d.status = 'active' AND c.status = 'active' AND d.id = ANY($1)",
    );
    const HOURS: Sql = Sql::split(
        "SELECT w.id, w.doctor_id, w.weekday, w.starts_min, w.ends_min
         FROM doctors d JOIN weekly_hours w ON w.clinic_id = d.clinic_id AND w.doctor_id = d.id
         WHERE d.id IN (SELECT unhex(value) FROM json_each($1)) ORDER BY w.weekday, w.starts_min",
        "SELECT w.id, w.doctor_id, w.weekday, w.starts_min, w.ends_min
         FROM doctors d JOIN weekly_hours w ON w.clinic_id = d.clinic_id AND w.doctor_id = d.id
         WHERE d.id = ANY($1) ORDER BY w.weekday, w.starts_min",
    );
    const EXCEPTIONS: Sql = Sql::split(
        "SELECT e.id, e.doctor_id, e.on_date, e.kind, e.starts_min, e.ends_min
         FROM doctors d JOIN schedule_exceptions e ON e.clinic_id = d.clinic_id AND e.doctor_id = d.id
         WHERE d.id IN (SELECT unhex(value) FROM json_each($1)) AND e.on_date BETWEEN $2 AND $3
         ORDER BY e.on_date, e.starts_min",
        "SELECT e.id, e.doctor_id, e.on_date, e.kind, e.starts_min, e.ends_min
         FROM doctors d JOIN schedule_exceptions e ON e.clinic_id = d.clinic_id AND e.doctor_id = d.id
         WHERE d.id = ANY($1) AND e.on_date BETWEEN $2 AND $3
         ORDER BY e.on_date, e.starts_min",
    );
    const CLOSURES: Sql = Sql::split(
        "SELECT d.id, k.starts_on, k.ends_on FROM doctors d JOIN closures k ON k.clinic_id = d.clinic_id
         WHERE d.id IN (SELECT unhex(value) FROM json_each($1)) AND k.ends_on >= $2 AND k.starts_on <= $3
         ORDER BY k.starts_on",
        "SELECT d.id, k.starts_on, k.ends_on FROM doctors d JOIN closures k ON k.clinic_id = d.clinic_id
         WHERE d.id = ANY($1) AND k.ends_on >= $2 AND k.starts_on <= $3
         ORDER BY k.starts_on",
    );
    let ids = || doctors.iter().copied();
    let steps: Vec<(DoctorId, i64)> = conn
        .query(Reach::PUBLIC, DOCTORS)
        .bind_ids(ids())
        .fetch_all()
        .await?;
    let hours: Vec<HoursRecord> = conn
        .query(Reach::PUBLIC, HOURS)
        .bind_ids(ids())
        .fetch_all()
        .await?;
    let exceptions: Vec<ExceptionRecord> = conn
        .query(Reach::PUBLIC, EXCEPTIONS)
        .bind_ids(ids())
        .bind(from)
        .bind(until)
        .fetch_all()
        .await?;
    let closures: Vec<(DoctorId, NaiveDate, NaiveDate)> = conn
        .query(Reach::PUBLIC, CLOSURES)
        .bind_ids(ids())
        .bind(from)
        .bind(until)
        .fetch_all()
        .await?;

    let mut schedules: Vec<Schedule> = Vec::with_capacity(steps.len());
    let mut place: HashMap<DoctorId, usize> = HashMap::new();
    for (doctor, step_min) in steps {
        place.insert(doctor, schedules.len());
        schedules.push(Schedule {
            doctor,
            hours: vec![],
            exceptions: vec![],
            closures: vec![],
            step_min,
        });
    }
    for row in hours {
        if let Some(schedule) = place
            .get(&row.doctor_id)
            .and_then(|i| schedules.get_mut(*i))
        {
            schedule.hours.push(row.read()?);
        }
    }
    for row in exceptions {
        if let Some(schedule) = place
            .get(&row.doctor_id)
            .and_then(|i| schedules.get_mut(*i))
        {
            schedule.exceptions.push(row.read()?);
        }
    }
    for (doctor, starts_on, ends_on) in closures {
        if let Some(schedule) = place.get(&doctor).and_then(|i| schedules.get_mut(*i)) {
            schedule.closures.push((starts_on, ends_on));
        }
    }
    Ok(schedules)
}

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

/// A doctor's week, in order.
///
/// # Errors
/// Any [`StoreError`].
pub async fn weekly_hours(
    conn: &mut Conn,
    scope: &Scope,
    doctor: DoctorId,
) -> Result<Vec<WeeklyHours>, StoreError> {
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
    rows.iter().map(HoursRecord::read).collect()
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

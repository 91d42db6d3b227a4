//! When doctors work and what they offer.

use crate::clinics::minutes;
use crate::{Conn, Reach, Sql, StoreError};
use chrono::NaiveDate;
use salus_domain::ids::{DoctorId, ScheduleExceptionId, VisitTypeId, WeeklyHoursId};
use salus_domain::staff::{Away, AwayFor, ExceptionKind, Limits, ScheduleException, WeeklyHours};
use std::collections::HashMap;

/// What free times are computed from, by the clinic's wall clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Whose.
    pub doctor: DoctorId,
    /// The week, in order.
    pub hours: Vec<WeeklyHours>,
    /// What each stretch of the week takes, in its order; empty is everything.
    pub windows: Vec<Vec<VisitTypeId>>,
    /// Dated changes of the stretch asked for; among them leave and the clinic's closures for a part of a
    /// day, as time off.
    pub exceptions: Vec<ScheduleException>,
    /// The clinic's closures that touch the stretch asked for: first and last date, both closed.
    pub closures: Vec<(NaiveDate, NaiveDate)>,
    /// Why there is no work in the stretch asked for: the time off among the exceptions and the closures.
    pub away: Vec<Away>,
    /// How days fill.
    pub limits: Limits,
}

impl Schedule {
    /// The hours that take a visit type.
    pub fn hours_for(&self, visit_type: VisitTypeId) -> Vec<WeeklyHours> {
        self.hours
            .iter()
            .zip(&self.windows)
            .filter(|(_, only)| only.is_empty() || only.contains(&visit_type))
            .map(|(hours, _)| *hours)
            .collect()
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct HoursRecord {
    pub(super) id: WeeklyHoursId,
    doctor_id: DoctorId,
    weekday: i64,
    starts_min: i64,
    ends_min: i64,
}

impl HoursRecord {
    pub(super) fn read(&self) -> Result<WeeklyHours, StoreError> {
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
pub(super) struct ExceptionRecord {
    pub(super) id: ScheduleExceptionId,
    doctor_id: DoctorId,
    on_date: NaiveDate,
    kind: ExceptionKind,
    starts_min: Option<i64>,
    ends_min: Option<i64>,
}

impl ExceptionRecord {
    pub(super) fn read(&self) -> Result<ScheduleException, StoreError> {
        let minutes = minutes(
            "schedule_exceptions",
            self.id,
            self.starts_min,
            self.ends_min,
        )?;
        Ok(ScheduleException {
            on: self.on_date,
            kind: self.kind,
            minutes,
        })
    }
}

#[derive(sqlx::FromRow)]
struct LimitsRecord {
    id: DoctorId,
    slot_step_min: i64,
    most_per_day: Option<i64>,
    reserved_min: i64,
}

#[derive(sqlx::FromRow)]
struct AwayRecord {
    id: DoctorId,
    kind: AwayFor,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    starts_min: Option<i64>,
    ends_min: Option<i64>,
}

/// What a schedule is read from.
struct Records {
    limits: Vec<LimitsRecord>,
    hours: Vec<HoursRecord>,
    exceptions: Vec<ExceptionRecord>,
    windows: Vec<(WeeklyHoursId, VisitTypeId)>,
    away: Vec<AwayRecord>,
}

async fn records(
    conn: &mut Conn,
    doctors: &[DoctorId],
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Records, StoreError> {
    const DOCTORS: Sql = Sql::split(
        "SELECT d.id, d.slot_step_min, d.most_per_day, d.reserved_min
         FROM doctors d JOIN clinics c ON c.id = d.clinic_id
         WHERE d.status = 'active' AND c.status = 'active'
             AND d.id IN (SELECT unhex(value) FROM json_each($1))",
        "SELECT d.id, d.slot_step_min, d.most_per_day, d.reserved_min
         FROM doctors d JOIN clinics c ON c.id = d.clinic_id
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
    const AWAY: Sql = Sql::split(
        "SELECT d.id, k.kind, k.starts_on, k.ends_on, k.starts_min, k.ends_min
         FROM doctors d JOIN closures k ON k.clinic_id = d.clinic_id
         WHERE d.id IN (SELECT unhex(value) FROM json_each($1)) AND k.ends_on >= $2 AND k.starts_on <= $3
         UNION ALL
         SELECT d.id, 'leave', l.starts_on, l.ends_on, NULL, NULL
         FROM doctors d JOIN leaves l ON l.clinic_id = d.clinic_id AND l.doctor_id = d.id
         WHERE d.id IN (SELECT unhex(value) FROM json_each($1)) AND l.ends_on >= $2 AND l.starts_on <= $3
         ORDER BY 3",
        "SELECT d.id, k.kind, k.starts_on, k.ends_on, k.starts_min, k.ends_min
         FROM doctors d JOIN closures k ON k.clinic_id = d.clinic_id
         WHERE d.id = ANY($1) AND k.ends_on >= $2 AND k.starts_on <= $3
         UNION ALL
         SELECT d.id, 'leave', l.starts_on, l.ends_on, NULL, NULL
         FROM doctors d JOIN leaves l ON l.clinic_id = d.clinic_id AND l.doctor_id = d.id
         WHERE d.id = ANY($1) AND l.ends_on >= $2 AND l.starts_on <= $3
         ORDER BY 3",
    );
    const WINDOWS: Sql = Sql::split(
        "SELECT o.weekly_hours_id, o.visit_type_id
         FROM doctors d JOIN weekly_hours w ON w.clinic_id = d.clinic_id AND w.doctor_id = d.id
             JOIN weekly_hours_visit_types o ON o.clinic_id = w.clinic_id AND o.weekly_hours_id = w.id
         WHERE d.id IN (SELECT unhex(value) FROM json_each($1))",
        "SELECT o.weekly_hours_id, o.visit_type_id
         FROM doctors d JOIN weekly_hours w ON w.clinic_id = d.clinic_id AND w.doctor_id = d.id
             JOIN weekly_hours_visit_types o ON o.clinic_id = w.clinic_id AND o.weekly_hours_id = w.id
         WHERE d.id = ANY($1)",
    );
    let ids = || doctors.iter().copied();
    Ok(Records {
        limits: conn
            .query(Reach::PUBLIC, DOCTORS)
            .bind_ids(ids())
            .fetch_all()
            .await?,
        hours: conn
            .query(Reach::PUBLIC, HOURS)
            .bind_ids(ids())
            .fetch_all()
            .await?,
        exceptions: conn
            .query(Reach::PUBLIC, EXCEPTIONS)
            .bind_ids(ids())
            .bind(from)
            .bind(until)
            .fetch_all()
            .await?,
        windows: conn
            .query(Reach::PUBLIC, WINDOWS)
            .bind_ids(ids())
            .fetch_all()
            .await?,
        away: conn
            .query(Reach::PUBLIC, AWAY)
            .bind_ids(ids())
            .bind(from)
            .bind(until)
            .fetch_all()
            .await?,
    })
}

/// The schedules of those of the doctors that are active, at clinics at work, with the changes, leave and
/// closures of `from` to `until`, both included. Public, as free times are: reasons and notes are not
/// read. Five queries, however many doctors.
///
/// # Errors
/// Any [`StoreError`].
pub async fn schedules(
    conn: &mut Conn,
    doctors: &[DoctorId],
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<Schedule>, StoreError> {
    let read = records(conn, doctors, (from, until)).await?;
    let mut only = by_hours(read.windows);
    let mut schedules: Vec<Schedule> = Vec::with_capacity(read.limits.len());
    let mut place: HashMap<DoctorId, usize> = HashMap::new();
    for row in read.limits {
        place.insert(row.id, schedules.len());
        schedules.push(Schedule {
            doctor: row.id,
            hours: vec![],
            windows: vec![],
            exceptions: vec![],
            closures: vec![],
            away: vec![],
            limits: Limits {
                step_min: row.slot_step_min,
                most_per_day: row.most_per_day,
                reserved_min: row.reserved_min,
            },
        });
    }
    for row in read.hours {
        if let Some(schedule) = place
            .get(&row.doctor_id)
            .and_then(|i| schedules.get_mut(*i))
        {
            schedule.hours.push(row.read()?);
            schedule
                .windows
                .push(only.remove(&row.id).unwrap_or_default());
        }
    }
    for row in read.exceptions {
        if let Some(schedule) = place
            .get(&row.doctor_id)
            .and_then(|i| schedules.get_mut(*i))
        {
            let exception = row.read()?;
            schedule.exceptions.push(exception);
            if exception.kind == ExceptionKind::Off {
                schedule.away.push(Away {
                    why: AwayFor::Leave,
                    from: exception.on,
                    until: exception.on,
                    minutes: exception.minutes,
                });
            }
        }
    }
    for row in read.away {
        let away = Away {
            why: row.kind,
            from: row.starts_on,
            until: row.ends_on,
            minutes: minutes("closures", row.id, row.starts_min, row.ends_min)?,
        };
        let Some(schedule) = place.get(&row.id).and_then(|i| schedules.get_mut(*i)) else {
            continue;
        };
        schedule.away.push(away);
        if away.why == AwayFor::Leave || away.minutes.is_some() {
            schedule.exceptions.extend(away.days(from, until));
        } else {
            schedule.closures.push((away.from, away.until));
        }
    }
    Ok(schedules)
}

/// What each stretch of the week takes.
pub(super) fn by_hours(
    windows: Vec<(WeeklyHoursId, VisitTypeId)>,
) -> HashMap<WeeklyHoursId, Vec<VisitTypeId>> {
    let mut only: HashMap<WeeklyHoursId, Vec<VisitTypeId>> = HashMap::new();
    for (hours, visit_type) in windows {
        only.entry(hours).or_default().push(visit_type);
    }
    for list in only.values_mut() {
        list.sort_unstable();
    }
    only
}

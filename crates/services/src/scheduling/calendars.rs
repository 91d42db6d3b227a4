//! Calendars: a doctor's days, and the clinic's day with a column per doctor.

use super::availability::{later, zone};
use super::view::view;
use crate::Services;
use crate::audit::{Saw, note};
use crate::zones::Zone;
use chrono::{Days, NaiveDate};
use salus_domain::Fault;
use salus_domain::accounts::{Caller, StaffRole};
use salus_domain::ids::DoctorId;
use salus_domain::permission::{self, Action};
use salus_domain::scheduling::{
    AppointmentView, BoardColumn, CalendarDay, DayBoard, DoctorCalendar,
};
use salus_domain::staff::DoctorRef;
use salus_domain::time::Instant;
use salus_store::staff::{Schedule, schedules};
use salus_store::{Conn, Scope, clinics, scheduling, staff};

/// How many days a calendar shows at most.
const MOST_DAYS: u8 = 42;

/// The calling doctor's calendar: `days` days (one to 42) from `from`, or from today.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`].
pub async fn calendar(
    services: &Services,
    caller: Caller,
    from: Option<NaiveDate>,
    days: u8,
) -> Result<DoctorCalendar, Fault> {
    if !matches!(
        caller,
        Caller::Staff {
            role: StaffRole::Doctor,
            ..
        }
    ) {
        permission::at_work(caller, Action::Answer)?;
        return Err(Fault::Refused);
    }
    let scope = Scope::from(&permission::at_work(caller, Action::SeeAppointments)?);
    let mut conn = services.store().read().await?;
    let doctors = staff::doctors(&mut conn, &scope).await?;
    let doctor = doctors.into_iter().next().ok_or(Fault::Missing)?;
    let drawn = drawn(
        services,
        &mut conn,
        caller,
        &scope,
        vec![doctor],
        (from, days),
    )
    .await?;
    drop(conn);
    note_seen(services, caller, &drawn).await?;
    let Drawn { columns, now, .. } = drawn;
    let (doctor, days) = columns.into_iter().next().ok_or(Fault::Missing)?;
    Ok(DoctorCalendar { doctor, days, now })
}

/// All active doctors of the caller's clinic on one day, or today.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`].
pub async fn board(
    services: &Services,
    caller: Caller,
    date: Option<NaiveDate>,
) -> Result<DayBoard, Fault> {
    let scope = Scope::from(&permission::at_work(caller, Action::Assign)?);
    let mut conn = services.store().read().await?;
    let doctors = staff::doctors(&mut conn, &scope).await?;
    let drawn = drawn(services, &mut conn, caller, &scope, doctors, (date, 1)).await?;
    drop(conn);
    note_seen(services, caller, &drawn).await?;
    let Drawn { columns, now, from } = drawn;
    let columns = columns
        .into_iter()
        .filter_map(|(doctor, days)| {
            Some(BoardColumn {
                doctor,
                day: days.into_iter().next()?,
            })
        })
        .collect();
    Ok(DayBoard {
        date: from,
        columns,
        now,
    })
}

/// Notes who is in the calendar as seen.
async fn note_seen(services: &Services, caller: Caller, drawn: &Drawn) -> Result<(), Fault> {
    let days = drawn.columns.iter().flat_map(|(_, days)| days);
    let patients = days
        .flat_map(|day| &day.appointments)
        .map(|one| one.patient.id);
    note(services, caller, Saw::Calendar, patients).await
}

struct Drawn {
    columns: Vec<(DoctorRef, Vec<CalendarDay>)>,
    now: salus_domain::time::WallTime,
    from: NaiveDate,
}

async fn drawn(
    services: &Services,
    conn: &mut Conn,
    caller: Caller,
    scope: &Scope,
    doctors: Vec<DoctorRef>,
    (from, days): (Option<NaiveDate>, u8),
) -> Result<Drawn, Fault> {
    let now = services.now();
    let clinic = clinics::clinic(conn, scope).await?.ok_or(Fault::Missing)?;
    let zone = zone(&clinic.zone)?;
    let days = days.clamp(1, MOST_DAYS);
    let from = from.unwrap_or_else(|| zone.date(now));
    let until = later(from, u64::from(days));
    let before = from.checked_sub_days(Days::new(1)).unwrap_or(from);
    let ids: Vec<DoctorId> = doctors.iter().map(|doctor| doctor.id).collect();
    let schedules = schedules(conn, &ids, before, until).await?;
    let found = scheduling::between(conn, scope, zone.days(from, u32::from(days))).await?;
    let views: Vec<AppointmentView> = found
        .into_iter()
        .map(|one| view(&zone, caller, now, one))
        .collect();
    let columns = doctors
        .into_iter()
        .map(|doctor| {
            let schedule = schedules
                .iter()
                .find(|schedule| schedule.doctor == doctor.id);
            let days = (0..u64::from(days))
                .map(|offset| later(from, offset))
                .map(|date| day(&zone, schedule, &views, doctor.id, date))
                .collect();
            (doctor, days)
        })
        .collect();
    Ok(Drawn {
        columns,
        now: zone.wall(now),
        from,
    })
}

fn day(
    zone: &Zone,
    schedule: Option<&Schedule>,
    views: &[AppointmentView],
    doctor: DoctorId,
    date: NaiveDate,
) -> CalendarDay {
    let open = schedule.map_or_else(Vec::new, |schedule| {
        zone.open_minutes(
            &schedule.hours,
            &schedule.exceptions,
            &schedule.closures,
            date,
        )
    });
    let time = zone.day(date);
    let on = |at: Instant, until: Instant| at < time.end() && until > time.start();
    let theirs = |one: &&AppointmentView| {
        one.doctor.as_ref().is_some_and(|of| of.id == doctor)
            && matches!((one.starts, one.ends), (Some(from), Some(until)) if on(from.at, until.at))
    };
    CalendarDay {
        date,
        open,
        appointments: views.iter().filter(theirs).cloned().collect(),
    }
}

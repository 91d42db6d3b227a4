//! The few figures a role looks at first.

use crate::zones::Zone;
use crate::{Services, scheduling};
use chrono::{Days, NaiveDate};
use salus_domain::Fault;
use salus_domain::accounts::{Caller, StaffRole};
use salus_domain::permission::{Action, about_self, at_work, platform};
use salus_domain::reporting::Dashboard;
use salus_domain::scheduling::AppointmentView;
use salus_domain::scheduling::state::State;
use salus_domain::time::{Instant, Interval};
use salus_store::{Conn, Scope, clinics, reporting as store};

/// The days counted as the past: what was completed, missed, cancelled.
const PAST_DAYS: u32 = 30;

/// The days counted as the week, beginning today.
const WEEK_DAYS: u32 = 7;

/// What the caller's role looks at first.
///
/// # Errors
/// [`Fault::SignedOut`] for a visitor.
pub async fn dashboard(services: &Services, caller: Caller) -> Result<Dashboard, Fault> {
    match caller {
        Caller::Visitor => Err(Fault::SignedOut),
        Caller::Patient { .. } => patient(services, caller).await,
        Caller::Staff {
            role: StaffRole::Doctor,
            ..
        } => doctor(services, caller).await,
        Caller::Staff {
            role: StaffRole::Secretary,
            ..
        } => secretary(services, caller).await,
        Caller::Staff {
            role: StaffRole::ClinicAdmin,
            ..
        } => clinic_admin(services, caller).await,
        Caller::SuperAdmin { .. } => super_admin(services, caller).await,
    }
}

async fn patient(services: &Services, caller: Caller) -> Result<Dashboard, Fault> {
    about_self(caller, Action::SeeReports)?;
    let now = services.now();
    let mine = scheduling::mine(services, caller).await?;
    let ahead = |a: &&AppointmentView| a.ends.is_some_and(|ends| ends.at > now);
    let stands = |a: &&AppointmentView| {
        matches!(
            a.state,
            State::AwaitingDoctor | State::Confirmed | State::CheckedIn | State::InConsultation
        )
    };
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let visits = || mine.iter().filter(stands).filter(ahead);
    let in_state = |state| count(mine.iter().filter(|a| a.state == state).count());
    let requests = in_state(State::Requested);
    Ok(Dashboard::Patient {
        upcoming: count(visits().count()) + requests,
        waiting: in_state(State::AwaitingDoctor) + requests,
        completed: in_state(State::Completed),
        next: visits()
            .min_by_key(|a| a.starts.map(|starts| starts.at))
            .cloned(),
    })
}

async fn doctor(services: &Services, caller: Caller) -> Result<Dashboard, Fault> {
    let scope = Scope::from(&at_work(caller, Action::SeeReports)?);
    let calendar = scheduling::calendar(services, caller, None, 1).await?;
    let mut conn = services.store.read().await?;
    let times = Times::of_clinic(&mut conn, &scope, services.now()).await?;
    let figures = store::doctor(&mut conn, &scope, times.week, times.past).await?;
    Ok(Dashboard::Doctor {
        today: times.today,
        visits: calendar
            .days
            .into_iter()
            .flat_map(|day| day.appointments)
            .collect(),
        to_answer: figures.to_answer,
        week: figures.week,
        no_shows: figures.no_shows,
    })
}

async fn secretary(services: &Services, caller: Caller) -> Result<Dashboard, Fault> {
    let scope = Scope::from(&at_work(caller, Action::SeeReports)?);
    let now = services.now();
    let mut conn = services.store.read().await?;
    let times = Times::of_clinic(&mut conn, &scope, now).await?;
    let queue = store::queue(&mut conn, &scope).await?;
    Ok(Dashboard::Secretary {
        today: times.today,
        requests: queue.requests,
        oldest_min: queue
            .oldest
            .map(|oldest| (now - oldest).num_minutes().max(0)),
        awaiting_doctor: queue.awaiting_doctor,
        day: store::day(&mut conn, &scope, times.day).await?,
    })
}

async fn clinic_admin(services: &Services, caller: Caller) -> Result<Dashboard, Fault> {
    let scope = Scope::from(&at_work(caller, Action::SeeReports)?);
    let mut conn = services.store.read().await?;
    let times = Times::of_clinic(&mut conn, &scope, services.now()).await?;
    let figures = store::clinic(&mut conn, &scope, times.past).await?;
    Ok(Dashboard::ClinicAdmin {
        today: times.today,
        doctors: figures.doctors,
        secretaries: figures.secretaries,
        patients: figures.patients,
        requests: store::queue(&mut conn, &scope).await?.requests,
        day: store::day(&mut conn, &scope, times.day).await?,
        completed: figures.completed,
        no_shows: figures.no_shows,
        cancelled: figures.cancelled,
    })
}

async fn super_admin(services: &Services, caller: Caller) -> Result<Dashboard, Fault> {
    let grant = platform(caller, Action::SeeReports)?;
    let now = services.now();
    // The platform has no zone: its week is seven times 24 hours from now.
    let week = Interval::spanning(now, now.plus_minutes(i64::from(WEEK_DAYS) * 24 * 60));
    let figures = store::platform(&mut services.store.read().await?, &grant, week).await?;
    Ok(Dashboard::SuperAdmin {
        active_clinics: figures.active_clinics,
        suspended_clinics: figures.suspended_clinics,
        doctors: figures.doctors,
        patients: figures.patients,
        week: figures.week,
    })
}

/// The stretches of time figures are counted over, by the clinic's days.
struct Times {
    today: NaiveDate,
    day: Interval,
    week: Interval,
    /// Ends now.
    past: Interval,
}

impl Times {
    async fn of_clinic(conn: &mut Conn, scope: &Scope, now: Instant) -> Result<Self, Fault> {
        let clinic = clinics::clinic(conn, scope).await?.ok_or(Fault::Missing)?;
        let zone = Zone::named(&clinic.zone).ok_or_else(|| {
            tracing::error!(zone = %clinic.zone, clinic = %clinic.id, "a clinic's zone is not in the database");
            Fault::Internal
        })?;
        let today = zone.date(now);
        let first = today
            .checked_sub_days(Days::new(PAST_DAYS.into()))
            .unwrap_or(today);
        Ok(Self {
            today,
            day: zone.day(today),
            week: zone.days(today, WEEK_DAYS),
            past: Interval::spanning(zone.days(first, PAST_DAYS).start(), now),
        })
    }
}

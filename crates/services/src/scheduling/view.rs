//! Appointments as a caller may see them.

use super::availability::zone;
use crate::Services;
use crate::audit::{Saw, note};
use crate::zones::Zone;
use salus_domain::Fault;
use salus_domain::accounts::{Caller, StaffRole};
use salus_domain::ids::AppointmentId;
use salus_domain::permission::{self, Action};
use salus_domain::scheduling::state::{Actor, Facts, possible};
use salus_domain::scheduling::{AppointmentView, HistoryEntry};
use salus_domain::time::{Instant, Interval};
use salus_store::scheduling::{self as store, Appointment, Happened};
use salus_store::{Conn, OwnScope, Scope};

/// The calling patient's appointments and requests, latest first.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`].
pub async fn mine(services: &Services, caller: Caller) -> Result<Vec<AppointmentView>, Fault> {
    let own = OwnScope::from(&permission::about_self(caller, Action::SeeAppointments)?);
    let mut conn = services.store().read().await?;
    let found = store::of_user(&mut conn, &own).await?;
    views(services, caller, found)
}

/// One appointment with its history, oldest first.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`], [`Fault::Missing`].
pub async fn one(
    services: &Services,
    caller: Caller,
    id: AppointmentId,
) -> Result<(AppointmentView, Vec<HistoryEntry>), Fault> {
    let mut conn = services.store().read().await?;
    let (appointment, scope) = load(&mut conn, caller, Action::SeeAppointments, id).await?;
    let happened = store::histories(&mut conn, &scope, std::slice::from_ref(&appointment)).await?;
    let zone = zone(&appointment.clinic.zone)?;
    let history = happened
        .into_iter()
        .map(|entry| history_entry(&zone, caller, entry))
        .collect();
    drop(conn);
    note(services, caller, Saw::Appointment, [appointment.patient.id]).await?;
    Ok((view(&zone, caller, services.now(), appointment), history))
}

/// Finds an appointment the caller may act on, and the key to its clinic. What is beyond the caller's reach
/// is missing.
pub(super) async fn load(
    conn: &mut Conn,
    caller: Caller,
    action: Action,
    id: AppointmentId,
) -> Result<(Appointment, Scope), Fault> {
    if matches!(caller, Caller::Patient { .. }) {
        let own = OwnScope::from(&permission::about_self(caller, action)?);
        let found = store::find_own(conn, &own, id)
            .await?
            .ok_or(Fault::Missing)?;
        let scope = Scope::from(&permission::in_clinic(caller, action, found.clinic_id())?);
        Ok((found, scope))
    } else {
        let scope = Scope::from(&permission::at_work(caller, action)?);
        let found = store::find(conn, &scope, id).await?.ok_or(Fault::Missing)?;
        Ok((found, scope))
    }
}

/// Several appointments, each on its clinic's clock.
pub(crate) fn views(
    services: &Services,
    caller: Caller,
    found: Vec<Appointment>,
) -> Result<Vec<AppointmentView>, Fault> {
    let now = services.now();
    found
        .into_iter()
        .map(|one| Ok(view(&zone(&one.clinic.zone)?, caller, now, one)))
        .collect()
}

/// An appointment as the caller may see it, with the moves they can make.
pub(super) fn view(zone: &Zone, caller: Caller, now: Instant, of: Appointment) -> AppointmentView {
    let moves = actor(caller, &of)
        .map(|actor| possible(of.state, actor, &facts(zone, now, &of, false)))
        .unwrap_or_default();
    let sees_symptoms = permission::reach(caller.role(), Action::SeeSymptoms).is_some();
    AppointmentView {
        id: of.id,
        state: of.state,
        starts: of.span.map(|span| zone.wall(span.start())),
        ends: of.span.map(|span| zone.wall(span.end())),
        clinic: of.clinic,
        doctor: of.doctor,
        patient: of.patient,
        for_relative: of.for_relative,
        visit_type: of.visit_type,
        urgency: of.urgency,
        specialty: of.specialty,
        symptoms: sees_symptoms.then_some(of.symptoms),
        preferred: of.preferred,
        overbooked: of.overbooked,
        reason: of.reason,
        answer_due: of.answer_due.map(|at| zone.wall(at)),
        created: zone.wall(of.created),
        version: of.version,
        moves,
    }
}

/// An entry of a history as the caller may see it: patients hear of the clinic's staff by role, not by name.
pub(super) fn history_entry(zone: &Zone, caller: Caller, of: Happened) -> HistoryEntry {
    let names = !matches!(caller, Caller::Patient { .. });
    HistoryEntry {
        at: zone.wall(of.at),
        action: of.action,
        to: of.to,
        role: of.role,
        name: of.name.filter(|_| names),
        doctor: of.doctor,
        reason: of.reason,
    }
}

/// Who the caller is to an appointment; nobody the state machine knows when `None`.
pub(super) fn actor(caller: Caller, of: &Appointment) -> Option<Actor> {
    match caller {
        Caller::Visitor => Some(Actor::Visitor),
        Caller::Patient { user } => (of.patient_user == Some(user)).then_some(Actor::Patient),
        Caller::Staff {
            user,
            role: StaffRole::Doctor,
            ..
        } => Some(Actor::Doctor {
            theirs: of.doctor_user == Some(user),
        }),
        Caller::Staff {
            role: StaffRole::Secretary,
            ..
        } => Some(Actor::Secretary),
        Caller::Staff {
            role: StaffRole::ClinicAdmin,
            ..
        } => Some(Actor::ClinicAdmin),
        Caller::SuperAdmin { .. } => None,
    }
}

/// What the state machine has to know of an appointment at a moment.
pub(super) fn facts(zone: &Zone, now: Instant, of: &Appointment, reasoned: bool) -> Facts {
    let starts = of.span.map(Interval::start);
    Facts {
        now,
        policy: of.policy,
        starts,
        today: starts.is_some_and(|at| zone.date(at) == zone.date(now)),
        hold_expires: of.hold_expires,
        answer_due: of.answer_due,
        reasoned,
        // No move made through here takes another's time.
        overbooked: false,
        holder: false,
    }
}

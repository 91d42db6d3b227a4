//! Making a move: the one path by which an appointment changes its state.

use super::availability::zone;
use super::view::{actor, facts, load};
use crate::Services;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::fault::Conflict;
use salus_domain::ids::{AppointmentId, DoctorId, HistoryId, PatientId, RoomId, VisitTypeId};
use salus_domain::permission::Action;
use salus_domain::scheduling::state::{Actor, Move, State, step};
use salus_domain::text;
use salus_domain::time::Interval;
use salus_domain::validate::Checks;
use salus_store::scheduling::{self as store, Appointment, Change, History};
use salus_store::{Failure, Scope, Tx, journal};
use serde_json::json;

/// A move and what comes with it.
#[derive(Clone, Debug)]
pub(super) struct Making {
    pub(super) mv: Move,
    /// Who makes it; `None` is the clock.
    pub(super) caller: Option<Caller>,
    pub(super) reason: Option<String>,
    /// The doctor, visit type and time that a move assigns.
    pub(super) assigned: Option<Assigned>,
}

/// What the desk fixes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Assigned {
    pub(super) doctor: DoctorId,
    pub(super) visit_type: VisitTypeId,
    pub(super) span: Interval,
    pub(super) busy: Interval,
    pub(super) room: Option<RoomId>,
}

/// Makes a move on an appointment read in this transaction: asks the state machine, then writes the change,
/// its history, its event and its audit entry.
pub(super) async fn make(
    services: &Services,
    tx: &mut Tx,
    scope: &Scope,
    of: &Appointment,
    making: &Making,
) -> Result<State, Failure> {
    let now = services.now();
    let zone = zone(&of.clinic.zone)?;
    let actor = match making.caller {
        None => Some(Actor::Clock),
        Some(caller) => actor(caller, of),
    };
    let to = actor.ok_or(Fault::Refused).and_then(|actor| {
        step(
            Some(of.state),
            making.mv,
            actor,
            &facts(&zone, now, of, making.reason.is_some()),
        )
        .map_err(|denied| denied.fault(Some(of.state), || within_notice(of)))
    })?;
    let time = of.span.zip(of.busy);
    let doctor = of.doctor.as_ref().map(|doctor| doctor.id);
    let visit_type = of.visit_type.as_ref().map(|visit| visit.id);
    let room = of.room;
    let (doctor_after, visit_after, room_after, time_after) = match (&making.assigned, to) {
        (Some(fixed), _) => (
            Some(fixed.doctor),
            Some(fixed.visit_type),
            fixed.room,
            Some((fixed.span, fixed.busy)),
        ),
        // Back to the desk: no doctor, no room and no time is fixed any more.
        (None, State::Requested) => (None, visit_type, None, None),
        (None, _) => (doctor, visit_type, room, time),
    };
    let answer_due = (to == State::AwaitingDoctor)
        .then(|| now.plus_minutes(of.policy.answer_within_min))
        .map(|due| time_after.map_or(due, |(span, _)| due.min(span.start())));
    let change = Change {
        to,
        doctor: doctor_after,
        visit_type: visit_after,
        room: room_after,
        time: time_after,
        answer_due,
        reason: making.reason.clone().or_else(|| of.reason.clone()),
        at: now,
    };
    if !store::change(tx, scope, of.id, (of.state, of.version), &change).await? {
        return Err(Fault::conflict(Conflict::Changed).into());
    }
    let told = Told {
        appointment: of.id,
        patient: of.patient.id,
        mv: making.mv,
        from: Some(of.state),
        to,
        doctor: doctor_after.or(doctor),
        span: time_after.or(time).map(|(span, _)| span),
        reason: making.reason.clone(),
    };
    tell(services, tx, scope, making.caller, &told).await?;
    Ok(to)
}

/// What happened, for history, event and audit alike.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) appointment: AppointmentId,
    pub(super) patient: PatientId,
    pub(super) mv: Move,
    pub(super) from: Option<State>,
    pub(super) to: State,
    pub(super) doctor: Option<DoctorId>,
    pub(super) span: Option<Interval>,
    pub(super) reason: Option<String>,
}

/// Writes history, event and audit entry of a change.
pub(super) async fn tell(
    services: &Services,
    tx: &mut Tx,
    scope: &Scope,
    caller: Option<Caller>,
    told: &Told,
) -> Result<(), Failure> {
    let detail =
        json!({ "move": told.mv, "from": told.from, "to": told.to, "doctor": told.doctor });
    store::add_history(
        tx,
        scope,
        &History {
            id: HistoryId::new(services.new_id()),
            appointment: told.appointment,
            at: services.now(),
            action: told.mv,
            from: told.from,
            to: told.to,
            caller,
            doctor: told.doctor,
            span: told.span,
            reason: told.reason.clone(),
        },
    )
    .await?;
    let event = services.event(
        Some(scope.clinic()),
        event_kind(told.mv),
        told.appointment,
        detail.clone(),
    );
    journal::add_event(tx, &event).await?;
    let entry = services.audit(
        caller,
        Some(scope.clinic()),
        event_kind(told.mv),
        "appointment",
        told.appointment,
        Some(told.patient),
        detail,
    );
    journal::add_audit(tx, &entry).await?;
    Ok(())
}

const fn event_kind(mv: Move) -> &'static str {
    match mv {
        Move::Hold => "appointment.held",
        Move::Request => "appointment.requested",
        Move::BookDirectly | Move::ConfirmHold => "appointment.booked",
        Move::Expire => "appointment.expired",
        Move::Assign => "appointment.assigned",
        Move::ConfirmAtDesk => "appointment.confirmed",
        Move::Refuse => "appointment.refused",
        Move::Accept => "appointment.accepted",
        Move::Decline => "appointment.declined",
        Move::Unanswered => "appointment.unanswered",
        Move::CheckIn => "appointment.checked_in",
        Move::Start => "appointment.started",
        Move::Complete => "appointment.completed",
        Move::Miss => "appointment.missed",
        Move::Cancel => "appointment.cancelled",
        Move::Reschedule => "appointment.moved",
    }
}

fn within_notice(of: &Appointment) -> Conflict {
    Conflict::WithinNotice {
        notice_min: of.policy.cancel_notice_min,
        clinic_name: of.clinic.name.clone(),
        phone: of.clinic.phone.clone(),
    }
}

/// Makes a move that assigns nothing on one appointment, in a transaction of its own.
pub(super) async fn make_one(
    services: &Services,
    caller: Caller,
    action: Action,
    id: AppointmentId,
    mv: Move,
    reason: &str,
) -> Result<State, Fault> {
    let mut checks = Checks::new();
    let reason = checks.paragraph("reason", reason, 1000);
    checks.done()?;
    let reason = (!text::one_line(&reason).is_empty()).then_some(reason);
    let making = Making {
        mv,
        caller: Some(caller),
        reason,
        assigned: None,
    };
    let done = services
        .store()
        .write_with((services.clone(), making), move |tx, (services, making)| {
            Box::pin(async move {
                let (of, scope) = load(tx, caller, action, id).await?;
                make(services, tx, &scope, &of, making).await
            })
        })
        .await?;
    Ok(done)
}

/// Makes the clock's moves that are due: holds lapse, unanswered requests go back to the desk. Any number
/// of workers may do it at once. How many were made.
///
/// # Errors
/// [`Fault::Busy`] when the database is not available; what was made stays.
pub async fn expire_due(services: &Services) -> Result<u64, Fault> {
    let mut conn = services.store().read().await?;
    let due = store::due(&mut conn, services.now()).await?;
    drop(conn);
    let mut made = 0;
    for (clinic, id, state) in due {
        let mv = if state == State::Held {
            Move::Expire
        } else {
            Move::Unanswered
        };
        let scope = Scope::of_the_clock(clinic);
        let making = Making {
            mv,
            caller: None,
            reason: None,
            assigned: None,
        };
        let outcome = services
            .store()
            .write_with((services.clone(), making), move |tx, (services, making)| {
                Box::pin(async move {
                    let of = store::find(tx, &scope, id).await?.ok_or(Fault::Missing)?;
                    make(services, tx, &scope, &of, making).await
                })
            })
            .await;
        match outcome.map_err(Fault::from) {
            Ok(_) => made += 1,
            // Somebody else was there first.
            Err(Fault::Conflict { .. } | Fault::Missing) => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(made)
}

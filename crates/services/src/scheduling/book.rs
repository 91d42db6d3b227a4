//! A patient books a slot, or asks for one.

use super::availability::{For, Openings, Status, doctors_of, later};
use super::moves::{Told, tell};
use crate::Services;
use crate::patients::file_for;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::clinics::{ClinicStatus, Policy, VisitType};
use salus_domain::fault::Conflict;
use salus_domain::ids::{AppointmentId, DoctorId, RoomId, VisitTypeId};
use salus_domain::permission::{self, Action};
use salus_domain::scheduling::state::{Actor, Facts, Move, State, step};
use salus_domain::scheduling::{
    BookForm, BookingDraft, NewAppointment, NewRequest, Preferred, RequestForm, Urgency, WhyNot,
};
use salus_domain::staff::DoctorCard;
use salus_domain::time::{Instant, Interval, WallTime};
use salus_store::scheduling::{self as store, NewAppointmentRow};
use salus_store::{Conn, Failure, OverlapOf, OwnScope, Scope, StoreError, Tx, clinics, staff};

/// How many other times are offered when one cannot be had.
const NEAREST: usize = 6;
/// How many days around are looked at for them.
const AROUND_DAYS: u64 = 14;

/// What somebody is about to book, and whether it is still free.
///
/// # Errors
/// [`Fault::Missing`] when there is no such doctor or they do not offer that visit type online.
pub async fn draft(
    services: &Services,
    doctor: DoctorId,
    visit_type: VisitTypeId,
    starts: Instant,
) -> Result<BookingDraft, Fault> {
    let mut conn = services.store().read().await?;
    let (card, visit) = offer(&mut conn, doctor, visit_type).await?;
    let look = look(services, &mut conn, &card, &visit, starts).await?;
    drop(conn);
    Ok(BookingDraft {
        visit_type: visit,
        starts: look.starts,
        free: look.status == Status::Free,
        why: match look.status {
            Status::Free => None,
            Status::Taken => Some(WhyNot::Visit),
            Status::NotOffered(why) => Some(why),
        },
        nearest: look.nearest(starts),
        card,
    })
}

/// Books a slot for the calling patient; by the clinic's policy it is confirmed at once, or awaits the doctor
/// or the desk.
///
/// # Errors
/// [`Fault::Invalid`]; [`Fault::SignedOut`], [`Fault::Refused`]; [`Fault::Missing`];
/// [`Conflict::SlotTaken`] and [`Conflict::SlotNotOffered`] with the nearest free times,
/// [`Conflict::PatientBusy`]; [`Conflict::ClinicSuspended`].
pub async fn book(
    services: &Services,
    caller: Caller,
    form: &BookForm,
) -> Result<AppointmentId, Fault> {
    permission::about_self(caller, Action::Book)?;
    let new = form.validate()?;
    let asked = new.clone();
    let outcome = services
        .store()
        .write_with((services.clone(), new), move |tx, (services, new)| {
            Box::pin(async move { book_within(services, tx, caller, new).await })
        })
        .await;
    // A second click, or a form sent again because its answer was lost, finds what the first one booked.
    if outcome.is_err()
        && let Some(id) = booked_already(services, caller, &asked).await?
    {
        return Ok(id);
    }
    match outcome {
        // The database had the last word: say what is free instead.
        Err(Failure::Store(StoreError::Overlap(OverlapOf::Doctor | OverlapOf::Room))) => {
            let draft = draft(services, asked.doctor, asked.visit_type, asked.starts).await?;
            Err(Fault::conflict(Conflict::SlotTaken {
                nearest: draft.nearest,
            }))
        }
        outcome => Ok(outcome?),
    }
}

/// The caller's own visit at that very time with that doctor, if there is one.
async fn booked_already(
    services: &Services,
    caller: Caller,
    asked: &NewAppointment,
) -> Result<Option<AppointmentId>, Fault> {
    let own = OwnScope::from(&permission::about_self(caller, Action::SeeAppointments)?);
    let mut conn = services.store().read().await?;
    let mine = store::of_user(&mut conn, &own).await?;
    let same = mine.into_iter().find(|visit| {
        visit.state.is_occupying()
            && visit
                .doctor
                .as_ref()
                .is_some_and(|doctor| doctor.id == asked.doctor)
            && visit
                .visit_type
                .as_ref()
                .is_some_and(|kind| kind.id == asked.visit_type)
            && visit.span.is_some_and(|span| span.start() == asked.starts)
    });
    Ok(same.map(|visit| visit.id))
}

async fn book_within(
    services: &Services,
    tx: &mut Tx,
    caller: Caller,
    new: &NewAppointment,
) -> Result<AppointmentId, Failure> {
    // Its doctors are in no catalogue any more; whoever was about to book hears why.
    if clinics::status_around(tx, new.doctor).await? == Some(ClinicStatus::Suspended) {
        return Err(Fault::conflict(Conflict::ClinicSuspended).into());
    }
    let (card, visit) = offer(tx, new.doctor, new.visit_type).await?;
    let scope = Scope::from(&permission::in_clinic(
        caller,
        Action::Book,
        card.clinic.id,
    )?);
    if !staff::lock_doctor(tx, &scope, new.doctor).await? {
        return Err(Fault::conflict(Conflict::DoctorUnavailable).into());
    }
    if visit.needs_room {
        store::lock_rooms(tx, &scope).await?;
    }
    release_lapsed(services, tx, &scope, new.doctor).await?;
    let look = look(services, tx, &card, &visit, new.starts).await?;
    look.status.refusal(|| look.nearest(new.starts))?;
    let patient = file_for(services, tx, &scope, caller, new.relative).await?;
    let time = times(&visit, new.starts).ok_or(Fault::Internal)?;
    let now = services.now();
    let state = state_after_booking(look.policy, now, new.starts)?;
    let due = now
        .plus_minutes(look.policy.answer_within_min)
        .min(new.starts);
    let row = NewAppointmentRow {
        id: AppointmentId::new(services.new_id()),
        state,
        patient,
        doctor: Some(new.doctor),
        visit_type: Some(visit.id),
        room: look.room,
        time: Some(time),
        urgency: Urgency::Routine,
        specialty: None,
        symptoms: new.symptoms.clone(),
        preferred: Preferred::default(),
        answer_due: (state == State::AwaitingDoctor).then_some(due),
        booked_by: caller.user(),
        at: now,
    };
    add(services, tx, &scope, caller, &row, Move::ConfirmHold).await
}

/// A booking takes the slot and confirms it in one breath: held, then by the clinic's policy.
fn state_after_booking(policy: Policy, now: Instant, starts: Instant) -> Result<State, Fault> {
    let facts = Facts {
        now,
        policy,
        starts: Some(starts),
        today: false,
        hold_expires: None,
        answer_due: None,
        reasoned: false,
        overbooked: false,
        holder: true,
    };
    let held = step(None, Move::Hold, Actor::Patient, &facts);
    held.and_then(|held| step(Some(held), Move::ConfirmHold, Actor::Patient, &facts))
        .map_err(|denied| denied.fault(None, || Conflict::HoldExpired))
}

/// Sends a request: no doctor, no time; the desk assigns.
///
/// # Errors
/// [`Fault::Invalid`]; [`Fault::SignedOut`], [`Fault::Refused`]; [`Fault::Missing`];
/// [`Conflict::ClinicSuspended`].
pub async fn request(
    services: &Services,
    caller: Caller,
    form: &RequestForm,
) -> Result<AppointmentId, Fault> {
    permission::about_self(caller, Action::Book)?;
    let new = form.validate()?;
    let id = services
        .store()
        .write_with((services.clone(), new), move |tx, (services, new)| {
            Box::pin(async move { request_within(services, tx, caller, new).await })
        })
        .await?;
    Ok(id)
}

async fn request_within(
    services: &Services,
    tx: &mut Tx,
    caller: Caller,
    new: &NewRequest,
) -> Result<AppointmentId, Failure> {
    let scope = Scope::from(&permission::in_clinic(caller, Action::Book, new.clinic)?);
    let clinic = clinics::clinic(tx, &scope).await?.ok_or(Fault::Missing)?;
    if clinic.status != ClinicStatus::Active {
        return Err(Fault::conflict(Conflict::ClinicSuspended).into());
    }
    let patient = file_for(services, tx, &scope, caller, new.relative).await?;
    let row = NewAppointmentRow {
        id: AppointmentId::new(services.new_id()),
        state: State::Requested,
        patient,
        doctor: None,
        visit_type: None,
        room: None,
        time: None,
        urgency: new.urgency,
        specialty: new.specialty,
        symptoms: new.symptoms.clone(),
        preferred: new.preferred.clone(),
        answer_due: None,
        booked_by: caller.user(),
        at: services.now(),
    };
    add(services, tx, &scope, caller, &row, Move::Request).await
}

async fn add(
    services: &Services,
    tx: &mut Tx,
    scope: &Scope,
    caller: Caller,
    row: &NewAppointmentRow,
    mv: Move,
) -> Result<AppointmentId, Failure> {
    store::add(tx, scope, row).await?;
    let told = Told {
        appointment: row.id,
        patient: row.patient,
        mv,
        from: None,
        to: row.state,
        doctor: row.doctor,
        span: row.time.map(|(span, _)| span),
        reason: None,
    };
    tell(services, tx, scope, Some(caller), &told).await?;
    Ok(row.id)
}

/// Lets go of holds on a doctor's time that have lapsed, so that they stand in nobody's way until the clock
/// comes round.
pub(super) async fn release_lapsed(
    services: &Services,
    tx: &mut Tx,
    scope: &Scope,
    doctor: DoctorId,
) -> Result<(), Failure> {
    for id in store::lapsed_holds(tx, scope, doctor, services.now()).await? {
        let clock = Scope::of_the_clock(scope.clinic());
        let held = store::find(tx, &clock, id).await?.ok_or(Fault::Missing)?;
        let lapse = super::moves::Making {
            mv: Move::Expire,
            caller: None,
            reason: None,
            assigned: None,
        };
        super::moves::make(services, tx, &clock, &held, &lapse).await?;
    }
    Ok(())
}

/// A doctor and what of theirs is to be booked online.
async fn offer(
    conn: &mut Conn,
    doctor: DoctorId,
    visit_type: VisitTypeId,
) -> Result<(DoctorCard, VisitType), Fault> {
    let card = staff::doctor_card(conn, doctor)
        .await?
        .ok_or(Fault::Missing)?;
    let visit = card
        .visit_types
        .iter()
        .find(|visit| visit.id == visit_type)
        .cloned();
    Ok((card, visit.ok_or(Fault::Missing)?))
}

/// When the patient is seen, and when buffers included.
pub(super) fn times(visit: &VisitType, starts: Instant) -> Option<(Interval, Interval)> {
    let ends = starts.plus_minutes(visit.duration_min);
    Some((
        Interval::new(starts, ends)?,
        Interval::new(
            starts.plus_minutes(-visit.buffer_before_min),
            ends.plus_minutes(visit.buffer_after_min),
        )?,
    ))
}

/// A time looked at, and the free ones around it.
struct Look {
    starts: WallTime,
    status: Status,
    /// The room it would take.
    room: Option<RoomId>,
    free: Vec<WallTime>,
    policy: Policy,
}

impl Look {
    fn nearest(&self, to: Instant) -> Vec<WallTime> {
        let mut nearest: Vec<WallTime> = self
            .free
            .iter()
            .copied()
            .filter(|time| time.at != to)
            .collect();
        nearest.sort_by_key(|time| (time.at - to).num_seconds().abs());
        nearest.truncate(NEAREST);
        nearest.sort_by_key(|time| time.at);
        nearest
    }
}

async fn look(
    services: &Services,
    conn: &mut Conn,
    card: &DoctorCard,
    visit: &VisitType,
    starts: Instant,
) -> Result<Look, Fault> {
    let doctors = doctors_of(conn, std::slice::from_ref(card)).await?;
    let doctor = doctors.first().ok_or(Fault::Missing)?;
    let now = services.now();
    let today = doctor.zone.date(now);
    let last = later(
        today,
        u64::try_from(doctor.policy.horizon_days).unwrap_or(0),
    );
    let date = doctor.zone.date(starts).clamp(today, last);
    let back = chrono::Days::new(AROUND_DAYS / 2);
    let from = date.checked_sub_days(back).unwrap_or(date).max(today);
    let dates = (from, later(date, AROUND_DAYS));
    let openings = Openings::read(conn, &[doctor.id], dates, For::Patient, now).await?;
    Ok(Look {
        starts: doctor.zone.wall(starts),
        status: openings.status(doctor, visit, starts),
        room: times(visit, starts).and_then(|(_, busy)| openings.room(doctor.id, visit, busy)),
        free: openings.free(doctor, visit, usize::MAX),
        policy: doctor.policy,
    })
}

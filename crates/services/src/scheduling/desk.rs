//! The desk: requests with suggestions, assigning, refusing, cancelling, and the day's moves.

use super::availability::{Doctor, For, Openings, doctors_of, later, zone};
use super::book::{release_lapsed, times};
use super::moves::{Assigned, Making, make, make_one};
use super::view::{history_entry, load, view};
use crate::Services;
use crate::audit::{Saw, note};
use chrono::NaiveDate;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::clinics::{ConfirmationPolicy, VisitType};
use salus_domain::fault::Conflict;
use salus_domain::ids::{AppointmentId, DoctorId, RoomId, VisitTypeId};
use salus_domain::permission::{self, Action};
use salus_domain::scheduling::state::{Move, State};
use salus_domain::scheduling::suggest::{Candidate, rank};
use salus_domain::scheduling::{AssignForm, QueueEntry};
use salus_domain::staff::{Availability, DoctorCard, DoctorRef};
use salus_domain::time::{Instant, WallTime};
use salus_domain::validate::Checks;
use salus_store::scheduling::{self as store, Appointment, Happened};
use salus_store::{Failure, Scope, Tx, clinics, staff};
use std::collections::{HashMap, HashSet};

/// How many days ahead times are suggested from.
const AHEAD: u64 = 14;
/// How many times a suggestion shows.
const TIMES: usize = 4;
/// How many doctors are suggested for a request.
const SUGGESTED: usize = 4;

/// The clinic's requests, most urgent and then oldest first, each with its history and the doctors that suit
/// it, and why.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`].
pub async fn queue(services: &Services, caller: Caller) -> Result<Vec<QueueEntry>, Fault> {
    let scope = Scope::from(&permission::at_work(caller, Action::Assign)?);
    let now = services.now();
    let mut conn = services.store().read().await?;
    let requests = store::queue(&mut conn, &scope).await?;
    let Some(first) = requests.first() else {
        return Ok(Vec::new());
    };
    let zone = zone(&first.clinic.zone)?;
    let today = zone.date(now);
    let visit_types = clinics::visit_types(&mut conn, &scope).await?;
    let doctors = staff::doctors(&mut conn, &scope).await?;
    let ids: Vec<DoctorId> = doctors.iter().map(|doctor| doctor.id).collect();
    let cards = staff::doctors_by_ids(&mut conn, &ids).await?;
    let known = doctors_of(&mut conn, &cards).await?;
    let openings = Openings::read(
        &mut conn,
        &ids,
        (today, later(today, AHEAD)),
        For::Desk,
        now,
    )
    .await?;
    let week = store::visits_by_doctor(&mut conn, &scope, zone.days(today, 7)).await?;
    let histories = store::histories(&mut conn, &scope, &requests).await?;
    drop(conn);
    let seen = requests.iter().map(|request| request.patient.id);
    note(services, caller, Saw::Queue, seen).await?;
    let mut by_request: HashMap<AppointmentId, Vec<Happened>> = HashMap::new();
    for happened in histories {
        by_request
            .entry(happened.appointment)
            .or_default()
            .push(happened);
    }
    let mut suggesting = Suggesting {
        doctors,
        cards,
        known,
        openings,
        week: week.into_iter().collect(),
        times: HashMap::new(),
    };
    let entry = |request: Appointment| {
        let happened = by_request.remove(&request.id).unwrap_or_default();
        let visit_types = usual_first(&visit_types, &request);
        let candidates = match visit_types.first() {
            Some(visit) => suggesting.candidates(&request, visit, &declined(&happened)),
            None => Vec::new(),
        };
        let mut suggestions = rank(request.specialty, &request.symptoms, candidates);
        suggestions.truncate(SUGGESTED);
        QueueEntry {
            waited_min: (now - request.created).num_minutes(),
            history: happened
                .into_iter()
                .map(|entry| history_entry(&zone, caller, entry))
                .collect(),
            appointment: view(&zone, caller, now, request),
            suggestions,
            visit_types,
        }
    };
    Ok(requests.into_iter().map(entry).collect())
}

/// The doctors who said no, or nothing, to a request: they are not asked again.
fn declined(happened: &[Happened]) -> HashSet<DoctorId> {
    happened
        .iter()
        .filter(|entry| matches!(entry.action, Move::Decline | Move::Unanswered))
        .filter_map(|entry| entry.doctor.as_ref().map(|doctor| doctor.id))
        .collect()
}

/// The clinic's visit types, first the one the request was made for, else the clinic's usual one.
fn usual_first(visit_types: &[VisitType], request: &Appointment) -> Vec<VisitType> {
    let wished = request.visit_type.as_ref().map(|visit| visit.id);
    let mut sorted = visit_types.to_vec();
    sorted.sort_by_key(|visit| Some(visit.id) != wished);
    sorted
}

/// What suggestions are made of, read once for the whole queue.
struct Suggesting {
    doctors: Vec<DoctorRef>,
    cards: Vec<DoctorCard>,
    known: Vec<Doctor>,
    openings: Openings,
    week: HashMap<DoctorId, i64>,
    times: HashMap<(DoctorId, VisitTypeId), Vec<WallTime>>,
}

impl Suggesting {
    fn candidates(
        &mut self,
        request: &Appointment,
        visit: &VisitType,
        declined: &HashSet<DoctorId>,
    ) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        for doctor in &self.doctors {
            let free = self
                .cards
                .iter()
                .any(|card| card.doctor.id == doctor.id && card.availability == Availability::Free);
            let Some(known) = self.known.iter().find(|known| known.id == doctor.id) else {
                continue;
            };
            if !free || declined.contains(&doctor.id) {
                continue;
            }
            let openings = &self.openings;
            let times = self
                .times
                .entry((doctor.id, visit.id))
                .or_insert_with(|| openings.free(known, visit, usize::MAX));
            let suits = times
                .iter()
                .copied()
                .filter(|time| request.preferred.suits(time.local));
            candidates.push(Candidate {
                doctor: doctor.clone(),
                slots: suits.take(TIMES).collect(),
                week_visits: self.week.get(&doctor.id).copied().unwrap_or(0),
            });
        }
        candidates
    }
}

/// Assigns a doctor and a free slot to a request. Where the clinic's policy leaves the confirming to the
/// desk, it is confirmed at once; else the doctor is asked.
///
/// # Errors
/// [`Fault::Invalid`]; [`Fault::SignedOut`], [`Fault::Refused`], [`Fault::Missing`]; [`Conflict::Changed`] when
/// somebody else was faster with the request, [`Conflict::SlotTaken`] with the nearest free times,
/// [`Conflict::PatientBusy`].
pub async fn assign(services: &Services, caller: Caller, form: &AssignForm) -> Result<(), Fault> {
    let mut checks = Checks::new();
    let appointment = checks.word("appointment", &form.appointment);
    let doctor = checks.word("doctor", &form.doctor);
    let visit_type = checks.word("visit_type", &form.visit_type);
    let starts = checks.word("starts", &form.starts);
    checks.done()?;
    let (Some(id), Some(doctor), Some(visit_type), Some(starts)) =
        (appointment, doctor, visit_type, starts)
    else {
        return Err(Fault::Internal);
    };
    let wanted = Wanted {
        id,
        version: form.version,
        doctor,
        visit_type,
        starts,
    };
    services
        .store()
        .write_with(services.clone(), move |tx, services| {
            Box::pin(async move { assign_within(services, tx, caller, wanted).await })
        })
        .await?;
    Ok(())
}

#[derive(Clone, Copy)]
struct Wanted {
    id: AppointmentId,
    version: i64,
    doctor: DoctorId,
    visit_type: VisitTypeId,
    starts: Instant,
}

async fn assign_within(
    services: &Services,
    tx: &mut Tx,
    caller: Caller,
    wanted: Wanted,
) -> Result<State, Failure> {
    let (of, scope) = load(tx, caller, Action::Assign, wanted.id).await?;
    if of.version != wanted.version {
        return Err(Fault::conflict(Conflict::Changed).into());
    }
    if !staff::lock_doctor(tx, &scope, wanted.doctor).await? {
        return Err(Fault::field("doctor", salus_domain::validate::Problem::Unknown).into());
    }
    let visit = clinics::visit_type(tx, scope.clinic(), wanted.visit_type).await?;
    let visit = visit.ok_or(Fault::field(
        "visit_type",
        salus_domain::validate::Problem::Unknown,
    ))?;
    if visit.needs_room {
        store::lock_rooms(tx, &scope).await?;
    }
    release_lapsed(services, tx, &scope, wanted.doctor).await?;
    let room = slot_is_free(services, tx, wanted, &visit).await?;
    let (span, busy) = times(&visit, wanted.starts).ok_or(Fault::Internal)?;
    let mv = match of.policy.confirmation {
        ConfirmationPolicy::Doctor => Move::Assign,
        ConfirmationPolicy::Automatic | ConfirmationPolicy::Desk => Move::ConfirmAtDesk,
    };
    let assigned = Assigned {
        doctor: wanted.doctor,
        visit_type: visit.id,
        span,
        busy,
        room,
    };
    let making = Making {
        mv,
        caller: Some(caller),
        reason: None,
        assigned: Some(assigned),
    };
    make(services, tx, &scope, &of, &making).await
}

/// Checks that the time can be had; the room it would take.
async fn slot_is_free(
    services: &Services,
    tx: &mut Tx,
    wanted: Wanted,
    visit: &VisitType,
) -> Result<Option<RoomId>, Fault> {
    let cards = staff::doctors_by_ids(tx, &[wanted.doctor]).await?;
    let doctors = doctors_of(tx, &cards).await?;
    let doctor = doctors
        .first()
        .ok_or(Fault::conflict(Conflict::DoctorUnavailable))?;
    let now = services.now();
    let date: NaiveDate = doctor.zone.date(wanted.starts).max(doctor.zone.date(now));
    let openings = Openings::read(tx, &[doctor.id], (date, later(date, 7)), For::Desk, now).await?;
    openings
        .status(doctor, visit, wanted.starts)
        .refusal(|| openings.free(doctor, visit, TIMES))?;
    Ok(times(visit, wanted.starts).and_then(|(_, busy)| openings.room(doctor.id, visit, busy)))
}

/// Refuses a request, with a reason.
///
/// # Errors
/// [`Fault::Invalid`] without a reason; [`Fault::SignedOut`], [`Fault::Refused`], [`Fault::Missing`];
/// conflicts when it is no longer a request.
pub async fn refuse(
    services: &Services,
    caller: Caller,
    id: AppointmentId,
    reason: &str,
) -> Result<(), Fault> {
    make_one(services, caller, Action::Assign, id, Move::Refuse, reason)
        .await
        .map(drop)
}

/// Calls an appointment off: a patient outside the clinic's notice, staff with a reason.
///
/// # Errors
/// [`Conflict::WithinNotice`], which says why and whom to call; [`Fault::Invalid`] when staff give no reason;
/// [`Fault::SignedOut`], [`Fault::Refused`], [`Fault::Missing`]; conflicts when it is over already.
pub async fn cancel(
    services: &Services,
    caller: Caller,
    id: AppointmentId,
    reason: &str,
) -> Result<(), Fault> {
    make_one(
        services,
        caller,
        Action::MoveOrCancel,
        id,
        Move::Cancel,
        reason,
    )
    .await
    .map(drop)
}

/// Checks a patient in, begins or ends the consultation, or notes that nobody came.
///
/// # Errors
/// [`Fault::Invalid`] for any other move; [`Fault::SignedOut`], [`Fault::Refused`], [`Fault::Missing`];
/// conflicts when it is not the time for it.
pub async fn advance(
    services: &Services,
    caller: Caller,
    id: AppointmentId,
    to: Move,
) -> Result<(), Fault> {
    let action = match to {
        Move::CheckIn | Move::Miss => Action::RunDesk,
        Move::Start | Move::Complete => Action::Answer,
        _ => return Err(Fault::field("to", salus_domain::validate::Problem::Unknown)),
    };
    make_one(services, caller, action, id, to, "")
        .await
        .map(drop)
}

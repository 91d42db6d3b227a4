//! Visits that a change would leave where nobody works: what could become of them.

use super::availability::{Doctor, For, Openings, Status, later};
use super::book::times;
use super::moves::Assigned;
use crate::Services;
use salus_domain::Fault;
use salus_domain::clinics::VisitType;
use salus_domain::fault::Conflict;
use salus_domain::ids::{DoctorId, PatientId};
use salus_domain::scheduling::Orphan;
use salus_domain::scheduling::state::State;
use salus_domain::time::{Instant, Interval};
use salus_store::scheduling::{self as store, Appointment, Taken};
use salus_store::{Failure, Scope, Tx, clinics};
use std::collections::HashMap;

/// How many days after its time another is looked for.
const AHEAD: u64 = 42;

/// The visits, each with the next free time it could be moved to; no two with the same.
pub(super) async fn listing(
    services: &Services,
    tx: &mut Tx,
    scope: &Scope,
    known: &[Doctor],
    orphans: &[Appointment],
) -> Result<Vec<Orphan>, Failure> {
    let mut openings = opened(services, tx, known, orphans).await?;
    let types = clinics::visit_types(tx, scope).await?;
    let mut listed = Vec::with_capacity(orphans.len());
    let mut promised: HashMap<PatientId, Vec<Interval>> = HashMap::new();
    for of in orphans {
        let doctor = doctor_of(known, of);
        let (Some(doctor), Some(span)) = (doctor, of.span) else {
            continue;
        };
        // Who is here already is not moved.
        let visit = type_of(&types, of).filter(|_| of.state != State::CheckedIn);
        let theirs = promised.entry(of.patient.id).or_default();
        let next = match visit {
            Some(visit) => {
                next_free(tx, scope, (&mut openings, doctor), (visit, of), theirs).await?
            }
            None => None,
        };
        listed.push(Orphan {
            appointment: of.id,
            version: of.version,
            file: of.patient.id,
            patient: format!("{} {}", of.patient.first_name, of.patient.last_name),
            doctor: of
                .doctor
                .as_ref()
                .map(salus_domain::staff::DoctorRef::name)
                .unwrap_or_default(),
            visit_type: of.visit_type.as_ref().map(|visit| visit.names.clone()),
            starts: doctor.zone.wall(span.start()),
            next: next.map(|at| doctor.zone.wall(at)),
        });
    }
    Ok(listed)
}

/// The next free time of a visit, which it takes from now on as far as the openings go; apart from what its patient
/// was promised already.
async fn next_free(
    tx: &mut Tx,
    scope: &Scope,
    (openings, doctor): (&mut Openings, &Doctor),
    (visit, of): (&VisitType, &Appointment),
    promised: &mut Vec<Interval>,
) -> Result<Option<Instant>, Failure> {
    let Some(span) = of.span else {
        return Ok(None);
    };
    let days = i64::try_from(AHEAD).unwrap_or(0);
    let end = span.start().plus_minutes(days * 24 * 60);
    let window = Interval::spanning(span.start(), end);
    let elsewhere = store::patient_is_taken(tx, scope, of.patient.id, (window, of.id)).await?;
    openings.forget(of.id);
    let found = openings.offer(doctor, visit).and_then(|offer| {
        offer.free(window).find(|slot| {
            let mut taken = elsewhere.iter().chain(promised.iter());
            !taken.any(|taken| taken.overlaps(*slot))
        })
    });
    let Some(slot) = found else {
        return Ok(None);
    };
    promised.push(slot);
    if let Some((visit_time, busy)) = times(visit, slot.start()) {
        openings.claim(Taken {
            doctor: doctor.id,
            appointment: of.id,
            room: openings.room(doctor.id, visit, busy),
            visit: visit_time,
            busy,
        });
    }
    Ok(Some(slot.start()))
}

/// Where a visit is moved to, if that time can still be had.
pub(super) async fn relocate(
    services: &Services,
    tx: &mut Tx,
    scope: &Scope,
    known: &[Doctor],
    (of, to): (&Appointment, Instant),
) -> Result<Assigned, Failure> {
    let gone = || Failure::from(Fault::conflict(Conflict::Changed));
    let doctor = doctor_of(known, of).ok_or_else(gone)?;
    let types = clinics::visit_types(tx, scope).await?;
    let visit = type_of(&types, of).ok_or_else(gone)?;
    let date = doctor.zone.date(to);
    let dates = (date, later(date, 1));
    let now = services.now();
    let mut openings = Openings::read(tx, &[doctor.id], dates, For::Desk, now).await?;
    openings.forget(of.id);
    let (span, busy) = times(visit, to).ok_or_else(gone)?;
    let elsewhere = store::patient_is_taken(tx, scope, of.patient.id, (span, of.id)).await?;
    if openings.status(doctor, visit, to) != Status::Free || !elsewhere.is_empty() {
        return Err(gone());
    }
    Ok(Assigned {
        doctor: doctor.id,
        visit_type: visit.id,
        span,
        busy,
        room: openings.room(doctor.id, visit, busy),
    })
}

/// Gives visits whose room goes another one; those for which none is free.
pub(super) async fn rehouse(
    services: &Services,
    tx: &mut Tx,
    scope: &Scope,
    known: &[Doctor],
    inside: Vec<Appointment>,
) -> Result<Vec<Appointment>, Failure> {
    let mut openings = opened(services, tx, known, &inside).await?;
    let mut homeless = Vec::new();
    for of in inside {
        let time = doctor_of(known, &of).zip(of.span).zip(of.busy);
        let Some(((doctor, visit), busy)) = time else {
            continue;
        };
        match openings.any_room(doctor.id, busy) {
            None => homeless.push(of),
            Some(room) => {
                store::set_room(tx, scope, of.id, Some(room), services.now()).await?;
                openings.forget(of.id);
                openings.claim(Taken {
                    doctor: doctor.id,
                    appointment: of.id,
                    room: Some(room),
                    visit,
                    busy,
                });
            }
        }
    }
    Ok(homeless)
}

/// Whatever is known of these doctors' time, from today to long enough after the last of the visits.
async fn opened(
    services: &Services,
    tx: &mut Tx,
    known: &[Doctor],
    visits: &[Appointment],
) -> Result<Openings, Failure> {
    let now = services.now();
    let ids: Vec<DoctorId> = known.iter().map(|doctor| doctor.id).collect();
    let date = |at: Instant| {
        known
            .first()
            .map_or_else(|| at.to_utc().date_naive(), |doctor| doctor.zone.date(at))
    };
    let last = visits.iter().filter_map(|one| one.span).max();
    let until = later(date(last.map_or(now, Interval::end)), AHEAD);
    Ok(Openings::read(tx, &ids, (date(now), until), For::Desk, now).await?)
}

fn doctor_of<'d>(known: &'d [Doctor], of: &Appointment) -> Option<&'d Doctor> {
    let id = of.doctor.as_ref()?.id;
    known.iter().find(|doctor| doctor.id == id)
}

/// The visit's type, while it can be booked.
fn type_of<'t>(types: &'t [VisitType], of: &Appointment) -> Option<&'t VisitType> {
    let id = of.visit_type.as_ref()?.id;
    types.iter().find(|visit| visit.id == id)
}

//! Changing when doctors work, without leaving visits to come outside their hours unseen.
//!
//! The change is made first, in a transaction; then it is looked at which visits fitted before and no
//! longer do. Unless something was decided about each of them, the transaction ends without effect and
//! the answer names them. Else the decisions are carried out in the same transaction.

use super::availability::{Doctor, For, Openings, doctors_of, later};
use super::moves::{Assigned, Making, make};
use super::orphans::{listing, rehouse, relocate};
use crate::Services;
use crate::audit::{Saw, note};
use chrono::NaiveDate;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::clinics::Closure;
use salus_domain::fault::Conflict;
use salus_domain::ids::{
    AppointmentId, ClosureId, DoctorId, LeaveId, RoomId, ScheduleExceptionId, VisitTypeId,
    WeeklyHoursId,
};
use salus_domain::scheduling::offer::is_worked;
use salus_domain::scheduling::state::Move;
use salus_domain::scheduling::{Decisions, Remedy};
use salus_domain::staff::{DatedChange, Leave, Window};
use salus_domain::validate::Problem;
use salus_store::scheduling::{self as store, Appointment};
use salus_store::{Failure, Scope, Tx, clinics, journal, staff};
use serde_json::json;
use std::collections::HashSet;
use uuid::Uuid;

/// How far ahead visits are looked at, minutes: ten years, further than anybody books.
const AHEAD_MIN: i64 = 10 * 366 * 24 * 60;

/// A change of when doctors work or where.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    /// A doctor's week and what they offer.
    Week {
        doctor: DoctorId,
        week: Vec<(WeeklyHoursId, Window)>,
        visit_types: Vec<VisitTypeId>,
    },
    AddException {
        doctor: DoctorId,
        change: DatedChange,
    },
    RemoveException {
        doctor: DoctorId,
        id: ScheduleExceptionId,
    },
    AddLeave {
        doctor: DoctorId,
        leave: Leave,
    },
    RemoveLeave {
        doctor: DoctorId,
        id: LeaveId,
    },
    AddClosures(Vec<Closure>),
    RemoveClosure(ClosureId),
    RetireRoom(RoomId),
}

/// What a change is called.
struct Name {
    event: &'static str,
    audit: &'static str,
    kind: &'static str,
    subject: Uuid,
}

impl Change {
    /// Locks whose time it changes, and then the rooms: the order in which bookings take them.
    async fn lock(&self, tx: &mut Tx, scope: &Scope) -> Result<Vec<DoctorId>, Failure> {
        let doctors = match self {
            Self::Week { doctor, .. }
            | Self::AddException { doctor, .. }
            | Self::RemoveException { doctor, .. }
            | Self::AddLeave { doctor, .. }
            | Self::RemoveLeave { doctor, .. } => {
                if !staff::lock_doctor(tx, scope, *doctor).await? {
                    return Err(Fault::Missing.into());
                }
                vec![*doctor]
            }
            Self::AddClosures(_) | Self::RemoveClosure(_) | Self::RetireRoom(_) => {
                staff::lock_doctors(tx, scope).await?
            }
        };
        store::lock_rooms(tx, scope).await?;
        Ok(doctors)
    }

    /// The last day whose working time it changes, nights of it included the next one's; `None` for every day to
    /// come.
    fn last_day(&self) -> Option<NaiveDate> {
        match self {
            Self::AddException { change, .. } => Some(change.exception.on),
            Self::AddLeave { leave, .. } => Some(leave.ends_on),
            Self::AddClosures(closures) => closures.iter().map(|one| one.of.ends_on).max(),
            Self::Week { .. }
            | Self::RemoveException { .. }
            | Self::RemoveLeave { .. }
            | Self::RemoveClosure(_)
            | Self::RetireRoom(_) => None,
        }
    }

    /// What it says of itself in the trail.
    fn detail(&self) -> serde_json::Value {
        match self {
            Self::Week {
                week, visit_types, ..
            } => json!({ "lines": week.len(), "visit_types": visit_types }),
            Self::AddException { change, .. } => {
                json!({ "change": change.id, "on": change.exception.on, "kind": change.exception.kind })
            }
            Self::RemoveException { id, .. } => json!({ "change": id }),
            Self::AddLeave { leave, .. } => {
                json!({ "leave": leave.id, "from": leave.starts_on, "until": leave.ends_on })
            }
            Self::RemoveLeave { id, .. } => json!({ "leave": id }),
            Self::AddClosures(closures) => {
                let one = |of: &Closure| json!({ "closure": of.id, "from": of.of.starts_on, "until": of.of.ends_on });
                json!({ "closures": closures.iter().map(one).collect::<Vec<_>>() })
            }
            Self::RemoveClosure(_) | Self::RetireRoom(_) => json!({}),
        }
    }

    async fn apply(&self, tx: &mut Tx, scope: &Scope) -> Result<(), Failure> {
        let found = match self {
            Self::Week {
                doctor,
                week,
                visit_types,
            } => return set_week(tx, scope, *doctor, (week, visit_types)).await,
            Self::AddException { doctor, change } => {
                staff::add_exception(tx, scope, *doctor, change).await?;
                true
            }
            Self::RemoveException { doctor, id } => {
                staff::remove_exception(tx, scope, *doctor, *id).await?
            }
            Self::AddLeave { doctor, leave } => {
                staff::add_leave(tx, scope, *doctor, leave).await?;
                true
            }
            Self::RemoveLeave { doctor, id } => {
                staff::remove_leave(tx, scope, *doctor, *id).await?
            }
            Self::AddClosures(closures) => {
                for closure in closures {
                    clinics::add_closure(tx, scope, closure).await?;
                }
                true
            }
            Self::RemoveClosure(id) => clinics::remove_closure(tx, scope, *id).await?,
            Self::RetireRoom(id) => clinics::retire_room(tx, scope, *id).await?,
        };
        if found {
            Ok(())
        } else {
            Err(Fault::Missing.into())
        }
    }

    fn name(&self, scope: &Scope) -> Name {
        let (event, audit, kind, subject) = match self {
            Self::Week { doctor, .. } => {
                ("schedule.changed", "schedule.edit", "doctor", doctor.uuid())
            }
            Self::AddException { doctor, .. } => (
                "schedule.changed",
                "schedule.except",
                "doctor",
                doctor.uuid(),
            ),
            Self::RemoveException { doctor, .. } => (
                "schedule.changed",
                "schedule.unexcept",
                "doctor",
                doctor.uuid(),
            ),
            Self::AddLeave { doctor, .. } => {
                ("schedule.changed", "leave.add", "doctor", doctor.uuid())
            }
            Self::RemoveLeave { doctor, .. } => {
                ("schedule.changed", "leave.remove", "doctor", doctor.uuid())
            }
            Self::AddClosures(_) => (
                "clinic.closures_changed",
                "closure.add",
                "clinic",
                scope.clinic().uuid(),
            ),
            Self::RemoveClosure(id) => (
                "clinic.closures_changed",
                "closure.remove",
                "closure",
                id.uuid(),
            ),
            Self::RetireRoom(id) => ("room.retired", "room.retire", "room", id.uuid()),
        };
        Name {
            event,
            audit,
            kind,
            subject,
        }
    }
}

async fn set_week(
    tx: &mut Tx,
    scope: &Scope,
    doctor: DoctorId,
    (week, visit_types): (&[(WeeklyHoursId, Window)], &[VisitTypeId]),
) -> Result<(), Failure> {
    let lines: Vec<_> = week.iter().map(|(id, of)| (*id, of.hours)).collect();
    staff::set_hours(tx, scope, doctor, &lines).await?;
    for (id, window) in week {
        let known = staff::set_window(tx, scope, *id, &window.only).await?;
        if usize::try_from(known) != Ok(window.only.len()) {
            return Err(Fault::field("lines", Problem::Unknown).into());
        }
    }
    let offered = staff::set_offers(tx, scope, doctor, visit_types).await?;
    if usize::try_from(offered) != Ok(visit_types.len()) {
        return Err(Fault::field("visit_types", Problem::Unknown).into());
    }
    Ok(())
}

/// Saves a change, with what was decided about the visits it would leave where nobody works.
///
/// # Errors
/// [`Conflict::WouldOrphan`] naming those visits, when something is not decided or cannot be done any more;
/// [`Fault::Missing`] when what is changed is not there; [`Fault::Invalid`].
pub(crate) async fn save(
    services: &Services,
    caller: Caller,
    scope: Scope,
    change: Change,
    decisions: Decisions,
) -> Result<(), Fault> {
    let decided = !decisions.visits.is_empty();
    let mut outcome = attempt(services, caller, scope, (&change, &decisions), false).await;
    let impossible = matches!(
        &outcome,
        Err(Fault::Conflict { conflict }) if !matches!(conflict, Conflict::WouldOrphan { .. })
    );
    if decided && impossible {
        outcome = attempt(services, caller, scope, (&change, &decisions), true).await;
    }
    if let Err(Fault::Conflict {
        conflict: Conflict::WouldOrphan { orphans, .. },
    }) = &outcome
    {
        let files = orphans.iter().map(|orphan| orphan.file);
        note(services, caller, Saw::Calendar, files).await?;
    }
    outcome
}

/// Tries to save; only looks what would come of it, and says that decisions are stale, with `look`.
async fn attempt(
    services: &Services,
    caller: Caller,
    scope: Scope,
    (change, decisions): (&Change, &Decisions),
    look: bool,
) -> Result<(), Fault> {
    let input = (services.clone(), change.clone(), decisions.clone());
    services
        .store()
        .write_with(input, move |tx, (services, change, decisions)| {
            Box::pin(async move {
                let saving = Saving {
                    services,
                    caller,
                    scope,
                    change,
                };
                saving.run(tx, decisions, look).await
            })
        })
        .await?;
    Ok(())
}

struct Saving<'a> {
    services: &'a Services,
    caller: Caller,
    scope: Scope,
    change: &'a Change,
}

impl Saving<'_> {
    async fn run(&self, tx: &mut Tx, decisions: &Decisions, look: bool) -> Result<(), Failure> {
        let Self {
            services,
            scope,
            change,
            ..
        } = self;
        let doctors = change.lock(tx, scope).await?;
        let cards = staff::doctors_by_ids(tx, &doctors).await?;
        let known = doctors_of(tx, &cards).await?;
        let now = services.now();
        let zone = known.first().map(|doctor| &doctor.zone);
        let until = change.last_day().zip(zone).map_or_else(
            || now.plus_minutes(AHEAD_MIN),
            |(last, zone)| zone.day(later(last, 1)).end(),
        );
        let ahead = store::upcoming(tx, scope, &doctors, (now, until)).await?;
        let fitted = self.fitting(tx, &known, &ahead).await?;
        change.apply(tx, scope).await?;
        let orphans: Vec<Appointment> = if let Change::RetireRoom(room) = change {
            let inside = ahead.into_iter().filter(|one| one.room == Some(*room));
            rehouse(services, tx, scope, &known, inside.collect()).await?
        } else {
            let fits = self.fitting(tx, &known, &ahead).await?;
            ahead
                .into_iter()
                .filter(|one| fitted.contains(&one.id) && !fits.contains(&one.id))
                .collect()
        };
        let stale = look
            || decisions.visits.iter().any(|decision| {
                !orphans.iter().any(|orphan| {
                    orphan.id == decision.appointment && orphan.version == decision.version
                })
            });
        let undecided = orphans
            .iter()
            .any(|orphan| remedy(decisions, orphan).is_none());
        let wants_reason = decisions.reason.is_empty()
            && orphans
                .iter()
                .any(|orphan| matches!(remedy(decisions, orphan), Some((Remedy::Cancel, _))));
        if stale || undecided || wants_reason {
            let orphans = listing(services, tx, scope, &known, &orphans).await?;
            let conflict = Conflict::WouldOrphan {
                orphans,
                stale,
                wants_reason,
            };
            return Err(Fault::conflict(conflict).into());
        }
        for orphan in &orphans {
            self.carry_out(tx, &known, orphan, decisions).await?;
        }
        self.record(tx, &orphans, decisions).await
    }

    /// Which of these visits lie within working time for their type.
    async fn fitting(
        &self,
        tx: &mut Tx,
        known: &[Doctor],
        ahead: &[Appointment],
    ) -> Result<HashSet<AppointmentId>, Failure> {
        let now = self.services.now();
        let Some(zone) = known.first().map(|doctor| doctor.zone.clone()) else {
            return Ok(HashSet::new());
        };
        let last = ahead.iter().filter_map(|one| one.span).max();
        let until = last.map_or(now, salus_domain::time::Interval::end);
        let dates = (zone.date(now), later(zone.date(until), 1));
        let ids: Vec<DoctorId> = known.iter().map(|doctor| doctor.id).collect();
        let openings = Openings::read(tx, &ids, dates, For::Desk, now).await?;
        let mut fits = HashSet::new();
        for doctor in known {
            let theirs = |one: &&Appointment| {
                one.doctor.as_ref().is_some_and(|of| of.id == doctor.id) && one.span.is_some()
            };
            let mut kinds: Vec<Option<VisitTypeId>> =
                ahead.iter().filter(theirs).map(kind).collect();
            kinds.sort_unstable();
            kinds.dedup();
            for wanted in kinds {
                let open = openings.open(doctor, wanted);
                let worked = |one: &&Appointment| {
                    kind(one) == wanted && one.span.is_some_and(|span| is_worked(&open, span))
                };
                fits.extend(ahead.iter().filter(theirs).filter(worked).map(|one| one.id));
            }
        }
        Ok(fits)
    }

    async fn carry_out(
        &self,
        tx: &mut Tx,
        known: &[Doctor],
        orphan: &Appointment,
        decisions: &Decisions,
    ) -> Result<(), Failure> {
        let (mv, reason, assigned): (Move, Option<String>, Option<Assigned>) =
            match remedy(decisions, orphan) {
                Some((Remedy::Move, Some(to))) => {
                    let place =
                        relocate(self.services, tx, &self.scope, known, (orphan, to)).await?;
                    (Move::Reschedule, None, Some(place))
                }
                Some((Remedy::Cancel, _)) => (Move::Cancel, Some(decisions.reason.clone()), None),
                Some((Remedy::Keep, _)) => {
                    if let Change::RetireRoom(_) = self.change {
                        let at = self.services.now();
                        store::set_room(tx, &self.scope, orphan.id, None, at).await?;
                    }
                    return Ok(());
                }
                Some((Remedy::Move, None)) | None => {
                    return Err(Fault::conflict(Conflict::Changed).into());
                }
            };
        let making = Making {
            mv,
            caller: Some(self.caller),
            reason,
            assigned,
        };
        make(self.services, tx, &self.scope, orphan, &making).await?;
        Ok(())
    }

    async fn record(
        &self,
        tx: &mut Tx,
        orphans: &[Appointment],
        decisions: &Decisions,
    ) -> Result<(), Failure> {
        let clinic = Some(self.scope.clinic());
        let Name {
            event,
            audit,
            kind,
            subject,
        } = self.change.name(&self.scope);
        let with = |wanted: Remedy| -> Vec<AppointmentId> {
            let decided = |one: &&Appointment| {
                remedy(decisions, one).is_some_and(|(remedy, _)| remedy == wanted)
            };
            orphans.iter().filter(decided).map(|one| one.id).collect()
        };
        let detail = json!({
            "what": self.change.detail(),
            "moved": with(Remedy::Move),
            "kept": with(Remedy::Keep),
            "cancelled": with(Remedy::Cancel),
        });
        let services = self.services;
        let event = services.event(clinic, event, subject, json!({}));
        let caller = Some(self.caller);
        let audit = services.audit(caller, clinic, audit, kind, subject, None, detail);
        journal::add_event(tx, &event).await?;
        Ok(journal::add_audit(tx, &audit).await?)
    }
}

fn kind(of: &Appointment) -> Option<VisitTypeId> {
    of.visit_type.as_ref().map(|visit| visit.id)
}

/// What was decided about a visit as it is now.
fn remedy(
    decisions: &Decisions,
    of: &Appointment,
) -> Option<(Remedy, Option<salus_domain::time::Instant>)> {
    decisions
        .visits
        .iter()
        .find(|decision| decision.appointment == of.id && decision.version == of.version)
        .map(|decision| (decision.remedy, decision.to))
}

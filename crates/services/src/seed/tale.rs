//! The life of one appointment, told move by move. The state machine agrees to each at the moment it
//! is made: what it would deny cannot be told.

use super::dice::Ids;
use crate::zones::Zone;
use salus_domain::Fault;
use salus_domain::accounts::{Caller, StaffRole};
use salus_domain::clinics::Policy;
use salus_domain::ids::{
    AppointmentId, ClinicId, DoctorId, HistoryId, PatientId, UserId, VisitTypeId,
};
use salus_domain::scheduling::state::{Actor, Facts, Move, State, step};
use salus_domain::scheduling::{Preferred, Urgency};
use salus_domain::time::{Instant, Interval};
use salus_store::scheduling::History;
use salus_store::seed::AppointmentRow;

/// How long a patient's hold lasts, minutes.
const HOLD_MIN: i64 = 5;

/// Where and when tales are told.
#[derive(Clone, Debug)]
pub(super) struct Scene {
    pub(super) clinic: ClinicId,
    pub(super) zone: Zone,
    pub(super) policy: Policy,
    pub(super) now: Instant,
}

/// Who makes a move.
#[derive(Clone, Copy, Debug)]
pub(super) enum By {
    Patient(UserId),
    Desk(UserId),
    /// The appointment's own doctor.
    Doctor(UserId),
    Clock,
}

impl By {
    pub(super) const fn user(self) -> Option<UserId> {
        match self {
            Self::Patient(user) | Self::Desk(user) | Self::Doctor(user) => Some(user),
            Self::Clock => None,
        }
    }

    const fn actor(self) -> Actor {
        match self {
            Self::Patient(_) => Actor::Patient,
            Self::Desk(_) => Actor::Secretary,
            Self::Doctor(_) => Actor::Doctor { theirs: true },
            Self::Clock => Actor::Clock,
        }
    }

    const fn caller(self, clinic: ClinicId) -> Option<Caller> {
        match self {
            Self::Patient(user) => Some(Caller::Patient { user }),
            Self::Desk(user) => Some(Caller::Staff {
                user,
                clinic,
                role: StaffRole::Secretary,
            }),
            Self::Doctor(user) => Some(Caller::Staff {
                user,
                clinic,
                role: StaffRole::Doctor,
            }),
            Self::Clock => None,
        }
    }
}

/// With whom, as what and when, buffers apart and included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) doctor: DoctorId,
    pub(super) visit_type: VisitTypeId,
    pub(super) span: Interval,
    pub(super) busy: Interval,
}

/// An appointment and all that happened to it.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) row: AppointmentRow,
    pub(super) history: Vec<History>,
}

/// An appointment being told.
pub(super) struct Tale<'a> {
    scene: &'a Scene,
    ids: &'a mut Ids,
    told: Told,
}

impl<'a> Tale<'a> {
    /// Of an appointment to be.
    pub(super) fn of(
        scene: &'a Scene,
        ids: &'a mut Ids,
        patient: PatientId,
        symptoms: &str,
    ) -> Self {
        let row = AppointmentRow {
            id: AppointmentId::new(ids.next()),
            state: State::Requested,
            patient,
            doctor: None,
            visit_type: None,
            time: None,
            urgency: Urgency::Routine,
            specialty: None,
            symptoms: symptoms.to_owned(),
            preferred: Preferred::default(),
            hold_expires: None,
            answer_due: None,
            reason: None,
            version: 0,
            booked_by: None,
            created: scene.now,
            updated: scene.now,
        };
        Self {
            scene,
            ids,
            told: Told {
                row,
                history: Vec::new(),
            },
        }
    }

    /// The row, for what no move sets.
    pub(super) const fn row(&mut self) -> &mut AppointmentRow {
        &mut self.told.row
    }

    /// Says where the next move puts it.
    pub(super) const fn at(&mut self, place: Place) {
        let row = &mut self.told.row;
        row.doctor = Some(place.doctor);
        row.visit_type = Some(place.visit_type);
        row.time = Some((place.span, place.busy));
    }

    /// When it last changed.
    pub(super) const fn last(&self) -> Instant {
        self.told.row.updated
    }

    /// Makes a move, not before the last one and not in the future.
    ///
    /// # Errors
    /// [`Fault::Internal`] when the state machine denies it.
    pub(super) fn then(
        &mut self,
        mv: Move,
        by: By,
        at: Instant,
        reason: Option<&str>,
    ) -> Result<(), Fault> {
        let from = self.told.history.last().map(|last| last.to);
        let earliest = from.map_or(at, |_| self.last());
        let at = at.max(earliest).min(self.scene.now);
        let to = self.next(from, mv, by.actor(), at, reason.is_some())?;
        let row = &mut self.told.row;
        let (doctor, span) = (row.doctor, row.time.map(|(span, _)| span));
        if matches!(mv, Move::Decline | Move::Unanswered) {
            (row.doctor, row.time) = (None, None);
        }
        row.state = to;
        row.hold_expires = (to == State::Held).then(|| at.plus_minutes(HOLD_MIN));
        row.answer_due = (to == State::AwaitingDoctor)
            .then(|| at.plus_minutes(self.scene.policy.answer_within_min))
            .map(|due| span.map_or(due, |span| due.min(span.start())));
        if let Some(reason) = reason {
            row.reason = Some(reason.to_owned());
        }
        if from.is_none() {
            row.created = at;
            row.booked_by = by.user();
        }
        row.version += 1;
        row.updated = at;
        self.told.history.push(History {
            id: HistoryId::new(self.ids.next()),
            appointment: row.id,
            at,
            action: mv,
            from,
            to,
            caller: by.caller(self.scene.clinic),
            doctor,
            span,
            reason: reason.map(str::to_owned),
        });
        Ok(())
    }

    fn next(
        &self,
        from: Option<State>,
        mv: Move,
        actor: Actor,
        at: Instant,
        reasoned: bool,
    ) -> Result<State, Fault> {
        let row = &self.told.row;
        let zone = &self.scene.zone;
        let starts = row.time.map(|(span, _)| span.start());
        let facts = Facts {
            now: at,
            policy: self.scene.policy,
            starts,
            today: starts.is_some_and(|starts| zone.date(starts) == zone.date(at)),
            holder: true,
            hold_expires: row.hold_expires,
            answer_due: row.answer_due,
            reasoned,
            overbooked: false,
        };
        let to = match (from, mv) {
            // A patient's booking takes the slot and turns the hold into a booking in one breath.
            (None, Move::ConfirmHold) => step(None, Move::Hold, actor, &facts)
                .and_then(|held| step(Some(held), mv, actor, &facts)),
            _ => step(from, mv, actor, &facts),
        };
        to.map_err(|denied| {
            tracing::error!(?denied, ?from, %mv, %at, "the demonstration tells what cannot happen");
            Fault::Internal
        })
    }

    /// All of it.
    pub(super) fn told(self) -> Told {
        self.told
    }
}

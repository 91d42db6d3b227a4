//! The life of an appointment: which state follows which, by whose hand, and when.
//!
//! [`step`] is the whole machine. The server decides with it; pages show their buttons with
//! [`possible`], which asks it. Nothing else changes a state.

use crate::Fault;
use crate::clinics::{ConfirmationPolicy, Policy};
use crate::fault::Conflict;
use crate::time::Instant;
use crate::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// Where an appointment stands.
    pub enum State {
        /// Taken for a moment while somebody decides; lapses by itself.
        Held = "held",
        /// Asked for; no doctor or time is fixed.
        Requested = "requested",
        /// A doctor and a time are proposed; the doctor has to answer.
        AwaitingDoctor = "awaiting_doctor",
        /// Fixed.
        Confirmed = "confirmed",
        /// The patient is here.
        CheckedIn = "checked_in",
        /// The patient is with the doctor.
        InConsultation = "in_consultation",
        /// Done.
        Completed = "completed",
        /// The clinic said no.
        Refused = "refused",
        /// Called off.
        Cancelled = "cancelled",
        /// The patient did not come.
        NoShow = "no_show",
        /// A hold that lapsed.
        Expired = "expired",
    }
}

impl State {
    /// Whether it takes the doctor's, the patient's and the room's time.
    pub const fn is_occupying(self) -> bool {
        match self {
            Self::Held
            | Self::AwaitingDoctor
            | Self::Confirmed
            | Self::CheckedIn
            | Self::InConsultation
            | Self::Completed => true,
            Self::Requested | Self::Refused | Self::Cancelled | Self::NoShow | Self::Expired => {
                false
            }
        }
    }

    /// Whether nothing follows it.
    pub const fn is_final(self) -> bool {
        matches!(
            self,
            Self::Completed | Self::Refused | Self::Cancelled | Self::Expired
        )
    }
}

words! {
    /// What somebody does to an appointment.
    pub enum Move {
        /// Takes a slot for a moment.
        Hold = "hold",
        /// Asks for a visit without taking a slot.
        Request = "request",
        /// Puts a visit into the calendar.
        BookDirectly = "book_directly",
        /// Turns a hold into a booking.
        ConfirmHold = "confirm_hold",
        /// The hold lapses.
        Expire = "expire",
        /// Proposes a doctor and a slot for a request.
        Assign = "assign",
        /// Fixes a request with a doctor and a slot, without asking the doctor.
        ConfirmAtDesk = "confirm_at_desk",
        /// The clinic says no.
        Refuse = "refuse",
        /// The doctor says yes.
        Accept = "accept",
        /// The doctor says no; the request goes back to the desk.
        Decline = "decline",
        /// The doctor did not answer in time; the request goes back to the desk.
        Unanswered = "unanswered",
        /// The patient has come.
        CheckIn = "check_in",
        /// The doctor sees the patient.
        Start = "start",
        /// The consultation ends.
        Complete = "complete",
        /// The patient did not come.
        Miss = "miss",
        /// Calls it off.
        Cancel = "cancel",
        /// Moves it to another time.
        Reschedule = "reschedule",
    }
}

/// Who does it, as far as the machine cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Actor {
    /// Somebody not signed in.
    Visitor,
    /// The patient, or who manages their file.
    Patient,
    /// A doctor.
    Doctor {
        /// Whether it is the appointment's own doctor.
        theirs: bool,
    },
    /// The desk.
    Secretary,
    /// Whoever runs the clinic.
    ClinicAdmin,
    /// The waitlist, offering a freed slot.
    Waitlist,
    /// Time itself, by a worker.
    Clock,
}

impl Actor {
    const fn is_staff(self) -> bool {
        matches!(
            self,
            Self::Secretary | Self::ClinicAdmin | Self::Doctor { theirs: true }
        )
    }

    const fn is_desk(self) -> bool {
        matches!(self, Self::Secretary | Self::ClinicAdmin)
    }
}

/// What the machine has to know of the appointment and the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, each named where it is set"
)]
pub struct Facts {
    /// The moment.
    pub now: Instant,
    /// The clinic's rules.
    pub policy: Policy,
    /// When the visit starts, if that is fixed.
    pub starts: Option<Instant>,
    /// Whether the visit is today by the clinic's clock.
    pub today: bool,
    /// Whether the actor is who holds it; matters for a hold only.
    pub holder: bool,
    /// When a hold lapses.
    pub hold_expires: Option<Instant>,
    /// Until when the doctor should answer.
    pub answer_due: Option<Instant>,
    /// Whether a reason was given.
    pub reasoned: bool,
    /// Whether the time this move takes is put over another visit on purpose.
    pub overbooked: bool,
}

/// Why a move is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// The machine has no such move for this actor.
    NoSuchMove,
    /// The move exists, but not at this moment.
    NotNow,
    /// The patient is inside the clinic's notice.
    WithinNotice,
    /// The hold has lapsed.
    HoldExpired,
    /// The move needs a reason.
    ReasonMissing,
}

impl Denied {
    /// As a fault; `notice` is the sentence's material when the notice stands in the way.
    pub fn fault(self, state: Option<State>, notice: impl FnOnce() -> Conflict) -> Fault {
        match (self, state) {
            (Self::ReasonMissing, _) => Fault::field("reason", crate::validate::Problem::Required),
            (Self::HoldExpired, _) => Fault::conflict(Conflict::HoldExpired),
            (Self::WithinNotice, _) => Fault::conflict(notice()),
            (Self::NoSuchMove, Some(state)) => Fault::conflict(Conflict::NoSuchMove { state }),
            (Self::NotNow, Some(state)) => Fault::conflict(Conflict::NotNow { state }),
            (Self::NoSuchMove | Self::NotNow, None) => Fault::Refused,
        }
    }
}

/// The state that follows, or why none does.
///
/// # Errors
/// [`Denied`]: the machine has no such move, not for this actor, or not now.
pub fn step(from: Option<State>, mv: Move, actor: Actor, facts: &Facts) -> Result<State, Denied> {
    use State as S;
    let Some(from) = from else {
        return begin(mv, actor, facts);
    };
    match (mv, from) {
        (Move::ConfirmHold, S::Held) => match actor {
            _ if !facts.holder || facts.overbooked => Err(Denied::NoSuchMove),
            Actor::Clock | Actor::Waitlist | Actor::Doctor { theirs: false } => {
                Err(Denied::NoSuchMove)
            }
            _ if facts.hold_expires.is_some_and(|at| facts.now >= at) => Err(Denied::HoldExpired),
            // The policy is about what patients book; what the staff book is confirmed.
            Actor::Secretary | Actor::ClinicAdmin | Actor::Doctor { theirs: true } => {
                Ok(S::Confirmed)
            }
            Actor::Visitor | Actor::Patient => Ok(by_policy(facts)),
        },
        (Move::Expire, S::Held) if actor == Actor::Clock => when(
            facts.hold_expires.is_some_and(|at| facts.now >= at),
            S::Expired,
        ),
        (Move::Assign, S::Requested) if actor.is_desk() && !facts.overbooked => {
            Ok(S::AwaitingDoctor)
        }
        (Move::ConfirmAtDesk, S::Requested) if actor.is_desk() => when(
            facts.policy.confirmation != ConfirmationPolicy::Doctor,
            S::Confirmed,
        )
        .and_then(|to| placed(facts, to)),
        (Move::Refuse, S::Requested | S::AwaitingDoctor) if actor.is_desk() => {
            reasoned(facts, S::Refused)
        }
        (Move::Accept, S::AwaitingDoctor) if actor == (Actor::Doctor { theirs: true }) => {
            Ok(S::Confirmed)
        }
        (Move::Decline, S::AwaitingDoctor) if actor == (Actor::Doctor { theirs: true }) => {
            reasoned(facts, S::Requested)
        }
        (Move::Unanswered, S::AwaitingDoctor) if actor == Actor::Clock => when(
            facts.answer_due.is_some_and(|at| facts.now >= at),
            S::Requested,
        ),
        (Move::CheckIn, S::Confirmed | S::NoShow) if actor.is_staff() => {
            when(facts.today, S::CheckedIn)
        }
        (Move::Start, S::Confirmed | S::CheckedIn) if actor == (Actor::Doctor { theirs: true }) => {
            Ok(S::InConsultation)
        }
        (Move::Complete, S::InConsultation) if actor == (Actor::Doctor { theirs: true }) => {
            Ok(S::Completed)
        }
        (Move::Miss, S::Confirmed | S::CheckedIn) if actor.is_staff() || actor == Actor::Clock => {
            when(facts.starts.is_some_and(|at| facts.now >= at), S::NoShow)
        }
        (Move::Cancel, S::Requested | S::AwaitingDoctor | S::Confirmed)
            if actor == Actor::Patient =>
        {
            outside_notice(from, facts, S::Cancelled)
        }
        (Move::Cancel, S::Requested | S::AwaitingDoctor | S::Confirmed | S::CheckedIn)
            if actor.is_staff() =>
        {
            reasoned(facts, S::Cancelled)
        }
        (Move::Reschedule, S::Confirmed | S::AwaitingDoctor)
            if actor == Actor::Patient && !facts.overbooked =>
        {
            let target = if from == S::Confirmed {
                by_policy(facts)
            } else {
                from
            };
            outside_notice(from, facts, target)
        }
        (Move::Reschedule, S::Confirmed | S::AwaitingDoctor) if actor.is_staff() => {
            placed(facts, from)
        }
        _ => Err(Denied::NoSuchMove),
    }
}

fn begin(mv: Move, actor: Actor, facts: &Facts) -> Result<State, Denied> {
    match (mv, actor) {
        (Move::Hold, Actor::Visitor | Actor::Patient | Actor::Waitlist) if !facts.overbooked => {
            Ok(State::Held)
        }
        (Move::Hold, _) if actor.is_staff() && !facts.overbooked => Ok(State::Held),
        (Move::Request, Actor::Patient | Actor::Secretary) => Ok(State::Requested),
        (Move::BookDirectly, _) if actor.is_staff() => placed(facts, State::Confirmed),
        _ => Err(Denied::NoSuchMove),
    }
}

const fn by_policy(facts: &Facts) -> State {
    match facts.policy.confirmation {
        ConfirmationPolicy::Automatic => State::Confirmed,
        ConfirmationPolicy::Desk => State::Requested,
        ConfirmationPolicy::Doctor => State::AwaitingDoctor,
    }
}

const fn when(now: bool, to: State) -> Result<State, Denied> {
    if now { Ok(to) } else { Err(Denied::NotNow) }
}

const fn reasoned(facts: &Facts, to: State) -> Result<State, Denied> {
    if facts.reasoned {
        Ok(to)
    } else {
        Err(Denied::ReasonMissing)
    }
}

/// Into a free slot without more ado; over another visit with a reason.
const fn placed(facts: &Facts, to: State) -> Result<State, Denied> {
    if facts.overbooked {
        reasoned(facts, to)
    } else {
        Ok(to)
    }
}

/// A request takes nobody's time, so it may be withdrawn until the end.
fn outside_notice(from: State, facts: &Facts, to: State) -> Result<State, Denied> {
    let last_moment = facts.now.plus_minutes(facts.policy.cancel_notice_min);
    let free = from == State::Requested || facts.starts.is_none_or(|at| last_moment <= at);
    if free {
        Ok(to)
    } else {
        Err(Denied::WithinNotice)
    }
}

/// The moves an actor can make now, for the buttons of a page. A move that only lacks its reason
/// counts, since the page asks for it; so does a cancellation inside the notice, whose answer says
/// whom to call.
pub fn possible(from: State, actor: Actor, facts: &Facts) -> Vec<Move> {
    let facts = Facts {
        reasoned: true,
        ..*facts
    };
    Move::ALL
        .iter()
        .copied()
        .filter(|mv| match step(Some(from), *mv, actor, &facts) {
            Ok(_) => true,
            Err(Denied::WithinNotice) => *mv == Move::Cancel,
            Err(_) => false,
        })
        .collect()
}

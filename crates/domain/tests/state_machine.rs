//! The life of an appointment: exactly the drawn moves, and no other.

use chrono::TimeDelta;
use proptest::prelude::*;
use salus_domain::clinics::{ConfirmationPolicy, Policy};
use salus_domain::scheduling::state::{Actor, Denied, Facts, Move, State, possible, step};
use salus_domain::time::Instant;

use Actor::{ClinicAdmin, Clock, Patient, Secretary, Visitor, Waitlist};
use State as S;

const DOCTOR: Actor = Actor::Doctor { theirs: true };
const OTHER_DOCTOR: Actor = Actor::Doctor { theirs: false };
const ACTORS: [Actor; 8] = [
    Visitor,
    Patient,
    DOCTOR,
    OTHER_DOCTOR,
    Secretary,
    ClinicAdmin,
    Waitlist,
    Clock,
];
const STAFF: &[Actor] = &[Secretary, ClinicAdmin, DOCTOR];
const DESK: &[Actor] = &[Secretary, ClinicAdmin];
const NOTICE_MIN: i64 = 24 * 60;

/// One line of the drawing: whoever is named makes the move from there, unless something stands
/// in the way.
struct Drawn {
    from: Option<State>,
    mv: Move,
    who: &'static [Actor],
    unless: &'static [Unless],
    to: Target,
}

#[derive(Clone, Copy)]
enum Target {
    Is(State),
    ByPolicy,
}

#[derive(Clone, Copy)]
enum Unless {
    Overbooked,
    OverbookedWithoutReason,
    WithoutReason,
    NotTheHolder,
    HoldLapsed,
    HoldLasts,
    AnswerNotOverdue,
    NotToday,
    NotStarted,
    WithinNotice,
    PolicyAsksTheDoctor,
}

impl Unless {
    fn denies(self, f: &Facts) -> Option<Denied> {
        let passed = |at: Option<Instant>| at.is_some_and(|at| at <= f.now);
        let (stands, denied) = match self {
            Self::Overbooked => (f.overbooked, Denied::NoSuchMove),
            Self::OverbookedWithoutReason => (f.overbooked && !f.reasoned, Denied::ReasonMissing),
            Self::WithoutReason => (!f.reasoned, Denied::ReasonMissing),
            Self::NotTheHolder => (!f.holder, Denied::NoSuchMove),
            Self::HoldLapsed => (passed(f.hold_expires), Denied::HoldExpired),
            Self::HoldLasts => (!passed(f.hold_expires), Denied::NotNow),
            Self::AnswerNotOverdue => (!passed(f.answer_due), Denied::NotNow),
            Self::NotToday => (!f.today, Denied::NotNow),
            Self::NotStarted => (!passed(f.starts), Denied::NotNow),
            Self::WithinNotice => (
                f.starts
                    .is_some_and(|at| at - f.now < TimeDelta::minutes(NOTICE_MIN)),
                Denied::WithinNotice,
            ),
            Self::PolicyAsksTheDoctor => (
                f.policy.confirmation == ConfirmationPolicy::Doctor,
                Denied::NotNow,
            ),
        };
        stands.then_some(denied)
    }
}

impl Target {
    fn state(self, f: &Facts) -> State {
        match self {
            Self::Is(state) => state,
            Self::ByPolicy => match f.policy.confirmation {
                ConfirmationPolicy::Automatic => S::Confirmed,
                ConfirmationPolicy::Desk => S::Requested,
                ConfirmationPolicy::Doctor => S::AwaitingDoctor,
            },
        }
    }
}

/// Every drawn move.
#[rustfmt::skip]
fn drawing() -> Vec<Drawn> {
    use Target::{ByPolicy, Is};
    use Unless as U;
    let line = |from, mv, who, unless, to| Drawn { from, mv, who, unless, to };
    let begin = |mv, who, unless, to| line(None, mv, who, unless, to);
    let then = |from, mv, who, unless, to| line(Some(from), mv, who, unless, to);
    vec![
        begin(Move::Hold, &[Visitor, Patient, Waitlist, Secretary, ClinicAdmin, DOCTOR], &[U::Overbooked], Is(S::Held)),
        begin(Move::Request, &[Patient, Secretary], &[], Is(S::Requested)),
        begin(Move::BookDirectly, STAFF, &[U::OverbookedWithoutReason], Is(S::Confirmed)),

        then(S::Held, Move::ConfirmHold, &[Visitor, Patient], &[U::NotTheHolder, U::Overbooked, U::HoldLapsed], ByPolicy),
        then(S::Held, Move::ConfirmHold, STAFF, &[U::NotTheHolder, U::Overbooked, U::HoldLapsed], Is(S::Confirmed)),
        then(S::Held, Move::Expire, &[Clock], &[U::HoldLasts], Is(S::Expired)),

        then(S::Requested, Move::Assign, DESK, &[U::Overbooked], Is(S::AwaitingDoctor)),
        then(S::Requested, Move::ConfirmAtDesk, DESK, &[U::PolicyAsksTheDoctor, U::OverbookedWithoutReason], Is(S::Confirmed)),
        then(S::Requested, Move::Refuse, DESK, &[U::WithoutReason], Is(S::Refused)),
        then(S::Requested, Move::Cancel, &[Patient], &[], Is(S::Cancelled)),
        then(S::Requested, Move::Cancel, STAFF, &[U::WithoutReason], Is(S::Cancelled)),

        then(S::AwaitingDoctor, Move::Accept, &[DOCTOR], &[], Is(S::Confirmed)),
        then(S::AwaitingDoctor, Move::Decline, &[DOCTOR], &[U::WithoutReason], Is(S::Requested)),
        then(S::AwaitingDoctor, Move::Unanswered, &[Clock], &[U::AnswerNotOverdue], Is(S::Requested)),
        then(S::AwaitingDoctor, Move::Refuse, DESK, &[U::WithoutReason], Is(S::Refused)),
        then(S::AwaitingDoctor, Move::Reschedule, &[Patient], &[U::Overbooked, U::WithinNotice], Is(S::AwaitingDoctor)),
        then(S::AwaitingDoctor, Move::Reschedule, STAFF, &[U::OverbookedWithoutReason], Is(S::AwaitingDoctor)),
        then(S::AwaitingDoctor, Move::Cancel, &[Patient], &[U::WithinNotice], Is(S::Cancelled)),
        then(S::AwaitingDoctor, Move::Cancel, STAFF, &[U::WithoutReason], Is(S::Cancelled)),

        then(S::Confirmed, Move::CheckIn, STAFF, &[U::NotToday], Is(S::CheckedIn)),
        then(S::Confirmed, Move::Start, &[DOCTOR], &[], Is(S::InConsultation)),
        then(S::Confirmed, Move::Miss, &[Secretary, ClinicAdmin, DOCTOR, Clock], &[U::NotStarted], Is(S::NoShow)),
        then(S::Confirmed, Move::Reschedule, &[Patient], &[U::Overbooked, U::WithinNotice], ByPolicy),
        then(S::Confirmed, Move::Reschedule, STAFF, &[U::OverbookedWithoutReason], Is(S::Confirmed)),
        then(S::Confirmed, Move::Cancel, &[Patient], &[U::WithinNotice], Is(S::Cancelled)),
        then(S::Confirmed, Move::Cancel, STAFF, &[U::WithoutReason], Is(S::Cancelled)),

        then(S::CheckedIn, Move::Start, &[DOCTOR], &[], Is(S::InConsultation)),
        then(S::CheckedIn, Move::Miss, &[Secretary, ClinicAdmin, DOCTOR, Clock], &[U::NotStarted], Is(S::NoShow)),
        then(S::CheckedIn, Move::Cancel, STAFF, &[U::WithoutReason], Is(S::Cancelled)),

        then(S::InConsultation, Move::Complete, &[DOCTOR], &[], Is(S::Completed)),

        then(S::NoShow, Move::CheckIn, STAFF, &[U::NotToday], Is(S::CheckedIn)),
    ]
}

/// What the drawing says; nothing drawn is no such move.
fn drawn(
    drawing: &[Drawn],
    from: Option<State>,
    mv: Move,
    actor: Actor,
    f: &Facts,
) -> Result<State, Denied> {
    let line = drawing
        .iter()
        .find(|line| line.from == from && line.mv == mv && line.who.contains(&actor))
        .ok_or(Denied::NoSuchMove)?;
    match line.unless.iter().find_map(|unless| unless.denies(f)) {
        Some(denied) => Err(denied),
        None => Ok(line.to.state(f)),
    }
}

fn now() -> Instant {
    "2026-03-28T09:00:00Z".parse().expect("an instant")
}

fn in_min(minutes: i64) -> Instant {
    now().plus_minutes(minutes)
}

fn policy(confirmation: ConfirmationPolicy) -> Policy {
    Policy {
        confirmation,
        cancel_notice_min: NOTICE_MIN,
        min_notice_min: 60,
        horizon_days: 60,
        answer_within_min: 120,
    }
}

/// Every combination of what the machine looks at, with the edges of each.
fn all_facts() -> Vec<Facts> {
    let mut all = Vec::new();
    for confirmation in ConfirmationPolicy::ALL {
        for starts in [
            None,
            Some(in_min(-1)),
            Some(in_min(0)),
            Some(in_min(NOTICE_MIN - 1)),
            Some(in_min(NOTICE_MIN)),
        ] {
            for hold_expires in [None, Some(in_min(0)), Some(in_min(1))] {
                for answer_due in [None, Some(in_min(0)), Some(in_min(1))] {
                    for bits in 0..16_u8 {
                        all.push(Facts {
                            now: now(),
                            policy: policy(*confirmation),
                            starts,
                            today: bits & 1 != 0,
                            holder: bits & 2 != 0,
                            hold_expires,
                            answer_due,
                            reasoned: bits & 4 != 0,
                            overbooked: bits & 8 != 0,
                        });
                    }
                }
            }
        }
    }
    all
}

fn all_origins() -> impl Iterator<Item = Option<State>> {
    std::iter::once(None).chain(State::ALL.iter().copied().map(Some))
}

#[test]
fn exactly_the_drawn_moves_succeed_for_everybody_in_every_circumstance() {
    let drawing = drawing();
    let facts = all_facts();
    for from in all_origins() {
        for mv in Move::ALL.iter().copied() {
            for actor in ACTORS {
                for f in &facts {
                    let got = step(from, mv, actor, f);
                    let expected = drawn(&drawing, from, mv, actor, f);
                    assert!(
                        got == expected,
                        "{from:?} --{mv} by {actor:?}--> {got:?}, drawn {expected:?}, with {f:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn nothing_follows_a_final_state_and_something_follows_every_other() {
    let drawing = drawing();
    let finals: Vec<_> = State::ALL
        .iter()
        .filter(|s| s.is_final())
        .copied()
        .collect();
    assert_eq!(finals, [S::Completed, S::Refused, S::Cancelled, S::Expired]);
    for state in State::ALL {
        let leaves = drawing.iter().any(|line| line.from == Some(*state));
        assert_eq!(leaves, !state.is_final(), "{state}");
    }
}

#[test]
fn the_occupying_states_are_those_that_take_a_doctors_time() {
    let occupying: Vec<_> = State::ALL
        .iter()
        .filter(|s| s.is_occupying())
        .copied()
        .collect();
    assert_eq!(
        occupying,
        [
            S::Held,
            S::AwaitingDoctor,
            S::Confirmed,
            S::CheckedIn,
            S::InConsultation,
            S::Completed
        ]
    );
}

#[test]
fn every_move_is_drawn_somewhere() {
    let drawing = drawing();
    for mv in Move::ALL {
        assert!(drawing.iter().any(|line| line.mv == *mv), "{mv}");
    }
}

#[test]
fn a_page_offers_what_would_succeed_once_a_reason_is_typed_and_cancelling_inside_the_notice() {
    for f in all_facts() {
        for from in State::ALL.iter().copied() {
            for actor in ACTORS {
                let offered = possible(from, actor, &f);
                let reasoned = Facts {
                    reasoned: true,
                    ..f
                };
                for mv in Move::ALL {
                    let answer = step(Some(from), *mv, actor, &reasoned);
                    let expected = answer.is_ok()
                        || (answer == Err(Denied::WithinNotice) && *mv == Move::Cancel);
                    assert_eq!(offered.contains(mv), expected, "{from} {mv} {actor:?}");
                }
            }
        }
    }
}

#[test]
fn an_absurd_notice_keeps_the_patient_from_cancelling_and_does_not_panic() {
    let mut f = all_facts()[0];
    f.policy.cancel_notice_min = i64::MAX;
    f.starts = Some(in_min(NOTICE_MIN));
    let answer = step(Some(S::Confirmed), Move::Cancel, Patient, &f);
    assert_eq!(answer, Err(Denied::WithinNotice));
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let moment = || proptest::option::of((-3000_i64..3000).prop_map(|m| now().plus_minutes(m)));
    (
        proptest::sample::select(ConfirmationPolicy::ALL),
        (moment(), moment(), moment()),
        any::<[bool; 4]>(),
    )
        .prop_map(
            |(confirmation, (starts, hold_expires, answer_due), bits)| Facts {
                now: now(),
                policy: policy(confirmation),
                starts,
                today: bits[0],
                holder: bits[1],
                hold_expires,
                answer_due,
                reasoned: bits[2],
                overbooked: bits[3],
            },
        )
}

fn any_attempts() -> impl Strategy<Value = Vec<(Move, Actor, Facts)>> {
    let attempt = (
        proptest::sample::select(Move::ALL),
        proptest::sample::select(&ACTORS[..]),
        any_facts(),
    );
    proptest::collection::vec(attempt, 0..120)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Whatever is tried, in whatever order, a life reads sensibly from beginning to end.
    #[test]
    fn a_life_stays_on_the_drawing(attempts in any_attempts()) {
        let mut life: Vec<(Move, Actor, State)> = Vec::new();
        for (mv, actor, f) in attempts {
            let from = life.last().map(|(_, _, state)| *state);
            let Ok(to) = step(from, mv, actor, &f) else { continue };
            prop_assert!(!from.is_some_and(State::is_final), "{mv} after {from:?}");
            prop_assert!(to != S::Held || from.is_none(), "held again by {mv}");
            if f.overbooked && matches!(mv, Move::BookDirectly | Move::ConfirmAtDesk | Move::Reschedule) {
                prop_assert!(f.reasoned && STAFF.contains(&actor), "overbooked by {actor:?}");
            }
            life.push((mv, actor, to));
        }
        let first = |state| life.iter().position(|(_, _, s)| *s == state);
        if let Some(end) = first(S::Completed) {
            prop_assert!(first(S::InConsultation).is_some_and(|at| at < end));
            prop_assert!(first(S::Confirmed).is_some_and(|at| at < end));
            prop_assert!(life.iter().any(|(_, actor, _)| *actor == DOCTOR));
        }
        if let Some(end) = first(S::Expired) {
            prop_assert_eq!(end, 1);
            prop_assert_eq!(life[0].2, S::Held);
        }
    }
}

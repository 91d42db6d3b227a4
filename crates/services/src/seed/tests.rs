//! The plan holds whatever the hour it is made at.

use super::plan::{Plan, plan};
use salus_domain::scheduling::state::State;
use salus_domain::time::{Instant, Interval};
use salus_store::seed::AppointmentRow;
use std::collections::{HashMap, HashSet};

fn rows(plan: &Plan) -> impl Iterator<Item = &AppointmentRow> {
    plan.clinics
        .iter()
        .flat_map(|clinic| clinic.told.iter().map(|told| &told.row))
}

/// What the database would refuse, said sooner.
fn assert_apart(plan: &Plan, now: Instant) {
    let mut taken: HashMap<uuid::Uuid, Vec<Interval>> = HashMap::new();
    for row in rows(plan).filter(|row| row.state.is_occupying()) {
        let (span, busy) = row.time.expect("a time");
        taken.entry(row.patient.uuid()).or_default().push(span);
        taken
            .entry(row.doctor.expect("a doctor").uuid())
            .or_default()
            .push(busy);
    }
    for mut times in taken.into_values() {
        times.sort_unstable();
        assert!(
            times.windows(2).all(|two| !two[0].overlaps(two[1])),
            "{now}"
        );
    }
}

#[test]
fn at_any_hour_of_any_weekday_the_plan_is_sound_and_lively() {
    let first: Instant = "2026-11-20T00:20:00Z".parse().expect("an instant");
    for hours in (0..24 * 8).step_by(5) {
        let now = first.plus_minutes(hours * 60);
        let plan = plan(now, "").expect("a plan the state machine agrees with");
        assert_apart(&plan, now);
        let states: HashSet<State> = rows(&plan).map(|row| row.state).collect();
        let missing: Vec<_> = State::ALL
            .iter()
            .filter(|state| !states.contains(state))
            // Just before midnight nobody is left to wait.
            .filter(|state| **state != State::CheckedIn)
            .collect();
        assert!(missing.is_empty(), "{now}: {missing:?}");
        let total = rows(&plan).count();
        assert!((1_400..=1_600).contains(&total), "{now}: {total}");

        let manar = plan.clinics.first().expect("a clinic");
        let demo = manar.doctors.first().expect("a doctor").add.id;
        let theirs: Vec<_> = rows(&plan).filter(|row| row.doctor == Some(demo)).collect();
        let to_answer = theirs
            .iter()
            .filter(|row| row.state == State::AwaitingDoctor);
        assert!(to_answer.clone().count() >= 4, "{now}");
        assert!(
            to_answer
                .clone()
                .all(|row| row.answer_due.is_some_and(|due| due > now)),
            "{now}"
        );
        let own = manar.patients.last().expect("the own patient").id;
        let soon = rows(&plan).filter(|row| row.patient == own && row.state == State::Confirmed);
        let starts: Vec<_> = soon.filter_map(|row| Some(row.time?.0.start())).collect();
        assert!(
            matches!(starts[..], [at] if now < at && at < now.plus_minutes(24 * 60)),
            "{now}: {starts:?}"
        );
    }
}

#[test]
fn what_happened_is_told_in_order_and_nothing_is_told_of_the_future() {
    let now: Instant = "2026-11-21T12:43:00Z".parse().expect("an instant");
    let plan = plan(now, "").expect("a plan");
    for told in plan.clinics.iter().flat_map(|clinic| &clinic.told) {
        let times: Vec<Instant> = told.history.iter().map(|entry| entry.at).collect();
        assert!(
            times.is_sorted() && times.iter().all(|at| *at <= now),
            "{told:?}"
        );
        let linked = told
            .history
            .windows(2)
            .all(|two| two[1].from == Some(two[0].to));
        assert!(
            linked && told.history.last().map(|last| last.to) == Some(told.row.state),
            "{told:?}"
        );
        let expected = told.row.state == State::Confirmed
            && told.row.time.is_some_and(|(span, _)| span.start() <= now);
        assert!(!expected, "nobody is expected any more: {told:?}");
    }
}

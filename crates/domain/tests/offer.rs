//! The one rule of free times against a slow, obvious count of minutes; and that whatever is not offered has a
//! reason, which holds.

use proptest::prelude::*;
use salus_domain::scheduling::WhyNot;
use salus_domain::scheduling::offer::{Circumstances, Offer, is_worked, last_minutes};
use salus_domain::scheduling::slots::SlotRules;
use salus_domain::time::{Instant, Interval};
use std::collections::BTreeSet;

/// The minutes that the generated stretches lie in.
const SPAN: i64 = 600;

type Minutes = (i64, i64);

fn at(minute: i64) -> Instant {
    let base: Instant = "2026-03-02T08:00:00Z".parse().expect("an instant");
    base.plus_minutes(minute)
}

fn stretch((from, until): Minutes) -> Interval {
    Interval::new(at(from), at(until)).expect("a stretch")
}

fn minute_of(instant: Instant) -> i64 {
    (instant - at(0)).num_minutes()
}

fn covered(intervals: &[Interval]) -> BTreeSet<i64> {
    intervals
        .iter()
        .flat_map(|interval| minute_of(interval.start())..minute_of(interval.end()))
        .collect()
}

fn always() -> Interval {
    stretch((-SPAN, 4 * SPAN))
}

fn some(most: usize, longest: i64) -> impl Strategy<Value = Vec<Interval>> {
    let free = (0..SPAN, 1..=longest).prop_map(|(from, length)| stretch((from, from + length)));
    let round = (0..SPAN / 15, 1..=longest / 15 + 1)
        .prop_map(|(from, length)| stretch((15 * from, 15 * (from + length))));
    proptest::collection::vec(prop_oneof![free, round], 0..most)
}

fn some_rules() -> impl Strategy<Value = SlotRules> {
    (
        prop_oneof![Just(30_i64), 1_i64..60],
        prop_oneof![Just(0_i64), 0_i64..20],
        prop_oneof![Just(0_i64), 0_i64..20],
        prop_oneof![Just(15_i64), 1_i64..40],
        -60 * 60..SPAN * 20,
        SPAN / 2..SPAN + 60,
    )
        .prop_map(
            |(duration_min, before, after, step_min, earliest_s, latest)| SlotRules {
                duration_min,
                buffer_before_min: before,
                buffer_after_min: after,
                step_min,
                earliest: at(0) + chrono::TimeDelta::seconds(earliest_s),
                latest: at(latest),
            },
        )
}

prop_compose! {
    fn some_circumstances()(
        open in some(5, 300),
        worked in some(3, 300),
        absent in [some(2, 90), some(2, 90), some(2, 90)],
        visits in some(5, 45),
        buffer in 0_i64..15,
        full in some(2, 90),
        reserved in some(2, 60),
        refusing in some(2, 60),
        rooms in proptest::option::of(proptest::collection::vec(some(6, 120), 0..3)),
        now_s in -60 * 60..SPAN * 10,
    ) -> Circumstances {
        let [closed, holidays, leave] = absent;
        let busy = visits
            .iter()
            .filter_map(|visit| {
                Interval::new(visit.start().plus_minutes(-buffer), visit.end().plus_minutes(buffer))
            })
            .collect();
        Circumstances {
            now: at(0) + chrono::TimeDelta::seconds(now_s),
            open,
            worked,
            closed,
            holidays,
            leave,
            visits,
            busy,
            full,
            reserved,
            refusing,
            rooms,
        }
    }
}

/// What holds of a start, minute by minute.
struct Seen {
    visit: BTreeSet<i64>,
    span: BTreeSet<i64>,
}

impl Seen {
    fn new(rules: &SlotRules, start: i64) -> Self {
        let end = start + rules.duration_min;
        Self {
            visit: (start..end).collect(),
            span: (start - rules.buffer_before_min..end + rules.buffer_after_min).collect(),
        }
    }

    fn visit_meets(&self, times: &[Interval]) -> bool {
        !covered(times).is_disjoint(&self.visit)
    }

    fn span_meets(&self, times: &[Interval]) -> bool {
        !covered(times).is_disjoint(&self.span)
    }
}

fn on_grid(open: &[Interval], step: i64, start: i64) -> bool {
    // A grid begins where a stretch does, unless another is under way by then.
    open.iter()
        .map(|of| minute_of(of.start()))
        .filter(|from| {
            !open
                .iter()
                .any(|of| minute_of(of.start()) < *from && *from < minute_of(of.end()))
        })
        .filter(|from| *from <= start)
        .max()
        .is_some_and(|grid| (start - grid) % step == 0)
}

fn should_be_offered(of: &Circumstances, rules: &SlotRules, start: i64) -> bool {
    let seen = Seen::new(rules, start);
    let moment = at(start);
    let is_in = |times: &[Interval]| covered(times).contains(&start);
    of.now.max(rules.earliest) <= moment
        && moment < rules.latest
        && on_grid(&of.open, rules.step_min, start)
        && seen.visit.is_subset(&covered(&of.open))
        && ![
            &of.closed,
            &of.holidays,
            &of.leave,
            &of.visits,
            &of.reserved,
        ]
        .iter()
        .any(|times| seen.visit_meets(times))
        && !seen.span_meets(&of.busy)
        && !is_in(&of.full)
        && !is_in(&of.refusing)
        && of
            .rooms
            .as_ref()
            .is_none_or(|rooms| rooms.iter().any(|room| !seen.span_meets(room)))
}

/// Whether a reason is true of a start.
fn holds(why: WhyNot, of: &Circumstances, rules: &SlotRules, start: i64) -> bool {
    let seen = Seen::new(rules, start);
    let is_in = |times: &[Interval]| covered(times).contains(&start);
    match why {
        WhyNot::InPast => at(start) < of.now,
        WhyNot::BeyondHorizon => at(start) >= rules.latest,
        WhyNot::Closed => seen.visit_meets(&of.closed),
        WhyNot::Holiday => seen.visit_meets(&of.holidays),
        WhyNot::OnLeave => seen.visit_meets(&of.leave),
        WhyNot::NotTaken => is_in(&of.worked) && !is_in(&of.open),
        WhyNot::OutsideHours => !seen.visit.is_subset(&covered(&of.open)),
        WhyNot::NotAligned => !on_grid(&of.open, rules.step_min, start),
        WhyNot::NoticeTooShort => at(start) < rules.earliest,
        WhyNot::DoctorBusy => is_in(&of.refusing),
        WhyNot::Visit => seen.visit_meets(&of.visits),
        WhyNot::Buffer => seen.span_meets(&of.busy) && !seen.visit_meets(&of.visits),
        WhyNot::DayFull => is_in(&of.full),
        WhyNot::Reserved => seen.visit_meets(&of.reserved),
        WhyNot::NoRoom => of
            .rooms
            .as_ref()
            .is_some_and(|rooms| rooms.iter().all(|room| seen.span_meets(room))),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// Never over anything busy, never outside hours, every free interval; windows, rooms, full days and what
    /// is reserved respected.
    #[test]
    fn exactly_what_every_rule_allows_is_offered_soonest_first(
        of in some_circumstances(),
        rules in some_rules(),
    ) {
        let offer = Offer::new(of.clone(), rules);
        let offered: Vec<i64> = offer.free(always()).map(|slot| minute_of(slot.start())).collect();
        prop_assert!(offered.is_sorted_by(|a, b| a < b), "{offered:?}");
        let expected: Vec<i64> =
            (0..2 * SPAN).filter(|start| should_be_offered(&of, &rules, *start)).collect();
        prop_assert_eq!(offered, expected);
    }

    #[test]
    fn any_time_is_offered_or_has_a_reason_that_holds(of in some_circumstances(), rules in some_rules()) {
        let offer = Offer::new(of.clone(), rules);
        let offered: BTreeSet<i64> = offer.free(always()).map(|slot| minute_of(slot.start())).collect();
        for start in -60..SPAN + 120 {
            match offer.why_not(at(start)) {
                None => prop_assert!(offered.contains(&start), "{} is free but not offered", start),
                Some(why) => {
                    prop_assert!(!offered.contains(&start), "{} is offered in spite of {}", start, why);
                    prop_assert!(holds(why, &of, &rules, start), "{} at {}", why, start);
                }
            }
        }
        // Between the minutes of the grid nothing begins.
        let odd = at(0) + chrono::TimeDelta::seconds(90);
        prop_assert!(offer.why_not(odd).is_some());
    }

    #[test]
    fn a_narrower_question_gets_the_same_times(
        of in some_circumstances(),
        rules in some_rules(),
        cut in (0..SPAN, 0..SPAN),
    ) {
        let offer = Offer::new(of, rules);
        let within = Interval::spanning(at(cut.0), at(cut.1));
        let expected: Vec<_> = offer
            .free(always())
            .filter(|slot| within.start() <= slot.start() && slot.start() < within.end())
            .collect();
        prop_assert_eq!(offer.free(within).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_last_minutes_of_a_day_are_its_last_working_ones(
        open in some(5, 200),
        day in (0..SPAN / 2, SPAN / 2..SPAN),
        minutes in 0_i64..200,
    ) {
        let day = stretch((day.0, day.1 + 1));
        let worked: Vec<i64> = covered(&open)
            .into_iter()
            .filter(|minute| day.start() <= at(*minute) && at(*minute) < day.end())
            .collect();
        let count = usize::try_from(minutes).expect("not negative");
        let last: BTreeSet<i64> = worked.iter().rev().take(count).copied().collect();
        prop_assert_eq!(covered(&last_minutes(&open, day, minutes)), last);
    }

    #[test]
    fn a_visit_is_worked_where_every_minute_of_it_is(open in some(5, 200), visit in (0..SPAN, 1_i64..120)) {
        let visit = stretch((visit.0, visit.0 + visit.1));
        let worked = covered(&[visit]).is_subset(&covered(&open));
        prop_assert_eq!(is_worked(&open, visit), worked);
    }
}

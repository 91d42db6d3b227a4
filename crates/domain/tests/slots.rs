//! Free slots against a slow, obvious count of minutes.

use proptest::prelude::*;
use salus_domain::scheduling::slots::{SlotRules, free_slots, merge, subtract};
use salus_domain::time::{Instant, Interval};
use std::collections::BTreeSet;

/// The minutes that the generated stretches lie in.
const SPAN: i64 = 720;

type Minutes = (i64, i64);

fn at(minute: i64) -> Instant {
    let base: Instant = "2026-03-02T08:00:00Z".parse().expect("an instant");
    base.plus_minutes(minute)
}

fn stretch((from, until): Minutes) -> Interval {
    Interval::new(at(from), at(until)).expect("a stretch")
}

fn stretches(minutes: &[Minutes]) -> Vec<Interval> {
    minutes.iter().copied().map(stretch).collect()
}

fn minutes_of(interval: Interval) -> Minutes {
    let minute = |instant: Instant| (instant - at(0)).num_minutes();
    (minute(interval.start()), minute(interval.end()))
}

fn covered(intervals: &[Interval]) -> BTreeSet<i64> {
    intervals
        .iter()
        .flat_map(|interval| {
            let (from, until) = minutes_of(*interval);
            from..until
        })
        .collect()
}

const PLAIN: fn() -> SlotRules = || SlotRules {
    duration_min: 30,
    buffer_before_min: 0,
    buffer_after_min: 0,
    step_min: 15,
    earliest: at(-SPAN),
    latest: at(3 * SPAN),
};

fn starts(open: &[Minutes], busy: &[Minutes], rules: &SlotRules) -> Vec<i64> {
    free_slots(&stretches(open), &stretches(busy), rules)
        .map(|slot| minutes_of(slot).0)
        .collect()
}

/// Every start that should be offered, minute by minute.
fn oracle(open: &[Minutes], busy: &[Minutes], rules: &SlotRules) -> Vec<i64> {
    let working = covered(&stretches(open));
    let taken = covered(&stretches(busy));
    // A grid begins where a stretch does, unless another is under way by then.
    let grids: BTreeSet<i64> = open
        .iter()
        .map(|(from, _)| *from)
        .filter(|from| !open.iter().any(|(a, b)| a < from && from < b))
        .collect();
    working
        .iter()
        .copied()
        .filter(|start| {
            let on_grid = grids
                .range(..=start)
                .next_back()
                .is_some_and(|grid| (start - grid) % rules.step_min == 0);
            let in_time = rules.earliest <= at(*start) && at(*start) < rules.latest;
            let end = start + rules.duration_min;
            let open = (*start..end).all(|minute| working.contains(&minute));
            let free = (start - rules.buffer_before_min..end + rules.buffer_after_min)
                .all(|minute| !taken.contains(&minute));
            on_grid && in_time && open && free
        })
        .collect()
}

fn some_stretches(most: usize, longest: i64) -> impl Strategy<Value = Vec<Minutes>> {
    let free = (0..SPAN, 1..=longest).prop_map(|(from, length)| (from, from + length));
    // On the quarter of an hour, so that stretches often touch.
    let round = (0..SPAN / 15, 1..=longest / 15)
        .prop_map(|(from, length)| (15 * from, 15 * (from + length)));
    proptest::collection::vec(prop_oneof![free, round], 0..most)
}

fn some_rules() -> impl Strategy<Value = SlotRules> {
    (
        1_i64..90,
        prop_oneof![Just(0_i64), 0_i64..25],
        prop_oneof![Just(0_i64), 0_i64..25],
        prop_oneof![Just(15_i64), 1_i64..60],
        -100 * 60..SPAN * 60,
        0..SPAN + 100,
    )
        .prop_map(
            |(duration_min, before, after, step_min, earliest_s, latest)| SlotRules {
                duration_min,
                buffer_before_min: before,
                buffer_after_min: after,
                step_min,
                // The present moment is seldom a whole minute.
                earliest: at(0) + chrono::TimeDelta::seconds(earliest_s),
                latest: at(latest),
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn exactly_the_starts_that_fit_are_offered_soonest_first(
        open in some_stretches(6, 240),
        busy in some_stretches(8, 90),
        rules in some_rules(),
    ) {
        let offered: Vec<Interval> = free_slots(&stretches(&open), &stretches(&busy), &rules).collect();
        for slot in &offered {
            prop_assert_eq!(slot.minutes(), rules.duration_min);
            let span = rules.busy_span(slot.start()).expect("a span");
            prop_assert!(!stretches(&busy).iter().any(|b| b.overlaps(span)), "{slot:?} meets something busy");
            prop_assert!(subtract(vec![*slot], &stretches(&open)).is_empty(), "{slot:?} is outside hours");
            prop_assert!(slot.start() >= rules.earliest && slot.start() < rules.latest);
        }
        let offered: Vec<i64> = offered.into_iter().map(|slot| minutes_of(slot).0).collect();
        prop_assert!(offered.is_sorted_by(|a, b| a < b), "{offered:?}");
        prop_assert_eq!(offered, oracle(&open, &busy, &rules));
    }

    /// Looking at a week or at a day of it, the same slots.
    #[test]
    fn a_narrower_question_gets_the_same_slots(
        open in some_stretches(6, 240),
        busy in some_stretches(8, 90),
        rules in some_rules(),
        cut in (0..SPAN, 0..SPAN),
    ) {
        let whole: Vec<_> = free_slots(&stretches(&open), &stretches(&busy), &rules).collect();
        let narrow = SlotRules {
            earliest: rules.earliest.max(at(cut.0)),
            latest: rules.latest.min(at(cut.1)),
            ..rules
        };
        let expected: Vec<_> = whole
            .into_iter()
            .filter(|slot| narrow.earliest <= slot.start() && slot.start() < narrow.latest)
            .collect();
        let got: Vec<_> = free_slots(&stretches(&open), &stretches(&busy), &narrow).collect();
        prop_assert_eq!(got, expected);
    }

    #[test]
    fn merging_keeps_the_time_and_leaves_sorted_stretches_apart(open in some_stretches(8, 120)) {
        let merged = merge(stretches(&open));
        prop_assert_eq!(covered(&merged), covered(&stretches(&open)));
        prop_assert!(merged.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
        prop_assert_eq!(merge(merged.clone()), merged.clone());
        let mut turned = open;
        turned.reverse();
        prop_assert_eq!(merge(stretches(&turned)), merged);
    }

    #[test]
    fn subtracting_takes_away_that_time_and_no_other(
        open in some_stretches(6, 120),
        away in some_stretches(6, 120),
        more in some_stretches(3, 120),
    ) {
        let open = merge(stretches(&open));
        let (away, more) = (stretches(&away), stretches(&more));
        let left = subtract(open.clone(), &away);
        let expected: BTreeSet<i64> = covered(&open).difference(&covered(&away)).copied().collect();
        prop_assert_eq!(covered(&left), expected);
        prop_assert!(left.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
        prop_assert_eq!(subtract(open.clone(), &[]), open.clone());
        let both: Vec<_> = away.iter().chain(&more).copied().collect();
        prop_assert_eq!(subtract(left, &more), subtract(open, &both));
    }
}

#[test]
fn a_visit_may_run_from_one_stretch_into_the_one_that_follows_at_once() {
    let across = starts(&[(0, 180), (180, 300)], &[], &PLAIN());
    assert!(across.contains(&165), "{across:?}");
    assert_eq!(across.last(), Some(&270));
    // A pause of a minute is a pause.
    let apart = starts(&[(0, 180), (181, 300)], &[], &PLAIN());
    assert!(!apart.contains(&165), "{apart:?}");
    assert_eq!(apart.iter().filter(|start| **start > 150).min(), Some(&181));
}

#[test]
fn each_stretch_begins_its_own_grid_even_where_a_visit_runs_across() {
    let rules = SlotRules {
        step_min: 50,
        ..PLAIN()
    };
    assert_eq!(
        starts(&[(0, 120), (120, 200)], &[], &rules),
        [0, 50, 100, 120, 170]
    );
}

#[test]
fn a_long_visit_on_a_fine_grid_gives_way_to_every_overlap() {
    // A visit from 30 to 60 takes away the starts at 15, 30 and 45.
    assert_eq!(starts(&[(0, 120)], &[(30, 60)], &PLAIN()), [0, 60, 75, 90]);
}

#[test]
fn buffers_keep_their_distance_from_visits_but_may_reach_outside_hours() {
    let rules = SlotRules {
        buffer_before_min: 10,
        buffer_after_min: 5,
        ..PLAIN()
    };
    assert_eq!(starts(&[(0, 120)], &[(60, 70)], &rules), [0, 15, 90]);
}

#[test]
fn rules_without_sense_offer_nothing_and_do_not_hang() {
    let open = [(0, 120)];
    for rules in [
        SlotRules {
            duration_min: 0,
            ..PLAIN()
        },
        SlotRules {
            step_min: 0,
            ..PLAIN()
        },
        SlotRules {
            step_min: -5,
            ..PLAIN()
        },
        SlotRules {
            duration_min: i64::MAX,
            ..PLAIN()
        },
        SlotRules {
            latest: at(-1),
            ..PLAIN()
        },
    ] {
        assert_eq!(starts(&open, &[], &rules), [0_i64; 0], "{rules:?}");
    }
    let rules = SlotRules {
        step_min: i64::MAX,
        ..PLAIN()
    };
    assert_eq!(starts(&open, &[], &rules), [0]);
}

//! Free slots: computed, never stored.
//!
//! Zones have been resolved before: everything here is an instant. The grid of starts begins
//! anew at the start of every stretch of working time. Where one stretch ends the moment another
//! begins (09–12 and 12–14, or two days of a clinic that never closes), the doctor works on, so a
//! visit may run from one into the other: it starts on the grid of the first. Who wants a pause
//! between them leaves one.

use crate::time::{Instant, Interval};

/// What a bookable slot has to satisfy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotRules {
    /// How long the patient is seen, minutes, positive.
    pub duration_min: i64,
    /// Minutes the doctor needs free before.
    pub buffer_before_min: i64,
    /// Minutes the doctor needs free after.
    pub buffer_after_min: i64,
    /// Minutes between two starts of the grid, positive.
    pub step_min: i64,
    /// No start before this (now plus the minimum notice).
    pub earliest: Instant,
    /// No start at or after this (the horizon).
    pub latest: Instant,
}

impl SlotRules {
    /// The doctor's time a visit at `start` takes, buffers included.
    pub fn busy_span(&self, start: Instant) -> Option<Interval> {
        Interval::new(
            start.plus_minutes(-self.buffer_before_min),
            start.plus_minutes(self.duration_min + self.buffer_after_min),
        )
    }
}

/// Sorts stretches and joins those that overlap. Touching ones stay apart: each starts a grid of
/// its own.
pub fn merge(mut stretches: Vec<Interval>) -> Vec<Interval> {
    stretches.sort_unstable();
    let mut merged: Vec<Interval> = Vec::with_capacity(stretches.len());
    for next in stretches {
        match merged.last_mut() {
            Some(last) if last.overlaps(next) => {
                if let Some(joined) = Interval::new(last.start(), last.end().max(next.end())) {
                    *last = joined;
                }
            }
            _ => merged.push(next),
        }
    }
    merged
}

/// Takes `away` out of `stretches`.
pub fn subtract(stretches: Vec<Interval>, away: &[Interval]) -> Vec<Interval> {
    let away = merge(away.to_vec());
    let mut left = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        let mut from = stretch.start();
        for gap in away.iter().filter(|gap| gap.overlaps(stretch)) {
            left.extend(Interval::new(from, gap.start().min(stretch.end())));
            from = from.max(gap.end());
        }
        left.extend(Interval::new(from, stretch.end()));
    }
    left
}

/// The free starts, soonest first, as the intervals in which the patient is seen.
///
/// `open` is the doctor's working time, `busy` what is taken of it (buffers included); neither
/// need be sorted. The visit lies within working time; its buffers may reach beyond it, but not
/// into anything busy.
pub fn free_slots<'a>(
    open: &[Interval],
    busy: &[Interval],
    rules: &'a SlotRules,
) -> impl Iterator<Item = Interval> + use<'a> {
    let busy = merge(busy.to_vec());
    let sound = rules.duration_min > 0 && rules.step_min > 0;
    let open = if sound {
        merge(open.to_vec())
    } else {
        Vec::new()
    };
    let ends = closing_times(&open);
    open.into_iter()
        .zip(ends)
        .flat_map(move |(stretch, closes)| starts_in(stretch, closes, &busy, rules))
}

/// For each of the merged stretches, when the doctor stops working after it.
fn closing_times(open: &[Interval]) -> Vec<Instant> {
    let mut ends: Vec<Instant> = open.iter().map(|stretch| stretch.end()).collect();
    for i in (1..open.len()).rev() {
        if open[i - 1].end() == open[i].start() {
            ends[i - 1] = ends[i];
        }
    }
    ends
}

/// The free visits that start on the grid of one stretch and end when the doctor stops at the
/// latest.
fn starts_in(
    stretch: Interval,
    closes: Instant,
    busy: &[Interval],
    rules: &SlotRules,
) -> Vec<Interval> {
    let mut found = Vec::new();
    let mut start = first_start(stretch, rules);
    let mut next_busy =
        busy.partition_point(|b| b.end() <= start.plus_minutes(-rules.buffer_before_min));
    while start < rules.latest.min(stretch.end()) {
        let visit = Interval::new(start, start.plus_minutes(rules.duration_min));
        let (Some(visit), Some(span)) = (visit, rules.busy_span(start)) else {
            break;
        };
        if visit.end() > closes {
            break;
        }
        while busy.get(next_busy).is_some_and(|b| b.end() <= span.start()) {
            next_busy += 1;
        }
        if busy.get(next_busy).is_none_or(|b| !b.overlaps(span)) {
            found.push(visit);
        }
        start = start.plus_minutes(rules.step_min);
    }
    found
}

/// The first start of the stretch's grid that is not too early.
fn first_start(stretch: Interval, rules: &SlotRules) -> Instant {
    if rules.earliest <= stretch.start() {
        return stretch.start();
    }
    let step = rules.step_min.saturating_mul(60_000_000);
    let late = (rules.earliest - stretch.start())
        .num_microseconds()
        .unwrap_or(i64::MAX);
    let steps = late / step + i64::from(late % step != 0);
    stretch
        .start()
        .plus_minutes(steps.saturating_mul(rules.step_min))
}

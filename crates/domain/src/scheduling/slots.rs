//! Free slots: computed, never stored.
//!
//! Zones have been resolved before: everything here is an instant. What makes a start free is said by
//! [`Offer`]; here are the rules it is given and the arithmetic of stretches of time.

use super::offer::{Circumstances, Offer};
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

/// The free starts of a doctor of whom nothing else is known, soonest first, as the intervals in which the
/// patient is seen: what an [`Offer`] says, everywhere.
///
/// `open` is the doctor's working time, `busy` what is taken of it (buffers included); neither
/// need be sorted.
pub fn free_slots(
    open: &[Interval],
    busy: &[Interval],
    rules: &SlotRules,
) -> impl Iterator<Item = Interval> + use<> {
    let circumstances = Circumstances {
        busy: busy.to_vec(),
        ..Circumstances::open(rules.earliest, open)
    };
    let always = Interval::spanning(rules.earliest, rules.latest);
    let free: Vec<Interval> = Offer::new(circumstances, *rules).free(always).collect();
    free.into_iter()
}

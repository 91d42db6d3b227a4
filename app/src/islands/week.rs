//! A doctor's week while it is edited: some lines a day, each from and until.

use crate::features::format;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A line as it is kept or was typed, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedLine {
    /// ISO weekday.
    pub weekday: u8,
    /// From, `HH:MM`.
    pub from: String,
    /// Until, `HH:MM`.
    pub until: String,
    /// Ids of the only visit types it takes; none is all.
    pub only: Vec<String>,
    /// What is wrong with its beginning, in the reader's language.
    pub wrong_from: Option<String>,
    /// What is wrong with its end, in the reader's language.
    pub wrong_until: Option<String>,
}

/// One line being edited. The key tells lines apart while they come and go.
#[derive(Clone, Debug)]
pub(super) struct EditLine {
    pub key: u32,
    pub weekday: u8,
    // Counted, since what makes a line may go before the line does: the button that fills an empty week.
    pub from: ArcRwSignal<String>,
    pub until: ArcRwSignal<String>,
    pub only: ArcRwSignal<Vec<String>>,
    pub wrong_from: Option<String>,
    pub wrong_until: Option<String>,
}

/// The week being edited; a copy is a handle on the same.
#[derive(Clone, Copy, Debug)]
pub(super) struct Week {
    lines: RwSignal<Vec<EditLine>>,
    last: StoredValue<u32>,
}

impl Week {
    /// The week to begin with.
    pub fn of(lines: Vec<TypedLine>) -> Self {
        let week = Self {
            lines: RwSignal::default(),
            last: StoredValue::new(0),
        };
        for line in lines {
            week.push(line);
        }
        week
    }

    /// Whether it has no line; follows.
    pub fn is_empty(self) -> bool {
        self.lines.with(Vec::is_empty)
    }

    /// Monday to Friday, morning and afternoon.
    pub fn fill_usual(self) {
        self.lines.set(Vec::new());
        for weekday in 1..=5 {
            self.add(weekday, "09:00", "12:00");
            self.add(weekday, "14:00", "17:00");
        }
    }

    /// Tuesday to Friday become like Monday.
    pub fn copy_monday(self) {
        let monday = untrack(|| self.day(1));
        self.lines
            .update(|lines| lines.retain(|line| line.weekday == 1 || line.weekday > 5));
        for weekday in 2..=5 {
            for line in &monday {
                self.push(TypedLine {
                    weekday,
                    from: line.from.get_untracked(),
                    until: line.until.get_untracked(),
                    only: line.only.get_untracked(),
                    ..TypedLine::default()
                });
            }
        }
    }

    /// Minutes of work a week, as far as the lines can be read; follows.
    pub fn total_min(self) -> i64 {
        self.lines.with(|lines| {
            lines
                .iter()
                .filter_map(|line| length(&line.from.get(), &line.until.get()))
                .sum()
        })
    }

    /// The place of a line among all, by weekday: its number in the form; follows.
    pub fn place(self, key: u32) -> usize {
        self.lines.with(|lines| {
            let mut order: Vec<(u8, u32)> =
                lines.iter().map(|line| (line.weekday, line.key)).collect();
            order.sort_by_key(|(weekday, _)| *weekday);
            order
                .iter()
                .position(|(_, other)| *other == key)
                .unwrap_or(0)
        })
    }

    /// The lines of a day; follows.
    pub fn day(self, weekday: u8) -> Vec<EditLine> {
        self.lines.with(|lines| {
            lines
                .iter()
                .filter(|line| line.weekday == weekday)
                .cloned()
                .collect()
        })
    }

    /// A further line: the morning, or from an hour after the last one's end.
    pub fn add_next(self, weekday: u8) {
        let last = untrack(|| self.day(weekday))
            .last()
            .and_then(|line| minutes(&line.until.get_untracked()));
        match last {
            None => self.add(weekday, "09:00", "12:00"),
            Some(end) if end <= 18 * 60 => {
                self.add(
                    weekday,
                    &format::minute_of_day(end + 60),
                    &format::minute_of_day(end + 240),
                );
            }
            Some(_) => self.add(weekday, "", ""),
        }
    }

    /// Without that line.
    pub fn remove(self, key: u32) {
        self.lines
            .update(|lines| lines.retain(|line| line.key != key));
    }

    fn add(self, weekday: u8, from: &str, until: &str) {
        self.push(TypedLine {
            weekday,
            from: from.to_owned(),
            until: until.to_owned(),
            ..TypedLine::default()
        });
    }

    fn push(self, line: TypedLine) {
        let key = self.last.get_value().wrapping_add(1);
        self.last.set_value(key);
        let line = EditLine {
            key,
            weekday: line.weekday,
            from: ArcRwSignal::new(line.from),
            until: ArcRwSignal::new(line.until),
            only: ArcRwSignal::new(line.only),
            wrong_from: line.wrong_from,
            wrong_until: line.wrong_until,
        };
        self.lines.update(|lines| lines.push(line));
    }
}

/// `HH:MM` as minutes since midnight.
pub(super) fn minutes(typed: &str) -> Option<u16> {
    let (hours, minutes) = typed.split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.get(..2)?.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// Minutes from one time of day to the next such.
fn length(from: &str, until: &str) -> Option<i64> {
    let (from, until) = (i64::from(minutes(from)?), i64::from(minutes(until)?));
    Some(if until > from {
        until - from
    } else {
        until + 24 * 60 - from
    })
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn a_line_that_ends_before_it_begins_runs_into_the_next_day() {
        assert_eq!(length("09:00", "12:30"), Some(210));
        assert_eq!(length("22:00", "06:00"), Some(480));
        assert_eq!(length("", "12:00"), None);
        assert_eq!(length("24:00", "12:00"), None);
    }
}

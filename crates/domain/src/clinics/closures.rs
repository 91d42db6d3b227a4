//! When a clinic is closed, and its rooms.

use crate::Fault;
use crate::ids::{ClosureId, RoomId};
use crate::staff::{Away, AwayFor, check_dates, clock_time, from_today};
use crate::validate::{Checks, Problem};
use crate::words::words;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

words! {
    /// What sort of closure.
    pub enum ClosureKind {
        /// The clinic's own.
        Closure = "closure",
        /// A public holiday.
        Holiday = "holiday",
    }
}

/// Some days on which the clinic is closed, wholly or in part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewClosure {
    /// What sort.
    pub kind: ClosureKind,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day, itself included.
    pub ends_on: NaiveDate,
    /// On each of them, minutes since midnight, from and until; whole days when `None`.
    pub minutes: Option<(u16, u16)>,
    /// Why: the clinic's word, or the holiday's name.
    pub reason: String,
}

impl NewClosure {
    /// As what it does to those who work there.
    pub const fn away(&self) -> Away {
        Away {
            why: match self.kind {
                ClosureKind::Closure => AwayFor::Closure,
                ClosureKind::Holiday => AwayFor::Holiday,
            },
            from: self.starts_on,
            until: self.ends_on,
            minutes: self.minutes,
        }
    }
}

/// A closure as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// Which.
    pub id: ClosureId,
    /// What it is.
    #[serde(flatten)]
    pub of: NewClosure,
}

/// A clinic's closures, for those who may change them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closings {
    /// Those that are not over, soonest first.
    pub closures: Vec<Closure>,
    /// Whether public holidays on fixed dates are known for the clinic's country.
    pub holidays_known: bool,
    /// Today by the clinic's clock.
    pub today: NaiveDate,
}

/// The form that adds a closure, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClosureForm {
    /// A [`ClosureKind`].
    pub kind: String,
    /// The first day, ISO 8601.
    pub starts_on: String,
    /// The last day, itself included; empty is the first.
    pub ends_on: String,
    /// From, `HH:MM`; both times empty is the whole day.
    pub from: String,
    /// Until, `HH:MM`; `00:00` is midnight.
    pub until: String,
    /// Why; patients do not read it.
    pub reason: String,
}

impl ClosureForm {
    /// Checks every field; the last day may not lie before `today`.
    ///
    /// # Errors
    /// [`Fault::Invalid`] naming every failing field.
    pub fn validate(&self, today: NaiveDate) -> Result<NewClosure, Fault> {
        let mut checks = Checks::new();
        let kind = checks.word("kind", &self.kind);
        let starts_on = checks.date("starts_on", &self.starts_on);
        let ends_on = if self.ends_on.trim().is_empty() {
            starts_on
        } else {
            checks.date("ends_on", &self.ends_on)
        };
        if let (Some(starts_on), Some(ends_on)) = (starts_on, ends_on) {
            check_dates(&mut checks, starts_on, ends_on);
            if ends_on < today {
                let last = if self.ends_on.trim().is_empty() {
                    ("starts_on", &self.starts_on)
                } else {
                    ("ends_on", &self.ends_on)
                };
                from_today(&mut checks, last.0, last.1, today);
            }
        }
        let whole = self.from.is_empty() && self.until.is_empty();
        let minutes = if whole {
            None
        } else {
            let from = clock_time(&mut checks, "from".into(), &self.from);
            let until = clock_time(&mut checks, "until".into(), &self.until)
                .map(|until| if until == 0 { 24 * 60 } else { until });
            if let (Some(from), Some(until)) = (from, until)
                && until <= from
            {
                checks.wrong("until", Problem::EndsBeforeStart);
            }
            from.zip(until)
        };
        let reason = checks.required("reason", &self.reason, 120);
        checks.done()?;
        match (kind, starts_on, ends_on) {
            (Some(kind), Some(starts_on), Some(ends_on)) => Ok(NewClosure {
                kind,
                starts_on,
                ends_on,
                minutes,
                reason,
            }),
            _ => Err(Fault::Internal),
        }
    }
}

/// A room in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// Which.
    pub id: RoomId,
    /// What it is called; one room of a clinic has that name.
    pub name: String,
    /// How many visits to come have it.
    pub ahead: i64,
}

/// The form that adds or renames a room, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RoomForm {
    /// Its name.
    pub name: String,
}

impl RoomForm {
    /// Checks the name.
    ///
    /// # Errors
    /// [`Fault::Invalid`].
    pub fn validate(&self) -> Result<String, Fault> {
        let mut checks = Checks::new();
        let name = checks.required("name", &self.name, 60);
        checks.done()?;
        Ok(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closure_is_whole_days_or_a_part_of_each_and_names_what_is_wrong() {
        let today = "2026-11-23".parse().expect("a date");
        let form = ClosureForm {
            kind: "closure".into(),
            starts_on: "2026-12-24".into(),
            from: "12:00".into(),
            until: "00:00".into(),
            reason: "Réveillon".into(),
            ..ClosureForm::default()
        };
        let read = form.validate(today).expect("a closure");
        assert_eq!(
            (read.ends_on, read.minutes),
            (read.starts_on, Some((720, 1440)))
        );
        let bad = ClosureForm {
            kind: "sleep".into(),
            starts_on: "2026-11-24".into(),
            ends_on: "2026-11-22".into(),
            from: "12:00".into(),
            until: "11:00".into(),
            reason: String::new(),
        };
        let Err(Fault::Invalid { fields }) = bad.validate(today) else {
            panic!("accepted")
        };
        let names: Vec<_> = fields.iter().map(|f| f.field.as_str()).collect();
        assert_eq!(names, ["kind", "ends_on", "ends_on", "until", "reason"]);
    }
}

//! A doctor's schedule beyond the week: what a stretch takes, when they are away, how full a day may become.

use super::input::clock_time;
use super::{Availability, DoctorHours, ExceptionKind, ScheduleException, WeeklyHours};
use crate::Fault;
use crate::clinics::VisitType;
use crate::ids::{LeaveId, ScheduleExceptionId, VisitTypeId};
use crate::time::Interval;
use crate::validate::{Checks, Problem};
use crate::words::words;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The longest leave, days.
const LONGEST_LEAVE: i64 = 366;

/// A stretch of the week and what it takes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Window {
    /// When.
    pub hours: WeeklyHours,
    /// The visit types it takes; empty is all of them.
    pub only: Vec<VisitTypeId>,
}

words! {
    /// Why nobody works on some dates.
    pub enum AwayFor {
        /// The clinic is closed.
        Closure = "closure",
        /// A public holiday.
        Holiday = "holiday",
        /// The doctor is away.
        Leave = "leave",
    }
}

/// Some dates on which a doctor does not work, by the clinic's wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Away {
    /// Why.
    pub why: AwayFor,
    /// The first date.
    pub from: NaiveDate,
    /// The last date, itself included.
    pub until: NaiveDate,
    /// On each of them, minutes since midnight, from and until; whole days when `None`.
    pub minutes: Option<(u16, u16)>,
}

impl Away {
    /// The same, a date at a time, between two dates (both included).
    pub fn days(
        self,
        first: NaiveDate,
        last: NaiveDate,
    ) -> impl Iterator<Item = ScheduleException> {
        let until = self.until.min(last);
        self.from
            .max(first)
            .iter_days()
            .take_while(move |date| *date <= until)
            .map(move |on| ScheduleException {
                on,
                kind: ExceptionKind::Off,
                minutes: self.minutes,
            })
    }
}

/// A dated change as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedChange {
    /// Which.
    pub id: ScheduleExceptionId,
    /// What changes.
    pub exception: ScheduleException,
    /// A word on it.
    pub note: String,
}

/// Days on which a doctor is away, as they are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leave {
    /// Which.
    pub id: LeaveId,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day, itself included.
    pub ends_on: NaiveDate,
    /// Why; the clinic's own.
    pub reason: String,
}

/// How a doctor's days fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Minutes between two starts.
    pub step_min: i64,
    /// The most visits a day; any number when `None`.
    pub most_per_day: Option<i64>,
    /// The last minutes of each day's work that only the desk may book until that day.
    pub reserved_min: i64,
}

/// All that decides when a doctor can be booked, for those who may change it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoctorAvailability {
    /// The week.
    pub week: DoctorHours,
    /// What each stretch of the week takes, in its order; empty is everything.
    pub windows: Vec<Vec<VisitTypeId>>,
    /// What can be booked in the clinic.
    pub types: Vec<VisitType>,
    /// Dated changes from today on.
    pub changes: Vec<DatedChange>,
    /// Leave that is not over.
    pub leave: Vec<Leave>,
    /// How days fill.
    pub limits: Limits,
    /// Whether they take same-day visits now.
    pub availability: Availability,
    /// Today by the clinic's clock.
    pub today: NaiveDate,
}

/// The form that adds a dated change, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExceptionForm {
    /// The date, ISO 8601.
    pub on: String,
    /// An [`ExceptionKind`].
    pub kind: String,
    /// From, `HH:MM`; both times empty is the whole day.
    pub from: String,
    /// Until, `HH:MM`.
    pub until: String,
    /// A word on it.
    pub note: String,
}

impl ExceptionForm {
    /// Checks every field; the date may not lie before `today`.
    ///
    /// # Errors
    /// [`Fault::Invalid`] naming every failing field.
    pub fn validate(&self, today: NaiveDate) -> Result<(ScheduleException, String), Fault> {
        let mut checks = Checks::new();
        let on = from_today(&mut checks, "on", &self.on, today);
        let kind: Option<ExceptionKind> = checks.word("kind", &self.kind);
        let whole = self.from.is_empty() && self.until.is_empty();
        let minutes = if whole {
            if kind == Some(ExceptionKind::Extra) {
                checks.wrong("from", Problem::Required);
                checks.wrong("until", Problem::Required);
            }
            None
        } else {
            let from = clock_time(&mut checks, "from".into(), &self.from);
            let until = clock_time(&mut checks, "until".into(), &self.until);
            from.zip(until).map(|(from, until)| {
                // At or before its beginning an end lies in the next day.
                let next = if until <= from { 24 * 60 } else { 0 };
                (from, until + next)
            })
        };
        let note = checks.optional("note", &self.note, 200).unwrap_or_default();
        checks.done()?;
        match (on, kind) {
            (Some(on), Some(kind)) => Ok((ScheduleException { on, kind, minutes }, note)),
            _ => Err(Fault::Internal),
        }
    }
}

/// The form that adds leave, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LeaveForm {
    /// The first day, ISO 8601.
    pub starts_on: String,
    /// The last day, itself included.
    pub ends_on: String,
    /// Why; may be left out.
    pub reason: String,
}

impl LeaveForm {
    /// Checks every field; the last day may not lie before `today`. The id is the caller's.
    ///
    /// # Errors
    /// [`Fault::Invalid`] naming every failing field.
    pub fn validate(&self, id: LeaveId, today: NaiveDate) -> Result<Leave, Fault> {
        let mut checks = Checks::new();
        let starts_on = checks.date("starts_on", &self.starts_on);
        let ends_on = from_today(&mut checks, "ends_on", &self.ends_on, today);
        if let (Some(starts_on), Some(ends_on)) = (starts_on, ends_on) {
            check_dates(&mut checks, starts_on, ends_on);
        }
        let reason = checks
            .optional("reason", &self.reason, 200)
            .unwrap_or_default();
        checks.done()?;
        match (starts_on, ends_on) {
            (Some(starts_on), Some(ends_on)) => Ok(Leave {
                id,
                starts_on,
                ends_on,
                reason,
            }),
            _ => Err(Fault::Internal),
        }
    }
}

/// Notes a last day before the first, or too long after it, at the field `ends_on`.
pub(crate) fn check_dates(checks: &mut Checks, starts_on: NaiveDate, ends_on: NaiveDate) {
    if ends_on < starts_on {
        checks.wrong("ends_on", Problem::EndsBeforeStart);
    } else if (ends_on - starts_on).num_days() >= LONGEST_LEAVE {
        let (min, max) = (1, LONGEST_LEAVE);
        checks.wrong("ends_on", Problem::OutOfRange { min, max });
    }
}

/// A date that does not lie in the past.
pub(crate) fn from_today(
    checks: &mut Checks,
    field: &str,
    typed: &str,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let date = checks.date(field, typed)?;
    if date < today {
        checks.wrong(field, Problem::InPast);
    }
    Some(date)
}

/// The form of how a doctor's days fill, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LimitsForm {
    /// Minutes between two starts.
    pub step_min: i64,
    /// The most visits a day; empty is any number.
    pub most_per_day: String,
    /// Minutes kept for the desk.
    pub reserved_min: i64,
}

impl LimitsForm {
    /// Checks every field.
    ///
    /// # Errors
    /// [`Fault::Invalid`] naming every failing field.
    pub fn validate(&self) -> Result<Limits, Fault> {
        let mut checks = Checks::new();
        checks.within("step_min", self.step_min, 5, 240);
        let most = self.most_per_day.trim();
        let most_per_day = if most.is_empty() {
            None
        } else {
            let read: Option<i64> = most.parse().ok();
            match read {
                Some(most) => checks.within("most_per_day", most, 1, 200),
                None => checks.wrong("most_per_day", Problem::Malformed),
            }
            read
        };
        checks.within("reserved_min", self.reserved_min, 0, 720);
        checks.done()?;
        Ok(Limits {
            step_min: self.step_min,
            most_per_day,
            reserved_min: self.reserved_min,
        })
    }
}

/// The days that hold as many visits as a doctor takes: of the visits given with their days, those days.
pub fn full_days(most: Option<i64>, days: &[Interval]) -> Vec<Interval> {
    let Some(most) = most else {
        return Vec::new();
    };
    let mut days = days.to_vec();
    days.sort_unstable();
    days.chunk_by(|a, b| a == b)
        .filter(|same| i64::try_from(same.len()).unwrap_or(i64::MAX) >= most)
        .filter_map(|same| same.first().copied())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn wrong(fault: Result<impl std::fmt::Debug, Fault>) -> Vec<String> {
        match fault {
            Err(Fault::Invalid { fields }) => fields.into_iter().map(|f| f.field).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_dated_change_is_a_day_off_or_some_hours_and_extra_time_needs_both_times() {
        let today = date("2026-11-23");
        let form = |kind: &str, from: &str, until: &str| ExceptionForm {
            on: "2026-11-24".into(),
            kind: kind.into(),
            from: from.into(),
            until: until.into(),
            note: String::new(),
        };
        let minutes = |form: ExceptionForm| form.validate(today).map(|(change, _)| change.minutes);
        assert_eq!(minutes(form("off", "", "")), Ok(None));
        assert_eq!(minutes(form("off", "10:00", "12:00")), Ok(Some((600, 720))));
        assert_eq!(
            minutes(form("extra", "22:00", "02:00")),
            Ok(Some((1320, 1560)))
        );
        assert_eq!(
            wrong(form("extra", "", "").validate(today)),
            ["from", "until"]
        );
        assert_eq!(wrong(form("off", "10:00", "").validate(today)), ["until"]);
        let past = ExceptionForm {
            on: "2026-11-22".into(),
            ..form("never", "", "")
        };
        assert_eq!(wrong(past.validate(today)), ["on", "kind"]);
    }

    #[test]
    fn leave_may_have_begun_but_not_be_over_and_ends_after_it_begins() {
        let today = date("2026-11-23");
        let id = LeaveId::new(uuid::Uuid::nil());
        let leave = |starts: &str, ends: &str| {
            LeaveForm {
                starts_on: starts.into(),
                ends_on: ends.into(),
                reason: " Congrès ".into(),
            }
            .validate(id, today)
        };
        assert_eq!(
            leave("2026-11-20", "2026-11-23").map(|l| l.reason),
            Ok("Congrès".into())
        );
        assert_eq!(wrong(leave("2026-11-20", "2026-11-22")), ["ends_on"]);
        assert_eq!(wrong(leave("2026-11-25", "2026-11-24")), ["ends_on"]);
        assert_eq!(wrong(leave("2026-11-25", "2028-11-24")), ["ends_on"]);
    }
}

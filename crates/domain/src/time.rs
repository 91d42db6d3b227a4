//! Instants, intervals and wall-clock times.
//!
//! Instants are UTC. What people read is the clinic's wall clock; it is worked out on the server,
//! by the one module that knows zones, and travels beside the instant in a [`WallTime`].

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::ops::{Add, Sub};

/// A point in time, UTC, to the microsecond (what both database engines keep).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(DateTime<Utc>);

impl Instant {
    /// From microseconds since 1970-01-01T00:00Z; `None` outside the calendar.
    pub fn from_micros(micros: i64) -> Option<Self> {
        DateTime::from_timestamp_micros(micros).map(Self)
    }

    /// Microseconds since 1970-01-01T00:00Z.
    pub fn micros(self) -> i64 {
        self.0.timestamp_micros()
    }

    /// The same instant as a chrono value.
    pub const fn to_utc(self) -> DateTime<Utc> {
        self.0
    }

    /// Later by so many minutes (earlier when negative); saturates at the ends of the calendar.
    #[must_use]
    pub fn plus_minutes(self, minutes: i64) -> Self {
        self + TimeDelta::try_minutes(minutes).unwrap_or(if minutes > 0 {
            TimeDelta::MAX
        } else {
            TimeDelta::MIN
        })
    }
}

impl From<DateTime<Utc>> for Instant {
    /// Cuts to whole microseconds.
    fn from(at: DateTime<Utc>) -> Self {
        Self(DateTime::from_timestamp_micros(at.timestamp_micros()).unwrap_or(at))
    }
}

impl std::fmt::Display for Instant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
    }
}

impl std::str::FromStr for Instant {
    type Err = chrono::ParseError;

    /// Reads RFC 3339.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        DateTime::parse_from_rfc3339(text).map(|at| Self::from(at.to_utc()))
    }
}

impl Add<TimeDelta> for Instant {
    type Output = Self;
    /// Saturates at the ends of the calendar.
    fn add(self, by: TimeDelta) -> Self {
        Self(
            self.0
                .checked_add_signed(by)
                .unwrap_or(if by > TimeDelta::zero() {
                    DateTime::<Utc>::MAX_UTC
                } else {
                    DateTime::<Utc>::MIN_UTC
                }),
        )
    }
}

impl Sub<Instant> for Instant {
    type Output = TimeDelta;
    fn sub(self, other: Self) -> TimeDelta {
        self.0 - other.0
    }
}

/// A half-open stretch of time `[start, end)`, never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Interval {
    start: Instant,
    end: Instant,
}

impl Interval {
    /// `None` unless `end` is after `start`.
    pub fn new(start: Instant, end: Instant) -> Option<Self> {
        (end > start).then_some(Self { start, end })
    }

    /// From `start` until `end`, or a microsecond long where `end` is not after `start`.
    #[must_use]
    pub fn spanning(start: Instant, end: Instant) -> Self {
        const MICROSECOND: TimeDelta = TimeDelta::microseconds(1);
        let start = start.min(Instant(DateTime::<Utc>::MAX_UTC) + -MICROSECOND);
        Self {
            start,
            end: end.max(start + MICROSECOND),
        }
    }

    /// Where it begins (included).
    pub const fn start(self) -> Instant {
        self.start
    }

    /// Where it ends (excluded).
    pub const fn end(self) -> Instant {
        self.end
    }

    /// Whether the two share any time; touching ends do not.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the other lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The shared part, if any.
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }

    /// Whole minutes.
    pub fn minutes(self) -> i64 {
        (self.end - self.start).num_minutes()
    }
}

/// An instant and what the clinic's clock on the wall shows then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WallTime {
    /// The instant.
    pub at: Instant,
    /// The clinic's date and time of day at that instant.
    pub local: NaiveDateTime,
}

impl WallTime {
    /// The clinic's date.
    pub fn date(self) -> NaiveDate {
        self.local.date()
    }

    /// Minutes since the clinic's midnight, by the wall clock.
    pub fn minute_of_day(self) -> u16 {
        use chrono::Timelike;
        u16::try_from(self.local.hour() * 60 + self.local.minute()).unwrap_or(0)
    }
}

/// The name of a time zone in the IANA database, such as `Africa/Tunis`. Whether it exists is
/// checked where the database is: on the server.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sqlx::Type), sqlx(transparent))]
#[serde(transparent)]
pub struct ZoneName(String);

impl ZoneName {
    /// Wraps a name.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for ZoneName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

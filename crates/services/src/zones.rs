//! Zones: the one place that knows what a clinic's clock on the wall shows, and when.
//!
//! The zone data is the copy bundled with the program, never the machine's, so that every
//! instance reckons alike.
//!
//! Hours are wall-clock hours: working time is exactly the time at which the clock shows a time
//! within them. Where the clock jumps forward (02:00 to 03:00 in Paris in spring) a night from
//! 01:00 to 05:00 is an hour shorter and what lies within the gap is not worked; where it goes
//! back, the hour that is shown twice is worked twice.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};
use salus_domain::scheduling::slots::{merge, subtract};
use salus_domain::staff::{Away, ExceptionKind, ScheduleException, WeeklyHours};
use salus_domain::time::{Instant, Interval, WallTime, ZoneName};

/// No zone is further than this from UTC.
const FURTHEST: TimeDelta = TimeDelta::hours(26);

const DAY_MIN: i64 = 24 * 60;

/// Whether the zone database has this name, in this spelling.
pub fn zone_exists(name: &str) -> bool {
    find(name).is_some()
}

fn find(name: &str) -> Option<TimeZone> {
    // The database ignores case; names are stored and compared, so they have one spelling.
    TimeZoneDatabase::bundled()
        .get(name)
        .ok()
        .filter(|zone| zone.iana_name() == Some(name))
}

/// A time zone. Cheap to clone and to look up: the data is read once.
#[derive(Clone, Debug)]
pub struct Zone(TimeZone);

impl Zone {
    /// Looks a zone up; `None` if there is none of that name.
    pub fn named(name: &ZoneName) -> Option<Self> {
        find(name.as_str()).map(Self)
    }

    /// What the clock shows at an instant.
    pub fn wall(&self, at: Instant) -> WallTime {
        let utc = at.to_utc().naive_utc();
        let offset = TimeDelta::seconds(self.0.to_offset(timestamp(at)).seconds().into());
        WallTime {
            at,
            local: utc.checked_add_signed(offset).unwrap_or(utc),
        }
    }

    /// The date the clock shows at an instant.
    pub fn date(&self, at: Instant) -> NaiveDate {
        self.wall(at).date()
    }

    /// When the clock shows `local`. A time shown twice means the first; a time that is jumped
    /// over means the one as much later as the clock jumps (02:30 becomes 03:30): the
    /// "compatible" reading of RFC 5545 and of most calendars.
    pub fn instant(&self, local: NaiveDateTime) -> Instant {
        let as_utc = Instant::from(local.and_utc());
        let civil = Offset::UTC.to_datetime(timestamp(as_utc));
        self.0
            .to_timestamp(civil)
            .ok()
            .and_then(|found| Instant::from_micros(found.as_microsecond()))
            .unwrap_or(as_utc)
    }

    /// A day, from midnight to midnight: 23 or 25 hours long where the clock changes. A date that
    /// a zone skipped altogether (Samoa, 2011-12-30) is a microsecond long.
    pub fn day(&self, date: NaiveDate) -> Interval {
        self.days(date, 1)
    }

    /// So many days, beginning with the midnight of `from`.
    pub fn days(&self, from: NaiveDate, count: u32) -> Interval {
        Interval::spanning(
            self.midnight(from),
            self.midnight(later(from, count.into())),
        )
    }

    /// The first instant at which the clock shows that date or a later one.
    fn midnight(&self, date: NaiveDate) -> Instant {
        let local = date.and_time(NaiveTime::MIN);
        self.runs(local, local)
            .iter()
            .map(|run| (run.shown(local).max(run.from), run.until))
            .find_map(|(first, until)| (first < until).then_some(first))
            .unwrap_or_else(|| self.instant(local))
    }

    /// When a doctor works: weekly hours and extra time, less time off and the clinic's closures
    /// (first and last day, both closed), of the dates from `from` until before `to_exclusive`.
    ///
    /// The stretches are whole, so that the slots in them are the same whichever dates are asked
    /// for: one that began the evening before `from` is not cut at midnight, nor one that ends
    /// after the last midnight, and what follows at once after that belongs to them. Bound the
    /// slots by their earliest and latest start. `exceptions` and `closures` must reach from the
    /// day before `from` to the day `to_exclusive` itself.
    ///
    /// Time off is by the wall-clock day: a day off takes the small hours of the night before away
    /// as well, and leaves the next day's.
    pub fn working_time(
        &self,
        hours: &[WeeklyHours],
        exceptions: &[ScheduleException],
        closures: &[(NaiveDate, NaiveDate)],
        from: NaiveDate,
        to_exclusive: NaiveDate,
    ) -> Vec<Interval> {
        let first = from.pred_opt().unwrap_or(from);
        let runs = self.runs(minute(first, 0), minute(to_exclusive, 2 * DAY_MIN));
        let asked = |date: NaiveDate| first <= date && date <= to_exclusive;
        let mut open = Vec::new();
        for date in first.iter_days().take_while(|date| asked(*date)) {
            let weekday = date.weekday().number_from_monday();
            for line in hours.iter().filter(|h| u32::from(h.weekday) == weekday) {
                let (starts, ends) = (line.starts_min.into(), line.ends_min.into());
                open.extend(shown(&runs, minute(date, starts), minute(date, ends)));
            }
        }
        let mut away = Vec::new();
        for exception in exceptions {
            let on = exception.on;
            let minutes = exception
                .minutes
                .map(|(starts, ends)| (i64::from(starts), i64::from(ends)));
            match (exception.kind, minutes) {
                (ExceptionKind::Extra, Some((starts, ends))) if asked(on) => {
                    open.extend(shown(&runs, minute(on, starts), minute(on, ends)));
                }
                (ExceptionKind::Extra, _) => {}
                (ExceptionKind::Off, minutes) => {
                    let (starts, ends) = minutes.unwrap_or((0, DAY_MIN));
                    away.extend(shown(&runs, minute(on, starts), minute(on, ends)));
                }
            }
        }
        for (starts_on, ends_on) in closures {
            away.extend(shown(
                &runs,
                minute(*starts_on, 0),
                minute(*ends_on, DAY_MIN),
            ));
        }
        let mut open = subtract(merge(open), &away);
        // A visit may run into what begins the moment the last day's work ends, be that after midnight.
        let (begins, ends) = (self.midnight(from), self.midnight(to_exclusive));
        let mut joins = ends;
        open.retain(|stretch| {
            let kept =
                begins < stretch.end() && (stretch.start() < ends || stretch.start() == joins);
            if kept {
                joins = joins.max(stretch.end());
            }
            kept
        });
        open
    }

    /// Exactly when the clock shows something that these absences cover, of those that touch the dates from
    /// the day before `from` until `to_exclusive` itself.
    pub fn away<'a>(
        &self,
        absences: impl IntoIterator<Item = &'a Away>,
        from: NaiveDate,
        to_exclusive: NaiveDate,
    ) -> Vec<Interval> {
        let first = from.pred_opt().unwrap_or(from);
        let runs = self.runs(minute(first, 0), minute(to_exclusive, 2 * DAY_MIN));
        absences
            .into_iter()
            .flat_map(|absence| absence.days(first, to_exclusive))
            .flat_map(|day| {
                let (starts, ends) = day
                    .minutes
                    .map_or((0, DAY_MIN), |(a, b)| (i64::from(a), i64::from(b)));
                shown(&runs, minute(day.on, starts), minute(day.on, ends))
            })
            .collect()
    }

    /// The working time of one date, as a calendar draws it: minutes since midnight by the wall
    /// clock, from and until, in order and apart. The parameters are those of
    /// [`Zone::working_time`].
    pub fn open_minutes(
        &self,
        hours: &[WeeklyHours],
        exceptions: &[ScheduleException],
        closures: &[(NaiveDate, NaiveDate)],
        date: NaiveDate,
    ) -> Vec<(u16, u16)> {
        let runs = self.runs(minute(date, 0), minute(date, DAY_MIN));
        let mut drawn: Vec<(u16, u16)> = self
            .working_time(hours, exceptions, closures, date, later(date, 1))
            .into_iter()
            .flat_map(|stretch| runs.iter().filter_map(move |run| run.drawn(stretch, date)))
            .collect();
        drawn.sort_unstable();
        drawn.dedup_by(|next, last| {
            let joins = next.0 <= last.1;
            if joins {
                last.1 = last.1.max(next.1);
            }
            joins
        });
        drawn
    }

    /// The runs around everything the clock shows from `from` until `until`.
    fn runs(&self, from: NaiveDateTime, until: NaiveDateTime) -> Vec<Run> {
        let mut begins = Instant::from(from.and_utc()) + -FURTHEST;
        let ends = Instant::from(until.and_utc()) + FURTHEST;
        let mut offset = self.0.to_offset(timestamp(begins));
        let mut runs = Vec::new();
        for change in self.0.following(timestamp(begins)) {
            let at = Instant::from_micros(change.timestamp().as_microsecond()).unwrap_or(ends);
            if at >= ends {
                break;
            }
            runs.push(Run::new(begins, at, offset));
            (begins, offset) = (at, change.offset());
        }
        runs.push(Run::new(begins, ends, offset));
        runs
    }
}

/// A time during which the clock runs evenly.
struct Run {
    from: Instant,
    until: Instant,
    /// Ahead of UTC by.
    offset: TimeDelta,
}

impl Run {
    fn new(from: Instant, until: Instant, offset: Offset) -> Self {
        Self {
            from,
            until,
            offset: TimeDelta::seconds(offset.seconds().into()),
        }
    }

    /// When a clock that always ran like this would show `local`.
    fn shown(&self, local: NaiveDateTime) -> Instant {
        Instant::from(local.and_utc()) + -self.offset
    }

    /// The part of a stretch in this run, as minutes of that date.
    fn drawn(&self, stretch: Interval, date: NaiveDate) -> Option<(u16, u16)> {
        let midnight = self.shown(minute(date, 0));
        let within = Interval::new(self.from, self.until)?.intersection(stretch)?;
        let since = |at: Instant| (at - midnight).num_minutes().clamp(0, DAY_MIN);
        let (from, until) = (since(within.start()), since(within.end()));
        (from < until).then_some((u16::try_from(from).ok()?, u16::try_from(until).ok()?))
    }
}

/// Exactly the time at which the clock shows something from `from` until before `until`.
fn shown(runs: &[Run], from: NaiveDateTime, until: NaiveDateTime) -> Vec<Interval> {
    let mut pieces: Vec<Interval> = Vec::new();
    for run in runs {
        let starts = run.shown(from).max(run.from);
        let ends = run.shown(until).min(run.until);
        match (pieces.last_mut(), Interval::new(starts, ends)) {
            (Some(last), Some(next)) if last.end() == next.start() => {
                *last = Interval::spanning(last.start(), next.end());
            }
            (_, next) => pieces.extend(next),
        }
    }
    pieces
}

/// So many minutes after that date's midnight, by the wall clock.
fn minute(date: NaiveDate, minutes: i64) -> NaiveDateTime {
    let midnight = date.and_time(NaiveTime::MIN);
    midnight
        .checked_add_signed(TimeDelta::minutes(minutes))
        .unwrap_or(midnight)
}

fn later(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days))
        .unwrap_or(NaiveDate::MAX)
}

/// As the zone database counts, whose calendar ends earlier than ours.
fn timestamp(at: Instant) -> Timestamp {
    Timestamp::from_microsecond(at.micros()).unwrap_or(if at.micros() < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

//! The same through every clock change, with hours nobody thought of.

use super::{ZONES, date, hours, next, rules, zone};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use proptest::prelude::*;
use salus_domain::scheduling::slots::{SlotRules, free_slots};
use salus_domain::staff::{Away, AwayFor, ExceptionKind, ScheduleException, WeeklyHours};
use salus_domain::time::{Instant, Interval};
use salus_services::zones::Zone;
use std::collections::BTreeSet;

/// Days on which the clocks of [`ZONES`] change, and quiet ones.
const DATES: [&str; 10] = [
    "2026-03-29",
    "2026-10-25",
    "2026-09-20",
    "2026-02-15",
    "2026-04-24",
    "2026-10-30",
    "2026-03-08",
    "2026-11-01",
    "2026-06-15",
    "2026-12-31",
];

/// Days on which the clocks of Paris, New York, Cairo and Casablanca change from 2025 to 2028.
const CHANGES: [&str; 28] = [
    "2025-03-30",
    "2025-10-26",
    "2026-03-29",
    "2026-10-25",
    "2027-03-28",
    "2027-10-31",
    "2028-03-26",
    "2028-10-29",
    "2025-03-09",
    "2025-11-02",
    "2026-03-08",
    "2026-11-01",
    "2027-03-14",
    "2027-11-07",
    "2028-03-12",
    "2028-11-05",
    "2025-04-25",
    "2025-10-30",
    "2026-04-24",
    "2026-10-29",
    "2027-04-30",
    "2027-10-28",
    "2028-04-28",
    "2028-10-26",
    "2025-02-23",
    "2025-04-06",
    "2026-02-15",
    "2026-03-22",
];

fn a_zone() -> impl Strategy<Value = Zone> {
    proptest::sample::select(&ZONES[..]).prop_map(zone)
}

/// A few days around a date.
fn a_start() -> impl Strategy<Value = NaiveDate> {
    (proptest::sample::select(&DATES[..]), 0_u64..4)
        .prop_map(|(day, back)| date(day) - Days::new(back))
}

fn minutes(step: u16) -> impl Strategy<Value = (u16, u16)> {
    (0..1440 / step, 1..1440 / step)
        .prop_map(move |(from, length)| (from * step, (from + length) * step))
}

fn a_week(step: u16) -> impl Strategy<Value = Vec<WeeklyHours>> {
    let line = (1_u8..=7, minutes(step)).prop_map(|(day, (from, until))| hours(day, from, until));
    proptest::collection::vec(line, 0..12)
}

fn some_exceptions(from: NaiveDate) -> impl Strategy<Value = Vec<ScheduleException>> {
    let one = (0_u64..6, any::<bool>(), proptest::option::of(minutes(5))).prop_map(
        move |(later, extra, minutes)| ScheduleException {
            on: from - Days::new(1) + Days::new(later),
            kind: if extra && minutes.is_some() {
                ExceptionKind::Extra
            } else {
                ExceptionKind::Off
            },
            minutes,
        },
    );
    proptest::collection::vec(one, 0..4)
}

/// Whether the stretch on that date covers what the clock shows.
fn covers(on: NaiveDate, (from, until): (u16, u16), shown: NaiveDateTime) -> bool {
    let since = (shown - on.and_hms_opt(0, 0, 0).expect("midnight")).num_minutes();
    i64::from(from) <= since && since < i64::from(until)
}

fn within_hours(week: &[WeeklyHours], shown: NaiveDateTime) -> bool {
    [shown.date(), shown.date() - Days::new(1)]
        .iter()
        .any(|on| {
            week.iter().any(|h| {
                u32::from(h.weekday) == on.weekday().number_from_monday()
                    && covers(*on, (h.starts_min, h.ends_min), shown)
            })
        })
}

/// What working time is: a look at the wall clock, a minute at a time.
fn at_work(
    week: &[WeeklyHours],
    exceptions: &[ScheduleException],
    closures: &[(NaiveDate, NaiveDate)],
    shown: NaiveDateTime,
) -> bool {
    let excepted = |kind| {
        exceptions
            .iter()
            .any(|e| e.kind == kind && covers(e.on, e.minutes.unwrap_or((0, 1440)), shown))
    };
    let closed = closures
        .iter()
        .any(|(a, b)| (*a..=*b).contains(&shown.date()));
    (within_hours(week, shown) || excepted(ExceptionKind::Extra))
        && !excepted(ExceptionKind::Off)
        && !closed
}

fn every_minute(of: Interval) -> impl Iterator<Item = Instant> {
    (0..of.minutes()).map(move |minute| of.start().plus_minutes(minute))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn working_time_is_when_the_clock_shows_a_time_within_the_hours(
        zone in a_zone(),
        (from, exceptions) in a_start().prop_flat_map(|from| (Just(from), some_exceptions(from))),
        week in a_week(5),
        closures in proptest::collection::vec((0_u64..6, 0_u64..2), 0..2),
    ) {
        let closures: Vec<_> = closures
            .into_iter()
            .map(|(later, days)| (from - Days::new(1) + Days::new(later), days))
            .map(|(first, days)| (first, first + Days::new(days)))
            .collect();
        let worked = zone.working_time(&week, &exceptions, &closures, from, from + Days::new(4));
        prop_assert!(worked.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
        for moment in every_minute(zone.days(from, 4)) {
            let shown = zone.wall(moment).local;
            let works = worked.iter().any(|w| w.start() <= moment && moment < w.end());
            prop_assert_eq!(works, at_work(&week, &exceptions, &closures, shown), "{}", shown);
        }
        for day in from.iter_days().take(4) {
            let drawn = zone.open_minutes(&week, &exceptions, &closures, day);
            let shown: BTreeSet<i64> = every_minute(zone.day(day))
                .map(|moment| zone.wall(moment).local)
                .filter(|shown| at_work(&week, &exceptions, &closures, *shown))
                .map(|shown| i64::from(shown.hour() * 60 + shown.minute()))
                .collect();
            let covered: BTreeSet<i64> = drawn
                .iter()
                .flat_map(|(a, b)| i64::from(*a)..i64::from(*b))
                .collect();
            prop_assert_eq!(covered, shown, "{}", day);
            prop_assert!(drawn.windows(2).all(|pair| pair[0].1 < pair[1].0), "{:?}", drawn);
        }
    }

    /// Closures for a part of each day, leave and days off, through every clock change of four years: also
    /// where they span the gap or the hour that is shown twice.
    #[test]
    fn somebody_is_away_exactly_while_the_clock_shows_so(
        zone in a_zone(),
        (day, back) in (proptest::sample::select(&CHANGES[..]), 0_u64..3),
        spans in proptest::collection::vec(
            (0_u64..5, 0_u64..3, proptest::option::of((0_u16..288, 1_u16..288))), 1..4,
        ),
    ) {
        let from = date(day) - Days::new(back);
        let absences: Vec<Away> = spans
            .into_iter()
            .map(|(later, days, minutes)| Away {
                why: AwayFor::Closure,
                from: from - Days::new(1) + Days::new(later),
                until: from - Days::new(1) + Days::new(later + days),
                minutes: minutes.map(|(from, length)| (from * 5, (from + length).min(288) * 5)),
            })
            .collect();
        let away = zone.away(&absences, from, from + Days::new(4));
        // As time off they leave exactly the rest of a doctor's day and night.
        let off: Vec<ScheduleException> = absences
            .iter()
            .flat_map(|of| of.days(from - Days::new(1), from + Days::new(4)))
            .collect();
        let round_the_clock = super::every_day(0, 1440);
        let worked = zone.working_time(&round_the_clock, &off, &[], from, from + Days::new(4));
        for moment in every_minute(zone.days(from, 4)) {
            let shown = zone.wall(moment).local;
            let expected = absences.iter().any(|of| {
                (of.from..=of.until).contains(&shown.date())
                    && covers(shown.date(), of.minutes.unwrap_or((0, 1440)), shown)
            });
            let inside = |times: &[Interval]| {
                times.iter().any(|time| time.start() <= moment && moment < time.end())
            };
            prop_assert_eq!(inside(&away), expected, "{}", shown);
            prop_assert_eq!(inside(&worked), !expected, "{}", shown);
        }
    }

    /// Quarter-hour slots on quarter-hour hours fill the working time of every day, whatever the
    /// clock does: none is lost, none is offered twice, each shows a time within the hours.
    #[test]
    fn slots_fill_the_hours_through_every_clock_change(
        zone in a_zone(),
        from in a_start(),
        week in a_week(15),
    ) {
        for day in from.iter_days().take(4) {
            let open = zone.working_time(&week, &[], &[], day, next(day));
            let starts: Vec<Instant> = free_slots(&open, &[], &rules(zone.day(day), 15))
                .map(Interval::start)
                .collect();
            prop_assert!(starts.is_sorted_by(|a, b| a < b), "offered twice");
            let expected: Vec<Instant> = every_minute(zone.day(day))
                .step_by(15)
                .filter(|moment| within_hours(&week, zone.wall(*moment).local))
                .collect();
            prop_assert_eq!(starts, expected, "{}", day);
        }
    }

    /// A slot shown in the week's list is still one when its day alone is looked at.
    #[test]
    fn a_day_offers_what_its_week_offers(
        zone in a_zone(),
        from in a_start(),
        week in a_week(5),
        step in 7_i64..60,
    ) {
        // Hours as the editor accepts them: no two overlap.
        let mut apart: Vec<WeeklyHours> = Vec::new();
        for line in week {
            let span = |h: WeeklyHours, shift: i64| {
                let day = (i64::from(h.weekday) + shift) * 1440;
                (day + i64::from(h.starts_min), day + i64::from(h.ends_min))
            };
            let clash = apart.iter().any(|other| [-7, 0, 7].iter().any(|shift| {
                let ((a, b), (c, d)) = (span(*other, 0), span(line, *shift));
                a < d && c < b
            }));
            if !clash {
                apart.push(line);
            }
        }
        let whole = zone.working_time(&apart, &[], &[], from, from + Days::new(7));
        for day in from.iter_days().take(7) {
            let open = zone.working_time(&apart, &[], &[], day, next(day));
            let rules = SlotRules { duration_min: 40, ..rules(zone.day(day), step) };
            let alone: Vec<_> = free_slots(&open, &[], &rules).collect();
            let listed: Vec<_> = free_slots(&whole, &[], &rules).collect();
            prop_assert_eq!(alone, listed, "{}", day);
        }
    }

    #[test]
    fn the_wall_clock_and_back(zone in a_zone(), from in a_start(), minute in 0_i64..4 * 1440) {
        let moment = zone.day(from).start().plus_minutes(minute);
        let shown = zone.wall(moment);
        let back = zone.instant(shown.local);
        // Shown twice: back is the first time.
        prop_assert!(back == moment || back < moment && zone.wall(back).local == shown.local);
        let wanted = from.and_hms_opt(0, 0, 0).expect("midnight") + TimeDelta::minutes(minute);
        let found = zone.wall(zone.instant(wanted)).local;
        // Jumped over: as much later as the clock jumped.
        prop_assert!(found == wanted || found == wanted + TimeDelta::hours(1));
    }
}

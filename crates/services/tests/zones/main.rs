//! What the clinic's clock shows, and when: clock changes, nights, days off, slots.

mod properties;

use chrono::{Days, NaiveDate, NaiveDateTime, Timelike};
use salus_domain::scheduling::slots::{SlotRules, free_slots};
use salus_domain::staff::{ExceptionKind, ScheduleException, WeeklyHours};
use salus_domain::time::{Instant, Interval, ZoneName};
use salus_services::zones::{Zone, zone_exists};
use std::collections::BTreeSet;

const ZONES: [&str; 6] = [
    "Europe/Paris",
    "Africa/Casablanca",
    "Africa/Tunis",
    "Africa/Cairo",
    "America/New_York",
    "UTC",
];

fn zone(name: &str) -> Zone {
    Zone::named(&ZoneName::new(name)).expect("a zone")
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn at(text: &str) -> Instant {
    text.parse().expect("an instant")
}

fn local(text: &str) -> NaiveDateTime {
    text.parse().expect("a local time")
}

fn hours(weekday: u8, starts_min: u16, ends_min: u16) -> WeeklyHours {
    WeeklyHours {
        weekday,
        starts_min,
        ends_min,
    }
}

fn every_day(starts_min: u16, ends_min: u16) -> Vec<WeeklyHours> {
    (1..=7)
        .map(|day| hours(day, starts_min, ends_min))
        .collect()
}

fn off(on: &str, minutes: Option<(u16, u16)>) -> ScheduleException {
    ScheduleException {
        on: date(on),
        kind: ExceptionKind::Off,
        minutes,
    }
}

fn next(day: NaiveDate) -> NaiveDate {
    day + Days::new(1)
}

/// The working time that begins on that date, as text.
fn works(
    zone: &Zone,
    hours: &[WeeklyHours],
    exceptions: &[ScheduleException],
    on: &str,
) -> Vec<String> {
    let on = date(on);
    zone.working_time(hours, exceptions, &[], on, next(on))
        .into_iter()
        .filter(|stretch| zone.date(stretch.start()) == on)
        .map(|stretch| format!("{} {}", stretch.start(), stretch.end()))
        .collect()
}

fn rules(of: Interval, minutes: i64) -> SlotRules {
    SlotRules {
        duration_min: minutes,
        buffer_before_min: 0,
        buffer_after_min: 0,
        step_min: minutes,
        earliest: of.start(),
        latest: of.end(),
    }
}

/// The wall-clock starts of the slots of one date.
fn slots(zone: &Zone, hours: &[WeeklyHours], on: &str, minutes: i64) -> Vec<String> {
    let on = date(on);
    let open = zone.working_time(hours, &[], &[], on, next(on));
    free_slots(&open, &[], &rules(zone.day(on), minutes))
        .map(|slot| zone.wall(slot.start()).local.format("%H:%M").to_string())
        .collect()
}

#[test]
fn morocco_is_at_utc_for_good_since_september_2026() {
    let casablanca = zone("Africa/Casablanca");
    let noon = |day: &str| {
        casablanca
            .wall(at(&format!("{day}T12:00:00Z")))
            .local
            .hour()
    };
    assert_eq!(noon("2026-09-19"), 13);
    for day in [
        "2026-09-21",
        "2026-12-01",
        "2027-02-20",
        "2027-06-01",
        "2030-07-01",
    ] {
        assert_eq!(
            noon(day),
            12,
            "{day}: the bundled zone data is older than 2026c"
        );
    }
}

#[test]
fn the_same_hours_are_another_instant_after_the_change() {
    let nine_to_noon = every_day(9 * 60, 12 * 60);
    for (name, day, expected) in [
        (
            "Europe/Paris",
            "2026-03-28",
            "2026-03-28T08:00:00Z 2026-03-28T11:00:00Z",
        ),
        (
            "Europe/Paris",
            "2026-03-29",
            "2026-03-29T07:00:00Z 2026-03-29T10:00:00Z",
        ),
        (
            "Europe/Paris",
            "2026-10-24",
            "2026-10-24T07:00:00Z 2026-10-24T10:00:00Z",
        ),
        (
            "Europe/Paris",
            "2026-10-25",
            "2026-10-25T08:00:00Z 2026-10-25T11:00:00Z",
        ),
        (
            "Africa/Casablanca",
            "2026-09-19",
            "2026-09-19T08:00:00Z 2026-09-19T11:00:00Z",
        ),
        (
            "Africa/Casablanca",
            "2026-09-21",
            "2026-09-21T09:00:00Z 2026-09-21T12:00:00Z",
        ),
        (
            "Africa/Casablanca",
            "2026-12-01",
            "2026-12-01T09:00:00Z 2026-12-01T12:00:00Z",
        ),
        (
            "Africa/Tunis",
            "2026-01-15",
            "2026-01-15T08:00:00Z 2026-01-15T11:00:00Z",
        ),
        (
            "Africa/Tunis",
            "2026-07-15",
            "2026-07-15T08:00:00Z 2026-07-15T11:00:00Z",
        ),
        (
            "America/New_York",
            "2026-03-08",
            "2026-03-08T13:00:00Z 2026-03-08T16:00:00Z",
        ),
    ] {
        assert_eq!(
            works(&zone(name), &nine_to_noon, &[], day),
            [expected],
            "{name} {day}"
        );
    }
}

#[test]
fn a_night_is_an_hour_shorter_in_spring_and_an_hour_longer_in_autumn() {
    let (paris, night) = (zone("Europe/Paris"), every_day(60, 5 * 60));
    assert_eq!(
        works(&paris, &night, &[], "2026-03-29"),
        ["2026-03-29T00:00:00Z 2026-03-29T03:00:00Z"]
    );
    assert_eq!(
        slots(&paris, &night, "2026-03-29", 30),
        ["01:00", "01:30", "03:00", "03:30", "04:00", "04:30"]
    );
    assert_eq!(
        works(&paris, &night, &[], "2026-10-25"),
        ["2026-10-24T23:00:00Z 2026-10-25T04:00:00Z"]
    );
    assert_eq!(
        slots(&paris, &night, "2026-10-25", 60),
        ["01:00", "02:00", "02:00", "03:00", "04:00"]
    );
}

#[test]
fn hours_that_begin_or_end_in_the_gap_meet_at_the_jump_and_those_within_it_are_not_worked() {
    let paris = zone("Europe/Paris");
    let on = |starts, ends| works(&paris, &every_day(starts, ends), &[], "2026-03-29");
    assert_eq!(on(150, 300), ["2026-03-29T01:00:00Z 2026-03-29T03:00:00Z"]);
    assert_eq!(on(60, 150), ["2026-03-29T00:00:00Z 2026-03-29T01:00:00Z"]);
    assert_eq!(on(130, 160), [""; 0]);
}

#[test]
fn hours_within_the_hour_that_is_shown_twice_are_worked_twice() {
    let paris = zone("Europe/Paris");
    assert_eq!(
        works(&paris, &every_day(130, 160), &[], "2026-10-25"),
        [
            "2026-10-25T00:10:00Z 2026-10-25T00:40:00Z",
            "2026-10-25T01:10:00Z 2026-10-25T01:40:00Z"
        ]
    );
}

#[test]
fn a_night_shift_belongs_to_its_evening_but_a_day_off_to_the_calendar() {
    let tunis = zone("Africa/Tunis");
    // Sunday 22:00 until Monday 02:00.
    let shift = [hours(7, 22 * 60, 26 * 60)];
    let monday = date("2026-03-02");
    let whole = tunis.working_time(&shift, &[], &[], monday, next(monday));
    assert_eq!(
        whole,
        Interval::new(at("2026-03-01T21:00:00Z"), at("2026-03-02T01:00:00Z"))
            .into_iter()
            .collect::<Vec<_>>()
    );
    assert_eq!(tunis.open_minutes(&shift, &[], &[], monday), [(0, 120)]);
    assert_eq!(
        tunis.open_minutes(&shift, &[], &[], date("2026-03-01")),
        [(1320, 1440)]
    );

    let away = [off("2026-03-02", None)];
    assert_eq!(tunis.open_minutes(&shift, &away, &[], monday), []);
    assert_eq!(
        tunis.open_minutes(&shift, &away, &[], date("2026-03-01")),
        [(1320, 1440)]
    );
}

#[test]
fn time_off_and_closures_take_away_from_extra_time_too() {
    let paris = zone("Europe/Paris");
    let week = every_day(9 * 60, 12 * 60);
    let changes = [
        ScheduleException {
            on: date("2026-05-05"),
            kind: ExceptionKind::Extra,
            minutes: Some((14 * 60, 18 * 60)),
        },
        off("2026-05-05", Some((11 * 60, 15 * 60))),
    ];
    let closed = [(date("2026-05-06"), date("2026-05-07"))];
    let on = |day: &str| paris.open_minutes(&week, &changes, &closed, date(day));
    assert_eq!(on("2026-05-04"), [(540, 720)]);
    assert_eq!(on("2026-05-05"), [(540, 660), (900, 1080)]);
    assert_eq!((on("2026-05-06"), on("2026-05-07")), (vec![], vec![]));
    assert_eq!(on("2026-05-08"), [(540, 720)]);
}

#[test]
fn a_calendar_leaves_the_missing_hour_out_and_draws_the_double_one_once() {
    let (paris, night) = (zone("Europe/Paris"), every_day(60, 300));
    assert_eq!(
        paris.open_minutes(&night, &[], &[], date("2026-03-29")),
        [(60, 120), (180, 300)]
    );
    assert_eq!(
        paris.open_minutes(&night, &[], &[], date("2026-10-25")),
        [(60, 300)]
    );
}

#[test]
fn a_wall_clock_time_that_is_missing_or_double_is_read_as_calendars_do() {
    let paris = zone("Europe/Paris");
    assert_eq!(
        paris.instant(local("2026-03-29T02:30:00")),
        at("2026-03-29T01:30:00Z")
    );
    assert_eq!(
        paris.instant(local("2026-10-25T02:30:00")),
        at("2026-10-25T00:30:00Z")
    );
}

#[test]
fn days_tile_the_years_whatever_the_clock_does() {
    for name in ZONES {
        let zone = zone(name);
        let mut lengths = BTreeSet::new();
        let mut day = date("2025-12-31");
        while day < date("2028-01-02") {
            let now = zone.day(day);
            assert_eq!(now.end(), zone.day(next(day)).start(), "{name} {day}");
            assert_eq!(zone.date(now.start()), day, "{name}");
            assert_eq!(zone.date(now.end().plus_minutes(-1)), day, "{name}");
            assert_eq!(
                zone.days(day, 30).end(),
                zone.day(day + Days::new(29)).end()
            );
            lengths.insert(now.minutes() / 60);
            day = next(day);
        }
        let expected: &[i64] = match name {
            "Africa/Tunis" | "UTC" => &[24],
            _ => &[23, 24, 25],
        };
        assert_eq!(lengths, expected.iter().copied().collect(), "{name}");
    }
}

#[test]
fn a_zone_is_named_in_its_own_spelling() {
    for name in ZONES {
        assert!(zone_exists(name), "{name}");
    }
    for name in [
        "",
        "africa/tunis",
        "Africa/Nowhere",
        "../etc/passwd",
        "CEST",
        "+01:00",
    ] {
        assert!(!zone_exists(name), "{name}");
        assert!(Zone::named(&ZoneName::new(name)).is_none(), "{name}");
    }
}

#[test]
fn a_skipped_day_and_the_ends_of_the_calendar_do_no_harm() {
    let apia = zone("Pacific/Apia");
    let skipped = apia.day(date("2011-12-30"));
    assert_eq!(skipped.minutes(), 0);
    assert_eq!(
        apia.day(date("2011-12-29")).end(),
        apia.day(date("2011-12-31")).start()
    );
    for far in [NaiveDate::MIN, NaiveDate::MAX] {
        let day = apia.day(far);
        assert!(day.start() < day.end());
        apia.wall(day.start());
        apia.instant(far.and_hms_opt(12, 0, 0).expect("noon"));
        apia.working_time(
            &every_day(0, 2880),
            &[off("2026-01-01", None)],
            &[(far, far)],
            far,
            far,
        );
    }
}

//! Days as columns of time: a doctor's calendar and the desk's board.

use super::appointment::{icon, patient_line, tone, what};
use super::format;
use super::reader::locale;
use super::words;
use crate::i18n::{Locale, td_string};
use crate::ui::{TimeGridClosed, TimeGridColumn, TimeGridEvent, TimeGridNow};
use chrono::{Datelike, NaiveDate, TimeDelta};
use leptos::prelude::*;
use salus_domain::scheduling::state::State;
use salus_domain::scheduling::{AppointmentView, CalendarDay};
use salus_domain::time::WallTime;

/// Whether an appointment stands in a calendar: what was called off does not.
pub const fn stands(state: State) -> bool {
    !matches!(state, State::Refused | State::Cancelled | State::Expired)
}

/// The Monday of a date's week.
pub fn monday(date: NaiveDate) -> NaiveDate {
    plus_days(date, -i64::from(date.weekday().num_days_from_monday()))
}

/// So many days later; the date itself at the ends of the calendar.
pub fn plus_days(date: NaiveDate, days: i64) -> NaiveDate {
    TimeDelta::try_days(days)
        .and_then(|by| date.checked_add_signed(by))
        .unwrap_or(date)
}

/// First and last hour to show, so that all working time and every appointment is in sight.
pub fn hours(days: &[&CalendarDay]) -> (u16, u16) {
    let open = days.iter().flat_map(|day| day.open.iter().copied());
    let visits = days.iter().flat_map(|day| {
        day.appointments
            .iter()
            .filter(|a| stands(a.state))
            .filter_map(span)
    });
    let (from, to) = open
        .chain(visits)
        .fold((8 * 60, 18 * 60), |(from, to), (a, b)| {
            (a.min(from), b.max(to))
        });
    (from / 60, to.div_ceil(60).min(24))
}

/// Begin and end in minutes since midnight of the day it begins; at most until midnight.
fn span(appointment: &AppointmentView) -> Option<(u16, u16)> {
    let starts = appointment.starts?;
    let from = starts.minute_of_day();
    let usual = || {
        appointment
            .visit_type
            .as_ref()
            .map_or(30, |visit_type| visit_type.duration_min)
    };
    let length = appointment
        .ends
        .map_or_else(usual, |ends| (ends.local - starts.local).num_minutes());
    let to = i64::from(from).saturating_add(length.max(5)).min(1440);
    Some((from, u16::try_from(to).unwrap_or(1440)))
}

/// For each of the spans, in order of their begins, its lane and how many lie side by side there.
fn lanes(spans: &[(u16, u16)]) -> Vec<(u16, u16)> {
    let mut placed: Vec<(u16, u16)> = Vec::with_capacity(spans.len());
    let mut ends: Vec<u16> = Vec::new();
    let mut group = 0;
    for (index, &(from, to)) in spans.iter().enumerate() {
        if ends.iter().all(|end| *end <= from) {
            close(&mut placed[group..], ends.len());
            ends.clear();
            group = index;
        }
        let lane = ends
            .iter()
            .position(|end| *end <= from)
            .unwrap_or(ends.len());
        if lane == ends.len() {
            ends.push(to);
        } else {
            ends[lane] = to;
        }
        placed.push((u16::try_from(lane).unwrap_or(u16::MAX), 1));
    }
    close(&mut placed[group..], ends.len());
    placed
}

fn close(group: &mut [(u16, u16)], lanes: usize) {
    for (_, count) in group {
        *count = u16::try_from(lanes.max(1)).unwrap_or(u16::MAX);
    }
}

/// What lies between the open stretches of a day.
fn closed(open: &[(u16, u16)]) -> Vec<(u16, u16)> {
    let mut open = open.to_vec();
    open.sort_unstable();
    let mut gaps = Vec::new();
    let mut from = 0;
    for (begin, end) in open {
        if begin > from {
            gaps.push((from, begin - from));
        }
        from = from.max(end);
    }
    if from < 1440 {
        gaps.push((from, 1440 - from));
    }
    gaps
}

/// One day of one doctor as a column of a `TimeGrid`.
#[component]
pub fn DayColumn(
    /// The day.
    day: CalendarDay,
    /// The doctor, or the day.
    #[prop(into)]
    name: String,
    /// A quieter line.
    #[prop(into)]
    note: String,
    /// The column is a person.
    #[prop(optional)]
    person: bool,
    /// Now, by the clinic's clock.
    now: WallTime,
) -> impl IntoView {
    let l = locale();
    let today = day.date == now.date();
    let off = day.open.is_empty();
    let closed = closed(&day.open)
        .into_iter()
        .map(|(start, length)| {
            view! {
                <TimeGridClosed start_min=start len_min=length>
                    {off.then(|| td_string!(l, doctor.calendar_closed))}
                </TimeGridClosed>
            }
        })
        .collect_view();
    let mut visits: Vec<((u16, u16), AppointmentView)> = day
        .appointments
        .into_iter()
        .filter(|a| stands(a.state))
        .filter_map(|a| Some((span(&a)?, a)))
        .collect();
    visits.sort_by_key(|(span, _)| *span);
    let spans: Vec<(u16, u16)> = visits.iter().map(|(span, _)| *span).collect();
    let events = visits
        .into_iter()
        .zip(lanes(&spans))
        .map(|((span, appointment), lane)| event(l, span, lane, &appointment))
        .collect_view();
    view! {
        <TimeGridColumn name=name note=note person=person today=today>
            {closed}
            {events}
            {today.then(|| view! { <TimeGridNow minute=now.minute_of_day() /> })}
        </TimeGridColumn>
    }
}

fn event(
    l: Locale,
    (from, to): (u16, u16),
    (lane, lanes): (u16, u16),
    appointment: &AppointmentView,
) -> AnyView {
    let state = appointment.state;
    let time = format::minute_of_day(from);
    let label = format!(
        "{time}–{}, {}, {}",
        format::minute_of_day(to),
        patient_line(l, appointment),
        words::state(l, state)
    );
    view! {
        <TimeGridEvent
            start_min=from
            len_min=to - from
            lane=lane
            lanes=lanes
            tone=tone(state)
            icon=icon(state)
            href=format!("/appointments/{}", appointment.id)
            time=time
            title=appointment.patient.name()
            meta=what(l, appointment).unwrap_or_default()
            label=label
            request=matches!(state, State::Requested | State::AwaitingDoctor | State::Held)
        />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_overlaps_stands_side_by_side_and_what_follows_does_not() {
        let spans = [(540, 570), (550, 600), (570, 590), (600, 630), (700, 730)];
        assert_eq!(lanes(&spans), [(0, 2), (1, 2), (0, 2), (0, 1), (0, 1)]);
        assert_eq!(
            lanes(&[(0, 30), (0, 30), (0, 30)]),
            [(0, 3), (1, 3), (2, 3)]
        );
        assert!(lanes(&[]).is_empty());
    }

    #[test]
    fn closed_is_what_is_not_open() {
        assert_eq!(
            closed(&[(840, 1080), (540, 720)]),
            [(0, 540), (720, 120), (1080, 360)]
        );
        assert_eq!(closed(&[]), [(0, 1440)]);
        assert_eq!(closed(&[(1200, 1500)]), [(0, 1200)]);
    }

    #[test]
    fn weeks_begin_on_monday() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).expect("a date");
        assert_eq!(monday(day(24)), day(23));
        assert_eq!(monday(day(23)), day(23));
        assert_eq!(monday(day(29)), day(23));
    }
}

//! All of the patient's appointments, as a list or as months.

use crate::api::scheduling::my_appointments;
use crate::features::address::query;
use crate::features::appointment::{AppointmentCard, is_over};
use crate::features::calendar::{monday, plus_days};
use crate::features::format;
use crate::features::frame::PublicFrame;
use crate::features::live::now;
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Card, DateGrid, Day, Empty, Go, LinkButton, PageHeader, Section, SegmentLink, Segmented,
    Variant,
};
use chrono::{Datelike, Months, NaiveDate};
use leptos::prelude::*;
use salus_domain::scheduling::AppointmentView;
use salus_domain::time::Instant;

/// What the address asks for.
#[derive(Clone, Copy)]
struct Asked {
    calendar: bool,
    month: Option<NaiveDate>,
    day: Option<NaiveDate>,
}

/// `/my/appointments`.
#[component]
pub fn MyAppointments() -> impl IntoView {
    let l = locale();
    let asked = Asked {
        calendar: query("view").as_deref() == Some("calendar"),
        month: query("month").and_then(|month| format!("{month}-01").parse().ok()),
        day: query("day").and_then(|day| day.parse().ok()),
    };
    view! {
        <PublicFrame title=td_string!(l, common.my_appointments)>
            <PageHeader title=td_string!(l, common.my_appointments)>
                <Segmented label=td_string!(l, patient.view)>
                    <SegmentLink href="/my/appointments" icon="list" current=!asked.calendar>
                        {td_string!(l, patient.view_list)}
                    </SegmentLink>
                    <SegmentLink href="/my/appointments?view=calendar" icon="calendar" current=asked.calendar>
                        {td_string!(l, patient.view_calendar)}
                    </SegmentLink>
                </Segmented>
                <LinkButton href="/search" variant=Variant::Primary icon="plus">{td_string!(l, common.book)}</LinkButton>
            </PageHeader>
            {after(async move {
                match my_appointments().await {
                    Ok(all) if all.is_empty() => nothing(),
                    Ok(all) if asked.calendar => months(asked, all, now()),
                    Ok(all) => lists(all, now()),
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </PublicFrame>
    }
}

fn nothing() -> AnyView {
    let l = locale();
    view! {
        <h2 class="sr-only">{td_string!(l, patient.upcoming)}</h2>
        <Empty icon="calendar-plus" title=td_string!(l, patient.none) message=td_string!(l, patient.none_text)>
            <LinkButton href="/search" variant=Variant::Primary>{td_string!(l, common.find_doctor)}</LinkButton>
            <LinkButton href="/request">{td_string!(l, common.ask)}</LinkButton>
        </Empty>
    }
    .into_any()
}

fn is_past(appointment: &AppointmentView, now: Instant) -> bool {
    is_over(appointment.state)
        || appointment
            .ends
            .or(appointment.starts)
            .is_some_and(|end| end.at < now)
}

/// What lies ahead, soonest first and what has no time yet before it; then what lies behind, latest first.
fn lists(all: Vec<AppointmentView>, now: Instant) -> AnyView {
    let l = locale();
    let (mut past, mut ahead): (Vec<_>, Vec<_>) = all.into_iter().partition(|a| is_past(a, now));
    ahead.sort_by_key(|a| a.starts);
    past.sort_by_key(|a| std::cmp::Reverse(a.starts.unwrap_or(a.created)));
    let ahead_view = if ahead.is_empty() {
        view! {
            <Empty icon="calendar" title=td_string!(l, patient.no_next) message=td_string!(l, patient.no_next_text)>
                <LinkButton href="/search" variant=Variant::Soft>{td_string!(l, common.find_doctor)}</LinkButton>
            </Empty>
        }
        .into_any()
    } else {
        agenda(ahead)
    };
    view! {
        <Section title=td_string!(l, patient.upcoming)>{ahead_view}</Section>
        {(!past.is_empty()).then(|| view! { <Section title=td_string!(l, patient.past)>{agenda(past)}</Section> })}
    }
    .into_any()
}

fn agenda(list: Vec<AppointmentView>) -> AnyView {
    let cards = list
        .into_iter()
        .map(|appointment| {
            let href = format!("/my/appointments/{}", appointment.id);
            view! { <AppointmentCard appointment=appointment href=href /> }
        })
        .collect_view();
    view! { <div class="agenda">{cards}</div> }.into_any()
}

/// A month with its visits, those of the chosen day under it.
fn months(asked: Asked, all: Vec<AppointmentView>, now: Instant) -> AnyView {
    let l = locale();
    let today = today(&all, now);
    let first = asked
        .month
        .or(asked.day)
        .unwrap_or(today)
        .with_day(1)
        .unwrap_or(today);
    let mut dated: Vec<(NaiveDate, AppointmentView)> = all
        .into_iter()
        .filter_map(|a| Some((a.starts?.date(), a)))
        .collect();
    dated.sort_by_key(|(_, a)| a.starts);
    let end = first.checked_add_months(Months::new(1)).unwrap_or(first);
    let start = monday(first);
    let days = (0..42)
        .map(|offset| plus_days(start, offset))
        .enumerate()
        .take_while(|(index, date)| index % 7 != 0 || *date < end)
        .map(|(_, date)| day(l, date, first, today, asked.day, &dated))
        .collect::<Vec<_>>();
    let weekdays = (1..=7)
        .map(|iso| {
            (
                format::weekday_short(l, iso).to_owned(),
                format::weekday(l, iso).to_owned(),
            )
        })
        .collect::<Vec<_>>();
    let turn =
        |to: Option<NaiveDate>, word: &'static str| Go::new(month_href(to.unwrap_or(first)), word);
    let prev = turn(
        first.checked_sub_months(Months::new(1)),
        td_string!(l, common.previous),
    );
    let next = turn(
        first.checked_add_months(Months::new(1)),
        td_string!(l, common.next),
    );
    let chosen: Vec<AppointmentView> = dated
        .into_iter()
        .filter(|(date, _)| {
            asked
                .day
                .map_or(*date >= first && *date < end, |day| day == *date)
        })
        .map(|(_, appointment)| appointment)
        .collect();
    let title = match asked.day {
        Some(day) => format::capital(&format::date_long(l, day)),
        None => format::capital(&format::month_year(l, first)),
    };
    view! {
        <div class="split split--wide-aside">
            <Card>
                <h2 class="sr-only">{td_string!(l, patient.view_calendar)}</h2>
                <DateGrid
                    title=format::capital(&format::month_year(l, first))
                    weekdays=weekdays
                    days=days
                    prev=prev
                    next=next
                    full=true
                />
            </Card>
            <Section title=title>
                {if chosen.is_empty() {
                    view! { <Empty icon="calendar" title=td_string!(l, patient.none_then) /> }.into_any()
                } else {
                    agenda(chosen)
                }}
            </Section>
        </div>
    }
    .into_any()
}

fn month_href(month: NaiveDate) -> String {
    format!(
        "/my/appointments?view=calendar&month={:04}-{:02}",
        month.year(),
        month.month()
    )
}

fn day(
    l: Locale,
    date: NaiveDate,
    month: NaiveDate,
    today: NaiveDate,
    chosen: Option<NaiveDate>,
    dated: &[(NaiveDate, AppointmentView)],
) -> Day {
    let visits: Vec<&AppointmentView> = dated
        .iter()
        .filter(|(on, _)| *on == date)
        .map(|(_, a)| a)
        .collect();
    let outside = date.month() != month.month();
    let mark = match visits.as_slice() {
        [] => None,
        [one] => one.starts.map(|at| format::time(at.local)),
        more => Some(more.len().to_string()),
    };
    let long = format::date_long(l, date);
    Day {
        date: date.to_string(),
        number: date.day().to_string(),
        label: match visits.len() {
            0 => long,
            n => td_string!(l, patient.day_label, date = long, n = n),
        },
        href: (!visits.is_empty() && !outside).then(|| format!("{}&day={date}", month_href(month))),
        mark: mark.filter(|_| !outside),
        free: !outside && visits.iter().any(|a| !is_over(a.state)),
        today: date == today,
        chosen: chosen == Some(date),
        outside,
    }
}

/// Today where the patient's visits are: by the clock of the clinic of the last one made.
fn today(all: &[AppointmentView], now: Instant) -> NaiveDate {
    let offset = all
        .iter()
        .max_by_key(|a| a.created)
        .map(|a| a.created.local - a.created.at.to_utc().naive_utc())
        .unwrap_or_default();
    (now + offset).to_utc().date_naive()
}

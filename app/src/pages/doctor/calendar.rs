//! The doctor's days and weeks.

use crate::api::scheduling::calendar;
use crate::fault::ApiFault;
use crate::features::address::query;
use crate::features::appointment::AppointmentCard;
use crate::features::calendar::{DayColumn, hours, monday, plus_days, stands};
use crate::features::format;
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::problem::no_page;
use crate::features::reader::locale;
use crate::i18n::{Locale, td_string};
use crate::ui::{LinkButton, Live, PageHeader, SegmentLink, Segmented, TimeGrid, Width};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use salus_domain::scheduling::{CalendarDay, DoctorCalendar};
use salus_domain::time::WallTime;

/// `/doctor/calendar?view=day|week&date=`.
#[component]
pub fn DoctorCalendarPage() -> impl IntoView {
    let l = locale();
    let week = query("view").as_deref() != Some("day");
    let date = query("date").and_then(|date| date.parse().ok());
    view! {
        <StaffFrame title=td_string!(l, common.calendar) width=Width::Wide>
            {after(async move {
                match load(week, date).await {
                    Ok(calendar) => whole(l, calendar, week),
                    Err(fault) => no_page(td_string!(l, common.calendar), fault),
                }
            })}
        </StaffFrame>
    }
}

/// A week begins on Monday; which one today lies in, only the clinic's clock knows.
async fn load(week: bool, date: Option<NaiveDate>) -> Result<DoctorCalendar, ApiFault> {
    match (week, date) {
        (false, date) => calendar(date, 1).await,
        (true, Some(date)) => calendar(Some(monday(date)), 7).await,
        (true, None) => {
            let today = calendar(None, 1).await?.now.date();
            calendar(Some(monday(today)), 7).await
        }
    }
}

fn address(week: bool, date: NaiveDate) -> String {
    format!(
        "/doctor/calendar?view={}&date={date}",
        if week { "week" } else { "day" }
    )
}

fn whole(l: Locale, calendar: DoctorCalendar, week: bool) -> AnyView {
    let now = calendar.now;
    let mut days = calendar.days;
    let first = days.first().map_or(now.date(), |day| day.date);
    let last = days.last().map_or(first, |day| day.date);
    let range = if week {
        format!(
            "{} – {}",
            format::day_month(l, first),
            format::day_month(l, last) + &format!(" {}", last.year())
        )
    } else {
        format::capital(&format::date_long(l, first))
    };
    // The week shown round the day, or today where the week holds it.
    let at = if week && (first..=last).contains(&now.date()) {
        now.date()
    } else {
        first
    };
    // A weekend without work or visits takes no room.
    days.retain(|day| !week || day.date.weekday().num_days_from_monday() < 5 || is_used(day));
    let by = if week { 7 } else { 1 };
    view! {
        <PageHeader title=td_string!(l, common.calendar) subtitle=range.clone()>
            <Live up=td_string!(l, doctor.live) down=td_string!(l, doctor.not_live) />
            <Segmented label=td_string!(l, doctor.view)>
                <SegmentLink href=address(false, at) current=!week attr:aria-keyshortcuts="d">
                    {td_string!(l, doctor.view_day)}
                </SegmentLink>
                <SegmentLink href=address(true, at) current=week attr:aria-keyshortcuts="w">
                    {td_string!(l, doctor.view_week)}
                </SegmentLink>
            </Segmented>
            <div class="cluster cluster--nowrap">
                <LinkButton
                    href=address(week, plus_days(first, -by))
                    icon="chevron-left"
                    label=td_string!(l, common.previous)
                    attr:aria-keyshortcuts="ArrowLeft"
                />
                <LinkButton
                    href=if week { "/doctor/calendar?view=week" } else { "/doctor/calendar?view=day" }
                    attr:aria-keyshortcuts="t"
                >
                    {td_string!(l, common.today)}
                </LinkButton>
                <LinkButton
                    href=address(week, plus_days(first, by))
                    icon="chevron-right"
                    label=td_string!(l, common.next)
                    attr:aria-keyshortcuts="ArrowRight"
                />
            </div>
        </PageHeader>
        <h2 class="sr-only">{range.clone()}</h2>
        <div class=if week { "only-desk" } else { "stack" }>{grid(l, &days, now, range, !week)}</div>
        {week.then(|| view! { <div class="only-phone">{agenda(l, days)}</div> })}
        <p class="faint only-desk">{td_string!(l, doctor.keys)}</p>
    }
    .into_any()
}

fn is_used(day: &CalendarDay) -> bool {
    !day.open.is_empty() || day.appointments.iter().any(|a| stands(a.state))
}

fn grid(l: Locale, days: &[CalendarDay], now: WallTime, label: String, roomy: bool) -> AnyView {
    let (from, to) = hours(&days.iter().collect::<Vec<_>>());
    let column = move |day: CalendarDay| {
        let name = format::capital(&format::date_short(l, day.date));
        let count = day.appointments.iter().filter(|a| stands(a.state)).count();
        let note = td_string!(l, doctor.visits_count, n = count);
        view! { <DayColumn day=day name=name note=note now=now /> }
    };
    let days = days.to_vec();
    // The columns are made inside the grid: they ask it which hours it shows.
    view! {
        <TimeGrid label=label from_hour=from to_hour=to roomy=roomy>
            {days.into_iter().map(column).collect_view()}
        </TimeGrid>
    }
    .into_any()
}

/// The week as a list, for a phone.
fn agenda(l: Locale, days: Vec<CalendarDay>) -> AnyView {
    let days = days
        .into_iter()
        .map(|day| {
            let mut visits: Vec<_> = day
                .appointments
                .into_iter()
                .filter(|a| stands(a.state))
                .collect();
            visits.sort_by_key(|a| a.starts);
            let empty = visits
                .is_empty()
                .then(|| view! { <p class="faint">{td_string!(l, doctor.nothing)}</p> });
            let cards = visits
                .into_iter()
                .map(|visit| {
                    let href = format!("/appointments/{}", visit.id);
                    view! { <AppointmentCard appointment=visit href=href by_time=true /> }
                })
                .collect_view();
            view! {
                <h3 class="agenda__day">{format::capital(&format::date_long(l, day.date))}</h3>
                {empty}
                {cards}
            }
        })
        .collect_view();
    view! { <div class="agenda">{days}</div> }.into_any()
}

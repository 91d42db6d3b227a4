//! Choosing a time and seeing what is chosen.

use super::doctor_card::{FreeTime, specialties};
use super::reader::locale;
use super::{format, link};
use crate::i18n::{Locale, td_string};
use crate::ui::{Go, IconLine, LinkButton, Notice, Person, SlotDay, SlotWeek, Tone, Variant};
use chrono::{Datelike, Days, NaiveDate};
use leptos::prelude::*;
use leptos::text_prop::TextProp;
use salus_domain::ids::{DoctorId, VisitTypeId};
use salus_domain::scheduling::BookingDraft;
use salus_domain::staff::{DaySlots, SlotWeek as Week};
use salus_domain::time::WallTime;

/// Times a day shows before it is unfolded; what `.slot-more` hides.
const ROWS: usize = 5;

/// `24 – 30 November`, with both months where there are two.
fn range(l: Locale, first: NaiveDate, last: NaiveDate) -> String {
    let from = if first.month() == last.month() {
        first.day().to_string()
    } else {
        format::day_month(l, first)
    };
    td_string!(
        l,
        public.week_range,
        from = from,
        to = format::day_month(l, last)
    )
}

fn day_name(l: Locale, date: NaiveDate, today: NaiveDate) -> String {
    if date == today {
        td_string!(l, common.today).to_owned()
    } else if today.succ_opt() == Some(date) {
        td_string!(l, common.tomorrow).to_owned()
    } else {
        format::capital(format::weekday_short(
            l,
            date.weekday().number_from_monday(),
        ))
    }
}

/// A week of free times, with links to the weeks around it and, when it is empty, to the next free day.
#[component]
pub fn FreeWeek(
    /// With whom.
    doctor: DoctorId,
    /// For which kind of visit.
    visit_type: VisitTypeId,
    /// The days and their times.
    week: Week,
    /// Whom to call where nothing is free.
    phone: String,
) -> impl IntoView {
    let l = locale();
    let Week {
        days,
        next_free,
        today,
    } = week;
    let (Some(first), Some(last)) = (days.first().map(|d| d.date), days.last().map(|d| d.date))
    else {
        return ().into_any();
    };
    let length = u64::try_from(days.len()).unwrap_or(7);
    let to = |date: NaiveDate| {
        link::doctor(
            doctor,
            Some(visit_type),
            Some(date).filter(|date| *date > today),
        )
    };
    let prev = first
        .checked_sub_days(Days::new(length))
        .filter(|_| first > today)
        .map(|date| Go::new(to(date), td_string!(l, public.previous_week)));
    let next = last
        .succ_opt()
        .filter(|_| next_free.is_some())
        .map(|date| Go::new(to(date), td_string!(l, public.next_week)));
    let empty = days.iter().all(|day| day.slots.is_empty());
    let long = days.iter().any(|day| day.slots.len() > ROWS);
    let more = long.then(|| TextProp::from(td_string!(l, public.all_times)));
    let ahead = empty.then(|| match next_free {
        Some(date) => view! {
            <div class="slot-next">
                <span>{td_string!(l, public.week_empty)}</span>
                <LinkButton href=to(date) variant=Variant::Soft icon="calendar-check">
                    {td_string!(l, public.go_next_free, date = format::date_short(l, date))}
                </LinkButton>
            </div>
        }
        .into_any(),
        None => view! {
            <div class="slot-next">
                <span>{td_string!(l, public.nothing_ahead, phone = phone)}</span>
            </div>
        }
        .into_any(),
    });
    let columns = days
        .into_iter()
        .map(|day| day_column(l, doctor, visit_type, day, today))
        .collect_view();
    view! {
        <SlotWeek range=range(l, first, last) nostrip:prev=prev nostrip:next=next nostrip:more=more>
            {columns}
        </SlotWeek>
        {ahead}
    }
    .into_any()
}

fn day_column(
    l: Locale,
    doctor: DoctorId,
    visit_type: VisitTypeId,
    day: DaySlots,
    today: NaiveDate,
) -> AnyView {
    let DaySlots { date, slots } = day;
    let name = day_name(l, date, today);
    let short = format!("{} {}", date.day(), format::month_short(l, date.month()));
    if slots.is_empty() {
        let none = td_string!(l, public.no_time_that_day);
        return view! { <SlotDay name=name date=short today=date == today none=none /> }.into_any();
    }
    let chips = slots
        .into_iter()
        .map(|time| view! { <FreeTime doctor=doctor visit_type=visit_type time=time /> })
        .collect_view();
    view! { <SlotDay name=name date=short today=date == today>{chips}</SlotDay> }.into_any()
}

/// What is chosen, in view on every step.
#[component]
pub fn Chosen(
    /// The choice.
    draft: BookingDraft,
) -> impl IntoView {
    let l = locale();
    let BookingDraft {
        card,
        visit_type,
        starts,
        ..
    } = draft;
    let minutes = visit_type.duration_min;
    let ends = chrono::TimeDelta::try_minutes(minutes)
        .and_then(|length| starts.local.checked_add_signed(length))
        .unwrap_or(starts.local);
    let date = format::capital(&format::date_long(l, starts.date()));
    let clinic = card.clinic;
    view! {
        <section class="summary" aria-label=td_string!(l, public.your_choice)>
            <div class="summary__when">
                <span class="summary__date">{date}</span>
                <time class="summary__time" datetime=starts.local.format("%Y-%m-%dT%H:%M").to_string()>
                    {format::time(starts.local)}
                </time>
                <span class="faint">
                    {td_string!(l, public.until_time, n = minutes, time = format::time(ends))}
                </span>
            </div>
            <Person name=card.doctor.name() photo=link::photo(card.doctor.photo)>{specialties(l, &card.doctor.specialties)}</Person>
            <ul class="fact-list">
                <IconLine icon="clipboard-list">{format::local(l, &visit_type.names)}</IconLine>
                <IconLine icon="map-pin">
                    {format!("{}, {}, {}", clinic.name, clinic.address, clinic.city)}
                </IconLine>
            </ul>
            <div class="summary__total">
                <span>{td_string!(l, public.price)}</span>
                <span>{format::money(l, visit_type.price)}</span>
            </div>
        </section>
    }
}

/// The chosen time is gone: says so and offers the nearest ones, each a link to its own booking.
#[component]
pub fn NotFree(
    /// With whom.
    doctor: DoctorId,
    /// For which kind of visit.
    visit_type: VisitTypeId,
    /// Free times near it.
    nearest: Vec<WallTime>,
    /// What happened.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let l = locale();
    let offers = if nearest.is_empty() {
        view! { <p>{td_string!(l, public.no_nearest)}</p> }.into_any()
    } else {
        let chips = nearest
            .into_iter()
            .map(|time| view! { <FreeTime doctor=doctor visit_type=visit_type time=time dated=true /> })
            .collect_view();
        view! {
            <p class="strong">{td_string!(l, public.nearest)}</p>
            <div class="chip-row">{chips}</div>
        }
        .into_any()
    };
    view! {
        <Notice tone=Tone::Waiting title=td_string!(l, public.not_free_title) live=true>
            <div class="stack">
                <p>{text}</p>
                {offers}
                <p>
                    <a href=link::doctor(doctor, Some(visit_type), None)>{td_string!(l, public.see_calendar)}</a>
                </p>
            </div>
        </Notice>
    }
}

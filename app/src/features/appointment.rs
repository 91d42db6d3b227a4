//! An appointment as a badge, a card, and the words around it.

pub use super::history::Timeline;

use super::reader::{locale, reader};
use super::{format, link, words};
use crate::i18n::{Locale, td_string};
use crate::ui::{Badge, Fact, Icon, IconLine, Tone};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use salus_domain::accounts::Role;
use salus_domain::patients::PatientRef;
use salus_domain::scheduling::state::State;
use salus_domain::scheduling::{AppointmentView, ClinicRef};
use salus_domain::time::WallTime;

/// The hue of a state.
pub const fn tone(state: State) -> Tone {
    match state {
        State::Held | State::Cancelled | State::Expired => Tone::Neutral,
        State::Requested | State::AwaitingDoctor => Tone::Waiting,
        State::Confirmed => Tone::Confirmed,
        State::CheckedIn | State::InConsultation => Tone::Info,
        State::Completed => Tone::Done,
        State::Refused | State::NoShow => Tone::Danger,
    }
}

/// The icon of a state.
pub const fn icon(state: State) -> &'static str {
    match state {
        State::Held => "circle-dashed",
        State::Requested => "inbox",
        State::AwaitingDoctor => "hourglass",
        State::Confirmed => "calendar-check",
        State::CheckedIn => "user-check",
        State::InConsultation => "stethoscope",
        State::Completed => "check",
        State::Refused => "ban",
        State::Cancelled => "calendar-x",
        State::NoShow => "user-x",
        State::Expired => "timer",
    }
}

/// Whether it lies behind: nothing is awaited of anybody any more.
pub const fn is_over(state: State) -> bool {
    state.is_final() || matches!(state, State::NoShow)
}

/// A state by its hue, its icon and its word.
#[component]
pub fn StateBadge(
    /// Which.
    state: State,
) -> impl IntoView {
    let l = locale();
    view! { <Badge tone=tone(state) icon=icon(state)>{words::state(l, state)}</Badge> }
}

/// A time of the clinic's clock, as text and for machines.
#[component]
pub fn Clock(
    /// When.
    at: WallTime,
) -> impl IntoView {
    view! { <time datetime=at.at.to_string()>{format::time(at.local)}</time> }
}

/// A date and time of the clinic's clock in full, the first letter upper case.
#[component]
pub fn LongTime(
    /// When.
    at: WallTime,
) -> impl IntoView {
    let l = locale();
    view! { <time datetime=at.at.to_string()>{format::capital(&format::date_time(l, at.local))}</time> }
}

/// `34 years`, or months below two years.
pub fn age(l: Locale, born: NaiveDate, on: NaiveDate) -> String {
    let years = on.years_since(born).unwrap_or(0);
    if years >= 2 {
        return td_string!(l, patient.visit_age, n = years);
    }
    let months = (on.year() - born.year()) * 12 + i32::try_from(on.month()).unwrap_or(0)
        - i32::try_from(born.month()).unwrap_or(0)
        - i32::from(on.day() < born.day());
    td_string!(l, patient.visit_age_months, n = months.max(0))
}

/// Name and age of the patient on the day of the visit.
pub fn patient_line(l: Locale, appointment: &AppointmentView) -> String {
    format!(
        "{} · {}",
        appointment.patient.name(),
        patient_age(l, appointment)
    )
}

/// The patient's age on the day of the visit; of the request, while no day is fixed.
pub fn patient_age(l: Locale, appointment: &AppointmentView) -> String {
    let PatientRef { born_on, .. } = appointment.patient;
    age(
        l,
        born_on,
        appointment.starts.unwrap_or(appointment.created).date(),
    )
}

/// What kind of visit: its type, else the specialty asked for.
pub fn what(l: Locale, appointment: &AppointmentView) -> Option<String> {
    let visit_type = appointment
        .visit_type
        .as_ref()
        .map(|visit_type| format::local(l, &visit_type.names));
    visit_type.or_else(|| {
        appointment
            .specialty
            .map(|specialty| words::specialty(l, specialty).to_owned())
    })
}

/// For whom an account's visit is, where that is not the account's holder.
pub fn whom(l: Locale, appointment: &AppointmentView) -> Option<String> {
    appointment
        .for_relative
        .then(|| td_string!(l, patient.visit_for, name = appointment.patient.name()))
}

/// One appointment in a list: when, with or of whom, where, its state. Children are its buttons.
#[component]
pub fn AppointmentCard(
    /// Which.
    appointment: AppointmentView,
    /// Where it leads.
    #[prop(optional, into)]
    href: Option<String>,
    /// The tile shows the time: for a list of one day.
    #[prop(optional)]
    by_time: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let l = locale();
    let role = reader().role();
    let own = role.is_none_or(|role| role == Role::Patient);
    let doctor = appointment
        .doctor
        .as_ref()
        .map(salus_domain::staff::DoctorRef::name);
    let (name, rest) = if own {
        let somebody = || td_string!(l, patient.visit_no_doctor).to_owned();
        let what = what(l, &appointment);
        let whom = whom(l, &appointment);
        let ClinicRef { name, city, .. } = appointment.clinic;
        (
            doctor.unwrap_or_else(somebody),
            vec![whom, what, Some(format!("{name}, {city}"))],
        )
    } else {
        (
            patient_line(l, &appointment),
            vec![
                what(l, &appointment),
                doctor.filter(|_| role != Some(Role::Doctor)),
            ],
        )
    };
    let meta = rest.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let class = if is_over(appointment.state) {
        "visit visit--past"
    } else {
        "visit"
    };
    let state = appointment.state;
    let starts = appointment.starts;
    let title = match href {
        Some(href) => view! { <a href=href class="strong">{name}</a> }.into_any(),
        None => view! { <span class="strong">{name}</span> }.into_any(),
    };
    view! {
        <article class=class>
            {tile(l, starts, by_time)}
            <div class="visit__body">
                {(!by_time).then(|| view! {
                    <p class="visit__time">
                        {match starts {
                            Some(at) => view! { <Clock at=at /> }.into_any(),
                            None => td_string!(l, patient.visit_no_time).into_any(),
                        }}
                    </p>
                })}
                <p>{title}</p>
                <p class="visit__meta">{meta}</p>
            </div>
            <div class="visit__end">
                <StateBadge state=state />
                {children.map(|children| children())}
            </div>
        </article>
    }
}

/// The date, or the time, as a tile; a clock where nothing is fixed.
fn tile(l: Locale, starts: Option<WallTime>, by_time: bool) -> AnyView {
    let Some(at) = starts else {
        return view! { <div class="visit__date" aria-hidden="true"><Icon name="calendar-clock" /></div> }.into_any();
    };
    if by_time {
        return view! { <div class="visit__date"><span class="visit__day"><Clock at=at /></span></div> }.into_any();
    }
    let date = at.date();
    view! {
        <time class="visit__date" datetime=date.to_string()>
            <span class="visit__weekday">{format::weekday_short(l, date.weekday().number_from_monday())}</span>
            <span class="visit__day">{date.day()}</span>
            <span class="visit__month">{format::month_short(l, date.month())}</span>
        </time>
    }
    .into_any()
}

/// One line of a `.fact-list`.
pub fn line(icon: &'static str, text: String) -> AnyView {
    view! { <IconLine icon=icon>{text}</IconLine> }.into_any()
}

/// A telephone number that can be called, as a line of a `.fact-list`.
pub fn phone_line(phone: &str) -> AnyView {
    let (href, text) = (link::call(phone), phone.to_owned());
    view! { <IconLine icon="phone"><a href=href rel="external">{text}</a></IconLine> }.into_any()
}

/// One term and what is known of it.
pub fn fact(term: &'static str, text: String) -> AnyView {
    view! { <Fact term=term>{text}</Fact> }.into_any()
}

/// One term and a time, the date without its year.
pub fn soon_fact(l: Locale, term: &'static str, at: WallTime) -> AnyView {
    let date = format::capital(&format::date_short(l, at.date()));
    let text = td_string!(
        l,
        common.date_at_time,
        date = date,
        time = format::time(at.local)
    );
    view! { <Fact term=term><time datetime=at.at.to_string()>{text}</time></Fact> }.into_any()
}

/// One term and a time.
pub fn time_fact(term: &'static str, at: WallTime) -> AnyView {
    view! { <Fact term=term><LongTime at=at /></Fact> }.into_any()
}

/// Date and time, large, at the head of a `.summary`.
pub fn when_large(l: Locale, starts: Option<WallTime>) -> AnyView {
    match starts {
        Some(at) => view! {
            <time class="summary__when" datetime=at.at.to_string()>
                <span class="summary__time">{format::time(at.local)}</span>
                <span class="summary__date">{format::capital(&format::date_long(l, at.date()))}</span>
            </time>
        }
        .into_any(),
        None => view! {
            <p class="summary__when">
                <span class="summary__date">{td_string!(l, patient.visit_no_time)}</span>
            </p>
        }
        .into_any(),
    }
}

/// Name, street and city.
pub fn place(clinic: &ClinicRef) -> String {
    format!("{}, {}, {}", clinic.name, clinic.address, clinic.city)
}

/// An address of `OpenStreetMap` that finds a place.
pub fn map_address(place: &str) -> String {
    link::with("https://www.openstreetmap.org/search", &[("query", place)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_counted_in_months_until_two_years() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a date");
        assert_eq!(
            age(Locale::en, day(1990, 11, 25), day(2026, 11, 24)),
            "35 years"
        );
        assert_eq!(
            age(Locale::en, day(2025, 12, 24), day(2026, 11, 24)),
            "11 mo"
        );
        assert_eq!(
            age(Locale::en, day(2025, 12, 25), day(2026, 11, 24)),
            "10 mo"
        );
    }
}

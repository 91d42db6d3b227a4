//! A doctor in a list: who, where, and the next free times as chips that book.

use super::reader::locale;
use super::{format, link, words};
use crate::i18n::{Locale, td_string};
use crate::ui::{Avatar, Face, IconLine, LinkButton, Size, TimeChip, Variant};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use salus_domain::ids::{DoctorId, VisitTypeId};
use salus_domain::staff::{DoctorCard, FoundDoctor, Specialty};
use salus_domain::time::WallTime;

/// How many days of times a card shows.
const DAYS: usize = 3;

/// The specialties in words, one after the other.
pub fn specialties(l: Locale, list: &[Specialty]) -> String {
    list.iter()
        .map(|s| words::specialty(l, *s))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The languages spoken, one after the other.
pub fn spoken(l: Locale, card: &DoctorCard) -> String {
    card.languages
        .iter()
        .map(|s| words::spoken(l, *s))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The least one pays, marked as such where visit types differ in price.
fn price(l: Locale, card: &DoctorCard) -> Option<String> {
    let least = card
        .visit_types
        .iter()
        .map(|kind| kind.price)
        .min_by_key(|price| price.minor)?;
    let amount = format::money(l, least);
    let differs = card.visit_types.iter().any(|kind| kind.price != least);
    Some(if differs {
        td_string!(l, public.price_from, price = amount)
    } else {
        amount
    })
}

/// Times day by day, in order.
fn by_day(times: &[WallTime]) -> Vec<(NaiveDate, &[WallTime])> {
    times
        .chunk_by(|a, b| a.date() == b.date())
        .filter_map(|day| Some((day.first()?.date(), day)))
        .collect()
}

/// A free time that leads to its booking.
#[component]
pub fn FreeTime(
    /// With whom.
    doctor: DoctorId,
    /// For which kind of visit.
    visit_type: VisitTypeId,
    /// When.
    time: WallTime,
    /// Shows the date under the time, where no heading does.
    #[prop(optional)]
    dated: bool,
) -> impl IntoView {
    let l = locale();
    let date = time.date();
    let href = link::book(doctor, visit_type, time.at);
    let moment = time.local.format("%Y-%m-%dT%H:%M").to_string();
    let inner = view! { <time datetime=moment>{format::time(time.local)}</time> };
    if dated {
        // All that a screen reader should say stands on it.
        view! { <TimeChip href=href note=format::date_short(l, date)>{inner}</TimeChip> }.into_any()
    } else {
        let date = format::date_long(l, date);
        let label = td_string!(
            l,
            public.chip_label,
            date = date,
            time = format::time(time.local)
        );
        view! { <TimeChip href=href label=label>{inner}</TimeChip> }.into_any()
    }
}

/// A found doctor. Its name is a heading of the third level.
#[component]
pub fn FoundCard(
    /// The doctor and their times.
    found: FoundDoctor,
) -> impl IntoView {
    let l = locale();
    let FoundDoctor {
        card,
        visit_type,
        next,
    } = found;
    let name = card.doctor.name();
    let page = link::doctor(card.doctor.id, visit_type, None);
    let clinic_page = format!("/clinics/{}", card.clinic.slug);
    let clinic = card.clinic.name.clone();
    let city = card.clinic.city.clone();
    let languages = spoken(l, &card);
    let price = price(l, &card);
    let times = times(l, &card, visit_type, &next, &name, page.clone());
    view! {
        <article class="doctor-card">
            <div class="doctor-card__grid">
                <div class="doctor-card__info">
                    <div class="doctor-card__who">
                        <Avatar name=name.clone() photo=link::photo(card.doctor.photo) size=Face::Large />
                        <div>
                            <h3 class="doctor-card__name">
                                <a href=page>{name.clone()}</a>
                            </h3>
                            <p class="doctor-card__specialty">{specialties(l, &card.doctor.specialties)}</p>
                        </div>
                    </div>
                    <ul class="fact-list">
                        <IconLine icon="map-pin">
                            <a class="quiet-link" href=clinic_page>{clinic}</a>
                            ", "
                            {city}
                        </IconLine>
                        {(!languages.is_empty()).then(|| view! {
                            <IconLine icon="languages">
                                <span class="sr-only">{td_string!(l, public.speaks)}" "</span>
                                {languages}
                            </IconLine>
                        })}
                        {price.map(|price| view! { <IconLine icon="wallet">{price}</IconLine> })}
                    </ul>
                </div>
                <div class="doctor-card__slots">{times}</div>
            </div>
        </article>
    }
}

fn times(
    l: Locale,
    card: &DoctorCard,
    visit_type: Option<VisitTypeId>,
    next: &[WallTime],
    name: &str,
    page: String,
) -> AnyView {
    let days = by_day(next);
    let Some(visit_type) = visit_type.filter(|_| !days.is_empty()) else {
        let ask = link::with("/request", &[("clinic", &card.clinic.id.to_string())]);
        let phone = card.clinic.phone.clone();
        return view! {
            <div class="stack">
                <p class="muted">{td_string!(l, public.no_times)}</p>
                <div class="cluster">
                    <LinkButton href=ask icon="message-square" size=Size::Small>
                        {td_string!(l, common.ask)}
                    </LinkButton>
                    <LinkButton href=link::call(&phone) icon="phone" size=Size::Small variant=Variant::Ghost>
                        <span class="tabular">{phone}</span>
                    </LinkButton>
                </div>
            </div>
        }
        .into_any();
    };
    let doctor = card.doctor.id;
    let days = days
        .into_iter()
        .take(DAYS)
        .map(|(date, times)| {
            let chips = times
                .iter()
                .map(|time| view! { <FreeTime doctor=doctor visit_type=visit_type time=*time /> })
                .collect_view();
            let weekday = format::weekday(l, date.weekday().number_from_monday());
            let day = format::capital(&format!("{weekday} {}", format::day_month(l, date)));
            view! {
                <div>
                    <p class="doctor-card__slots-head">{day}</p>
                    <div class="chip-row">{chips}</div>
                </div>
            }
        })
        .collect_view();
    view! {
        <div class="stack">
            <div class="doctor-card__days">{days}</div>
            <div class="doctor-card__more">
                <LinkButton
                    href=page
                    size=Size::Small
                    variant=Variant::Ghost
                    icon="calendar-days"
                    label=td_string!(l, public.more_times_of, name = name)
                >
                    {td_string!(l, public.more_times)}
                </LinkButton>
            </div>
        </div>
    }
    .into_any()
}

/// Found doctors under each other.
#[component]
pub fn FoundList(
    /// In the order they are shown.
    doctors: Vec<FoundDoctor>,
) -> impl IntoView {
    view! {
        <div class="stack">
            {doctors.into_iter().map(|found| view! { <FoundCard found=found /> }).collect_view()}
        </div>
    }
}

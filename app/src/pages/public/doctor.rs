//! One doctor: who, where, what it costs, and a week of free times beside it.

use crate::api;
use crate::fault::ApiFault;
use crate::features::address::{param, query};
use crate::features::booking::FreeWeek;
use crate::features::doctor_card::{specialties, spoken};
use crate::features::frame::PublicFrame;
use crate::features::load::after;
use crate::features::place::Reach;
use crate::features::problem::no_page;
use crate::features::reader::locale;
use crate::features::{format, link, words};
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Avatar, Badge, Breadcrumb, Button, Face, Fact, Facts, Notice, Section, Size, Tone, Variant,
};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_meta::Title;
use salus_domain::Fault;
use salus_domain::clinics::VisitType;
use salus_domain::ids::{DoctorId, VisitTypeId};
use salus_domain::staff::{DoctorCard, SlotWeek};

/// What the address asks for; a doctor that is no id is nobody.
#[derive(Clone, Copy)]
struct Asked {
    doctor: Option<DoctorId>,
    visit_type: Option<VisitTypeId>,
    from: Option<NaiveDate>,
}

/// The doctor, and the times of one of their visit types where there is one to book.
type Loaded = (DoctorCard, Option<(VisitTypeId, SlotWeek)>);

/// The page of a doctor.
#[component]
pub fn DoctorPage() -> impl IntoView {
    let l = locale();
    let asked = Asked {
        doctor: param("id").and_then(|id| id.parse().ok()),
        visit_type: query("type").and_then(|id| id.parse().ok()),
        from: query("from").and_then(|date| date.parse().ok()),
    };
    view! {
        <PublicFrame title=td_string!(l, public.doctor_title)>
            {after(async move {
                match load(asked).await {
                    Ok(loaded) => page(l, loaded),
                    Err(fault) => no_page(td_string!(l, public.doctor_title), fault),
                }
            })}
        </PublicFrame>
    }
}

async fn load(asked: Asked) -> Result<Loaded, ApiFault> {
    let id = asked.doctor.ok_or(ApiFault(Fault::Missing))?;
    let card = api::staff::doctor(id).await?;
    let kinds = &card.visit_types;
    let wanted = kinds
        .iter()
        .find(|kind| Some(kind.id) == asked.visit_type)
        .or(kinds.first());
    let times = match wanted.map(|kind| kind.id) {
        Some(kind) => Some((kind, api::staff::load_slots(id, kind, asked.from).await?)),
        None => None,
    };
    Ok((card, times))
}

fn page(l: Locale, (card, times): Loaded) -> AnyView {
    let name = card.doctor.name();
    let mut trail = vec![(
        td_string!(l, public.all_doctors).into(),
        Some("/search".to_owned()),
    )];
    if let Some(first) = card.doctor.specialties.first() {
        let href = link::with("/search", &[("specialty", first.as_str())]);
        trail.push((words::specialty(l, *first).into(), Some(href)));
    }
    trail.push((name.clone().into(), None));
    let bio = format::local(l, &card.bio);
    let chosen = times.as_ref().map(|(kind, _)| *kind);
    let visits = card
        .visit_types
        .iter()
        .map(|kind| visit(l, card.doctor.id, kind, chosen))
        .collect_view();
    let soonest = soonest(l, times.as_ref());
    let practice = practice(l, &card);
    let specialties = specialties(l, &card.doctor.specialties);
    let aside = aside(l, &card, times);
    view! {
        <Title text=format!("{} · {}", name, td_string!(l, common.app_name)) />
        <Breadcrumb label=td_string!(l, public.breadcrumb) trail=trail />
        <div class="split split--wide-aside">
            <div class="stack stack--loose">
                <div class="person person--lead">
                    <Avatar name=name.clone() photo=link::photo(card.doctor.photo) size=Face::Huge />
                    <div class="stack stack--tight">
                        <h1>{name}</h1>
                        <p class="doctor-card__specialty">{specialties}</p>
                        {soonest}
                    </div>
                </div>
                {(!bio.is_empty()).then(|| view! { <p class="lead">{bio}</p> })}
                <Section title=td_string!(l, public.visits_prices)>
                    <ul class="choices">
                        {visits}
                    </ul>
                </Section>
                {practice}
            </div>
            {aside}
        </div>
        <div class="sheet-bar">
            <Button variant=Variant::Primary size=Size::Large icon="calendar-days" attr:popovertarget="times">
                {td_string!(l, public.choose_time)}
            </Button>
        </div>
    }
    .into_any()
}

/// The first free time of the week shown.
fn soonest(l: Locale, times: Option<&(VisitTypeId, SlotWeek)>) -> Option<AnyView> {
    let (_, week) = times?;
    // Only where the week begins today: later ones do not show what is soonest.
    week.days.first().filter(|day| day.date == week.today)?;
    let first = week.days.iter().find_map(|day| day.slots.first())?;
    let when = format!(
        "{}, {}",
        format::date_short(l, first.date()),
        format::time(first.local)
    );
    Some(
        view! {
            <div class="cluster">
                <Badge tone=Tone::Confirmed icon="calendar-check">
                    {td_string!(l, public.next_free_badge, when = when)}
                </Badge>
            </div>
        }
        .into_any(),
    )
}

/// A visit type, as a link that shows its times.
fn visit(l: Locale, doctor: DoctorId, kind: &VisitType, chosen: Option<VisitTypeId>) -> AnyView {
    let current = (chosen == Some(kind.id)).then_some("true");
    view! {
        <li>
            <a class="choice" href=link::doctor(doctor, Some(kind.id), None) aria-current=current>
                <span class="choice__body">
                    <span class="choice__title">{format::local(l, &kind.names)}</span>
                    <span class="choice__text">{td_string!(l, public.visit_minutes, n = kind.duration_min)}</span>
                </span>
                <span class="choice__end">{format::money(l, kind.price)}</span>
            </a>
        </li>
    }
    .into_any()
}

fn practice(l: Locale, card: &DoctorCard) -> AnyView {
    let clinic = card.clinic.clone();
    let languages = spoken(l, card);
    let page = format!("/clinics/{}", clinic.slug);
    let name = clinic.name.clone();
    let address = [
        clinic.address.as_str(),
        &clinic.city,
        &words::country(l, &clinic.country),
    ]
    .join(", ");
    view! {
        <Section title=td_string!(l, public.practice)>
            <Facts>
                <Fact term=td_string!(l, public.at_clinic)>
                    <a href=page>{name}</a>
                </Fact>
                <Fact term=td_string!(l, public.address)>
                    {address}
                </Fact>
                {(!languages.is_empty()).then(|| view! {
                    <Fact term=td_string!(l, public.languages)>{languages}</Fact>
                })}
            </Facts>
            <Reach clinic=clinic />
        </Section>
    }
    .into_any()
}

/// The times: beside the page on a desk, a sheet from below on a phone.
fn aside(l: Locale, card: &DoctorCard, times: Option<(VisitTypeId, SlotWeek)>) -> AnyView {
    let ask = link::with("/request", &[("clinic", &card.clinic.id.to_string())]);
    let phone = card.clinic.phone.clone();
    let doctor = card.doctor.id;
    let week = match times {
        Some((kind, week)) => {
            view! { <FreeWeek doctor=doctor visit_type=kind week=week phone=phone /> }.into_any()
        }
        None => view! { <p class="muted">{td_string!(l, public.not_bookable, phone = phone)}</p> }
            .into_any(),
    };
    view! {
        <aside id="times" popover="auto" class="split__aside sheet card" aria-labelledby="times-title">
            <div class="cluster cluster--between">
                <h2 id="times-title">{td_string!(l, public.choose_time)}</h2>
                <Button
                    variant=Variant::Ghost
                    icon="x"
                    label=td_string!(l, common.close)
                    attr:class="button button--ghost button--icon sheet__close"
                    attr:popovertarget="times"
                    attr:popovertargetaction="hide"
                />
            </div>
            {week}
            <Notice>
                {td_string!(l, public.none_fits)} " " <a href=ask>{td_string!(l, common.ask)}</a> ". "
                {td_string!(l, public.none_fits_more)}
            </Notice>
            <p class="faint">{td_string!(l, public.clinic_clock)}</p>
        </aside>
    }
    .into_any()
}

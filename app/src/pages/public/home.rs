//! The first page: what Salus is, a search, and real doctors with their next free times.

use crate::api;
use crate::features::doctor_card::FoundList;
use crate::features::frame::PublicFrame;
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::features::search::SearchForm;
use crate::features::{link, words};
use crate::i18n::{Locale, td_string};
use crate::pages::public::clinics::ClinicCards;
use crate::ui::{Empty, Icon, LinkButton, Section, TimeChip};
use leptos::prelude::*;
use salus_domain::staff::{DoctorSearch, SearchResult, Specialty};

/// Doctors shown here; the search shows the others.
const SHOWN: usize = 6;

/// The specialties most people look for first.
const SHORTCUTS: [Specialty; 7] = [
    Specialty::GeneralMedicine,
    Specialty::Paediatrics,
    Specialty::Gynaecology,
    Specialty::Dermatology,
    Specialty::Cardiology,
    Specialty::Ophthalmology,
    Specialty::Dentistry,
];

/// The home page.
#[component]
pub fn Home() -> impl IntoView {
    let l = locale();
    let shortcuts = SHORTCUTS
        .iter()
        .map(|specialty| {
            let href = link::with("/search", &[("specialty", specialty.as_str())]);
            view! { <TimeChip href=href plain=true>{words::specialty(l, *specialty)}</TimeChip> }
        })
        .collect_view();
    view! {
        <PublicFrame title=td_string!(l, public.home_title)>
            <section class="hero">
                <h1 class="hero__title">
                    {td_string!(l, public.hero_before)} <em>{td_string!(l, public.hero_em)}</em>
                    {td_string!(l, public.hero_after)}
                </h1>
                <p class="hero__lead">{td_string!(l, public.hero_lead)}</p>
                <SearchForm search=DoctorSearch::default() />
                <nav class="hero__hints chip-line" aria-label=td_string!(l, public.specialties)>
                    {shortcuts}
                </nav>
            </section>
            <Section
                title=td_string!(l, public.next_times)
                link=(td_string!(l, public.all_doctors).into(), "/search".to_owned())
            >
                {after(async move {
                    match api::staff::search_doctors(DoctorSearch::default()).await {
                        Ok(found) => doctors(l, found),
                        Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                    }
                })}
            </Section>
            {trust(l)}
            <Section
                title=td_string!(l, public.clinics_here)
                link=(td_string!(l, public.all_clinics).into(), "/clinics".to_owned())
            >
                {after(async move {
                    match api::clinics::clinics().await {
                        Ok(clinics) => view! { <ClinicCards clinics=clinics /> }.into_any(),
                        Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                    }
                })}
            </Section>
        </PublicFrame>
    }
}

fn doctors(l: Locale, found: SearchResult) -> AnyView {
    if found.doctors.is_empty() {
        return view! {
            <Empty
                icon="calendar-clock"
                title=td_string!(l, public.home_empty_title)
                message=td_string!(l, public.home_empty_text)
            >
                <LinkButton href="/clinics">{td_string!(l, public.all_clinics)}</LinkButton>
            </Empty>
        }
        .into_any();
    }
    view! { <FoundList doctors=found.doctors.into_iter().take(SHOWN).collect() /> }.into_any()
}

fn trust(l: Locale) -> AnyView {
    let point = |icon, title: &'static str, text: &'static str| {
        view! {
            <li class="trust__point">
                <span class="trust__icon">
                    <Icon name=icon />
                </span>
                <h3>{title}</h3>
                <p class="muted">{text}</p>
            </li>
        }
    };
    view! {
        <Section title=td_string!(l, public.trust_title)>
            <ul class="trust">
                {point(
                    "calendar-check",
                    td_string!(l, public.trust_times_title),
                    td_string!(l, public.trust_times_text),
                )}
                {point("undo-2", td_string!(l, public.trust_cancel_title), td_string!(l, public.trust_cancel_text))}
                {point(
                    "shield-check",
                    td_string!(l, public.trust_privacy_title),
                    td_string!(l, public.trust_privacy_text),
                )}
            </ul>
        </Section>
    }
    .into_any()
}

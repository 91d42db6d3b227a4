//! All clinics at work.

use crate::api;
use crate::features::frame::PublicFrame;
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::features::words;
use crate::i18n::{Locale, td_string};
use crate::ui::{Badge, Empty, IconLine, LinkButton, PageHeader};
use leptos::prelude::*;
use salus_domain::clinics::ClinicCard;

/// Specialties a card names before it counts the others.
const NAMED: usize = 4;

/// The list of clinics.
#[component]
pub fn Clinics() -> impl IntoView {
    let l = locale();
    view! {
        <PublicFrame title=td_string!(l, public.clinics_title)>
            <PageHeader title=td_string!(l, public.clinics_title) subtitle=td_string!(l, public.clinics_intro) />
            <section class="section">
                <h2 class="sr-only">{td_string!(l, public.clinics_here)}</h2>
                {after(async move {
                    match api::clinics::clinics().await {
                        Ok(clinics) => view! { <ClinicCards clinics=clinics /> }.into_any(),
                        Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                    }
                })}
            </section>
        </PublicFrame>
    }
}

/// Clinics as cards, each a link to its page; their names are headings of the third level.
#[component]
pub fn ClinicCards(
    /// In the order they are shown.
    clinics: Vec<ClinicCard>,
) -> impl IntoView {
    let l = locale();
    if clinics.is_empty() {
        return view! {
            <Empty
                icon="building-2"
                title=td_string!(l, public.clinics_empty_title)
                message=td_string!(l, public.clinics_empty_text)
            >
                <LinkButton href="/">{td_string!(l, common.home)}</LinkButton>
            </Empty>
        }
        .into_any();
    }
    let cards = clinics
        .into_iter()
        .map(|clinic| card(l, clinic))
        .collect_view();
    view! { <div class="grid-cards">{cards}</div> }.into_any()
}

fn card(l: Locale, clinic: ClinicCard) -> AnyView {
    let mut specialties = clinic
        .specialties
        .iter()
        .take(NAMED)
        .map(|s| words::specialty(l, *s))
        .collect::<Vec<_>>()
        .join(", ");
    if let Some(others) = clinic
        .specialties
        .len()
        .checked_sub(NAMED)
        .filter(|others| *others > 0)
    {
        specialties.push(' ');
        specialties.push_str(&td_string!(l, public.and_more, n = others));
    }
    let doctors = match clinic.doctors {
        1 => td_string!(l, public.doctors_one).to_owned(),
        n => td_string!(l, public.doctors_many, n = n),
    };
    view! {
        <a class="card" href=format!("/clinics/{}", clinic.slug)>
            <div class="stack stack--tight">
                <h3 class="card__title">{clinic.name}</h3>
                <div class="cluster">
                    <Badge>{words::clinic_kind(l, clinic.kind)}</Badge>
                </div>
            </div>
            <ul class="fact-list">
                <IconLine icon="map-pin">{format!("{}, {}", clinic.address, clinic.city)}</IconLine>
                <IconLine icon="users">{doctors}</IconLine>
                {(!specialties.is_empty()).then(|| view! { <IconLine icon="stethoscope">{specialties}</IconLine> })}
            </ul>
        </a>
    }
    .into_any()
}

//! One clinic: where it is, what is practised there, its doctors with their next free times.

use crate::api;
use crate::fault::ApiFault;
use crate::features::address::param;
use crate::features::doctor_card::FoundList;
use crate::features::frame::PublicFrame;
use crate::features::load::after;
use crate::features::place::Reach;
use crate::features::problem::no_page;
use crate::features::reader::locale;
use crate::features::{format, link, words};
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Badge, Breadcrumb, Card, Empty, Fact, Facts, LinkButton, PageHeader, Section, TimeChip, Variant,
};
use leptos::prelude::*;
use leptos_meta::Title;
use salus_domain::clinics::ClinicCard;
use salus_domain::staff::{DoctorSearch, FoundDoctor};

/// The page of a clinic.
#[component]
pub fn ClinicPage() -> impl IntoView {
    let l = locale();
    let slug = param("slug").unwrap_or_default();
    view! {
        <PublicFrame title=td_string!(l, public.clinics_title)>
            {after(async move {
                match load(slug).await {
                    Ok((clinic, doctors)) => page(l, clinic, doctors),
                    Err(fault) => no_page(td_string!(l, public.clinics_title), fault),
                }
            })}
        </PublicFrame>
    }
}

/// The clinic, and of the doctors found by its name those who work there.
async fn load(slug: String) -> Result<(ClinicCard, Vec<FoundDoctor>), ApiFault> {
    let clinic = api::clinics::clinic(slug).await?;
    let by_name = DoctorSearch {
        place: clinic.name.clone(),
        ..DoctorSearch::default()
    };
    let mut doctors = api::staff::search_doctors(by_name).await?.doctors;
    doctors.retain(|found| found.card.clinic.id == clinic.id);
    Ok((clinic, doctors))
}

fn page(l: Locale, clinic: ClinicCard, doctors: Vec<FoundDoctor>) -> AnyView {
    let name = clinic.name.clone();
    let ask = link::with("/request", &[("clinic", &clinic.id.to_string())]);
    let (ask_here, ask_last) = (ask.clone(), ask.clone());
    let kind = words::clinic_kind(l, clinic.kind);
    let about = format::local(l, &clinic.about);
    let address = [
        clinic.address.as_str(),
        &clinic.city,
        &words::country(l, &clinic.country),
    ]
    .join(", ");
    let specialties = clinic
        .specialties
        .iter()
        .map(|specialty| {
            let href = link::with(
                "/search",
                &[("specialty", specialty.as_str()), ("place", &clinic.name)],
            );
            let word = words::specialty(l, *specialty);
            view! { <TimeChip href=href plain=true>{word}</TimeChip> }
        })
        .collect_view();
    let spoken: Vec<&str> = clinic
        .languages
        .iter()
        .map(|word| words::spoken(l, *word))
        .collect();
    let spoken = spoken.join(", ");
    let list = if doctors.is_empty() {
        view! {
            <Empty
                icon="calendar-clock"
                title=td_string!(l, public.clinic_no_doctors_title)
                message=td_string!(l, public.clinic_no_doctors_text)
            >
                <LinkButton href=ask variant=Variant::Primary>{td_string!(l, common.ask)}</LinkButton>
            </Empty>
        }
        .into_any()
    } else {
        view! { <FoundList doctors=doctors /> }.into_any()
    };
    view! {
        <Title text=format!("{} · {}", name, td_string!(l, common.app_name)) />
        <Breadcrumb
            label=td_string!(l, public.breadcrumb)
            trail=vec![
                (td_string!(l, public.clinics_title).into(), Some("/clinics".to_owned())),
                (name.clone().into(), None),
            ]
        />
        <PageHeader title=name subtitle=address.clone()>
            <LinkButton href=ask_here variant=Variant::Primary icon="message-square">
                {td_string!(l, common.ask)}
            </LinkButton>
        </PageHeader>
        <div class="split">
            <div class="stack stack--loose">
                <div class="cluster">
                    <Badge icon="building-2">{kind}</Badge>
                </div>
                {(!about.is_empty()).then(|| view! { <p class="lead">{about}</p> })}
                <Section title=td_string!(l, public.specialties)>
                    <div class="chip-row">{specialties}</div>
                </Section>
            </div>
            <aside class="stack">
                <Card title=td_string!(l, public.clinic_contact)>
                    <Facts stacked=true>
                        <Fact term=td_string!(l, public.address)>{address}</Fact>
                        {(!spoken.is_empty()).then(|| view! { <Fact term=td_string!(l, admin.clinic_languages)>{spoken}</Fact> })}
                    </Facts>
                    <Reach clinic=clinic />
                </Card>
            </aside>
        </div>
        <Section title=td_string!(l, public.clinic_doctors)>{list}</Section>
        <Card tint=true title=td_string!(l, public.request_card_title)>
            <p>{td_string!(l, public.request_card_text)}</p>
            <div class="cluster">
                <LinkButton href=ask_last icon="send">{td_string!(l, common.ask)}</LinkButton>
            </div>
        </Card>
    }
    .into_any()
}

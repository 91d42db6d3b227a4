//! The platform at a glance.

use crate::api::reporting::load_dashboard;
use crate::fault::ApiFault;
use crate::features::figures::number;
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::i18n::{Locale, td_string};
use crate::ui::{Empty, LinkButton, PageHeader, Stat, Variant};
use leptos::prelude::*;
use salus_domain::Fault;
use salus_domain::reporting::Dashboard;

/// `/platform`.
#[component]
pub fn PlatformDashboard() -> impl IntoView {
    let l = locale();
    view! {
        <StaffFrame title=td_string!(l, platform.title)>
            <PageHeader title=td_string!(l, platform.title)>
                <LinkButton href="/platform/clinics" icon="building-2">
                    {td_string!(l, platform.manage)}
                </LinkButton>
                <LinkButton href="/platform/clinics/new" icon="plus" variant=Variant::Primary>
                    {td_string!(l, platform.new_clinic)}
                </LinkButton>
            </PageHeader>
            {after(async move {
                match load_dashboard().await {
                    Ok(figures) => overview(l, &figures),
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </StaffFrame>
    }
}

fn overview(l: Locale, figures: &Dashboard) -> AnyView {
    let Dashboard::SuperAdmin {
        active_clinics,
        suspended_clinics,
        doctors,
        patients,
        week,
    } = *figures
    else {
        return view! { <Problem fault=ApiFault(Fault::Refused) /> }.into_any();
    };
    if active_clinics + suspended_clinics == 0 {
        return view! {
            <Empty icon="building-2" title=td_string!(l, platform.none_title) message=td_string!(l, platform.none)>
                <LinkButton href="/platform/clinics/new" icon="plus" variant=Variant::Primary>
                    {td_string!(l, platform.new_clinic)}
                </LinkButton>
            </Empty>
        }
        .into_any();
    }
    view! {
        <div class="grid-cards grid-cards--small">
            <Stat icon="building-2" label=td_string!(l, platform.active_clinics) figure=number(active_clinics) />
            <Stat icon="ban" label=td_string!(l, platform.suspended_clinics) figure=number(suspended_clinics) />
            <Stat icon="stethoscope" label=td_string!(l, platform.doctors) figure=number(doctors) />
            <Stat icon="users" label=td_string!(l, platform.patients) figure=number(patients) />
            <Stat icon="calendar" label=td_string!(l, platform.week) figure=number(week) />
        </div>
    }
    .into_any()
}

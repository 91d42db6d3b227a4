//! When a doctor of the clinic can be booked.

use crate::api::availability::load_availability;
use crate::fault::ApiFault;
use crate::features::address::param;
use crate::features::availability::{whole, why};
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::i18n::{Locale, td_string};
use crate::ui::{Breadcrumb, PageHeader};
use leptos::prelude::*;
use salus_domain::Fault;
use salus_domain::ids::DoctorId;
use salus_domain::scheduling::WhyAnswer;
use salus_domain::staff::DoctorAvailability;

async fn load(doctor: Option<DoctorId>) -> Result<DoctorAvailability, ApiFault> {
    load_availability(Some(doctor.ok_or(Fault::Missing)?)).await
}

/// `/admin/doctors/:id/hours`, with `?why_time=` and what goes with it.
#[component]
pub fn HoursPage() -> impl IntoView {
    let l = locale();
    let doctor = param("id").and_then(|id| id.parse().ok());
    let asked = why::Asked::here();
    view! {
        <StaffFrame title=td_string!(l, admin.edit_hours)>
            {after(async move {
                let kept = match load(doctor).await {
                    Ok(kept) => kept,
                    Err(fault) => return view! { <Problem fault=fault /> }.into_any(),
                };
                let why = match asked {
                    Some(asked) => Some(asked.answer().await),
                    None => None,
                };
                page(l, kept, why)
            })}
        </StaffFrame>
    }
}

fn page(l: Locale, kept: DoctorAvailability, why: Option<Result<WhyAnswer, ApiFault>>) -> AnyView {
    let name = kept.week.doctor.name();
    view! {
        <Breadcrumb
            label=td_string!(l, admin.staff_title)
            trail=vec![
                (td_string!(l, admin.back_to_staff).into(), Some("/admin/staff".to_owned())),
                (name.clone().into(), None),
            ]
        />
        <PageHeader title=td_string!(l, admin.hours_title, name = name) subtitle=td_string!(l, admin.hours_lead) />
        {whole(l, kept, why)}
    }
    .into_any()
}

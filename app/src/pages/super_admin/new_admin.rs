//! Names who runs a clinic.

use crate::api::clinics::{AddClinicAdmin, clinic_rows};
use crate::fault::ApiFault;
use crate::features::address::param;
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::person_form::{AccessFields, PersonFields, person_labels};
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::i18n::td_string;
use crate::ui::{LinkButton, PageHeader, SubmitButton, Variant, Width};
use leptos::prelude::*;
use salus_domain::Fault;
use salus_domain::clinics::Clinic;
use salus_domain::ids::ClinicId;

async fn load(id: Option<ClinicId>) -> Result<Clinic, ApiFault> {
    let missing = ApiFault(Fault::Missing);
    let id = id.ok_or_else(|| missing.clone())?;
    let rows = clinic_rows(String::new()).await?;
    rows.into_iter()
        .map(|row| row.clinic)
        .find(|clinic| clinic.id == id)
        .ok_or(missing)
}

/// `/platform/clinics/:id/admin`.
#[component]
pub fn NewClinicAdmin() -> impl IntoView {
    let l = locale();
    let id = param("id").and_then(|id| id.parse().ok());
    view! {
        <StaffFrame title=td_string!(l, platform.add_admin) width=Width::Narrow>
            {after(async move {
                match load(id).await {
                    Ok(clinic) => view! { <AdminForm clinic=clinic /> }.into_any(),
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </StaffFrame>
    }
}

#[component]
fn AdminForm(clinic: Clinic) -> impl IntoView {
    let l = locale();
    let answer = Answer::of::<AddClinicAdmin>(l);
    view! {
        <PageHeader
            title=td_string!(l, platform.admin_title, name = clinic.name)
            subtitle=td_string!(l, platform.admin_lead)
        />
        <Form of=answer class="form">
            <FormAnswer answer=answer labels=person_labels(l) />
            <input type="hidden" name="clinic" value=clinic.id.to_string() />
            <PersonFields answer=answer />
            <AccessFields answer=answer />
            <div class="form__actions">
                <SubmitButton>{td_string!(l, platform.create_admin)}</SubmitButton>
                <LinkButton href="/platform/clinics" variant=Variant::Ghost>{td_string!(l, common.cancel)}</LinkButton>
            </div>
        </Form>
    }
}

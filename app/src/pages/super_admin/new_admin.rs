//! Names who runs a clinic.

use crate::api::clinics::{AddClinicAdmin, clinic_rows};
use crate::fault::ApiFault;
use crate::features::answer::Answer;
use crate::features::form::FormAnswer;
use crate::features::frame::StaffFrame;
use crate::features::person_form::{AccessFields, PersonFields, person_labels};
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::i18n::td_string;
use crate::pages::Page;
use crate::ui::{LinkButton, PageHeader, Skeleton, SubmitButton, Variant, Width};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use salus_domain::Fault;
use salus_domain::clinics::Clinic;
use salus_domain::ids::ClinicId;

/// `/platform/clinics/:id/admin`.
#[derive(Debug)]
pub struct NewClinicAdmin {}

async fn load(id: Option<ClinicId>) -> Result<Clinic, ApiFault> {
    let missing = ApiFault(Fault::Missing);
    let id = id.ok_or_else(|| missing.clone())?;
    let rows = clinic_rows(String::new()).await?;
    rows.into_iter()
        .map(|row| row.clinic)
        .find(|clinic| clinic.id == id)
        .ok_or(missing)
}

impl Page for NewClinicAdmin {
    fn data() -> Self {
        Self {}
    }

    fn view(this: Self) -> AnyView {
        let NewClinicAdmin {} = this;
        let l = locale();
        let params = use_params_map();
        let id = move || params.with(|params| params.get_str("id").and_then(|id| id.parse().ok()));
        let clinic = Resource::new_blocking(id, load);
        let add = ServerAction::<AddClinicAdmin>::new();
        view! {
            <StaffFrame title=td_string!(l, platform.add_admin) width=Width::Narrow>
                <Suspense fallback=|| {
                    view! { <Skeleton /> }
                }>
                    {move || Suspend::new(async move {
                        match clinic.await {
                            Ok(clinic) => view! { <AdminForm clinic=clinic add=add /> }.into_any(),
                            Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                        }
                    })}
                </Suspense>
            </StaffFrame>
        }
        .into_any()
    }
}

#[component]
fn AdminForm(clinic: Clinic, add: ServerAction<AddClinicAdmin>) -> impl IntoView {
    let l = locale();
    let answer = Answer::of(l, add);
    view! {
        <PageHeader
            title=td_string!(l, platform.admin_title, name = clinic.name)
            subtitle=td_string!(l, platform.admin_lead)
        />
        <ActionForm action=add attr:class="form">
            <FormAnswer answer=answer labels=person_labels(l) />
            <input type="hidden" name="clinic" value=clinic.id.to_string() />
            <PersonFields answer=answer />
            <AccessFields answer=answer />
            <div class="form__actions">
                <SubmitButton pending=add.pending()>{td_string!(l, platform.create_admin)}</SubmitButton>
                <LinkButton href="/platform/clinics" variant=Variant::Ghost>{td_string!(l, common.cancel)}</LinkButton>
            </div>
        </ActionForm>
    }
}

//! A clinic joins the platform.

use super::clinic_fields::{ClinicFields, clinic_labels};
use crate::api::clinics::CreateClinic;
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::StaffFrame;
use crate::features::reader::locale;
use crate::i18n::td_string;
use crate::ui::{LinkButton, PageHeader, SubmitButton, Variant, Width};
use leptos::prelude::*;
use salus_domain::clinics::ClinicForm;

/// `/platform/clinics/new`.
#[component]
pub fn NewClinicPage() -> impl IntoView {
    let l = locale();
    view! {
        <StaffFrame title=td_string!(l, platform.new_title) width=Width::Narrow>
            <PageHeader title=td_string!(l, platform.new_title) subtitle=td_string!(l, platform.new_lead) />
            <NewClinicForm />
        </StaffFrame>
    }
}

#[component]
fn NewClinicForm() -> impl IntoView {
    let l = locale();
    let answer = Answer::of::<CreateClinic>(l);
    view! {
        <Form of=answer class="form">
            <FormAnswer answer=answer labels=clinic_labels(l) />
            <ClinicFields answer=answer start=ClinicForm::default() />
            <div class="form__actions">
                <SubmitButton>{td_string!(l, platform.create)}</SubmitButton>
                <LinkButton href="/platform/clinics" variant=Variant::Ghost>{td_string!(l, common.cancel)}</LinkButton>
            </div>
        </Form>
    }
}

//! A secretary joins.

use crate::api::staff::AddSecretary;
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::StaffFrame;
use crate::features::person_form::{AccessFields, PersonFields, person_labels};
use crate::features::reader::locale;
use crate::i18n::td_string;
use crate::ui::{LinkButton, PageHeader, SubmitButton, Variant, Width};
use leptos::prelude::*;

/// `/admin/secretaries/new`.
#[component]
pub fn NewSecretaryPage() -> impl IntoView {
    let l = locale();
    let answer = Answer::of::<AddSecretary>(l);
    view! {
        <StaffFrame title=td_string!(l, admin.new_secretary_title) width=Width::Narrow>
            <PageHeader
                title=td_string!(l, admin.new_secretary_title)
                subtitle=td_string!(l, admin.new_secretary_lead)
            />
            <Form of=answer class="form">
                <FormAnswer answer=answer labels=person_labels(l) />
                <PersonFields answer=answer />
                <AccessFields answer=answer />
                <div class="form__actions">
                    <SubmitButton>{td_string!(l, admin.create_secretary)}</SubmitButton>
                    <LinkButton href="/admin/staff" variant=Variant::Ghost>{td_string!(l, common.cancel)}</LinkButton>
                </div>
            </Form>
        </StaffFrame>
    }
}

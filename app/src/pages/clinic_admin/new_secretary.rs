//! A secretary joins.

use crate::api::staff::AddSecretary;
use crate::features::answer::Answer;
use crate::features::form::FormAnswer;
use crate::features::frame::StaffFrame;
use crate::features::person_form::{AccessFields, PersonFields, person_labels};
use crate::features::reader::locale;
use crate::i18n::td_string;
use crate::pages::Page;
use crate::ui::{LinkButton, PageHeader, SubmitButton, Variant, Width};
use leptos::prelude::*;

/// `/admin/secretaries/new`.
#[derive(Debug)]
pub struct NewSecretaryPage {}

impl Page for NewSecretaryPage {
    fn data() -> Self {
        Self {}
    }

    fn view(this: Self) -> AnyView {
        let NewSecretaryPage {} = this;
        let l = locale();
        let add = ServerAction::<AddSecretary>::new();
        let answer = Answer::of(l, add);
        view! {
            <StaffFrame title=td_string!(l, admin.new_secretary_title) width=Width::Narrow>
                <PageHeader
                    title=td_string!(l, admin.new_secretary_title)
                    subtitle=td_string!(l, admin.new_secretary_lead)
                />
                <ActionForm action=add attr:class="form">
                    <FormAnswer answer=answer labels=person_labels(l) />
                    <PersonFields answer=answer />
                    <AccessFields answer=answer />
                    <div class="form__actions">
                        <SubmitButton pending=add.pending()>{td_string!(l, admin.create_secretary)}</SubmitButton>
                        <LinkButton href="/admin/staff" variant=Variant::Ghost>
                            {td_string!(l, common.cancel)}
                        </LinkButton>
                    </div>
                </ActionForm>
            </StaffFrame>
        }
        .into_any()
    }
}

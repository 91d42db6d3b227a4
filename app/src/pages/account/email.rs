//! Another address to sign in with.

use super::password::CurrentPassword;
use crate::api::accounts::ChangeEmail;
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::OwnFrame;
use crate::features::reader::locale;
use crate::i18n::td_string;
use crate::ui::{Field, Input, LinkButton, PageHeader, SubmitButton, Variant};
use leptos::prelude::*;

/// `/account/email`.
#[component]
pub fn EmailPage() -> impl IntoView {
    let l = locale();
    let answer = Answer::of::<ChangeEmail>(l);
    let labels = [
        ("current_password", td_string!(l, account.current_password)),
        ("email", td_string!(l, account.new_email)),
    ];
    view! {
        <OwnFrame title=td_string!(l, account.change_email_title)>
            <PageHeader
                title=td_string!(l, account.change_email_title)
                subtitle=td_string!(l, account.change_email_intro)
            />
            <FormAnswer answer=answer labels=labels />
            <Form of=answer class="form">
                <Field id="email" label=td_string!(l, account.new_email) error=answer.field("email")>
                    <Input name="form[email]" kind="email" autocomplete="email" required=true maxlength=254 />
                </Field>
                <CurrentPassword answer=answer />
                <div class="form__actions">
                    <SubmitButton>{td_string!(l, account.forgot_send)}</SubmitButton>
                    <LinkButton href="/account" variant=Variant::Ghost>{td_string!(l, common.cancel)}</LinkButton>
                </div>
            </Form>
        </OwnFrame>
    }
}

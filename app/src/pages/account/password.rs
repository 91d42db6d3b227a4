//! Another password for one that is known: the first thing to do for whoever was given one.

use super::fields::NewPassword;
use crate::api::accounts::ChangePassword;
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::OwnFrame;
use crate::features::reader::{locale, reader};
use crate::i18n::td_string;
use crate::ui::{Field, Input, LinkButton, PageHeader, SubmitButton, Variant};
use leptos::prelude::*;

/// `/account/password`.
#[component]
pub fn PasswordPage() -> impl IntoView {
    let l = locale();
    let first = reader().me.is_some_and(|me| me.must_change_password);
    let (title, intro) = if first {
        (
            td_string!(l, account.first_password_title),
            td_string!(l, account.first_password_intro),
        )
    } else {
        (
            td_string!(l, account.change_password_title),
            td_string!(l, account.change_password_intro),
        )
    };
    let answer = Answer::of::<ChangePassword>(l);
    let labels = [
        ("current_password", td_string!(l, account.current_password)),
        ("password", td_string!(l, account.new_password)),
    ];
    view! {
        <OwnFrame title=title>
            <PageHeader title=title subtitle=intro />
            <FormAnswer answer=answer labels=labels />
            <Form of=answer class="form">
                <CurrentPassword answer=answer />
                <NewPassword answer=answer label=td_string!(l, account.new_password) />
                <div class="form__actions">
                    <SubmitButton>{td_string!(l, account.reset_go)}</SubmitButton>
                    {(!first).then(|| view! {
                        <LinkButton href="/account" variant=Variant::Ghost>{td_string!(l, common.cancel)}</LinkButton>
                    })}
                </div>
            </Form>
        </OwnFrame>
    }
}

/// Whoever changes how they sign in gives the password in use once more.
#[component]
pub(super) fn CurrentPassword(
    /// What the form was answered with.
    answer: Answer,
) -> impl IntoView {
    let l = locale();
    view! {
        <Field
            id="current_password"
            label=td_string!(l, account.current_password)
            error=answer.field("current_password")
        >
            <Input
                name="form[current_password]"
                kind="password"
                autocomplete="current-password"
                required=true
            />
        </Field>
    }
}

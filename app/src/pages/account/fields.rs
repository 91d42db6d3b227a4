//! The fields that several pages of an account share.

use crate::features::answer::Answer;
use crate::features::reader::locale;
use crate::i18n::td_string;
use crate::ui::{Field, Input};
use leptos::prelude::*;

/// The reader's own first and last name.
#[component]
pub(super) fn OwnNames(
    /// What the form was answered with.
    answer: Answer,
    /// What the first name starts with.
    #[prop(optional)]
    first_name: String,
    /// What the last name starts with.
    #[prop(optional)]
    last_name: String,
) -> impl IntoView {
    let l = locale();
    view! {
        <div class="form__row">
            <Field id="first_name" label=td_string!(l, account.first_name) error=answer.field("first_name")>
                <Input
                    name="form[first_name]"
                    value=first_name
                    autocomplete="given-name"
                    required=true
                    maxlength=80
                />
            </Field>
            <Field id="last_name" label=td_string!(l, account.last_name) error=answer.field("last_name")>
                <Input
                    name="form[last_name]"
                    value=last_name
                    autocomplete="family-name"
                    required=true
                    maxlength=80
                />
            </Field>
        </div>
    }
}

/// A password that the reader chooses.
#[component]
pub(super) fn NewPassword(
    /// What the form was answered with.
    answer: Answer,
    /// What it is called here.
    label: &'static str,
) -> impl IntoView {
    let l = locale();
    view! {
        <Field
            id="password"
            label=label
            hint=td_string!(l, account.password_hint)
            error=answer.field("password")
        >
            <Input
                name="form[password]"
                kind="password"
                autocomplete="new-password"
                required=true
                maxlength=128
            />
        </Field>
    }
}

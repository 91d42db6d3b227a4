//! The fields of somebody who joins a clinic's staff, shared by every form that adds one.

use super::answer::Answer;
use super::reader::locale;
use crate::i18n::{Locale, td_string};
use crate::ui::{Choice, Choices, Field, Input};
use leptos::prelude::*;
use salus_domain::staff::INVITATION;

/// The fields and their labels, for the summary above the form.
pub fn person_labels(l: Locale) -> Vec<(&'static str, &'static str)> {
    vec![
        ("first_name", td_string!(l, admin.first_name)),
        ("last_name", td_string!(l, admin.last_name)),
        ("email", td_string!(l, admin.email)),
        ("phone", td_string!(l, admin.phone)),
        ("password", td_string!(l, admin.password)),
    ]
}

/// Names and telephone.
#[component]
pub fn PersonFields(
    /// What the form was answered with.
    answer: Answer,
) -> impl IntoView {
    let l = locale();
    view! {
        <div class="form__row">
            <Field id="first_name" label=td_string!(l, admin.first_name) error=answer.field("first_name")>
                <Input name="form[first_name]" required=true maxlength=80 autocomplete="off" />
            </Field>
            <Field id="last_name" label=td_string!(l, admin.last_name) error=answer.field("last_name")>
                <Input name="form[last_name]" required=true maxlength=80 autocomplete="off" />
            </Field>
        </div>
        <Field
            id="phone"
            label=td_string!(l, admin.phone)
            optional=td_string!(l, common.optional)
            error=answer.field("phone")
        >
            <Input name="form[phone]" kind="tel" autocomplete="off" />
        </Field>
    }
}

/// What they sign in with, and how they come by a password: by an invitation, or by being told an initial one. That one
/// is shown, since whoever sets it hands it over.
#[component]
pub fn AccessFields(
    /// What the form was answered with.
    answer: Answer,
) -> impl IntoView {
    let l = locale();
    view! {
        <Field
            id="email"
            label=td_string!(l, admin.email)
            hint=td_string!(l, admin.email_hint)
            error=answer.field("email")
        >
            <Input name="form[email]" kind="email" required=true autocomplete="off" />
        </Field>
        <div class="access">
            <Choices legend=td_string!(l, people.access) inline=true>
                <Choice
                    name="form[access]"
                    value=INVITATION
                    checked=true
                    note=td_string!(l, people.access_invitation_note)
                >
                    {td_string!(l, people.access_invitation)}
                </Choice>
                <Choice name="form[access]" value="password" note=td_string!(l, people.access_password_note)>
                    {td_string!(l, people.access_password)}
                </Choice>
            </Choices>
            <div class="access__password">
                <Field
                    id="password"
                    label=td_string!(l, admin.password)
                    hint=td_string!(l, admin.password_hint)
                    error=answer.field("password")
                >
                    <Input name="form[password]" autocomplete="off" />
                </Field>
            </div>
        </div>
        <p class="field__hint">{td_string!(l, admin.existing_hint)}</p>
    }
}

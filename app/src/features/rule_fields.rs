//! The fields of a clinic's rules for booking that platform and clinic both set.

use super::answer::Answer;
use super::reader::locale;
use super::words;
use crate::i18n::td_string;
use crate::ui::{Choice, Choices, Field, Input};
use leptos::prelude::*;
use salus_domain::clinics::ConfirmationPolicy;

/// Who confirms, and the notice to cancel.
#[component]
pub fn RuleFields(
    /// What the form was answered with.
    answer: Answer,
    /// Who confirms at first, a [`ConfirmationPolicy`] word.
    policy: String,
    /// Hours of notice at first.
    notice: i64,
) -> impl IntoView {
    let l = locale();
    let choices = ConfirmationPolicy::ALL
        .iter()
        .map(|word| {
            let note = match word {
                ConfirmationPolicy::Automatic => td_string!(l, platform.confirmation_automatic),
                ConfirmationPolicy::Desk => td_string!(l, platform.confirmation_desk),
                ConfirmationPolicy::Doctor => td_string!(l, platform.confirmation_doctor),
            };
            view! {
                <Choice
                    name="form[confirmation]"
                    value=word.as_str()
                    checked=policy == word.as_str()
                    note=note
                >
                    {words::confirmation(l, *word)}
                </Choice>
            }
        })
        .collect_view();
    view! {
        <Choices legend=td_string!(l, platform.confirmation)>{choices}</Choices>
        <Field
            id="cancel_notice_hours"
            label=td_string!(l, platform.notice)
            hint=td_string!(l, platform.notice_hint)
            error=answer.field("cancel_notice_hours")
        >
            <Input
                name="form[cancel_notice_hours]"
                kind="number"
                value=notice.to_string()
                min="0"
                max="336"
                required=true
            />
        </Field>
    }
}

//! A question before something is done, asked by the address so that it needs no script.

use super::answer::Answer;
use super::form::{Form, FormAnswer};
use super::reader::locale;
use crate::i18n::td_string;
use crate::ui::{Dialog, DialogBody, DialogFoot, LinkButton, SubmitButton, Variant};
use leptos::prelude::*;

/// A dialog that asks whether to send a form.
#[component]
pub fn Confirm(
    /// Of the form it sends.
    answer: Answer,
    /// The question.
    #[prop(into)]
    title: String,
    /// What it would come to.
    #[prop(into)]
    text: String,
    /// The word on the button that does it.
    #[prop(into)]
    go: String,
    /// The page without the question.
    #[prop(into)]
    back: String,
    /// What is sent.
    fields: Vec<(&'static str, String)>,
    /// It destroys something.
    #[prop(optional)]
    danger: bool,
) -> impl IntoView {
    let l = locale();
    let variant = if danger {
        Variant::Danger
    } else {
        Variant::Primary
    };
    let hidden = fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    view! {
        <Dialog id="confirm" title=title close=td_string!(l, common.close) back=back.clone()>
            <Form of=answer>
                {hidden}
                <DialogBody>
                    <FormAnswer answer=answer labels=Vec::new() />
                    <p>{text}</p>
                </DialogBody>
                <DialogFoot>
                    <LinkButton href=back>{td_string!(l, common.cancel)}</LinkButton>
                    <SubmitButton variant=variant>{go}</SubmitButton>
                </DialogFoot>
            </Form>
        </Dialog>
    }
}

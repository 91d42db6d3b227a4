//! Forms and their parts: where they are sent, what they were answered with, groups of checkboxes.

use super::address;
use super::answer::Answer;
use super::faults;
use super::reader::locale;
use crate::i18n::td_string;
use crate::server::{PAGE_FIELD, Sent, THEN_FIELD};
use crate::ui::{FormErrors, Icon, Notice, Tone, Typed};
use leptos::context::Provider;
use leptos::prelude::*;

/// A form sent to a server function. Refused, its page is shown again with what was typed in it.
#[component]
pub fn Form(
    /// What it was answered with, and so where it is sent.
    of: Answer,
    /// How it is laid out.
    #[prop(optional)]
    class: Option<&'static str>,
    /// Where success leads, where the server function itself leads nowhere; else back to this page.
    #[prop(optional, into)]
    then: Option<String>,
    children: Children,
) -> impl IntoView {
    let typed = crate::server::extension::<Sent>()
        .filter(|sent| sent.path == of.path())
        .map(|sent| sent.typed);
    view! {
        <form method="post" action=of.path() class=class>
            <input type="hidden" name=PAGE_FIELD value=address::here() />
            {then.map(|then| view! { <input type="hidden" name=THEN_FIELD value=then /> })}
            <Provider value=Typed::new(typed)>{children()}</Provider>
        </form>
    }
}

/// Above a form: the failing fields, each a link, or the sentence of any other fault.
#[component]
pub fn FormAnswer(
    /// What the form was answered with.
    answer: Answer,
    /// Fields and their labels. A field's name is also the id of its control.
    #[prop(into)]
    labels: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let l = locale();
    let fault = answer.fault();
    if faults::fields(fault.as_ref()).is_empty() {
        return fault
            .map(|fault| {
                view! { <Notice tone=Tone::Danger live=true>{faults::sentence(l, &fault)}</Notice> }
            })
            .into_any();
    }
    view! { <FormErrors title=td_string!(l, faults.summary) errors=answer.summary(&labels) /> }
        .into_any()
}

/// Several checkboxes under one legend, all sent under one name.
#[component]
pub fn Checks(
    /// Name of the field in the form's type; also the group's id.
    field: &'static str,
    /// What they are about.
    legend: &'static str,
    /// Values and words.
    options: Vec<(&'static str, &'static str)>,
    /// Values chosen at first.
    #[prop(optional)]
    chosen: Vec<String>,
    /// What the form was answered with.
    answer: Answer,
) -> impl IntoView {
    let error = answer.field(field);
    let error_id = format!("{field}-error");
    let described = error.is_some().then(|| error_id.clone());
    let name = format!("form[{field}][]");
    let boxes = options
        .into_iter()
        .map(|(value, word)| {
            let checked = Typed::holds(&name, value)
                .unwrap_or_else(|| chosen.iter().any(|chosen| chosen == value));
            view! {
                <label class="check">
                    <input type="checkbox" name=name.clone() value=value checked=checked />
                    <span>{word}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset id=field tabindex="-1" aria-describedby=described>
            <legend class="choices__legend">{legend}</legend>
            <div class="checks">{boxes}</div>
            {error.map(|message| view! {
                <p class="field__error" id=error_id>
                    <Icon name="circle-alert" />
                    <span>{message}</span>
                </p>
            })}
        </fieldset>
    }
}

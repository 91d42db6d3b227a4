//! Parts of forms: what they were answered with, and groups of checkboxes.

use super::answer::Answer;
use super::faults;
use super::reader::locale;
use crate::i18n::td_string;
use crate::ui::{FormErrors, Icon, Notice, Tone};
use leptos::prelude::*;

/// Above a form: the failing fields, each a link, or the sentence of any other fault.
#[component]
pub fn FormAnswer(
    /// What the form was answered with.
    answer: Answer,
    /// Fields and their labels. A field's name is also the id of its control.
    labels: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let l = locale();
    let summary = answer.summary(labels);
    let named = Memo::new(move |_| {
        answer
            .fault()
            .with(|fault| !faults::fields(fault.as_ref()).is_empty())
    });
    let errors = Signal::derive(move || {
        if named.get() {
            summary.get()
        } else {
            Vec::new()
        }
    });
    let sentence = move || {
        let fault = answer.fault().get().filter(|_| !named.get())?;
        Some(view! { <Notice tone=Tone::Danger live=true>{faults::sentence(l, &fault)}</Notice> })
    };
    view! {
        <FormErrors title=td_string!(l, faults.summary) errors=errors />
        {sentence}
    }
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
    /// What the form was answered with.
    answer: Answer,
) -> impl IntoView {
    let error = answer.field(field);
    let error_id = format!("{field}-error");
    let described = error_id.clone();
    let boxes = options
        .into_iter()
        .map(|(value, word)| {
            view! {
                <label class="check">
                    <input type="checkbox" name=format!("form[{field}][]") value=value />
                    <span>{word}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset
            id=field
            tabindex="-1"
            aria-describedby=move || error.with(Option::is_some).then(|| described.clone())
        >
            <legend class="choices__legend">{legend}</legend>
            <div class="checks">{boxes}</div>
            {move || {
                error.get().map(|message| view! {
                    <p class="field__error" id=error_id.clone()>
                        <Icon name="circle-alert" />
                        <span>{message}</span>
                    </p>
                })
            }}
        </fieldset>
    }
}

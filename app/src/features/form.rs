//! Parts of forms: beside each field what is wrong with it, above the form what is wrong with the whole.

use super::faults;
use super::reader::locale;
use crate::fault::ApiFault;
use crate::i18n::{Locale, td_string};
use crate::ui::{FormErrors, Icon, Notice, Tone};
use leptos::prelude::*;
use salus_domain::Fault;

/// What a form was answered with, if not success.
pub type Answer = Signal<Option<Fault>>;

/// The fault in what an action was answered with.
pub fn fault_of<T>(value: Option<&Result<T, ApiFault>>) -> Option<Fault> {
    match value {
        Some(Err(ApiFault(fault))) => Some(fault.clone()),
        _ => None,
    }
}

/// What is wrong with one field, as the kit's fields take it.
pub fn error_of(l: Locale, answer: Answer, field: &'static str) -> Signal<Option<String>> {
    Signal::derive(move || answer.with(|fault| faults::of_field(l, fault.as_ref(), field)))
}

fn failing(l: Locale, fault: Option<&Fault>, labels: &[(&'static str, &'static str)]) -> Vec<(String, String)> {
    faults::fields(fault)
        .iter()
        .map(|wrong| {
            let problem = faults::problem(l, &wrong.problem);
            match labels.iter().find(|(field, _)| *field == wrong.field) {
                Some((field, label)) => {
                    ((*field).to_owned(), td_string!(l, admin.field_problem, field = *label, problem = problem))
                }
                None => (String::new(), problem),
            }
        })
        .collect()
}

/// Above a form: the failing fields, each a link, or the sentence of any other fault.
#[component]
pub fn FormAnswer(
    /// What the form was answered with.
    answer: Answer,
    /// Fields and their labels. A field's name is also the id of its control.
    labels: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let l = locale();
    let errors = Signal::derive(move || answer.with(|fault| failing(l, fault.as_ref(), &labels)));
    let sentence = move || {
        let fault = answer.get()?;
        let named = !faults::fields(Some(&fault)).is_empty();
        (!named).then(|| view! { <Notice tone=Tone::Danger live=true>{faults::sentence(l, &fault)}</Notice> })
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
    let l = locale();
    let error = error_of(l, answer, field);
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

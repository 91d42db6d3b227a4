//! A field: label, control, hint and error, tied together for screen readers.
//!
//! The controls ([`Input`](super::Input), [`Textarea`](super::Textarea), [`Select`](super::Select)) find
//! the field they stand in by context and take its id and state from it.

use super::{icon::Icon, text::text};
use leptos::{context::Provider, prelude::*, text_prop::TextProp};

/// What a control learns from the field round it.
#[derive(Clone)]
pub(super) struct FieldScope {
    id: String,
    hint: bool,
    error: bool,
}

impl FieldScope {
    /// The scope of the field round here, or of a control that stands alone under `name`.
    pub(super) fn find(name: &str) -> Self {
        use_context().unwrap_or_else(|| Self {
            id: name.to_owned(),
            hint: false,
            error: false,
        })
    }

    pub(super) fn id(&self) -> String {
        self.id.clone()
    }

    /// Ids of what describes the control, the error first.
    pub(super) fn described_by(&self) -> Option<String> {
        let Self { id, hint, error } = self;
        match (*error, *hint) {
            (true, true) => Some(format!("{id}-error {id}-hint")),
            (true, false) => Some(format!("{id}-error")),
            (false, true) => Some(format!("{id}-hint")),
            (false, false) => None,
        }
    }

    pub(super) fn invalid(&self) -> Option<&'static str> {
        self.error.then_some("true")
    }
}

/// Label above, control within, hint and error below.
#[component]
pub fn Field(
    /// Id of the control; unique on the page, and where a [`FormErrors`] link leads.
    #[prop(into)]
    id: String,
    #[prop(into)] label: TextProp,
    /// The word "optional", where the field is.
    #[prop(optional, into)]
    optional: Option<TextProp>,
    /// Help under the control.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// What is wrong, or nothing.
    #[prop(optional_no_strip, into)]
    error: Option<String>,
    children: Children,
) -> impl IntoView {
    let scope = FieldScope {
        id: id.clone(),
        hint: hint.is_some(),
        error: error.is_some(),
    };
    let error_id = format!("{id}-error");
    let hint_id = format!("{id}-hint");
    view! {
        <div class="field">
            <label class="field__label" for=id>
                <span>{text(label)}</span>
                {optional.map(|word| view! { <span class="field__optional">{text(word)}</span> })}
            </label>
            <Provider value=scope>{children()}</Provider>
            {error.map(|message| view! {
                <p class="field__error" id=error_id>
                    <Icon name="circle-alert" />
                    <span>{message}</span>
                </p>
            })}
            {hint.map(|hint| view! { <p class="field__hint" id=hint_id>{text(hint)}</p> })}
        </div>
    }
}

/// What is wrong with a form, above it: each message leads to its field. Takes the focus, so that it is
/// read out.
#[component]
pub fn FormErrors(
    #[prop(into)] title: TextProp,
    /// Field ids and messages; nothing is shown where there are none. An empty id makes no link.
    errors: Vec<(String, String)>,
) -> impl IntoView {
    (!errors.is_empty()).then(|| {
        let lines = errors
            .into_iter()
            .map(|(field, message)| {
                if field.is_empty() {
                    view! { <li>{message}</li> }.into_any()
                } else {
                    view! { <li><a href=format!("#{field}")>{message}</a></li> }.into_any()
                }
            })
            .collect_view();
        view! {
            <div class="form-errors" role="alert" tabindex="-1" autofocus>
                <h2 class="form-errors__title">
                    <Icon name="circle-alert" />
                    {text(title)}
                </h2>
                <ul class="form-errors__list">{lines}</ul>
            </div>
        }
    })
}

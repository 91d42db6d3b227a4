//! Checkboxes, switches, and radio cards.

use super::{
    text::{classes, text},
    typed::Typed,
};
use leptos::{prelude::*, text_prop::TextProp};

/// A checkbox with its words; as a switch where it takes effect at once.
#[component]
pub fn Checkbox(
    #[prop(into)] name: String,
    /// What is sent when it is on.
    #[prop(default = "true".into(), into)]
    value: String,
    #[prop(optional)] checked: bool,
    /// Looks like a switch.
    #[prop(optional)]
    switch: bool,
    #[prop(optional)] required: bool,
    /// A second, quieter line.
    #[prop(optional, into)]
    note: Option<TextProp>,
    children: Children,
) -> impl IntoView {
    let checked = Typed::holds(&name, &value).unwrap_or(checked);
    view! {
        <label class=classes("check", &[(switch, "switch")])>
            <input
                type="checkbox"
                role=switch.then_some("switch")
                id=name.clone()
                name=name
                value=value
                checked=checked
                required=required
            />
            <span>
                {children()}
                {note.map(|note| view! { <span class="check__text">{text(note)}</span> })}
            </span>
        </label>
    }
}

/// Radio cards under one legend.
#[component]
pub fn Choices(
    #[prop(into)] legend: TextProp,
    /// The legend is for screen readers only.
    #[prop(optional)]
    quiet: bool,
    /// Side by side where there is room.
    #[prop(optional)]
    inline: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <fieldset>
            <legend class=if quiet { "sr-only" } else { "choices__legend" }>{text(legend)}</legend>
            <div class=classes("choices", &[(inline, "choices--inline")])>{children()}</div>
        </fieldset>
    }
}

/// One card of [`Choices`]: title as children, a quieter line, something at the end such as a price.
#[component]
pub fn Choice(
    #[prop(into)] name: String,
    #[prop(into)] value: String,
    #[prop(optional)] checked: bool,
    #[prop(optional)] required: bool,
    #[prop(optional)] disabled: bool,
    /// A second, quieter line.
    #[prop(optional, into)]
    note: Option<TextProp>,
    /// At the end: a price, a length.
    #[prop(optional, into)]
    end: Option<TextProp>,
    children: Children,
) -> impl IntoView {
    let checked = Typed::holds(&name, &value).unwrap_or(checked);
    view! {
        <label class="choice">
            <input
                type="radio"
                name=name
                value=value
                checked=checked
                required=required
                disabled=disabled
            />
            <span class="choice__body">
                <span class="choice__title">{children()}</span>
                {note.map(|note| view! { <span class="choice__text">{text(note)}</span> })}
            </span>
            {end.map(|end| view! { <span class="choice__end">{text(end)}</span> })}
        </label>
    }
}

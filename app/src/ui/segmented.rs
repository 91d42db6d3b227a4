//! A few exclusive choices side by side: links between views, or radios in a form.

use super::{
    icon::Icon,
    text::{current_page, text},
    typed::Typed,
};
use leptos::{prelude::*, text_prop::TextProp};

/// The group; children are [`SegmentLink`]s or [`SegmentRadio`]s, not mixed.
#[component]
pub fn Segmented(#[prop(into)] label: TextProp, children: Children) -> impl IntoView {
    view! {
        <div class="segmented" role="group" aria-label=move || label.get()>
            {children()}
        </div>
    }
}

/// A segment that leads to another view of the same thing.
#[component]
pub fn SegmentLink(
    #[prop(into)] href: String,
    #[prop(optional, into)] current: Signal<bool>,
    #[prop(optional)] icon: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <a class="segmented__item" href=href aria-current=current_page(current)>
            {icon.map(|name| view! { <Icon name=name /> })}
            {children()}
        </a>
    }
}

/// A segment that is a radio button.
#[component]
pub fn SegmentRadio(
    #[prop(into)] name: String,
    #[prop(into)] value: String,
    #[prop(into)] label: TextProp,
    #[prop(optional)] checked: bool,
) -> impl IntoView {
    let checked = Typed::holds(&name, &value).unwrap_or(checked);
    view! {
        <label class="segmented__item">
            <input type="radio" name=name value=value checked=checked />
            {text(label)}
        </label>
    }
}

//! Icons from the sprite `public/icons.svg`, and the mark of the house.

use leptos::{prelude::*, text_prop::TextProp};

/// Arrows and chevrons that point along the line of text and so turn in right-to-left languages.
fn turns(name: &str) -> bool {
    matches!(
        name,
        "arrow-left"
            | "arrow-right"
            | "arrow-up-right"
            | "chevron-left"
            | "chevron-right"
            | "external-link"
            | "log-in"
            | "log-out"
            | "undo-2"
    )
}

/// One icon of the sprite, by its symbol's id; decoration only, hidden from screen readers.
#[component]
pub fn Icon(
    /// Id in `public/icons.svg`.
    name: &'static str,
    /// `icon--sm` or `icon--lg`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let class = super::text::classes("icon", &[(turns(name), "icon--turn"), (true, class)]);
    view! {
        <svg class=class aria-hidden="true">
            <use href=format!("/icons.svg#{name}")></use>
        </svg>
    }
}

/// The mark and the name, as a link home.
#[component]
pub fn Logo(
    /// Where the mark leads.
    #[prop(into)]
    href: String,
    /// The name beside the mark.
    #[prop(into)]
    name: TextProp,
) -> impl IntoView {
    view! {
        <a class="logo" href=href>
            <svg class="logo__mark" viewBox="0 0 32 32" aria-hidden="true">
                <rect class="logo__tile" width="32" height="32" rx="10"></rect>
                <path class="logo__ring" d="M18.6 7.4A9 9 0 1 0 24.6 13.4"></path>
                <path class="logo__hand" d="M16 11.5V16.5H20"></path>
                <circle class="logo__dot" cx="23.5" cy="8.5" r="2.75"></circle>
            </svg>
            <span class="logo__word">{super::text::text(name)}</span>
        </a>
    }
}

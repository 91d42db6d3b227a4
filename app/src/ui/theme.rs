//! Light or dark: the system's, unless the reader chose. The choice is a cookie, so that the server can
//! write `data-theme` into `<html>` and nothing flashes.

use super::icon::Icon;
use leptos::{prelude::*, text_prop::TextProp};

/// Name of the cookie; its value is `light` or `dark`.
pub const THEME_COOKIE: &str = "theme";

/// Turns light to dark and back; the browser's half does it.
#[component]
pub fn ThemeButton(#[prop(into)] label: TextProp) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button button--ghost button--icon theme-button"
            aria-label=label.get()
        >
            <Icon name="moon" class="theme-button__dark" />
            <Icon name="sun" class="theme-button__light" />
        </button>
    }
}

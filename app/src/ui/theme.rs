//! Light or dark: the system's, unless the reader chose. The choice is a cookie, so that the server can
//! write `data-theme` into `<html>` and nothing flashes.

use super::icon::Icon;
use leptos::{prelude::*, text_prop::TextProp};
use wasm_bindgen::JsCast;

/// Name of the cookie; its value is `light` or `dark`.
pub const THEME_COOKIE: &str = "theme";

/// Turns light to dark and back, and remembers it.
#[component]
pub fn ThemeButton(#[prop(into)] label: TextProp) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button button--ghost button--icon theme-button"
            aria-label=move || label.get()
            on:click=move |_| turn()
        >
            <Icon name="moon" class="theme-button__dark" />
            <Icon name="sun" class="theme-button__light" />
        </button>
    }
}

fn turn() {
    let Some(root) = document().document_element() else {
        return;
    };
    let dark = match root.get_attribute("data-theme").as_deref() {
        Some("dark") => true,
        Some("light") => false,
        _ => window()
            .match_media("(prefers-color-scheme: dark)")
            .ok()
            .flatten()
            .is_some_and(|query| query.matches()),
    };
    let theme = if dark { "light" } else { "dark" };
    // Both fail only in a document that may hold neither; the page then keeps its colours.
    drop(root.set_attribute("data-theme", theme));
    if let Ok(document) = document().dyn_into::<web_sys::HtmlDocument>() {
        drop(document.set_cookie(&format!(
            "{THEME_COOKIE}={theme}; Path=/; Max-Age=31536000; SameSite=Lax"
        )));
    }
}

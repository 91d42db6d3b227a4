//! Turns light to dark and back, and remembers it in a cookie for the server to read.

use super::dom::{closest, on};
use crate::ui::THEME_COOKIE;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

pub fn start() {
    on("click", |event| {
        if closest(&event, ".theme-button").is_some() {
            turn();
        }
    });
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

//! Keeps pages current that ask for it: every few seconds while they are seen and nobody is at work in
//! them, the page is asked for anew and changed where it differs.

use super::dom::{all, in_page, is_control, on, show_instead};
use leptos::prelude::*;
use std::cell::Cell;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, HtmlTextAreaElement};

/// How often.
const EVERY: Duration = Duration::from_secs(5);

thread_local! {
    /// Whether what comes next was asked for by [`tick`], not by somebody.
    static IS_OWN: Cell<bool> = const { Cell::new(false) };
}

pub fn start() {
    set_interval(tick, EVERY);
    on("turbo:fetch-request-error", |_| say(false));
    on("turbo:load", |_| say(true));
    on("turbo:render", |_| say(true));
    for begins_or_ends in ["turbo:visit", "turbo:submit-start", "turbo:load"] {
        on(begins_or_ends, |_| IS_OWN.set(false));
    }
    // Somebody may have begun to choose or type while the answer was under way: their form stays as it is.
    on("turbo:before-morph-element", |event| {
        let is_begun = super::dom::target(&event).is_some_and(|at| {
            at.tag_name() == "FORM" && all(&at, "input, textarea").iter().any(differs)
        });
        if IS_OWN.get() && is_begun {
            event.prevent_default();
        }
    });
    // What somebody has unfolded stays so.
    on("turbo:before-morph-attribute", |event| {
        let is_details = super::dom::target(&event).is_some_and(|at| at.tag_name() == "DETAILS");
        if is_details {
            event.prevent_default();
        }
    });
}

fn tick() {
    let document = document();
    if document.hidden() || in_page("[data-live]").is_empty() || is_at_work() {
        return;
    }
    // A part of the page may know better what to ask for than its address.
    let address = in_page("[data-live-at]")
        .first()
        .and_then(|part| part.get_attribute("data-live-at"))
        .or_else(|| window().location().href().ok());
    if let Some(address) = address {
        show_instead(&address);
        IS_OWN.set(true);
    }
}

/// Whether a page is on its way, a control has the focus, a dialog is open, a refusal is being read, or
/// something was typed and not sent.
fn is_at_work() -> bool {
    // Asking now would call off the page somebody is going to.
    let is_leaving = document()
        .document_element()
        .is_some_and(|root| root.has_attribute("aria-busy"));
    let focused = document()
        .active_element()
        .is_some_and(|element| is_control(&element));
    is_leaving
        || focused
        || !in_page("dialog[open], form[aria-busy], details.menu[open], main [role='alert']")
            .is_empty()
        || in_page("main input, main textarea").iter().any(differs)
}

/// Whether a field holds what its page did not give it.
fn differs(field: &HtmlElement) -> bool {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        return input.value() != input.default_value()
            || input.checked() != input.default_checked();
    }
    field
        .dyn_ref::<HtmlTextAreaElement>()
        .is_some_and(|area| area.default_value().as_ref() != Ok(&area.value()))
}

/// Says whether the page is current.
fn say(up: bool) {
    for mark in in_page(".live") {
        drop(mark.class_list().toggle_with_force("live--off", !up));
    }
    for (selector, hidden) in [(".live__up", !up), (".live__down", up)] {
        for words in in_page(selector) {
            words.set_hidden(hidden);
        }
    }
}

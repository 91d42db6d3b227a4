//! Keeps pages current that ask for it: every few seconds while they are seen and nobody is at work in
//! them, the page is asked for anew and changed where it differs.

use super::dom::{in_page, is_control, on, show_instead};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

/// How often.
const EVERY: Duration = Duration::from_secs(5);

pub fn start() {
    set_interval(tick, EVERY);
    on("turbo:fetch-request-error", |_| say(false));
    on("turbo:load", |_| say(true));
    on("turbo:render", |_| say(true));
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
    }
}

/// Whether a control has the focus, a dialog is open, a refusal is being read, or something was typed and not
/// sent.
fn is_at_work() -> bool {
    let focused = document()
        .active_element()
        .is_some_and(|element| is_control(&element));
    focused
        || !in_page("dialog[open], form[aria-busy], details.menu[open], main [role='alert']")
            .is_empty()
        || in_page("main input, main textarea")
            .into_iter()
            .any(|control| match control.dyn_into::<HtmlInputElement>() {
                Ok(input) => {
                    input.value() != input.default_value()
                        || input.checked() != input.default_checked()
                }
                Err(control) => control
                    .dyn_into::<HtmlTextAreaElement>()
                    .is_ok_and(|area| area.default_value().as_ref() != Ok(&area.value())),
            })
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

//! Finding elements and listening, in few words.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, HtmlElement};

/// Listens at the document for as long as it lives.
pub fn on(event: &str, heard: impl FnMut(Event) + 'static) {
    listen(event, heard, false);
}

/// As [`on`], but before the element itself hears; also for events that do not rise.
pub fn on_capture(event: &str, heard: impl FnMut(Event) + 'static) {
    listen(event, heard, true);
}

fn listen(event: &str, heard: impl FnMut(Event) + 'static, capture: bool) {
    let heard = Closure::<dyn FnMut(Event)>::new(heard);
    let target = document();
    // Fails in no document that runs a script.
    drop(target.add_event_listener_with_callback_and_bool(
        event,
        heard.as_ref().unchecked_ref(),
        capture,
    ));
    heard.forget();
}

/// The element an event happened in.
pub fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The nearest element round the event that a selector means.
pub fn closest(event: &Event, selector: &str) -> Option<Element> {
    target(event)?.closest(selector).ok().flatten()
}

/// Every element below the root that a selector means, in order.
pub fn all(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.item(index)?.dyn_into().ok())
        .collect()
}

/// As [`all`], in the whole page.
pub fn in_page(selector: &str) -> Vec<HtmlElement> {
    document()
        .document_element()
        .map(|root| all(&root, selector))
        .unwrap_or_default()
}

/// Whether somebody is typing or choosing there, or a dialog is open: keys and refreshes keep out.
pub fn is_control(element: &Element) -> bool {
    element
        .closest("input, textarea, select, dialog, [contenteditable]")
        .is_ok_and(|found| found.is_some())
}

#[wasm_bindgen]
extern "C" {
    /// Goes to an address without a full load.
    #[wasm_bindgen(js_namespace = Turbo)]
    pub fn visit(address: &str);

    #[wasm_bindgen(js_namespace = Turbo, js_name = visit)]
    fn visit_with(address: &str, options: &JsValue);
}

/// Shows an address in place of the page; where it is the same page, only what differs changes.
pub fn show_instead(address: &str) {
    let options = web_sys::js_sys::Object::new();
    // Setting a property of a plain object cannot fail.
    drop(web_sys::js_sys::Reflect::set(
        &options,
        &"action".into(),
        &"replace".into(),
    ));
    visit_with(address, &options);
}

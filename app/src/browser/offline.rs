//! Says when a link could not be followed or a form not be sent. The page stays as it is, with what was
//! typed.

use super::dom::{in_page, on};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlTemplateElement;

pub fn start() {
    on("turbo:fetch-request-error", |event| {
        // Otherwise the browser's own page for lost connections would take this one's place.
        event.prevent_default();
        if let Some(root) = document().document_element() {
            drop(root.remove_attribute("aria-busy"));
        }
        // A page that keeps itself current says so in its own way.
        if in_page("[data-live]").is_empty() || !in_page("form[aria-busy]").is_empty() {
            show();
        }
    });
}

fn show() {
    let region = in_page(".toasts").into_iter().next();
    let message = document()
        .get_element_by_id("offline")
        .and_then(|element| element.dyn_into::<HtmlTemplateElement>().ok());
    if let (Some(region), Some(message)) = (region, message)
        && let Ok(copy) = message.content().clone_node_with_deep(true)
    {
        region.set_text_content(None);
        drop(region.append_child(&copy));
    }
}

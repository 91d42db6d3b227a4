//! Makes the dialogs of pages modal, and leads back where Esc or a click beside one shuts it.

use super::dom::{in_page, on, on_capture, target, visit};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement};

pub fn start() {
    on_capture("cancel", |event| {
        if let Some(dialog) = target(&event).filter(|at| at.has_attribute("data-back")) {
            event.prevent_default();
            leave(&dialog);
        }
    });
    on("click", |event| {
        // A click on the dialog itself, and on nothing in it, hit what lies behind.
        if let Some(dialog) =
            target(&event).filter(|at| at.matches("dialog[data-back]") == Ok(true))
        {
            leave(&dialog);
        }
    });
}

pub fn arrived() {
    for dialog in in_page("dialog[data-back]") {
        let Ok(dialog) = dialog.dyn_into::<HtmlDialogElement>() else {
            continue;
        };
        if dialog.matches(":modal") != Ok(true) {
            // It came open, as without script; only a shut one can be made modal.
            dialog.close();
            drop(dialog.show_modal());
        }
    }
}

fn leave(dialog: &Element) {
    if let Some(back) = dialog.get_attribute("data-back") {
        visit(&back);
    }
}

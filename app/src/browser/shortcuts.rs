//! Links with a key of their own (`aria-keyshortcuts`), followed when it is pressed.

use super::dom::{in_page, is_control, on, target};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

pub fn start() {
    on("keydown", |event| {
        let Some(pressed) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let busy = pressed.ctrl_key() || pressed.meta_key() || pressed.alt_key();
        // In a grid the arrows move within it.
        let elsewhere = target(&event).is_none_or(|at| {
            !is_control(&at) && at.closest(".date-grid").is_ok_and(|grid| grid.is_none())
        });
        if busy || event.default_prevented() || !elsewhere {
            return;
        }
        let key = pressed.key();
        let link = in_page("a[aria-keyshortcuts]")
            .into_iter()
            .find(|link| link.get_attribute("aria-keyshortcuts").as_deref() == Some(&key));
        if let Some(link) = link {
            event.prevent_default();
            link.click();
        }
    });
}

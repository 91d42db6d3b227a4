//! Shuts menus: on Esc, on a click elsewhere, and once something in one was chosen.

use super::dom::{closest, in_page, on, target};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

const MENU: &str = "details.menu[open]";

pub fn start() {
    on("keydown", |event| {
        if event
            .dyn_ref::<KeyboardEvent>()
            .is_some_and(|event| event.key() == "Escape")
            && let Some(menu) = closest(&event, MENU)
        {
            drop(menu.remove_attribute("open"));
        }
    });
    on("click", |event| {
        let at = target(&event);
        let chosen = closest(&event, ".menu__list").is_some();
        for menu in in_page(MENU) {
            let inside = at.as_ref().is_some_and(|at| menu.contains(Some(at)));
            if chosen || !inside {
                drop(menu.remove_attribute("open"));
            }
        }
    });
}

//! Wakes the islands of a page and starts what the browser does for every page, and nothing else.

use salus_app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by `start.js` once the module is loaded.
#[wasm_bindgen]
pub fn start() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
    salus_app::browser::start();
}

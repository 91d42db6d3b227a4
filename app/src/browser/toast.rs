//! Messages go after a while, or when they are shut.

use super::dom::{closest, in_page, on};
use leptos::prelude::*;
use std::time::Duration;

/// How long a message stays that is not a failure.
const STAYS: Duration = Duration::from_secs(6);

pub fn start() {
    on("click", |event| {
        if closest(&event, ".toast__close").is_some()
            && let Some(toast) = closest(&event, ".toast")
        {
            toast.remove();
        }
    });
}

pub fn arrived() {
    for toast in in_page(".toast:not([data-seen])") {
        drop(toast.set_attribute("data-seen", ""));
        // Taken out and put back: what was there when the region came is not read out.
        if let Some(region) = toast.parent_node() {
            toast.remove();
            drop(region.append_child(&toast));
        }
        if !toast.class_list().contains("toast--danger") {
            set_timeout(move || toast.remove(), STAYS);
        }
    }
}

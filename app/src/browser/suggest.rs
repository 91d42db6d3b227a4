//! What a choice suggests for other controls ([`Select`](crate::ui::Select)): they take it while they are
//! empty.

use super::dom::{all, closest, on};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};

pub fn start() {
    on("change", |event| {
        let (Some(select), Some(form)) = (closest(&event, "select"), closest(&event, "form"))
        else {
            return;
        };
        let suggested = all(&select, "option:checked")
            .first()
            .and_then(|option| option.get_attribute("data-suggests"))
            .unwrap_or_default();
        for (name, value) in suggested.lines().filter_map(|line| line.split_once('=')) {
            // Among all, since a name may hold what a selector would have to escape.
            for control in all(&form, "input, select") {
                if control.get_attribute("name").as_deref() != Some(name) {
                    continue;
                }
                if let Some(other) = control.dyn_ref::<HtmlSelectElement>() {
                    if other.value().is_empty() {
                        other.set_value(value);
                    }
                } else if let Some(other) = control.dyn_ref::<HtmlInputElement>()
                    && other.value().is_empty()
                {
                    other.set_value(value);
                }
            }
        }
    });
}

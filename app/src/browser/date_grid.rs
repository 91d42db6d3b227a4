//! The keys of [`DateGrid`](crate::ui::DateGrid): one tab stop, arrows by day and week, Home and End within
//! the week, Page Up and Page Down to turn the month.

use super::dom::{all, closest, in_page, on, target};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

pub fn start() {
    on("keydown", |event| {
        let (Some(grid), Some(event)) = (
            closest(&event, ".date-grid"),
            event.dyn_ref::<KeyboardEvent>(),
        ) else {
            return;
        };
        move_by_key(&grid, event);
    });
}

pub fn arrived() {
    for grid in in_page(".date-grid") {
        rove(&grid, None);
    }
}

/// Makes one day the grid's tab stop: `to`, else the chosen, today, or the first that leads somewhere.
fn rove(grid: &Element, to: Option<usize>) {
    let days = all(grid, "[data-day]");
    let find = |selector: &str| {
        days.iter()
            .position(|day| day.matches(selector).unwrap_or(false))
    };
    let stop = to
        .or_else(|| find("[aria-selected='true'] > *"))
        .or_else(|| find("a[aria-current]"))
        .or_else(|| find("a"))
        .unwrap_or(0);
    for (index, day) in days.iter().enumerate() {
        day.set_tab_index(if index == stop { 0 } else { -1 });
    }
}

fn move_by_key(grid: &Element, event: &KeyboardEvent) {
    let Some(day) = target(event).and_then(|at| at.closest("[data-day]").ok().flatten()) else {
        return;
    };
    let days = all(grid, "[data-day]");
    let Some(here) = days.iter().position(|other| **other == day) else {
        return;
    };
    let mirrored = grid.closest("[dir='rtl']").ok().flatten().is_some();
    let (back, forth) = if mirrored {
        ("ArrowRight", "ArrowLeft")
    } else {
        ("ArrowLeft", "ArrowRight")
    };
    let key = event.key();
    let goal = match key.as_str() {
        "ArrowUp" => here.checked_sub(7),
        "ArrowDown" => Some(here + 7),
        "Home" => Some(here - here % 7),
        "End" => Some(here - here % 7 + 6),
        "PageUp" | "PageDown" => {
            event.prevent_default();
            return turn(grid, key == "PageDown");
        }
        key if key == back => here.checked_sub(1),
        key if key == forth => Some(here + 1),
        _ => return,
    };
    event.prevent_default();
    match goal.filter(|goal| *goal < days.len()) {
        Some(goal) => {
            rove(grid, Some(goal));
            // A browser that refuses the focus leaves it where it was.
            drop(days[goal].focus());
        }
        None => turn(grid, goal.is_some()),
    }
}

/// Follows the link to the next or the previous month.
fn turn(grid: &Element, forward: bool) {
    let selector = if forward {
        "a[data-step='chevron-right']"
    } else {
        "a[data-step='chevron-left']"
    };
    if let Some(link) = all(grid, selector).first() {
        HtmlElement::click(link);
    }
}

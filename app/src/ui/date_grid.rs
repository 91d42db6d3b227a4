//! A month as an ARIA grid. Without script every day is an ordinary link; with it, one tab stop:
//! arrows move by day and week, Home and End within the week, Page Up and Page Down turn the month.

use super::{
    nav::StepLink,
    text::{Go, classes, text},
};
use leptos::{ev, html, prelude::*, text_prop::TextProp};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// One day of a [`DateGrid`].
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four marks that occur in any combination"
)]
pub struct Day {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// What is shown: the day of the month.
    pub number: String,
    /// What a screen reader says: the date in full and what is on it.
    pub label: String,
    /// Where it leads; a day without address cannot be chosen.
    pub href: Option<String>,
    /// A small count or word under the number.
    pub mark: Option<String>,
    /// Has times: tinted.
    pub free: bool,
    /// It is today.
    pub today: bool,
    /// It is the one chosen.
    pub chosen: bool,
    /// Belongs to the month before or after.
    pub outside: bool,
}

/// A month of days.
#[component]
pub fn DateGrid(
    /// The month's name and year.
    #[prop(into)]
    title: TextProp,
    /// Seven short and long names, in the order of the columns.
    weekdays: Vec<(String, String)>,
    /// Whole weeks, in order.
    days: Vec<Day>,
    #[prop(optional)] prev: Option<Go>,
    #[prop(optional)] next: Option<Go>,
    /// Full width with room in each day: a calendar rather than a picker.
    #[prop(optional)]
    full: bool,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(node) = node.get() {
            rove(&node, None);
        }
    });
    let heads = weekdays
        .into_iter()
        .map(|(short, long)| view! { <th scope="col" abbr=long>{short}</th> })
        .collect_view();
    let mut days = days.into_iter().peekable();
    let mut weeks = Vec::new();
    while days.peek().is_some() {
        weeks.push(view! { <tr>{days.by_ref().take(7).map(day_cell).collect_view()}</tr> });
    }
    let name = title.clone();
    view! {
        <div
            class=classes("date-grid", &[(full, "date-grid--full")])
            node_ref=node
            on:keydown=move |event| {
                if let Some(node) = node.get_untracked() {
                    move_by_key(&node, &event);
                }
            }
        >
            <div class="date-grid__bar">
                <StepLink go=prev icon="chevron-left" />
                <h3 class="date-grid__title" aria-live="polite">{text(title)}</h3>
                <StepLink go=next icon="chevron-right" />
            </div>
            <table class="date-grid__table" role="grid" aria-label=move || name.get()>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{weeks}</tbody>
            </table>
        </div>
    }
}

fn day_cell(day: Day) -> impl IntoView {
    let class = classes(
        "date-grid__day",
        &[
            (day.free, "date-grid__day--free"),
            (day.outside, "date-grid__day--off"),
        ],
    );
    let inner = view! {
        {day.number}
        {day.mark.map(|mark| view! { <span class="date-grid__mark">{mark}</span> })}
    };
    let today = day.today.then_some("date");
    let shown = match day.href {
        Some(href) => view! {
            <a class=class href=href data-day=day.date aria-label=day.label aria-current=today>{inner}</a>
        }
        .into_any(),
        None => view! {
            <span class=class data-day=day.date aria-label=day.label aria-disabled="true" aria-current=today role="link">
                {inner}
            </span>
        }
        .into_any(),
    };
    view! { <td role="gridcell" aria-selected=if day.chosen { "true" } else { "false" }>{shown}</td> }
}

/// Every day of the grid, in order.
fn days_of(grid: &Element) -> Vec<HtmlElement> {
    let Ok(found) = grid.query_selector_all("[data-day]") else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.item(index)?.dyn_into().ok())
        .collect()
}

/// Makes one day the grid's tab stop: `to`, else the chosen, today, or the first that leads somewhere.
fn rove(grid: &Element, to: Option<usize>) {
    let days = days_of(grid);
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

fn move_by_key(grid: &Element, event: &ev::KeyboardEvent) {
    let Some(at) = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
    else {
        return;
    };
    let Some(day) = at.closest("[data-day]").ok().flatten() else {
        return;
    };
    let days = days_of(grid);
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
    let link = grid
        .query_selector(selector)
        .ok()
        .flatten()
        .and_then(|link| link.dyn_into::<HtmlElement>().ok());
    if let Some(link) = link {
        link.click();
    }
}

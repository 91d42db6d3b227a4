//! A month as an ARIA grid of links. The browser's half makes it one tab stop: arrows by day and week, Home
//! and End within the week, Page Up and Page Down turn the month.

use super::{
    nav::StepLink,
    text::{Go, classes, text},
};
use leptos::{prelude::*, text_prop::TextProp};

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
        <div class=classes("date-grid", &[(full, "date-grid--full")])>
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
    // The name a screen reader hears stands in the link; what is seen repeats it.
    let inner = view! {
        <span aria-hidden="true">{day.number}</span>
        {day.mark.map(|mark| view! { <span class="date-grid__mark" aria-hidden="true">{mark}</span> })}
        <span class="sr-only">{day.label}</span>
    };
    let today = day.today.then_some("date");
    let shown = match day.href {
        Some(href) => view! {
            <a class=class href=href data-day=day.date aria-current=today>{inner}</a>
        }
        .into_any(),
        None => view! {
            <span class=class data-day=day.date aria-disabled="true" aria-current=today role="link">
                {inner}
            </span>
        }
        .into_any(),
    };
    view! { <td role="gridcell" aria-selected=if day.chosen { "true" } else { "false" }>{shown}</td> }
}

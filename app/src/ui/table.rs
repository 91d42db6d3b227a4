//! Tables that become cards where they are narrow.

use super::text::{classes, text};
use leptos::{prelude::*, text_prop::TextProp};

/// The head of a column.
#[derive(Clone, Debug)]
pub struct Column {
    label: TextProp,
    figures: bool,
}

impl Column {
    /// A column of words.
    pub fn words(label: impl Into<TextProp>) -> Self {
        Self {
            label: label.into(),
            figures: false,
        }
    }

    /// A column of figures, aligned to the end.
    pub fn figures(label: impl Into<TextProp>) -> Self {
        Self {
            label: label.into(),
            figures: true,
        }
    }
}

/// A table; children are `<tr>`s of [`Cell`]s.
#[component]
pub fn Table(
    /// What the table holds, for screen readers.
    #[prop(into)]
    caption: TextProp,
    columns: Vec<Column>,
    children: Children,
) -> impl IntoView {
    let heads = columns
        .into_iter()
        .map(|column| view! { <th scope="col" class=if column.figures { "num" } else { "" }>{text(column.label)}</th> })
        .collect_view();
    view! {
        <div class="table-wrap">
            <table class="table">
                <caption>{text(caption)}</caption>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}

/// One cell. `label` is its column's head, shown beside it on a phone.
#[component]
pub fn Cell(
    #[prop(optional, into)] label: Option<TextProp>,
    /// Figures, aligned to the end.
    #[prop(optional)]
    figures: bool,
    /// The cell that names the row, and titles its card on a phone.
    #[prop(optional)]
    main: bool,
    /// The last cell, with buttons.
    #[prop(optional)]
    actions: bool,
    children: Children,
) -> impl IntoView {
    let class = classes(
        "",
        &[
            (figures, "num"),
            (main, "table__main"),
            (actions, "table__actions"),
        ],
    );
    view! {
        <td class=class.trim().to_owned() data-label=label.map(|label| move || label.get())>
            {children()}
        </td>
    }
}

/// Previous, where one is, next.
#[component]
pub fn Pagination(
    /// What is paged through, for screen readers.
    #[prop(into)]
    label: TextProp,
    /// For instance "21–40 of 312".
    #[prop(into)]
    here: TextProp,
    #[prop(optional)] prev: Option<super::Go>,
    #[prop(optional)] next: Option<super::Go>,
) -> impl IntoView {
    view! {
        <nav class="pagination" aria-label=move || label.get()>
            <super::StepLink go=prev icon="chevron-left" />
            <span class="tabular">{text(here)}</span>
            <super::StepLink go=next icon="chevron-right" />
        </nav>
    }
}

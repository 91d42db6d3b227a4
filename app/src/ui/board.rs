//! A board of columns, such as the desk's day.

use super::{icon::Icon, text::text};
use leptos::{prelude::*, text_prop::TextProp};

/// Columns beside each other; scrolls sideways where it is narrow.
#[component]
pub fn Board(#[prop(into)] label: TextProp, children: Children) -> impl IntoView {
    view! {
        <div class="board" role="group" tabindex="0" aria-label=move || label.get()>
            {children()}
        </div>
    }
}

/// One column with its count; children are `.board__card`s.
#[component]
pub fn BoardColumn(
    icon: &'static str,
    #[prop(into)] title: TextProp,
    #[prop(into)] count: Signal<usize>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="board__col">
            <h3 class="board__head">
                <Icon name=icon />
                {text(title)}
                <span class="board__count">{move || count.get()}</span>
            </h3>
            {children()}
        </section>
    }
}

//! The native `<dialog>`: a part of its page, which the browser's half makes modal. Esc, the close link and
//! a click beside it lead back to the page without it.

use super::{
    button::{LinkButton, Variant},
    text::{classes, text},
};
use leptos::{prelude::*, text_prop::TextProp};

/// Where a dialog stands. On a phone each is a sheet from below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogShape {
    /// In the middle, for a question.
    #[default]
    Middle,
    /// In the middle, with room for a form of two columns.
    Wide,
    /// A panel from the end edge, for details beside a calendar.
    Side,
}

/// An open dialog. Children: [`DialogBody`] and [`DialogFoot`].
#[component]
pub fn Dialog(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    #[prop(into)] title: TextProp,
    /// What a screen reader says for the close link.
    #[prop(into)]
    close: TextProp,
    /// The page without it.
    #[prop(into)]
    back: String,
    #[prop(optional)] shape: DialogShape,
    children: Children,
) -> impl IntoView {
    let title_id = format!("{id}-title");
    let named_by = title_id.clone();
    let leads_back = back.clone();
    view! {
        <dialog
            id=id
            class=classes(
                "dialog",
                &[(shape == DialogShape::Wide, "dialog--wide"), (shape == DialogShape::Side, "dialog--side")],
            )
            aria-labelledby=named_by
            data-back=leads_back
            open
        >
            <header class="dialog__head">
                <h2 class="dialog__title" id=title_id>{text(title)}</h2>
                <LinkButton href=back variant=Variant::Ghost icon="x" label=close />
            </header>
            {children()}
        </dialog>
    }
}

/// What the dialog says; scrolls when it is long.
#[component]
pub fn DialogBody(children: Children) -> impl IntoView {
    view! { <div class="dialog__body">{children()}</div> }
}

/// The dialog's buttons, the one that acts last.
#[component]
pub fn DialogFoot(children: Children) -> impl IntoView {
    view! { <footer class="dialog__foot">{children()}</footer> }
}

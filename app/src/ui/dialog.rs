//! The native `<dialog>`, modal: Esc, the close button and a click beside it shut it.

use super::{
    button::{Button, Variant},
    text::{classes, text},
};
use leptos::{ev, html, prelude::*, text_prop::TextProp};
use wasm_bindgen::JsCast;

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

/// A modal dialog that follows `open`. Children: [`DialogBody`] and [`DialogFoot`].
#[component]
pub fn Dialog(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    open: RwSignal<bool>,
    #[prop(into)] title: TextProp,
    /// What a screen reader says for the close button.
    #[prop(into)]
    close: TextProp,
    #[prop(optional)] shape: DialogShape,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let open = open.get();
        let Some(node) = node.get() else { return };
        if open && !node.open() {
            // Fails only for a dialog that has left the page: nothing to show then.
            drop(node.show_modal());
        } else if !open && node.open() {
            node.close();
        }
    });
    let beside = move |event: ev::MouseEvent| {
        let hit = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::HtmlDialogElement>().ok());
        if hit.is_some() && hit == node.get_untracked() {
            open.set(false);
        }
    };
    let title_id = format!("{id}-title");
    let named_by = title_id.clone();
    view! {
        <dialog
            id=id
            class=classes(
                "dialog",
                &[(shape == DialogShape::Wide, "dialog--wide"), (shape == DialogShape::Side, "dialog--side")],
            )
            aria-labelledby=named_by
            node_ref=node
            on:close=move |_| open.set(false)
            on:click=beside
        >
            <header class="dialog__head">
                <h2 class="dialog__title" id=title_id>{text(title)}</h2>
                <Button variant=Variant::Ghost icon="x" label=close on:click=move |_| open.set(false) />
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

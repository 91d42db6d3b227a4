//! A file from the reader's device.

use super::field::FieldScope;
use leptos::prelude::*;

/// `<input type="file">`. What was chosen cannot be shown again: a form that was refused asks anew.
#[component]
pub fn FileInput(
    #[prop(into)] name: String,
    /// Kinds of files to choose from, as the `accept` attribute lists them.
    accept: &'static str,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let scope = FieldScope::find(&name);
    view! {
        <input
            class="input file-input"
            id=scope.id()
            name=name
            type="file"
            accept=accept
            required=required
            aria-describedby=scope.described_by()
            aria-invalid=scope.invalid()
        />
    }
}

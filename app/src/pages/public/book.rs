//! Book.

use crate::features::frame::PublicFrame;
use leptos::prelude::*;

/// Book.
#[component]
pub fn Book() -> impl IntoView {
    view! { <PublicFrame title="Book"><h1>"Book"</h1></PublicFrame> }
}

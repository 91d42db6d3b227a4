//! Search.

use crate::features::frame::PublicFrame;
use leptos::prelude::*;

/// Search.
#[component]
pub fn Search() -> impl IntoView {
    view! { <PublicFrame title="Search"><h1>"Search"</h1></PublicFrame> }
}

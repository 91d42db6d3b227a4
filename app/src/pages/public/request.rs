//! Request.

use crate::features::frame::PublicFrame;
use leptos::prelude::*;

/// Request.
#[component]
pub fn Request() -> impl IntoView {
    view! { <PublicFrame title="Request"><h1>"Request"</h1></PublicFrame> }
}

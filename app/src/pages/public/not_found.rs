//! NotFound Refused.

use crate::features::frame::PublicFrame;
use leptos::prelude::*;

/// NotFound.
#[component]
pub fn NotFound() -> impl IntoView {
    view! { <PublicFrame title="NotFound"><h1>"NotFound"</h1></PublicFrame> }
}

/// Refused.
#[component]
pub fn Refused() -> impl IntoView {
    view! { <PublicFrame title="Refused"><h1>"Refused"</h1></PublicFrame> }
}

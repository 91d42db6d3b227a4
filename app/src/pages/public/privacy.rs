//! Privacy.

use crate::features::frame::PublicFrame;
use leptos::prelude::*;

/// Privacy.
#[component]
pub fn Privacy() -> impl IntoView {
    view! { <PublicFrame title="Privacy"><h1>"Privacy"</h1></PublicFrame> }
}

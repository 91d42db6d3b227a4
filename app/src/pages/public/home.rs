//! Home.

use crate::features::frame::PublicFrame;
use leptos::prelude::*;

/// Home.
#[component]
pub fn Home() -> impl IntoView {
    view! { <PublicFrame title="Home"><h1>"Home"</h1></PublicFrame> }
}

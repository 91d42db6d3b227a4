//! MyDashboard.

use crate::features::frame::PublicFrame;
use leptos::prelude::*;

/// MyDashboard.
#[component]
pub fn MyDashboard() -> impl IntoView {
    view! { <PublicFrame title="MyDashboard"><h1>"MyDashboard"</h1></PublicFrame> }
}

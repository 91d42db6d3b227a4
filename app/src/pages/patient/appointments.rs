//! MyAppointments.

use crate::features::frame::PublicFrame;
use leptos::prelude::*;

/// MyAppointments.
#[component]
pub fn MyAppointments() -> impl IntoView {
    view! { <PublicFrame title="MyAppointments"><h1>"MyAppointments"</h1></PublicFrame> }
}

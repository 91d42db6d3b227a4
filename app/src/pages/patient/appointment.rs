//! MyAppointment.

use crate::features::frame::PublicFrame;
use leptos::prelude::*;

/// MyAppointment.
#[component]
pub fn MyAppointment() -> impl IntoView {
    view! { <PublicFrame title="MyAppointment"><h1>"MyAppointment"</h1></PublicFrame> }
}

//! Clinics.

use crate::features::frame::PublicFrame;
use leptos::prelude::*;

/// Clinics.
#[component]
pub fn Clinics() -> impl IntoView {
    view! { <PublicFrame title="Clinics"><h1>"Clinics"</h1></PublicFrame> }
}

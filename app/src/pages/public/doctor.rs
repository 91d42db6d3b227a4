//! DoctorPage.

use crate::features::frame::PublicFrame;
use leptos::prelude::*;

/// DoctorPage.
#[component]
pub fn DoctorPage() -> impl IntoView {
    view! { <PublicFrame title="DoctorPage"><h1>"DoctorPage"</h1></PublicFrame> }
}

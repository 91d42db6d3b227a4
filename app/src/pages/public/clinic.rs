//! ClinicPage.

use crate::features::frame::PublicFrame;
use leptos::prelude::*;

/// ClinicPage.
#[component]
pub fn ClinicPage() -> impl IntoView {
    view! { <PublicFrame title="ClinicPage"><h1>"ClinicPage"</h1></PublicFrame> }
}

//! Register.

use crate::features::frame::PublicFrame;
use leptos::prelude::*;

/// Register.
#[component]
pub fn Register() -> impl IntoView {
    view! { <PublicFrame title="Register"><h1>"Register"</h1></PublicFrame> }
}

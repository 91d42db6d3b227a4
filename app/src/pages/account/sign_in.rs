//! SignIn.

use crate::features::frame::PublicFrame;
use leptos::prelude::*;

/// SignIn.
#[component]
pub fn SignIn() -> impl IntoView {
    view! { <PublicFrame title="SignIn"><h1>"SignIn"</h1></PublicFrame> }
}

//! QueuePage.

use crate::features::frame::StaffFrame;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// QueuePage.
#[derive(Debug)]
pub struct QueuePage {}

#[lazy_route]
impl LazyRoute for QueuePage {
    fn data() -> Self {
        Self {}
    }

    fn view(this: Self) -> AnyView {
        let QueuePage {} = this;
        view! { <StaffFrame title="QueuePage"><h1>"QueuePage"</h1></StaffFrame> }.into_any()
    }
}

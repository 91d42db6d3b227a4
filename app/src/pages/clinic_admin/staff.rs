//! StaffPage.

use crate::features::frame::StaffFrame;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// StaffPage.
#[derive(Debug)]
pub struct StaffPage {}

#[lazy_route]
impl LazyRoute for StaffPage {
    fn data() -> Self {
        Self {}
    }

    fn view(this: Self) -> AnyView {
        let StaffPage {} = this;
        view! { <StaffFrame title="StaffPage"><h1>"StaffPage"</h1></StaffFrame> }.into_any()
    }
}

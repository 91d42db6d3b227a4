//! PlatformDashboard.

use crate::features::frame::StaffFrame;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// PlatformDashboard.
#[derive(Debug)]
pub struct PlatformDashboard {}

#[lazy_route]
impl LazyRoute for PlatformDashboard {
    fn data() -> Self {
        Self {}
    }

    fn view(this: Self) -> AnyView {
        let PlatformDashboard {} = this;
        view! { <StaffFrame title="PlatformDashboard"><h1>"PlatformDashboard"</h1></StaffFrame> }.into_any()
    }
}

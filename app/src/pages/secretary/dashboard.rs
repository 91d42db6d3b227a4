//! DeskDashboard.

use crate::features::frame::StaffFrame;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// DeskDashboard.
#[derive(Debug)]
pub struct DeskDashboard {}

#[lazy_route]
impl LazyRoute for DeskDashboard {
    fn data() -> Self {
        Self {}
    }

    fn view(this: Self) -> AnyView {
        let DeskDashboard {} = this;
        view! { <StaffFrame title="DeskDashboard"><h1>"DeskDashboard"</h1></StaffFrame> }.into_any()
    }
}

//! AdminDashboard.

use crate::features::frame::StaffFrame;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// AdminDashboard.
#[derive(Debug)]
pub struct AdminDashboard {}

#[lazy_route]
impl LazyRoute for AdminDashboard {
    fn data() -> Self {
        Self {}
    }

    fn view(this: Self) -> AnyView {
        let AdminDashboard {} = this;
        view! { <StaffFrame title="AdminDashboard"><h1>"AdminDashboard"</h1></StaffFrame> }.into_any()
    }
}

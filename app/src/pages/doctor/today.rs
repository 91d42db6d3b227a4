//! DoctorToday.

use crate::features::frame::StaffFrame;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// DoctorToday.
#[derive(Debug)]
pub struct DoctorToday {}

#[lazy_route]
impl LazyRoute for DoctorToday {
    fn data() -> Self {
        Self {}
    }

    fn view(this: Self) -> AnyView {
        let DoctorToday {} = this;
        view! { <StaffFrame title="DoctorToday"><h1>"DoctorToday"</h1></StaffFrame> }.into_any()
    }
}

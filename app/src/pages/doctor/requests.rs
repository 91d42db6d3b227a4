//! DoctorRequests.

use crate::features::frame::StaffFrame;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// DoctorRequests.
#[derive(Debug)]
pub struct DoctorRequests {}

#[lazy_route]
impl LazyRoute for DoctorRequests {
    fn data() -> Self {
        Self {}
    }

    fn view(this: Self) -> AnyView {
        let DoctorRequests {} = this;
        view! { <StaffFrame title="DoctorRequests"><h1>"DoctorRequests"</h1></StaffFrame> }.into_any()
    }
}

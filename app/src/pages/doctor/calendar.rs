//! DoctorCalendarPage.

use crate::features::frame::StaffFrame;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// DoctorCalendarPage.
#[derive(Debug)]
pub struct DoctorCalendarPage {}

#[lazy_route]
impl LazyRoute for DoctorCalendarPage {
    fn data() -> Self {
        Self {}
    }

    fn view(this: Self) -> AnyView {
        let DoctorCalendarPage {} = this;
        view! { <StaffFrame title="DoctorCalendarPage"><h1>"DoctorCalendarPage"</h1></StaffFrame> }.into_any()
    }
}

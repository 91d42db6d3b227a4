//! StaffAppointment.

use crate::features::frame::StaffFrame;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// StaffAppointment.
#[derive(Debug)]
pub struct StaffAppointment {}

#[lazy_route]
impl LazyRoute for StaffAppointment {
    fn data() -> Self {
        Self {}
    }

    fn view(this: Self) -> AnyView {
        let StaffAppointment {} = this;
        view! { <StaffFrame title="StaffAppointment"><h1>"StaffAppointment"</h1></StaffFrame> }.into_any()
    }
}

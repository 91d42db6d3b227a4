//! NewDoctorPage.

use crate::features::frame::StaffFrame;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// NewDoctorPage.
#[derive(Debug)]
pub struct NewDoctorPage {}

#[lazy_route]
impl LazyRoute for NewDoctorPage {
    fn data() -> Self {
        Self {}
    }

    fn view(this: Self) -> AnyView {
        let NewDoctorPage {} = this;
        view! { <StaffFrame title="NewDoctorPage"><h1>"NewDoctorPage"</h1></StaffFrame> }.into_any()
    }
}

//! NewClinicPage.

use crate::features::frame::StaffFrame;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// NewClinicPage.
#[derive(Debug)]
pub struct NewClinicPage {}

#[lazy_route]
impl LazyRoute for NewClinicPage {
    fn data() -> Self {
        Self {}
    }

    fn view(this: Self) -> AnyView {
        let NewClinicPage {} = this;
        view! { <StaffFrame title="NewClinicPage"><h1>"NewClinicPage"</h1></StaffFrame> }.into_any()
    }
}

//! NewClinicAdmin.

use crate::features::frame::StaffFrame;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// NewClinicAdmin.
#[derive(Debug)]
pub struct NewClinicAdmin {}

#[lazy_route]
impl LazyRoute for NewClinicAdmin {
    fn data() -> Self {
        Self {}
    }

    fn view(this: Self) -> AnyView {
        let NewClinicAdmin {} = this;
        view! { <StaffFrame title="NewClinicAdmin"><h1>"NewClinicAdmin"</h1></StaffFrame> }.into_any()
    }
}

//! ClinicsAdmin.

use crate::features::frame::StaffFrame;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// ClinicsAdmin.
#[derive(Debug)]
pub struct ClinicsAdmin {}

#[lazy_route]
impl LazyRoute for ClinicsAdmin {
    fn data() -> Self {
        Self {}
    }

    fn view(this: Self) -> AnyView {
        let ClinicsAdmin {} = this;
        view! { <StaffFrame title="ClinicsAdmin"><h1>"ClinicsAdmin"</h1></StaffFrame> }.into_any()
    }
}

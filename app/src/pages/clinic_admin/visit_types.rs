//! VisitTypesPage.

use crate::features::frame::StaffFrame;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// VisitTypesPage.
#[derive(Debug)]
pub struct VisitTypesPage {}

#[lazy_route]
impl LazyRoute for VisitTypesPage {
    fn data() -> Self {
        Self {}
    }

    fn view(this: Self) -> AnyView {
        let VisitTypesPage {} = this;
        view! { <StaffFrame title="VisitTypesPage"><h1>"VisitTypesPage"</h1></StaffFrame> }.into_any()
    }
}

//! HoursPage.

use crate::features::frame::StaffFrame;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// HoursPage.
#[derive(Debug)]
pub struct HoursPage {}

#[lazy_route]
impl LazyRoute for HoursPage {
    fn data() -> Self {
        Self {}
    }

    fn view(this: Self) -> AnyView {
        let HoursPage {} = this;
        view! { <StaffFrame title="HoursPage"><h1>"HoursPage"</h1></StaffFrame> }.into_any()
    }
}

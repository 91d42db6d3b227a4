//! BoardPage.

use crate::features::frame::StaffFrame;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// BoardPage.
#[derive(Debug)]
pub struct BoardPage {}

#[lazy_route]
impl LazyRoute for BoardPage {
    fn data() -> Self {
        Self {}
    }

    fn view(this: Self) -> AnyView {
        let BoardPage {} = this;
        view! { <StaffFrame title="BoardPage"><h1>"BoardPage"</h1></StaffFrame> }.into_any()
    }
}

//! NewSecretaryPage.

use crate::features::frame::StaffFrame;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// NewSecretaryPage.
#[derive(Debug)]
pub struct NewSecretaryPage {}

#[lazy_route]
impl LazyRoute for NewSecretaryPage {
    fn data() -> Self {
        Self {}
    }

    fn view(this: Self) -> AnyView {
        let NewSecretaryPage {} = this;
        view! { <StaffFrame title="NewSecretaryPage"><h1>"NewSecretaryPage"</h1></StaffFrame> }.into_any()
    }
}

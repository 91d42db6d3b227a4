//! A page or a part of it that could not be had.

use super::faults;
use super::reader::locale;
use crate::fault::ApiFault;
use crate::i18n::td_string;
use crate::ui::{Empty, LinkButton};
use leptos::prelude::*;
use salus_domain::Fault;

/// Says why, and what to do next. Also sets the status of the answer.
#[component]
pub fn Problem(
    /// What went wrong.
    fault: ApiFault,
) -> impl IntoView {
    let l = locale();
    let fault = fault.0;
    set_status(&fault);
    let (icon, title) = match fault {
        Fault::Refused | Fault::SignedOut => ("lock", td_string!(l, faults.refused_title)),
        Fault::Missing => ("search", td_string!(l, faults.missing_title)),
        _ => ("triangle-alert", td_string!(l, faults.title)),
    };
    let text = faults::sentence(l, &fault);
    view! {
        <Empty icon=icon title=title message=text>
            <LinkButton href="/">{td_string!(l, common.home)}</LinkButton>
        </Empty>
    }
}

/// In place of a page whose head could not be had either: its title for those who hear it, and why.
pub fn no_page(title: &'static str, fault: ApiFault) -> AnyView {
    view! {
        <h1 class="sr-only">{title}</h1>
        <Problem fault=fault />
    }
    .into_any()
}

/// Sets the status of the answer a page is rendered into.
pub fn set_status(fault: &Fault) {
    if let (Some(options), Ok(status)) = (
        use_context::<leptos_axum::ResponseOptions>(),
        http::StatusCode::from_u16(fault.status()),
    ) {
        options.set_status(status);
    }
}

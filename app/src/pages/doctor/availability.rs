//! The calling doctor's own availability.

use crate::api::availability::load_availability;
use crate::features::availability::{whole, why};
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::problem::no_page;
use crate::features::reader::locale;
use crate::i18n::td_string;
use crate::ui::PageHeader;
use leptos::prelude::*;

/// `/doctor/availability`, with `?why_time=` and what goes with it.
#[component]
pub fn AvailabilityPage() -> impl IntoView {
    let l = locale();
    let asked = why::Asked::here();
    let title = td_string!(l, availability.title);
    view! {
        <StaffFrame title=title>
            {after(async move {
                let kept = match load_availability(None).await {
                    Ok(kept) => kept,
                    Err(fault) => return no_page(title, fault),
                };
                let why = match asked {
                    Some(asked) => Some(asked.answer().await),
                    None => None,
                };
                view! {
                    <PageHeader title=title subtitle=td_string!(l, availability.own_lead) />
                    {whole(l, kept, why)}
                }
                .into_any()
            })}
        </StaffFrame>
    }
}

//! The clinic's audit trail.

use crate::api::audit::clinic_trail;
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::features::trail::{VerifyButton, read, whole};
use crate::i18n::td_string;
use crate::ui::{PageHeader, Width};
use leptos::prelude::*;

/// `/admin/audit`, with `?action=`, `?person=`, `?after=` and `?verify=1`.
#[component]
pub fn AuditPage() -> impl IntoView {
    const HERE: &str = "/admin/audit";
    let l = locale();
    let search = read();
    view! {
        <StaffFrame title=td_string!(l, privacy.trail_title) width=Width::Wide>
            <PageHeader title=td_string!(l, privacy.trail_title) subtitle=td_string!(l, privacy.trail_lead)>
                <VerifyButton path=HERE />
            </PageHeader>
            {after(async move {
                match clinic_trail(search.clone()).await {
                    Ok(page) => whole(HERE, &search, page),
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </StaffFrame>
    }
}

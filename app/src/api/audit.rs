//! The audit trail.

use crate::fault::ApiFault;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use salus_domain::audit::{AuditPage, AuditSearch};

/// The trail of the caller's clinic, latest first.
#[server(prefix = "/fn", endpoint = "audit/clinic", input = GetUrl)]
pub async fn clinic_trail(#[server(default)] search: AuditSearch) -> Result<AuditPage, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::audit::of_clinic(&services, caller, &search).await)
}

/// The trail of the platform and of every clinic, latest first.
#[server(prefix = "/fn", endpoint = "audit/platform", input = GetUrl)]
pub async fn platform_trail(#[server(default)] search: AuditSearch) -> Result<AuditPage, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::audit::of_platform(&services, caller, &search).await)
}

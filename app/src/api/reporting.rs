//! Figures.

use crate::fault::ApiFault;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use salus_domain::reporting::Dashboard;

/// What the caller's role looks at first.
#[server(prefix = "/fn", endpoint = "reporting/dashboard", input = GetUrl)]
pub async fn load_dashboard() -> Result<Dashboard, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::reporting::dashboard(&services, caller).await)
}

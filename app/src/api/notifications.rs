//! Mails.

use crate::fault::ApiFault;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use salus_domain::notifications::Mail;

/// The latest mails, on somebody's desk.
#[server(prefix = "/fn", endpoint = "notifications/outbox", input = GetUrl)]
pub async fn outbox() -> Result<Vec<Mail>, ApiFault> {
    use crate::server::{answer, services};
    answer(salus_services::notifications::outbox(&services()?).await)
}

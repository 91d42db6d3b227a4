//! Signing in and out, registering.

use crate::fault::ApiFault;
use leptos::prelude::*;
use salus_domain::accounts::{RegisterForm, SignInForm};

/// Signs in and goes on to `next`, else to the role's dashboard; by way of the question for a code, where
/// one is owed.
#[server(prefix = "/fn", endpoint = "accounts/sign_in")]
pub async fn sign_in(form: SignInForm, #[server(default)] next: String) -> Result<(), ApiFault> {
    use crate::server::{answer, client, enter, services};
    let entry = answer(salus_services::accounts::sign_in(&services()?, &form, client()).await)?;
    enter(entry, &next).await
}

/// Registers a patient, signs them in and goes on as [`sign_in`] does.
#[server(prefix = "/fn", endpoint = "accounts/register")]
pub async fn register(form: RegisterForm, #[server(default)] next: String) -> Result<(), ApiFault> {
    use crate::server::{answer, client, enter, language, services};
    let services = services()?;
    answer(salus_services::limits::register(&services, client()).await)?;
    let signed_in = answer(salus_services::accounts::register(&services, &form, language()).await)?;
    enter(salus_services::accounts::Entry::Whole(signed_in), &next).await
}

/// Signs out and goes home.
#[server(prefix = "/fn", endpoint = "accounts/sign_out")]
pub async fn sign_out() -> Result<(), ApiFault> {
    crate::server::end_session().await?;
    leptos_axum::redirect("/");
    Ok(())
}

//! Signing in and out, registering.

use crate::fault::ApiFault;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use salus_domain::accounts::{Capacity, RegisterForm, Role, SignInForm};
use salus_domain::ids::ClinicId;

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

/// In which capacities whoever signed in may act, also while the clinic they act for is suspended.
#[server(prefix = "/fn", endpoint = "accounts/capacities", input = GetUrl)]
pub async fn capacities() -> Result<Vec<Capacity>, ApiFault> {
    use crate::server::{answer, services, signed_in};
    let signed_in = answer(signed_in().await)?;
    answer(salus_services::accounts::capacities(&services()?, signed_in.user).await)
}

/// Goes over to another capacity of the same user, in a new session, and to its dashboard.
#[server(prefix = "/fn", endpoint = "accounts/switch")]
pub async fn switch(
    role: Role,
    #[server(default)] clinic: Option<ClinicId>,
) -> Result<(), ApiFault> {
    use crate::server::{answer, services, signed_in, start_session};
    let now = answer(signed_in().await)?;
    let next = answer(salus_services::accounts::switch(&services()?, &now, role, clinic).await)?;
    start_session(next).await?;
    leptos_axum::redirect(crate::routes::home_of(role));
    Ok(())
}

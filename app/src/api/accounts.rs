//! Signing in and out, registering.

use crate::fault::ApiFault;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use salus_domain::accounts::{Me, RegisterForm, SignInForm};

/// Who is signed in.
#[server(prefix = "/fn", endpoint = "accounts/me", input = GetUrl)]
pub async fn load_me() -> Result<Option<Me>, ApiFault> {
    // Known before the call: the session layer has looked.
    Ok(std::future::ready(crate::server::identity().me).await)
}

/// Signs in and goes on to `next`, else to the role's dashboard: without script by a redirect, with
/// script to the address answered.
#[server(prefix = "/fn", endpoint = "accounts/sign_in")]
pub async fn sign_in(
    form: SignInForm,
    #[server(default)] next: String,
) -> Result<String, ApiFault> {
    use crate::server::{answer, go_on, safe_next, services, start_session};
    let signed_in = answer(salus_services::accounts::sign_in(&services()?, &form).await)?;
    let home = crate::routes::home_of(signed_in.role);
    start_session(signed_in).await?;
    Ok(go_on(safe_next(&next, home)))
}

/// Registers a patient, signs them in and goes on as [`sign_in`] does.
#[server(prefix = "/fn", endpoint = "accounts/register")]
pub async fn register(
    form: RegisterForm,
    #[server(default)] next: String,
) -> Result<String, ApiFault> {
    use crate::server::{answer, go_on, language, safe_next, services, start_session};
    let services = services()?;
    let signed_in = answer(salus_services::accounts::register(&services, &form, language()).await)?;
    let home = crate::routes::home_of(signed_in.role);
    start_session(signed_in).await?;
    Ok(go_on(safe_next(&next, home)))
}

/// Signs out and goes home.
#[server(prefix = "/fn", endpoint = "accounts/sign_out")]
pub async fn sign_out() -> Result<(), ApiFault> {
    crate::server::end_session().await?;
    leptos_axum::redirect("/");
    Ok(())
}

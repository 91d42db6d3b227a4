//! Signing in and out, registering.

use crate::fault::ApiFault;
use leptos::prelude::*;
use salus_domain::accounts::{RegisterForm, SignInForm};

/// Signs in and goes on to `next`, else to the role's dashboard.
#[server(prefix = "/fn", endpoint = "accounts/sign_in")]
pub async fn sign_in(form: SignInForm, #[server(default)] next: String) -> Result<(), ApiFault> {
    use crate::server::{answer, safe_next, services, start_session};
    let signed_in = answer(salus_services::accounts::sign_in(&services()?, &form).await)?;
    let home = crate::routes::home_of(signed_in.role);
    start_session(signed_in).await?;
    leptos_axum::redirect(&safe_next(&next, home));
    Ok(())
}

/// Registers a patient, signs them in and goes on as [`sign_in`] does.
#[server(prefix = "/fn", endpoint = "accounts/register")]
pub async fn register(form: RegisterForm, #[server(default)] next: String) -> Result<(), ApiFault> {
    use crate::server::{answer, language, safe_next, services, start_session};
    let services = services()?;
    let signed_in = answer(salus_services::accounts::register(&services, &form, language()).await)?;
    let home = crate::routes::home_of(signed_in.role);
    start_session(signed_in).await?;
    leptos_axum::redirect(&safe_next(&next, home));
    Ok(())
}

/// Signs out and goes home.
#[server(prefix = "/fn", endpoint = "accounts/sign_out")]
pub async fn sign_out() -> Result<(), ApiFault> {
    crate::server::end_session().await?;
    leptos_axum::redirect("/");
    Ok(())
}

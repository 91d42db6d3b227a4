//! Signing in and out, registering, one's own account and what keeps it safe.

use crate::fault::ApiFault;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use salus_domain::accounts::{
    Capacity, EmailForm, ForgotForm, LinkPurpose, OwnAccount, PasswordForm, ProfileForm,
    RegisterForm, ResetForm, Role, SessionLine, SignInForm,
};
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

/// Sends a link to a new password, if the address is that of an account, and says the same either way.
#[server(prefix = "/fn", endpoint = "accounts/forgot")]
pub async fn forgot(form: ForgotForm) -> Result<(), ApiFault> {
    use crate::server::{answer, client, services};
    answer(salus_services::accounts::forgot(&services()?, &form, client()).await)?;
    leptos_axum::redirect("/forgot?sent=1");
    Ok(())
}

/// Says whether a link sent by mail can still be used; uses nothing up.
#[server(prefix = "/fn", endpoint = "accounts/check_link", input = GetUrl)]
pub async fn check_link(purpose: LinkPurpose, token: String) -> Result<(), ApiFault> {
    use crate::server::{answer, services};
    answer(salus_services::accounts::check_link(&services()?, purpose, &token).await)
}

/// Sets a new password by a link and goes to sign in with it.
#[server(prefix = "/fn", endpoint = "accounts/reset")]
pub async fn reset(form: ResetForm) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, done, services};
    answer(salus_services::accounts::reset(&services()?, &form).await)?;
    done(Done::PasswordReset);
    leptos_axum::redirect("/sign-in");
    Ok(())
}

/// Confirms an address by a link and goes home.
#[server(prefix = "/fn", endpoint = "accounts/verify")]
pub async fn verify(token: String) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::accounts::verify(&services, caller, &token).await)?;
    done(Done::EmailVerified);
    leptos_axum::redirect(caller.role().map_or("/sign-in", crate::routes::home_of));
    Ok(())
}

/// Sends the link that verifies the caller's address once more.
#[server(prefix = "/fn", endpoint = "accounts/send_verification")]
pub async fn send_verification() -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::accounts::send_verification(&services, caller).await)?;
    done(Done::VerificationSent);
    Ok(())
}

/// The caller's account.
#[server(prefix = "/fn", endpoint = "accounts/own", input = GetUrl)]
pub async fn load_account() -> Result<OwnAccount, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::accounts::own(&services, caller).await)
}

/// Changes the caller's name and telephone.
#[server(prefix = "/fn", endpoint = "accounts/edit_profile")]
pub async fn edit_profile(form: ProfileForm) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::accounts::edit_profile(&services, caller, &form).await)?;
    done(Done::ProfileSaved);
    Ok(())
}

/// Changes the caller's password and goes back to the account; home, where it was the initial one.
#[server(prefix = "/fn", endpoint = "accounts/change_password")]
pub async fn change_password(form: PasswordForm) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, done, identity, services, session_hash};
    let (services, identity) = (services()?, identity());
    let caller = identity.caller;
    let changed =
        salus_services::accounts::change_password(&services, caller, session_hash(), &form);
    answer(changed.await)?;
    done(Done::PasswordChanged);
    let first = identity.me.filter(|me| me.must_change_password);
    leptos_axum::redirect(first.map_or("/account", |me| crate::routes::home_of(me.role)));
    Ok(())
}

/// Asks for another address to sign in with, and goes back to the account.
#[server(prefix = "/fn", endpoint = "accounts/change_email")]
pub async fn change_email(form: EmailForm) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::accounts::change_email(&services, caller, &form).await)?;
    done(Done::EmailAsked);
    leptos_axum::redirect("/account");
    Ok(())
}

/// The caller's sessions.
#[server(prefix = "/fn", endpoint = "accounts/sessions", input = GetUrl)]
pub async fn own_sessions() -> Result<Vec<SessionLine>, ApiFault> {
    use crate::server::{answer, call, session_hash};
    let (services, caller) = call()?;
    answer(salus_services::accounts::own_sessions(&services, caller, session_hash()).await)
}

/// Ends one of the caller's sessions.
#[server(prefix = "/fn", endpoint = "accounts/end_session")]
pub async fn end_session(id: String) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::accounts::end_session(&services, caller, &id).await)?;
    done(Done::SessionEnded);
    Ok(())
}

/// Ends the caller's sessions but this one.
#[server(prefix = "/fn", endpoint = "accounts/end_other_sessions")]
pub async fn end_other_sessions() -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done, session_hash};
    let (services, caller) = call()?;
    let ended =
        salus_services::accounts::end_other_sessions(&services, caller, session_hash()).await;
    answer(ended)?;
    done(Done::SessionsEnded);
    Ok(())
}

/// Removes the caller's photo and goes back to the account.
#[server(prefix = "/fn", endpoint = "accounts/remove_photo")]
pub async fn remove_photo() -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::photos::remove_own(&services, caller).await)?;
    done(Done::PhotoRemoved);
    Ok(())
}

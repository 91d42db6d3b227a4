//! Invitations to join a clinic's staff.

use crate::fault::ApiFault;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use salus_domain::ids::{ClinicId, InvitationId};
use salus_domain::invitations::{AcceptForm, InvitationRow, InvitationView};

/// What an invitation says to whoever has its link; changes nothing.
#[server(prefix = "/fn", endpoint = "invitations/look", input = GetUrl)]
pub async fn look_at_invitation(token: String) -> Result<InvitationView, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::invitations::look(&services, caller, &token).await)
}

/// The caller accepts, and goes on in the role they have now.
#[server(prefix = "/fn", endpoint = "invitations/accept")]
pub async fn accept_invitation(token: String) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done, signed_in, start_session};
    let (services, caller) = call()?;
    let joined = answer(salus_services::invitations::accept(&services, caller, &token).await)?;
    done(Done::Joined);
    let (now, role) = (answer(signed_in().await)?, joined.role.into());
    // A clinic that asks for more first says so on the next page.
    let next = salus_services::accounts::switch(&services, &now, role, Some(joined.clinic));
    start_session(answer(next.await)?).await?;
    leptos_axum::redirect(crate::routes::home_of(role));
    Ok(())
}

/// Opens an account by an invitation, accepts it, and signs in.
#[server(prefix = "/fn", endpoint = "invitations/register")]
pub async fn register_invited(form: AcceptForm) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, client, done, enter, language, services};
    let services = services()?;
    let joined = salus_services::invitations::register(&services, &form, language());
    let user = answer(joined.await)?.user;
    done(Done::Joined);
    let entry = salus_services::accounts::enter(&services, user, client()).await;
    enter(answer(entry)?, "").await
}

/// The invitations of the caller's clinic nobody has accepted.
#[server(prefix = "/fn", endpoint = "invitations/pending", input = GetUrl)]
pub async fn invitations() -> Result<Vec<InvitationRow>, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(
        salus_services::invitations::pending(
            &services,
            caller,
            salus_domain::invitations::Office::Staff,
        )
        .await,
    )
}

/// The invitations to run a clinic nobody has accepted.
#[server(prefix = "/fn", endpoint = "invitations/pending_admins", input = GetUrl)]
pub async fn admin_invitations(clinic: ClinicId) -> Result<Vec<InvitationRow>, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(
        salus_services::invitations::pending(
            &services,
            caller,
            salus_domain::invitations::Office::Admins(clinic),
        )
        .await,
    )
}

/// Sends an invitation of the caller's clinic anew.
#[server(prefix = "/fn", endpoint = "invitations/resend")]
pub async fn resend_invitation(invitation: InvitationId) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    let office = salus_domain::invitations::Office::Staff;
    answer(salus_services::invitations::resend(&services, caller, office, invitation).await)?;
    done(Done::Invited);
    Ok(())
}

/// Takes an invitation of the caller's clinic back.
#[server(prefix = "/fn", endpoint = "invitations/withdraw")]
pub async fn withdraw_invitation(invitation: InvitationId) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    let office = salus_domain::invitations::Office::Staff;
    answer(salus_services::invitations::withdraw(&services, caller, office, invitation).await)?;
    done(Done::InvitationWithdrawn);
    Ok(())
}

/// Sends an invitation to run a clinic anew.
#[server(prefix = "/fn", endpoint = "invitations/resend_admin")]
pub async fn resend_admin_invitation(
    clinic: ClinicId,
    invitation: InvitationId,
) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    let office = salus_domain::invitations::Office::Admins(clinic);
    answer(salus_services::invitations::resend(&services, caller, office, invitation).await)?;
    done(Done::Invited);
    Ok(())
}

/// Takes an invitation to run a clinic back.
#[server(prefix = "/fn", endpoint = "invitations/withdraw_admin")]
pub async fn withdraw_admin_invitation(
    clinic: ClinicId,
    invitation: InvitationId,
) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    let office = salus_domain::invitations::Office::Admins(clinic);
    answer(salus_services::invitations::withdraw(&services, caller, office, invitation).await)?;
    done(Done::InvitationWithdrawn);
    Ok(())
}

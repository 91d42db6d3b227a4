//! Second factors that staff lost about whom their clinic's admin does not decide: the admins themselves, and whoever
//! works in several clinics. The platform does.

use crate::Services;
use crate::accounts::second_factor::reset::reset;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::ids::{ClinicId, MembershipId};
use salus_domain::permission::{Action, in_clinic};
use salus_domain::staff::FactorHolder;
use salus_store::{Scope, clinics, staff as store};

/// Whoever works in a clinic and has a second factor.
///
/// # Errors
/// [`Fault::Refused`] for anybody but a super admin, [`Fault::Missing`] without such a clinic.
pub async fn factor_holders(
    services: &Services,
    caller: Caller,
    clinic: ClinicId,
) -> Result<Vec<FactorHolder>, Fault> {
    let scope = Scope::from(&in_clinic(caller, Action::ManageClinicAdmins, clinic)?);
    let mut conn = services.store.read().await?;
    clinics::clinic(&mut conn, &scope)
        .await?
        .ok_or(Fault::Missing)?;
    Ok(store::factor_holders(&mut conn, &scope).await?)
}

/// Takes the second factor from somebody who works in a clinic.
///
/// # Errors
/// [`Fault::Refused`] for anybody but a super admin and about oneself, [`Fault::Missing`] without such a member;
/// [`Conflict::RolesElsewhere`](salus_domain::fault::Conflict::RolesElsewhere) for one who runs the platform.
pub async fn reset_second_factor(
    services: &Services,
    caller: Caller,
    clinic: ClinicId,
    member: MembershipId,
) -> Result<(), Fault> {
    let scope = Scope::from(&in_clinic(caller, Action::ManageClinicAdmins, clinic)?);
    services
        .store
        .write_with(services.clone(), move |tx, services| {
            Box::pin(async move {
                let user = store::active_member_user(tx, &scope, member).await?;
                reset(services, tx, &scope, caller, user.ok_or(Fault::Missing)?).await
            })
        })
        .await?;
    Ok(())
}

//! Second factors that members of the caller's clinic lost.

use crate::Services;
use crate::accounts::second_factor::reset::reset;
use salus_domain::Fault;
use salus_domain::accounts::{Caller, StaffRole};
use salus_domain::ids::{DoctorId, MembershipId};
use salus_domain::permission::{Action, at_work};
use salus_store::{Scope, staff as store};

/// Takes the second factor from a doctor of the caller's clinic, whose roles are all there.
///
/// # Errors
/// [`Fault::Refused`] for anybody but the clinic's admin and about oneself, [`Fault::Missing`],
/// [`Conflict::RolesElsewhere`](salus_domain::fault::Conflict::RolesElsewhere).
pub async fn reset_doctor_factor(
    services: &Services,
    caller: Caller,
    doctor: DoctorId,
) -> Result<(), Fault> {
    let scope = Scope::from(&at_work(caller, Action::ManageStaff)?);
    services
        .store
        .write_with(services.clone(), move |tx, services| {
            Box::pin(async move {
                let user = store::doctor_user(tx, &scope, doctor).await?;
                reset(services, tx, &scope, caller, user.ok_or(Fault::Missing)?).await
            })
        })
        .await?;
    Ok(())
}

/// Takes the second factor from a secretary of the caller's clinic, whose roles are all there.
///
/// # Errors
/// As [`reset_doctor_factor`].
pub async fn reset_secretary_factor(
    services: &Services,
    caller: Caller,
    secretary: MembershipId,
) -> Result<(), Fault> {
    let scope = Scope::from(&at_work(caller, Action::ManageStaff)?);
    let role = StaffRole::Secretary;
    services
        .store
        .write_with(services.clone(), move |tx, services| {
            Box::pin(async move {
                let user = store::member_user(tx, &scope, secretary, role).await?;
                reset(services, tx, &scope, caller, user.ok_or(Fault::Missing)?).await
            })
        })
        .await?;
    Ok(())
}

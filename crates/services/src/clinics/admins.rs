//! Who runs a clinic: named and dismissed by the platform.

use crate::Services;
use crate::staff::joining::{Joining, join, or_member, tell_joined};
use salus_domain::Fault;
use salus_domain::accounts::{Caller, MemberStatus, StaffRole};
use salus_domain::ids::{ClinicId, MembershipId};
use salus_domain::permission::{Action, grant_role, in_clinic};
use salus_domain::staff::StaffForm;
use salus_store::journal::{add_audit, add_event};
use salus_store::{Scope, clinics as store, staff};
use serde_json::json;

/// Names an admin of a clinic, with an account of their own and an initial password; an email that has an
/// account brings that account in, unaltered.
///
/// # Errors
/// [`Fault::Refused`] for anybody but a super admin, [`Fault::Missing`] without such a clinic,
/// [`Fault::Invalid`];
/// [`Conflict::AlreadyMember`](salus_domain::fault::Conflict::AlreadyMember) for one of its admins.
pub async fn add_admin(
    services: &Services,
    caller: Caller,
    clinic: ClinicId,
    form: &StaffForm,
) -> Result<(), Fault> {
    let scope = Scope::from(&in_clinic(caller, Action::ManageClinicAdmins, clinic)?);
    let joining = Joining {
        caller,
        role: StaffRole::ClinicAdmin,
        account: services.account_of(&form.validate()?).await?,
    };
    services
        .store
        .write_with(
            (services.clone(), joining),
            move |tx, (services, joining)| {
                Box::pin(async move {
                    store::clinic(tx, &scope).await?.ok_or(Fault::Missing)?;
                    let user = join(services, tx, &scope, joining).await?;
                    let told = ("staff.added", "user", user.uuid());
                    tell_joined(services, tx, &scope, joining, told, user).await
                })
            },
        )
        .await
        .map_err(or_member)
}

/// Dismisses an admin of a clinic: their role there ends, their account stays.
///
/// # Errors
/// [`Fault::Refused`] for anybody but a super admin, [`Fault::Missing`] without such an admin there.
pub async fn remove_admin(
    services: &Services,
    caller: Caller,
    clinic: ClinicId,
    admin: MembershipId,
) -> Result<(), Fault> {
    let scope = Scope::from(&in_clinic(caller, Action::ManageClinicAdmins, clinic)?);
    let role = StaffRole::ClinicAdmin;
    services
        .store
        .write_with(services.clone(), move |tx, services| {
            Box::pin(async move {
                let user = staff::member_user(tx, &scope, admin, role)
                    .await?
                    .ok_or(Fault::Missing)?;
                grant_role(caller, role, user)?;
                if !staff::set_member_status(tx, &scope, admin, MemberStatus::Inactive).await? {
                    return Err(Fault::Missing.into());
                }
                let detail = json!({ "role": role, "user": user });
                let event = services.event(Some(clinic), "staff.removed", user, detail.clone());
                let audit = services.audit(
                    Some(caller),
                    Some(clinic),
                    "staff.remove",
                    "user",
                    user,
                    None,
                    detail,
                );
                add_event(tx, &event).await?;
                Ok(add_audit(tx, &audit).await?)
            })
        })
        .await?;
    Ok(())
}

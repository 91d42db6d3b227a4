//! The clinic's staff, and who joins it.

use crate::Services;
use crate::accounts::{add_account, or_email_taken};
use salus_domain::Fault;
use salus_domain::accounts::{Caller, StaffRole};
use salus_domain::ids::{DoctorId, MembershipId};
use salus_domain::permission::{Action, at_work};
use salus_domain::staff::{DoctorForm, StaffForm, StaffRow};
use salus_store::Scope;
use salus_store::accounts::add_membership;
use salus_store::journal::{add_audit, add_event};
use salus_store::staff::{self as store, AddDoctor};
use serde_json::json;

/// The active staff of the caller's clinic, by role and name.
///
/// # Errors
/// [`Fault::Refused`] for anybody but the clinic's admin.
pub async fn rows(services: &Services, caller: Caller) -> Result<Vec<StaffRow>, Fault> {
    let scope = Scope::from(&at_work(caller, Action::ManageStaff)?);
    Ok(store::rows(&mut services.store.read().await?, &scope).await?)
}

/// Adds a doctor to the caller's clinic, with an account of their own and an initial password. They
/// offer every visit type of the clinic, and nothing can be booked until they have hours.
///
/// # Errors
/// [`Fault::Refused`] for anybody but the clinic's admin, [`Fault::Invalid`], also when the email has an
/// account: that one is left alone.
pub async fn add_doctor(
    services: &Services,
    caller: Caller,
    form: &DoctorForm,
) -> Result<DoctorId, Fault> {
    let grant = at_work(caller, Action::ManageStaff)?;
    let scope = Scope::from(&grant);
    let doctor = form.validate()?;
    let account = services.account_of(&doctor.member).await?;
    let id = DoctorId::new(services.new_id());
    let membership = MembershipId::new(services.new_id());
    let new = AddDoctor {
        id,
        user: account.id,
        doctor,
        at: account.at,
    };
    let detail = json!({ "role": StaffRole::Doctor, "user": account.id });
    let clinic = Some(grant.clinic());
    let event = services.event(clinic, "doctor.added", id, detail.clone());
    let audit = services.audit(
        Some(caller),
        clinic,
        "staff.add",
        "doctor",
        id,
        None,
        detail,
    );
    services
        .store
        .write_with(
            (account, new, event, audit),
            move |tx, (account, new, event, audit)| {
                Box::pin(async move {
                    add_account(tx, account).await?;
                    add_membership(
                        tx,
                        &scope,
                        membership,
                        account.id,
                        StaffRole::Doctor,
                        account.at,
                    )
                    .await?;
                    store::add_doctor(tx, &scope, new).await?;
                    store::offer_all_types(tx, &scope, new.id).await?;
                    add_event(tx, event).await?;
                    Ok(add_audit(tx, audit).await?)
                })
            },
        )
        .await
        .map_err(or_email_taken)?;
    Ok(id)
}

/// Adds a secretary to the caller's clinic, with an account of their own and an initial password.
///
/// # Errors
/// As [`add_doctor`].
pub async fn add_secretary(
    services: &Services,
    caller: Caller,
    form: &StaffForm,
) -> Result<(), Fault> {
    let grant = at_work(caller, Action::ManageStaff)?;
    let scope = Scope::from(&grant);
    let account = services.account_of(&form.validate()?).await?;
    let membership = MembershipId::new(services.new_id());
    let role = StaffRole::Secretary;
    let clinic = Some(grant.clinic());
    let detail = json!({ "role": role });
    let event = services.event(clinic, "staff.added", account.id, detail.clone());
    let audit = services.audit(
        Some(caller),
        clinic,
        "staff.add",
        "user",
        account.id,
        None,
        detail,
    );
    services
        .store
        .write_with(
            (account, event, audit),
            move |tx, (account, event, audit)| {
                Box::pin(async move {
                    add_account(tx, account).await?;
                    add_membership(tx, &scope, membership, account.id, role, account.at).await?;
                    add_event(tx, event).await?;
                    Ok(add_audit(tx, audit).await?)
                })
            },
        )
        .await
        .map_err(or_email_taken)
}

//! The clinic's staff, and who joins it.

use crate::Services;
use crate::staff::joining::{Joining, join, or_member, tell_joined};
use salus_domain::Fault;
use salus_domain::accounts::{Caller, StaffRole};
use salus_domain::ids::DoctorId;
use salus_domain::permission::{Action, at_work};
use salus_domain::staff::{DoctorForm, StaffForm, StaffRow};
use salus_store::Scope;
use salus_store::staff::{self as store, AddDoctor};

/// The staff of the caller's clinic, by role and name, those who left last.
///
/// # Errors
/// [`Fault::Refused`] for anybody but the clinic's admin.
pub async fn rows(services: &Services, caller: Caller) -> Result<Vec<StaffRow>, Fault> {
    let scope = Scope::from(&at_work(caller, Action::ManageStaff)?);
    Ok(store::rows(&mut services.store.read().await?, &scope).await?)
}

/// Adds a doctor to the caller's clinic, with an account of their own and an initial password; an email that
/// has an account brings that account in, unaltered. They offer every visit type of the clinic, and nothing
/// can be booked until they have hours.
///
/// # Errors
/// [`Fault::Refused`] for anybody but the clinic's admin, and for themself; [`Fault::Invalid`];
/// [`Conflict::AlreadyMember`](salus_domain::fault::Conflict::AlreadyMember) for a doctor of this clinic,
/// those who left too.
pub async fn add_doctor(
    services: &Services,
    caller: Caller,
    form: &DoctorForm,
) -> Result<DoctorId, Fault> {
    let grant = at_work(caller, Action::ManageStaff)?;
    let scope = Scope::from(&grant);
    let doctor = form.validate()?;
    let joining = Joining {
        caller,
        role: StaffRole::Doctor,
        account: services.account_of(&doctor.member).await?,
    };
    let id = DoctorId::new(services.new_id());
    let input = (services.clone(), joining, doctor);
    services
        .store
        .write_with(input, move |tx, (services, joining, doctor)| {
            Box::pin(async move {
                let user = join(services, tx, &scope, joining).await?;
                let new = AddDoctor {
                    id,
                    user,
                    doctor: doctor.clone(),
                    at: joining.account.at,
                };
                store::add_doctor(tx, &scope, &new).await?;
                store::offer_all_types(tx, &scope, id).await?;
                let told = ("doctor.added", "doctor", id.uuid());
                tell_joined(services, tx, &scope, joining, told, user).await
            })
        })
        .await
        .map_err(or_member)?;
    Ok(id)
}

/// Adds a secretary to the caller's clinic, with an account of their own and an initial password, or with
/// the one their email has. Whoever was a secretary here before is one again.
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
    let joining = Joining {
        caller,
        role: StaffRole::Secretary,
        account: services.account_of(&form.validate()?).await?,
    };
    services
        .store
        .write_with(
            (services.clone(), joining),
            move |tx, (services, joining)| {
                Box::pin(async move {
                    let user = join(services, tx, &scope, joining).await?;
                    let told = ("staff.added", "user", user.uuid());
                    tell_joined(services, tx, &scope, joining, told, user).await
                })
            },
        )
        .await
        .map_err(or_member)
}

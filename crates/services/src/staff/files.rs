//! What the clinic keeps on its doctors and secretaries: read, edited, deactivated and brought back. Nobody
//! is deleted: what they did stays theirs.

use crate::Services;
use salus_domain::Fault;
use salus_domain::accounts::{Caller, MemberStatus, StaffRole};
use salus_domain::ids::{DoctorId, MembershipId};
use salus_domain::permission::{Action, at_work, grant_role};
use salus_domain::staff::{DoctorEditForm, DoctorFile, DoctorStatus, MemberEditForm, MemberFile};
use salus_store::journal::{add_audit, add_event};
use salus_store::{Failure, Scope, Tx, staff as store};
use serde_json::{Value, json};
use uuid::Uuid;

/// What was done to which member of the staff.
#[derive(Clone, Copy, Debug)]
struct Told {
    event: &'static str,
    action: &'static str,
    subject_kind: &'static str,
    subject: Uuid,
}

async fn tell(
    services: &Services,
    tx: &mut Tx,
    scope: &Scope,
    caller: Caller,
    told: Told,
) -> Result<(), Failure> {
    let clinic = Some(scope.clinic());
    let nothing: Value = json!({});
    let event = services.event(clinic, told.event, told.subject, nothing.clone());
    let audit = services.audit(
        Some(caller),
        clinic,
        told.action,
        told.subject_kind,
        told.subject,
        None,
        nothing,
    );
    add_event(tx, &event).await?;
    Ok(add_audit(tx, &audit).await?)
}

/// What the caller's clinic keeps on a doctor, those who left too.
///
/// # Errors
/// [`Fault::Refused`] for anybody but the clinic's admin, [`Fault::Missing`].
pub async fn doctor_file(
    services: &Services,
    caller: Caller,
    id: DoctorId,
) -> Result<DoctorFile, Fault> {
    let scope = Scope::from(&at_work(caller, Action::ManageStaff)?);
    let mut conn = services.store.read().await?;
    store::doctor_file(&mut conn, &scope, id, services.now())
        .await?
        .ok_or(Fault::Missing)
}

/// Changes what the caller's clinic keeps on a doctor. Their account stays as it is.
///
/// # Errors
/// As [`doctor_file`]; [`Fault::Invalid`].
pub async fn edit_doctor(
    services: &Services,
    caller: Caller,
    id: DoctorId,
    form: &DoctorEditForm,
) -> Result<(), Fault> {
    let scope = Scope::from(&at_work(caller, Action::ManageStaff)?);
    let input = (services.clone(), form.validate()?);
    let told = Told {
        event: "doctor.edited",
        action: "staff.edit",
        subject_kind: "doctor",
        subject: id.uuid(),
    };
    services
        .store
        .write_with(input, move |tx, (services, edit)| {
            Box::pin(async move {
                if !store::edit_doctor(tx, &scope, id, edit, services.now()).await? {
                    return Err(Fault::Missing.into());
                }
                tell(services, tx, &scope, caller, told).await
            })
        })
        .await?;
    Ok(())
}

/// Sets whether a doctor works in the caller's clinic. One who does not is found by nobody, has no free
/// time and cannot act here; the visits booked with them stay until the desk moves or cancels them. Saying
/// what is so already changes nothing.
///
/// # Errors
/// As [`doctor_file`]; [`Fault::Refused`] to bring back oneself.
pub async fn set_doctor_active(
    services: &Services,
    caller: Caller,
    id: DoctorId,
    active: bool,
) -> Result<(), Fault> {
    let scope = Scope::from(&at_work(caller, Action::ManageStaff)?);
    let (status, event, action) = if active {
        (
            DoctorStatus::Active,
            "doctor.reactivated",
            "staff.reactivate",
        )
    } else {
        (
            DoctorStatus::Inactive,
            "doctor.deactivated",
            "staff.deactivate",
        )
    };
    let told = Told {
        event,
        action,
        subject_kind: "doctor",
        subject: id.uuid(),
    };
    services
        .store
        .write_with(services.clone(), move |tx, services| {
            Box::pin(async move {
                let user = store::doctor_user(tx, &scope, id)
                    .await?
                    .ok_or(Fault::Missing)?;
                if active {
                    grant_role(caller, StaffRole::Doctor, user)?;
                }
                // Whoever is booking with the doctor goes first.
                store::lock_doctor(tx, &scope, id).await?;
                if store::set_doctor_status(tx, &scope, id, status, services.now()).await? {
                    tell(services, tx, &scope, caller, told).await?;
                }
                Ok(())
            })
        })
        .await?;
    Ok(())
}

/// What the caller's clinic keeps on a secretary, those who left too.
///
/// # Errors
/// [`Fault::Refused`] for anybody but the clinic's admin, [`Fault::Missing`].
pub async fn secretary_file(
    services: &Services,
    caller: Caller,
    id: MembershipId,
) -> Result<MemberFile, Fault> {
    let scope = Scope::from(&at_work(caller, Action::ManageStaff)?);
    let mut conn = services.store.read().await?;
    store::member_file(&mut conn, &scope, id, StaffRole::Secretary)
        .await?
        .ok_or(Fault::Missing)
}

/// Changes how the caller's clinic calls a secretary. Their account, which other clinics may share, stays
/// as it is.
///
/// # Errors
/// As [`secretary_file`]; [`Fault::Invalid`].
pub async fn edit_secretary(
    services: &Services,
    caller: Caller,
    id: MembershipId,
    form: &MemberEditForm,
) -> Result<(), Fault> {
    let scope = Scope::from(&at_work(caller, Action::ManageStaff)?);
    let input = (services.clone(), form.validate()?);
    let told = Told {
        event: "staff.edited",
        action: "staff.edit",
        subject_kind: "membership",
        subject: id.uuid(),
    };
    services
        .store
        .write_with(input, move |tx, (services, edit)| {
            Box::pin(async move {
                store::member_user(tx, &scope, id, StaffRole::Secretary)
                    .await?
                    .ok_or(Fault::Missing)?;
                store::edit_member(tx, &scope, id, edit).await?;
                tell(services, tx, &scope, caller, told).await
            })
        })
        .await?;
    Ok(())
}

/// Sets whether a secretary works in the caller's clinic. Saying what is so already changes nothing.
///
/// # Errors
/// As [`secretary_file`]; [`Fault::Refused`] to bring back oneself.
pub async fn set_secretary_active(
    services: &Services,
    caller: Caller,
    id: MembershipId,
    active: bool,
) -> Result<(), Fault> {
    let scope = Scope::from(&at_work(caller, Action::ManageStaff)?);
    let (status, event, action) = if active {
        (
            MemberStatus::Active,
            "staff.reactivated",
            "staff.reactivate",
        )
    } else {
        (
            MemberStatus::Inactive,
            "staff.deactivated",
            "staff.deactivate",
        )
    };
    let told = Told {
        event,
        action,
        subject_kind: "membership",
        subject: id.uuid(),
    };
    let role = StaffRole::Secretary;
    services
        .store
        .write_with(services.clone(), move |tx, services| {
            Box::pin(async move {
                let user = store::member_user(tx, &scope, id, role)
                    .await?
                    .ok_or(Fault::Missing)?;
                if active {
                    grant_role(caller, role, user)?;
                }
                if store::set_member_status(tx, &scope, id, status).await? {
                    tell(services, tx, &scope, caller, told).await?;
                }
                Ok(())
            })
        })
        .await?;
    Ok(())
}

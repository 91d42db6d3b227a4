//! The platform edits a clinic, or deletes one that holds nothing.

use super::platform::duplicate;
use crate::Services;
use crate::zones::zone_exists;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::clinics::{Clinic, ClinicForm, ClinicRow, NewClinic};
use salus_domain::fault::Conflict;
use salus_domain::ids::ClinicId;
use salus_domain::permission::{Action, in_clinic};
use salus_domain::validate::{Checks, Problem};
use salus_store::clinics as store;
use salus_store::journal::{add_audit, add_event};
use salus_store::{Failure, Scope, StoreError, Tx};
use serde_json::json;

/// One clinic as the platform sees it.
///
/// # Errors
/// [`Fault::Refused`] for anybody but a super admin, [`Fault::Missing`].
pub async fn row(services: &Services, caller: Caller, id: ClinicId) -> Result<ClinicRow, Fault> {
    let scope = Scope::from(&in_clinic(caller, Action::ManageClinics, id)?);
    let mut conn = services.store.read().await?;
    let clinic = store::clinic(&mut conn, &scope)
        .await?
        .ok_or(Fault::Missing)?;
    let holds = store::holds(&mut conn, &scope).await?;
    Ok(ClinicRow {
        clinic,
        doctors: holds.doctors,
        patients: holds.patients,
        admins: store::admins(&mut conn, &scope).await?,
    })
}

/// Changes a clinic. Its place in addresses stays. Its currency is fixed once something has a price, its
/// zone while visits lie ahead: both would mean something else afterwards.
///
/// # Errors
/// [`Fault::Refused`] for anybody but a super admin, [`Fault::Missing`], [`Fault::Invalid`],
/// [`Conflict::DuplicateClinic`] when another clinic has this email, or this name and address.
pub async fn edit(
    services: &Services,
    caller: Caller,
    id: ClinicId,
    form: &ClinicForm,
) -> Result<(), Fault> {
    let scope = Scope::from(&in_clinic(caller, Action::ManageClinics, id)?);
    let input = (services.clone(), form.validate(zone_exists)?);
    services
        .store
        .write_with(input, move |tx, (services, new)| {
            Box::pin(async move {
                let now = services.now();
                let old = store::clinic(tx, &scope).await?.ok_or(Fault::Missing)?;
                refuse_what_is_fixed(services, tx, &scope, &old, new).await?;
                let named = (new.name.as_str(), new.address.as_str(), new.email.as_str());
                if store::named_by_other(tx, &scope, named).await? {
                    return Err(duplicate().into());
                }
                store::edit(tx, &scope, new, now).await?;
                let event = services.event(Some(id), "clinic.edited", id, json!({}));
                let audit = services.audit(
                    Some(caller),
                    Some(id),
                    "clinic.edit",
                    "clinic",
                    id,
                    None,
                    json!({}),
                );
                add_event(tx, &event).await?;
                Ok(add_audit(tx, &audit).await?)
            })
        })
        .await
        .map_err(or_duplicate)
}

async fn refuse_what_is_fixed(
    services: &Services,
    tx: &mut Tx,
    scope: &Scope,
    old: &Clinic,
    new: &NewClinic,
) -> Result<(), Failure> {
    let (priced, ahead) = store::ties(tx, scope, services.now()).await?;
    let mut checks = Checks::new();
    if old.zone != new.zone && ahead > 0 {
        checks.wrong("zone", Problem::Fixed);
    }
    if old.currency != new.currency && priced > 0 {
        checks.wrong("currency", Problem::Fixed);
    }
    Ok(checks.done()?)
}

/// Somebody else took the email or the place between the look and the writing.
pub(super) fn or_duplicate(failure: Failure) -> Fault {
    match failure {
        Failure::Store(StoreError::Unique(key))
            if key == "clinics_email_key" || key == "clinics_name_folded_address_folded_key" =>
        {
            duplicate()
        }
        other => other.into(),
    }
}

/// Deletes a clinic that holds nothing; everybody's role in it ends.
///
/// # Errors
/// [`Fault::Refused`] for anybody but a super admin, [`Fault::Missing`],
/// [`Conflict::ClinicNotEmpty`] while it has doctors, patients or appointments.
pub async fn delete(services: &Services, caller: Caller, id: ClinicId) -> Result<(), Fault> {
    let scope = Scope::from(&in_clinic(caller, Action::ManageClinics, id)?);
    services
        .store
        .write_with(services.clone(), move |tx, services| {
            Box::pin(async move {
                if !store::lock(tx, &scope).await? {
                    return Err(Fault::Missing.into());
                }
                let store::Holds {
                    doctors,
                    patients,
                    appointments,
                } = store::holds(tx, &scope).await?;
                if doctors + patients + appointments > 0 {
                    return Err(Fault::conflict(Conflict::ClinicNotEmpty {
                        doctors,
                        patients,
                        appointments,
                    })
                    .into());
                }
                store::delete(tx, &scope, services.now()).await?;
                let event = services.event(Some(id), "clinic.deleted", id, json!({}));
                let audit = services.audit(
                    Some(caller),
                    Some(id),
                    "clinic.delete",
                    "clinic",
                    id,
                    None,
                    json!({}),
                );
                add_event(tx, &event).await?;
                Ok(add_audit(tx, &audit).await?)
            })
        })
        .await?;
    Ok(())
}

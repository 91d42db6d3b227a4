//! What can be booked in a clinic.

use crate::Services;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::clinics::{VisitType, VisitTypeForm};
use salus_domain::ids::VisitTypeId;
use salus_domain::permission::{Action, at_work};
use salus_store::clinics::{self as store, AddVisitType};
use salus_store::journal::{add_audit, add_event};
use salus_store::{Scope, staff};
use serde_json::json;

/// What can be booked in the caller's clinic, online or by the desk, oldest first.
///
/// # Errors
/// [`Fault::Refused`] for anybody but the clinic's staff.
pub async fn visit_types(services: &Services, caller: Caller) -> Result<Vec<VisitType>, Fault> {
    let scope = Scope::from(&at_work(caller, Action::SeeAppointments)?);
    Ok(store::visit_types(&mut services.store.read().await?, &scope).await?)
}

/// Adds a visit type to the caller's clinic. Every active doctor offers it from then on, so that it can
/// be booked at once; the hours' editor takes it away from those who do not.
///
/// # Errors
/// [`Fault::Refused`] for anybody but the clinic's admin, [`Fault::Invalid`].
pub async fn add_visit_type(
    services: &Services,
    caller: Caller,
    form: &VisitTypeForm,
) -> Result<VisitTypeId, Fault> {
    let grant = at_work(caller, Action::EditClinic)?;
    let scope = Scope::from(&grant);
    let clinic = store::clinic(&mut services.store.read().await?, &scope)
        .await?
        .ok_or(Fault::Missing)?;
    let visit_type = form.validate(clinic.currency)?;
    let id = VisitTypeId::new(services.new_id());
    let new = AddVisitType {
        id,
        visit_type,
        at: services.now(),
    };
    let event = services.event(Some(clinic.id), "visit_type.added", id, json!({}));
    let audit = services.audit(
        Some(caller),
        Some(clinic.id),
        "visit_type.add",
        "visit_type",
        id,
        None,
        json!({}),
    );
    services
        .store
        .write_with((new, event, audit), move |tx, (new, event, audit)| {
            Box::pin(async move {
                store::add_visit_type(tx, &scope, new).await?;
                staff::offer_by_all_doctors(tx, &scope, new.id).await?;
                add_event(tx, event).await?;
                Ok(add_audit(tx, audit).await?)
            })
        })
        .await?;
    Ok(id)
}

/// Takes a visit type off the list. What was booked stays.
///
/// # Errors
/// [`Fault::Refused`] for anybody but the clinic's admin, [`Fault::Missing`] when the clinic has no such
/// active visit type.
pub async fn retire_visit_type(
    services: &Services,
    caller: Caller,
    id: VisitTypeId,
) -> Result<(), Fault> {
    let grant = at_work(caller, Action::EditClinic)?;
    let scope = Scope::from(&grant);
    let clinic = Some(grant.clinic());
    let event = services.event(clinic, "visit_type.retired", id, json!({}));
    let audit = services.audit(
        Some(caller),
        clinic,
        "visit_type.retire",
        "visit_type",
        id,
        None,
        json!({}),
    );
    services
        .store
        .write_with((event, audit), move |tx, (event, audit)| {
            Box::pin(async move {
                if !store::retire_visit_type(tx, &scope, id).await? {
                    return Err(Fault::Missing.into());
                }
                add_event(tx, event).await?;
                Ok(add_audit(tx, audit).await?)
            })
        })
        .await?;
    Ok(())
}

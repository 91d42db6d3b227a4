//! What a clinic asks of its staff's sign-ins.

use crate::Services;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::accounts::second_factor::StaffSecurityForm;
use salus_domain::permission::{Action, at_work};
use salus_store::Scope;
use salus_store::clinics::{self as store};
use salus_store::journal::{add_audit, add_event};
use serde_json::json;

/// Whether the caller's clinic asks a second factor of its staff.
///
/// # Errors
/// [`Fault::Refused`] for anybody but the clinic's admin.
pub async fn staff_security(
    services: &Services,
    caller: Caller,
) -> Result<StaffSecurityForm, Fault> {
    let scope = Scope::from(&at_work(caller, Action::EditClinic)?);
    let mut conn = services.store.read().await?;
    let second_factor = store::staff_second_factor(&mut conn, &scope).await?;
    Ok(StaffSecurityForm { second_factor })
}

/// Has the caller's clinic ask a second factor of its staff, or no longer. It holds from everybody's next
/// request on, the caller's too.
///
/// # Errors
/// [`Fault::Refused`] for anybody but the clinic's admin.
pub async fn set_staff_security(
    services: &Services,
    caller: Caller,
    form: StaffSecurityForm,
) -> Result<(), Fault> {
    let grant = at_work(caller, Action::EditClinic)?;
    let scope = Scope::from(&grant);
    let clinic = grant.clinic();
    let detail = json!({ "second_factor": form.second_factor });
    let event = services.event(
        Some(clinic),
        "clinic.staff_security_set",
        clinic,
        detail.clone(),
    );
    let audit = services.audit(
        Some(caller),
        Some(clinic),
        "clinic.set_staff_security",
        "clinic",
        clinic,
        None,
        detail,
    );
    let now = services.now();
    services
        .store
        .write_with((event, audit), move |tx, (event, audit)| {
            Box::pin(async move {
                if !store::set_staff_second_factor(tx, &scope, form.second_factor, now).await? {
                    return Ok(());
                }
                add_event(tx, event).await?;
                Ok(add_audit(tx, audit).await?)
            })
        })
        .await?;
    Ok(())
}

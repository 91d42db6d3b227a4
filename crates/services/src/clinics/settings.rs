//! What a clinic's admin sets.

use super::edit::or_duplicate;
use super::platform::duplicate;
use crate::Services;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::clinics::{Clinic, SettingsForm};
use salus_domain::permission::{Action, at_work};
use salus_store::journal::{add_audit, add_event};
use salus_store::{Scope, clinics as store};
use serde_json::json;

/// The caller's clinic, for the editor of its settings.
///
/// # Errors
/// [`Fault::Refused`] for anybody but the clinic's admin.
pub async fn settings(services: &Services, caller: Caller) -> Result<Clinic, Fault> {
    let scope = Scope::from(&at_work(caller, Action::EditClinic)?);
    store::clinic(&mut services.store.read().await?, &scope)
        .await?
        .ok_or(Fault::Missing)
}

/// Saves the settings of the caller's clinic. They hold for what is booked from now on; the notice to cancel
/// also for what is booked already.
///
/// # Errors
/// As [`settings`]; [`Fault::Invalid`];
/// [`Conflict::DuplicateClinic`](salus_domain::fault::Conflict::DuplicateClinic) when another clinic has
/// this email, or this name and address.
pub async fn save_settings(
    services: &Services,
    caller: Caller,
    form: &SettingsForm,
) -> Result<(), Fault> {
    let scope = Scope::from(&at_work(caller, Action::EditClinic)?);
    let input = (services.clone(), form.validate()?);
    services
        .store
        .write_with(input, move |tx, (services, new)| {
            Box::pin(async move {
                let id = scope.clinic();
                let old = store::clinic(tx, &scope).await?.ok_or(Fault::Missing)?;
                let named = (old.name.as_str(), new.address.as_str(), new.email.as_str());
                if store::named_by_other(tx, &scope, named).await? {
                    return Err(duplicate().into());
                }
                store::save_settings(tx, &scope, new, services.now()).await?;
                let policy = json!({ "policy": new.policy });
                let event = services.event(Some(id), "clinic.settings_saved", id, json!({}));
                let audit = services.audit(
                    Some(caller),
                    Some(id),
                    "clinic.set",
                    "clinic",
                    id,
                    None,
                    policy,
                );
                add_event(tx, &event).await?;
                Ok(add_audit(tx, &audit).await?)
            })
        })
        .await
        .map_err(or_duplicate)
}

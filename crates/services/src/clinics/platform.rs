//! Clinics as the platform runs them.

use crate::Services;
use crate::zones::zone_exists;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::clinics::{ClinicForm, ClinicRow, ClinicStatus, NewClinic};
use salus_domain::fault::Conflict;
use salus_domain::ids::ClinicId;
use salus_domain::permission::{Action, PlatformGrant, in_clinic, platform};
use salus_domain::text::{fold, slug};
use salus_store::clinics::{self as store, AddClinic};
use salus_store::journal::{AuditEntry, Event, add_audit, add_event};
use salus_store::{Failure, Scope, StoreError, Tx};
use serde_json::json;

/// How often a clinic is added anew when another took its place in addresses a moment before.
const TRIES: usize = 5;

/// All clinics, suspended ones too; `filter` narrows by name, address or city.
///
/// # Errors
/// [`Fault::Refused`] for anybody but a super admin.
pub async fn rows(
    services: &Services,
    caller: Caller,
    filter: &str,
) -> Result<Vec<ClinicRow>, Fault> {
    let grant = platform(caller, Action::ManageClinics)?;
    Ok(store::rows(&mut services.store.read().await?, &grant, &fold(filter)).await?)
}

/// Adds a clinic, at work, without staff.
///
/// # Errors
/// [`Fault::Refused`] for anybody but a super admin, [`Fault::Invalid`],
/// [`Conflict::DuplicateClinic`] when a clinic has this email, or this name and address.
pub async fn create(
    services: &Services,
    caller: Caller,
    form: &ClinicForm,
) -> Result<ClinicId, Fault> {
    let grant = platform(caller, Action::ManageClinics)?;
    let clinic = form.validate(zone_exists)?;
    let id = ClinicId::new(services.new_id());
    let new = AddClinic {
        id,
        slug: String::new(),
        clinic,
        at: services.now(),
    };
    let event = services.event(Some(id), "clinic.created", id, json!({}));
    let audit = services.audit(
        Some(caller),
        Some(id),
        "clinic.create",
        "clinic",
        id,
        None,
        json!({}),
    );
    let mut tries = 0;
    loop {
        tries += 1;
        let input = (grant, new.clone(), event.clone(), audit.clone());
        let outcome = services
            .store
            .write_with(input, |tx, (grant, new, event, audit)| {
                Box::pin(add(tx, grant, new, event, audit))
            })
            .await;
        match outcome {
            Ok(()) => return Ok(id),
            Err(Failure::Store(StoreError::Unique(key))) => match key.as_str() {
                "clinics_slug_key" if tries < TRIES => {}
                "clinics_slug_key" => return Err(Fault::Busy),
                "clinics_email_key" | "clinics_name_folded_address_folded_key" => {
                    return Err(duplicate());
                }
                _ => return Err(StoreError::Unique(key).into()),
            },
            Err(failure) => return Err(failure.into()),
        }
    }
}

async fn add(
    tx: &mut Tx,
    grant: &PlatformGrant,
    new: &AddClinic,
    event: &Event,
    audit: &AuditEntry,
) -> Result<(), Failure> {
    if store::names_in_use(tx, grant, &new.clinic).await? {
        return Err(duplicate().into());
    }
    let wish = wished_slug(&new.clinic);
    let taken = store::slugs_like(tx, grant, &wish).await?;
    let new = AddClinic {
        slug: free_slug(&wish, &taken),
        ..new.clone()
    };
    store::add(tx, grant, &new).await?;
    add_event(tx, event).await?;
    Ok(add_audit(tx, audit).await?)
}

pub(super) fn duplicate() -> Fault {
    Fault::conflict(Conflict::DuplicateClinic)
}

/// The name as part of an address; the kind of clinic where the name has no Latin letter.
fn wished_slug(clinic: &NewClinic) -> String {
    let wish = slug(&clinic.name);
    if wish.is_empty() {
        slug(clinic.kind.as_str())
    } else {
        wish
    }
}

/// The wish, or the wish with the first number from 2 on that makes it unique.
fn free_slug(wish: &str, taken: &[String]) -> String {
    let is_free = |slug: &String| !taken.contains(slug);
    std::iter::once(wish.to_owned())
        .chain((2..=taken.len() + 1).map(|n| format!("{wish}-{n}")))
        .find(is_free)
        .unwrap_or_else(|| format!("{wish}-{}", taken.len() + 2))
}

/// Suspends a clinic (its staff cannot work, nobody can book there), or lets it work again. Saying what
/// is so already changes nothing.
///
/// # Errors
/// [`Fault::Refused`] for anybody but a super admin, [`Fault::Missing`] without such a clinic.
pub async fn set_suspended(
    services: &Services,
    caller: Caller,
    clinic: ClinicId,
    suspended: bool,
) -> Result<(), Fault> {
    let scope = Scope::from(&in_clinic(caller, Action::ManageClinics, clinic)?);
    let (status, kind, action) = if suspended {
        (
            ClinicStatus::Suspended,
            "clinic.suspended",
            "clinic.suspend",
        )
    } else {
        (ClinicStatus::Active, "clinic.resumed", "clinic.resume")
    };
    let at = services.now();
    let event = services.event(Some(clinic), kind, clinic, json!({}));
    let audit = services.audit(
        Some(caller),
        Some(clinic),
        action,
        "clinic",
        clinic,
        None,
        json!({}),
    );
    services
        .store
        .write_with((event, audit), move |tx, (event, audit)| {
            Box::pin(async move {
                store::clinic(tx, &scope).await?.ok_or(Fault::Missing)?;
                if store::set_status(tx, &scope, status, at).await? {
                    add_event(tx, event).await?;
                    add_audit(tx, audit).await?;
                }
                Ok(())
            })
        })
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_clinic_of_a_name_gets_a_place_of_its_own() {
        let taken = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        assert_eq!(free_slug("el-manar", &[]), "el-manar");
        assert_eq!(free_slug("el-manar", &taken(&["el-manar"])), "el-manar-2");
        assert_eq!(
            free_slug("el-manar", &taken(&["el-manar-tunis"])),
            "el-manar"
        );
        assert_eq!(free_slug("a", &taken(&["a", "a-2", "a-b", "a-4"])), "a-3");
        assert_eq!(free_slug("a", &taken(&["a", "a-2", "a-3"])), "a-4");
    }
}

//! Who holds files: an account's relatives, and files the desk offers to an account.
//!
//! The desk offers a file to an email and never learns whether somebody has an account with it: the offer
//! stands until somebody who does takes it.

use crate::Services;
use crate::notifications::Letter;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::fault::Conflict;
use salus_domain::ids::{OfferId, PatientId, RelativeId, UserId};
use salus_domain::patients::{Family, HeldAs, OfferForm, Relative, RelativeData, RelativeForm};
use salus_domain::permission::{Action, about_self, at_work, in_clinic};
use salus_domain::validate::Problem;
use salus_store::journal::{add_audit, add_event};
use salus_store::notifications::add_mail;
use salus_store::patients::{self as store, Offer};
use salus_store::{Failure, OwnScope, Scope, Tx};
use serde_json::json;

/// The caller's relatives, and the files offered to them.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`].
pub async fn family(services: &Services, caller: Caller) -> Result<Family, Fault> {
    let own = OwnScope::from(&about_self(caller, Action::EditPatient)?);
    let mut conn = services.store().read().await?;
    Ok(Family {
        relatives: store::relatives(&mut conn, &own).await?,
        offers: store::offers_to(&mut conn, &own).await?,
    })
}

/// One of the caller's relatives.
///
/// # Errors
/// As [`family`]; [`Fault::Missing`].
pub async fn relative(
    services: &Services,
    caller: Caller,
    id: RelativeId,
) -> Result<Relative, Fault> {
    let own = OwnScope::from(&about_self(caller, Action::EditPatient)?);
    let mut conn = services.store().read().await?;
    store::relative(&mut conn, &own, id)
        .await?
        .ok_or(Fault::Missing)
}

/// Adds a relative the caller cares for.
///
/// # Errors
/// As [`family`]; [`Fault::Invalid`].
pub async fn add_relative(
    services: &Services,
    caller: Caller,
    form: &RelativeForm,
) -> Result<RelativeId, Fault> {
    let own = OwnScope::from(&about_self(caller, Action::EditPatient)?);
    let data = form.validate(services.today())?;
    let id = RelativeId::new(services.new_id());
    let detail = json!({ "relation": data.relation });
    let event = services.event(None, "relative.added", id, detail.clone());
    let audit = services.audit(
        Some(caller),
        None,
        "relative.add",
        "relative",
        id,
        None,
        detail,
    );
    services
        .store()
        .write_with((data, event, audit), move |tx, (data, event, audit)| {
            Box::pin(async move {
                store::add_relative(tx, &own, id, data, event.at).await?;
                add_event(tx, event).await?;
                Ok(add_audit(tx, audit).await?)
            })
        })
        .await?;
    Ok(id)
}

/// Changes what is known of a relative. Files that clinics have on them are the clinics' and stay as they are.
///
/// # Errors
/// As [`relative`]; [`Fault::Invalid`].
pub async fn edit_relative(
    services: &Services,
    caller: Caller,
    id: RelativeId,
    form: &RelativeForm,
) -> Result<(), Fault> {
    let own = OwnScope::from(&about_self(caller, Action::EditPatient)?);
    let data = form.validate(services.today())?;
    let event = services.event(None, "relative.edited", id, json!({}));
    let audit = services.audit(
        Some(caller),
        None,
        "relative.edit",
        "relative",
        id,
        None,
        json!({}),
    );
    Ok(services
        .store()
        .write_with((data, event, audit), move |tx, (data, event, audit)| {
            Box::pin(async move {
                if !store::update_relative(tx, &own, id, data, event.at).await? {
                    return Err(Fault::Missing.into());
                }
                add_event(tx, event).await?;
                Ok(add_audit(tx, audit).await?)
            })
        })
        .await?)
}

/// The clinic's file on whom the caller books for: themself, or one of their relatives. It is opened on the
/// first visit there.
pub(crate) async fn file_for(
    services: &Services,
    tx: &mut Tx,
    scope: &Scope,
    caller: Caller,
    relative: Option<RelativeId>,
) -> Result<PatientId, Failure> {
    let user: UserId = caller.user().ok_or(Fault::SignedOut)?;
    let id = PatientId::new(services.new_id());
    let now = services.now();
    let Some(relative) = relative else {
        if let Some(file) = store::file_of_user(tx, scope, user).await? {
            return Ok(file);
        }
        let opened = store::create_file(tx, scope, user, id, now).await?;
        return Ok(opened.ok_or_else(|| Fault::field("born_on", Problem::Required))?);
    };
    let own = OwnScope::from(&about_self(caller, Action::Book)?);
    let relative = store::relative(tx, &own, relative)
        .await?
        .ok_or_else(|| Fault::field("patient", Problem::Unknown))?;
    if let Some(file) = store::file_of_relative(tx, scope, user, relative.id).await? {
        return Ok(file);
    }
    let opened = store::create_file_of_relative(tx, scope, user, &relative, id, now).await?;
    Ok(opened.ok_or(Fault::Internal)?)
}

/// Offers a file that no account holds to whoever has an account with that email, and writes to it where to take it.
/// Answer and letter are the same whether somebody does; an offer that stands already is not written about again.
///
/// # Errors
/// [`Fault::Invalid`]; [`Fault::SignedOut`], [`Fault::Refused`]; [`Fault::Missing`], also for a file that an
/// account holds.
pub async fn offer(services: &Services, caller: Caller, form: &OfferForm) -> Result<(), Fault> {
    let grant = at_work(caller, Action::RegisterPatient)?;
    let scope = Scope::from(&grant);
    let (patient, email, held) = form.validate()?;
    let offer = Offer {
        id: OfferId::new(services.new_id()),
        patient,
        email,
        held,
        at: services.now(),
    };
    let clinic = Some(grant.clinic());
    let detail = json!({ "held": held.as_str() });
    let event = services.event(clinic, "patient.offered", patient, detail.clone());
    let audit = services.audit(
        Some(caller),
        clinic,
        "patient.offer",
        "patient",
        patient,
        Some(patient),
        detail,
    );
    Ok(services
        .store()
        .write_with(
            (services.clone(), offer, event, audit),
            move |tx, (services, offer, event, audit)| {
                Box::pin(async move {
                    let file = store::find(tx, &scope, offer.patient).await?;
                    let before = file.and_then(|file| file.offered_to);
                    if !store::add_offer(tx, &scope, offer).await? {
                        return Err(Fault::Missing.into());
                    }
                    if before.as_ref() != Some(&offer.email) {
                        let language = services.language_for(tx, &offer.email, caller).await?;
                        let letter = Letter::FileOffered(services.address("/my/family"));
                        add_mail(tx, &services.mail(&offer.email, language, &letter)).await?;
                    }
                    add_event(tx, event).await?;
                    Ok(add_audit(tx, audit).await?)
                })
            },
        )
        .await?)
}

/// Takes back the offer of a file.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`], [`Fault::Missing`].
pub async fn withdraw(services: &Services, caller: Caller, id: PatientId) -> Result<(), Fault> {
    part(services, caller, id, Parting::Withdraw).await
}

/// Takes a file from the account that holds it.
///
/// # Errors
/// As [`withdraw`].
pub async fn unlink(services: &Services, caller: Caller, id: PatientId) -> Result<(), Fault> {
    part(services, caller, id, Parting::Unlink).await
}

#[derive(Clone, Copy)]
enum Parting {
    Withdraw,
    Unlink,
}

async fn part(
    services: &Services,
    caller: Caller,
    id: PatientId,
    how: Parting,
) -> Result<(), Fault> {
    let grant = at_work(caller, Action::RegisterPatient)?;
    let scope = Scope::from(&grant);
    let clinic = Some(grant.clinic());
    let (told, done) = match how {
        Parting::Withdraw => ("patient.offer_withdrawn", "patient.withdraw_offer"),
        Parting::Unlink => ("patient.unlinked", "patient.unlink"),
    };
    let event = services.event(clinic, told, id, json!({}));
    let audit = services.audit(
        Some(caller),
        clinic,
        done,
        "patient",
        id,
        Some(id),
        json!({}),
    );
    Ok(services
        .store()
        .write_with((event, audit), move |tx, (event, audit)| {
            Box::pin(async move {
                let parted = match how {
                    Parting::Withdraw => store::remove_offer_of(tx, &scope, id).await?,
                    Parting::Unlink => store::let_go(tx, &scope, id, event.at).await?,
                };
                if !parted {
                    return Err(Fault::Missing.into());
                }
                add_event(tx, event).await?;
                Ok(add_audit(tx, audit).await?)
            })
        })
        .await?)
}

/// Takes a file offered to the caller: as their own, or as that of a relative, whom it adds.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`]; [`Fault::Missing`]; [`Conflict::FileExists`].
pub async fn accept(services: &Services, caller: Caller, id: OfferId) -> Result<(), Fault> {
    about_self(caller, Action::EditPatient)?;
    let outcome = services
        .store()
        .write_with(services.clone(), move |tx, services| {
            Box::pin(async move { accept_within(services, tx, caller, id).await })
        })
        .await;
    match outcome {
        Err(Failure::Store(error)) if error.is_unique("patients_clinic_id_user_id_key") => {
            Err(Fault::conflict(Conflict::FileExists))
        }
        outcome => Ok(outcome?),
    }
}

async fn accept_within(
    services: &Services,
    tx: &mut Tx,
    caller: Caller,
    id: OfferId,
) -> Result<(), Failure> {
    let grant = about_self(caller, Action::EditPatient)?;
    let (own, user) = (OwnScope::from(&grant), grant.user());
    let (clinic, offer) = store::offer_to(tx, &own, id).await?.ok_or(Fault::Missing)?;
    let scope = Scope::from(&in_clinic(caller, Action::EditPatient, clinic)?);
    let relative = match offer.held {
        HeldAs::Own => None,
        HeldAs::Relative(relation) => {
            // The file is no one's yet, so that it lies outside what the caller reaches.
            let whole = Scope::of_the_clock(clinic);
            let file = store::find(tx, &whole, offer.patient)
                .await?
                .ok_or(Fault::Missing)?;
            let data = RelativeData {
                first_name: file.data.first_name,
                last_name: file.data.last_name,
                born_on: file.data.born_on,
                sex: file.data.sex,
                relation,
            };
            let relative = RelativeId::new(services.new_id());
            store::add_relative(tx, &own, relative, &data, services.now()).await?;
            Some(relative)
        }
    };
    let now = services.now();
    if !store::hand_over(tx, &scope, offer.patient, user, relative, now).await? {
        return Err(Fault::Missing.into());
    }
    store::remove_offer_of(tx, &scope, offer.patient).await?;
    let detail = json!({ "held": offer.held.as_str() });
    let patient = offer.patient;
    let event = services.event(Some(clinic), "patient.linked", patient, detail.clone());
    add_event(tx, &event).await?;
    let audit = services.audit(
        Some(caller),
        Some(clinic),
        "patient.accept_offer",
        "patient",
        patient,
        Some(patient),
        detail,
    );
    Ok(add_audit(tx, &audit).await?)
}

/// Declines a file offered to the caller.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`], [`Fault::Missing`].
pub async fn decline(services: &Services, caller: Caller, id: OfferId) -> Result<(), Fault> {
    let own = OwnScope::from(&about_self(caller, Action::EditPatient)?);
    Ok(services
        .store()
        .write_with(services.clone(), move |tx, services| {
            Box::pin(async move {
                let (clinic, offer) = store::offer_to(tx, &own, id).await?.ok_or(Fault::Missing)?;
                let scope = Scope::from(&in_clinic(caller, Action::EditPatient, clinic)?);
                store::remove_offer_of(tx, &scope, offer.patient).await?;
                let event = services.event(
                    Some(clinic),
                    "patient.offer_declined",
                    offer.patient,
                    json!({}),
                );
                add_event(tx, &event).await?;
                let audit = services.audit(
                    Some(caller),
                    Some(clinic),
                    "patient.decline_offer",
                    "patient",
                    offer.patient,
                    Some(offer.patient),
                    json!({}),
                );
                Ok(add_audit(tx, &audit).await?)
            })
        })
        .await?)
}

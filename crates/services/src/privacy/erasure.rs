//! Asking to be erased, and what the clinic decides.

use crate::Services;
use crate::scheduling::availability::zone;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::fault::Conflict;
use salus_domain::ids::{ErasureId, UserId};
use salus_domain::patients::PatientRef;
use salus_domain::permission::{Action, about_self, at_work, in_clinic};
use salus_domain::privacy::{Asked, ErasureRow, ErasureState, refusal};
use salus_store::journal::{AuditEntry, Event, add_audit, add_event};
use salus_store::privacy::{self as store, ErasureRecord, NewErasure};
use salus_store::{OwnScope, Scope, clinics};
use serde_json::json;

/// A request for one clinic, with what tells of it.
#[derive(Clone, Debug)]
struct Asking {
    scope: Scope,
    new: NewErasure,
    event: Event,
    audit: AuditEntry,
}

/// The calling patient asks every clinic that holds a file on them to erase it. Where none does, their
/// account is closed at once. Asking again while a clinic decides changes nothing.
///
/// # Errors
/// [`Fault::SignedOut`]; [`Fault::Refused`], also for somebody without a file who works in a clinic.
pub async fn ask(services: &Services, caller: Caller) -> Result<Asked, Fault> {
    let grant = about_self(caller, Action::ManagePrivacy)?;
    let own = OwnScope::from(&grant);
    let files = store::files(&mut services.store.read().await?, &own).await?;
    if files.is_empty() {
        close(services, caller, grant.user()).await?;
        return Ok(Asked::Closed);
    }
    let mut asking = Vec::new();
    for file in files {
        let clinic = Some(file.clinic_id);
        let id = ErasureId::new(services.new_id());
        asking.push(Asking {
            scope: Scope::from(&in_clinic(caller, Action::ManagePrivacy, file.clinic_id)?),
            new: NewErasure {
                id,
                patient: file.id,
                at: services.now(),
            },
            event: services.event(clinic, "privacy.erasure_asked", id, json!({})),
            audit: services.audit(
                Some(caller),
                clinic,
                "privacy.ask_erasure",
                "erasure",
                id,
                Some(file.id),
                json!({}),
            ),
        });
    }
    services
        .store
        .write_with(asking, |tx, asking| {
            Box::pin(async move {
                for one in asking {
                    if store::ask(tx, &one.scope, &one.new).await? {
                        add_event(tx, &one.event).await?;
                        add_audit(tx, &one.audit).await?;
                    }
                }
                Ok(())
            })
        })
        .await?;
    Ok(Asked::Clinics)
}

/// Closes an account nothing refers to.
async fn close(services: &Services, caller: Caller, user: UserId) -> Result<(), Fault> {
    let at = services.now();
    let event = services.event(None, "account.closed", user, json!({}));
    let audit = services.audit(
        Some(caller),
        None,
        "account.close",
        "user",
        user,
        None,
        json!({}),
    );
    services
        .store
        .write_with((event, audit), move |tx, (event, audit)| {
            Box::pin(async move {
                store::lock_account(tx, user).await?;
                if !store::close_account(tx, user, at).await? {
                    return Err(Fault::Refused.into());
                }
                add_event(tx, event).await?;
                Ok(add_audit(tx, audit).await?)
            })
        })
        .await?;
    Ok(())
}

/// The requests to the caller's clinic: the open ones first, then the latest.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`].
pub async fn requests(services: &Services, caller: Caller) -> Result<Vec<ErasureRow>, Fault> {
    let scope = Scope::from(&at_work(caller, Action::ManagePrivacy)?);
    let mut conn = services.store.read().await?;
    let clinic = clinics::clinic(&mut conn, &scope)
        .await?
        .ok_or(Fault::Missing)?;
    let zone = zone(&clinic.zone)?;
    let found = store::requests(&mut conn, &scope).await?;
    let mut rows = Vec::with_capacity(found.len());
    for of in found {
        let to_come = if of.state == ErasureState::Open {
            store::to_come(&mut conn, &scope, of.patient_id, services.now()).await?
        } else {
            0
        };
        rows.push(ErasureRow {
            id: of.id,
            patient: PatientRef {
                id: of.patient_id,
                first_name: of.first_name,
                last_name: of.last_name,
                born_on: of.born_on,
                phone: of.phone,
            },
            asked: zone.wall(of.asked_at),
            state: of.state,
            reason: of.reason,
            decided: of.decided_at.map(|at| zone.wall(at)),
            to_come,
        });
    }
    Ok(rows)
}

/// The clinic keeps the file, and says why.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`], [`Fault::Missing`]; [`Fault::Invalid`] without a reason;
/// [`Conflict::Changed`] when it was decided before.
pub async fn refuse(
    services: &Services,
    caller: Caller,
    id: ErasureId,
    reason: &str,
) -> Result<(), Fault> {
    let (scope, by) = decider(caller)?;
    let reason = refusal(reason)?;
    let at = services.now();
    services
        .store
        .write_with((services.clone(), reason), move |tx, (services, reason)| {
            Box::pin(async move {
                let of = store::request(tx, &scope, id)
                    .await?
                    .ok_or(Fault::Missing)?;
                let outcome = (ErasureState::Refused, Some(reason.as_str()));
                if !store::decide(tx, &scope, id, outcome, (by, at)).await? {
                    return Err(Fault::conflict(Conflict::Changed).into());
                }
                let (event, audit) = told(services, caller, &scope, &of, ErasureState::Refused);
                add_event(tx, &event).await?;
                Ok(add_audit(tx, &audit).await?)
            })
        })
        .await?;
    Ok(())
}

/// The clinic makes the file anonymous; where it was the last that held the person's account, the account is
/// closed with it.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`], [`Fault::Missing`]; [`Conflict::VisitsToCome`] while there are
/// some; [`Conflict::Changed`] when it was decided before.
pub async fn erase(services: &Services, caller: Caller, id: ErasureId) -> Result<(), Fault> {
    let (scope, by) = decider(caller)?;
    let at = services.now();
    services
        .store
        .write_with(services.clone(), move |tx, services| {
            Box::pin(async move {
                let of = store::request(tx, &scope, id)
                    .await?
                    .ok_or(Fault::Missing)?;
                if let Some(user) = of.user_id {
                    store::lock_account(tx, user).await?;
                }
                if store::to_come(tx, &scope, of.patient_id, at).await? > 0 {
                    return Err(Fault::conflict(Conflict::VisitsToCome).into());
                }
                if !store::decide(tx, &scope, id, (ErasureState::Erased, None), (by, at)).await? {
                    return Err(Fault::conflict(Conflict::Changed).into());
                }
                store::erase_file(tx, &scope, of.patient_id, of.user_id, of.born_on, at).await?;
                let (event, audit) = told(services, caller, &scope, &of, ErasureState::Erased);
                add_event(tx, &event).await?;
                add_audit(tx, &audit).await?;
                let Some(user) = of.user_id else {
                    return Ok(());
                };
                if store::close_account(tx, user, at).await? {
                    add_event(tx, &services.event(None, "account.closed", user, json!({}))).await?;
                    let closed = services.audit(
                        Some(caller),
                        None,
                        "account.close",
                        "user",
                        user,
                        None,
                        json!({}),
                    );
                    add_audit(tx, &closed).await?;
                }
                Ok(())
            })
        })
        .await?;
    Ok(())
}

fn decider(caller: Caller) -> Result<(Scope, UserId), Fault> {
    let grant = at_work(caller, Action::ManagePrivacy)?;
    let by = caller.user().ok_or(Fault::SignedOut)?;
    Ok((Scope::from(&grant), by))
}

/// What tells of a decision: whose file it was and what was decided, and nothing of what was in it.
fn told(
    services: &Services,
    caller: Caller,
    scope: &Scope,
    of: &ErasureRecord,
    state: ErasureState,
) -> (Event, AuditEntry) {
    let (kind, action) = match state {
        ErasureState::Erased => ("privacy.erased", "privacy.erase"),
        ErasureState::Open | ErasureState::Refused => {
            ("privacy.erasure_refused", "privacy.refuse_erasure")
        }
    };
    let clinic = Some(scope.clinic());
    let detail = json!({ "request": of.id });
    (
        services.event(clinic, kind, of.patient_id, detail.clone()),
        services.audit(
            Some(caller),
            clinic,
            action,
            "patient",
            of.patient_id,
            Some(of.patient_id),
            detail,
        ),
    )
}

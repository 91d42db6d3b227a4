//! When the caller's clinic is closed, and its rooms.

use crate::Services;
use crate::scheduling::changes::{Change, save};
use crate::staff::today;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::clinics::{
    Closings, Closure, ClosureForm, ClosureKind, NewClosure, Room, RoomForm, holidays,
};
use salus_domain::ids::{ClosureId, RoomId};
use salus_domain::language::Language;
use salus_domain::permission::{Action, at_work};
use salus_domain::scheduling::DecisionsForm;
use salus_domain::validate::Problem;
use salus_store::journal::{add_audit, add_event};
use salus_store::{Scope, clinics as store};
use serde_json::json;

/// How many years ahead public holidays are added for.
const YEARS_AHEAD: i32 = 3;

/// The closures of the caller's clinic that are not over.
///
/// # Errors
/// [`Fault::Refused`] for anybody but the clinic's admin.
pub async fn closings(services: &Services, caller: Caller) -> Result<Closings, Fault> {
    let scope = Scope::from(&at_work(caller, Action::EditClinic)?);
    let mut conn = services.store.read().await?;
    let clinic = store::clinic(&mut conn, &scope)
        .await?
        .ok_or(Fault::Missing)?;
    let today = today(services, &mut conn, &scope).await?;
    Ok(Closings {
        closures: store::closures(&mut conn, &scope, today).await?,
        holidays_known: holidays::known(&clinic.country),
        today,
    })
}

/// Closes the caller's clinic for some days or a part of them.
///
/// # Errors
/// As [`closings`]; [`Fault::Invalid`];
/// [`Conflict::WouldOrphan`](salus_domain::fault::Conflict::WouldOrphan) while something is undecided.
pub async fn add_closure(
    services: &Services,
    caller: Caller,
    form: &ClosureForm,
    decisions: &DecisionsForm,
) -> Result<(), Fault> {
    let scope = Scope::from(&at_work(caller, Action::EditClinic)?);
    let today = today(services, &mut services.store.read().await?, &scope).await?;
    let closure = Closure {
        id: ClosureId::new(services.new_id()),
        of: form.validate(today)?,
    };
    let change = Change::AddClosures(vec![closure]);
    save(services, caller, scope, change, decisions.validate()?).await
}

/// Closes the caller's clinic on the public holidays of its country in a year, those that are past or kept
/// already apart.
///
/// # Errors
/// As [`add_closure`]; [`Fault::Invalid`] naming `year` where it is not this or one of the next years, or
/// nothing is known of the country.
pub async fn add_holidays(
    services: &Services,
    caller: Caller,
    (year, language): (i32, Language),
    decisions: &DecisionsForm,
) -> Result<(), Fault> {
    use chrono::Datelike;
    let scope = Scope::from(&at_work(caller, Action::EditClinic)?);
    let mut conn = services.store.read().await?;
    let clinic = store::clinic(&mut conn, &scope)
        .await?
        .ok_or(Fault::Missing)?;
    let today = today(services, &mut conn, &scope).await?;
    let kept = store::closures(&mut conn, &scope, today).await?;
    drop(conn);
    let (first, last) = (today.year(), today.year() + YEARS_AHEAD);
    if !(first..=last).contains(&year) {
        let (min, max) = (first.into(), last.into());
        return Err(Fault::field("year", Problem::OutOfRange { min, max }));
    }
    if !holidays::known(&clinic.country) {
        return Err(Fault::field("year", Problem::Unknown));
    }
    let new = holidays::of_year(&clinic.country, year)
        .into_iter()
        .filter(|(date, _)| *date >= today)
        .filter(|(date, _)| {
            !kept.iter().any(|closure| {
                closure.of.kind == ClosureKind::Holiday
                    && (closure.of.starts_on..=closure.of.ends_on).contains(date)
            })
        })
        .map(|(date, name)| Closure {
            id: ClosureId::new(services.new_id()),
            of: NewClosure {
                kind: ClosureKind::Holiday,
                starts_on: date,
                ends_on: date,
                minutes: None,
                reason: name.get(language).to_owned(),
            },
        })
        .collect::<Vec<_>>();
    if new.is_empty() {
        return Ok(());
    }
    let change = Change::AddClosures(new);
    save(services, caller, scope, change, decisions.validate()?).await
}

/// Takes a closure back.
///
/// # Errors
/// As [`closings`]; [`Fault::Missing`] when the clinic has no such closure.
pub async fn remove_closure(
    services: &Services,
    caller: Caller,
    id: ClosureId,
) -> Result<(), Fault> {
    let scope = Scope::from(&at_work(caller, Action::EditClinic)?);
    let nothing = DecisionsForm::default().validate()?;
    save(services, caller, scope, Change::RemoveClosure(id), nothing).await
}

/// The rooms in use of the caller's clinic, by name.
///
/// # Errors
/// As [`closings`].
pub async fn rooms(services: &Services, caller: Caller) -> Result<Vec<Room>, Fault> {
    let scope = Scope::from(&at_work(caller, Action::EditClinic)?);
    let mut conn = services.store.read().await?;
    Ok(store::rooms(&mut conn, &scope, services.now()).await?)
}

/// Adds a room to the caller's clinic; one retired under that name is in use again.
///
/// # Errors
/// As [`closings`]; [`Fault::Invalid`], also when a room in use has that name.
pub async fn add_room(services: &Services, caller: Caller, form: &RoomForm) -> Result<(), Fault> {
    let scope = Scope::from(&at_work(caller, Action::EditClinic)?);
    let name = form.validate()?;
    let id = RoomId::new(services.new_id());
    services
        .store
        .write_with((services.clone(), name), move |tx, (services, name)| {
            Box::pin(async move {
                let Some(id) = store::add_room(tx, &scope, id, name).await? else {
                    return Err(Fault::field("name", Problem::Taken).into());
                };
                let clinic = Some(scope.clinic());
                add_event(tx, &services.event(clinic, "room.added", id, json!({}))).await?;
                let who = Some(caller);
                let audit = services.audit(who, clinic, "room.add", "room", id, None, json!({}));
                Ok(add_audit(tx, &audit).await?)
            })
        })
        .await?;
    Ok(())
}

/// Retires a room: its visits to come take another, as far as one is free.
///
/// # Errors
/// As [`closings`]; [`Fault::Missing`] when the clinic has no such room in use;
/// [`Conflict::WouldOrphan`](salus_domain::fault::Conflict::WouldOrphan) while something is undecided.
pub async fn retire_room(
    services: &Services,
    caller: Caller,
    id: RoomId,
    decisions: &DecisionsForm,
) -> Result<(), Fault> {
    let scope = Scope::from(&at_work(caller, Action::EditClinic)?);
    let change = Change::RetireRoom(id);
    save(services, caller, scope, change, decisions.validate()?).await
}

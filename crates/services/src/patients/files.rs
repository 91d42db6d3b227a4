//! The desk's files: finding, opening, changing.

use crate::Services;
use crate::audit::{Saw, note};
use crate::scheduling::views;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::fault::Conflict;
use salus_domain::ids::PatientId;
use salus_domain::patients::search::beginnings;
use salus_domain::patients::{
    Identity, LikelyFile, Likeness, PatientData, PatientFile, PatientForm, PatientPage, likeness,
};
use salus_domain::permission::{Action, at_work};
use salus_domain::scheduling::AppointmentView;
use salus_store::journal::{add_audit, add_event};
use salus_store::{Conn, Failure, Scope, StoreError, patients as store, scheduling};
use serde_json::json;

/// How many files a page shows.
const PAGE: usize = 50;

/// The clinic's files that a search finds, newest first: who they are, and nothing of why they come; those after a file only, where one is given.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`].
pub async fn search(
    services: &Services,
    caller: Caller,
    query: &str,
    after: Option<PatientId>,
) -> Result<PatientPage, Fault> {
    let scope = Scope::from(&at_work(caller, Action::SeePatient)?);
    let asked = beginnings(query);
    let mut conn = services.store().read().await?;
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut rows = store::search(&mut conn, &scope, &asked, after, limit).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|row| row.patient.id);
    Ok(PatientPage { rows, next })
}

/// One file; that it was read is noted in the trail.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`], [`Fault::Missing`].
pub async fn file(
    services: &Services,
    caller: Caller,
    id: PatientId,
) -> Result<PatientFile, Fault> {
    let scope = Scope::from(&at_work(caller, Action::SeePatient)?);
    let mut conn = services.store().read().await?;
    let file = store::find(&mut conn, &scope, id)
        .await?
        .ok_or(Fault::Missing)?;
    drop(conn);
    note(services, caller, Saw::File, [id]).await?;
    Ok(file)
}

/// A file's appointments, latest first.
///
/// # Errors
/// As [`file()`].
pub async fn visits(
    services: &Services,
    caller: Caller,
    id: PatientId,
) -> Result<Vec<AppointmentView>, Fault> {
    let scope = Scope::from(&at_work(caller, Action::SeeAppointments)?);
    let mut conn = services.store().read().await?;
    store::find(&mut conn, &scope, id)
        .await?
        .ok_or(Fault::Missing)?;
    let found = scheduling::of_patient(&mut conn, &scope, id).await?;
    drop(conn);
    views(services, caller, found)
}

/// Opens a file. What is likely a second one on the same person is opened only when the form says that it is
/// on another; a national id is never had twice.
///
/// # Errors
/// [`Fault::Invalid`]; [`Conflict::NationalIdTaken`]; [`Conflict::LikelyDuplicates`]; [`Fault::SignedOut`],
/// [`Fault::Refused`].
pub async fn register(
    services: &Services,
    caller: Caller,
    form: &PatientForm,
) -> Result<PatientId, Fault> {
    let grant = at_work(caller, Action::RegisterPatient)?;
    let scope = Scope::from(&grant);
    let data = form.validate(services.today())?;
    let id = PatientId::new(services.new_id());
    let clinic = Some(grant.clinic());
    let event = services.event(clinic, "patient.registered", id, json!({}));
    let audit = services.audit(
        Some(caller),
        clinic,
        "patient.register",
        "patient",
        id,
        Some(id),
        json!({ "another": form.is_another() }),
    );
    let identity = data.identity();
    let outcome = services
        .store()
        .write_with(
            (data, event, audit, form.is_another()),
            move |tx, (data, event, audit, another)| {
                Box::pin(async move {
                    refuse_second(tx, &scope, data, None, *another).await?;
                    store::add(tx, &scope, id, data, event.at).await?;
                    add_event(tx, event).await?;
                    Ok(add_audit(tx, audit).await?)
                })
            },
        )
        .await;
    or_taken(services, &scope, &identity, outcome).await?;
    Ok(id)
}

/// Changes what a file says. The same second files are refused as when one is opened, as far as the change
/// brings them about.
///
/// # Errors
/// As [`register`]; [`Fault::Missing`].
pub async fn save(
    services: &Services,
    caller: Caller,
    id: PatientId,
    form: &PatientForm,
) -> Result<(), Fault> {
    let grant = at_work(caller, Action::EditPatient)?;
    let scope = Scope::from(&grant);
    let data = form.validate(services.today())?;
    let clinic = Some(grant.clinic());
    let event = services.event(clinic, "patient.edited", id, json!({}));
    let identity = data.identity();
    let input = (services.clone(), data, event, form.is_another());
    let outcome = services
        .store()
        .write_with(input, move |tx, (services, data, event, another)| {
            Box::pin(async move {
                let before = store::find(tx, &scope, id).await?.ok_or(Fault::Missing)?;
                // Who only changes an address is not asked again whom the file is on.
                if before.data.identity() != data.identity() {
                    refuse_second(tx, &scope, data, Some(id), *another).await?;
                }
                if !store::update(tx, &scope, id, data, event.at).await? {
                    return Err(Fault::Missing.into());
                }
                let audit = services.audit(
                    Some(caller),
                    Some(scope.clinic()),
                    "patient.edit",
                    "patient",
                    id,
                    Some(id),
                    json!({ "changed": changed(&before.data, data) }),
                );
                add_event(tx, event).await?;
                Ok(add_audit(tx, &audit).await?)
            })
        })
        .await;
    or_taken(services, &scope, &identity, outcome).await
}

/// The names of the fields that differ, for the audit trail, which holds no values.
fn changed(before: &PatientData, after: &PatientData) -> Vec<String> {
    let fields = |data: &PatientData| match serde_json::to_value(data) {
        Ok(serde_json::Value::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    };
    let (before, after) = (fields(before), fields(after));
    after
        .into_iter()
        .filter(|(name, value)| before.get(name) != Some(value))
        .map(|(name, _)| name)
        .collect()
}

async fn refuse_second(
    conn: &mut Conn,
    scope: &Scope,
    data: &PatientData,
    of: Option<PatientId>,
    another: bool,
) -> Result<(), Failure> {
    let mut likely = likely(conn, scope, &data.identity()).await?;
    likely.retain(|file| Some(file.id) != of);
    if let Some(file) = likely
        .iter()
        .find(|file| file.likeness == Likeness::NationalId)
    {
        let file = file.clone();
        return Err(Fault::conflict(Conflict::NationalIdTaken { file }).into());
    }
    if !likely.is_empty() && !another {
        return Err(Fault::conflict(Conflict::LikelyDuplicates { files: likely }).into());
    }
    Ok(())
}

/// The clinic's files that are likely on that person, the surest first.
async fn likely(
    conn: &mut Conn,
    scope: &Scope,
    identity: &Identity,
) -> Result<Vec<LikelyFile>, StoreError> {
    let mut likely: Vec<LikelyFile> =
        store::known_like(conn, scope, std::slice::from_ref(identity))
            .await?
            .into_iter()
            .filter_map(|(id, known)| {
                let likeness = likeness(identity, &known)?;
                Some(LikelyFile {
                    id,
                    born_on: known.born_on,
                    name: known.name,
                    likeness,
                })
            })
            .collect();
    likely.sort_by_key(|file| file.likeness);
    likely.truncate(10);
    Ok(likely)
}

/// Where two desks open a file with one national id at once, the database has the last word.
async fn or_taken(
    services: &Services,
    scope: &Scope,
    identity: &Identity,
    outcome: Result<(), Failure>,
) -> Result<(), Fault> {
    match outcome {
        Err(Failure::Store(error)) if error.is_unique("patients_clinic_id_national_id_key") => {
            let mut conn = services.store().read().await?;
            let first = likely(&mut conn, scope, identity).await?.into_iter().next();
            Err(first.map_or(Fault::Busy, |file| {
                Fault::conflict(Conflict::NationalIdTaken { file })
            }))
        }
        outcome => Ok(outcome?),
    }
}

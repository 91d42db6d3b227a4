//! A doctor's schedule beyond the week: dated changes, leave, how days fill, free or busy.

use crate::Services;
use crate::scheduling::availability::zone;
use crate::scheduling::changes::{Change, save};
use chrono::NaiveDate;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::ids::{DoctorId, LeaveId, ScheduleExceptionId};
use salus_domain::permission::{Action, at_work};
use salus_domain::scheduling::DecisionsForm;
use salus_domain::staff::{
    Availability, DatedChange, DoctorAvailability, DoctorHours, ExceptionForm, LeaveForm,
    LimitsForm,
};
use salus_store::journal::{add_audit, add_event};
use salus_store::{Conn, Scope, clinics, staff as store};
use serde_json::json;

/// All that decides when a doctor can be booked; the calling doctor's own when no doctor is named.
///
/// # Errors
/// [`Fault::Refused`] for anybody but the clinic's admin and its doctors, [`Fault::Missing`] for a doctor
/// beyond the caller's reach.
pub async fn availability(
    services: &Services,
    caller: Caller,
    doctor: Option<DoctorId>,
) -> Result<DoctorAvailability, Fault> {
    let grant = at_work(caller, Action::EditSchedule)?;
    let scope = Scope::from(&grant);
    let mut conn = services.store.read().await?;
    let found = match doctor {
        Some(id) => store::doctor(&mut conn, &scope, id).await?,
        None if scope.doctor_user().is_some() => {
            store::doctors(&mut conn, &scope).await?.into_iter().next()
        }
        None => None,
    };
    let found = found.ok_or(Fault::Missing)?;
    let id = found.id;
    let today = today(services, &mut conn, &scope).await?;
    let week = store::weekly_hours(&mut conn, &scope, id).await?;
    let (hours, windows) = week.into_iter().map(|of| (of.hours, of.only)).unzip();
    let limits = store::limits(&mut conn, &scope, id).await?;
    let free = store::availability(&mut conn, &scope, id).await?;
    Ok(DoctorAvailability {
        week: DoctorHours {
            doctor: found,
            clinic: grant.clinic(),
            hours,
            visit_types: store::offered(&mut conn, &scope, id).await?,
        },
        windows,
        types: clinics::visit_types(&mut conn, &scope).await?,
        changes: store::exceptions(&mut conn, &scope, id, today).await?,
        leave: store::leaves(&mut conn, &scope, id, today).await?,
        limits: limits.ok_or(Fault::Missing)?,
        availability: free.ok_or(Fault::Missing)?,
        today,
    })
}

/// Today by the clinic's clock.
pub(crate) async fn today(
    services: &Services,
    conn: &mut Conn,
    scope: &Scope,
) -> Result<NaiveDate, Fault> {
    let clinic = clinics::clinic(conn, scope).await?.ok_or(Fault::Missing)?;
    Ok(zone(&clinic.zone)?.date(services.now()))
}

/// The doctor, within the caller's reach, and today.
async fn reached(services: &Services, scope: &Scope, doctor: DoctorId) -> Result<NaiveDate, Fault> {
    let mut conn = services.store.read().await?;
    let found = store::doctor(&mut conn, scope, doctor).await?;
    found.ok_or(Fault::Missing)?;
    today(services, &mut conn, scope).await
}

/// Adds a dated change of a doctor's hours: time off or an extra session.
///
/// # Errors
/// As [`availability`]; [`Fault::Invalid`];
/// [`Conflict::WouldOrphan`](salus_domain::fault::Conflict::WouldOrphan) while something is undecided.
pub async fn add_exception(
    services: &Services,
    caller: Caller,
    doctor: DoctorId,
    form: &ExceptionForm,
    decisions: &DecisionsForm,
) -> Result<(), Fault> {
    let scope = Scope::from(&at_work(caller, Action::EditSchedule)?);
    let today = reached(services, &scope, doctor).await?;
    let (exception, note) = form.validate(today)?;
    let change = Change::AddException {
        doctor,
        change: DatedChange {
            id: ScheduleExceptionId::new(services.new_id()),
            exception,
            note,
        },
    };
    save(services, caller, scope, change, decisions.validate()?).await
}

/// Removes a dated change of a doctor's hours.
///
/// # Errors
/// As [`add_exception`].
pub async fn remove_exception(
    services: &Services,
    caller: Caller,
    doctor: DoctorId,
    id: ScheduleExceptionId,
    decisions: &DecisionsForm,
) -> Result<(), Fault> {
    let scope = Scope::from(&at_work(caller, Action::EditSchedule)?);
    let change = Change::RemoveException { doctor, id };
    save(services, caller, scope, change, decisions.validate()?).await
}

/// Adds leave.
///
/// # Errors
/// As [`add_exception`].
pub async fn add_leave(
    services: &Services,
    caller: Caller,
    doctor: DoctorId,
    form: &LeaveForm,
    decisions: &DecisionsForm,
) -> Result<(), Fault> {
    let scope = Scope::from(&at_work(caller, Action::EditSchedule)?);
    let today = reached(services, &scope, doctor).await?;
    let leave = form.validate(LeaveId::new(services.new_id()), today)?;
    let change = Change::AddLeave { doctor, leave };
    save(services, caller, scope, change, decisions.validate()?).await
}

/// Removes leave.
///
/// # Errors
/// As [`availability`]; [`Fault::Missing`] when the doctor has no such leave.
pub async fn remove_leave(
    services: &Services,
    caller: Caller,
    doctor: DoctorId,
    id: LeaveId,
) -> Result<(), Fault> {
    let scope = Scope::from(&at_work(caller, Action::EditSchedule)?);
    let change = Change::RemoveLeave { doctor, id };
    let nothing = DecisionsForm::default().validate()?;
    save(services, caller, scope, change, nothing).await
}

/// Sets how a doctor's days fill, for what is booked from now on.
///
/// # Errors
/// As [`availability`]; [`Fault::Invalid`].
pub async fn set_limits(
    services: &Services,
    caller: Caller,
    doctor: DoctorId,
    form: &LimitsForm,
) -> Result<(), Fault> {
    let grant = at_work(caller, Action::EditSchedule)?;
    let scope = Scope::from(&grant);
    reached(services, &scope, doctor).await?;
    let limits = form.validate()?;
    let clinic = Some(grant.clinic());
    let event = services.event(clinic, "schedule.changed", doctor, json!({}));
    let detail = json!(limits);
    let audit = services.audit(
        Some(caller),
        clinic,
        "schedule.limit",
        "doctor",
        doctor,
        None,
        detail,
    );
    let at = services.now();
    services
        .store
        .write_with((event, audit), move |tx, (event, audit)| {
            Box::pin(async move {
                if !store::lock_doctor(tx, &scope, doctor).await? {
                    return Err(Fault::Missing.into());
                }
                store::set_limits(tx, &scope, doctor, (limits, at)).await?;
                add_event(tx, event).await?;
                Ok(add_audit(tx, audit).await?)
            })
        })
        .await?;
    Ok(())
}

/// Sets whether a doctor takes same-day visits and suggestions.
///
/// # Errors
/// [`Fault::Refused`] for anybody but the clinic's admin and its doctors, [`Fault::Missing`] for a doctor
/// beyond the caller's reach.
pub async fn set_availability(
    services: &Services,
    caller: Caller,
    doctor: DoctorId,
    availability: Availability,
) -> Result<(), Fault> {
    let grant = at_work(caller, Action::SetAvailability)?;
    let scope = Scope::from(&grant);
    let clinic = Some(grant.clinic());
    let word = json!({ "availability": availability });
    let event = services.event(clinic, "doctor.availability_set", doctor, word.clone());
    let audit = services.audit(
        Some(caller),
        clinic,
        "doctor.set_availability",
        "doctor",
        doctor,
        None,
        word,
    );
    let at = services.now();
    services
        .store
        .write_with((event, audit), move |tx, (event, audit)| {
            Box::pin(async move {
                if !store::lock_doctor(tx, &scope, doctor).await? {
                    return Err(Fault::Missing.into());
                }
                store::set_availability(tx, &scope, doctor, (availability, at)).await?;
                add_event(tx, event).await?;
                Ok(add_audit(tx, audit).await?)
            })
        })
        .await?;
    Ok(())
}

//! A doctor's week and what can be booked with them.

use crate::Services;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::ids::{DoctorId, VisitTypeId, WeeklyHoursId};
use salus_domain::permission::{Action, at_work};
use salus_domain::staff::{DoctorHours, HoursForm, WeeklyHours};
use salus_domain::validate::Problem;
use salus_store::journal::{add_audit, add_event};
use salus_store::{Scope, staff as store};
use serde_json::json;

/// A doctor's hours, for the editor.
///
/// # Errors
/// [`Fault::Refused`] for anybody but the clinic's admin and its doctors, [`Fault::Missing`] for a doctor
/// beyond the caller's reach: of another clinic or, to a doctor, a colleague.
pub async fn hours(
    services: &Services,
    caller: Caller,
    doctor: DoctorId,
) -> Result<DoctorHours, Fault> {
    let grant = at_work(caller, Action::EditSchedule)?;
    let scope = Scope::from(&grant);
    let mut conn = services.store.read().await?;
    let found = store::doctor(&mut conn, &scope, doctor)
        .await?
        .ok_or(Fault::Missing)?;
    Ok(DoctorHours {
        doctor: found,
        clinic: grant.clinic(),
        hours: store::weekly_hours(&mut conn, &scope, doctor).await?,
        visit_types: store::offered(&mut conn, &scope, doctor).await?,
    })
}

/// Replaces a doctor's week and what can be booked with them. What is booked already stays.
///
/// # Errors
/// As [`hours`]; [`Fault::Invalid`], also when a visit type is not one of the clinic's.
pub async fn save_hours(
    services: &Services,
    caller: Caller,
    doctor: DoctorId,
    form: &HoursForm,
) -> Result<(), Fault> {
    let grant = at_work(caller, Action::EditSchedule)?;
    let scope = Scope::from(&grant);
    let week: Vec<(WeeklyHoursId, WeeklyHours)> = form
        .validate()?
        .into_iter()
        .map(|hours| (WeeklyHoursId::new(services.new_id()), hours))
        .collect();
    let mut visit_types: Vec<VisitTypeId> = form.visit_types.clone();
    visit_types.sort_unstable();
    visit_types.dedup();
    let clinic = Some(grant.clinic());
    let detail = json!({ "lines": week.len(), "visit_types": visit_types });
    let event = services.event(clinic, "schedule.changed", doctor, json!({}));
    let audit = services.audit(
        Some(caller),
        clinic,
        "schedule.edit",
        "doctor",
        doctor,
        None,
        detail,
    );
    services
        .store
        .write_with(
            (week, visit_types, event, audit),
            move |tx, (week, visit_types, event, audit)| {
                Box::pin(async move {
                    // Two who save at once take turns: the later one's week stands, whole.
                    if !store::lock_doctor(tx, &scope, doctor).await? {
                        return Err(Fault::Missing.into());
                    }
                    store::set_hours(tx, &scope, doctor, week).await?;
                    let offered = store::set_offers(tx, &scope, doctor, visit_types).await?;
                    if usize::try_from(offered) != Ok(visit_types.len()) {
                        return Err(Fault::field("visit_types", Problem::Unknown).into());
                    }
                    add_event(tx, event).await?;
                    Ok(add_audit(tx, audit).await?)
                })
            },
        )
        .await?;
    Ok(())
}

//! A doctor's week and what can be booked with them.

use crate::Services;
use crate::scheduling::changes::{Change, save};
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::ids::{DoctorId, VisitTypeId, WeeklyHoursId};
use salus_domain::permission::{Action, at_work};
use salus_domain::scheduling::DecisionsForm;
use salus_domain::staff::{DoctorHours, HoursForm};
use salus_store::{Scope, staff as store};

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
    let week = store::weekly_hours(&mut conn, &scope, doctor).await?;
    Ok(DoctorHours {
        doctor: found,
        clinic: grant.clinic(),
        hours: week.into_iter().map(|window| window.hours).collect(),
        visit_types: store::offered(&mut conn, &scope, doctor).await?,
    })
}

/// Replaces a doctor's week and what can be booked with them, unless that leaves visits to come outside it.
///
/// # Errors
/// As [`save_hours_deciding`].
pub async fn save_hours(
    services: &Services,
    caller: Caller,
    doctor: DoctorId,
    form: &HoursForm,
) -> Result<(), Fault> {
    save_hours_deciding(services, caller, doctor, form, &DecisionsForm::default()).await
}

/// Replaces a doctor's week and what can be booked with them, with what was decided about the visits to come
/// that would lie outside it.
///
/// # Errors
/// As [`hours`]; [`Fault::Invalid`], also when a visit type is not one of the clinic's;
/// [`Conflict::WouldOrphan`](salus_domain::fault::Conflict::WouldOrphan) while something is undecided.
pub async fn save_hours_deciding(
    services: &Services,
    caller: Caller,
    doctor: DoctorId,
    form: &HoursForm,
    decisions: &DecisionsForm,
) -> Result<(), Fault> {
    let scope = Scope::from(&at_work(caller, Action::EditSchedule)?);
    let week = form
        .validate()?
        .into_iter()
        .map(|window| (WeeklyHoursId::new(services.new_id()), window))
        .collect();
    let mut visit_types: Vec<VisitTypeId> = form.visit_types.clone();
    visit_types.sort_unstable();
    visit_types.dedup();
    let change = Change::Week {
        doctor,
        week,
        visit_types,
    };
    save(services, caller, scope, change, decisions.validate()?).await
}

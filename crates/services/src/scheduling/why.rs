//! Why a time is not free.

use super::availability::{For, Openings, doctors_of, later};
use crate::Services;
use chrono::{NaiveDate, NaiveTime};
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::ids::{DoctorId, VisitTypeId};
use salus_domain::permission::{Action, at_work};
use salus_domain::scheduling::{WhyAnswer, WhyNot};
use salus_store::{Scope, clinics, staff};

/// Why a visit with a doctor cannot start at that time by the clinic's clock, for patients and for the desk.
/// A time that the clock jumps over means the one as much later as it jumps.
///
/// # Errors
/// [`Fault::Refused`] for anybody but the clinic's staff; [`Fault::Missing`] for a doctor beyond the caller's
/// reach and for what is no visit type of the clinic.
pub async fn why(
    services: &Services,
    caller: Caller,
    (doctor, visit_type): (DoctorId, VisitTypeId),
    (date, time): (NaiveDate, NaiveTime),
) -> Result<WhyAnswer, Fault> {
    let scope = Scope::from(&at_work(caller, Action::SeeAppointments)?);
    let mut conn = services.store().read().await?;
    if staff::doctor(&mut conn, &scope, doctor).await?.is_none() {
        return Err(Fault::Missing);
    }
    let visit = clinics::visit_type(&mut conn, scope.clinic(), visit_type)
        .await?
        .ok_or(Fault::Missing)?;
    let cards = staff::doctors_by_ids(&mut conn, &[doctor]).await?;
    let known = doctors_of(&mut conn, &cards).await?;
    let doctor = known.first().ok_or(Fault::Missing)?;
    // Patients book what the doctor offers online.
    let is_offered = cards
        .iter()
        .flat_map(|card| &card.visit_types)
        .any(|of| of.id == visit.id);
    let starts = doctor.zone.instant(date.and_time(time));
    let now = services.now();
    let mut reasons = [None, None];
    for (asked, reason) in [For::Patient, For::Desk].into_iter().zip(&mut reasons) {
        let dates = (date, later(date, 1));
        let openings = Openings::read(&mut conn, &[doctor.id], dates, asked, now).await?;
        *reason = openings.why_not(doctor, &visit, starts);
    }
    let [online, desk] = reasons;
    Ok(WhyAnswer {
        starts: doctor.zone.wall(starts),
        online: online.or((!is_offered).then_some(WhyNot::NotTaken)),
        desk,
    })
}

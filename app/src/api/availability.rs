//! When doctors can be booked: dated changes, leave, limits, closures, rooms; and why a time is not free.

use crate::fault::ApiFault;
use chrono::{NaiveDate, NaiveTime};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use salus_domain::clinics::{Closings, ClosureForm, Room, RoomForm};
use salus_domain::ids::{ClosureId, DoctorId, LeaveId, RoomId, ScheduleExceptionId, VisitTypeId};
use salus_domain::scheduling::{DecisionsForm, WhyAnswer};
use salus_domain::staff::{Availability, DoctorAvailability, ExceptionForm, LeaveForm, LimitsForm};

/// All that decides when a doctor can be booked; the calling doctor's own when none is named.
#[server(prefix = "/fn", endpoint = "staff/availability", input = GetUrl)]
pub async fn load_availability(
    #[server(default)] doctor: Option<DoctorId>,
) -> Result<DoctorAvailability, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::staff::availability(&services, caller, doctor).await)
}

/// Adds time off or an extra session.
#[server(prefix = "/fn", endpoint = "staff/add_exception")]
pub async fn add_exception(
    doctor: DoctorId,
    form: ExceptionForm,
    #[server(default)] decisions: DecisionsForm,
) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    use salus_services::staff;
    let (services, caller) = call()?;
    answer(staff::add_exception(&services, caller, doctor, &form, &decisions).await)?;
    done(Done::ScheduleSaved);
    Ok(())
}

/// Takes a dated change back.
#[server(prefix = "/fn", endpoint = "staff/remove_exception")]
pub async fn remove_exception(
    doctor: DoctorId,
    id: ScheduleExceptionId,
    #[server(default)] decisions: DecisionsForm,
) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    use salus_services::staff;
    let (services, caller) = call()?;
    answer(staff::remove_exception(&services, caller, doctor, id, &decisions).await)?;
    done(Done::ScheduleSaved);
    Ok(())
}

/// Adds leave.
#[server(prefix = "/fn", endpoint = "staff/add_leave")]
pub async fn add_leave(
    doctor: DoctorId,
    form: LeaveForm,
    #[server(default)] decisions: DecisionsForm,
) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    use salus_services::staff;
    let (services, caller) = call()?;
    answer(staff::add_leave(&services, caller, doctor, &form, &decisions).await)?;
    done(Done::ScheduleSaved);
    Ok(())
}

/// Takes leave back.
#[server(prefix = "/fn", endpoint = "staff/remove_leave")]
pub async fn remove_leave(doctor: DoctorId, id: LeaveId) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::staff::remove_leave(&services, caller, doctor, id).await)?;
    done(Done::ScheduleSaved);
    Ok(())
}

/// Sets how a doctor's days fill.
#[server(prefix = "/fn", endpoint = "staff/set_limits")]
pub async fn set_limits(doctor: DoctorId, form: LimitsForm) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::staff::set_limits(&services, caller, doctor, &form).await)?;
    done(Done::ScheduleSaved);
    Ok(())
}

/// Sets whether a doctor takes same-day visits.
#[server(prefix = "/fn", endpoint = "staff/set_availability")]
pub async fn set_availability(
    doctor: DoctorId,
    availability: Availability,
) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    use salus_services::staff;
    let (services, caller) = call()?;
    answer(staff::set_availability(&services, caller, doctor, availability).await)?;
    done(Done::ScheduleSaved);
    Ok(())
}

/// Why a visit cannot start at that time, by the clinic's clock.
#[server(prefix = "/fn", endpoint = "scheduling/why", input = GetUrl)]
pub async fn load_why(
    doctor: DoctorId,
    visit_type: VisitTypeId,
    date: NaiveDate,
    time: NaiveTime,
) -> Result<WhyAnswer, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    let asked = (doctor, visit_type);
    answer(salus_services::scheduling::why(&services, caller, asked, (date, time)).await)
}

/// The closures of the caller's clinic.
#[server(prefix = "/fn", endpoint = "clinics/closures", input = GetUrl)]
pub async fn closures() -> Result<Closings, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::clinics::closings(&services, caller).await)
}

/// Closes the caller's clinic for some days or a part of them.
#[server(prefix = "/fn", endpoint = "clinics/add_closure")]
pub async fn add_closure(
    form: ClosureForm,
    #[server(default)] decisions: DecisionsForm,
) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::clinics::add_closure(&services, caller, &form, &decisions).await)?;
    done(Done::ClosuresSaved);
    Ok(())
}

/// Adds the public holidays of a year that are known.
#[server(prefix = "/fn", endpoint = "clinics/add_holidays")]
pub async fn add_holidays(
    year: i32,
    #[server(default)] decisions: DecisionsForm,
) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done, language};
    use salus_services::clinics;
    let (services, caller) = call()?;
    let wanted = (year, language());
    answer(clinics::add_holidays(&services, caller, wanted, &decisions).await)?;
    done(Done::ClosuresSaved);
    Ok(())
}

/// Takes a closure back.
#[server(prefix = "/fn", endpoint = "clinics/remove_closure")]
pub async fn remove_closure(id: ClosureId) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::clinics::remove_closure(&services, caller, id).await)?;
    done(Done::ClosuresSaved);
    Ok(())
}

/// The rooms in use of the caller's clinic.
#[server(prefix = "/fn", endpoint = "clinics/rooms", input = GetUrl)]
pub async fn rooms() -> Result<Vec<Room>, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::clinics::rooms(&services, caller).await)
}

/// Adds a room to the caller's clinic.
#[server(prefix = "/fn", endpoint = "clinics/add_room")]
pub async fn add_room(form: RoomForm) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::clinics::add_room(&services, caller, &form).await)?;
    done(Done::RoomsSaved);
    leptos_axum::redirect("/admin/rooms");
    Ok(())
}

/// Retires a room of the caller's clinic.
#[server(prefix = "/fn", endpoint = "clinics/retire_room")]
pub async fn retire_room(
    room: RoomId,
    #[server(default)] decisions: DecisionsForm,
) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::clinics::retire_room(&services, caller, room, &decisions).await)?;
    done(Done::RoomsSaved);
    leptos_axum::redirect("/admin/rooms");
    Ok(())
}

//! Doctors, their free times, their hours; the clinic's staff.

use crate::fault::ApiFault;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use salus_domain::ids::{DoctorId, MembershipId, VisitTypeId};
use salus_domain::scheduling::DecisionsForm;
use salus_domain::staff::{
    DoctorCard, DoctorEditForm, DoctorFile, DoctorForm, DoctorHours, DoctorSearch, HoursForm,
    MemberEditForm, MemberFile, SearchResult, SlotWeek, StaffForm, StaffRow,
};

/// Doctors with their next free times.
#[server(prefix = "/fn", endpoint = "staff/search", input = GetUrl)]
pub async fn search_doctors(
    #[server(default)] search: DoctorSearch,
) -> Result<SearchResult, ApiFault> {
    use crate::server::{answer, services};
    answer(salus_services::staff::search(&services()?, &search).await)
}

/// One doctor as anybody may see them.
#[server(prefix = "/fn", endpoint = "staff/doctor", input = GetUrl)]
pub async fn doctor(id: DoctorId) -> Result<DoctorCard, ApiFault> {
    use crate::server::{answer, services};
    answer(salus_services::staff::card(&services()?, id).await)
}

/// Seven days of a doctor's free times, from `from` or today.
#[server(prefix = "/fn", endpoint = "staff/slots", input = GetUrl)]
pub async fn load_slots(
    doctor: DoctorId,
    visit_type: VisitTypeId,
    #[server(default)] from: Option<NaiveDate>,
) -> Result<SlotWeek, ApiFault> {
    use crate::server::{answer, services};
    answer(salus_services::staff::slot_week(&services()?, doctor, visit_type, from).await)
}

/// The caller's clinic's staff.
#[server(prefix = "/fn", endpoint = "staff/rows", input = GetUrl)]
pub async fn staff() -> Result<Vec<StaffRow>, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::staff::rows(&services, caller).await)
}

/// Adds a doctor to the caller's clinic and goes to their hours; or invites them, and goes back to the staff.
#[server(prefix = "/fn", endpoint = "staff/add_doctor")]
pub async fn add_doctor(form: DoctorForm) -> Result<Option<DoctorId>, ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    if form.is_invitation() {
        answer(salus_services::invitations::invite_doctor(&services, caller, &form).await)?;
        done(Done::Invited);
        leptos_axum::redirect("/admin/staff");
        return Ok(None);
    }
    let id = answer(salus_services::staff::add_doctor(&services, caller, &form).await)?;
    leptos_axum::redirect(&format!("/admin/doctors/{id}/hours"));
    Ok(Some(id))
}

/// Adds a secretary to the caller's clinic, or invites them, and goes back to the staff.
#[server(prefix = "/fn", endpoint = "staff/add_secretary")]
pub async fn add_secretary(form: StaffForm) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    if form.is_invitation() {
        answer(salus_services::invitations::invite_secretary(&services, caller, &form).await)?;
        done(Done::Invited);
        leptos_axum::redirect("/admin/staff");
        return Ok(());
    }
    answer(salus_services::staff::add_secretary(&services, caller, &form).await)?;
    leptos_axum::redirect("/admin/staff?done=secretary");
    Ok(())
}

/// A doctor's hours, for the editor.
#[server(prefix = "/fn", endpoint = "staff/hours", input = GetUrl)]
pub async fn hours(doctor: DoctorId) -> Result<DoctorHours, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::staff::hours(&services, caller, doctor).await)
}

/// Saves a doctor's hours and what can be booked with them.
#[server(prefix = "/fn", endpoint = "staff/save_hours")]
pub async fn save_hours(
    doctor: DoctorId,
    #[server(default)] form: HoursForm,
    #[server(default)] decisions: DecisionsForm,
) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    use salus_services::staff::save_hours_deciding;
    let (services, caller) = call()?;
    answer(save_hours_deciding(&services, caller, doctor, &form, &decisions).await)?;
    done(Done::HoursSaved);
    Ok(())
}

/// What the caller's clinic keeps on a doctor.
#[server(prefix = "/fn", endpoint = "staff/doctor_file", input = GetUrl)]
pub async fn load_doctor(doctor: DoctorId) -> Result<DoctorFile, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::staff::doctor_file(&services, caller, doctor).await)
}

/// Changes what the caller's clinic keeps on a doctor.
#[server(prefix = "/fn", endpoint = "staff/edit_doctor")]
pub async fn edit_doctor(doctor: DoctorId, form: DoctorEditForm) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::staff::edit_doctor(&services, caller, doctor, &form).await)?;
    done(Done::StaffSaved);
    leptos_axum::redirect(&format!("/admin/doctors/{doctor}"));
    Ok(())
}

/// Sets whether a doctor works in the caller's clinic.
#[server(prefix = "/fn", endpoint = "staff/set_doctor_active")]
pub async fn set_doctor_active(doctor: DoctorId, active: bool) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::staff::set_doctor_active(&services, caller, doctor, active).await)?;
    done(if active {
        Done::Reactivated
    } else {
        Done::Deactivated
    });
    leptos_axum::redirect(&format!("/admin/doctors/{doctor}"));
    Ok(())
}

/// What the caller's clinic keeps on a secretary.
#[server(prefix = "/fn", endpoint = "staff/secretary_file", input = GetUrl)]
pub async fn load_secretary(secretary: MembershipId) -> Result<MemberFile, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::staff::secretary_file(&services, caller, secretary).await)
}

/// Changes what the caller's clinic keeps on a secretary.
#[server(prefix = "/fn", endpoint = "staff/edit_secretary")]
pub async fn edit_secretary(secretary: MembershipId, form: MemberEditForm) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::staff::edit_secretary(&services, caller, secretary, &form).await)?;
    done(Done::StaffSaved);
    leptos_axum::redirect(&format!("/admin/secretaries/{secretary}"));
    Ok(())
}

/// Sets whether a secretary works in the caller's clinic.
#[server(prefix = "/fn", endpoint = "staff/set_secretary_active")]
pub async fn set_secretary_active(secretary: MembershipId, active: bool) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    let outcome =
        salus_services::staff::set_secretary_active(&services, caller, secretary, active).await;
    answer(outcome)?;
    done(if active {
        Done::Reactivated
    } else {
        Done::Deactivated
    });
    leptos_axum::redirect(&format!("/admin/secretaries/{secretary}"));
    Ok(())
}

/// Removes the photo of a doctor of the caller's clinic.
#[server(prefix = "/fn", endpoint = "staff/remove_doctor_photo")]
pub async fn remove_doctor_photo(doctor: DoctorId) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::photos::remove_of_doctor(&services, caller, doctor).await)?;
    done(Done::PhotoRemoved);
    leptos_axum::redirect(&format!("/admin/doctors/{doctor}"));
    Ok(())
}

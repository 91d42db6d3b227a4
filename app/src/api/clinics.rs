//! Clinics and what can be booked there.

use crate::fault::ApiFault;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use salus_domain::clinics::{
    ClinicCard, ClinicForm, ClinicRow, SettingsForm, VisitType, VisitTypeForm,
};
use salus_domain::ids::{ClinicId, MembershipId, VisitTypeId};
use salus_domain::staff::StaffForm;

/// All clinics at work.
#[server(prefix = "/fn", endpoint = "clinics/list", input = GetUrl)]
pub async fn clinics() -> Result<Vec<ClinicCard>, ApiFault> {
    use crate::server::{answer, services};
    answer(salus_services::clinics::list(&services()?).await)
}

/// One clinic at work, by its place in addresses.
#[server(prefix = "/fn", endpoint = "clinics/one", input = GetUrl)]
pub async fn clinic(slug: String) -> Result<ClinicCard, ApiFault> {
    use crate::server::{answer, services};
    answer(salus_services::clinics::by_slug(&services()?, &slug).await)
}

/// All clinics of the platform; `filter` narrows by name or address.
#[server(prefix = "/fn", endpoint = "clinics/rows", input = GetUrl)]
pub async fn clinic_rows(#[server(default)] filter: String) -> Result<Vec<ClinicRow>, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::clinics::rows(&services, caller, &filter).await)
}

/// Creates a clinic and goes to where its admin is named.
#[server(prefix = "/fn", endpoint = "clinics/create")]
pub async fn create_clinic(form: ClinicForm) -> Result<ClinicId, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    let clinic = answer(salus_services::clinics::create(&services, caller, &form).await)?;
    leptos_axum::redirect(&format!("/platform/clinics/{clinic}/admin"));
    Ok(clinic)
}

/// Names an admin of a clinic and goes back to the clinics; or invites them, and goes to the clinic.
#[server(prefix = "/fn", endpoint = "clinics/add_admin")]
pub async fn add_clinic_admin(clinic: ClinicId, form: StaffForm) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    if form.is_invitation() {
        let sent = salus_services::invitations::invite_admin(&services, caller, clinic, &form);
        answer(sent.await)?;
        done(Done::Invited);
        leptos_axum::redirect(&format!("/platform/clinics/{clinic}"));
        return Ok(());
    }
    answer(salus_services::clinics::add_admin(&services, caller, clinic, &form).await)?;
    leptos_axum::redirect("/platform/clinics?done=admin");
    Ok(())
}

/// Suspends a clinic, or lets it work again, and goes back to the clinics.
#[server(prefix = "/fn", endpoint = "clinics/set_suspended")]
pub async fn set_suspended(clinic: ClinicId, suspended: bool) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::clinics::set_suspended(&services, caller, clinic, suspended).await)?;
    done(Done::StatusChanged);
    leptos_axum::redirect("/platform/clinics");
    Ok(())
}

/// What can be booked in the caller's clinic.
#[server(prefix = "/fn", endpoint = "clinics/visit_types", input = GetUrl)]
pub async fn visit_types() -> Result<Vec<VisitType>, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::clinics::visit_types(&services, caller).await)
}

/// Adds a visit type to the caller's clinic and goes back to the list.
#[server(prefix = "/fn", endpoint = "clinics/add_visit_type")]
pub async fn add_visit_type(form: VisitTypeForm) -> Result<VisitTypeId, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    let id = answer(salus_services::clinics::add_visit_type(&services, caller, &form).await)?;
    leptos_axum::redirect("/admin/visit-types?done=added");
    Ok(id)
}

/// Takes a visit type off the list and goes back to it.
#[server(prefix = "/fn", endpoint = "clinics/retire_visit_type")]
pub async fn retire_visit_type(visit_type: VisitTypeId) -> Result<(), ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::clinics::retire_visit_type(&services, caller, visit_type).await)?;
    leptos_axum::redirect("/admin/visit-types?done=retired");
    Ok(())
}

/// One clinic of the platform, suspended or not.
#[server(prefix = "/fn", endpoint = "clinics/row", input = GetUrl)]
pub async fn load_clinic(clinic: ClinicId) -> Result<ClinicRow, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::clinics::row(&services, caller, clinic).await)
}

/// Changes a clinic.
#[server(prefix = "/fn", endpoint = "clinics/edit")]
pub async fn edit_clinic(clinic: ClinicId, form: ClinicForm) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::clinics::edit(&services, caller, clinic, &form).await)?;
    done(Done::ClinicSaved);
    leptos_axum::redirect(&format!("/platform/clinics/{clinic}"));
    Ok(())
}

/// Deletes an empty clinic and goes back to the clinics.
#[server(prefix = "/fn", endpoint = "clinics/delete")]
pub async fn delete_clinic(clinic: ClinicId) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::clinics::delete(&services, caller, clinic).await)?;
    done(Done::ClinicDeleted);
    leptos_axum::redirect("/platform/clinics");
    Ok(())
}

/// Dismisses an admin of a clinic.
#[server(prefix = "/fn", endpoint = "clinics/remove_admin")]
pub async fn remove_clinic_admin(clinic: ClinicId, admin: MembershipId) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::clinics::remove_admin(&services, caller, clinic, admin).await)?;
    done(Done::AdminRemoved);
    leptos_axum::redirect(&format!("/platform/clinics/{clinic}"));
    Ok(())
}

/// The caller's clinic, for the editor of its settings.
#[server(prefix = "/fn", endpoint = "clinics/settings", input = GetUrl)]
pub async fn clinic_settings() -> Result<salus_domain::clinics::Clinic, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::clinics::settings(&services, caller).await)
}

/// Saves the settings of the caller's clinic.
#[server(prefix = "/fn", endpoint = "clinics/save_settings")]
pub async fn save_settings(form: SettingsForm) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::clinics::save_settings(&services, caller, &form).await)?;
    done(Done::SettingsSaved);
    leptos_axum::redirect("/admin/settings");
    Ok(())
}

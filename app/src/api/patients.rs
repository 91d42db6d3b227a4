//! Patients' files at the desk, and the reader's family.

use crate::fault::ApiFault;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use salus_domain::ids::{ImportId, OfferId, PatientId, RelativeId};
use salus_domain::patients::import::{ImportForm, ImportPreview, Imported};
use salus_domain::patients::{
    Family, OfferForm, PatientFile, PatientForm, PatientPage, Relative, RelativeForm,
};
use salus_domain::scheduling::AppointmentView;

/// A page of the clinic's files that a search finds, newest first.
#[server(prefix = "/fn", endpoint = "patients/search", input = GetUrl)]
pub async fn search_patients(
    #[server(default)] q: String,
    #[server(default)] after: Option<PatientId>,
) -> Result<PatientPage, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::patients::search(&services, caller, &q, after).await)
}

/// One file.
#[server(prefix = "/fn", endpoint = "patients/one", input = GetUrl)]
pub async fn load_patient(id: PatientId) -> Result<PatientFile, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::patients::file(&services, caller, id).await)
}

/// A file's appointments, latest first.
#[server(prefix = "/fn", endpoint = "patients/visits", input = GetUrl)]
pub async fn patient_visits(id: PatientId) -> Result<Vec<AppointmentView>, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::patients::visits(&services, caller, id).await)
}

/// Opens a file and goes to it.
#[server(prefix = "/fn", endpoint = "patients/register")]
pub async fn register_patient(form: PatientForm) -> Result<PatientId, ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    let id = answer(salus_services::patients::register(&services, caller, &form).await)?;
    done(Done::PatientSaved);
    leptos_axum::redirect(&format!("/desk/patients/{id}"));
    Ok(id)
}

/// Changes what a file says and goes back to it.
#[server(prefix = "/fn", endpoint = "patients/save")]
pub async fn save_patient(patient: PatientId, form: PatientForm) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::patients::save(&services, caller, patient, &form).await)?;
    done(Done::PatientSaved);
    leptos_axum::redirect(&format!("/desk/patients/{patient}"));
    Ok(())
}

/// What would come of a table of patients that waits.
#[server(prefix = "/fn", endpoint = "patients/import_preview", input = GetUrl)]
pub async fn look_at_import(id: ImportId) -> Result<ImportPreview, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::patients::import::preview(&services, caller, id).await)
}

/// Brings in a table of patients that waits, and says how many files were opened.
#[server(prefix = "/fn", endpoint = "patients/import")]
pub async fn import_patients(form: ImportForm) -> Result<Imported, ApiFault> {
    use crate::features::link;
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    let done = answer(salus_services::patients::import::run(&services, caller, &form).await)?;
    let (opened, skipped) = (done.opened.to_string(), done.skipped.to_string());
    let counts = [("opened", opened.as_str()), ("skipped", skipped.as_str())];
    leptos_axum::redirect(&link::with("/desk/patients/import", &counts));
    Ok(done)
}

/// Offers a file to whoever has an account with an email.
#[server(prefix = "/fn", endpoint = "patients/offer")]
pub async fn offer_file(form: OfferForm) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::patients::offer(&services, caller, &form).await)?;
    done(Done::FileOffered);
    Ok(())
}

/// Takes back the offer of a file.
#[server(prefix = "/fn", endpoint = "patients/withdraw")]
pub async fn withdraw_offer(patient: PatientId) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::patients::withdraw(&services, caller, patient).await)?;
    done(Done::FileUnlinked);
    Ok(())
}

/// Takes a file from the account that holds it.
#[server(prefix = "/fn", endpoint = "patients/unlink")]
pub async fn unlink_file(patient: PatientId) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::patients::unlink(&services, caller, patient).await)?;
    done(Done::FileUnlinked);
    Ok(())
}

/// The reader's relatives, and the files offered to them.
#[server(prefix = "/fn", endpoint = "patients/family", input = GetUrl)]
pub async fn my_family() -> Result<Family, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::patients::family(&services, caller).await)
}

/// One of the reader's relatives.
#[server(prefix = "/fn", endpoint = "patients/relative", input = GetUrl)]
pub async fn my_relative(id: RelativeId) -> Result<Relative, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::patients::relative(&services, caller, id).await)
}

/// Adds a relative and goes back to the family.
#[server(prefix = "/fn", endpoint = "patients/add_relative")]
pub async fn add_relative(form: RelativeForm) -> Result<RelativeId, ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    let id = answer(salus_services::patients::add_relative(&services, caller, &form).await)?;
    done(Done::RelativeSaved);
    leptos_axum::redirect("/my/family");
    Ok(id)
}

/// Changes what is known of a relative and goes back to the family.
#[server(prefix = "/fn", endpoint = "patients/edit_relative")]
pub async fn edit_relative(relative: RelativeId, form: RelativeForm) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::patients::edit_relative(&services, caller, relative, &form).await)?;
    done(Done::RelativeSaved);
    leptos_axum::redirect("/my/family");
    Ok(())
}

/// Takes a file offered to the reader.
#[server(prefix = "/fn", endpoint = "patients/accept_offer")]
pub async fn accept_offer(offer: OfferId) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::patients::accept(&services, caller, offer).await)?;
    done(Done::FileLinked);
    Ok(())
}

/// Declines a file offered to the reader.
#[server(prefix = "/fn", endpoint = "patients/decline_offer")]
pub async fn decline_offer(offer: OfferId) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::patients::decline(&services, caller, offer).await)?;
    done(Done::OfferDeclined);
    Ok(())
}

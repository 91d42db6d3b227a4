//! A copy of everything held about a person.

use crate::Services;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use salus_domain::Fault;
use salus_domain::accounts::{Caller, Role};
use salus_domain::ids::AppointmentId;
use salus_domain::language::Language;
use salus_domain::patients::Relative;
use salus_domain::permission::{Action, about_self};
use salus_domain::privacy::{
    Export, ExportAppointment, ExportClinic, ExportEntry, ExportFile, ExportHistory,
    ExportRelative, ExportRequest,
};
use salus_domain::staff::DoctorRef;
use salus_domain::time::Interval;
use salus_store::audit::{Entry, Page, about_user};
use salus_store::journal::add_audit;
use salus_store::patients::relatives;
use salus_store::privacy::{self as store, FileRecord, RequestRecord};
use salus_store::scheduling::{Appointment, Happened, everything_of_user, histories};
use salus_store::{Conn, OwnScope, StoreError, photos};
use serde_json::json;
use std::collections::HashMap;

/// How many entries of the trail are read at once.
const PAGE: i64 = 500;

/// Everything held about the calling patient, in whichever clinic: of other people only the names of the
/// treating doctors. That it was taken is noted in the trail.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`].
pub async fn export(
    services: &Services,
    caller: Caller,
    language: Language,
) -> Result<Export, Fault> {
    let grant = about_self(caller, Action::ManagePrivacy)?;
    let own = OwnScope::from(&grant);
    let audit = services.audit(
        Some(caller),
        None,
        "privacy.export",
        "user",
        grant.user(),
        None,
        json!({}),
    );
    services
        .store
        .write_with(audit, |tx, audit| {
            Box::pin(async move { Ok(add_audit(tx, audit).await?) })
        })
        .await?;
    let mut conn = services.store.read().await?;
    let mut account = store::account(&mut conn, &own)
        .await?
        .ok_or(Fault::Missing)?;
    let photo = photos::large_of_user(&mut conn, &own).await?;
    account.photo = photo.map(|jpeg| STANDARD.encode(jpeg));
    let sessions = store::sessions(&mut conn, &own).await?;
    let files = store::files(&mut conn, &own).await?;
    let relatives = relatives(&mut conn, &own).await?;
    let requests = store::requests_of_user(&mut conn, &own).await?;
    let appointments = everything_of_user(&mut conn, &own).await?;
    let happened = histories(&mut conn, &own, &appointments).await?;
    let trail = trail(&mut conn, &own).await?;
    drop(conn);
    Ok(Export {
        format: Export::FORMAT,
        made_at: services.now(),
        language,
        account,
        sessions,
        relatives: relatives.into_iter().map(relative).collect(),
        files: filed(files, &requests, appointments, happened),
        trail,
    })
}

fn filed(
    files: Vec<FileRecord>,
    requests: &[RequestRecord],
    appointments: Vec<Appointment>,
    happened: Vec<Happened>,
) -> Vec<ExportFile> {
    let mut by_appointment: HashMap<AppointmentId, Vec<Happened>> = HashMap::new();
    for entry in happened {
        by_appointment
            .entry(entry.appointment)
            .or_default()
            .push(entry);
    }
    let mut by_file: HashMap<_, Vec<ExportAppointment>> = HashMap::new();
    for one in appointments {
        let history = by_appointment.remove(&one.id).unwrap_or_default();
        by_file
            .entry(one.patient.id)
            .or_default()
            .push(appointment(one, history));
    }
    files
        .into_iter()
        .map(|file| ExportFile {
            appointments: by_file.remove(&file.id).unwrap_or_default(),
            erasure_requests: requests
                .iter()
                .filter(|request| request.patient_id == file.id)
                .map(|request| ExportRequest {
                    asked_at: request.asked_at,
                    state: request.state,
                    reason: request.reason.clone(),
                    decided_at: request.decided_at,
                })
                .collect(),
            clinic: ExportClinic {
                name: file.clinic_name,
                address: file.clinic_address,
                city: file.clinic_city,
                phone: file.clinic_phone,
            },
            first_name: file.first_name,
            last_name: file.last_name,
            born_on: file.born_on,
            sex: file.sex,
            phone: file.phone,
            email: file.email,
            national_id: file.national_id,
            address: file.address,
            city: file.city,
            insurer: file.insurer,
            insurance_number: file.insurance_number,
            emergency_name: file.emergency_name,
            emergency_phone: file.emergency_phone,
            emergency_relation: file.emergency_relation,
            notes: file.notes,
            relation: file.relation,
            created_at: file.created_at,
            updated_at: file.updated_at,
        })
        .collect()
}

fn relative(of: Relative) -> ExportRelative {
    ExportRelative {
        first_name: of.first_name,
        last_name: of.last_name,
        born_on: of.born_on,
        sex: of.sex,
        relation: of.relation,
    }
}

fn appointment(of: Appointment, happened: Vec<Happened>) -> ExportAppointment {
    ExportAppointment {
        state: of.state,
        starts_at: of.span.map(Interval::start),
        ends_at: of.span.map(Interval::end),
        doctor: of.doctor.as_ref().map(DoctorRef::name),
        visit_type: of.visit_type.map(|visit| visit.names),
        urgency: of.urgency,
        specialty: of.specialty,
        symptoms: of.symptoms,
        preferred: of.preferred,
        reason: of.reason,
        created_at: of.created,
        history: happened
            .into_iter()
            .map(|entry| ExportHistory {
                at: entry.at,
                action: entry.action,
                to: entry.to,
                role: entry.role,
                doctor: entry.doctor.as_ref().map(DoctorRef::name),
                reason: entry.reason,
            })
            .collect(),
    }
}

/// The whole trail about the user, latest first. Of who acted, only doctors are named.
async fn trail(conn: &mut Conn, own: &OwnScope) -> Result<Vec<ExportEntry>, StoreError> {
    let mut entries = Vec::new();
    let mut after = None;
    loop {
        let page = Page { after, size: PAGE };
        let found = about_user(conn, own, page).await?;
        let Some(last) = found.last() else {
            return Ok(entries);
        };
        after = Some((last.at, last.id));
        entries.extend(found.into_iter().map(|of| entry(own, of)));
    }
}

fn entry(own: &OwnScope, of: Entry) -> ExportEntry {
    let role: Option<Role> = of.actor_role.as_deref().and_then(|role| role.parse().ok());
    let by_yourself = of.actor_user_id == Some(own.user());
    let doctor = of
        .actor_first_name
        .zip(of.actor_last_name)
        .filter(|_| role == Some(Role::Doctor) && !by_yourself)
        .map(|(first, last)| format!("{first} {last}"));
    ExportEntry {
        at: of.at,
        clinic: of.clinic_name,
        action: of.action,
        by_yourself,
        role,
        doctor,
        // Whose address it is, it is about.
        address: of.address.filter(|_| by_yourself),
    }
}

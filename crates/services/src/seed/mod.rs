//! Demonstration data: three clinics with their people and eight weeks of appointments around today.
//!
//! Everything is thought out first (`plan`) and written in one transaction. Nothing is drawn by
//! chance: the same moment gives the same rows; another hour of the day, the same people and diaries
//! that differ in what the hour decides. Who calls this sees to it that the environment is not production: the passwords are known to all.

mod cast;
mod diary;
mod dice;
mod names;
mod people;
mod plan;
mod script;
mod stories;
mod tale;
#[cfg(test)]
mod tests;
mod texts;

use crate::Services;
use plan::{ClinicPlan, Plan, plan};
use salus_domain::Fault;
use salus_domain::accounts::{Caller, Role};
use salus_domain::fault::Conflict;
use salus_domain::permission::{Action, platform};
use salus_domain::staff::DatedChange;
use salus_store::accounts::{add_membership, add_user, email_in_use};
use salus_store::journal::{AuditEntry, add_audit};
use salus_store::scheduling::add_history;
use salus_store::{Failure, Scope, StoreError, Tx, clinics, seed as store, staff};
use serde_json::json;

/// The password of every account of the demonstration.
pub const DEMO_PASSWORD: &str = "demo-clinic-2026";

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeedReport {
    /// Whether the data was written now.
    pub created: bool,
    /// The accounts to try, as far as they exist.
    pub sign_ins: Vec<SignIn>,
    /// Doctors written.
    pub doctors: usize,
    /// Patients' files written.
    pub patients: usize,
    /// Appointments and requests written.
    pub appointments: usize,
}

/// An account to try, with [`DEMO_PASSWORD`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// As what.
    pub role: Role,
    /// The email to sign in with.
    pub email: String,
    /// First and last name.
    pub name: String,
    /// At which clinic; `None` for the platform and for patients.
    pub clinic: Option<String>,
}

/// Writes the demonstration data; with `if_empty`, only where there is neither user nor clinic.
///
/// # Errors
/// [`Conflict::EmailTaken`] when some of it is there already and `if_empty` is not set;
/// [`Fault::Busy`] when the database is not available.
pub async fn run(services: &Services, if_empty: bool) -> Result<SeedReport, Fault> {
    if if_empty && !store::is_empty(&mut services.store.read().await?).await? {
        return nothing_written(services).await;
    }
    let password_hash = services.passwords.hash(DEMO_PASSWORD.to_owned()).await?;
    let plan = plan(services.now(), &password_hash)?;
    let count = |of: fn(&ClinicPlan) -> usize| plan.clinics.iter().map(of).sum();
    let report = SeedReport {
        created: true,
        sign_ins: sign_ins(),
        doctors: count(|clinic| clinic.doctors.len()),
        patients: count(|clinic| clinic.patients.len()),
        appointments: count(|clinic| clinic.told.len()),
    };
    let written = services
        .store
        .write_with(plan, |tx, plan| {
            Box::pin(async move { write(tx, plan).await })
        })
        .await;
    match written {
        Ok(()) => Ok(report),
        // Another process wrote it a moment before.
        Err(Failure::Store(StoreError::Unique(_))) if if_empty => nothing_written(services).await,
        Err(Failure::Store(StoreError::Unique(_))) => Err(Fault::conflict(Conflict::EmailTaken)),
        Err(failure) => Err(failure.into()),
    }
}

/// Whether an account exists whose password is known to all.
///
/// # Errors
/// [`Fault::Busy`] when the database is not available.
pub async fn is_there(services: &Services) -> Result<bool, Fault> {
    Ok(!nothing_written(services).await?.sign_ins.is_empty())
}

async fn nothing_written(services: &Services) -> Result<SeedReport, Fault> {
    let mut conn = services.store.read().await?;
    let mut there = Vec::new();
    for sign_in in sign_ins() {
        if email_in_use(&mut conn, &sign_in.email).await? {
            there.push(sign_in);
        }
    }
    Ok(SeedReport {
        created: false,
        sign_ins: there,
        doctors: 0,
        patients: 0,
        appointments: 0,
    })
}

/// The five accounts, from the most powerful down.
fn sign_ins() -> Vec<SignIn> {
    let [first, ..] = &cast::CLINICS;
    let doctor = first
        .doctors
        .iter()
        .map(|doctor| (Role::Doctor, &doctor.person, true));
    let secretary = first
        .secretaries
        .iter()
        .map(|person| (Role::Secretary, person, true));
    [
        (Role::SuperAdmin, &cast::SUPER_ADMIN, false),
        (Role::ClinicAdmin, &first.admin, true),
    ]
    .into_iter()
    .chain(doctor)
    .chain(secretary)
    .chain([(Role::Patient, &cast::PATIENT, false)])
    .filter_map(|(role, person, works)| {
        Some(SignIn {
            role,
            email: person.email?.to_owned(),
            name: format!("{} {}", person.first_name, person.last_name),
            clinic: works.then(|| first.name.to_owned()),
        })
    })
    .collect()
}

async fn write(tx: &mut Tx, plan: &Plan) -> Result<(), Failure> {
    for user in &plan.users {
        add_user(tx, user).await?;
    }
    store::make_super_admin(tx, plan.super_admin).await?;
    let caller = Caller::SuperAdmin {
        user: plan.super_admin,
    };
    let grant = platform(caller, Action::ManageClinics)?;
    for clinic in &plan.clinics {
        clinics::add(tx, &grant, &clinic.add).await?;
        store::set_languages(tx, clinic.add.id, &clinic.languages).await?;
        write_clinic(tx, clinic).await?;
    }
    let clinics: Vec<_> = plan.clinics.iter().map(|clinic| clinic.add.id).collect();
    let entry = AuditEntry {
        id: plan.audit,
        clinic: None,
        at: plan.at,
        caller: None,
        action: "demo.seed",
        subject_kind: "platform",
        subject: plan.super_admin.uuid(),
        patient: None,
        address: None,
        detail: json!({ "clinics": clinics }),
    };
    Ok(add_audit(tx, &entry).await?)
}

async fn write_clinic(tx: &mut Tx, plan: &ClinicPlan) -> Result<(), StoreError> {
    let scope = Scope::of_the_clock(plan.add.id);
    for (id, user, role) in &plan.members {
        add_membership(tx, &scope, *id, *user, *role, plan.add.at).await?;
    }
    for visit_type in &plan.visit_types {
        clinics::add_visit_type(tx, &scope, visit_type).await?;
    }
    for doctor in &plan.doctors {
        let id = doctor.add.id;
        staff::add_doctor(tx, &scope, &doctor.add).await?;
        staff::set_hours(tx, &scope, id, &doctor.week).await?;
        staff::set_offers(tx, &scope, id, &doctor.offers).await?;
        for (exception, change, note) in &doctor.exceptions {
            let change = DatedChange {
                id: *exception,
                exception: *change,
                note: (*note).to_owned(),
            };
            staff::add_exception(tx, &scope, id, &change).await?;
        }
    }
    for patient in &plan.patients {
        store::add_patient(tx, &scope, patient).await?;
    }
    for told in &plan.told {
        store::add_appointment(tx, &scope, &told.row).await?;
        for entry in &told.history {
            add_history(tx, &scope, entry).await?;
        }
    }
    Ok(())
}

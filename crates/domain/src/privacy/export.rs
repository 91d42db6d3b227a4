//! The copy of everything held about a person, as `data.json` has it.
//!
//! `format` names this structure and changes with it. Instants are UTC (RFC 3339), words of closed lists
//! (`state`, `role`, `action` …) are the stable ones of the interface, absent values are `null`. Of other
//! people it names the treating doctors, and nobody else.

use crate::accounts::Role;
use crate::language::{Language, LocalText};
use crate::patients::{Relation, Sex};
use crate::privacy::ErasureState;
use crate::scheduling::state::{Move, State};
use crate::scheduling::{Preferred, Urgency};
use crate::staff::Specialty;
use crate::time::Instant;
use chrono::NaiveDate;
use serde::Serialize;

/// Everything held about a person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Export {
    /// The name of this structure.
    pub format: &'static str,
    /// When it was put together.
    pub made_at: Instant,
    /// The language of the texts beside it.
    pub language: Language,
    /// The sign-in.
    pub account: ExportAccount,
    /// Where they are signed in.
    pub sessions: Vec<ExportSession>,
    /// Whom they care for.
    pub relatives: Vec<ExportRelative>,
    /// The clinics' files.
    pub files: Vec<ExportFile>,
    /// Who did what with their data, themself included, latest first.
    pub trail: Vec<ExportEntry>,
}

impl Export {
    /// The name of this structure.
    pub const FORMAT: &'static str = "salus-export-2";
}

/// A sign-in, without its password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExportAccount {
    /// Email.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Date of birth.
    pub born_on: Option<NaiveDate>,
    /// What they read in.
    pub language: Language,
    /// Since when.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// Their photo: a JPEG in base64.
    pub photo: Option<String>,
}

/// A session, without what opens it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExportSession {
    /// Since when.
    pub created_at: Instant,
    /// When it was last used.
    pub last_seen_at: Instant,
    /// When it ends.
    pub expires_at: Instant,
}

/// Somebody the person cares for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExportRelative {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Date of birth.
    pub born_on: NaiveDate,
    /// Sex.
    pub sex: Sex,
    /// What they are to the person.
    pub relation: Relation,
}

/// A clinic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExportClinic {
    /// Its name.
    pub name: String,
    /// Street and number.
    pub address: String,
    /// City.
    pub city: String,
    /// Telephone.
    pub phone: String,
}

/// A clinic's file on the person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExportFile {
    /// Whose file it is.
    pub clinic: ExportClinic,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Date of birth.
    pub born_on: NaiveDate,
    /// Sex.
    pub sex: Sex,
    /// Telephone.
    pub phone: Option<String>,
    /// Email.
    pub email: Option<String>,
    /// Number of the identity card.
    pub national_id: Option<String>,
    /// Street and number.
    pub address: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Who insures them.
    pub insurer: Option<String>,
    /// Under which number.
    pub insurance_number: Option<String>,
    /// Whom to call in an emergency.
    pub emergency_name: Option<String>,
    /// At which number.
    pub emergency_phone: Option<String>,
    /// What they are to the person.
    pub emergency_relation: Option<String>,
    /// What the desk noted.
    pub notes: String,
    /// What the patient is to the person, where the file is on a relative of theirs.
    pub relation: Option<Relation>,
    /// When it was opened.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// Appointments and requests, latest first.
    pub appointments: Vec<ExportAppointment>,
    /// Requests to be erased, latest first.
    pub erasure_requests: Vec<ExportRequest>,
}

/// An appointment or request.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExportAppointment {
    /// Where it stands.
    pub state: State,
    /// When it starts.
    pub starts_at: Option<Instant>,
    /// When it ends.
    pub ends_at: Option<Instant>,
    /// The doctor's name.
    pub doctor: Option<String>,
    /// What kind of visit.
    pub visit_type: Option<LocalText>,
    /// How soon.
    pub urgency: Urgency,
    /// The specialty asked for.
    pub specialty: Option<Specialty>,
    /// What the person wrote.
    pub symptoms: String,
    /// What they prefer.
    pub preferred: Preferred,
    /// The reason given last.
    pub reason: Option<String>,
    /// When it was made.
    pub created_at: Instant,
    /// What happened to it, oldest first.
    pub history: Vec<ExportHistory>,
}

/// One thing that happened to an appointment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExportHistory {
    /// When.
    pub at: Instant,
    /// What.
    pub action: Move,
    /// The state it led to.
    pub to: State,
    /// Who, by role.
    pub role: Option<Role>,
    /// The name of the doctor concerned.
    pub doctor: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// A request to be erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExportRequest {
    /// When it was made.
    pub asked_at: Instant,
    /// What came of it.
    pub state: ErasureState,
    /// Why it was refused.
    pub reason: Option<String>,
    /// When it was decided.
    pub decided_at: Option<Instant>,
}

/// An entry of the audit trail about the person, or made by them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExportEntry {
    /// When.
    pub at: Instant,
    /// Where.
    pub clinic: Option<String>,
    /// What.
    pub action: String,
    /// Whether they did it themself.
    pub by_yourself: bool,
    /// Else by whom: in which capacity.
    pub role: Option<Role>,
    /// By which doctor.
    pub doctor: Option<String>,
    /// Their own network address, where they did it.
    pub address: Option<String>,
}

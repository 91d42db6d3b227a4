//! What is typed to book, ask and assign.

use super::{PartOfDay, Urgency};
use crate::Fault;
use crate::ids::{ClinicId, DoctorId, RelativeId, VisitTypeId};
use crate::staff::Specialty;
use crate::time::Instant;
use crate::validate::{Checks, Problem};
use serde::{Deserialize, Serialize};

/// The booking form, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BookForm {
    /// A [`DoctorId`].
    pub doctor: String,
    /// A [`VisitTypeId`].
    pub visit_type: String,
    /// The start, RFC 3339.
    pub starts: String,
    /// What is wrong, in the patient's words.
    pub symptoms: String,
    /// A [`RelativeId`]: for whom; empty is oneself.
    pub patient: String,
}

/// A booking that can be tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAppointment {
    /// With whom.
    pub doctor: DoctorId,
    /// What kind of visit.
    pub visit_type: VisitTypeId,
    /// When.
    pub starts: Instant,
    /// What is wrong.
    pub symptoms: String,
    /// For which relative; oneself when `None`.
    pub relative: Option<RelativeId>,
}

/// For whom: a relative of the account, or nobody where nothing was chosen.
fn for_whom(checks: &mut Checks, typed: &str) -> Option<RelativeId> {
    if typed.is_empty() {
        return None;
    }
    checks.word("patient", typed)
}

impl BookForm {
    /// Checks every field.
    ///
    /// # Errors
    /// [`Fault::Invalid`] naming every failing field.
    pub fn validate(&self) -> Result<NewAppointment, Fault> {
        let mut checks = Checks::new();
        let doctor = checks.word("doctor", &self.doctor);
        let visit_type = checks.word("visit_type", &self.visit_type);
        let starts = checks.word("starts", &self.starts);
        let symptoms = checks.required_paragraph("symptoms", &self.symptoms, 2000);
        let relative = for_whom(&mut checks, &self.patient);
        checks.done()?;
        match (doctor, visit_type, starts) {
            (Some(doctor), Some(visit_type), Some(starts)) => Ok(NewAppointment {
                doctor,
                visit_type,
                starts,
                symptoms,
                relative,
            }),
            _ => Err(Fault::Internal),
        }
    }
}

/// What a patient prefers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferred {
    /// ISO weekdays; empty is any.
    pub weekdays: Vec<u8>,
    /// Part of the day.
    pub part: PartOfDay,
}

impl Preferred {
    /// Whether a wall-clock time suits.
    pub fn suits(&self, local: chrono::NaiveDateTime) -> bool {
        use chrono::{Datelike, Timelike};
        let weekday = u8::try_from(local.weekday().number_from_monday()).unwrap_or(0);
        let day = self.weekdays.is_empty() || self.weekdays.contains(&weekday);
        let part = match self.part {
            PartOfDay::Any => true,
            PartOfDay::Morning => local.hour() < 13,
            PartOfDay::Afternoon => local.hour() >= 13,
        };
        day && part
    }
}

/// The request form, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RequestForm {
    /// A [`ClinicId`].
    pub clinic: String,
    /// A [`Specialty`], or empty: whoever suits.
    pub specialty: String,
    /// What is wrong, in the patient's words.
    pub symptoms: String,
    /// An [`Urgency`].
    pub urgency: String,
    /// ISO weekdays that suit; none is any.
    pub weekdays: Vec<String>,
    /// A [`PartOfDay`].
    pub part: String,
    /// A [`RelativeId`]: for whom; empty is oneself.
    pub patient: String,
}

/// A request that can be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRequest {
    /// To which clinic.
    pub clinic: ClinicId,
    /// For which specialty.
    pub specialty: Option<Specialty>,
    /// What is wrong.
    pub symptoms: String,
    /// How soon.
    pub urgency: Urgency,
    /// What suits.
    pub preferred: Preferred,
    /// For which relative; oneself when `None`.
    pub relative: Option<RelativeId>,
}

impl RequestForm {
    /// Checks every field.
    ///
    /// # Errors
    /// [`Fault::Invalid`] naming every failing field.
    pub fn validate(&self) -> Result<NewRequest, Fault> {
        let mut checks = Checks::new();
        let clinic = checks.word("clinic", &self.clinic);
        let specialty = if self.specialty.is_empty() {
            None
        } else {
            checks.word("specialty", &self.specialty)
        };
        let symptoms = checks.required_paragraph("symptoms", &self.symptoms, 2000);
        let urgency = if self.urgency.is_empty() {
            Some(Urgency::Routine)
        } else {
            checks.word("urgency", &self.urgency)
        };
        let part = if self.part.is_empty() {
            Some(PartOfDay::Any)
        } else {
            checks.word("part", &self.part)
        };
        let mut weekdays: Vec<u8> = Vec::new();
        for typed in &self.weekdays {
            match typed.parse() {
                Ok(day @ 1..=7) => weekdays.push(day),
                _ => checks.wrong("weekdays", Problem::Unknown),
            }
        }
        weekdays.sort_unstable();
        weekdays.dedup();
        let relative = for_whom(&mut checks, &self.patient);
        checks.done()?;
        match (clinic, urgency, part) {
            (Some(clinic), Some(urgency), Some(part)) => Ok(NewRequest {
                clinic,
                specialty,
                symptoms,
                urgency,
                preferred: Preferred { weekdays, part },
                relative,
            }),
            _ => Err(Fault::Internal),
        }
    }
}

/// What the desk chose for a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AssignForm {
    /// An appointment's id.
    pub appointment: String,
    /// The version that was read.
    pub version: i64,
    /// A [`DoctorId`].
    pub doctor: String,
    /// A [`VisitTypeId`].
    pub visit_type: String,
    /// The start, RFC 3339.
    pub starts: String,
}

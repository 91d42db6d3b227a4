//! Patients: a clinic's file on a person.

use crate::ids::PatientId;
use crate::words::words;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

words! {
    /// Sex, as FHIR R4 `AdministrativeGender` lists it.
    pub enum Sex {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
        /// Other.
        Other = "other",
        /// Not said.
        Unknown = "unknown",
    }
}

/// A patient, as named on appointments and lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientRef {
    /// Which file.
    pub id: PatientId,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Date of birth.
    pub born_on: NaiveDate,
    /// Telephone.
    pub phone: Option<String>,
}

impl PatientRef {
    /// `Sana Ben Ali`.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

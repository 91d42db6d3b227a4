//! Patients: a clinic's file on a person.

mod crowd;
mod duplicate;
pub mod import;
mod input;
pub mod search;

pub use crowd::{Crowd, Like};
pub use duplicate::{Identity, LikelyFile, Likeness, likeness};
pub use input::{OfferForm, PatientForm, RelativeData, RelativeForm, national_id};

use crate::ids::{OfferId, PatientId, PhotoId, RelativeId};
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

words! {
    /// What somebody is to whoever cares for them.
    pub enum Relation {
        /// A daughter or son.
        Child = "child",
        /// A mother or father.
        Parent = "parent",
        /// A wife, husband or partner.
        Spouse = "spouse",
        /// A sister or brother.
        Sibling = "sibling",
        /// Somebody else.
        Other = "other",
    }
}

/// Whose file an account is offered, as seen from the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HeldAs {
    /// Their own.
    Own,
    /// A relative's.
    Relative(Relation),
}

impl HeldAs {
    /// The stable spelling: `self`, or the relation's.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Own => "self",
            Self::Relative(relation) => relation.as_str(),
        }
    }
}

impl std::str::FromStr for HeldAs {
    type Err = crate::validate::UnknownWord;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "self" => Ok(Self::Own),
            other => other.parse().map(Self::Relative),
        }
    }
}

/// Whom to call when something happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyContact {
    /// Their name.
    pub name: String,
    /// Their telephone.
    pub phone: String,
    /// What they are to the patient, in the desk's words.
    pub relation: Option<String>,
}

/// The administrative part of a file: what a form about it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientData {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Date of birth.
    pub born_on: NaiveDate,
    /// Sex.
    pub sex: Sex,
    /// National id, without spaces or marks, upper case.
    pub national_id: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Email, lower-cased.
    pub email: Option<String>,
    /// Street and number.
    pub address: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Who insures them.
    pub insurer: Option<String>,
    /// Under which number.
    pub insurance_number: Option<String>,
    /// Whom to call.
    pub emergency: Option<EmergencyContact>,
    /// What the desk should know; nothing clinical.
    pub notes: String,
}

impl PatientData {
    /// `Sana Ben Ali`.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }

    /// What tells one person from another.
    pub fn identity(&self) -> Identity {
        Identity {
            name: self.name(),
            born_on: self.born_on,
            national_id: self.national_id.clone(),
            phone: self.phone.clone(),
        }
    }
}

/// A file, as the desk sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientFile {
    /// Which.
    pub id: PatientId,
    /// What it says.
    pub data: PatientData,
    /// Whether an account holds it, and as what.
    pub held: Option<HeldAs>,
    /// The email it was offered to, while the offer stands.
    pub offered_to: Option<String>,
    /// The photo on the account of whom it is on.
    pub photo: Option<PhotoId>,
}

/// A file in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientRow {
    /// Whose.
    pub patient: PatientRef,
    /// Sex.
    pub sex: Sex,
    /// National id.
    pub national_id: Option<String>,
}

/// A page of files, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientPage {
    /// The files.
    pub rows: Vec<PatientRow>,
    /// Where the next page begins: after this file.
    pub next: Option<PatientId>,
}

/// Somebody the reader can book for besides themself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relative {
    /// Who.
    pub id: RelativeId,
    /// What they are to the reader.
    pub relation: Relation,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Date of birth.
    pub born_on: NaiveDate,
    /// Sex.
    pub sex: Sex,
}

impl Relative {
    /// `Sana Ben Ali`.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

/// A file that a clinic offers to an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileOffer {
    /// Which offer.
    pub id: OfferId,
    /// The clinic's name.
    pub clinic: String,
    /// The first name in the file, and nothing more of it.
    pub first_name: String,
    /// As what it would be held.
    pub held: HeldAs,
}

/// The reader's relatives, and the files offered to them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family {
    /// By name.
    pub relatives: Vec<Relative>,
    /// Oldest first.
    pub offers: Vec<FileOffer>,
}

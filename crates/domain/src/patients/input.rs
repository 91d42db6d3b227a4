//! What is typed about patients and their relatives.

use super::{EmergencyContact, HeldAs, PatientData, Relation, Sex};
use crate::Fault;
use crate::ids::PatientId;
use crate::validate::{Checks, Problem};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The form of a patient's file, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PatientForm {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Date of birth, ISO 8601.
    pub born_on: String,
    /// A [`Sex`].
    pub sex: String,
    /// National id; may be left out, as may all that follows.
    pub national_id: String,
    /// Telephone.
    pub phone: String,
    /// Email.
    pub email: String,
    /// Street and number.
    pub address: String,
    /// City.
    pub city: String,
    /// Who insures them.
    pub insurer: String,
    /// Under which number.
    pub insurance_number: String,
    /// Whom to call.
    pub emergency_name: String,
    /// At which number.
    pub emergency_phone: String,
    /// What they are to the patient.
    pub emergency_relation: String,
    /// What the desk should know.
    pub notes: String,
    /// `true`: whoever typed it has seen the files it is like, and says it is another person.
    pub another: String,
}

impl PatientForm {
    /// Checks every field.
    ///
    /// # Errors
    /// [`Fault::Invalid`] naming every failing field.
    pub fn validate(&self, today: NaiveDate) -> Result<PatientData, Fault> {
        let mut checks = Checks::new();
        let first_name = checks.required("first_name", &self.first_name, 80);
        let last_name = checks.required("last_name", &self.last_name, 80);
        let born_on = checks.birth_date("born_on", &self.born_on, today);
        let sex = checks.word::<Sex>("sex", &self.sex);
        let national_id = optional_national_id(&mut checks, &self.national_id);
        let phone = checks.optional_phone("phone", &self.phone);
        let email = (!self.email.trim().is_empty()).then(|| checks.email("email", &self.email));
        let address = checks.optional("address", &self.address, 200);
        let city = checks.optional("city", &self.city, 80);
        let insurer = checks.optional("insurer", &self.insurer, 80);
        let insurance_number = checks.optional("insurance_number", &self.insurance_number, 40);
        let emergency = self.emergency(&mut checks);
        let notes = checks.paragraph("notes", &self.notes, 2000);
        checks.done()?;
        match (born_on, sex) {
            (Some(born_on), Some(sex)) => Ok(PatientData {
                first_name,
                last_name,
                born_on,
                sex,
                national_id,
                phone,
                email,
                address,
                city,
                insurer,
                insurance_number,
                emergency,
                notes,
            }),
            _ => Err(Fault::Internal),
        }
    }

    /// A name and a number, or neither.
    fn emergency(&self, checks: &mut Checks) -> Option<EmergencyContact> {
        let name = checks.optional("emergency_name", &self.emergency_name, 120);
        let phone = checks.optional_phone("emergency_phone", &self.emergency_phone);
        let relation = checks.optional("emergency_relation", &self.emergency_relation, 40);
        match (name, phone) {
            (Some(name), Some(phone)) => Some(EmergencyContact {
                name,
                phone,
                relation,
            }),
            (Some(_), None) => {
                checks.wrong("emergency_phone", Problem::Required);
                None
            }
            (None, phone) => {
                if phone.is_some() || relation.is_some() {
                    checks.wrong("emergency_name", Problem::Required);
                }
                None
            }
        }
    }

    /// The form that holds what a file says.
    pub fn of(data: &PatientData) -> Self {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let emergency = data.emergency.as_ref();
        Self {
            first_name: data.first_name.clone(),
            last_name: data.last_name.clone(),
            born_on: data.born_on.to_string(),
            sex: data.sex.to_string(),
            national_id: text(&data.national_id),
            phone: text(&data.phone),
            email: text(&data.email),
            address: text(&data.address),
            city: text(&data.city),
            insurer: text(&data.insurer),
            insurance_number: text(&data.insurance_number),
            emergency_name: emergency.map(|of| of.name.clone()).unwrap_or_default(),
            emergency_phone: emergency.map(|of| of.phone.clone()).unwrap_or_default(),
            emergency_relation: emergency
                .and_then(|of| of.relation.clone())
                .unwrap_or_default(),
            notes: data.notes.clone(),
            another: String::new(),
        }
    }

    /// Whether it is said to be another person than those it is like.
    pub fn is_another(&self) -> bool {
        self.another == "true"
    }
}

/// A national id without spaces and marks, upper case: what two ways of writing one have in common.
pub fn national_id(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !c.is_whitespace() && !"-./".contains(*c))
        .flat_map(char::to_uppercase)
        .collect()
}

fn optional_national_id(checks: &mut Checks, typed: &str) -> Option<String> {
    let id = national_id(typed);
    if id.is_empty() {
        return None;
    }
    if !id.chars().all(|c| c.is_ascii_alphanumeric()) || !(4..=20).contains(&id.len()) {
        checks.wrong("national_id", Problem::Malformed);
    }
    Some(id)
}

/// The form of a relative, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RelativeForm {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Date of birth, ISO 8601.
    pub born_on: String,
    /// A [`Sex`].
    pub sex: String,
    /// A [`Relation`].
    pub relation: String,
}

/// A relative who can be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelativeData {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Date of birth.
    pub born_on: NaiveDate,
    /// Sex.
    pub sex: Sex,
    /// What they are to the account.
    pub relation: Relation,
}

impl RelativeForm {
    /// Checks every field.
    ///
    /// # Errors
    /// [`Fault::Invalid`] naming every failing field.
    pub fn validate(&self, today: NaiveDate) -> Result<RelativeData, Fault> {
        let mut checks = Checks::new();
        let first_name = checks.required("first_name", &self.first_name, 80);
        let last_name = checks.required("last_name", &self.last_name, 80);
        let born_on = checks.birth_date("born_on", &self.born_on, today);
        let sex = checks.word("sex", &self.sex);
        let relation = checks.word("relation", &self.relation);
        checks.done()?;
        match (born_on, sex, relation) {
            (Some(born_on), Some(sex), Some(relation)) => Ok(RelativeData {
                first_name,
                last_name,
                born_on,
                sex,
                relation,
            }),
            _ => Err(Fault::Internal),
        }
    }
}

/// The form that offers a file to an account, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OfferForm {
    /// A [`PatientId`].
    pub patient: String,
    /// The account's email.
    pub email: String,
    /// [`HeldAs`]: what the patient is to the account's holder.
    pub held: String,
}

impl OfferForm {
    /// Checks every field.
    ///
    /// # Errors
    /// [`Fault::Invalid`] naming every failing field.
    pub fn validate(&self) -> Result<(PatientId, String, HeldAs), Fault> {
        let mut checks = Checks::new();
        let patient = checks.word("patient", &self.patient);
        let email = checks.email("email", &self.email);
        let held = checks.word("held", &self.held);
        checks.done()?;
        match (patient, held) {
            (Some(patient), Some(held)) => Ok((patient, email, held)),
            _ => Err(Fault::Internal),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).expect("a date")
    }

    #[test]
    fn a_file_names_every_wrong_field() {
        let form = PatientForm {
            born_on: "2027-01-01".into(),
            sex: "x".into(),
            national_id: "<b>".into(),
            phone: "call me".into(),
            email: "nobody".into(),
            emergency_phone: "+216 20 123 456".into(),
            notes: "n".repeat(2001),
            ..PatientForm::default()
        };
        let Err(Fault::Invalid { fields }) = form.validate(today()) else {
            panic!("accepted")
        };
        let names: Vec<_> = fields.iter().map(|f| f.field.as_str()).collect();
        assert_eq!(
            names,
            [
                "first_name",
                "last_name",
                "born_on",
                "sex",
                "national_id",
                "phone",
                "email",
                "emergency_name",
                "notes"
            ]
        );
    }

    #[test]
    fn a_national_id_is_kept_without_spaces_and_what_may_be_left_out_is_nothing() {
        let form = PatientForm {
            first_name: " Sana ".into(),
            last_name: "Ben Ali".into(),
            born_on: "1990-02-28".into(),
            sex: "female".into(),
            national_id: "be 12-34 56".into(),
            ..PatientForm::default()
        };
        let data = form.validate(today()).expect("a file");
        assert_eq!(data.national_id.as_deref(), Some("BE123456"));
        assert_eq!(
            (data.name().as_str(), data.phone.clone()),
            ("Sana Ben Ali", None)
        );
        assert_eq!(PatientForm::of(&data).validate(today()), Ok(data));
    }
}

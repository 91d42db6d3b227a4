//! What a clinic keeps on its doctors and secretaries, and how it is edited. It is the clinic's own: the
//! account they sign in with, which other clinics may share, is not touched.

use super::{DoctorRef, DoctorStatus, Specialty};
use crate::Fault;
use crate::accounts::{MemberStatus, StaffRole};
use crate::ids::MembershipId;
use crate::language::{LocalText, SpokenLanguage};
use crate::validate::{Checks, Problem};
use serde::{Deserialize, Serialize};

/// What a clinic keeps on a doctor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoctorFile {
    /// Who.
    pub doctor: DoctorRef,
    /// Email the clinic reaches them by.
    pub email: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Languages spoken.
    pub languages: Vec<SpokenLanguage>,
    /// A few words.
    pub bio: LocalText,
    /// Whether they work here.
    pub status: DoctorStatus,
    /// How many visits with them lie ahead.
    pub ahead: i64,
    /// Whether they sign in by two steps.
    pub second_factor: bool,
}

/// What a clinic keeps on a secretary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberFile {
    /// What makes them a member.
    pub membership: MembershipId,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Telephone.
    pub phone: Option<String>,
    /// What they sign in with.
    pub email: String,
    /// Whether they work here.
    pub status: MemberStatus,
    /// Whether they sign in by two steps.
    pub second_factor: bool,
}

/// Somebody who works in a clinic and signs in by two steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactorHolder {
    /// What makes them a member.
    pub membership: MembershipId,
    /// Their name.
    pub name: String,
    /// What they sign in with.
    pub email: String,
    /// Their role there.
    pub role: StaffRole,
}

/// The form that edits a doctor, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DoctorEditForm {
    /// How to address them.
    pub title: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Email the clinic reaches them by.
    pub email: String,
    /// Telephone; may be left out.
    pub phone: String,
    /// [`Specialty`] words, one or more.
    pub specialties: Vec<String>,
    /// [`SpokenLanguage`] words.
    pub languages: Vec<String>,
    /// A few words, in French.
    pub bio_fr: String,
    /// A few words, in English.
    pub bio_en: String,
}

/// A doctor as they will be.
#[derive(Clone, Debug)]
pub struct DoctorEdit {
    /// How to address them.
    pub title: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Email the clinic reaches them by.
    pub email: String,
    /// Telephone.
    pub phone: Option<String>,
    /// What they practise; never empty.
    pub specialties: Vec<Specialty>,
    /// Languages spoken.
    pub languages: Vec<SpokenLanguage>,
    /// A few words.
    pub bio: LocalText,
}

impl DoctorEditForm {
    /// Checks every field.
    ///
    /// # Errors
    /// [`Fault::Invalid`] naming every failing field.
    pub fn validate(&self) -> Result<DoctorEdit, Fault> {
        let mut checks = Checks::new();
        let first_name = checks.required("first_name", &self.first_name, 80);
        let last_name = checks.required("last_name", &self.last_name, 80);
        let email = checks.email("email", &self.email);
        let phone = checks.optional_phone("phone", &self.phone);
        let title = checks
            .optional("title", &self.title, 20)
            .unwrap_or_else(|| "Dr".to_owned());
        if self.specialties.is_empty() {
            checks.wrong("specialties", Problem::Required);
        }
        let specialties = super::checked_words(&mut checks, "specialties", &self.specialties);
        let languages = super::checked_words(&mut checks, "languages", &self.languages);
        let bio = LocalText {
            fr: checks.paragraph("bio_fr", &self.bio_fr, 2000),
            en: checks.paragraph("bio_en", &self.bio_en, 2000),
        };
        checks.done()?;
        Ok(DoctorEdit {
            title,
            first_name,
            last_name,
            email,
            phone,
            specialties,
            languages,
            bio,
        })
    }
}

/// The form that edits a secretary, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MemberEditForm {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Telephone; may be left out.
    pub phone: String,
}

/// A secretary as they will be.
#[derive(Clone, Debug)]
pub struct MemberEdit {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Telephone.
    pub phone: Option<String>,
}

impl MemberEditForm {
    /// Checks every field.
    ///
    /// # Errors
    /// [`Fault::Invalid`] naming every failing field.
    pub fn validate(&self) -> Result<MemberEdit, Fault> {
        let mut checks = Checks::new();
        let edit = MemberEdit {
            first_name: checks.required("first_name", &self.first_name, 80),
            last_name: checks.required("last_name", &self.last_name, 80),
            phone: checks.optional_phone("phone", &self.phone),
        };
        checks.done()?;
        Ok(edit)
    }
}

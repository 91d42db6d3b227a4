//! Clinics: the tenants, their policies and what can be booked there.

mod closures;
pub mod holidays;
mod input;
mod settings;

pub use closures::{Closings, Closure, ClosureForm, ClosureKind, NewClosure, Room, RoomForm};
pub use input::{ClinicForm, NewClinic, NewVisitType, VisitTypeForm};
pub use settings::{Settings, SettingsForm};

use crate::ids::{ClinicId, MembershipId, VisitTypeId};
use crate::language::{LocalText, SpokenLanguage};
use crate::money::{Currency, Money};
use crate::time::ZoneName;
use crate::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// What sort of place it is.
    pub enum ClinicKind {
        /// A private clinic.
        Clinic = "clinic",
        /// Several practices under one roof.
        MedicalCentre = "medical_centre",
        /// One or a few doctors.
        Practice = "practice",
        /// A hospital.
        Hospital = "hospital",
    }
}

words! {
    /// Whether a clinic is at work.
    pub enum ClinicStatus {
        /// At work.
        Active = "active",
        /// Its staff cannot work, its patients cannot book.
        Suspended = "suspended",
    }
}

words! {
    /// Who confirms a booking made by a patient.
    pub enum ConfirmationPolicy {
        /// Nobody: a free slot once booked is confirmed.
        Automatic = "automatic",
        /// The desk looks at it first.
        Desk = "desk",
        /// The doctor accepts or refuses.
        Doctor = "doctor",
    }
}

words! {
    /// Whether a visit type can be booked.
    pub enum VisitTypeStatus {
        /// Can be booked.
        Active = "active",
        /// Kept for what was booked before.
        Retired = "retired",
    }
}

/// A clinic's rules for booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// Who confirms.
    pub confirmation: ConfirmationPolicy,
    /// Until how many minutes before the start a patient may cancel or move alone.
    pub cancel_notice_min: i64,
    /// How many minutes ahead a patient must book at least.
    pub min_notice_min: i64,
    /// How many days ahead a patient may book at most.
    pub horizon_days: i64,
    /// Within how many minutes a doctor must answer.
    pub answer_within_min: i64,
}

/// A clinic as its own staff and the platform see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clinic {
    /// Its id.
    pub id: ClinicId,
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What sort of place.
    pub kind: ClinicKind,
    /// Street and number.
    pub address: String,
    /// City.
    pub city: String,
    /// Country (ISO 3166-1 alpha-2).
    pub country: String,
    /// Telephone.
    pub phone: String,
    /// Email.
    pub email: String,
    /// The zone of its wall clock.
    pub zone: ZoneName,
    /// What it charges in.
    pub currency: Currency,
    /// Languages spoken there.
    pub languages: Vec<SpokenLanguage>,
    /// A few words about it.
    pub about: LocalText,
    /// Whether it is at work.
    pub status: ClinicStatus,
    /// Its rules for booking.
    pub policy: Policy,
}

/// A clinic as anybody may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClinicCard {
    /// Its id.
    pub id: ClinicId,
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What sort of place.
    pub kind: ClinicKind,
    /// Street and number.
    pub address: String,
    /// City.
    pub city: String,
    /// Country (ISO 3166-1 alpha-2).
    pub country: String,
    /// Telephone.
    pub phone: String,
    /// The zone of its wall clock.
    pub zone: ZoneName,
    /// What it charges in.
    pub currency: Currency,
    /// Languages spoken there.
    pub languages: Vec<SpokenLanguage>,
    /// A few words about it.
    pub about: LocalText,
    /// What its active doctors practise.
    pub specialties: Vec<crate::staff::Specialty>,
    /// How many active doctors.
    pub doctors: i64,
}

/// A clinic in the platform's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClinicRow {
    /// The clinic.
    pub clinic: Clinic,
    /// How many active doctors.
    pub doctors: i64,
    /// How many patients' files.
    pub patients: i64,
    /// Names and emails of its admins.
    pub admins: Vec<ClinicAdminRow>,
}

/// An admin in the platform's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClinicAdminRow {
    /// What makes them its admin.
    pub membership: MembershipId,
    /// First and last name.
    pub name: String,
    /// Email.
    pub email: String,
}

/// What one books: a kind of visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitType {
    /// Its id.
    pub id: VisitTypeId,
    /// Its clinic.
    pub clinic: ClinicId,
    /// What it is called.
    pub names: LocalText,
    /// How long the patient is seen, in minutes.
    pub duration_min: i64,
    /// Minutes the doctor needs before.
    pub buffer_before_min: i64,
    /// Minutes the doctor needs after.
    pub buffer_after_min: i64,
    /// What it costs.
    pub price: Money,
    /// Whether patients may book it themselves.
    pub bookable_online: bool,
    /// Whether it takes a room.
    pub needs_room: bool,
    /// Whether it can be booked.
    pub status: VisitTypeStatus,
}

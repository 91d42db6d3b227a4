//! Staff: doctors, what they practise, when they work.

mod files;
mod input;
mod names;
mod schedule;

pub use files::{
    DoctorEdit, DoctorEditForm, DoctorFile, FactorHolder, MemberEdit, MemberEditForm, MemberFile,
};
pub use input::{DoctorForm, HoursForm, HoursLine, INVITATION, NewDoctor, NewMember, StaffForm};
pub(crate) use input::{clock_time, words as checked_words};
pub use names::specialties_named;
pub use schedule::{
    Away, AwayFor, DatedChange, DoctorAvailability, ExceptionForm, Leave, LeaveForm, Limits,
    LimitsForm, Window, full_days,
};
pub(crate) use schedule::{check_dates, from_today};

use crate::clinics::ClinicCard;
use crate::ids::{ClinicId, DoctorId, PhotoId, VisitTypeId};
use crate::language::{LocalText, SpokenLanguage};
use crate::time::{Instant, WallTime};
use crate::words::words;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

words! {
    /// What a doctor practises.
    pub enum Specialty {
        /// General medicine.
        GeneralMedicine = "general_medicine",
        /// Heart and vessels.
        Cardiology = "cardiology",
        /// Children.
        Paediatrics = "paediatrics",
        /// Skin.
        Dermatology = "dermatology",
        /// Women's health.
        Gynaecology = "gynaecology",
        /// Eyes.
        Ophthalmology = "ophthalmology",
        /// Bones and joints.
        Orthopaedics = "orthopaedics",
        /// Ear, nose and throat.
        Ent = "ent",
        /// Nerves and brain.
        Neurology = "neurology",
        /// Mental health.
        Psychiatry = "psychiatry",
        /// Teeth.
        Dentistry = "dentistry",
        /// Stomach and bowels.
        Gastroenterology = "gastroenterology",
        /// Hormones, diabetes.
        Endocrinology = "endocrinology",
        /// Lungs.
        Pulmonology = "pulmonology",
        /// Kidneys and urinary tract.
        Urology = "urology",
        /// Rheumatism.
        Rheumatology = "rheumatology",
    }
}

words! {
    /// Whether a doctor works in the clinic.
    pub enum DoctorStatus {
        /// Works there.
        Active = "active",
        /// No longer; kept for what happened.
        Inactive = "inactive",
    }
}

words! {
    /// Whether a doctor takes same-day visits and suggestions just now.
    pub enum Availability {
        /// Takes them.
        Free = "free",
        /// Does not.
        Busy = "busy",
    }
}

words! {
    /// What a dated change does to the weekly hours.
    pub enum ExceptionKind {
        /// Takes time away.
        Off = "off",
        /// Adds time.
        Extra = "extra",
    }
}

/// One stretch of a doctor's week, by the clinic's wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WeeklyHours {
    /// ISO weekday, 1 Monday to 7 Sunday.
    pub weekday: u8,
    /// Minutes since midnight.
    pub starts_min: u16,
    /// Minutes since that midnight; past 1440 it runs into the next day.
    pub ends_min: u16,
}

/// A dated change of a doctor's hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ScheduleException {
    /// The clinic's date.
    pub on: NaiveDate,
    /// What it does.
    pub kind: ExceptionKind,
    /// Minutes since midnight, from and until; the whole day when `None` (only for
    /// [`ExceptionKind::Off`]).
    pub minutes: Option<(u16, u16)>,
}

/// A doctor, as named on appointments and lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoctorRef {
    /// Which.
    pub id: DoctorId,
    /// How to address them: `Dr`, `Pr`.
    pub title: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// What they practise.
    pub specialties: Vec<Specialty>,
    /// Their photo at the clinic, where faces are shown; appointments come without.
    #[serde(default)]
    pub photo: Option<PhotoId>,
}

impl DoctorRef {
    /// `Dr Leïla Trabelsi`.
    pub fn name(&self) -> String {
        [self.title.as_str(), &self.first_name, &self.last_name]
            .join(" ")
            .trim()
            .to_owned()
    }
}

/// A doctor as anybody may see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoctorCard {
    /// Who.
    pub doctor: DoctorRef,
    /// A few words.
    pub bio: LocalText,
    /// Languages spoken.
    pub languages: Vec<SpokenLanguage>,
    /// Where.
    pub clinic: ClinicCard,
    /// Whether they take same-day visits now.
    pub availability: Availability,
    /// What can be booked with them, first the usual one.
    pub visit_types: Vec<crate::clinics::VisitType>,
}

/// A doctor found by a search, with their next free times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundDoctor {
    /// The doctor.
    pub card: DoctorCard,
    /// The visit type the times are for; `None` when nothing is bookable online.
    pub visit_type: Option<VisitTypeId>,
    /// The next free times, soonest first.
    pub next: Vec<WallTime>,
}

/// What a visitor searches by. Empty fields do not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct DoctorSearch {
    /// Words of a doctor's or clinic's name, or of a specialty in either language.
    pub what: String,
    /// Words of a city or a clinic.
    pub place: String,
    /// A [`Specialty`].
    pub specialty: String,
    /// From which date on (ISO 8601).
    pub from: String,
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchResult {
    /// The doctors, those free soonest first.
    pub doctors: Vec<FoundDoctor>,
    /// How many match in all.
    pub total: i64,
}

/// Free times of one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DaySlots {
    /// The clinic's date.
    pub date: NaiveDate,
    /// Free starts.
    pub slots: Vec<WallTime>,
}

/// A stretch of days of free times of one doctor for one visit type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotWeek {
    /// The days, in order, those without slots too.
    pub days: Vec<DaySlots>,
    /// The first date after these days with a free time, within the horizon.
    pub next_free: Option<NaiveDate>,
    /// Today by the clinic's clock.
    pub today: NaiveDate,
}

/// A member of the staff in the clinic's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffRow {
    /// What makes them a member.
    pub membership: crate::ids::MembershipId,
    /// First and last name.
    pub name: String,
    /// Email.
    pub email: String,
    /// As what.
    pub role: crate::accounts::StaffRole,
    /// Whether they still are.
    pub status: crate::accounts::MemberStatus,
    /// For doctors.
    pub doctor: Option<DoctorRef>,
    /// The photo of their account; a doctor's at the clinic stands with the doctor.
    pub photo: Option<PhotoId>,
    /// For doctors: minutes of work a week.
    pub weekly_min: i64,
    /// Since when.
    pub since: Instant,
}

/// A doctor's hours and what can be booked with them, for the editor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoctorHours {
    /// Who.
    pub doctor: DoctorRef,
    /// The clinic.
    pub clinic: ClinicId,
    /// The week.
    pub hours: Vec<WeeklyHours>,
    /// What can be booked with them.
    pub visit_types: Vec<VisitTypeId>,
}

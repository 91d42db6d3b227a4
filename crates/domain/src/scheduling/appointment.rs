//! Appointments as people see them.

use super::state::{Move, State};
use super::suggest::Suggestion;
use super::{Preferred, Urgency, WhyNot};
use crate::accounts::Role;
use crate::clinics::VisitType;
use crate::ids::{AppointmentId, ClinicId, VisitTypeId};
use crate::language::LocalText;
use crate::money::Money;
use crate::patients::PatientRef;
use crate::staff::{DoctorCard, DoctorRef, Specialty};
use crate::time::{WallTime, ZoneName};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A clinic, as named on appointments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClinicRef {
    /// Which.
    pub id: ClinicId,
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Street and number.
    pub address: String,
    /// City.
    pub city: String,
    /// Telephone.
    pub phone: String,
    /// The zone of its wall clock.
    pub zone: ZoneName,
}

/// A visit type, as named on appointments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitTypeRef {
    /// Which.
    pub id: VisitTypeId,
    /// What it is called.
    pub names: LocalText,
    /// Minutes.
    pub duration_min: i64,
    /// What it costs.
    pub price: Money,
}

/// An appointment or request, as somebody who may see it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentView {
    /// Which.
    pub id: AppointmentId,
    /// Where it stands.
    pub state: State,
    /// At which clinic.
    pub clinic: ClinicRef,
    /// With whom; on a request, the doctor the patient wished for.
    pub doctor: Option<DoctorRef>,
    /// For whom.
    pub patient: PatientRef,
    /// The patient is somebody whom the account that holds the file cares for.
    pub for_relative: bool,
    /// What kind of visit.
    pub visit_type: Option<VisitTypeRef>,
    /// When it starts; on a request, the time the patient wished for.
    pub starts: Option<WallTime>,
    /// When it ends.
    pub ends: Option<WallTime>,
    /// How soon.
    pub urgency: Urgency,
    /// The specialty asked for.
    pub specialty: Option<Specialty>,
    /// What the patient wrote; `None` where the viewer may not see it.
    pub symptoms: Option<String>,
    /// What the patient prefers.
    pub preferred: Preferred,
    /// Put over another on purpose.
    pub overbooked: bool,
    /// The reason given last (a refusal, a cancellation).
    pub reason: Option<String>,
    /// Until when the doctor should answer.
    pub answer_due: Option<WallTime>,
    /// When it was made.
    pub created: WallTime,
    /// Counts changes; sent back with a move, so that two people do not overwrite each other.
    pub version: i64,
    /// What the viewer can do to it now.
    pub moves: Vec<Move>,
}

/// One thing that happened to an appointment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// When.
    pub at: WallTime,
    /// What.
    pub action: Move,
    /// The state it led to.
    pub to: State,
    /// Who, by role; `None` is the clock.
    pub role: Option<Role>,
    /// Who, by name, where the viewer may know.
    pub name: Option<String>,
    /// The doctor concerned.
    pub doctor: Option<DoctorRef>,
    /// Why.
    pub reason: Option<String>,
}

/// A request in the secretary's queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueEntry {
    /// The request.
    pub appointment: AppointmentView,
    /// How many minutes it has waited.
    pub waited_min: i64,
    /// What happened to it before, oldest first.
    pub history: Vec<HistoryEntry>,
    /// Doctors for it, best first.
    pub suggestions: Vec<Suggestion>,
    /// What it could be booked as.
    pub visit_types: Vec<VisitType>,
}

/// What somebody is about to book, shown on every step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingDraft {
    /// With whom and where.
    pub card: DoctorCard,
    /// What kind of visit.
    pub visit_type: VisitType,
    /// When.
    pub starts: WallTime,
    /// Whether that time is still free.
    pub free: bool,
    /// Why not, where it is not.
    pub why: Option<WhyNot>,
    /// Free times near it.
    pub nearest: Vec<WallTime>,
}

/// One day of a doctor's calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarDay {
    /// The clinic's date.
    pub date: NaiveDate,
    /// Working time, as minutes since the clinic's midnight, from and until.
    pub open: Vec<(u16, u16)>,
    /// What is in it, by start.
    pub appointments: Vec<AppointmentView>,
}

/// A doctor's calendar over some days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoctorCalendar {
    /// Whose.
    pub doctor: DoctorRef,
    /// The days, in order.
    pub days: Vec<CalendarDay>,
    /// Now, by the clinic's clock.
    pub now: WallTime,
}

/// One doctor's column on the day board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardColumn {
    /// Whose.
    pub doctor: DoctorRef,
    /// The day.
    pub day: CalendarDay,
}

/// All doctors of a clinic on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayBoard {
    /// The clinic's date.
    pub date: NaiveDate,
    /// A column per active doctor.
    pub columns: Vec<BoardColumn>,
    /// Now, by the clinic's clock.
    pub now: WallTime,
}

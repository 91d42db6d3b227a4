//! The tables of `scheduling`: appointments and their history.

mod read;
mod rooms;
mod times;
mod write;

pub use read::{
    awaiting, between, everything_of_user, find, find_own, of_patient, of_user, queue, upcoming,
};
pub use rooms::{lock_rooms, patient_is_taken, rooms_in_use, rooms_of, set_room};
pub use times::{Taken, due, histories, rules, taken, visits_by_doctor};
pub use write::{Change, History, NewAppointmentRow, add, add_history, change, lapsed_holds};

use salus_domain::accounts::Role;
use salus_domain::clinics::Policy;
use salus_domain::ids::{AppointmentId, ClinicId, RoomId, UserId};
use salus_domain::patients::PatientRef;
use salus_domain::scheduling::state::{Move, State};
use salus_domain::scheduling::{ClinicRef, Preferred, Urgency, VisitTypeRef};
use salus_domain::staff::{DoctorRef, Specialty};
use salus_domain::time::{Instant, Interval};

/// An appointment with all that people see of it. Only look-ups by scope make one.
#[derive(Clone, Debug)]
pub struct Appointment {
    /// Which.
    pub id: AppointmentId,
    /// Where it stands.
    pub state: State,
    /// At which clinic.
    pub clinic: ClinicRef,
    /// That clinic's rules.
    pub policy: Policy,
    /// With whom.
    pub doctor: Option<DoctorRef>,
    /// That doctor's sign-in.
    pub doctor_user: Option<UserId>,
    /// For whom.
    pub patient: PatientRef,
    /// The patient is somebody whom the account that holds the file cares for.
    pub for_relative: bool,
    /// That patient's sign-in.
    pub patient_user: Option<UserId>,
    /// What kind of visit.
    pub visit_type: Option<VisitTypeRef>,
    /// When.
    pub span: Option<Interval>,
    /// When, buffers included.
    pub busy: Option<Interval>,
    /// How soon.
    pub urgency: Urgency,
    /// The specialty asked for.
    pub specialty: Option<Specialty>,
    /// What the patient wrote.
    pub symptoms: String,
    /// What the patient prefers.
    pub preferred: Preferred,
    /// In which room.
    pub room: Option<RoomId>,
    /// Put over another on purpose.
    pub overbooked: bool,
    /// The reason given last.
    pub reason: Option<String>,
    /// When a hold lapses.
    pub hold_expires: Option<Instant>,
    /// Until when the doctor should answer.
    pub answer_due: Option<Instant>,
    /// Counts changes.
    pub version: i64,
    /// When it was made.
    pub created: Instant,
}

impl Appointment {
    /// Its clinic.
    pub const fn clinic_id(&self) -> ClinicId {
        self.clinic.id
    }
}

/// One thing that happened to an appointment.
#[derive(Clone, Debug)]
pub struct Happened {
    /// To which.
    pub appointment: AppointmentId,
    /// When.
    pub at: Instant,
    /// What.
    pub action: Move,
    /// The state it led to.
    pub to: State,
    /// Who, by role; `None` is the clock or somebody without a role.
    pub role: Option<Role>,
    /// Who, by name.
    pub name: Option<String>,
    /// The doctor concerned.
    pub doctor: Option<DoctorRef>,
    /// Why.
    pub reason: Option<String>,
}

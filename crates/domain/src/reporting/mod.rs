//! Reporting: the few figures a role looks at first.

use crate::scheduling::AppointmentView;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a dashboard shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "role", rename_all = "snake_case")]
#[expect(
    clippy::large_enum_variant,
    reason = "one is made per request and serialised at once"
)]
pub enum Dashboard {
    /// A patient's own.
    Patient {
        /// The next visit.
        next: Option<AppointmentView>,
        /// Visits and requests that lie ahead.
        upcoming: i64,
        /// Those that still wait for somebody's answer.
        waiting: i64,
        /// Visits completed.
        completed: i64,
    },
    /// A doctor's day.
    Doctor {
        /// Today by the clinic's clock.
        today: NaiveDate,
        /// Today's visits in order.
        visits: Vec<AppointmentView>,
        /// Appointments awaiting the doctor's answer.
        to_answer: i64,
        /// Visits in the seven days from today.
        week: i64,
        /// Missed in the last thirty days.
        no_shows: i64,
    },
    /// The desk.
    Secretary {
        /// Today by the clinic's clock.
        today: NaiveDate,
        /// Requests nobody has answered.
        requests: i64,
        /// Minutes the oldest has waited.
        oldest_min: Option<i64>,
        /// Appointments with a doctor for an answer.
        awaiting_doctor: i64,
        /// Today's, by how far they have come.
        day: DayFigures,
    },
    /// The clinic.
    ClinicAdmin {
        /// Today by the clinic's clock.
        today: NaiveDate,
        /// Active doctors.
        doctors: i64,
        /// Secretaries.
        secretaries: i64,
        /// Patients' files.
        patients: i64,
        /// Requests nobody has answered.
        requests: i64,
        /// Today's.
        day: DayFigures,
        /// Visits completed in the last thirty days.
        completed: i64,
        /// Missed in the last thirty days.
        no_shows: i64,
        /// Cancelled in the last thirty days.
        cancelled: i64,
    },
    /// The platform.
    SuperAdmin {
        /// Clinics at work.
        active_clinics: i64,
        /// Clinics suspended.
        suspended_clinics: i64,
        /// Active doctors.
        doctors: i64,
        /// Patients' files.
        patients: i64,
        /// Appointments that begin within seven days.
        week: i64,
    },
}

/// A day's appointments, by how far they have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayFigures {
    /// Confirmed, not here yet.
    pub expected: i64,
    /// Checked in.
    pub arrived: i64,
    /// With the doctor.
    pub in_consultation: i64,
    /// Done.
    pub completed: i64,
    /// Missed.
    pub missed: i64,
}

impl DayFigures {
    /// All of them.
    pub const fn total(self) -> i64 {
        self.expected + self.arrived + self.in_consultation + self.completed + self.missed
    }
}

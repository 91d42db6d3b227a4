//! Scheduling: slots, appointments and the states they move through.

mod appointment;
mod input;
pub mod offer;
mod orphans;
pub mod slots;
pub mod state;
pub mod suggest;

pub use appointment::{
    AppointmentView, BoardColumn, BookingDraft, CalendarDay, ClinicRef, DayBoard, DoctorCalendar,
    HistoryEntry, QueueEntry, VisitTypeRef,
};
pub use input::{AssignForm, BookForm, NewAppointment, NewRequest, Preferred, RequestForm};
pub use offer::WhyNot;
pub use orphans::{Decision, DecisionForm, Decisions, DecisionsForm, Orphan, Remedy, WhyAnswer};

use crate::words::words;

words! {
    /// How soon a patient should be seen.
    #[derive(Default)]
    pub enum Urgency {
        /// When it suits.
        #[default]
        Routine = "routine",
        /// Within days.
        Soon = "soon",
        /// As early as can be.
        Urgent = "urgent",
    }
}

words! {
    /// The part of the day a patient prefers.
    #[derive(Default)]
    pub enum PartOfDay {
        /// Any time.
        #[default]
        Any = "any",
        /// Before 13:00.
        Morning = "morning",
        /// From 13:00 on.
        Afternoon = "afternoon",
    }
}

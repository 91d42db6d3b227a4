//! The desk's pages.

mod board;
mod dashboard;
mod offer;
mod patient;
mod patients;
mod queue;
mod request;

pub use board::BoardPage;
pub use dashboard::DeskDashboard;
pub use patient::PatientFilePage;
pub use patients::{EditPatientPage, NewPatientPage, PatientsPage};
pub use queue::QueuePage;

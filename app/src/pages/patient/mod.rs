//! The patient's pages.

mod appointment;
mod appointments;
mod dashboard;

pub use appointment::MyAppointment;
pub use appointments::MyAppointments;
pub use dashboard::MyDashboard;

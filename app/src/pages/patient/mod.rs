//! The patient's pages.

mod appointment;
mod appointments;
mod dashboard;
mod family;
mod privacy;

pub use appointment::MyAppointment;
pub use appointments::MyAppointments;
pub use dashboard::MyDashboard;
pub use family::{FamilyPage, NewRelativePage, RelativePage};
pub use privacy::MyPrivacyPage;

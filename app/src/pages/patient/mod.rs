//! The patient's pages.

mod appointment;
mod appointments;
mod dashboard;
mod privacy;
mod family;

pub use appointment::MyAppointment;
pub use appointments::MyAppointments;
pub use dashboard::MyDashboard;
pub use privacy::MyPrivacyPage;
pub use family::{FamilyPage, NewRelativePage, RelativePage};

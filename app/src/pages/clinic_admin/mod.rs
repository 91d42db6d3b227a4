//! The clinic admin's pages.

mod dashboard;
mod hours;
mod new_doctor;
mod new_secretary;
mod security;
mod staff;
mod visit_types;

pub use dashboard::AdminDashboard;
pub use hours::HoursPage;
pub use new_doctor::NewDoctorPage;
pub use new_secretary::NewSecretaryPage;
pub use security::SecurityPage;
pub use staff::StaffPage;
pub use visit_types::VisitTypesPage;

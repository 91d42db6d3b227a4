//! The clinic admin's pages.

mod audit;
mod dashboard;
mod erasures;
mod hours;
mod new_doctor;
mod new_secretary;
mod staff;
mod visit_types;

pub use audit::AuditPage;
pub use dashboard::AdminDashboard;
pub use erasures::ErasuresPage;
pub use hours::HoursPage;
pub use new_doctor::NewDoctorPage;
pub use new_secretary::NewSecretaryPage;
pub use staff::StaffPage;
pub use visit_types::VisitTypesPage;

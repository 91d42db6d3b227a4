//! The clinic admin's pages.

mod audit;
mod closures;
mod dashboard;
mod edit_doctor;
mod edit_secretary;
mod erasures;
mod hours;
mod import_patients;
mod lost_factor;
mod new_doctor;
mod new_secretary;
mod rooms;
mod security;
mod settings;
mod staff;
mod visit_types;
mod work;

pub use audit::AuditPage;
pub use closures::ClosuresPage;
pub use dashboard::AdminDashboard;
pub use edit_doctor::EditDoctorPage;
pub use edit_secretary::EditSecretaryPage;
pub use erasures::ErasuresPage;
pub use hours::HoursPage;
pub use import_patients::ImportPatientsPage;
pub use new_doctor::NewDoctorPage;
pub use new_secretary::NewSecretaryPage;
pub use rooms::RoomsPage;
pub use security::SecurityPage;
pub use settings::SettingsPage;
pub use staff::StaffPage;
pub use visit_types::VisitTypesPage;

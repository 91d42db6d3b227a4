//! The platform's pages.

mod audit;
mod clinic;
mod clinic_fields;
mod clinics;
mod dashboard;
mod lost_factors;
mod new_admin;
mod new_clinic;

pub use audit::PlatformAuditPage;
pub use clinic::EditClinicPage;
pub use clinics::ClinicsAdmin;
pub use dashboard::PlatformDashboard;
pub use new_admin::NewClinicAdmin;
pub use new_clinic::NewClinicPage;

//! Pages of visitors.

mod book;
mod clinic;
mod clinics;
mod doctor;
mod home;
mod not_found;
mod privacy;
mod request;
mod search;

pub use book::Book;
pub use clinic::ClinicPage;
pub use clinics::Clinics;
pub use doctor::DoctorPage;
pub use home::Home;
pub use not_found::{NotFound, Refused};
pub use privacy::Privacy;
pub use request::Request;
pub use search::Search;

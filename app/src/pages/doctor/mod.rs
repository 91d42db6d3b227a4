//! The doctor's pages.

mod availability;
mod calendar;
mod requests;
mod today;

pub use availability::AvailabilityPage;
pub use calendar::DoctorCalendarPage;
pub use requests::DoctorRequests;
pub use today::DoctorToday;

//! The doctor's pages.

mod calendar;
mod requests;
mod today;

pub use calendar::DoctorCalendarPage;
pub use requests::DoctorRequests;
pub use today::DoctorToday;

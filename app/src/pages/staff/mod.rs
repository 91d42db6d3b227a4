//! Pages that all of a clinic's staff share.

mod appointment;

pub use appointment::StaffAppointment;

//! Staff: doctors and their hours, secretaries; finding a doctor and a free time.

mod factors;
mod files;
mod find;
mod hours;
pub(crate) mod joining;
mod members;
mod schedule;

pub use factors::{reset_doctor_factor, reset_secretary_factor};
pub use files::{
    doctor_file, edit_doctor, edit_secretary, secretary_file, set_doctor_active,
    set_secretary_active,
};
pub use find::{card, search, slot_week};
pub use hours::{hours, save_hours, save_hours_deciding};
pub use members::{add_doctor, add_secretary, rows};
pub(crate) use schedule::today;
pub use schedule::{
    add_exception, add_leave, availability, remove_exception, remove_leave, set_availability,
    set_limits,
};

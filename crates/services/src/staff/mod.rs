//! Staff: doctors and their hours, secretaries; finding a doctor and a free time.

mod find;
mod hours;
mod members;

pub use find::{card, search, slot_week};
pub use hours::{hours, save_hours};
pub use members::{add_doctor, add_secretary, rows};

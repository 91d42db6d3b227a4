//! The audit trail: checking its chains, reading it, and noting who saw what.

mod reads;
mod trail;
mod verify;

pub(crate) use reads::{Saw, note};
pub(crate) use trail::row;
pub use trail::{of_clinic, of_platform};
pub use verify::{verify_all, verify_clinic};

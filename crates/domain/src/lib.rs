//! The words and rules of Salus.
//!
//! Pure: no input or output, no `async`, no clock, no framework, no zone database. It compiles
//! for the browser as for the server, so that a page and the server decide with the same code.
//! The moment, the clinic's policy and the caller are always parameters.
//!
//! A folder per context (`accounts`, `clinics`, `staff`, `patients`, `scheduling`, `reporting`,
//! `audit`, `privacy`) holds that context's types, its inputs with their `validate`, and its rules.

pub mod accounts;
pub mod audit;
pub mod clinics;
#[cfg(feature = "db")]
mod db;
pub mod fault;
pub mod ids;
pub mod invitations;
pub mod language;
pub mod money;
pub mod notifications;
pub mod patients;
pub mod permission;
pub mod photos;
pub mod privacy;
pub mod reporting;
pub mod scheduling;
pub mod staff;
pub mod text;
pub mod time;
pub mod validate;
mod words;

pub use fault::Fault;

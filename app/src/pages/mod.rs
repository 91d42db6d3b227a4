//! The pages, a folder per role: each loads, composes and titles. Pages of visitors and patients are
//! components; those of the back office are lazy routes.

pub mod account;
pub mod clinic_admin;
pub mod doctor;
pub mod patient;
pub mod public;
pub mod secretary;
pub mod staff;
pub mod super_admin;

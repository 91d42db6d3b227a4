//! The pages, a folder per role: each loads, composes and titles. A page is a function of the request.

pub mod account;
pub mod clinic_admin;
pub mod dev;
pub mod doctor;
pub mod patient;
pub mod public;
pub mod secretary;
pub mod staff;
pub mod super_admin;

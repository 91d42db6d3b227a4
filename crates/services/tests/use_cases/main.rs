//! Use cases as their callers meet them, each held on both engines.

mod accounts;
mod administration;
mod audit;
mod availability;
mod clinics;
mod finding;
mod joining;
mod many_patients;
mod patients;
mod privacy;
mod reporting;
mod scheduling;
mod second_factor;
mod security;
mod staff;
mod support;

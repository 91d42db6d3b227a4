//! Use cases as their callers meet them, each held on both engines.

mod accounts;
mod clinics;
mod finding;
mod many_patients;
mod patients;
mod reporting;
mod scheduling;
mod staff;
mod support;

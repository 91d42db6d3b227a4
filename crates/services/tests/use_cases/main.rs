//! Use cases as their callers meet them, each held on both engines.

mod accounts;
mod administration;
mod clinics;
mod finding;
mod joining;
mod reporting;
mod scheduling;
mod staff;
mod support;

//! Use cases as their callers meet them, each held on both engines.

mod accounts;
mod audit;
mod clinics;
mod finding;
mod privacy;
mod reporting;
mod scheduling;
mod staff;
mod support;

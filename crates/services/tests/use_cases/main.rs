//! Use cases as their callers meet them, each held on both engines.

mod accounts;
mod clinics;
mod finding;
mod reporting;
mod scheduling;
mod security;
mod staff;
mod support;

//! Use cases as their callers meet them, each held on both engines.

mod accounts;
mod administration;
mod audit;
mod availability;
mod clinics;
mod finding;
mod importing;
mod invitations;
mod joining;
mod lost_factor;
mod patients;
mod photos;
mod privacy;
mod reporting;
mod scheduling;
mod second_factor;
mod security;
mod staff;
mod support;

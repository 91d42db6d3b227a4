//! Server functions: a file per context, a few lines each. They authorise nothing themselves: the
//! use case they call does, every time.
//!
//! Reads are `GET`, writes are `POST`; endpoints are named, since they are a public interface.

#![expect(
    missing_docs,
    reason = "the macro makes a struct of each function, whose fields are its documented parameters"
)]

pub mod accounts;
pub mod audit;
pub mod availability;
pub mod clinics;
pub mod invitations;
pub mod notifications;
pub mod patients;
pub mod privacy;
pub mod reporting;
pub mod scheduling;
pub mod second_factor;
pub mod staff;

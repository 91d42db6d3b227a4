//! The pages, a folder per role: each loads, composes and titles. Pages of visitors and patients are
//! components; those of the back office are [`Page`]s.

use leptos::prelude::AnyView;

pub mod account;
pub mod clinic_admin;
pub mod doctor;
pub mod patient;
pub mod public;
pub mod secretary;
pub mod staff;
pub mod super_admin;

/// A page of the back office: what it loads, and what it shows of it. Both come when the page is opened,
/// so that the first load carries neither (`routes.rs` makes lazy routes of them).
pub trait Page: Sized {
    /// Begins to load.
    fn data() -> Self;

    /// What is shown.
    fn view(this: Self) -> AnyView;
}

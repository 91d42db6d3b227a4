//! Scheduling: free times, booking, requests, answers, calendars.

mod answer;
pub(crate) mod availability;
mod book;
mod calendars;
pub(crate) mod changes;
mod desk;
mod moves;
mod orphans;
mod view;
mod why;

pub use answer::{accept, decline, to_answer};
pub use book::{book, draft, request};
pub use calendars::{board, calendar};
pub use desk::{advance, assign, cancel, queue, refuse};
pub use moves::expire_due;
pub(crate) use view::views;
pub use view::{mine, one};
pub use why::why;

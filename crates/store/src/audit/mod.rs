//! The audit trail: its chains, and reading it.

mod chain;
mod trail;

pub(crate) use chain::append;
pub use chain::{beyond, chains, head, links, unchained};
pub use trail::{
    Entry, Filter, Page, Reading, about_user, actions_of_clinic, actions_of_platform, of_clinic,
    of_platform, of_user, seen_since, staff,
};

//! A person and what is held about them: who read it, a copy of it, its erasure.

mod erasure;
mod export;
mod mine;

pub use erasure::{ask, erase, refuse, requests};
pub use export::export;
pub use mine::mine;

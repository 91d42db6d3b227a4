//! The store's promises, each held on both engines.

mod engine;
mod found;
mod overlap;
mod owner;
mod schema;
mod support;
mod values;

//! The pages of Salus and the server functions behind them.
//!
//! `pages/` loads and composes, `features/` holds views that several roles share, `ui/` knows neither
//! domain nor routes, `api/` is the thin border to the use cases. Compiled for the server (`ssr`)
//! and for the browser (`hydrate`). No rule and no SQL lives here.
#![recursion_limit = "512"]

pub use salus_texts::i18n;

pub mod api;
pub mod app;
pub mod fault;
pub mod features;
pub mod pages;
pub mod routes;
#[cfg(feature = "ssr")]
pub mod server;
pub mod ui;

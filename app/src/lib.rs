//! The pages of Salus and the server functions behind them.
//!
//! Pages are rendered by the server: `pages/` loads and composes, `features/` holds views that several
//! roles share, `ui/` knows neither domain nor routes, `api/` is the thin border to the use cases. The
//! browser gets two things: `islands/`, parts of pages that live there, and `browser/`, what it does for
//! every page (`hydrate`). No rule and no SQL lives here.
#![recursion_limit = "512"]
#![expect(
    clippy::needless_pass_by_value,
    reason = "a component owns what it is given"
)]

pub use salus_texts::i18n;

pub mod api;
#[cfg(feature = "ssr")]
pub mod app;
#[cfg(feature = "hydrate")]
pub mod browser;
pub mod fault;
pub mod features;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod server;
pub mod ui;

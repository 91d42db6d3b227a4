//! The texts of the interface, checked at compile time: generated from `locales/<language>/`, one
//! file per area. A crate of its own so that the generated code is compiled once and linted never.
#![recursion_limit = "512"]

include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));

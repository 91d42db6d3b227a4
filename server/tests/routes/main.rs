//! The server through its router, a file per part of the address space. Each body runs on SQLite and on
//! PostgreSQL.

#[path = "../support/mod.rs"]
mod support;

mod account;
mod addresses;
mod administration;
mod availability;
mod files;
mod forms;
mod headers;
mod health;
mod lessons;
mod matrix;
mod origin;
mod pages;
mod patients;
mod people;
mod preferences;
mod privacy;
mod second_factor;
mod sessions;
mod sign_in;

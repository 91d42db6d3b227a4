//! A clinic's files on people, and who holds them.

mod family;
mod files;
pub mod import;

pub(crate) use family::file_for;
pub use family::{
    accept, add_relative, decline, edit_relative, family, offer, relative, unlink, withdraw,
};
pub use files::{file, register, save, search, visits};

//! What a request passes before it reaches a page, a file each.

pub mod client;
pub mod faults;
pub mod forms;
pub mod guard;
pub mod headers;
pub mod origin;
pub mod request;
pub mod session;
pub mod size;
pub mod slash;

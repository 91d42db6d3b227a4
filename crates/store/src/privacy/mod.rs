//! What is held about a person: reading it whole, and making it anonymous.

mod erase;
mod held;

pub use erase::{
    ErasureRecord, NewErasure, ask, close_account, decide, erase_file, lock_account, request,
    requests, to_come,
};
pub use held::{FileRecord, RequestRecord, account, files, requests_of_user, sessions};

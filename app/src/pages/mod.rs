//! The pages, a folder per role.

//! Views that several roles share. They know the domain, but no route of their own.

pub mod faults;
pub mod format;
pub mod words;

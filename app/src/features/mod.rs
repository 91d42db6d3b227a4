//! Views that several roles share. They know the domain; of routes, only the frame knows them.

pub mod faults;
pub mod figures;
pub mod form;
pub mod format;
pub mod frame;
pub mod person_form;
pub mod problem;
pub mod reader;
pub mod weekly_hours;
pub mod words;

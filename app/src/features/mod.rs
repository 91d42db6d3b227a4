//! Views that several roles share. They know the domain; of routes, only the frame knows them.

pub mod appointment;
pub mod calendar;
pub mod faults;
pub mod format;
pub mod frame;
pub mod history;
pub mod live;
pub mod moves;
pub mod problem;
pub mod reader;
pub mod words;

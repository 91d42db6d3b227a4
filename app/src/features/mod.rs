//! Views that several roles share. They know the domain; of routes, only the frame and `link` know them.

pub mod answer;
pub mod appointment;
pub mod booking;
pub mod calendar;
pub mod doctor_card;
pub mod faults;
pub mod figures;
pub mod form;
pub mod format;
pub mod frame;
pub mod history;
pub mod link;
pub mod live;
pub mod moves;
pub mod person_form;
pub mod place;
pub mod problem;
pub mod reader;
pub mod search;
pub mod weekly_hours;
pub mod words;

//! The tables of `scheduling`: appointments and their history.

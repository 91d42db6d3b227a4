//! The tables of `patients`: patients' files.

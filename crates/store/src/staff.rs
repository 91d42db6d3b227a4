//! The tables of `staff`: doctors and their schedules.

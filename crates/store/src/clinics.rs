//! The tables of `clinics`: clinics and their visit types.

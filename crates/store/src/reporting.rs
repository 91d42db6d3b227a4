//! The tables of `reporting`: figures, read from the other contexts' tables.

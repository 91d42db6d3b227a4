//! The tables of `accounts`: users, memberships, sessions.

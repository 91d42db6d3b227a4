//! What can go wrong, in the same words on both engines.

use salus_domain::Fault;
use sqlx::error::{BoxDynError, DatabaseError};
use sqlx::postgres::PgDatabaseError;
use std::fmt::Display;
use thiserror::Error;

/// Why the store did not do what it was asked. Constraints bear PostgreSQL's names on either
/// engine: `users_email_key`, `appointments_order`.
#[derive(Debug, Error)]
pub enum StoreError {
    /// No connection in time, or the database went away; what was under way may or may not have
    /// happened.
    #[error("the database does not answer: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// Met another transaction; [`super::Store::write`] has tried several times.
    #[error("met another transaction: {0}")]
    Retryable(#[source] sqlx::Error),
    /// The time is taken.
    #[error("the {0:?} is taken at that time")]
    Overlap(OverlapOf),
    /// A value that must be unique is there already; the constraint's name,
    /// `table_column_column_key` or `table_pkey`.
    #[error("{0} is violated")]
    Unique(String),
    /// Refers to a row that is not there or belongs to another clinic, or is referred to.
    #[error("a foreign key is violated: {0}")]
    ForeignKey(#[source] sqlx::Error),
    /// A rule of the table is violated; the constraint's name.
    #[error("{0} is violated")]
    Check(String),
    /// A row holds what the program does not understand.
    #[error("{table}.{column} of {id}: {why}")]
    BadRow {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// The row's id, `?` where the statement did not read it.
        id: String,
        /// What is wrong with it.
        why: String,
    },
    /// The database is not fit for use; what is wrong and how to mend it.
    #[error("{0}")]
    Setup(String),
    /// Anything else: a fault of ours.
    #[error("{0}")]
    Other(#[source] sqlx::Error),
}

/// Whose time is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OverlapOf {
    /// The doctor's.
    Doctor,
    /// The patient's.
    Patient,
    /// The room's.
    Room,
}

/// Why a transaction ended without effect: the rules said no, or the store failed. `?` makes it
/// from either.
#[derive(Debug, Error)]
pub enum Failure {
    /// The rules said no.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl StoreError {
    /// A row that holds what the program does not understand.
    pub fn bad_row(table: &str, column: &str, id: impl Display, why: impl Display) -> Self {
        Self::BadRow {
            table: table.to_owned(),
            column: column.to_owned(),
            id: id.to_string(),
            why: why.to_string(),
        }
    }

    /// Whether exactly that unique constraint is violated.
    pub fn is_unique(&self, constraint: &str) -> bool {
        matches!(self, Self::Unique(name) if name == constraint)
    }
}

/// A column that does not decode; the table is the first the statement names.
pub(super) fn bad_column(
    text: &str,
    column: &str,
    id: Option<String>,
    why: &BoxDynError,
) -> StoreError {
    let mut words = text.split_whitespace();
    let table = words
        .find(|word| ["FROM", "INTO", "UPDATE"].contains(word))
        .and_then(|_| words.next())
        .unwrap_or("?");
    StoreError::BadRow {
        table: table.to_owned(),
        column: column.trim_matches('"').to_owned(),
        id: id.unwrap_or_else(|| "?".to_owned()),
        why: why.to_string(),
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Io(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::BeginFailed => Self::Unavailable(error),
            sqlx::Error::Database(ref cause) => {
                if let Some(cause) = cause.try_downcast_ref::<PgDatabaseError>() {
                    match postgres(cause) {
                        Kind::Known(known) => known,
                        kind => kind.with(error),
                    }
                } else {
                    match sqlite(cause.as_ref()) {
                        Kind::Known(known) => known,
                        kind => kind.with(error),
                    }
                }
            }
            other => Self::Other(other),
        }
    }
}

/// What a database's error means; those that keep the cause get it afterwards.
enum Kind {
    Known(StoreError),
    Unavailable,
    Retryable,
    ForeignKey,
    Other,
}

impl Kind {
    fn with(self, cause: sqlx::Error) -> StoreError {
        match self {
            Self::Known(known) => known,
            Self::Unavailable => StoreError::Unavailable(cause),
            Self::Retryable => StoreError::Retryable(cause),
            Self::ForeignKey => StoreError::ForeignKey(cause),
            Self::Other => StoreError::Other(cause),
        }
    }
}

/// By SQLSTATE (PostgreSQL's appendix A).
fn postgres(cause: &PgDatabaseError) -> Kind {
    let constraint = || cause.constraint().unwrap_or("?").to_owned();
    match cause.code() {
        "40001" | "40P01" => Kind::Retryable,
        "23P01" => match cause.constraint() {
            Some("appointments_doctor_overlap") => {
                Kind::Known(StoreError::Overlap(OverlapOf::Doctor))
            }
            Some("appointments_patient_overlap") => {
                Kind::Known(StoreError::Overlap(OverlapOf::Patient))
            }
            Some("appointments_room_overlap") => Kind::Known(StoreError::Overlap(OverlapOf::Room)),
            _ => Kind::Other,
        },
        "23505" => Kind::Known(StoreError::Unique(constraint())),
        "23503" => Kind::ForeignKey,
        "23514" => Kind::Known(StoreError::Check(constraint())),
        // Gone, going or full; a statement or a lock that took too long.
        "57P01" | "57P02" | "57P03" | "57014" | "55P03" | "25P03" => Kind::Unavailable,
        code if code.starts_with("08") || code.starts_with("53") => Kind::Unavailable,
        _ => Kind::Other,
    }
}

/// By extended result code (sqlite.org/rescode.html).
fn sqlite(cause: &dyn DatabaseError) -> Kind {
    let code: i32 = cause.code().and_then(|code| code.parse().ok()).unwrap_or(0);
    let message = cause.message();
    let after = |prefix| message.strip_prefix(prefix).unwrap_or(message);
    match code {
        1555 | 2067 => Kind::Known(StoreError::Unique(key_name(
            after("UNIQUE constraint failed: "),
            code == 1555,
        ))),
        787 => Kind::ForeignKey,
        275 => Kind::Known(StoreError::Check(
            after("CHECK constraint failed: ").to_owned(),
        )),
        // Raised by a trigger of ours.
        1811 => match message {
            "overlap:doctor" => Kind::Known(StoreError::Overlap(OverlapOf::Doctor)),
            "overlap:patient" => Kind::Known(StoreError::Overlap(OverlapOf::Patient)),
            "overlap:room" => Kind::Known(StoreError::Overlap(OverlapOf::Room)),
            rule => Kind::Known(StoreError::Check(rule.to_owned())),
        },
        _ => match code & 0xff {
            5 | 6 => Kind::Retryable,
            // Input and output, a full disk, a file that cannot be opened.
            10 | 13 | 14 => Kind::Unavailable,
            _ => Kind::Other,
        },
    }
}

/// PostgreSQL's name for a key, from SQLite's `clinics.name_folded, clinics.address_folded`. Of an
/// id that is there already SQLite may name either key that holds it.
fn key_name(columns: &str, primary: bool) -> String {
    let table = columns.split_once('.').map_or(columns, |(table, _)| table);
    let columns: Vec<&str> = columns
        .split(", ")
        .map(|column| column.split_once('.').map_or(column, |(_, column)| column))
        .collect();
    if primary || columns == ["clinic_id", "id"] {
        format!("{table}_pkey")
    } else {
        format!("{table}_{}_key", columns.join("_"))
    }
}

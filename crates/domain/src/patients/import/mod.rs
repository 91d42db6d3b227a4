//! Tables of patients from elsewhere: what is read of them, and what comes of them.
//!
//! Whatever stands in a cell is text. A value that a spreadsheet would take for a formula is a name like any other;
//! it is the border where a table is written that makes it harmless.

mod columns;

pub use columns::{Column, Head};

use super::{LikelyFile, Likeness};
use crate::Fault;
use crate::ids::ImportId;
use crate::validate::{Checks, FieldError};
use crate::words::words;
use serde::{Deserialize, Serialize};

/// The most bytes of a table.
pub const MOST_BYTES: usize = 5 * 1024 * 1024;

/// [`MOST_BYTES`] in megabytes.
pub const MOST_MB: u32 = 5;

/// The most lines of a table.
pub const MOST_LINES: u32 = 10_000;

/// For how many minutes a checked table waits to be brought in.
pub const WAITS_MIN: i64 = 60;

/// How many wrong lines, and how many second files, are shown; all are counted.
pub const SHOWN: usize = 500;

/// A line that is no file as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrongLine {
    /// Which line of the table, the headings being line 1.
    pub line: u64,
    /// What is wrong with it.
    pub fields: Vec<FieldError>,
}

/// What a line is likely a second file on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SecondOf {
    /// A line before it.
    Line {
        /// Which.
        line: u64,
        /// Why.
        likeness: Likeness,
    },
    /// A file of the clinic.
    File(LikelyFile),
}

impl SecondOf {
    /// Why.
    pub const fn likeness(&self) -> Likeness {
        match self {
            Self::Line { likeness, .. } => *likeness,
            Self::File(file) => file.likeness,
        }
    }
}

/// A line that is likely a second file on somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondLine {
    /// Which line of the table.
    pub line: u64,
    /// The name in it.
    pub name: String,
    /// Of whom.
    pub of: SecondOf,
}

/// What would come of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPreview {
    /// Which.
    pub id: ImportId,
    /// What the file was called.
    pub name: String,
    /// How many lines it has, headings and empty ones apart.
    pub lines: usize,
    /// The columns that are read.
    pub columns: Vec<Column>,
    /// The headings of those that are not.
    pub ignored: Vec<String>,
    /// Wrong lines, as far as they are shown.
    pub wrong: Vec<WrongLine>,
    /// How many there are.
    pub wrong_count: usize,
    /// Likely second files, as far as they are shown.
    pub seconds: Vec<SecondLine>,
    /// How many there are.
    pub second_count: usize,
    /// How many of them have a national id the clinic, or a line before, has too: they are never brought in.
    pub same_id_count: usize,
}

impl ImportPreview {
    /// How many files would be opened, as `likely` says; none while a line is wrong.
    pub const fn opens(&self, likely: Likely) -> usize {
        if self.wrong_count > 0 {
            return 0;
        }
        match likely {
            Likely::Skip => self.lines.saturating_sub(self.second_count),
            Likely::Open => self.lines.saturating_sub(self.same_id_count),
        }
    }
}

words! {
    /// What becomes of lines that are likely second files; those with a known national id are left out either way.
    pub enum Likely {
        /// They are left out.
        Skip = "skip",
        /// They are on other people.
        Open = "open",
    }
}

impl Likely {
    /// Whether a line like that is brought in.
    pub fn opens(self, of: Option<Likeness>) -> bool {
        match of {
            None => true,
            Some(Likeness::NationalId) => false,
            Some(_) => self == Self::Open,
        }
    }
}

/// Brings a checked table in, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ImportForm {
    /// An [`ImportId`].
    pub import: String,
    /// A [`Likely`].
    pub likely: String,
}

impl ImportForm {
    /// Checks both.
    ///
    /// # Errors
    /// [`Fault::Missing`] for what is no table, [`Fault::Invalid`].
    pub fn validate(&self) -> Result<(ImportId, Likely), Fault> {
        let id = self.import.parse().map_err(|_| Fault::Missing)?;
        let mut checks = Checks::new();
        let likely = checks.word("likely", &self.likely);
        checks.done()?;
        Ok((id, likely.ok_or(Fault::Internal)?))
    }
}

/// What came of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// How many files were opened.
    pub opened: usize,
    /// How many lines were left out.
    pub skipped: usize,
}

//! A person and what is held about them: who read it, a copy of it, its erasure.

mod export;

pub use export::{
    Export, ExportAccount, ExportAppointment, ExportClinic, ExportEntry, ExportFile, ExportHistory,
    ExportRelative, ExportRequest, ExportSession,
};

use crate::Fault;
use crate::accounts::Role;
use crate::ids::ErasureId;
use crate::patients::PatientRef;
use crate::time::WallTime;
use crate::validate::Checks;
use crate::words::words;
use serde::{Deserialize, Serialize};

/// What stands where a name was.
pub const NOBODY: &str = "—";

words! {
    /// How far a request to be erased has come.
    pub enum ErasureState {
        /// The clinic has not decided.
        Open = "open",
        /// The clinic keeps the file, and says why.
        Refused = "refused",
        /// The file is anonymous.
        Erased = "erased",
    }
}

/// A member of staff who saw or changed something of the reader's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReaderRow {
    /// When, on the clinic's clock.
    pub at: WallTime,
    /// Who.
    pub name: String,
    /// In which capacity.
    pub role: Option<Role>,
    /// Where.
    pub clinic: String,
    /// What they did.
    pub action: String,
}

/// A clinic's file on the reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyFile {
    /// The clinic's name.
    pub clinic: String,
    /// Whom it is on, where that is somebody the reader cares for.
    pub relative: Option<String>,
    /// Since when.
    pub since: WallTime,
    /// The latest request to have it erased.
    pub request: Option<MyRequest>,
}

/// A request of the reader to be erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyRequest {
    /// When it was made.
    pub asked: WallTime,
    /// What came of it.
    pub state: ErasureState,
    /// Why it was refused.
    pub reason: Option<String>,
}

/// The page of a person about what is held of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyPrivacy {
    /// Who holds files on them.
    pub files: Vec<MyFile>,
    /// Who saw or changed something, latest first.
    pub readers: Vec<ReaderRow>,
    /// Where the next page of readers begins, if there is one.
    pub next: Option<String>,
}

/// A request to be erased, as the clinic's admin sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureRow {
    /// Which.
    pub id: ErasureId,
    /// Whose.
    pub patient: PatientRef,
    /// When it was made.
    pub asked: WallTime,
    /// What came of it.
    pub state: ErasureState,
    /// Why it was refused.
    pub reason: Option<String>,
    /// When it was decided.
    pub decided: Option<WallTime>,
    /// Visits and requests to come, which stand in the way.
    pub to_come: i64,
}

/// What came of asking to be erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Asked {
    /// The clinics that hold a file will decide.
    Clinics,
    /// No clinic holds a file: the account is closed.
    Closed,
}

/// Checks the reason for keeping a file.
///
/// # Errors
/// [`Fault::Invalid`] without one.
pub fn refusal(reason: &str) -> Result<String, Fault> {
    let mut checks = Checks::new();
    let reason = checks.required_paragraph("reason", reason, 1000);
    checks.done()?;
    Ok(reason)
}

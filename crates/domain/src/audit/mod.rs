//! The audit trail: who saw or changed whose data, when and from where.

pub mod chain;

use crate::accounts::Role;
use crate::ids::AuditId;
use crate::time::{Instant, WallTime};
use chain::Broken;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The action of an entry about somebody of the staff who saw a patient's data.
pub const SEEN: &str = "patient.seen";

/// What somebody looks for in the trail, as the address of the page says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuditSearch {
    /// Only this action; empty for all.
    pub action: String,
    /// Only by this user or about this file; empty for all.
    pub person: String,
    /// The last entry of the page before, as [`AuditPage::next`] has it; empty for the first page.
    pub after: String,
    /// Has the chain checked.
    pub verify: bool,
}

impl AuditSearch {
    /// The entry the page begins after; what cannot be read is the first page.
    pub fn cursor(&self) -> Option<(Instant, AuditId)> {
        read_cursor(&self.after)
    }
}

/// Where a page of the trail ends, to begin the next with.
pub fn cursor(at: Instant, id: AuditId) -> String {
    format!("{}.{id}", at.micros())
}

/// As [`cursor`] wrote it.
pub fn read_cursor(text: &str) -> Option<(Instant, AuditId)> {
    let (at, id) = text.split_once('.')?;
    Some((
        Instant::from_micros(at.parse().ok()?)?,
        AuditId::new(id.parse().ok()?),
    ))
}

/// Somebody in the trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPerson {
    /// The user, or the file.
    pub id: Uuid,
    /// Their name.
    pub name: String,
}

/// An entry, as somebody who may read it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// Its id.
    pub id: AuditId,
    /// Its number; `None` from before chains.
    pub seq: Option<i64>,
    /// When, on the clinic's clock; the platform's is UTC.
    pub at: WallTime,
    /// Who; `None` is the clock or a visitor.
    pub actor: Option<AuditPerson>,
    /// In which capacity; `None` is the clock or a visitor.
    pub role: Option<Role>,
    /// Nobody did it: it was due.
    pub by_clock: bool,
    /// What.
    pub action: String,
    /// Whose data, where the reader may know.
    pub patient: Option<AuditPerson>,
    /// Where.
    pub clinic: Option<String>,
    /// From which network address.
    pub address: Option<String>,
}

/// What came of checking a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// Every entry is as it was written.
    Intact {
        /// The number of the last.
        entries: i64,
        /// The hash of the last: noted down elsewhere, it shows whether all was written anew.
        head: String,
    },
    /// It breaks.
    Broken(Broken),
}

/// A chain and what came of checking it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// The clinic's name, or its id where it has none; `None` is the platform.
    pub clinic: Option<String>,
    /// What came of it.
    pub verdict: Verdict,
}

/// A page of the trail, latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    /// The entries.
    pub rows: Vec<AuditRow>,
    /// For [`AuditSearch::after`] of the next page, if there is one.
    pub next: Option<String>,
    /// The kinds of action there are.
    pub actions: Vec<String>,
    /// Whom one may look for: the clinic's staff.
    pub people: Vec<AuditPerson>,
    /// What came of checking, where that was asked.
    pub checked: Vec<Checked>,
}

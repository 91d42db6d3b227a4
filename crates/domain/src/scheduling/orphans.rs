//! Visits to come that a change of hours would leave outside them, and what is decided about each.

use super::WhyNot;
use crate::Fault;
use crate::ids::{AppointmentId, PatientId};
use crate::language::LocalText;
use crate::time::{Instant, WallTime};
use crate::validate::Checks;
use crate::words::words;
use serde::{Deserialize, Serialize};

/// A visit that would no longer fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Orphan {
    /// Which.
    pub appointment: AppointmentId,
    /// The version that was read.
    pub version: i64,
    /// Whose.
    pub file: PatientId,
    /// The patient's name.
    pub patient: String,
    /// The doctor's name.
    pub doctor: String,
    /// What kind of visit.
    pub visit_type: Option<LocalText>,
    /// When it is.
    pub starts: WallTime,
    /// The next free time with the same doctor after the change, if there is one soon.
    pub next: Option<WallTime>,
}

words! {
    /// What to do about a visit that would no longer fit.
    pub enum Remedy {
        /// Move it to the next free time.
        Move = "move",
        /// Leave it where it is, outside hours on purpose.
        Keep = "keep",
        /// Call it off.
        Cancel = "cancel",
    }
}

/// What was decided about one visit, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DecisionForm {
    /// An [`AppointmentId`].
    pub appointment: String,
    /// The version that was read.
    pub version: i64,
    /// A [`Remedy`].
    pub remedy: String,
    /// The time that was shown, RFC 3339; for [`Remedy::Move`].
    pub to: String,
}

/// What was decided about all of them, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DecisionsForm {
    /// One by one.
    pub visits: Vec<DecisionForm>,
    /// Why, for those called off; their patients read it.
    pub reason: String,
}

/// What was decided about one visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Which.
    pub appointment: AppointmentId,
    /// The version that was read.
    pub version: i64,
    /// What to do.
    pub remedy: Remedy,
    /// Where a move leads.
    pub to: Option<Instant>,
}

/// What was decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// One by one.
    pub visits: Vec<Decision>,
    /// Why some are called off; empty where it was forgotten, which is asked about beside the visits.
    pub reason: String,
}

impl DecisionsForm {
    /// Checks every field.
    ///
    /// # Errors
    /// [`Fault::Invalid`] naming every failing field; the fields of one visit are named
    /// `decisions.<place>.<field>`, the reason `decisions.reason`.
    pub fn validate(&self) -> Result<Decisions, Fault> {
        let mut checks = Checks::new();
        let mut visits = Vec::with_capacity(self.visits.len());
        for (place, typed) in self.visits.iter().enumerate() {
            let field = |name: &str| format!("decisions.{place}.{name}");
            let appointment = checks.word(&field("appointment"), &typed.appointment);
            let remedy = checks.word(&field("remedy"), &typed.remedy);
            let to = if remedy == Some(Remedy::Move) {
                checks.word(&field("to"), &typed.to)
            } else {
                None
            };
            if let (Some(appointment), Some(remedy)) = (appointment, remedy) {
                visits.push(Decision {
                    appointment,
                    version: typed.version,
                    remedy,
                    to,
                });
            }
        }
        let reason = checks.paragraph("decisions.reason", &self.reason, 1000);
        checks.done()?;
        Ok(Decisions { visits, reason })
    }
}

/// Whether a time can be had, online and by the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhyAnswer {
    /// The time asked about.
    pub starts: WallTime,
    /// Why patients cannot book it; `None` when they can.
    pub online: Option<WhyNot>,
    /// Why the desk cannot either; `None` when it can.
    pub desk: Option<WhyNot>,
}

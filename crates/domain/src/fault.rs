//! Why something did not happen: values with stable codes, translated once by the pages, once by
//! REST and once by FHIR.

use crate::patients::LikelyFile;
use crate::scheduling::state::State;
use crate::scheduling::{Orphan, WhyNot};
use crate::time::WallTime;
use crate::validate::FieldError;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Any answer other than success. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Fault {
    /// Nobody is signed in.
    #[error("signed out")]
    SignedOut,
    /// Email and password do not match; says nothing of which.
    #[error("wrong credentials")]
    WrongCredentials,
    /// The caller may not do this.
    #[error("access refused")]
    Refused,
    /// No such thing, or nothing the caller may know of.
    #[error("missing")]
    Missing,
    /// Possible in itself, but not as things stand.
    #[error("conflict: {conflict:?}")]
    Conflict {
        /// What stands in the way.
        conflict: Conflict,
    },
    /// Some fields are wrong, each named.
    #[error("invalid: {fields:?}")]
    Invalid {
        /// Every failing field.
        fields: Vec<FieldError>,
    },
    /// Too many attempts; anybody may try again, later.
    #[error("too many attempts")]
    TooMany {
        /// In how many seconds.
        retry_after_s: i64,
    },
    /// Too much at once; the same call may go through in a moment.
    #[error("busy")]
    Busy,
    /// A fault of ours, written to the log under the request's id.
    #[error("internal")]
    Internal,
}

/// What stands in the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Conflict {
    /// Somebody was faster; the nearest times still free.
    SlotTaken {
        /// Starts of free slots, nearest first.
        nearest: Vec<WallTime>,
    },
    /// The time is not offered: outside hours, inside the notice, past the horizon, off the grid.
    SlotNotOffered {
        /// Starts of free slots, nearest first.
        nearest: Vec<WallTime>,
        /// Which of these it is.
        why: WhyNot,
    },
    /// Visits to come would be left where nobody works any more; nothing was saved.
    WouldOrphan {
        /// Which, soonest first.
        orphans: Vec<Orphan>,
        /// Something was decided about them that has become impossible.
        stale: bool,
        /// Whether some are to be called off, and nobody said why.
        wants_reason: bool,
    },
    /// The patient has another visit then.
    PatientBusy,
    /// The room is taken then.
    RoomBusy,
    /// The doctor takes no appointments now.
    DoctorUnavailable,
    /// The clinic takes no appointments now.
    ClinicSuspended,
    /// Too late for the patient to do it alone.
    WithinNotice {
        /// The clinic's notice in minutes.
        notice_min: i64,
        /// Whom to call.
        clinic_name: String,
        /// At which number.
        phone: String,
    },
    /// The state machine has no such move for this actor.
    NoSuchMove {
        /// The state the appointment is in.
        state: State,
    },
    /// It is not the time for that move yet, or no longer.
    NotNow {
        /// The state the appointment is in.
        state: State,
    },
    /// It changed since it was read.
    Changed,
    /// The hold has lapsed.
    HoldExpired,
    /// A clinic with this email, or this name and address, exists.
    DuplicateClinic,
    /// The address is used by another account.
    EmailTaken,
    /// That person already has this role here.
    AlreadyMember,
    /// That person has a role elsewhere, too, or one that the caller may not give.
    RolesElsewhere,
    /// The clinic holds what must be kept.
    ClinicNotEmpty {
        /// Doctors, those who left too.
        doctors: i64,
        /// Patients' files.
        patients: i64,
        /// Appointments and requests.
        appointments: i64,
    },
    /// The patient still has visits or requests to come.
    VisitsToCome,
    /// The link was used, has lapsed, or never was one; says nothing of which.
    LinkSpent,
    /// The clinic has a file with that national id.
    NationalIdTaken {
        /// Which.
        file: LikelyFile,
    },
    /// The clinic has files on what is likely the same person.
    LikelyDuplicates {
        /// Which, and why.
        files: Vec<LikelyFile>,
    },
    /// The account has a file of its own at that clinic already.
    FileExists,
}

impl Fault {
    /// A conflict.
    pub const fn conflict(conflict: Conflict) -> Self {
        Self::Conflict { conflict }
    }

    /// One failing field.
    pub fn field(field: impl Into<String>, problem: crate::validate::Problem) -> Self {
        Self::Invalid {
            fields: vec![FieldError::new(field, problem)],
        }
    }

    /// In how many seconds to try again, where that is known.
    pub const fn retry_after_s(&self) -> Option<i64> {
        match self {
            Self::TooMany { retry_after_s } => Some(*retry_after_s),
            _ => None,
        }
    }

    /// The status code of HTTP (RFC 9110) that says the same.
    pub const fn status(&self) -> u16 {
        match self {
            Self::SignedOut | Self::WrongCredentials => 401,
            Self::Refused => 403,
            Self::Missing => 404,
            Self::Conflict { .. } => 409,
            Self::Invalid { .. } => 422,
            Self::TooMany { .. } => 429,
            Self::Busy => 503,
            Self::Internal => 500,
        }
    }
}

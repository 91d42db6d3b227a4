//! Identifiers, one type per thing, so that a doctor's id cannot be passed for a patient's.
//!
//! Each wraps a `UUIDv7` (RFC 9562): random enough not to be guessed, ordered enough for an index.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "db", derive(sqlx::Type), sqlx(transparent))]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps an identifier that was generated or read.
            pub const fn new(id: Uuid) -> Self {
                Self(id)
            }

            /// The bare identifier.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A person's sign-in.
    UserId;
    /// A tenant.
    ClinicId;
    /// A user's role in one clinic.
    MembershipId;
    /// A doctor of one clinic.
    DoctorId;
    /// A clinic's file on a person.
    PatientId;
    /// Somebody an account cares for.
    RelativeId;
    /// A file offered to an account.
    OfferId;
    /// What one books.
    VisitTypeId;
    /// A room of a clinic.
    RoomId;
    /// An appointment or a request.
    AppointmentId;
    /// One stretch of a doctor's weekly hours.
    WeeklyHoursId;
    /// A dated change of a doctor's hours.
    ScheduleExceptionId;
    /// Some days on which a doctor is away.
    LeaveId;
    /// Some days on which a clinic is closed.
    ClosureId;
    /// One entry of an appointment's history.
    HistoryId;
    /// Something that happened.
    EventId;
    /// An entry of the audit trail.
    AuditId;
    /// A person's request to be erased by a clinic.
    ErasureId;
    /// A mail.
    MailId;
    /// An invitation to join a clinic's staff.
    InvitationId;
    /// A photo of a person, as its address names it.
    PhotoId;
    /// A table of patients, checked and not yet brought in.
    ImportId;
}

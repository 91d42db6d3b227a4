//! Whose rows a statement may see or change.
//!
//! Every statement names its reach beside its text. On PostgreSQL the engine tells it to the database before
//! the statement runs, and the policies on the tables (migration `0013_walls`) let through nothing else: a
//! statement that forgets to name the clinic finds no other clinic's rows. A reach is made of a typed key
//! ([`Scope`], [`OwnScope`], [`PlatformGrant`]) or, within this crate, by name.

use crate::{OwnScope, Scope};
use salus_domain::ids::{ClinicId, UserId};
use salus_domain::permission::PlatformGrant;

/// Whose rows a statement reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Shared,
    Clinic(ClinicId),
    Own(UserId),
    Public,
    Times,
    Platform,
    Everywhere,
    #[cfg(feature = "testing")]
    Upkeep,
}

impl Reach {
    /// No clinic's rows: accounts, mails, counts of tries, and what everybody may read of the clinics.
    pub const SHARED: Self = Self(Kind::Shared);

    /// What every visitor may read: active doctors, what they offer, when they work.
    pub(crate) const PUBLIC: Self = Self(Kind::Public);

    /// When doctors are taken: appointments that take time. For busy times only, which read nothing else of
    /// them.
    pub(crate) const TIMES: Self = Self(Kind::Times);

    /// The platform's own rows, which belong to no clinic.
    pub(crate) const PLATFORM: Self = Self(Kind::Platform);

    /// Every clinic's rows, to read: for the clock and the platform.
    pub(crate) const EVERYWHERE: Self = Self(Kind::Everywhere);

    /// Every clinic's rows, to read and to change, as migrations reach them.
    #[cfg(feature = "testing")]
    pub const UPKEEP: Self = Self(Kind::Upkeep);

    /// One clinic's rows, or the platform's own: for what is written beside a change that was authorised.
    pub(crate) fn of(clinic: Option<ClinicId>) -> Self {
        clinic.map_or(Self::PLATFORM, |clinic| Self(Kind::Clinic(clinic)))
    }

    /// What is about a user, in whichever clinic, to read: memberships, files, visits.
    pub(crate) const fn own(user: UserId) -> Self {
        Self(Kind::Own(user))
    }

    /// Whether a connection that reaches so far may run this as it is.
    pub(crate) fn is_within(self, armed: Option<Self>) -> bool {
        armed.is_some_and(|armed| self == Self::SHARED || self == armed)
    }

    /// What the policies read: `salus.clinic`, `salus.user` and `salus.reach`.
    pub(crate) fn settings(self) -> (String, String, &'static str) {
        let none = String::new;
        match self.0 {
            Kind::Shared => (none(), none(), ""),
            Kind::Clinic(clinic) => (clinic.to_string(), none(), "clinic"),
            Kind::Own(user) => (none(), user.to_string(), "own"),
            Kind::Public => (none(), none(), "public"),
            Kind::Times => (none(), none(), "times"),
            Kind::Platform => (none(), none(), "platform"),
            Kind::Everywhere => (none(), none(), "everywhere"),
            #[cfg(feature = "testing")]
            Kind::Upkeep => (none(), none(), "upkeep"),
        }
    }
}

impl From<&Scope> for Reach {
    fn from(scope: &Scope) -> Self {
        Self(Kind::Clinic(scope.clinic()))
    }
}

impl From<&OwnScope> for Reach {
    fn from(own: &OwnScope) -> Self {
        Self::own(own.user())
    }
}

impl From<OwnScope> for Reach {
    fn from(own: OwnScope) -> Self {
        Self::own(own.user())
    }
}

impl From<&PlatformGrant> for Reach {
    fn from(_: &PlatformGrant) -> Self {
        Self::EVERYWHERE
    }
}

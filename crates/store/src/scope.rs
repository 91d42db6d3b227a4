//! The keys to a clinic's tables.
//!
//! Every function on a tenant's table takes a [`Scope`]. One is made of a granted permission and of
//! nothing else, so a forgotten check does not compile. It carries the clinic, which every statement
//! names, and how far the permission goes, by which every look-up narrows: what lies beyond is not
//! there.

use salus_domain::accounts::{Caller, StaffRole};
use salus_domain::ids::{ClinicId, UserId};
use salus_domain::permission::{ClinicGrant, OwnGrant, Reach};

/// The key to one clinic's rows, as far as the caller reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    clinic: ClinicId,
    patient_user: Option<UserId>,
    doctor_user: Option<UserId>,
}

impl From<&ClinicGrant> for Scope {
    fn from(grant: &ClinicGrant) -> Self {
        let user = grant.caller().user();
        let own = grant.reach() == Reach::Own;
        let doctor = matches!(
            grant.caller(),
            Caller::Staff {
                role: StaffRole::Doctor,
                ..
            }
        );
        Self {
            clinic: grant.clinic(),
            patient_user: user.filter(|_| own && !doctor),
            doctor_user: user.filter(|_| grant.reach() == Reach::Theirs || (own && doctor)),
        }
    }
}

impl Scope {
    /// For the clock: jobs act on a clinic's rows on nobody's behalf.
    pub const fn of_the_clock(clinic: ClinicId) -> Self {
        Self {
            clinic,
            patient_user: None,
            doctor_user: None,
        }
    }

    /// The clinic every statement names.
    pub const fn clinic(&self) -> ClinicId {
        self.clinic
    }

    /// Only the rows of this user's patient file, where set: `($n IS NULL OR p.user_id = $n)`.
    pub const fn patient_user(&self) -> Option<UserId> {
        self.patient_user
    }

    /// Only the rows of this user's doctor, where set: `($n IS NULL OR d.user_id = $n)`.
    pub const fn doctor_user(&self) -> Option<UserId> {
        self.doctor_user
    }
}

/// The key to a user's own rows, in whichever clinic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnScope {
    user: UserId,
}

impl From<&OwnGrant> for OwnScope {
    fn from(grant: &OwnGrant) -> Self {
        Self { user: grant.user() }
    }
}

impl OwnScope {
    /// Whose rows.
    pub const fn user(&self) -> UserId {
        self.user
    }
}

//! Accounts: sign-ins, roles, and who is calling.

mod input;
pub mod second_factor;
mod security;

pub use input::{Register, RegisterForm, SignInForm};
pub use security::{
    EmailForm, ForgotForm, LinkPurpose, OwnAccount, PasswordForm, Profile, ProfileForm, ResetForm,
    SessionLine,
};

use crate::ids::{ClinicId, PhotoId, UserId};
use crate::language::Language;
use crate::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// What somebody may be, the visitor apart.
    pub enum Role {
        /// Books for themself.
        Patient = "patient",
        /// Gives consultations in one clinic.
        Doctor = "doctor",
        /// Keeps the desk of one clinic.
        Secretary = "secretary",
        /// Runs one clinic.
        ClinicAdmin = "clinic_admin",
        /// Runs the platform.
        SuperAdmin = "super_admin",
    }
}

words! {
    /// A role held in a clinic.
    pub enum StaffRole {
        /// Gives consultations.
        Doctor = "doctor",
        /// Keeps the desk.
        Secretary = "secretary",
        /// Runs the clinic.
        ClinicAdmin = "clinic_admin",
    }
}

words! {
    /// Whether a role in a clinic is held.
    pub enum MemberStatus {
        /// Held.
        Active = "active",
        /// No longer; kept for what happened.
        Inactive = "inactive",
    }
}

impl From<StaffRole> for Role {
    fn from(role: StaffRole) -> Self {
        match role {
            StaffRole::Doctor => Self::Doctor,
            StaffRole::Secretary => Self::Secretary,
            StaffRole::ClinicAdmin => Self::ClinicAdmin,
        }
    }
}

/// On whose behalf, and in which capacity, something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Caller {
    /// Nobody signed in.
    Visitor,
    /// A user acting for themself.
    Patient {
        /// Who.
        user: UserId,
    },
    /// A member of a clinic's staff.
    Staff {
        /// Who.
        user: UserId,
        /// Where.
        clinic: ClinicId,
        /// As what.
        role: StaffRole,
    },
    /// Whoever runs the platform.
    SuperAdmin {
        /// Who.
        user: UserId,
    },
}

impl Caller {
    /// The user, unless a visitor.
    pub const fn user(self) -> Option<UserId> {
        match self {
            Self::Visitor => None,
            Self::Patient { user } | Self::Staff { user, .. } | Self::SuperAdmin { user } => {
                Some(user)
            }
        }
    }

    /// The role, unless a visitor.
    pub fn role(self) -> Option<Role> {
        match self {
            Self::Visitor => None,
            Self::Patient { .. } => Some(Role::Patient),
            Self::Staff { role, .. } => Some(role.into()),
            Self::SuperAdmin { .. } => Some(Role::SuperAdmin),
        }
    }

    /// The clinic of a member of staff.
    pub const fn clinic(self) -> Option<ClinicId> {
        match self {
            Self::Staff { clinic, .. } => Some(clinic),
            _ => None,
        }
    }
}

/// The signed-in user, for the frame of every page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// The sign-in.
    pub user: UserId,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Their photo.
    #[serde(default)]
    pub photo: Option<PhotoId>,
    /// The capacity they act in.
    pub role: Role,
    /// The clinic they act for.
    pub clinic: Option<MyClinic>,
    /// What they read in.
    pub language: Language,
    /// In which other capacities they could act.
    pub others: Vec<Capacity>,
    /// Their clinic asks a second factor of them, which they have yet to turn on: until then they act
    /// for themself only.
    #[serde(default)]
    pub second_factor_due: bool,
    /// Whether the address they sign in with is verified.
    pub email_verified: bool,
    /// Somebody else chose their password: they choose another before anything else.
    pub must_change_password: bool,
}

/// A capacity somebody may act in: a role, and for staff the clinic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capacity {
    /// As what.
    pub role: Role,
    /// Where, for a member of staff.
    pub clinic: Option<MyClinic>,
}

/// The clinic a member of staff acts for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyClinic {
    /// Which.
    pub id: ClinicId,
    /// Its name.
    pub name: String,
    /// Its city.
    pub city: String,
}

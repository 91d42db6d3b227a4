//! Invitations: a role in a clinic, offered by mail to whoever reads an address.

use crate::Fault;
use crate::accounts::{Caller, Role, StaffRole};
use crate::ids::{ClinicId, InvitationId, UserId};
use crate::language::{LocalText, SpokenLanguage};
use crate::permission::{Action, ClinicGrant, in_clinic, may_grant};
use crate::staff::{NewDoctor, Specialty};
use crate::validate::Checks;
use crate::words::words;
use serde::{Deserialize, Serialize};

/// For how many minutes an invitation holds: three days, so that it outlives a weekend.
pub const HOLDS_MIN: i64 = 72 * 60;

/// How many invitations a clinic sends to one address within [`WINDOW_MIN`]: nobody's mailbox is filled.
pub const AT_MOST: i64 = 5;

/// The window of [`AT_MOST`], in minutes.
pub const WINDOW_MIN: i64 = 24 * 60;

/// What the clinic says of a doctor beside name and address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Practice {
    /// How to address them.
    pub title: String,
    /// What they practise; never empty.
    pub specialties: Vec<Specialty>,
    /// Languages spoken.
    pub languages: Vec<SpokenLanguage>,
    /// A few words.
    pub bio: LocalText,
}

impl From<&NewDoctor> for Practice {
    fn from(doctor: &NewDoctor) -> Self {
        Self {
            title: doctor.title.clone(),
            specialties: doctor.specialties.clone(),
            languages: doctor.languages.clone(),
            bio: doctor.bio.clone(),
        }
    }
}

/// Which of a clinic's invitations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Office {
    /// Those to doctors and secretaries, in the clinic where the caller works.
    Staff,
    /// Those to who runs that clinic, by the platform.
    Admins(ClinicId),
}

impl Office {
    /// Asks for the permission to invite.
    ///
    /// # Errors
    /// As [`crate::permission::at_work`] and [`in_clinic`].
    pub fn open(self, caller: Caller) -> Result<ClinicGrant, Fault> {
        match self {
            Self::Staff => crate::permission::at_work(caller, Action::ManageStaff),
            Self::Admins(clinic) => in_clinic(caller, Action::ManageClinicAdmins, clinic),
        }
    }

    /// The roles it invites to.
    pub const fn roles(self) -> &'static [StaffRole] {
        match self {
            Self::Staff => &[StaffRole::Doctor, StaffRole::Secretary],
            Self::Admins(_) => &[StaffRole::ClinicAdmin],
        }
    }
}

/// What whoever sent an invitation may do now: an invitation is worth no more than that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inviter {
    /// Who.
    pub user: UserId,
    /// They run the platform.
    pub super_admin: bool,
    /// They run the clinic.
    pub clinic_admin: bool,
}

impl Inviter {
    /// The permission by which they give that role there, if they still may.
    pub fn grant(self, role: StaffRole, clinic: ClinicId) -> Option<ClinicGrant> {
        let Self { user, .. } = self;
        let (caller, action) = match role {
            StaffRole::ClinicAdmin => (
                self.super_admin.then_some(Caller::SuperAdmin { user })?,
                Action::ManageClinicAdmins,
            ),
            StaffRole::Doctor | StaffRole::Secretary => {
                let admin = Caller::Staff {
                    user,
                    clinic,
                    role: StaffRole::ClinicAdmin,
                };
                (self.clinic_admin.then_some(admin)?, Action::ManageStaff)
            }
        };
        let granter = caller.role()?;
        in_clinic(caller, action, clinic)
            .ok()
            .filter(|_| may_grant(granter, Role::from(role)))
    }
}

words! {
    /// Who reads an invitation, as far as it matters.
    pub enum Invitee {
        /// Nobody signed in, and no account has the address: they open one.
        New = "new",
        /// Nobody signed in; an account has the address: its holder signs in.
        SignIn = "sign_in",
        /// The holder of the account with that address.
        Themself = "themself",
        /// Somebody signed in with another address.
        Another = "another",
    }
}

/// Who reads an invitation: `account` is the one that has the address.
pub fn invitee(reader: Option<UserId>, account: Option<UserId>) -> Invitee {
    match (reader, account) {
        (None, None) => Invitee::New,
        (None, Some(_)) => Invitee::SignIn,
        (Some(reader), Some(account)) if reader == account => Invitee::Themself,
        (Some(_), _) => Invitee::Another,
    }
}

/// An invitation, as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationView {
    /// The clinic's name.
    pub clinic: String,
    /// As what.
    pub role: StaffRole,
    /// The address it was sent to.
    pub email: String,
    /// First name, as the clinic typed it.
    pub first_name: String,
    /// Last name, as the clinic typed it.
    pub last_name: String,
    /// Who reads it.
    pub invitee: Invitee,
}

/// An invitation nobody has accepted, as the clinic sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationRow {
    /// Which.
    pub id: InvitationId,
    /// First and last name, as typed.
    pub name: String,
    /// The address it was sent to.
    pub email: String,
    /// As what.
    pub role: StaffRole,
    /// For how many minutes it holds; `None` once it does not.
    pub left_min: Option<i64>,
}

/// Somebody accepts an invitation and opens an account by it, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AcceptForm {
    /// What the link holds.
    pub token: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// The password they choose.
    pub password: String,
}

impl AcceptForm {
    /// First and last name, checked with the password.
    ///
    /// # Errors
    /// [`Fault::Invalid`] naming every failing field.
    pub fn validate(&self) -> Result<(String, String), Fault> {
        let mut checks = Checks::new();
        let first_name = checks.required("first_name", &self.first_name, 80);
        let last_name = checks.required("last_name", &self.last_name, 80);
        checks.password("password", &self.password);
        checks.done()?;
        Ok((first_name, last_name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_invitation_does_not_give_a_higher_role_than_the_inviter_may() {
        let (clinic, user) = (
            ClinicId::new(Uuid::from_u128(1)),
            UserId::new(Uuid::from_u128(2)),
        );
        for super_admin in [false, true] {
            for clinic_admin in [false, true] {
                let inviter = Inviter {
                    user,
                    super_admin,
                    clinic_admin,
                };
                for role in StaffRole::ALL {
                    let may = match role {
                        StaffRole::ClinicAdmin => super_admin,
                        StaffRole::Doctor | StaffRole::Secretary => clinic_admin,
                    };
                    assert_eq!(
                        inviter.grant(*role, clinic).is_some(),
                        may,
                        "{inviter:?} {role}"
                    );
                }
            }
        }
    }

    #[test]
    fn only_the_holder_of_the_address_is_the_invitee() {
        let (one, other) = (
            UserId::new(Uuid::from_u128(1)),
            UserId::new(Uuid::from_u128(2)),
        );
        for (reader, account, expected) in [
            (None, None, Invitee::New),
            (None, Some(one), Invitee::SignIn),
            (Some(one), Some(one), Invitee::Themself),
            (Some(other), Some(one), Invitee::Another),
            (Some(other), None, Invitee::Another),
        ] {
            assert_eq!(invitee(reader, account), expected);
        }
    }
}

//! Accounts: registering, signing in, and who is calling.

mod capacities;
mod links;
mod own;
mod register;
mod reset;
pub mod second_factor;
pub mod sessions;
mod sign_in;
mod super_admin;
mod verify;

pub use capacities::{capacities, switch};
pub use links::{check_link, forget_expired_links};
pub(crate) use links::{hash_of, new_token, spent};
pub use own::{change_password, edit_profile, end_other_sessions, end_session, own, own_sessions};
pub use register::register;
pub use reset::{forgot, reset};
pub use sign_in::{enter, identify, sign_in};
pub use super_admin::add_super_admin;
pub use verify::{change_email, send_verification, verify};

use crate::Services;
use salus_domain::Fault;
use salus_domain::accounts::Role;
use salus_domain::ids::{ClinicId, UserId};
use salus_domain::language::Language;
use salus_domain::staff::NewMember;
use salus_domain::time::Instant;
use salus_domain::validate::Problem;
use salus_store::accounts::{AddUser, add_user, email_in_use};
use salus_store::{Failure, StoreError, Tx};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a session remembers of a sign-in. It proves nothing by itself: [`identify`] asks again at every
/// request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// Who.
    pub user: UserId,
    /// The capacity they act in.
    pub role: Role,
    /// The clinic they act for, for a member of staff.
    pub clinic: Option<ClinicId>,
}

/// What a session remembers of somebody who gave the right password and still owes a code. They are a
/// visitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HalfSignedIn {
    /// Under which their codes are counted.
    pub id: Uuid,
    /// Who they say they are.
    pub user: UserId,
    /// Until when the code is awaited.
    pub until: Instant,
}

/// How far a right password leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// In.
    Whole(SignedIn),
    /// To the question for a code.
    Half(HalfSignedIn),
}

impl Services {
    /// The account of a new member of staff, with its initial password hashed, which they must change.
    ///
    /// # Errors
    /// [`Fault::Invalid`] without a password: whoever is invited opens their own account.
    pub(crate) async fn account_of(&self, member: &NewMember) -> Result<AddUser, Fault> {
        let password = member.password.clone();
        let password = password.ok_or_else(|| Fault::field("password", Problem::Required))?;
        Ok(AddUser {
            id: UserId::new(self.new_id()),
            email: member.email.clone(),
            password_hash: self.passwords.hash(password).await?,
            first_name: member.first_name.clone(),
            last_name: member.last_name.clone(),
            phone: member.phone.clone(),
            born_on: None,
            language: Language::default(),
            email_verified_at: None,
            must_change_password: true,
            at: self.now(),
        })
    }
}

/// Adds an account under an email that has none. One that exists is never altered, whoever asks.
pub(crate) async fn add_account(tx: &mut Tx, user: &AddUser) -> Result<(), Failure> {
    if email_in_use(tx, &user.email).await? {
        return Err(email_taken().into());
    }
    Ok(add_user(tx, user).await?)
}

/// Somebody else took the email between the look and the writing.
pub(crate) fn or_email_taken(failure: Failure) -> Fault {
    match failure {
        Failure::Store(StoreError::Unique(key)) if key == "users_email_key" => email_taken(),
        other => other.into(),
    }
}

fn email_taken() -> Fault {
    Fault::field("email", Problem::Taken)
}

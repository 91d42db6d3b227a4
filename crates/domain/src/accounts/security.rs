//! What keeps an account safe: links by mail, passwords, addresses, sessions.

use crate::Fault;
use crate::time::Instant;
use crate::validate::{Checks, Problem};
use crate::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// What a link sent by mail is for.
    pub enum LinkPurpose {
        /// A new password for one that was forgotten.
        Reset = "reset",
        /// The address is read by whoever holds the account.
        Verify = "verify",
    }
}

impl LinkPurpose {
    /// For how many minutes a link holds.
    pub const fn holds_min(self) -> i64 {
        match self {
            Self::Reset => 30,
            Self::Verify => 24 * 60,
        }
    }
}

/// Asks for a link to a new password.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ForgotForm {
    /// Email, as typed.
    pub email: String,
}

impl ForgotForm {
    /// The address, lower-cased.
    ///
    /// # Errors
    /// [`Fault::Invalid`] where it is none.
    pub fn validate(&self) -> Result<String, Fault> {
        let mut checks = Checks::new();
        let email = checks.email("email", &self.email);
        checks.done()?;
        Ok(email)
    }
}

/// A new password for one that was forgotten.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ResetForm {
    /// What the link holds.
    pub token: String,
    /// The new password.
    pub password: String,
}

impl ResetForm {
    /// Checks the password.
    ///
    /// # Errors
    /// [`Fault::Invalid`].
    pub fn validate(&self) -> Result<(), Fault> {
        let mut checks = Checks::new();
        checks.password("password", &self.password);
        checks.done()
    }
}

/// A new password in place of one that is known.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PasswordForm {
    /// The one in use.
    pub current_password: String,
    /// The new one.
    pub password: String,
}

impl PasswordForm {
    /// Checks both; whether the first is right is for the caller to find out.
    ///
    /// # Errors
    /// [`Fault::Invalid`], also when the new one is the one in use.
    pub fn validate(&self) -> Result<(), Fault> {
        let mut checks = Checks::new();
        if self.current_password.is_empty() {
            checks.wrong("current_password", Problem::Required);
        }
        checks.password("password", &self.password);
        if !self.password.is_empty() && self.password == self.current_password {
            checks.wrong("password", Problem::Taken);
        }
        checks.done()
    }
}

/// Another address to sign in with.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EmailForm {
    /// The password in use.
    pub current_password: String,
    /// The new address, as typed.
    pub email: String,
}

impl EmailForm {
    /// The new address, lower-cased.
    ///
    /// # Errors
    /// [`Fault::Invalid`].
    pub fn validate(&self) -> Result<String, Fault> {
        let mut checks = Checks::new();
        if self.current_password.is_empty() {
            checks.wrong("current_password", Problem::Required);
        }
        let email = checks.email("email", &self.email);
        checks.done()?;
        Ok(email)
    }
}

/// What somebody says about themself, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProfileForm {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Telephone; may be left out.
    pub phone: String,
}

/// What somebody says about themself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Telephone.
    pub phone: Option<String>,
}

impl ProfileForm {
    /// Checks every field.
    ///
    /// # Errors
    /// [`Fault::Invalid`] naming every failing field.
    pub fn validate(&self) -> Result<Profile, Fault> {
        let mut checks = Checks::new();
        let profile = Profile {
            first_name: checks.required("first_name", &self.first_name, 80),
            last_name: checks.required("last_name", &self.last_name, 80),
            phone: checks.optional_phone("phone", &self.phone),
        };
        checks.done()?;
        Ok(profile)
    }
}

/// One's own account, for the page that changes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnAccount {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Telephone.
    pub phone: Option<String>,
    /// What they sign in with.
    pub email: String,
    /// Whether somebody reads mail there and said so.
    pub email_verified: bool,
    /// The address that takes its place once confirmed.
    pub pending_email: Option<String>,
}

/// One of one's own sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionLine {
    /// Names it; opens nothing.
    pub id: String,
    /// The browser, where it says so.
    pub browser: Option<String>,
    /// The system it runs on, where it says so.
    pub system: Option<String>,
    /// Its address without the last part.
    pub address: Option<String>,
    /// When somebody signed in.
    pub since: Instant,
    /// How many minutes ago it was last heard of, to about an hour.
    pub seen_min: i64,
    /// The one that asks.
    pub current: bool,
}

//! What is typed to get in.

use crate::Fault;
use crate::language::Language;
use crate::validate::Checks;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The sign-in form.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SignInForm {
    /// Email, as typed.
    pub email: String,
    /// Password.
    pub password: String,
}

/// The registration form, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RegisterForm {
    /// Email.
    pub email: String,
    /// Password.
    pub password: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Telephone.
    pub phone: String,
    /// Date of birth, ISO 8601.
    pub born_on: String,
}

/// A registration that can be carried out.
#[derive(Clone, Debug)]
pub struct Register {
    /// Email, lower-cased.
    pub email: String,
    /// Password, in the clear until hashed.
    pub password: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Telephone.
    pub phone: String,
    /// Date of birth.
    pub born_on: NaiveDate,
    /// What the person was reading in.
    pub language: Language,
}

impl RegisterForm {
    /// Checks every field.
    ///
    /// # Errors
    /// [`Fault::Invalid`] naming every failing field.
    pub fn validate(&self, today: NaiveDate, language: Language) -> Result<Register, Fault> {
        let mut checks = Checks::new();
        let first_name = checks.required("first_name", &self.first_name, 80);
        let last_name = checks.required("last_name", &self.last_name, 80);
        let email = checks.email("email", &self.email);
        let phone = checks.phone("phone", &self.phone);
        let born_on = checks.birth_date("born_on", &self.born_on, today);
        checks.password("password", &self.password);
        checks.done()?;
        Ok(Register {
            email,
            password: self.password.clone(),
            first_name,
            last_name,
            phone,
            born_on: born_on.ok_or(Fault::Internal)?,
            language,
        })
    }
}

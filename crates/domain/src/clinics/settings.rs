//! What a clinic's admin sets: how the clinic is reached, what it says of itself, its rules for booking.

use super::{Clinic, ConfirmationPolicy, Policy};
use crate::Fault;
use crate::language::{LocalText, SpokenLanguage};
use crate::staff::checked_words;
use crate::validate::Checks;
use serde::{Deserialize, Serialize};

/// The form of a clinic's settings, as typed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SettingsForm {
    /// Street and number.
    pub address: String,
    /// City.
    pub city: String,
    /// Telephone.
    pub phone: String,
    /// Email.
    pub email: String,
    /// [`SpokenLanguage`] words.
    pub languages: Vec<String>,
    /// About, in French.
    pub about_fr: String,
    /// About, in English.
    pub about_en: String,
    /// A [`ConfirmationPolicy`].
    pub confirmation: String,
    /// Hours of notice for cancelling.
    pub cancel_notice_hours: i64,
    /// How many minutes ahead a patient must book at least.
    pub min_notice_min: i64,
    /// How many days ahead a patient may book at most.
    pub horizon_days: i64,
    /// Within how many hours a doctor must answer.
    pub answer_within_hours: i64,
}

impl Default for SettingsForm {
    fn default() -> Self {
        Self {
            address: String::new(),
            city: String::new(),
            phone: String::new(),
            email: String::new(),
            languages: Vec::new(),
            about_fr: String::new(),
            about_en: String::new(),
            confirmation: ConfirmationPolicy::Doctor.as_str().to_owned(),
            cancel_notice_hours: 24,
            min_notice_min: 60,
            horizon_days: 60,
            answer_within_hours: 24,
        }
    }
}

impl From<&Clinic> for SettingsForm {
    /// What the form would be typed as for the clinic to be as it is.
    fn from(clinic: &Clinic) -> Self {
        let policy = clinic.policy;
        Self {
            address: clinic.address.clone(),
            city: clinic.city.clone(),
            phone: clinic.phone.clone(),
            email: clinic.email.clone(),
            languages: clinic.languages.iter().map(ToString::to_string).collect(),
            about_fr: clinic.about.fr.clone(),
            about_en: clinic.about.en.clone(),
            confirmation: policy.confirmation.as_str().to_owned(),
            cancel_notice_hours: policy.cancel_notice_min / 60,
            min_notice_min: policy.min_notice_min,
            horizon_days: policy.horizon_days,
            // An answer due in less than an hour is shown as one hour: none may be due at once.
            answer_within_hours: (policy.answer_within_min / 60).max(1),
        }
    }
}

/// Settings that can be saved.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Street and number.
    pub address: String,
    /// City.
    pub city: String,
    /// Telephone.
    pub phone: String,
    /// Email.
    pub email: String,
    /// Languages spoken there.
    pub languages: Vec<SpokenLanguage>,
    /// A few words about it.
    pub about: LocalText,
    /// Rules for booking.
    pub policy: Policy,
}

impl SettingsForm {
    /// Checks every field.
    ///
    /// # Errors
    /// [`Fault::Invalid`] naming every failing field.
    pub fn validate(&self) -> Result<Settings, Fault> {
        let mut checks = Checks::new();
        let address = checks.required("address", &self.address, 200);
        let city = checks.required("city", &self.city, 80);
        let phone = checks.phone("phone", &self.phone);
        let email = checks.email("email", &self.email);
        let languages = checked_words(&mut checks, "languages", &self.languages);
        let about = LocalText {
            fr: checks.paragraph("about_fr", &self.about_fr, 1000),
            en: checks.paragraph("about_en", &self.about_en, 1000),
        };
        let confirmation = checks.word("confirmation", &self.confirmation);
        checks.within("cancel_notice_hours", self.cancel_notice_hours, 0, 24 * 14);
        checks.within("min_notice_min", self.min_notice_min, 0, 7 * 24 * 60);
        checks.within("horizon_days", self.horizon_days, 1, 365);
        checks.within("answer_within_hours", self.answer_within_hours, 1, 24 * 14);
        checks.done()?;
        Ok(Settings {
            address,
            city,
            phone,
            email,
            languages,
            about,
            policy: Policy {
                confirmation: confirmation.ok_or(Fault::Internal)?,
                cancel_notice_min: self.cancel_notice_hours * 60,
                min_notice_min: self.min_notice_min,
                horizon_days: self.horizon_days,
                answer_within_min: self.answer_within_hours * 60,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_name_every_wrong_field() {
        let form = SettingsForm {
            languages: vec!["klingon".into()],
            confirmation: "nobody".into(),
            cancel_notice_hours: -1,
            min_notice_min: 20_000,
            horizon_days: 0,
            answer_within_hours: 0,
            ..SettingsForm::default()
        };
        let Err(Fault::Invalid { fields }) = form.validate() else {
            panic!("accepted")
        };
        let names: Vec<_> = fields.iter().map(|f| f.field.as_str()).collect();
        assert_eq!(
            names,
            [
                "address",
                "city",
                "phone",
                "email",
                "languages",
                "confirmation",
                "cancel_notice_hours",
                "min_notice_min",
                "horizon_days",
                "answer_within_hours"
            ]
        );
    }
}

//! What is typed about clinics and visit types.

use super::{Clinic, ClinicKind, ConfirmationPolicy, Policy};
use crate::Fault;
use crate::language::LocalText;
use crate::money::Currency;
use crate::time::ZoneName;
use crate::validate::{Checks, Problem};
use serde::{Deserialize, Serialize};

/// The form that creates or edits a clinic, as typed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClinicForm {
    /// Name.
    pub name: String,
    /// A [`ClinicKind`].
    pub kind: String,
    /// Street and number.
    pub address: String,
    /// City.
    pub city: String,
    /// Country, ISO 3166-1 alpha-2.
    pub country: String,
    /// Telephone.
    pub phone: String,
    /// Email.
    pub email: String,
    /// Time zone, IANA name.
    pub zone: String,
    /// A [`Currency`].
    pub currency: String,
    /// A [`ConfirmationPolicy`].
    pub confirmation: String,
    /// Hours of notice for cancelling.
    pub cancel_notice_hours: i64,
    /// About, in French.
    pub about_fr: String,
    /// About, in English.
    pub about_en: String,
}

impl Default for ClinicForm {
    fn default() -> Self {
        Self {
            name: String::new(),
            kind: ClinicKind::Clinic.as_str().to_owned(),
            address: String::new(),
            city: String::new(),
            country: String::new(),
            phone: String::new(),
            email: String::new(),
            zone: String::new(),
            currency: String::new(),
            confirmation: ConfirmationPolicy::Doctor.as_str().to_owned(),
            cancel_notice_hours: 24,
            about_fr: String::new(),
            about_en: String::new(),
        }
    }
}

impl From<&Clinic> for ClinicForm {
    /// What the form would be typed as for the clinic to be as it is.
    fn from(clinic: &Clinic) -> Self {
        Self {
            name: clinic.name.clone(),
            kind: clinic.kind.as_str().to_owned(),
            address: clinic.address.clone(),
            city: clinic.city.clone(),
            country: clinic.country.clone(),
            phone: clinic.phone.clone(),
            email: clinic.email.clone(),
            zone: clinic.zone.to_string(),
            currency: clinic.currency.as_str().to_owned(),
            confirmation: clinic.policy.confirmation.as_str().to_owned(),
            cancel_notice_hours: clinic.policy.cancel_notice_min / 60,
            about_fr: clinic.about.fr.clone(),
            about_en: clinic.about.en.clone(),
        }
    }
}

/// A clinic that can be created.
#[derive(Clone, Debug)]
pub struct NewClinic {
    /// Name.
    pub name: String,
    /// What sort of place.
    pub kind: ClinicKind,
    /// Street and number.
    pub address: String,
    /// City.
    pub city: String,
    /// Country, upper case.
    pub country: String,
    /// Telephone.
    pub phone: String,
    /// Email.
    pub email: String,
    /// Zone; the caller of `validate` said which names exist.
    pub zone: ZoneName,
    /// Currency.
    pub currency: Currency,
    /// Rules for booking.
    pub policy: Policy,
    /// A few words about it.
    pub about: LocalText,
}

impl ClinicForm {
    /// Checks every field; `zone_exists` asks the zone database, which lives on the server.
    ///
    /// # Errors
    /// [`Fault::Invalid`] naming every failing field.
    pub fn validate(&self, zone_exists: impl Fn(&str) -> bool) -> Result<NewClinic, Fault> {
        let mut checks = Checks::new();
        let name = checks.required("name", &self.name, 120);
        let kind = checks.word("kind", &self.kind);
        let address = checks.required("address", &self.address, 200);
        let city = checks.required("city", &self.city, 80);
        let country = checks
            .required("country", &self.country, 2)
            .to_ascii_uppercase();
        if !country.is_empty()
            && (country.len() != 2 || !country.bytes().all(|b| b.is_ascii_uppercase()))
        {
            checks.wrong("country", Problem::Malformed);
        }
        let phone = checks.phone("phone", &self.phone);
        let email = checks.email("email", &self.email);
        let zone = checks.required("zone", &self.zone, 60);
        if !zone.is_empty() && !zone_exists(&zone) {
            checks.wrong("zone", Problem::Unknown);
        }
        let currency = checks.word("currency", &self.currency);
        let confirmation = checks.word("confirmation", &self.confirmation);
        checks.within("cancel_notice_hours", self.cancel_notice_hours, 0, 24 * 14);
        let about = LocalText {
            fr: checks.paragraph("about_fr", &self.about_fr, 1000),
            en: checks.paragraph("about_en", &self.about_en, 1000),
        };
        checks.done()?;
        let (Some(kind), Some(currency), Some(confirmation)) = (kind, currency, confirmation)
        else {
            return Err(Fault::Internal);
        };
        Ok(NewClinic {
            name,
            kind,
            address,
            city,
            country,
            phone,
            email,
            zone: ZoneName::new(zone),
            currency,
            policy: Policy {
                confirmation,
                cancel_notice_min: self.cancel_notice_hours * 60,
                min_notice_min: 60,
                horizon_days: 60,
                answer_within_min: 24 * 60,
            },
            about,
        })
    }
}

/// The form that creates or edits a visit type, as typed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VisitTypeForm {
    /// Name in French.
    pub name_fr: String,
    /// Name in English.
    pub name_en: String,
    /// Minutes.
    pub duration_min: i64,
    /// Minutes.
    pub buffer_before_min: i64,
    /// Minutes.
    pub buffer_after_min: i64,
    /// Price as typed, with `.` or `,` before the decimals.
    pub price: String,
    /// Whether patients may book it.
    pub bookable_online: bool,
    /// Whether it takes a room.
    pub needs_room: bool,
}

impl Default for VisitTypeForm {
    fn default() -> Self {
        Self {
            name_fr: String::new(),
            name_en: String::new(),
            duration_min: 30,
            buffer_before_min: 0,
            buffer_after_min: 0,
            price: String::new(),
            bookable_online: false,
            needs_room: false,
        }
    }
}

/// A visit type that can be saved.
#[derive(Clone, Debug)]
pub struct NewVisitType {
    /// What it is called.
    pub names: LocalText,
    /// Minutes.
    pub duration_min: i64,
    /// Minutes.
    pub buffer_before_min: i64,
    /// Minutes.
    pub buffer_after_min: i64,
    /// Minor units of the clinic's currency.
    pub price_minor: i64,
    /// Whether patients may book it.
    pub bookable_online: bool,
    /// Whether it takes a room.
    pub needs_room: bool,
}

impl VisitTypeForm {
    /// Checks every field; the price is read in `currency`.
    ///
    /// # Errors
    /// [`Fault::Invalid`] naming every failing field.
    pub fn validate(&self, currency: Currency) -> Result<NewVisitType, Fault> {
        let mut checks = Checks::new();
        let names = LocalText {
            fr: checks.required("name_fr", &self.name_fr, 80),
            en: checks.required("name_en", &self.name_en, 80),
        };
        checks.within("duration_min", self.duration_min, 5, 480);
        checks.within("buffer_before_min", self.buffer_before_min, 0, 120);
        checks.within("buffer_after_min", self.buffer_after_min, 0, 120);
        let price_minor = if self.price.trim().is_empty() {
            checks.wrong("price", Problem::Required);
            None
        } else {
            let read = currency.read_amount(&self.price);
            if read.is_none() {
                checks.wrong("price", Problem::Malformed);
            }
            read
        };
        checks.done()?;
        Ok(NewVisitType {
            names,
            duration_min: self.duration_min,
            buffer_before_min: self.buffer_before_min,
            buffer_after_min: self.buffer_after_min,
            price_minor: price_minor.ok_or(Fault::Internal)?,
            bookable_online: self.bookable_online,
            needs_room: self.needs_room,
        })
    }
}

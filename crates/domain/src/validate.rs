//! Checking what people type: every failing field is named, not just the first.

use crate::Fault;
use crate::text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A word that is not on its closed list.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{word:?} is no {kind}")]
pub struct UnknownWord {
    /// The list.
    pub kind: &'static str,
    /// The word.
    pub word: String,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum Problem {
    /// Nothing was given.
    Required,
    /// More characters than that.
    TooLong {
        /// The most characters.
        max: u32,
    },
    /// Fewer characters than that.
    TooShort {
        /// The fewest characters.
        min: u32,
    },
    /// Not of the right form (an email, a phone number, a date).
    Malformed,
    /// Not one of the choices.
    Unknown,
    /// Outside the range.
    OutOfRange {
        /// The least.
        min: i64,
        /// The most.
        max: i64,
    },
    /// Must lie in the past.
    InFuture,
    /// Must lie in the future.
    InPast,
    /// Ends before it begins.
    EndsBeforeStart,
    /// Overlaps another line of the same list.
    Overlaps,
    /// Already used.
    Taken,
    /// Among the passwords everybody tries first.
    TooCommon,
    /// Can no longer be changed: what is there depends on it.
    Fixed,
    /// Not the password or the code that was asked for.
    Wrong,
    /// Not the password in use.
    WrongPassword,
    /// A file with more bytes than that.
    TooLarge {
        /// The most, in megabytes.
        mb: u32,
    },
    /// A file that is no picture of a kind that is taken, or one that cannot be read.
    NotAPicture,
    /// A picture with more or fewer pixels than can be used.
    BadSize {
        /// The least, on a side.
        min: u32,
        /// The most, on a side.
        max: u32,
    },
    /// A file that is no table.
    NotATable,
    /// A table with more lines than that.
    TooManyLines {
        /// The most.
        max: u32,
    },
    /// A table that lacks the column.
    NoColumn,
}

/// A field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's name as in the input type; nested ones are joined by dots.
    pub field: String,
    /// What is wrong.
    #[serde(flatten)]
    pub problem: Problem,
}

impl FieldError {
    /// Names a field and its problem.
    pub fn new(field: impl Into<String>, problem: Problem) -> Self {
        Self {
            field: field.into(),
            problem,
        }
    }
}

/// Collects what is wrong while an input is checked.
#[derive(Debug, Default)]
pub struct Checks {
    fields: Vec<FieldError>,
}

impl Checks {
    /// Nothing wrong so far.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a problem.
    pub fn wrong(&mut self, field: impl Into<String>, problem: Problem) {
        self.fields.push(FieldError::new(field, problem));
    }

    /// A one-line text that must be there, cleaned.
    pub fn required(&mut self, field: &str, value: &str, max: u32) -> String {
        let clean = text::one_line(value);
        if clean.is_empty() {
            self.wrong(field, Problem::Required);
        }
        self.at_most(field, &clean, max);
        clean
    }

    /// A one-line text that may be left out, cleaned; empty becomes `None`.
    pub fn optional(&mut self, field: &str, value: &str, max: u32) -> Option<String> {
        let clean = text::one_line(value);
        self.at_most(field, &clean, max);
        (!clean.is_empty()).then_some(clean)
    }

    /// A text of several lines, cleaned; may be empty.
    pub fn paragraph(&mut self, field: &str, value: &str, max: u32) -> String {
        let clean = text::paragraph(value);
        self.at_most(field, &clean, max);
        clean
    }

    /// A text of several lines that must be there, cleaned.
    pub fn required_paragraph(&mut self, field: &str, value: &str, max: u32) -> String {
        let clean = self.paragraph(field, value, max);
        if clean.is_empty() {
            self.wrong(field, Problem::Required);
        }
        clean
    }

    fn at_most(&mut self, field: &str, value: &str, max: u32) {
        if value.chars().count() > max as usize {
            self.wrong(field, Problem::TooLong { max });
        }
    }

    /// An email address, lower-cased. The pragmatic subset of RFC 5321: one `@`, a dotted domain,
    /// no white space, at most 254 characters.
    pub fn email(&mut self, field: &str, value: &str) -> String {
        let email = value.trim().to_lowercase();
        if email.is_empty() {
            self.wrong(field, Problem::Required);
        } else if !is_email(&email) {
            self.wrong(field, Problem::Malformed);
        }
        email
    }

    /// A telephone number that must be there: digits, spaces, `+ . - ( )`, 6 to 15 digits (ITU-T
    /// E.164).
    pub fn phone(&mut self, field: &str, value: &str) -> String {
        let phone = text::one_line(value);
        if phone.is_empty() {
            self.wrong(field, Problem::Required);
        } else if !is_phone(&phone) {
            self.wrong(field, Problem::Malformed);
        }
        phone
    }

    /// A telephone number that may be left out.
    pub fn optional_phone(&mut self, field: &str, value: &str) -> Option<String> {
        let phone = text::one_line(value);
        if !phone.is_empty() && !is_phone(&phone) {
            self.wrong(field, Problem::Malformed);
        }
        (!phone.is_empty()).then_some(phone)
    }

    /// A new password: 12 to 128 characters, not one of those everybody tries first
    /// (NIST SP 800-63B asks for length and a list, not for kinds of characters).
    pub fn password(&mut self, field: &str, value: &str) {
        let length = value.chars().count();
        if value.is_empty() {
            self.wrong(field, Problem::Required);
        } else if length < 12 {
            self.wrong(field, Problem::TooShort { min: 12 });
        } else if length > 128 {
            self.wrong(field, Problem::TooLong { max: 128 });
        } else if is_common_password(value) {
            self.wrong(field, Problem::TooCommon);
        }
    }

    /// A date of birth: ISO 8601, not after `today`, not before 1900.
    pub fn birth_date(&mut self, field: &str, value: &str, today: NaiveDate) -> Option<NaiveDate> {
        let date = self.date(field, value)?;
        if date > today {
            self.wrong(field, Problem::InFuture);
        } else if date < NaiveDate::from_ymd_opt(1900, 1, 1)? {
            self.wrong(field, Problem::Malformed);
        }
        Some(date)
    }

    /// A date that must be there, ISO 8601.
    pub fn date(&mut self, field: &str, value: &str) -> Option<NaiveDate> {
        if value.trim().is_empty() {
            self.wrong(field, Problem::Required);
            return None;
        }
        let date = value.trim().parse().ok();
        if date.is_none() {
            self.wrong(field, Problem::Malformed);
        }
        date
    }

    /// A number within a range, both ends included.
    pub fn within(&mut self, field: &str, value: i64, min: i64, max: i64) {
        if value < min || value > max {
            self.wrong(field, Problem::OutOfRange { min, max });
        }
    }

    /// A word of a closed list.
    pub fn word<W: std::str::FromStr>(&mut self, field: &str, value: &str) -> Option<W> {
        if value.is_empty() {
            self.wrong(field, Problem::Required);
            return None;
        }
        let word = value.parse().ok();
        if word.is_none() {
            self.wrong(field, Problem::Unknown);
        }
        word
    }

    /// The result of the checks.
    ///
    /// # Errors
    /// [`Fault::Invalid`] with every failing field.
    pub fn done(self) -> Result<(), Fault> {
        if self.fields.is_empty() {
            Ok(())
        } else {
            Err(Fault::Invalid {
                fields: self.fields,
            })
        }
    }
}

fn is_email(email: &str) -> bool {
    let Some((local, domain)) = email.split_once('@') else {
        return false;
    };
    let label = |l: &str| {
        !l.is_empty()
            && !l.starts_with('-')
            && !l.ends_with('-')
            && l.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    email.len() <= 254
        && !local.is_empty()
        && local.len() <= 64
        && !local
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || "@<>()[],;:\\\"".contains(c))
        && domain.contains('.')
        && domain.split('.').all(label)
}

fn is_phone(phone: &str) -> bool {
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    (6..=15).contains(&digits)
        && phone
            .chars()
            .enumerate()
            .all(|(i, c)| c.is_ascii_digit() || " .-()".contains(c) || (c == '+' && i == 0))
}

fn is_common_password(password: &str) -> bool {
    const STEMS: [&str; 12] = [
        "password",
        "motdepasse",
        "azerty",
        "qwerty",
        "123456",
        "iloveyou",
        "welcome",
        "bonjour",
        "letmein",
        "admin",
        "salus",
        "clinic",
    ];
    let folded = text::fold(password);
    let mut rest = folded.clone();
    for stem in STEMS {
        rest = rest.replace(stem, "");
    }
    let distinct: std::collections::BTreeSet<char> = folded.chars().collect();
    distinct.len() < 4
        || (rest.len() < folded.len() && rest.chars().filter(|c| c.is_alphabetic()).count() < 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emails_phones_and_passwords() {
        for (value, good) in [
            ("a@b.tn", true),
            ("sana.ben-ali+x@mail.example.org", true),
            ("a@b", false),
            ("a b@c.d", false),
            ("@c.d", false),
            ("a@@c.d", false),
            ("a@c..d", false),
            ("a@b.c\nBcc: x@y.z", false),
            ("<a@b.c>", false),
        ] {
            assert_eq!(is_email(value), good, "{value:?}");
        }
        for (value, good) in [
            ("+216 71 123 456", true),
            ("01 42 34 56 78", true),
            ("12345", false),
            ("javascript:1234567", false),
            ("71+123456", false),
            ("1234567890123456", false),
        ] {
            assert_eq!(is_phone(value), good, "{value:?}");
        }
        for (value, good) in [
            ("correct horse battery", true),
            ("demo-clinic-2026", true),
            ("password1234", false),
            ("aaaaaaaaaaaaaa", false),
            ("court", false),
            ("azerty123456", false),
        ] {
            let mut checks = Checks::new();
            checks.password("password", value);
            assert_eq!(checks.done().is_ok(), good, "{value:?}");
        }
    }
}

//! Whether two files are likely on one person.

use super::search::{phone_key, words_of};
use crate::ids::PatientId;
use crate::words::words;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How alike two folded names must be to be taken for spellings of one (Jaro-Winkler).
const ALIKE: f64 = 0.92;

words! {
    /// Why two files are likely on one person; the surest first.
    pub enum Likeness {
        /// The same national id: one person, whatever else differs.
        NationalId = "national_id",
        /// The same name and date of birth.
        NameAndBirth = "name_and_birth",
        /// Nearly the same name, the same date of birth.
        LikeNameAndBirth = "like_name_and_birth",
        /// Nearly the same name, the same telephone.
        LikeNameAndPhone = "like_name_and_phone",
    }
}

/// What tells one person from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// First and last name.
    pub name: String,
    /// Date of birth.
    pub born_on: NaiveDate,
    /// National id, normalised.
    pub national_id: Option<String>,
    /// Telephone, as written.
    pub phone: Option<String>,
}

/// A file that is likely on the same person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LikelyFile {
    /// Which.
    pub id: PatientId,
    /// The name in it.
    pub name: String,
    /// The date of birth in it.
    pub born_on: NaiveDate,
    /// Why.
    pub likeness: Likeness,
}

/// Whether two identities are likely one person's, and why.
pub fn likeness(one: &Identity, other: &Identity) -> Option<Likeness> {
    if one.national_id.is_some() && one.national_id == other.national_id {
        return Some(Likeness::NationalId);
    }
    let same_birth = one.born_on == other.born_on;
    let key = |identity: &Identity| identity.phone.as_deref().map(phone_key);
    let same_phone = key(one).is_some() && key(one) == key(other);
    if !same_birth && !same_phone {
        return None;
    }
    let (ours, theirs) = (Name::of(&one.name), Name::of(&other.name));
    if same_birth && ours.sorted == theirs.sorted {
        Some(Likeness::NameAndBirth)
    } else if !ours.is_like(&theirs) {
        None
    } else if same_birth {
        Some(Likeness::LikeNameAndBirth)
    } else {
        Some(Likeness::LikeNameAndPhone)
    }
}

/// A folded name, as written and with its words in order: people swap first and last names.
#[derive(Debug)]
pub(super) struct Name {
    written: String,
    /// Its words in order.
    pub(super) sorted: String,
}

impl Name {
    pub(super) fn of(name: &str) -> Self {
        let mut words = words_of(name);
        let written = words.join(" ");
        words.sort();
        Self {
            written,
            sorted: words.join(" "),
        }
    }

    pub(super) fn is_like(&self, other: &Self) -> bool {
        strsim::jaro_winkler(&self.written, &other.written) >= ALIKE
            || strsim::jaro_winkler(&self.sorted, &other.sorted) >= ALIKE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, born_on: &str, national_id: &str, phone: &str) -> Identity {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Identity {
            name: name.into(),
            born_on: born_on.parse().expect("a date"),
            national_id: given(national_id),
            phone: given(phone),
        }
    }

    #[test]
    fn the_same_person_is_recognised_and_others_are_not() {
        let file = person("Sana Ben Ali", "1990-02-28", "09123456", "+216 20 123 456");
        let born = "1990-02-28";
        for (name, born_on, id, phone, expected) in [
            (
                "Another Name",
                "1950-01-01",
                "09123456",
                "",
                Some(Likeness::NationalId),
            ),
            ("SANA  ben-ali", born, "", "", Some(Likeness::NameAndBirth)),
            ("Ben Ali Sana", born, "", "", Some(Likeness::NameAndBirth)),
            (
                "Sanna Ben Ali",
                born,
                "",
                "",
                Some(Likeness::LikeNameAndBirth),
            ),
            (
                "Sana Benali",
                born,
                "",
                "",
                Some(Likeness::LikeNameAndBirth),
            ),
            (
                "Sana Ben Aly",
                "1990-02-27",
                "",
                "20.123.456",
                Some(Likeness::LikeNameAndPhone),
            ),
            // Another day of birth, another number: two people of one name.
            ("Sana Ben Ali", "1990-03-01", "", "+216 20 999 999", None),
            // The same day of birth, or the same number at home, is not enough.
            ("Karim Trabelsi", born, "", "", None),
            ("Karim Jlassi", "1962-05-05", "", "+216 20 123 456", None),
            // Another national id does not say much: numbers are mistyped too.
            (
                "Sana Ben Ali",
                born,
                "11111111",
                "",
                Some(Likeness::NameAndBirth),
            ),
        ] {
            let found = likeness(&person(name, born_on, id, phone), &file);
            assert_eq!(found, expected, "{name} {born_on} {id} {phone}");
        }
        let arabic = person("مُحَمَّد بن علي", born, "", "");
        let bare = person("محمد بن على", born, "", "");
        assert_eq!(likeness(&arabic, &bare), Some(Likeness::NameAndBirth));
    }
}

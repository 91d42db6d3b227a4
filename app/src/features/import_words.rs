//! The columns of a table of patients, in words.

use crate::i18n::{Locale, td_string};
use salus_domain::patients::import::Column;

/// What a column holds.
pub fn column(l: Locale, of: Column) -> &'static str {
    match of {
        Column::FirstName => td_string!(l, files.first_name),
        Column::LastName => td_string!(l, files.last_name),
        Column::BornOn => td_string!(l, files.born_on),
        Column::Sex => td_string!(l, files.sex),
        Column::NationalId => td_string!(l, files.national_id),
        Column::Phone => td_string!(l, files.phone),
        Column::Email => td_string!(l, files.email),
        Column::Address => td_string!(l, files.address),
        Column::City => td_string!(l, files.city),
        Column::Insurer => td_string!(l, files.insurer),
        Column::InsuranceNumber => td_string!(l, files.insurance_number),
        Column::EmergencyName => td_string!(l, files.emergency_name),
        Column::EmergencyPhone => td_string!(l, files.emergency_phone),
        Column::EmergencyRelation => td_string!(l, files.emergency_relation),
        Column::Notes => td_string!(l, files.notes),
    }
}

/// What columns hold, one after the other.
pub fn columns(l: Locale, of: &[Column]) -> String {
    let words: Vec<&str> = of.iter().map(|one| column(l, *one)).collect();
    words.join(", ")
}

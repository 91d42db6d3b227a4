//! Addresses with queries, written alike by server and browser.

use chrono::NaiveDate;
use salus_domain::clinics::ClinicCard;
use salus_domain::ids::{DoctorId, PhotoId, VisitTypeId};
use salus_domain::staff::DoctorSearch;
use salus_domain::time::Instant;

/// A text as a part of a query: as `%XX` all but the unreserved characters of RFC 3986, and `:` and `/`,
/// which a query may hold. So an address within an address (`next=`) is written the same however often it
/// is read.
pub fn encode(text: &str) -> String {
    let digit =
        |value: u8| char::from_digit(u32::from(value), 16).map_or('0', |c| c.to_ascii_uppercase());
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(digit(byte >> 4));
            out.push(digit(byte & 15));
        }
    }
    out
}

/// A path with a query; what is empty is left out.
pub fn with(path: &str, query: &[(&str, &str)]) -> String {
    let mut out = path.to_owned();
    let mut mark = '?';
    for (name, value) in query.iter().filter(|(_, value)| !value.is_empty()) {
        out.push(mark);
        out.push_str(name);
        out.push('=');
        out.push_str(&encode(value));
        mark = '&';
    }
    out
}

/// A photo for a face of the usual size or larger; empty where there is none.
pub fn photo(photo: Option<PhotoId>) -> String {
    photo.map_or_else(String::new, |id| format!("/photos/{id}"))
}

/// A photo for a small face; empty where there is none.
pub fn small_photo(photo: Option<PhotoId>) -> String {
    photo.map_or_else(String::new, |id| format!("/photos/{id}/small"))
}

/// The page of a search.
pub fn search(search: &DoctorSearch) -> String {
    with(
        "/search",
        &[
            ("what", &search.what),
            ("place", &search.place),
            ("specialty", &search.specialty),
            ("from", &search.from),
        ],
    )
}

/// A doctor's page, showing the times of a visit type from a date on.
pub fn doctor(
    doctor: DoctorId,
    visit_type: Option<VisitTypeId>,
    from: Option<NaiveDate>,
) -> String {
    let kind = visit_type.map(|id| id.to_string()).unwrap_or_default();
    let from = from.map(|date| date.to_string()).unwrap_or_default();
    with(
        &format!("/doctors/{doctor}"),
        &[("type", &kind), ("from", &from)],
    )
}

/// The page that confirms a choice.
pub fn book(doctor: DoctorId, visit_type: VisitTypeId, at: Instant) -> String {
    with(
        "/book",
        &[
            ("doctor", &doctor.to_string()),
            ("type", &visit_type.to_string()),
            ("at", &at.to_string()),
        ],
    )
}

/// Where a clinic lies, on `OpenStreetMap`.
pub fn map(clinic: &ClinicCard) -> String {
    let place = [clinic.address.as_str(), &clinic.city, &clinic.country].join(", ");
    with("https://www.openstreetmap.org/search", &[("query", &place)])
}

/// A telephone number to call.
pub fn call(phone: &str) -> String {
    let number: String = phone
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    format!("tel:{number}")
}

#[cfg(test)]
mod tests {
    use super::{call, encode, with};

    #[test]
    fn what_has_a_meaning_in_addresses_is_encoded() {
        assert_eq!(
            encode("/book?at=09:30&x=é z"),
            "/book%3Fat%3D09:30%26x%3D%C3%A9%20z"
        );
        assert_eq!(
            with(
                "/search",
                &[("what", ""), ("place", "Tunis"), ("from", "2026-11-24")]
            ),
            "/search?place=Tunis&from=2026-11-24"
        );
        assert_eq!(call("+216 71 (000) 111"), "tel:+21671000111");
    }
}

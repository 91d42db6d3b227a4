//! What people call specialties when they search.

use super::Specialty;
use crate::text::fold;

/// Beginnings of words, folded, French and English, of the specialty and of who practises it.
const NAMES: &[(Specialty, &[&str])] = &[
    (
        Specialty::GeneralMedicine,
        &[
            "generaliste",
            "medecine generale",
            "general",
            "gp",
            "family",
        ],
    ),
    (Specialty::Cardiology, &["cardio"]),
    (Specialty::Paediatrics, &["pediatr", "paediatr"]),
    (Specialty::Dermatology, &["dermato"]),
    (
        Specialty::Gynaecology,
        &["gyneco", "gynaeco", "obstetr", "sage-femme", "midwi"],
    ),
    (
        Specialty::Ophthalmology,
        &["ophtalmo", "ophthalmo", "oculist", "eye"],
    ),
    (
        Specialty::Orthopaedics,
        &["orthoped", "orthopaed", "traumato"],
    ),
    (Specialty::Ent, &["orl", "ent", "otorhino", "otolaryng"]),
    (Specialty::Neurology, &["neurolog"]),
    (Specialty::Psychiatry, &["psychiatr"]),
    (
        Specialty::Dentistry,
        &["dentist", "dentaire", "dental", "stomatolog"],
    ),
    (Specialty::Gastroenterology, &["gastro"]),
    (Specialty::Endocrinology, &["endocrino", "diabetolog"]),
    (Specialty::Pulmonology, &["pneumolog", "pulmon"]),
    (Specialty::Urology, &["urolog"]),
    (Specialty::Rheumatology, &["rhumato", "rheumato"]),
];

/// The specialties a word typed into a search names: `cardiologue`, `Cardiology`, `cardio`. Fewer than
/// three letters name one only when they are the whole name (`GP`).
pub fn specialties_named(word: &str) -> Vec<Specialty> {
    let word = fold(word);
    let names = |name: &str| {
        if word.chars().count() < 3 || name.len() <= 3 {
            word == name
        } else {
            word.starts_with(name) || name.starts_with(&word)
        }
    };
    NAMES
        .iter()
        .filter(|(_, stems)| stems.iter().any(|stem| names(stem)))
        .map(|(specialty, _)| *specialty)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_both_languages_name_a_specialty() {
        for (word, named) in [
            ("cardiologue", vec![Specialty::Cardiology]),
            ("Pédiatre", vec![Specialty::Paediatrics]),
            ("paediatrician", vec![Specialty::Paediatrics]),
            ("ORL", vec![Specialty::Ent]),
            ("dentaire", vec![Specialty::Dentistry]),
            ("Trabelsi", vec![]),
            ("de", vec![]),
        ] {
            assert_eq!(specialties_named(word), named, "{word:?}");
        }
    }
}

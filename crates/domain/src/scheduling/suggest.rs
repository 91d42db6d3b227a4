//! Which doctor suits a request, and why.

use crate::staff::{DoctorRef, Specialty};
use crate::text::fold;
use crate::time::WallTime;
use serde::{Deserialize, Serialize};

/// Why a doctor is suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Reason {
    /// The patient asked for this specialty.
    Wished {
        /// Which.
        specialty: Specialty,
    },
    /// The symptoms point to this specialty.
    Symptoms {
        /// Which.
        specialty: Specialty,
    },
    /// Sees any complaint first.
    Generalist,
    /// Free soonest of those suggested.
    Soonest,
    /// Fewest visits this week of those suggested.
    LightestWeek {
        /// How many.
        visits: i64,
    },
}

/// A doctor for a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Who.
    pub doctor: DoctorRef,
    /// The first free times that fit what the patient prefers.
    pub slots: Vec<WallTime>,
    /// Visits in the seven days from today.
    pub week_visits: i64,
    /// Why, most telling first.
    pub reasons: Vec<Reason>,
}

/// A doctor who could be suggested.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Who.
    pub doctor: DoctorRef,
    /// The first free times that fit.
    pub slots: Vec<WallTime>,
    /// Visits in the seven days from today.
    pub week_visits: i64,
}

/// Ranks candidates for a request: those of a wished or matching specialty first, then by the
/// earliest free time, then by workload. Candidates without a free time come last. Whoever declined
/// before is not a candidate: leave them out.
pub fn rank(
    wished: Option<Specialty>,
    symptoms: &str,
    candidates: Vec<Candidate>,
) -> Vec<Suggestion> {
    let pointed = specialties_for(symptoms);
    let mut ranked: Vec<(u8, Suggestion)> = candidates
        .into_iter()
        .map(|c| {
            let practises = |s: &Specialty| c.doctor.specialties.contains(s);
            let (tier, reason) = if let Some(specialty) = wished.filter(practises) {
                (0, Some(Reason::Wished { specialty }))
            } else if let Some(specialty) = pointed.iter().copied().find(practises) {
                (1, Some(Reason::Symptoms { specialty }))
            } else if practises(&Specialty::GeneralMedicine) {
                (2, Some(Reason::Generalist))
            } else {
                (3, None)
            };
            let Candidate {
                doctor,
                slots,
                week_visits,
            } = c;
            (
                tier,
                Suggestion {
                    doctor,
                    slots,
                    week_visits,
                    reasons: reason.into_iter().collect(),
                },
            )
        })
        .collect();
    ranked.sort_by_key(|(tier, s)| {
        (
            s.slots.is_empty(),
            *tier,
            s.slots.first().map(|w| w.at),
            s.week_visits,
            s.doctor.id,
        )
    });
    let mut ranked: Vec<Suggestion> = ranked.into_iter().map(|(_, s)| s).collect();
    let soonest = ranked
        .iter()
        .filter_map(|s| s.slots.first().map(|w| w.at))
        .min();
    let lightest = ranked.iter().map(|s| s.week_visits).min();
    let several = ranked.len() > 1;
    for s in &mut ranked {
        if several && soonest.is_some() && s.slots.first().map(|w| w.at) == soonest {
            s.reasons.push(Reason::Soonest);
        }
        if several && Some(s.week_visits) == lightest {
            s.reasons.push(Reason::LightestWeek {
                visits: s.week_visits,
            });
        }
    }
    ranked
}

/// The specialties that symptoms in French or English point to, most hits first.
pub fn specialties_for(symptoms: &str) -> Vec<Specialty> {
    let text = format!(
        " {} ",
        fold(symptoms).replace(|c: char| !c.is_alphanumeric(), " ")
    );
    let mut hits: Vec<(usize, Specialty)> = LEXICON
        .iter()
        .map(|(specialty, stems)| {
            (
                stems
                    .iter()
                    .filter(|stem| text.contains(&format!(" {stem}")))
                    .count(),
                *specialty,
            )
        })
        .filter(|(count, _)| *count > 0)
        .collect();
    hits.sort_by_key(|(count, specialty)| (std::cmp::Reverse(*count), *specialty));
    hits.into_iter().map(|(_, specialty)| specialty).collect()
}

/// Beginnings of words, folded, French and English.
const LEXICON: &[(Specialty, &[&str])] = &[
    (
        Specialty::Cardiology,
        &[
            "coeur",
            "cardia",
            "palpitation",
            "thora",
            "poitrine",
            "tension",
            "heart",
            "chest",
            "blood pressure",
            "essouffl",
            "breathless",
        ],
    ),
    (
        Specialty::Paediatrics,
        &[
            "enfant",
            "bebe",
            "nourrisson",
            "vaccin",
            "child",
            "baby",
            "infant",
            "my son",
            "my daughter",
            "mon fils",
            "ma fille",
        ],
    ),
    (
        Specialty::Dermatology,
        &[
            "peau",
            "bouton",
            "eczema",
            "acne",
            "demangeaison",
            "grain de beaute",
            "skin",
            "rash",
            "itch",
            "mole",
        ],
    ),
    (
        Specialty::Gynaecology,
        &[
            "grossesse",
            "enceinte",
            "regles",
            "contracept",
            "pregnan",
            "period",
            "menopause",
        ],
    ),
    (
        Specialty::Ophthalmology,
        &[
            "oeil", "yeux", "vision", "vue", "lunettes", "eye", "sight", "glasses", "blurr",
        ],
    ),
    (
        Specialty::Orthopaedics,
        &[
            "genou", "epaule", "hanche", "fracture", "entorse", "dos", "knee", "shoulder", "hip",
            "sprain", "back",
        ],
    ),
    (
        Specialty::Ent,
        &[
            "oreille", "gorge", "nez", "sinus", "audition", "vertige", "ear", "throat", "nose",
            "hearing", "angine",
        ],
    ),
    (
        Specialty::Neurology,
        &[
            "migraine",
            "cephalee",
            "mal de tete",
            "epilep",
            "tremblement",
            "headache",
            "seizure",
            "numb",
            "engourdi",
        ],
    ),
    (
        Specialty::Psychiatry,
        &[
            "anxi", "depress", "angoisse", "insomnie", "insomnia", "panic", "panique",
        ],
    ),
    (
        Specialty::Dentistry,
        &["dent", "gencive", "tooth", "teeth", "gum"],
    ),
    (
        Specialty::Gastroenterology,
        &[
            "ventre", "estomac", "digest", "nausee", "diarrhee", "reflux", "stomach", "belly",
            "bowel", "diarrh",
        ],
    ),
    (Specialty::Endocrinology, &["diabet", "thyroid", "hormon"]),
    (
        Specialty::Pulmonology,
        &[
            "toux", "asthme", "poumon", "bronch", "cough", "asthma", "lung",
        ],
    ),
    (
        Specialty::Urology,
        &["urin", "prostat", "rein", "kidney", "bladder", "vessie"],
    ),
    (
        Specialty::Rheumatology,
        &["articul", "arthr", "rhumat", "joint", "rheuma"],
    ),
    (
        Specialty::GeneralMedicine,
        &[
            "fievre",
            "grippe",
            "fatigue",
            "certificat",
            "ordonnance",
            "fever",
            "flu",
            "tired",
            "check up",
            "bilan",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symptoms_point_to_specialties_in_both_languages() {
        for (text, first) in [
            (
                "Douleurs à la poitrine et palpitations",
                Some(Specialty::Cardiology),
            ),
            ("My knee hurts since Sunday", Some(Specialty::Orthopaedics)),
            (
                "Bébé a de la fièvre, vaccin à faire",
                Some(Specialty::Paediatrics),
            ),
            (
                "Blurred sight in the left eye",
                Some(Specialty::Ophthalmology),
            ),
            ("Je voudrais parler", None),
        ] {
            assert_eq!(specialties_for(text).first().copied(), first, "{text:?}");
        }
    }
}

//! The clinics of the demonstration and who works there. All invented.

use salus_domain::clinics::{ClinicKind, ConfirmationPolicy};
use salus_domain::language::SpokenLanguage::{self, Ar, Ber, De, En, Es, Fr, It};
use salus_domain::money::Currency;
use salus_domain::staff::Specialty;

/// A clinic to be.
pub(super) struct ClinicCast {
    pub(super) name: &'static str,
    pub(super) kind: ClinicKind,
    pub(super) address: &'static str,
    pub(super) city: &'static str,
    pub(super) country: &'static str,
    pub(super) phone: &'static str,
    pub(super) email: &'static str,
    pub(super) zone: &'static str,
    pub(super) currency: Currency,
    pub(super) confirmation: ConfirmationPolicy,
    pub(super) languages: &'static [SpokenLanguage],
    pub(super) about: (&'static str, &'static str),
    pub(super) admin: Person,
    pub(super) secretaries: &'static [Person],
    pub(super) doctors: &'static [DoctorCast],
    /// What each of [`OFFERS`] costs, minor units.
    pub(super) prices: [i64; 5],
    /// How many files on people, the demonstration's own patient apart.
    pub(super) patients: usize,
}

/// Somebody with a sign-in of their own.
pub(super) struct Person {
    pub(super) first_name: &'static str,
    pub(super) last_name: &'static str,
    /// The sign-in, where it is one of the five; else made of the name.
    pub(super) email: Option<&'static str>,
}

const fn person(first_name: &'static str, last_name: &'static str) -> Person {
    Person {
        first_name,
        last_name,
        email: None,
    }
}

/// A doctor to be.
pub(super) struct DoctorCast {
    pub(super) title: &'static str,
    pub(super) person: Person,
    pub(super) specialty: Specialty,
    pub(super) languages: &'static [SpokenLanguage],
    pub(super) bio: (&'static str, &'static str),
    pub(super) week: Week,
    /// Which of [`OFFERS`].
    pub(super) offers: &'static [usize],
}

/// Weekly hours: weekdays (ISO), and on each of them these stretches of minutes since midnight.
pub(super) type Week = &'static [(&'static [u8], &'static [(u16, u16)])];

/// A visit type to be, the same at each clinic but for its price. The first is the usual one.
pub(super) struct Offer {
    pub(super) names: (&'static str, &'static str),
    pub(super) duration_min: i64,
    pub(super) buffers_min: (i64, i64),
    pub(super) bookable_online: bool,
}

pub(super) const FIRST: usize = 0;
pub(super) const FOLLOW_UP: usize = 1;
const VIDEO: usize = 2;
const LONG: usize = 3;
const PROCEDURE: usize = 4;

pub(super) const OFFERS: [Offer; 5] = [
    Offer {
        names: ("Première consultation", "First consultation"),
        duration_min: 30,
        buffers_min: (0, 0),
        bookable_online: true,
    },
    Offer {
        names: ("Consultation de suivi", "Follow-up"),
        duration_min: 20,
        buffers_min: (0, 0),
        bookable_online: true,
    },
    Offer {
        names: ("Téléconsultation", "Video consultation"),
        duration_min: 15,
        buffers_min: (0, 0),
        bookable_online: true,
    },
    Offer {
        names: ("Examen approfondi", "Extended examination"),
        duration_min: 45,
        buffers_min: (5, 10),
        bookable_online: true,
    },
    Offer {
        names: ("Acte technique", "Procedure"),
        duration_min: 60,
        buffers_min: (5, 10),
        bookable_online: false,
    },
];

/// Runs the platform.
pub(super) const SUPER_ADMIN: Person = Person {
    first_name: "Sami",
    last_name: "Rezgui",
    email: Some("super@demo.example"),
};

/// The demonstration's own patient.
pub(super) const PATIENT: Person = Person {
    first_name: "Amel",
    last_name: "Trabelsi",
    email: Some("patient@demo.example"),
};

const MON_FRI: &[u8] = &[1, 2, 3, 4, 5];
const H: u16 = 60;
const HALF: u16 = 30;

/// Every day, Sunday included, so that whoever looks in at a weekend finds something.
const EVERY_DAY: Week = &[
    (MON_FRI, &[(8 * H + HALF, 12 * H + HALF), (14 * H, 18 * H)]),
    (
        &[6],
        &[(8 * H + HALF, 13 * H), (14 * H + HALF, 17 * H + HALF)],
    ),
    (&[7], &[(9 * H, 12 * H)]),
];
const OFFICE: Week = &[(MON_FRI, &[(9 * H, 12 * H + HALF), (14 * H, 17 * H + HALF)])];
const EARLY: Week = &[
    (MON_FRI, &[(8 * H, 12 * H), (13 * H, 16 * H)]),
    (&[6], &[(8 * H + HALF, 12 * H + HALF)]),
];
const LATE: Week = &[
    (&[1, 2, 4], &[(10 * H, 13 * H), (14 * H, 19 * H)]),
    (&[5], &[(10 * H, 13 * H), (15 * H, 19 * H)]),
    (&[6], &[(9 * H, 13 * H)]),
];
const FOUR_DAYS: Week = &[(
    &[1, 2, 4, 5],
    &[(9 * H, 12 * H + HALF), (13 * H + HALF, 18 * H)],
)];
const MORNINGS: Week = &[
    (&[1, 3, 5], &[(8 * H + HALF, 13 * H)]),
    (&[2, 4], &[(8 * H + HALF, 12 * H), (14 * H, 18 * H + HALF)]),
];

/// The first clinic's duty doctor, by place among its doctors.
pub(super) const DUTY: usize = 2;

pub(super) const CLINICS: [ClinicCast; 3] = [
    ClinicCast {
        name: "Clinique El Manar",
        kind: ClinicKind::Clinic,
        address: "14, rue des Jasmins, El Manar II",
        city: "Tunis",
        country: "TN",
        phone: "+216 71 000 140",
        email: "accueil@elmanar.example",
        zone: "Africa/Tunis",
        currency: Currency::Tnd,
        confirmation: ConfirmationPolicy::Doctor,
        languages: &[Ar, Fr, En],
        about: (
            "Une clinique à taille humaine sur les hauteurs d’El Manar : consultations tous les jours, garde de \
             médecine générale, parking et accès de plain-pied.",
            "A clinic of human size on the heights of El Manar: consultations every day, a general practitioner on \
             duty, parking and step-free access.",
        ),
        admin: Person {
            first_name: "Nadia",
            last_name: "Cherif",
            email: Some("admin@demo.example"),
        },
        secretaries: &[
            Person {
                first_name: "Rim",
                last_name: "Haddad",
                email: Some("secretary@demo.example"),
            },
            person("Maher", "Zarrouk"),
        ],
        doctors: &[
            DoctorCast {
                title: "Dr",
                person: Person {
                    first_name: "Leïla",
                    last_name: "Mansour",
                    email: Some("doctor@demo.example"),
                },
                specialty: Specialty::Cardiology,
                languages: &[Fr, Ar, En],
                bio: (
                    "Cardiologue, elle suit l’hypertension, les troubles du rythme et l’insuffisance cardiaque. \
                     Électrocardiogramme et échographie sur place.",
                    "Cardiologist. She looks after high blood pressure, rhythm disorders and heart failure. \
                     Electrocardiogram and ultrasound on site.",
                ),
                week: EVERY_DAY,
                offers: &[FIRST, FOLLOW_UP, VIDEO, LONG],
            },
            DoctorCast {
                title: "Dr",
                person: person("Karim", "Bouzid"),
                specialty: Specialty::Paediatrics,
                languages: &[Fr, Ar],
                bio: (
                    "Pédiatre des tout-petits et des grands : suivi de croissance, vaccinations, asthme et allergies.",
                    "Paediatrician for babies and teenagers alike: growth, vaccinations, asthma and allergies.",
                ),
                week: EARLY,
                offers: &[FIRST, FOLLOW_UP, VIDEO],
            },
            DoctorCast {
                title: "Dr",
                person: person("Sonia", "Gharbi"),
                specialty: Specialty::GeneralMedicine,
                languages: &[Fr, Ar, It],
                bio: (
                    "Médecin généraliste et médecin de garde. Bilans, certificats, suivi des maladies chroniques.",
                    "General practitioner, also on duty. Check-ups, certificates, long-term conditions.",
                ),
                week: EARLY,
                offers: &[FIRST, FOLLOW_UP, VIDEO],
            },
            DoctorCast {
                title: "Dr",
                person: person("Hatem", "Jaziri"),
                specialty: Specialty::Dermatology,
                languages: &[Fr, Ar, En],
                bio: (
                    "Dermatologue : acné, eczéma, psoriasis, surveillance des grains de beauté, petite chirurgie.",
                    "Dermatologist: acne, eczema, psoriasis, mole checks, minor surgery.",
                ),
                week: LATE,
                offers: &[FIRST, FOLLOW_UP, PROCEDURE],
            },
            DoctorCast {
                title: "Pr",
                person: person("Mounir", "Chebbi"),
                specialty: Specialty::Orthopaedics,
                languages: &[Fr, Ar, De],
                bio: (
                    "Chirurgien orthopédiste : genou, hanche et épaule, traumatologie du sport.",
                    "Orthopaedic surgeon: knee, hip and shoulder, sports injuries.",
                ),
                week: MORNINGS,
                offers: &[FIRST, FOLLOW_UP, LONG, PROCEDURE],
            },
        ],
        prices: [70_000, 50_000, 45_000, 110_000, 150_000],
        patients: 91,
    },
    ClinicCast {
        name: "Centre médical Anfa",
        kind: ClinicKind::MedicalCentre,
        address: "27, rue des Orangers, quartier Anfa",
        city: "Casablanca",
        country: "MA",
        phone: "+212 522 00 00 27",
        email: "contact@anfa.example",
        zone: "Africa/Casablanca",
        currency: Currency::Mad,
        confirmation: ConfirmationPolicy::Automatic,
        languages: &[Ar, Fr, Ber, Es],
        about: (
            "Quatre spécialités sous un même toit, à deux pas du tramway. Les rendez-vous sont confirmés aussitôt.",
            "Four specialties under one roof, a short walk from the tramway. Appointments are confirmed at once.",
        ),
        admin: person("Imane", "Sebti"),
        secretaries: &[person("Loubna", "Mernissi"), person("Hamid", "Ouazzani")],
        doctors: &[
            DoctorCast {
                title: "Dr",
                person: person("Yassir", "Berrada"),
                specialty: Specialty::Cardiology,
                languages: &[Fr, Ar, Es],
                bio: (
                    "Cardiologue : épreuve d’effort, Holter tensionnel et suivi après un infarctus.",
                    "Cardiologist: stress tests, blood-pressure monitoring and care after a heart attack.",
                ),
                week: OFFICE,
                offers: &[FIRST, FOLLOW_UP, LONG],
            },
            DoctorCast {
                title: "Dr",
                person: person("Salma", "Bennis"),
                specialty: Specialty::Gynaecology,
                languages: &[Fr, Ar, En],
                bio: (
                    "Gynécologue-obstétricienne : suivi de grossesse, contraception, dépistage.",
                    "Gynaecologist and obstetrician: pregnancy, contraception, screening.",
                ),
                week: FOUR_DAYS,
                offers: &[FIRST, FOLLOW_UP, LONG],
            },
            DoctorCast {
                title: "Dr",
                person: person("Adil", "Tazi"),
                specialty: Specialty::GeneralMedicine,
                languages: &[Fr, Ar, Ber],
                bio: (
                    "Médecin de famille depuis quinze ans : toute la famille, tous les jours.",
                    "Family doctor for fifteen years: the whole family, every day.",
                ),
                week: EARLY,
                offers: &[FIRST, FOLLOW_UP, VIDEO],
            },
            DoctorCast {
                title: "Dr",
                person: person("Ghizlane", "Ouahabi"),
                specialty: Specialty::Ophthalmology,
                languages: &[Fr, Ar],
                bio: (
                    "Ophtalmologue : lunettes et lentilles, cataracte, glaucome, fond d’œil des diabétiques.",
                    "Ophthalmologist: glasses and lenses, cataract, glaucoma, diabetic eye checks.",
                ),
                week: LATE,
                offers: &[FIRST, FOLLOW_UP, LONG],
            },
        ],
        prices: [30_000, 20_000, 18_000, 45_000, 60_000],
        patients: 62,
    },
    ClinicCast {
        name: "Cabinet Saint-Martin",
        kind: ClinicKind::Practice,
        address: "58, rue du Château-d’Eau",
        city: "Paris",
        country: "FR",
        phone: "+33 1 99 00 58 10",
        email: "bonjour@saint-martin.example",
        zone: "Europe/Paris",
        currency: Currency::Eur,
        confirmation: ConfirmationPolicy::Desk,
        languages: &[Fr, En, Ar],
        about: (
            "Un cabinet de quartier près du canal : médecine générale, dermatologie et psychiatrie. Le secrétariat \
             confirme chaque rendez-vous dans la journée.",
            "A neighbourhood practice near the canal: general medicine, dermatology and psychiatry. The desk \
             confirms each appointment within the day.",
        ),
        admin: person("Hélène", "Garnier"),
        secretaries: &[person("Mathilde", "Prévost")],
        doctors: &[
            DoctorCast {
                title: "Dr",
                person: person("Claire", "Fontanel"),
                specialty: Specialty::GeneralMedicine,
                languages: &[Fr, En],
                bio: (
                    "Médecin généraliste : suivi au long cours, prévention, santé des adolescents.",
                    "General practitioner: long-term care, prevention, teenagers’ health.",
                ),
                week: FOUR_DAYS,
                offers: &[FIRST, FOLLOW_UP, VIDEO],
            },
            DoctorCast {
                title: "Dr",
                person: person("Antoine", "Mercadier"),
                specialty: Specialty::Dermatology,
                languages: &[Fr, En, Es],
                bio: (
                    "Dermatologue : dépistage, acné de l’adulte, dermatologie des peaux foncées.",
                    "Dermatologist: screening, adult acne, dermatology of dark skin.",
                ),
                week: MORNINGS,
                offers: &[FIRST, FOLLOW_UP, PROCEDURE],
            },
            DoctorCast {
                title: "Dr",
                person: person("Inès", "Hadjadj"),
                specialty: Specialty::Psychiatry,
                languages: &[Fr, Ar, En],
                bio: (
                    "Psychiatre d’adultes : anxiété, dépression, troubles du sommeil. Thérapies brèves.",
                    "Psychiatrist for adults: anxiety, depression, sleep. Brief therapies.",
                ),
                week: OFFICE,
                offers: &[FIRST, FOLLOW_UP, VIDEO, LONG],
            },
        ],
        prices: [3_500, 3_000, 3_000, 7_000, 9_000],
        patients: 45,
    },
];

//! What patients write, and the reasons people give. All invented.

use salus_domain::scheduling::{PartOfDay, Urgency};
use salus_domain::staff::Specialty;

/// Symptoms a patient might bring to a doctor of that specialty, in French, then in English.
pub(super) const fn symptoms(specialty: Specialty) -> [&'static [&'static str]; 2] {
    match specialty {
        Specialty::Cardiology => [
            &[
                "Palpitations le soir, surtout allongé, depuis deux semaines.",
                "Tension à 16/9 mesurée plusieurs fois à la pharmacie.",
                "Essoufflement en montant deux étages, c’est nouveau.",
                "Contrôle annuel, sous bêtabloquant depuis 2021.",
                "Gêne dans la poitrine à l’effort, qui passe au repos.",
                "Bilan cardiaque avant une opération du genou.",
            ],
            &[
                "Heart racing for a few minutes, several times a week.",
                "Blood pressure around 150/95 at home for a month.",
                "Out of breath on the stairs since the summer.",
                "Yearly check, no new complaint.",
            ],
        ],
        Specialty::Paediatrics => [
            &[
                "Vaccins des onze mois.",
                "Fièvre à 38,8 depuis hier, mange peu.",
                "Toux sèche la nuit depuis dix jours.",
                "Visite de contrôle : poids et taille.",
                "Eczéma derrière les genoux, la crème ne suffit plus.",
                "Maux de ventre avant d’aller à l’école.",
            ],
            &[
                "Ear pain since Saturday, little sleep.",
                "Vaccination, then a travel certificate.",
                "Cough at night for a week, no fever.",
            ],
        ],
        Specialty::Dermatology => [
            &[
                "Grain de beauté dans le dos qui a changé de couleur.",
                "Acné qui revient sur le menton et le dos.",
                "Plaques rouges qui démangent sur les coudes.",
                "Chute de cheveux importante depuis l’été.",
                "Verrue plantaire douloureuse à la marche.",
            ],
            &[
                "A mole on my shoulder is growing.",
                "Itchy rash on both forearms for ten days.",
                "Yearly skin check.",
            ],
        ],
        Specialty::Gynaecology => [
            &[
                "Suivi de grossesse, cinquième mois.",
                "Règles très douloureuses depuis quelques mois.",
                "Renouvellement de contraception.",
                "Frottis de contrôle.",
            ],
            &[
                "Pregnancy check, second trimester.",
                "Irregular periods since the spring.",
                "Contraception advice.",
            ],
        ],
        Specialty::Ophthalmology => [
            &[
                "Vue qui baisse de loin, lunettes de 2022.",
                "Fond d’œil annuel, diabète de type 2.",
                "Œil rouge et collé le matin.",
                "Renouvellement de lentilles.",
            ],
            &[
                "Blurred sight in the left eye when reading.",
                "New glasses, the old ones are four years old.",
            ],
        ],
        Specialty::Orthopaedics => [
            &[
                "Genou gonflé après une entorse au football.",
                "Douleur à l’épaule la nuit depuis deux mois.",
                "Contrôle après plâtre du poignet.",
                "Mal de dos qui descend dans la jambe gauche.",
                "Hanche douloureuse à la marche, 300 mètres au plus.",
            ],
            &[
                "My knee locks when I crouch.",
                "Shoulder pain after a fall from a bicycle.",
            ],
        ],
        Specialty::Psychiatry => [
            &[
                "Insomnie depuis trois mois, réveils vers quatre heures.",
                "Crises d’angoisse dans les transports.",
                "Suivi mensuel.",
                "Épuisement au travail, arrêt de deux semaines.",
            ],
            &[
                "Panic attacks on the metro.",
                "Monthly follow-up.",
                "Trouble sleeping since I changed jobs.",
            ],
        ],
        _ => [
            &[
                "Fatigue persistante, envie de faire un bilan.",
                "Certificat médical pour la course à pied.",
                "Renouvellement d’ordonnance, traitement inchangé.",
                "Fièvre et courbatures depuis deux jours.",
                "Toux grasse qui traîne depuis une semaine.",
                "Résultats d’analyses à commenter.",
            ],
            &[
                "Tired all the time, would like a check-up.",
                "Certificate for a sports club.",
                "Fever and sore throat since Tuesday.",
            ],
        ],
    }
}

/// Whose file a scripted request is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// The demonstration's own patient.
    Own,
    Child,
    Woman,
    Adult,
}

/// A request waiting in a clinic's queue.
pub(super) struct Wish {
    pub(super) whose: Whose,
    pub(super) urgency: Urgency,
    pub(super) specialty: Option<Specialty>,
    pub(super) symptoms: &'static str,
    pub(super) weekdays: &'static [u8],
    pub(super) part: PartOfDay,
    /// How long it has waited.
    pub(super) minutes_ago: i64,
    /// The doctor, by place, who was asked and said no, and why.
    pub(super) declined: Option<(usize, &'static str)>,
}

const WISH: Wish = Wish {
    whose: Whose::Adult,
    urgency: Urgency::Routine,
    specialty: None,
    symptoms: "",
    weekdays: &[],
    part: PartOfDay::Any,
    minutes_ago: 60,
    declined: None,
};

/// The queue of each clinic.
pub(super) const WISHES: [&[Wish]; 3] = [
    &[
        Wish {
            urgency: Urgency::Urgent,
            symptoms: "Douleurs à la poitrine à l’effort depuis trois jours, avec des palpitations. Je préfère ne pas \
                       attendre la semaine prochaine.",
            minutes_ago: 35,
            ..WISH
        },
        Wish {
            whose: Whose::Child,
            urgency: Urgency::Soon,
            symptoms: "Mon enfant tousse la nuit et a de la fièvre depuis hier soir. Il boit normalement.",
            part: PartOfDay::Morning,
            minutes_ago: 95,
            ..WISH
        },
        Wish {
            whose: Whose::Own,
            urgency: Urgency::Soon,
            specialty: Some(Specialty::Dermatology),
            symptoms: "Plaques rouges qui démangent sur les avant-bras depuis dix jours, sans nouveau produit.",
            part: PartOfDay::Afternoon,
            minutes_ago: 150,
            ..WISH
        },
        Wish {
            urgency: Urgency::Soon,
            specialty: Some(Specialty::Cardiology),
            symptoms: "My blood pressure has been high for two weeks (155/95), my pharmacist told me to see a \
                       cardiologist.",
            weekdays: &[2, 4],
            minutes_ago: 300,
            ..WISH
        },
        Wish {
            symptoms: "Genou gonflé et douloureux depuis une chute dimanche. Je peux marcher mais pas plier.",
            weekdays: &[1, 3, 5],
            part: PartOfDay::Morning,
            minutes_ago: 1_620,
            declined: Some((
                4,
                "Pas de place avant trois semaines : mieux vaut une première consultation de médecine \
                                générale et une radio.",
            )),
            ..WISH
        },
        Wish {
            specialty: Some(Specialty::GeneralMedicine),
            symptoms: "Certificat médical pour le club de natation, et un bilan : fatigue depuis un mois.",
            minutes_ago: 540,
            ..WISH
        },
    ],
    &[
        Wish {
            urgency: Urgency::Soon,
            symptoms: "Vision floue de l’œil gauche depuis ce matin, sans douleur.",
            minutes_ago: 50,
            ..WISH
        },
        Wish {
            whose: Whose::Woman,
            specialty: Some(Specialty::Gynaecology),
            symptoms: "Début de grossesse, je voudrais un premier rendez-vous de suivi.",
            part: PartOfDay::Afternoon,
            minutes_ago: 410,
            ..WISH
        },
        Wish {
            symptoms: "Check-up before moving abroad, with a vaccination certificate if possible.",
            weekdays: &[1, 2],
            minutes_ago: 1_100,
            ..WISH
        },
    ],
    &[
        Wish {
            urgency: Urgency::Urgent,
            symptoms: "Crises d’angoisse tous les jours depuis une semaine, je ne dors presque plus.",
            minutes_ago: 80,
            ..WISH
        },
        Wish {
            symptoms: "Bouton sur la joue qui saigne et ne guérit pas depuis deux mois.",
            part: PartOfDay::Morning,
            minutes_ago: 700,
            ..WISH
        },
    ],
];

/// Why a doctor says no to what the desk proposes.
pub(super) const DECLINES: &[&str] = &[
    "Je suis au bloc ce jour-là.",
    "Relève plutôt d’un confrère généraliste en premier lieu.",
    "Créneau trop court pour ce motif.",
];

/// Requests the desk said no to: what was asked, and the answer.
pub(super) const REFUSALS: &[(&str, &str)] = &[
    (
        "Détartrage et douleur à une dent du fond.",
        "Nous n’avons pas de dentiste ; le cabinet de la rue voisine vous recevra.",
    ),
    (
        "Besoin d’une IRM du genou cette semaine.",
        "Nous ne faisons pas d’IRM. Demandez une ordonnance au médecin qui vous suit.",
    ),
    (
        "Le même traitement que mon voisin, sans consultation.",
        "Une ordonnance demande une consultation.",
    ),
    (
        "Kidney stones, very strong pain since last night.",
        "Please go to an emergency department now: this cannot wait.",
    ),
    (
        "Certificat d’aptitude pour la plongée professionnelle.",
        "Cet examen relève d’un médecin agréé.",
    ),
];

/// Why the clinic calls a visit off.
pub(super) const CALLED_OFF: &[&str] = &[
    "Le médecin est en formation ce jour-là ; nous vous rappelons.",
    "Annulé par téléphone à la demande du patient.",
    "Doublon avec un autre rendez-vous.",
];

/// Why a patient calls a visit off.
pub(super) const CANCELLED: &[&str] = &[
    "Empêchement au travail.",
    "Je vais mieux.",
    "Travelling that day.",
    "Garde d’enfant imprévue.",
];

/// What the demonstration's own patient wrote for their visits.
pub(super) const OWN_SYMPTOMS: [&str; 4] = [
    "Palpitations après le sport, déjà vues l’an dernier.",
    "Contrôle de la tension après changement de traitement.",
    "Fatigue et vertiges en me levant.",
    "Contrôle de la vue, je lis de plus en plus loin.",
];

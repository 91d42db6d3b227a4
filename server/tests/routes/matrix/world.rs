//! Two clinics, alike to the last detail, one of which must never show in the other.

use crate::support::{Answer, INITIAL, Person, World};
use http::{Method, header::ACCEPT};
use salus_domain::accounts::Role;
use salus_store::testing::Fresh;
use serde_json::Value;

/// Words that stand only in what the other clinic keeps to itself: its patients and their complaints.
pub const PATIENTS: [&str; 2] = ["Zanzibarine", "vertige-canari"];

/// As [`PATIENTS`]: its admin and its secretary. Who runs the platform knows a clinic's admins.
pub const STAFF: [&str; 2] = ["Canarium", "canari.example"];

/// What an id means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// There is none.
    None,
    Appointment,
    Secretary,
    Doctor,
    Clinic,
    /// The clinic's place in addresses.
    ClinicSlug,
    VisitType,
    /// A patient's file.
    Patient,
    /// Somebody a patient cares for.
    Relative,
    /// A file offered to a patient.
    Offer,
    Closure,
    Room,
}

/// Whose it is, as the people of the first clinic see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The first patient's and the first doctor's.
    Own,
    /// Others' in the same clinic.
    Same,
    /// The other clinic's.
    Foreign,
    /// Nobody's.
    Missing,
}

const NOWHERE: &str = "01900000-0000-7000-8000-000000000000";

/// What a clinic has.
#[derive(Debug)]
struct House {
    clinic: String,
    slug: String,
    visit_type: String,
    doctors: [String; 2],
    secretary: String,
    closure: String,
    room: String,
    appointments: [String; 2],
    files: [String; 2],
    relatives: [String; 2],
    offers: [String; 2],
}

/// Both clinics, and who tries to get in: the people of the first.
#[derive(Debug)]
pub struct TwoClinics {
    pub people: Vec<(Option<Role>, Person)>,
    ours: House,
    theirs: House,
    _world: World,
}

impl TwoClinics {
    /// Founds them as people would, through the server functions.
    pub async fn found(db: Fresh) -> Self {
        let world = World::in_production(db).await;
        let boss = world.super_admin().await;
        let (theirs, _) = equip(
            &world,
            &boss,
            "Zanzibarine",
            "canari.example",
            "vertige-canari",
        )
        .await;
        let (ours, people) = equip(&world, &boss, "Ouragan", "ours.example", "mal de gorge").await;
        let mut people: Vec<_> = people
            .into_iter()
            .map(|(role, person)| (Some(role), person))
            .collect();
        people.insert(0, (None, world.visitor()));
        people.push((Some(Role::SuperAdmin), boss));
        Self {
            people,
            ours,
            theirs,
            _world: world,
        }
    }

    /// The id of such a thing.
    pub fn id(&self, matter: Matter, side: Side) -> String {
        let House {
            clinic,
            slug,
            visit_type,
            doctors: [first, second],
            secretary,
            closure,
            room,
            appointments: [mine, another],
            files: [file, file_of_another],
            relatives: [relative, relative_of_another],
            offers: [offer, offer_to_another],
        } = match side {
            Side::Own | Side::Same => &self.ours,
            Side::Foreign | Side::Missing => &self.theirs,
        };
        let own = side != Side::Same;
        match (matter, side) {
            (Matter::ClinicSlug, Side::Missing) => "no-such-clinic",
            (_, Side::Missing) => NOWHERE,
            (Matter::None, _) => "",
            (Matter::Appointment, _) if own => mine,
            (Matter::Appointment, _) => another,
            (Matter::Doctor, _) if own => first,
            (Matter::Doctor, _) => second,
            (Matter::Secretary, _) => secretary,
            (Matter::Clinic, _) => clinic,
            (Matter::ClinicSlug, _) => slug,
            (Matter::VisitType, _) => visit_type,
            (Matter::Patient, _) if own => file,
            (Matter::Patient, _) => file_of_another,
            (Matter::Relative, _) if own => relative,
            (Matter::Relative, _) => relative_of_another,
            (Matter::Offer, _) if own => offer,
            (Matter::Offer, _) => offer_to_another,
            (Matter::Closure, _) => closure,
            (Matter::Room, _) => room,
        }
        .to_owned()
    }
}

fn named<'a>(last: &'a str, email: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("form[first_name]", "Salma"),
        ("form[last_name]", last),
        ("form[email]", email),
        ("form[password]", INITIAL),
    ]
}

/// A clinic with an admin, two doctors at work, a secretary and two patients, each with a visit that awaits
/// their doctor.
#[expect(
    clippy::too_many_lines,
    reason = "the story of one clinic's first day, told in order"
)]
async fn equip(
    world: &World,
    boss: &Person,
    family: &str,
    host: &str,
    symptoms: &str,
) -> (House, Vec<(Role, Person)>) {
    let mail = |who: &str| format!("{who}@{host}");
    let form = [
        // The clinic itself is public: no canary in it.
        (
            "form[name]",
            if host.starts_with("ours") {
                "Clinique du Lac"
            } else {
                "Clinique du Port"
            },
        ),
        ("form[address]", "1 rue du Lac"),
        ("form[city]", "Tunis"),
        ("form[country]", "TN"),
        ("form[phone]", "+216 71 123 456"),
        (
            "form[email]",
            if host.starts_with("ours") {
                "lac@public.example"
            } else {
                "port@public.example"
            },
        ),
        ("form[zone]", "Africa/Tunis"),
        ("form[currency]", "TND"),
        ("form[confirmation]", "doctor"),
    ];
    let clinic: String = boss.call("clinics/create", &form).await.json();
    let email = mail("admin");
    let keeper = if family == PATIENTS[0] {
        STAFF[0]
    } else {
        "Ouragan"
    };
    let mut admin = named(keeper, &email);
    admin.push(("clinic", &clinic));
    boss.call("clinics/add_admin", &admin).await.is(200);
    let admin = world.on_the_first_day(&email).await;
    let visit = [
        ("form[name_fr]", "Consultation"),
        ("form[name_en]", "Consultation"),
        ("form[duration_min]", "30"),
        ("form[buffer_before_min]", "0"),
        ("form[buffer_after_min]", "0"),
        ("form[price]", "45"),
        ("form[bookable_online]", "true"),
    ];
    let visit_type: String = admin.call("clinics/add_visit_type", &visit).await.json();
    let mut doctors = Vec::new();
    for who in ["first", "second"] {
        let email = mail(who);
        // Doctors' names are public too.
        let mut doctor = named("Haddad", &email);
        doctor.push(("form[specialties][0]", "cardiology"));
        let id: String = admin.call("staff/add_doctor", &doctor).await.json();
        let lines: Vec<(String, String)> = (1..=7)
            .flat_map(|day: u8| {
                let part = |name: &str| format!("form[lines][{}][{name}]", day - 1);
                [
                    (part("weekday"), day.to_string()),
                    (part("from"), "08:00".to_owned()),
                    (part("until"), "18:00".to_owned()),
                ]
            })
            .collect();
        let mut hours: Vec<(&str, &str)> = lines
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        hours.push(("doctor", &id));
        hours.push(("form[visit_types][0]", &visit_type));
        admin.call("staff/save_hours", &hours).await.is(200);
        doctors.push(id);
    }
    let email = mail("secretary");
    admin
        .call("staff/add_secretary", &named(keeper, &email))
        .await
        .is(200);
    let secretary = world.on_the_first_day(&email).await;
    let rows: Value = read(&admin, "/fn/staff/rows").await;
    let secretary_id = rows
        .as_array()
        .and_then(|rows| rows.iter().find(|row| row["email"] == email.as_str()))
        .and_then(|row| row["membership"].as_str())
        .expect("the secretary is in the list")
        .to_owned();
    let closing = [
        ("form[kind]", "closure"),
        ("form[starts_on]", "2035-12-24"),
        ("form[reason]", "Travaux"),
    ];
    admin.call("clinics/add_closure", &closing).await.is(200);
    let closings: Value = read(&admin, "/fn/clinics/closures").await;
    let closure = id_of(&closings["closures"][0]);
    admin
        .call("clinics/add_room", &[("form[name]", "Salle 1")])
        .await
        .is(200);
    let rooms: Value = read(&admin, "/fn/clinics/rooms").await;
    let room = id_of(&rooms[0]);
    let mut patients = Vec::new();
    let mut appointments = Vec::new();
    let (mut files, mut relatives) = (Vec::new(), Vec::new());
    for (who, doctor) in ["amel", "basma"].into_iter().zip(&doctors) {
        let patient = world.patient_called(&mail(who), family).await;
        let request = [
            ("form[clinic]", clinic.as_str()),
            ("form[symptoms]", symptoms),
            ("form[urgency]", "routine"),
            ("form[part]", "any"),
        ];
        let id: String = patient.call("scheduling/request", &request).await.json();
        assign(&secretary, &id, doctor, &visit_type).await;
        let visit: Value = read(&secretary, &format!("/fn/scheduling/one?id={id}")).await;
        let file = visit[0]["patient"]["id"].as_str().expect("a file");
        files.push(file.to_owned());
        let child = [
            person_called("Nour", family),
            vec![("form[relation]", "child")],
        ]
        .concat();
        relatives.push(patient.call("patients/add_relative", &child).await.json());
        patients.push(patient);
        appointments.push(id);
    }
    let offers = offers(world, &secretary, &patients, family).await;
    let cards: Value = read(&world.visitor(), "/fn/clinics/list").await;
    let slug = cards
        .as_array()
        .and_then(|cards| cards.iter().find(|card| card["id"] == clinic.as_str()))
        .and_then(|card| card["slug"].as_str())
        .expect("the clinic is public")
        .to_owned();
    let doctor = world.on_the_first_day(&mail("first")).await;
    let house = House {
        clinic,
        slug,
        visit_type,
        doctors: doctors.try_into().expect("two doctors"),
        secretary: secretary_id,
        closure,
        room,
        appointments: appointments.try_into().expect("two visits"),
        files: files.try_into().expect("two files"),
        relatives: relatives.try_into().expect("two children"),
        offers: offers.try_into().expect("two offers"),
    };
    let people = vec![
        (Role::Patient, patients.swap_remove(0)),
        (Role::Doctor, doctor),
        (Role::Secretary, secretary),
        (Role::ClinicAdmin, admin),
    ];
    (house, people)
}

fn person_called<'a>(first: &'a str, last: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("form[first_name]", first),
        ("form[last_name]", last),
        ("form[born_on]", "2015-05-04"),
        ("form[sex]", "unknown"),
    ]
}

/// A file for each patient that no account holds, offered to them.
async fn offers(
    world: &World,
    secretary: &Person,
    patients: &[Person],
    family: &str,
) -> Vec<String> {
    world.addresses_are_confirmed().await;
    let mut offers = Vec::new();
    for (first, patient) in ["Ines", "Walid"].into_iter().zip(patients) {
        let file: String = secretary
            .call("patients/register", &person_called(first, family))
            .await
            .json();
        let own: Value = read(patient, "/fn/accounts/own").await;
        let offer = [
            ("form[patient]", file.as_str()),
            ("form[email]", own["email"].as_str().expect("an address")),
            ("form[held]", "child"),
        ];
        secretary.call("patients/offer", &offer).await.is(200);
        let theirs: Value = read(patient, "/fn/patients/family").await;
        offers.push(
            theirs["offers"][0]["id"]
                .as_str()
                .expect("an offer")
                .to_owned(),
        );
    }
    offers
}

async fn assign(secretary: &Person, request: &str, doctor: &str, visit_type: &str) {
    let queue: Value = read(secretary, "/fn/scheduling/queue").await;
    let entry = queue
        .as_array()
        .and_then(|queue| {
            queue
                .iter()
                .find(|entry| entry["appointment"]["id"] == request)
        })
        .expect("the request waits");
    let offer = entry["suggestions"]
        .as_array()
        .and_then(|offers| offers.iter().find(|offer| offer["doctor"]["id"] == doctor))
        .expect("the doctor is suggested");
    let starts = offer["slots"][0]["at"].as_str().expect("a free time");
    let version = entry["appointment"]["version"].to_string();
    let form = [
        ("form[appointment]", request),
        ("form[version]", &version),
        ("form[doctor]", doctor),
        ("form[visit_type]", visit_type),
        ("form[starts]", starts),
    ];
    secretary.call("scheduling/assign", &form).await.is(200);
}

fn id_of(thing: &Value) -> String {
    thing["id"].as_str().expect("an id").to_owned()
}

async fn read(person: &Person, path: &str) -> Value {
    let answer: Answer = person
        .send(
            Method::GET,
            path,
            &[(ACCEPT, "application/json")],
            axum::body::Body::empty(),
        )
        .await;
    answer.json()
}

//! Files on people: opening, finding, second files, and who holds them.

use crate::clinics::visit_type;
use crate::support::{Clinic, Platform, platform};
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::fault::Conflict;
use salus_domain::ids::{OfferId, PatientId, RelativeId};
use salus_domain::patients::{HeldAs, Likeness, OfferForm, PatientForm, Relation, RelativeForm};
use salus_domain::scheduling::{BookForm, RequestForm};
use salus_domain::staff::{HoursForm, HoursLine};
use salus_domain::validate::Problem;
use salus_services::{accounts, clinics, patients, scheduling, staff};
use salus_store::testing::new_id;

fn form(first_name: &str, last_name: &str, born_on: &str) -> PatientForm {
    PatientForm {
        first_name: first_name.into(),
        last_name: last_name.into(),
        born_on: born_on.into(),
        sex: "female".into(),
        ..PatientForm::default()
    }
}

fn relative(first_name: &str) -> RelativeForm {
    RelativeForm {
        first_name: first_name.into(),
        last_name: "Trabelsi".into(),
        born_on: "2020-05-01".into(),
        sex: "male".into(),
        relation: "child".into(),
    }
}

async fn register(platform: &Platform, who: Caller, form: &PatientForm) -> PatientId {
    patients::register(&platform.services, who, form)
        .await
        .expect("a file")
}

async fn found(platform: &Platform, who: Caller, query: &str) -> Vec<PatientId> {
    patients::search(&platform.services, who, query, None)
        .await
        .expect("an answer")
        .rows
        .into_iter()
        .map(|row| row.patient.id)
        .collect()
}

async fn offer(
    platform: &Platform,
    who: Caller,
    patient: PatientId,
    email: &str,
    held: &str,
) -> Result<(), Fault> {
    let form = OfferForm {
        patient: patient.to_string(),
        email: email.into(),
        held: held.into(),
    };
    patients::offer(&platform.services, who, &form).await
}

async fn offered(platform: &Platform, who: Caller) -> Vec<OfferId> {
    let family = patients::family(&platform.services, who)
        .await
        .expect("an answer");
    family.offers.into_iter().map(|offer| offer.id).collect()
}

async fn desk(platform: &Platform, name: &str, email: &str) -> (Clinic, Caller) {
    let clinic = platform.clinic(name).await;
    (clinic, platform.secretary(clinic, email).await)
}

async fn confirm(platform: &Platform, who: Caller, email: &str) {
    let token = platform.token("verify", email).await;
    accounts::verify(&platform.services, who, &token)
        .await
        .expect("confirmed");
}

salus_store::on_both_engines! {
    async fn a_file_is_found_by_name_number_and_birth_date_in_its_clinic_only(db: Fresh) {
        let platform = platform(&db).await;
        let (_, here) = desk(&platform, "El Manar", "a@example.net").await;
        let (_, there) = desk(&platform, "Atlas", "b@example.net").await;
        let mut eleonore = form("Éléonore", "Ben-Ali", "1990-02-28");
        eleonore.national_id = "09 12 34 56".into();
        eleonore.phone = "+216 20 123 456".into();
        let eleonore = register(&platform, here, &eleonore).await;
        let fatma = register(&platform, here, &form("فاطِمة", "بن علي", "1985-01-01")).await;
        let foreign = register(&platform, there, &form("Eleonore", "Ben Ali", "1990-02-28")).await;
        for query in ["ELEO", "ali élé", "ben", "28/02/1990", "1990-02-28", "0912", "20 123", "3456", "+216 20 123 456", "ali 28/02/1990"] {
            assert_eq!(found(&platform, here, query).await, [eleonore], "{query}");
        }
        for query in ["فاطمه", "بن فاطمة", "على"] {
            assert_eq!(found(&platform, here, query).await, [fatma], "{query}");
        }
        assert_eq!(found(&platform, here, "").await, [fatma, eleonore], "newest first");
        for query in ["leonore", "ben omar", "27/02/1990", "'; DROP TABLE patients; --", "%", "\u{10ffff}"] {
            let nothing = found(&platform, here, query).await;
            assert!(nothing.is_empty() || query == "%" || query.starts_with('\u{10ffff}'), "{query}");
        }
        assert_eq!(found(&platform, there, "ben").await, [foreign]);
        for id in [foreign, PatientId::new(new_id())] {
            let services = &platform.services;
            assert_eq!(patients::file(services, here, id).await, Err(Fault::Missing));
            assert_eq!(patients::save(services, here, id, &form("A", "B", "1990-01-01")).await, Err(Fault::Missing));
            assert_eq!(offer(&platform, here, id, "x@example.org", "self").await, Err(Fault::Missing));
            assert_eq!(patients::unlink(services, here, id).await, Err(Fault::Missing));
        }
    }

    async fn a_changed_name_is_found_and_the_one_before_is_not(db: Fresh) {
        let platform = platform(&db).await;
        let (_, who) = desk(&platform, "El Manar", "a@example.net").await;
        let id = register(&platform, who, &form("Sana", "Trabelsi", "1990-02-28")).await;
        let before = platform.records().await;
        let mut married = form("Sana", "Jlassi", "1990-02-28");
        married.emergency_name = "Ali Jlassi".into();
        married.emergency_phone = "+216 20 999 999".into();
        patients::save(&platform.services, who, id, &married).await.expect("saved");
        assert_eq!(platform.records().await, (before.0 + 1, before.1 + 1));
        assert_eq!(found(&platform, who, "jlassi").await, [id]);
        assert!(found(&platform, who, "trabelsi").await.is_empty());
        let file = patients::file(&platform.services, who, id).await.expect("the file");
        assert_eq!(file.data.emergency.expect("a contact").name, "Ali Jlassi");
        let rows = platform.rows().await;
        assert!(matches!(patients::save(&platform.services, who, id, &form("", "", "")).await, Err(Fault::Invalid { .. })));
        assert_eq!(platform.rows().await, rows, "nothing is left behind");
    }

    async fn a_second_file_on_one_person_is_opened_only_on_purpose(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let (clinic, who) = desk(&platform, "El Manar", "a@example.net").await;
        let mut first = form("Sana", "Ben Ali", "1990-02-28");
        first.national_id = "09123456".into();
        let id = register(&platform, who, &first).await;
        let rows = platform.rows().await;
        // Misspelt, the words swapped, by another colleague.
        let mut again = form("Ben Aly", "Sana", "1990-02-28");
        let Err(Fault::Conflict { conflict: Conflict::LikelyDuplicates { files } }) = patients::register(services, clinic.admin, &again).await else {
            panic!("opened")
        };
        assert_eq!((files[0].id, files[0].likeness), (id, Likeness::LikeNameAndBirth));
        assert_eq!(platform.rows().await, rows, "nothing is left behind");
        again.another = "true".into();
        let second = register(&platform, clinic.admin, &again).await;
        // The national id is one person's, whoever says what.
        let mut same = form("Other", "Name", "1950-01-01");
        same.national_id = "09-12.34 56".into();
        same.another = "true".into();
        let taken = patients::register(services, who, &same).await;
        assert!(matches!(taken, Err(Fault::Conflict { conflict: Conflict::NationalIdTaken { file } }) if file.id == id));
        let mut edited = again.clone();
        edited.national_id = "09123456".into();
        let taken = patients::save(services, who, second, &edited).await;
        assert!(matches!(taken, Err(Fault::Conflict { conflict: Conflict::NationalIdTaken { .. } })));
        // What stands in the file already is not asked again.
        again.another = String::new();
        again.city = "Tunis".into();
        patients::save(services, who, second, &again).await.expect("saved");
        // Another clinic knows nothing of it.
        let (_, elsewhere) = desk(&platform, "Atlas", "b@example.net").await;
        register(&platform, elsewhere, &first).await;
    }

    async fn two_desks_at_once_open_one_file_with_a_national_id(db: Fresh) {
        let platform = platform(&db).await;
        let (clinic, who) = desk(&platform, "El Manar", "a@example.net").await;
        let mut file = form("Sana", "Ben Ali", "1990-02-28");
        file.national_id = "09123456".into();
        file.another = "true".into();
        let outcomes = futures::future::join_all(
            (0..8).map(|i| patients::register(&platform.services, if i % 2 == 0 { who } else { clinic.admin }, &file)),
        ).await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        for refused in outcomes.iter().filter_map(|outcome| outcome.as_ref().err()) {
            assert!(matches!(refused, Fault::Conflict { conflict: Conflict::NationalIdTaken { .. } }), "{refused:?}");
        }
    }

    async fn pages_follow_each_other_without_gap_or_repeat(db: Fresh) {
        let platform = platform(&db).await;
        let (_, who) = desk(&platform, "El Manar", "a@example.net").await;
        for day in 1..=60 {
            let mut file = form("Sana", &format!("Nº{day}"), &format!("1990-{:02}-{:02}", day % 12 + 1, day % 28 + 1));
            file.another = "true".into();
            register(&platform, who, &file).await;
        }
        for query in ["", "sana"] {
            let first = patients::search(&platform.services, who, query, None).await.expect("a page");
            let second = patients::search(&platform.services, who, query, first.next).await.expect("a page");
            assert_eq!((first.rows.len(), second.rows.len(), second.next), (50, 10, None));
            let mut ids: Vec<_> = first.rows.iter().chain(&second.rows).map(|row| row.patient.id).collect();
            assert!(ids.is_sorted_by(|a, b| a > b), "newest first");
            ids.dedup();
            assert_eq!(ids.len(), 60);
        }
    }

    async fn offering_a_file_does_not_say_whether_there_is_an_account(db: Fresh) {
        let platform = platform(&db).await;
        let (_, who) = desk(&platform, "El Manar", "a@example.net").await;
        let patient = platform.patient("sana@example.org").await;
        let other = platform.patient("other@example.org").await;
        let (known, unknown) = (
            register(&platform, who, &form("Sana", "Trabelsi", "1990-02-28")).await,
            register(&platform, who, &form("Karim", "Jlassi", "1980-02-28")).await,
        );
        let with = offer(&platform, who, known, "Sana@Example.org", "self").await;
        let without = offer(&platform, who, unknown, "nobody@example.org", "self").await;
        assert_eq!(with, without, "both are answered alike");
        for id in [known, unknown] {
            let file = patients::file(&platform.services, who, id).await.expect("the file");
            assert!(file.held.is_none() && file.offered_to.is_some(), "both look alike");
        }
        assert_eq!(offered(&platform, patient).await, [], "nobody has shown that the address is theirs");
        confirm(&platform, patient, "sana@example.org").await;
        confirm(&platform, other, "other@example.org").await;
        assert_eq!(offered(&platform, other).await, []);
        let mine = offered(&platform, patient).await[0];
        assert_eq!(patients::accept(&platform.services, other, mine).await, Err(Fault::Missing));
        patients::accept(&platform.services, patient, mine).await.expect("taken");
        assert_eq!(patients::accept(&platform.services, patient, mine).await, Err(Fault::Missing));
        let file = patients::file(&platform.services, who, known).await.expect("the file");
        assert_eq!((file.held, file.offered_to), (Some(HeldAs::Own), None));
        assert_eq!(offer(&platform, who, known, "other@example.org", "self").await, Err(Fault::Missing), "it is held");
        // Another file as one's own at the same clinic is refused, as a relative's it is taken.
        offer(&platform, who, unknown, "sana@example.org", "self").await.expect("offered");
        let again = offered(&platform, patient).await[0];
        assert_eq!(patients::accept(&platform.services, patient, again).await, Err(Fault::conflict(Conflict::FileExists)));
        offer(&platform, who, unknown, "sana@example.org", "parent").await.expect("offered anew");
        patients::accept(&platform.services, patient, offered(&platform, patient).await[0]).await.expect("taken");
        let family = patients::family(&platform.services, patient).await.expect("the family");
        assert_eq!((family.relatives[0].name().as_str(), family.relatives[0].relation), ("Karim Jlassi", Relation::Parent));
        patients::unlink(&platform.services, who, unknown).await.expect("let go");
        let file = patients::file(&platform.services, who, unknown).await.expect("the file");
        assert_eq!(file.held, None);
    }

    async fn a_parent_asks_and_books_for_a_child_and_nobody_else_does(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let (clinic, who) = desk(&platform, "El Manar", "a@example.net").await;
        let (parent, stranger) = (platform.patient("p@example.org").await, platform.patient("s@example.org").await);
        let child = patients::add_relative(services, parent, &relative("Youssef")).await.expect("a child");
        let ask = |patient: String| RequestForm {
            clinic: clinic.id.to_string(),
            symptoms: "Fever".into(),
            patient,
            ..RequestForm::default()
        };
        for unknown in [child, RelativeId::new(new_id())] {
            let refused = scheduling::request(services, stranger, &ask(unknown.to_string())).await;
            assert_eq!(refused, Err(Fault::field("patient", Problem::Unknown)));
            assert_eq!(patients::edit_relative(services, stranger, unknown, &relative("X")).await, Err(Fault::Missing));
        }
        scheduling::request(services, parent, &ask(child.to_string())).await.expect("for the child");
        scheduling::request(services, parent, &ask(child.to_string())).await.expect("once more");
        scheduling::request(services, parent, &ask(String::new())).await.expect("for themself");
        let mine = scheduling::mine(services, parent).await.expect("appointments");
        let mut names: Vec<_> = mine.iter().map(|one| one.patient.name()).collect();
        names.sort();
        assert_eq!(names, ["Sana Trabelsi", "Youssef Trabelsi", "Youssef Trabelsi"]);
        assert!(scheduling::mine(services, stranger).await.expect("none").is_empty());
        assert_eq!(platform.count("SELECT count(*) FROM patients").await, 2, "one file each");
        // The desk finds the child's file, with its visits.
        let [file] = found(&platform, who, "youssef").await[..] else { panic!("one file") };
        assert_eq!(patients::visits(services, who, file).await.expect("visits").len(), 2);
        // Parent and child may be seen at the same time: they are two patients.
        let visit = clinics::add_visit_type(services, clinic.admin, &visit_type("45")).await.expect("a visit type");
        for (n, patient) in [(0, child.to_string()), (1, String::new())] {
            let (doctor, _) = platform.doctor(clinic, &format!("d{n}@example.org"), "cardiology").await;
            let line = |weekday| HoursLine { weekday, from: "09:00".into(), until: "17:00".into(), ..HoursLine::default() };
            let hours = HoursForm { lines: (1..=7).map(line).collect(), visit_types: vec![visit] };
            staff::save_hours(services, clinic.admin, doctor, &hours).await.expect("hours");
            let form = BookForm {
                doctor: doctor.to_string(),
                visit_type: visit.to_string(),
                starts: "2026-11-25T09:00:00Z".into(),
                symptoms: "Fever".into(),
                patient,
            };
            let booked = scheduling::book(services, parent, &form).await.expect("booked");
            scheduling::cancel(services, parent, booked, "").await.expect("cancelled by the parent");
            scheduling::book(services, parent, &form).await.expect("booked again");
        }
    }

    async fn files_are_for_the_desk_and_the_doctors_who_see_the_patient(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let (clinic, who) = desk(&platform, "El Manar", "a@example.net").await;
        let (_, doctor) = platform.doctor(clinic, "d@example.org", "cardiology").await;
        let patient = platform.patient("p@example.org").await;
        let id = register(&platform, who, &form("Sana", "Trabelsi", "1990-02-28")).await;
        assert_eq!(patients::file(services, doctor, id).await, Err(Fault::Missing), "not theirs");
        assert!(found(&platform, doctor, "sana").await.is_empty());
        for (caller, fault) in [(Caller::Visitor, Fault::SignedOut), (patient, Fault::Refused), (platform.super_admin, Fault::Refused), (doctor, Fault::Refused)] {
            assert_eq!(patients::register(services, caller, &form("A", "B", "1990-01-01")).await, Err(fault.clone()));
            assert_eq!(offer(&platform, caller, id, "x@example.org", "self").await, Err(fault));
        }
        assert_eq!(patients::search(services, patient, "", None).await, Err(Fault::Refused));
        assert_eq!(patients::family(services, who).await, Err(Fault::Refused));
    }
}

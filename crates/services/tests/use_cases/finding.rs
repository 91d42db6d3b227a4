//! What the store finds of doctors for those who book, and a patient's first file.

use crate::clinics::visit_type;
use crate::support::{Platform, clinic_form, date, doctor_form, monday, person, platform};
use futures::future::join_all;
use salus_domain::accounts::Caller;
use salus_domain::clinics::{ClinicForm, VisitTypeForm};
use salus_domain::ids::{DoctorId, PatientId};
use salus_domain::permission::{Action, at_work, in_clinic};
use salus_domain::staff::Specialty::{self, Cardiology, Dermatology};
use salus_domain::staff::{DoctorForm, ExceptionKind, HoursForm, HoursLine};
use salus_services::{clinics, staff};
use salus_store::staff::SearchWord;
use salus_store::testing::new_id;
use salus_store::{Reach, Scope, Sql, patients, staff as store};
use std::collections::BTreeSet;

async fn found(
    platform: &Platform,
    what: &[SearchWord],
    specialty: Option<Specialty>,
    place: &[&str],
) -> Vec<String> {
    let place: Vec<String> = place.iter().map(|p| (*p).to_owned()).collect();
    let mut conn = platform
        .services
        .store()
        .read()
        .await
        .expect("a connection");
    let (cards, total) = store::search_doctors(&mut conn, what, specialty, &place, 10)
        .await
        .expect("an answer");
    assert_eq!(usize::try_from(total), Ok(cards.len()));
    cards
        .into_iter()
        .map(|card| card.doctor.last_name)
        .collect()
}

fn word(word: &str, specialties: &[Specialty]) -> SearchWord {
    SearchWord {
        word: word.into(),
        specialties: specialties.to_vec(),
    }
}

async fn named(platform: &Platform, admin: Caller, last_name: &str, specialty: &str) -> DoctorId {
    let email = format!("{}@example.org", salus_domain::text::slug(last_name));
    let form = DoctorForm {
        last_name: last_name.into(),
        ..doctor_form(&email, specialty)
    };
    staff::add_doctor(&platform.services, admin, &form)
        .await
        .expect("a doctor")
}

salus_store::on_both_engines! {
    async fn a_search_finds_by_names_specialties_and_places(db: Fresh) {
        let platform = platform(&db).await;
        let manar = platform.clinic("Clinique El-Manar").await;
        let paris = ClinicForm { city: "Paris".into(), zone: "Europe/Paris".into(), currency: "EUR".into(), ..clinic_form("L'Atlas") };
        let paris = clinics::create(&platform.services, platform.super_admin, &paris).await.expect("a clinic");
        clinics::add_admin(&platform.services, platform.super_admin, paris, &person("p@example.org")).await.expect("an admin");
        let paris_admin = platform.sign_in("p@example.org").await;
        named(&platform, manar.admin, "Trabelsi", "cardiology").await;
        named(&platform, manar.admin, "Cardinal", "dermatology").await;
        named(&platform, paris_admin, "Ben-Salah", "cardiology").await;

        let all = ["Ben-Salah", "Cardinal", "Trabelsi"];
        assert_eq!(found(&platform, &[], None, &[]).await, all);
        assert_eq!(found(&platform, &[], Some(Dermatology), &[]).await, ["Cardinal"]);
        assert_eq!(found(&platform, &[word("trab", &[])], None, &[]).await, ["Trabelsi"]);
        assert_eq!(found(&platform, &[word("rabelsi", &[])], None, &[]).await.len(), 0, "words are found by their beginning");
        assert_eq!(found(&platform, &[word("card", &[Cardiology])], None, &[]).await, all, "a name or a specialty");
        assert_eq!(found(&platform, &[word("cardiologue", &[Cardiology]), word("trabelsi", &[])], None, &[]).await, ["Trabelsi"]);
        assert_eq!(found(&platform, &[word("salah", &[])], None, &[]).await, ["Ben-Salah"]);
        assert_eq!(found(&platform, &[word("ben-sal", &[])], None, &[]).await, ["Ben-Salah"]);
        assert_eq!(found(&platform, &[word("atlas", &[])], None, &[]).await, ["Ben-Salah"], "by the clinic");
        assert_eq!(found(&platform, &[], Some(Cardiology), &["tun"]).await, ["Trabelsi"]);
        assert_eq!(found(&platform, &[], None, &["el-manar"]).await, ["Cardinal", "Trabelsi"]);
        assert_eq!(found(&platform, &[word("%", &[])], None, &[]).await.len(), 0);

        let mut conn = platform.services.store().read().await.expect("a connection");
        let (page, total) = store::search_doctors(&mut conn, &[], None, &[], 2).await.expect("an answer");
        assert_eq!((page.len(), total), (2, 3));
        clinics::set_suspended(&platform.services, platform.super_admin, paris, true).await.expect("suspended");
        assert_eq!(found(&platform, &[], None, &[]).await, ["Cardinal", "Trabelsi"]);
    }

    async fn a_card_shows_what_patients_may_book_the_usual_first(db: Fresh) {
        let platform = platform(&db).await;
        let clinic = platform.clinic("El Manar").await;
        let doctor = named(&platform, clinic.admin, "Trabelsi", "cardiology").await;
        let mut ids = Vec::new();
        for online in [true, false, true] {
            let form = VisitTypeForm { bookable_online: online, ..visit_type("10") };
            ids.push(clinics::add_visit_type(&platform.services, clinic.admin, &form).await.expect("a visit type"));
            platform.clock.advance(1);
        }
        let mut conn = platform.services.store().read().await.expect("a connection");
        let card = store::doctor_card(&mut conn, doctor).await.expect("an answer").expect("a card");
        assert_eq!(card.visit_types.iter().map(|v| v.id).collect::<Vec<_>>(), [ids[0], ids[2]]);
        assert_eq!((card.clinic.id, card.clinic.doctors, card.doctor.name().as_str()), (clinic.id, 1, "Dr Leïla Trabelsi"));
        assert_eq!(store::doctor_card(&mut conn, DoctorId::new(new_id())).await.expect("an answer"), None);
        assert!(store::offers(&mut conn, doctor, ids[1]).await.expect("an answer"), "the desk may book it");
        let listed = salus_store::clinics::visit_type(&mut conn, clinic.id, ids[1]).await.expect("an answer");
        assert_eq!(listed.map(|v| v.bookable_online), Some(false));
        clinics::retire_visit_type(&platform.services, clinic.admin, ids[0]).await.expect("retired");
        assert!(!store::offers(&mut conn, doctor, ids[0]).await.expect("an answer"));
        assert_eq!(salus_store::clinics::visit_type(&mut conn, clinic.id, ids[0]).await.expect("an answer"), None);
        drop(conn);

        clinics::set_suspended(&platform.services, platform.super_admin, clinic.id, true).await.expect("suspended");
        let mut conn = platform.services.store().read().await.expect("a connection");
        assert_eq!(store::doctor_card(&mut conn, doctor).await.expect("an answer"), None);
    }

    async fn schedules_hold_the_week_its_exceptions_and_the_closures_that_touch_the_stretch(db: Fresh) {
        let platform = platform(&db).await;
        let clinic = platform.clinic("El Manar").await;
        let doctor = named(&platform, clinic.admin, "Trabelsi", "cardiology").await;
        let other = named(&platform, clinic.admin, "Cardinal", "dermatology").await;
        let line = HoursLine { weekday: 1, from: "09:00".into(), until: "12:00".into(), ..HoursLine::default() };
        let form = HoursForm { lines: vec![line], visit_types: vec![] };
        staff::save_hours(&platform.services, clinic.admin, doctor, &form).await.expect("saved");
        let id = clinic.id;
        platform.services.store().write(move |tx| Box::pin(async move {
            const OFF: Sql = Sql::both(
                "INSERT INTO schedule_exceptions (id, clinic_id, doctor_id, on_date, kind, starts_min, ends_min)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            );
            const CLOSED: Sql = Sql::both(
                "INSERT INTO closures (id, clinic_id, starts_on, ends_on, reason) VALUES ($1, $2, $3, $4, '')",
            );
            for (on, kind, minutes) in [
                ("2026-11-23", ExceptionKind::Off, None),
                ("2026-11-25", ExceptionKind::Extra, Some((1200_i64, 1500_i64))),
                ("2026-11-26", ExceptionKind::Off, None),
            ] {
                tx.query(Reach::UPKEEP, OFF).bind(new_id()).bind(id).bind(doctor).bind(date(on)).bind(kind)
                    .bind(minutes.map(|m| m.0)).bind(minutes.map(|m| m.1)).execute().await?;
            }
            for (starts, ends) in [("2026-11-20", "2026-11-24"), ("2026-11-26", "2026-11-30")] {
                tx.query(Reach::UPKEEP, CLOSED).bind(new_id()).bind(id).bind(date(starts)).bind(date(ends)).execute().await?;
            }
            Ok(())
        })).await.expect("written");
        let mut conn = platform.services.store().read().await.expect("a connection");
        let unknown = DoctorId::new(new_id());
        let mut schedules =
            store::schedules(&mut conn, &[doctor, other, unknown], date("2026-11-24"), date("2026-11-25")).await.expect("schedules");
        schedules.sort_by_key(|s| s.doctor != doctor);
        assert_eq!(schedules.len(), 2);
        let closures = vec![(date("2026-11-20"), date("2026-11-24"))];
        assert_eq!((schedules[0].hours.len(), schedules[0].limits.step_min, &schedules[0].closures), (1, 15, &closures));
        let exceptions: Vec<_> = schedules[0].exceptions.iter().map(|e| (e.on, e.kind, e.minutes)).collect();
        assert_eq!(exceptions, [(date("2026-11-25"), ExceptionKind::Extra, Some((1200, 1500)))]);
        assert!(schedules[1].hours.is_empty() && schedules[1].exceptions.is_empty());
        assert_eq!(schedules[1].closures, closures);
    }

    async fn a_doctors_scope_reaches_no_colleague(db: Fresh) {
        let platform = platform(&db).await;
        let clinic = platform.clinic("El Manar").await;
        let (me, caller) = platform.doctor(clinic, "a@example.org", "cardiology").await;
        let (colleague, _) = platform.doctor(clinic, "b@example.org", "cardiology").await;
        let mine = Scope::from(&at_work(caller, Action::SeeAppointments).expect("granted"));
        let all = Scope::from(&at_work(clinic.admin, Action::SeeAppointments).expect("granted"));
        let mut conn = platform.services.store().read().await.expect("a connection");
        let ids = async |conn: &mut salus_store::Conn, scope: &Scope| -> BTreeSet<DoctorId> {
            store::doctors(conn, scope).await.expect("doctors").into_iter().map(|d| d.id).collect()
        };
        assert_eq!(ids(&mut conn, &mine).await, [me].into());
        assert_eq!(ids(&mut conn, &all).await, [me, colleague].into());
        let locked = platform.services.store().write(move |tx| Box::pin(async move {
            Ok((store::lock_doctor(tx, &mine, me).await?, store::lock_doctor(tx, &mine, colleague).await?))
        })).await.expect("an answer");
        assert_eq!(locked, (true, false));
    }

    async fn a_patients_first_visit_opens_one_file(db: Fresh) {
        let platform = platform(&db).await;
        let clinic = platform.clinic("El Manar").await;
        let caller = platform.patient("sana@example.org").await;
        let user = caller.user().expect("a user");
        let scope = Scope::from(&in_clinic(caller, Action::Book, clinic.id).expect("granted"));
        let tries = (0..6).map(|_| {
            let store = platform.services.store().clone();
            let id = PatientId::new(new_id());
            tokio::spawn(async move {
                store.write(move |tx| Box::pin(async move {
                    Ok(patients::create_file(tx, &scope, user, id, monday()).await?)
                })).await.expect("a file")
            })
        });
        let files: Vec<_> = join_all(tries).await.into_iter().map(|f| f.expect("no panic")).collect();
        assert!(files[0].is_some() && files.iter().all(|file| *file == files[0]), "{files:?}");
        assert_eq!(platform.count("SELECT count(*) FROM patients").await, 1);
        let mut conn = platform.services.store().read().await.expect("a connection");
        assert_eq!(patients::file_of_user(&mut conn, &scope, user).await.expect("an answer"), files[0]);
        let stranger = platform.super_admin.user().expect("a user");
        assert_eq!(patients::file_of_user(&mut conn, &scope, stranger).await.expect("an answer"), None);
        drop(conn);
        let whole = Scope::of_the_clock(clinic.id);
        let none = platform.services.store().write(move |tx| Box::pin(async move {
            Ok(patients::create_file(tx, &whole, stranger, PatientId::new(new_id()), monday()).await?)
        })).await.expect("an answer");
        assert_eq!(none, None, "a profile without date of birth");
    }
}

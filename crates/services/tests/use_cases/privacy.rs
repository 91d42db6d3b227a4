//! Who saw a patient's data, a copy of it, its erasure.

use crate::clinics::visit_type;
use crate::support::{Clinic, Platform, platform};
use salus_domain::Fault;
use salus_domain::accounts::{Caller, Role};
use salus_domain::audit::{AuditSearch, Verdict};
use salus_domain::fault::Conflict;
use salus_domain::ids::{AppointmentId, DoctorId, ErasureId};
use salus_domain::language::Language;
use salus_domain::privacy::{Asked, ErasureState};
use salus_domain::scheduling::BookForm;
use salus_domain::staff::{HoursForm, HoursLine};
use salus_domain::validate::Problem;
use salus_services::{audit, clinics, privacy, scheduling, staff};
use salus_store::testing::{Fresh, new_id};
use salus_store::{Reach, Record, Sql};

struct Scene {
    platform: Platform,
    clinic: Clinic,
    doctor: (DoctorId, Caller),
    patient: Caller,
    visit: AppointmentId,
}

/// A clinic where a patient has booked with a doctor.
async fn scene(db: &Fresh, name: &str, symptoms: &str) -> Scene {
    within(platform(db).await, name, symptoms).await
}

async fn within(platform: Platform, name: &str, symptoms: &str) -> Scene {
    let clinic = platform.clinic(name).await;
    let email = format!("{}@example.org", name.to_lowercase().replace(' ', "-"));
    let doctor = platform
        .doctor(clinic, &format!("dr-{email}"), "cardiology")
        .await;
    let patient = platform.patient(&format!("p-{email}")).await;
    let visit = book(
        &platform,
        clinic,
        doctor.0,
        patient,
        symptoms,
        "2026-11-25T09:00:00Z",
    )
    .await;
    Scene {
        platform,
        clinic,
        doctor,
        patient,
        visit,
    }
}

async fn book(
    platform: &Platform,
    clinic: Clinic,
    doctor: DoctorId,
    patient: Caller,
    symptoms: &str,
    starts: &str,
) -> AppointmentId {
    let services = &platform.services;
    let kind = clinics::add_visit_type(services, clinic.admin, &visit_type("45"))
        .await
        .expect("a visit type");
    let line = |weekday| HoursLine {
        weekday,
        from: "09:00".into(),
        until: "17:00".into(),
        ..HoursLine::default()
    };
    let form = HoursForm {
        lines: (1..=7).map(line).collect(),
        visit_types: vec![kind],
    };
    staff::save_hours(services, clinic.admin, doctor, &form)
        .await
        .expect("hours");
    let form = BookForm {
        patient: String::new(),
        doctor: doctor.to_string(),
        visit_type: kind.to_string(),
        starts: starts.into(),
        symptoms: symptoms.into(),
    };
    scheduling::book(services, patient, &form)
        .await
        .expect("a visit")
}

impl Scene {
    async fn seen(&self) -> i64 {
        self.platform
            .count("SELECT count(*) FROM audit_entries WHERE action = 'patient.seen'")
            .await
    }

    async fn request(&self) -> ErasureId {
        privacy::requests(&self.platform.services, self.clinic.admin)
            .await
            .expect("requests")[0]
            .id
    }

    /// Cancels the visit, so that nothing stands in the way.
    async fn cancel(&self) {
        scheduling::cancel(
            &self.platform.services,
            self.clinic.admin,
            self.visit,
            "Wörd of the desk",
        )
        .await
        .expect("cancelled");
    }
}

async fn all<T: Record>(platform: &Platform, sql: Sql) -> Vec<T> {
    let mut conn = platform
        .services
        .store()
        .read()
        .await
        .expect("a connection");
    conn.query(Reach::UPKEEP, sql)
        .fetch_all()
        .await
        .expect("rows")
}

salus_store::on_both_engines! {
    async fn who_saw_a_patient_is_noted_once_an_hour_and_told_to_that_patient_only(db: Fresh) {
        let scene = scene(&db, "El Manar", "Palpitations").await;
        let services = &scene.platform.services;
        scheduling::one(services, scene.patient, scene.visit).await.expect("their own");
        assert_eq!(scene.seen().await, 0, "looking at one's own is not noted");
        for _ in 0..3 {
            scheduling::one(services, scene.doctor.1, scene.visit).await.expect("the doctor's");
            scheduling::calendar(services, scene.doctor.1, None, 7).await.expect("the calendar");
        }
        assert_eq!(scene.seen().await, 1);
        let date = Some(crate::support::date("2026-11-25"));
        scheduling::board(services, scene.clinic.admin, date).await.expect("the board");
        assert_eq!(scene.seen().await, 2, "another reader");
        scheduling::board(services, scene.clinic.admin, None).await.expect("an empty day");
        scene.platform.clock.advance(60);
        scheduling::one(services, scene.doctor.1, scene.visit).await.expect("the doctor's");
        assert_eq!(scene.seen().await, 3, "an hour later");

        let mine = privacy::mine(services, scene.patient, "").await.expect("what is held");
        let readers: Vec<_> = mine.readers.iter().map(|row| (row.role, row.action.as_str(), row.name.as_str())).collect();
        let name = "Leïla Ben Ali";
        assert_eq!(readers, [
            (Some(Role::Doctor), "patient.seen", name),
            (Some(Role::ClinicAdmin), "patient.seen", name),
            (Some(Role::Doctor), "patient.seen", name),
        ]);
        assert_eq!(mine.files.len(), 1);
        let other = scene.platform.patient("other@example.org").await;
        let theirs = privacy::mine(services, other, "").await.expect("nothing is held");
        assert!(theirs.readers.is_empty() && theirs.files.is_empty());
        assert_eq!(privacy::mine(services, scene.clinic.admin, "").await, Err(Fault::Refused));
        let trail = audit::of_clinic(services, scene.clinic.admin, &AuditSearch { verify: true, ..AuditSearch::default() }).await.expect("the trail");
        assert_eq!(trail.rows[0].patient.as_ref().map(|who| who.name.as_str()), Some("Sana Trabelsi"));
        assert!(matches!(trail.checked[0].verdict, Verdict::Intact { .. }), "{:?}", trail.checked);
        let all = audit::of_platform(services, scene.platform.super_admin, &AuditSearch::default()).await.expect("the trail");
        assert!(all.rows.iter().all(|row| row.patient.is_none()), "a super admin sees no patient");
    }

    async fn the_copy_holds_everything_of_the_person_and_nothing_of_others(db: Fresh) {
        let other = scene(&db, "Atlas", "canary-symptoms-of-another").await;
        let Scene { platform, doctor: there, clinic: atlas, patient: stranger, .. } = other;
        let here = within(platform, "El Manar", "canary-own").await;
        let services = &here.platform.services;
        // The person goes to the other clinic, too; somebody else's visit lies beside theirs.
        book(&here.platform, atlas, there.0, here.patient, "canary-own-elsewhere", "2026-11-26T09:00:00Z").await;
        here.platform.secretary(here.clinic, "canary-desk@example.org").await;
        here.cancel().await;
        let user = stranger.user().expect("a user");
        db.write(move |tx| Box::pin(async move {
            tx.query(Reach::UPKEEP, Sql::both("UPDATE patients SET last_name = 'Canary-Stranger', phone = 'canary-phone' WHERE user_id = $1")).bind(user).execute().await?;
            tx.query(Reach::UPKEEP, Sql::both("UPDATE users SET last_name = 'Canary-Stranger' WHERE id = $1")).bind(user).execute().await?;
            Ok(())
        })).await.expect("canaries");

        let export = privacy::export(services, here.patient, Language::En).await.expect("a copy");
        let text = serde_json::to_string(&export).expect("JSON");
        for own in ["canary-own\"", "canary-own-elsewhere", "p-el-manar@example.org", "Trabelsi", "Wörd of the desk", "El Manar", "Atlas", "Dr Leïla Ben Ali"] {
            assert!(text.contains(own), "{own} is missing: {text}");
        }
        for foreign in ["canary-symptoms-of-another", "Canary-Stranger", "canary-phone", "canary-desk", "dr-el-manar@", "admin@", "argon2", "password"] {
            assert!(!text.contains(foreign), "{foreign} is in it: {text}");
        }
        assert_eq!(export.files.len(), 2);
        assert!(export.trail.iter().any(|entry| entry.action == "privacy.export" && entry.by_yourself));
        for caller in [here.clinic.admin, here.doctor.1, here.platform.super_admin, Caller::Visitor] {
            assert!(privacy::export(services, caller, Language::Fr).await.is_err(), "{caller:?}");
        }
    }

    async fn an_erased_file_holds_nothing_of_the_person_and_the_trail_stays_whole(db: Fresh) {
        let scene = scene(&db, "El Manar", "canary-symptoms").await;
        let services = &scene.platform.services;
        let admin = scene.clinic.admin;
        assert_eq!(privacy::ask(services, scene.patient).await, Ok(Asked::Clinics));
        assert_eq!(privacy::ask(services, scene.patient).await, Ok(Asked::Clinics), "once more changes nothing");
        let asked = privacy::requests(services, admin).await.expect("requests");
        assert_eq!((asked.len(), asked[0].state, asked[0].to_come), (1, ErasureState::Open, 1));
        assert_eq!(privacy::erase(services, admin, asked[0].id).await, Err(Fault::conflict(Conflict::VisitsToCome)));
        scene.cancel().await;
        let before = scene.platform.records().await;
        privacy::erase(services, admin, asked[0].id).await.expect("erased");
        // The file and, being the last, the account: an event and an entry each.
        assert_eq!(scene.platform.records().await, (before.0 + 2, before.1 + 2));
        assert_eq!(privacy::erase(services, admin, asked[0].id).await, Err(Fault::conflict(Conflict::Changed)));

        // Whatever text is anywhere in these tables.
        let left: Vec<(String,)> = all(&scene.platform, Sql::split(
            "SELECT json_array(first_name, last_name, name_folded, phone, email, national_id, hex(user_id), born_on) FROM patients
             UNION ALL SELECT json_array(symptoms, reason, preferred, hex(booked_by)) FROM appointments
             UNION ALL SELECT json_array(reason) FROM appointment_history
             UNION ALL SELECT payload FROM events UNION ALL SELECT detail FROM audit_entries
             UNION ALL SELECT json_array(email, first_name, last_name, phone, born_on) FROM users WHERE platform_role IS NULL",
            "SELECT to_jsonb(p)::text FROM patients p
             UNION ALL SELECT to_jsonb(a)::text FROM appointments a UNION ALL SELECT to_jsonb(h)::text FROM appointment_history h
             UNION ALL SELECT to_jsonb(e)::text FROM events e UNION ALL SELECT to_jsonb(t)::text FROM audit_entries t
             UNION ALL SELECT to_jsonb(u)::text FROM users u",
        )).await;
        let text = format!("{left:?}").to_lowercase();
        for gone in ["canary", "trabelsi", "sana", "20 123 456", "p-el-manar", "1990-02-28", "wörd"] {
            assert!(!text.contains(gone), "{gone} is left: {text}");
        }
        assert!(text.contains("1990-01-01"), "the year stays");
        assert_eq!(scene.platform.count("SELECT count(*) FROM appointments WHERE state = 'cancelled'").await, 1);
        assert!(matches!(audit::verify_clinic(services, admin).await, Ok(Verdict::Intact { .. })));
        assert_eq!(privacy::requests(services, admin).await.expect("requests")[0].state, ErasureState::Erased);
    }

    async fn a_refusal_has_a_reason_and_another_clinics_request_is_missing(db: Fresh) {
        let scene = scene(&db, "El Manar", "Palpitations").await;
        let services = &scene.platform.services;
        let foreign = scene.platform.clinic("Atlas").await;
        privacy::ask(services, scene.patient).await.expect("asked");
        let id = scene.request().await;
        let before = scene.platform.records().await;
        for (caller, id) in [(foreign.admin, id), (scene.clinic.admin, ErasureId::new(new_id()))] {
            assert_eq!(privacy::refuse(services, caller, id, "Kept by law").await, Err(Fault::Missing));
            assert_eq!(privacy::erase(services, caller, id).await, Err(Fault::Missing));
        }
        assert!(privacy::requests(services, foreign.admin).await.expect("requests").is_empty());
        for caller in [scene.patient, scene.doctor.1, scene.platform.super_admin] {
            assert_eq!(privacy::erase(services, caller, id).await, Err(Fault::Refused));
            assert_eq!(privacy::requests(services, caller).await, Err(Fault::Refused));
        }
        let nothing = Err(Fault::field("reason", Problem::Required));
        assert_eq!(privacy::refuse(services, scene.clinic.admin, id, " ").await, nothing);
        assert_eq!(scene.platform.records().await, before, "nothing is left behind");
        privacy::refuse(services, scene.clinic.admin, id, "Kept for ten years by law").await.expect("refused");
        let mine = privacy::mine(services, scene.patient, "").await.expect("what is held");
        let request = mine.files[0].request.clone().expect("a request");
        assert_eq!((request.state, request.reason.as_deref()), (ErasureState::Refused, Some("Kept for ten years by law")));
        assert_eq!(privacy::ask(services, scene.patient).await, Ok(Asked::Clinics));
        assert_eq!(privacy::requests(services, scene.clinic.admin).await.expect("requests").len(), 2, "one may ask again");
    }

    async fn an_account_no_clinic_knows_is_closed_at_once(db: Fresh) {
        let platform = platform(&db).await;
        let patient = platform.patient("alone@example.org").await;
        assert_eq!(privacy::ask(&platform.services, patient).await, Ok(Asked::Closed));
        assert_eq!(platform.count("SELECT count(*) FROM users WHERE email LIKE 'alone%' OR last_name = 'Trabelsi'").await, 0);
        platform.patient("alone@example.org").await;
    }

    /// A table that comes to refer to people must be thought of in the copy and in the erasure.
    async fn every_table_about_people_is_known_to_the_copy_and_to_the_erasure(db: Fresh) {
        const KNOWN: [&str; 17] = [
            "appointment_history", "appointments", "audit_entries", "erasure_requests", "patients", "relatives",
            "sessions",
            // Proofs and secrets of an account: deleted with it, in no copy.
            "account_links", "known_addresses", "recovery_codes", "second_factors",
            // Of a file: deleted with what it says.
            "patient_offers", "patient_words",
            // In the copy, and deleted with the account.
            "photos",
            // Of the staff, who are not erased.
            "doctors", "memberships", "patient_imports",
        ];
        let platform = platform(&db).await;
        let tables: Vec<(String,)> = all(&platform, Sql::split(
            "SELECT DISTINCT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
             WHERE t.type = 'table' AND (c.name LIKE '%patient_id' OR c.name LIKE '%user_id' OR c.name LIKE '%appointment_id')",
            "SELECT DISTINCT table_name::text FROM information_schema.columns WHERE table_schema = 'public'
             AND (column_name LIKE '%patient_id' OR column_name LIKE '%user_id' OR column_name LIKE '%appointment_id')",
        )).await;
        assert!(tables.len() > 5);
        let unknown: Vec<_> = tables.iter().map(|(name,)| name.as_str()).filter(|name| !KNOWN.contains(name)).collect();
        assert!(unknown.is_empty(), "add {unknown:?} to services::privacy::export and store::privacy::erase_file, then here");
    }
}

//! Clinics edited, set and deleted; staff edited and deactivated.

use crate::clinics::visit_type;
use crate::support::{Clinic, Platform, clinic_form, person, platform};
use salus_domain::Fault;
use salus_domain::accounts::{Caller, MemberStatus, StaffRole};
use salus_domain::clinics::{ClinicForm, ConfirmationPolicy, SettingsForm};
use salus_domain::fault::Conflict;
use salus_domain::ids::{ClinicId, DoctorId, MembershipId, VisitTypeId};
use salus_domain::language::SpokenLanguage;
use salus_domain::scheduling::{BookForm, RequestForm};
use salus_domain::staff::{
    DoctorEditForm, DoctorSearch, DoctorStatus, HoursForm, HoursLine, MemberEditForm, Specialty,
};
use salus_domain::validate::Problem;
use salus_services::{clinics, scheduling, staff};
use salus_store::testing::new_id;

/// 10:00 in Tunis on the day after the test's Monday.
const TEN: &str = "2026-11-24T09:00:00Z";

/// A clinic whose one doctor works every day from nine to five.
struct Scene {
    platform: Platform,
    clinic: Clinic,
    doctor: DoctorId,
    visit: VisitTypeId,
}

impl Scene {
    async fn new(db: &salus_store::testing::Fresh) -> Self {
        let platform = platform(db).await;
        let clinic = platform.clinic("El Manar").await;
        let services = &platform.services;
        let visit = clinics::add_visit_type(services, clinic.admin, &visit_type("45"))
            .await
            .expect("a visit type");
        let (doctor, _) = platform
            .doctor(clinic, "cardio@example.org", "cardiology")
            .await;
        let line = |weekday| HoursLine {
            weekday,
            from: "09:00".into(),
            until: "17:00".into(),
            ..HoursLine::default()
        };
        let form = HoursForm {
            lines: (1..=7).map(line).collect(),
            visit_types: vec![visit],
        };
        staff::save_hours(services, clinic.admin, doctor, &form)
            .await
            .expect("hours");
        Self {
            platform,
            clinic,
            doctor,
            visit,
        }
    }

    async fn book(&self, who: Caller, starts: &str) -> Result<(), Fault> {
        let form = BookForm {
            patient: String::new(),
            doctor: self.doctor.to_string(),
            visit_type: self.visit.to_string(),
            starts: starts.into(),
            symptoms: "Palpitations".into(),
        };
        scheduling::book(&self.platform.services, who, &form)
            .await
            .map(drop)
    }

    async fn settings(&self) -> SettingsForm {
        let clinic = clinics::settings(&self.platform.services, self.clinic.admin)
            .await
            .expect("settings");
        SettingsForm::from(&clinic)
    }

    async fn days_with_times(&self) -> usize {
        let week = staff::slot_week(&self.platform.services, self.doctor, self.visit, None)
            .await
            .expect("a week");
        week.days.iter().filter(|day| !day.slots.is_empty()).count()
    }

    async fn found(&self) -> usize {
        let search = DoctorSearch {
            specialty: "cardiology".into(),
            ..DoctorSearch::default()
        };
        let found = staff::search(&self.platform.services, &search)
            .await
            .expect("an answer");
        found.doctors.len()
    }
}

async fn secretary_membership(platform: &Platform, clinic: Clinic) -> MembershipId {
    let rows = staff::rows(&platform.services, clinic.admin)
        .await
        .expect("rows");
    rows.iter()
        .find(|row| row.role == StaffRole::Secretary)
        .expect("a secretary")
        .membership
}

fn duplicate() -> Result<(), Fault> {
    Err(Fault::conflict(Conflict::DuplicateClinic))
}

salus_store::on_both_engines! {
    async fn a_clinic_is_edited_and_keeps_its_address_in_links(db: Fresh) {
        let platform = platform(&db).await;
        let (services, root) = (&platform.services, platform.super_admin);
        let clinic = platform.clinic("El Manar").await;
        platform.clinic("Atlas").await;
        let before = platform.records().await;
        let as_it_is = clinics::row(services, root, clinic.id).await.expect("a clinic");
        let form = ClinicForm {
            name: "El Manar Centre".into(),
            phone: "+33 1 23 45 67 89".into(),
            zone: "Europe/Paris".into(),
            currency: "EUR".into(),
            cancel_notice_hours: 48,
            ..ClinicForm::from(&as_it_is.clinic)
        };
        clinics::edit(services, root, clinic.id, &form).await.expect("edited");
        let card = clinics::by_slug(services, "el-manar").await.expect("where it was");
        assert_eq!((card.name.as_str(), card.zone.as_str()), ("El Manar Centre", "Europe/Paris"));
        let now = clinics::row(services, root, clinic.id).await.expect("a clinic").clinic;
        assert_eq!((now.policy.cancel_notice_min, now.policy.horizon_days), (48 * 60, as_it_is.clinic.policy.horizon_days));
        assert_eq!(platform.records().await, (before.0 + 1, before.1 + 1));

        let of_the_other = ClinicForm { email: clinic_form("Atlas").email, ..form.clone() };
        assert_eq!(clinics::edit(services, root, clinic.id, &of_the_other).await, duplicate());
        let in_its_place = ClinicForm { name: " ATLAS".into(), ..form.clone() };
        assert_eq!(clinics::edit(services, root, clinic.id, &in_its_place).await, duplicate());
        let wrong = ClinicForm { name: String::new(), email: "x".into(), ..form.clone() };
        let Err(Fault::Invalid { fields }) = clinics::edit(services, root, clinic.id, &wrong).await else { panic!("accepted") };
        assert_eq!(fields.iter().map(|f| f.field.as_str()).collect::<Vec<_>>(), ["name", "email"]);
        let nowhere = ClinicId::new(new_id());
        assert_eq!(clinics::edit(services, root, nowhere, &form).await, Err(Fault::Missing));
        assert_eq!(clinics::edit(services, clinic.admin, clinic.id, &form).await, Err(Fault::Refused));
        assert_eq!(platform.records().await, (before.0 + 1, before.1 + 1), "what was refused left nothing");
    }

    async fn prices_keep_their_currency_and_visits_their_zone(db: Fresh) {
        let scene = Scene::new(&db).await;
        let (services, root) = (&scene.platform.services, scene.platform.super_admin);
        let patient = scene.platform.patient("sana@example.org").await;
        scene.book(patient, TEN).await.expect("booked");
        let row = clinics::row(services, root, scene.clinic.id).await.expect("a clinic");
        let form = ClinicForm { zone: "Europe/Paris".into(), currency: "EUR".into(), ..ClinicForm::from(&row.clinic) };
        let Err(Fault::Invalid { fields }) = clinics::edit(services, root, scene.clinic.id, &form).await else { panic!("accepted") };
        let named: Vec<_> = fields.iter().map(|f| (f.field.as_str(), f.problem.clone())).collect();
        assert_eq!(named, [("zone", Problem::Fixed), ("currency", Problem::Fixed)]);
    }

    async fn only_an_empty_clinic_is_deleted_and_its_names_are_free_again(db: Fresh) {
        let platform = platform(&db).await;
        let (services, root) = (&platform.services, platform.super_admin);
        let (full, empty) = (platform.clinic("El Manar").await, platform.clinic("Atlas").await);
        let (doctor, _) = platform.doctor(full, "a@example.org", "cardiology").await;
        staff::set_doctor_active(services, full.admin, doctor, false).await.expect("deactivated");
        let before = platform.records().await;
        let holds = Conflict::ClinicNotEmpty { doctors: 1, patients: 0, appointments: 0 };
        assert_eq!(clinics::delete(services, root, full.id).await, Err(Fault::conflict(holds)));
        assert_eq!(clinics::delete(services, empty.admin, empty.id).await, Err(Fault::Refused));
        assert_eq!(platform.records().await, before);

        clinics::delete(services, root, empty.id).await.expect("deleted");
        assert_eq!(platform.records().await, (before.0 + 1, before.1 + 1));
        assert_eq!(clinics::delete(services, root, empty.id).await, Err(Fault::Missing));
        assert_eq!(clinics::row(services, root, empty.id).await, Err(Fault::Missing));
        assert_eq!(clinics::set_suspended(services, root, empty.id, false).await, Err(Fault::Missing));
        assert_eq!(clinics::rows(services, root, "").await.expect("rows").len(), 1);
        assert_eq!(clinics::by_slug(services, "atlas").await, Err(Fault::Missing));
        let former = platform.sign_in("admin@atlas.example.org").await;
        assert_eq!(former.role(), Some(salus_domain::accounts::Role::Patient), "the role ended, the account is there");
        clinics::create(services, root, &clinic_form("Atlas")).await.expect("the same again");
        assert!(clinics::by_slug(services, "atlas").await.is_ok());
    }

    async fn a_removed_admin_is_out_at_once_and_can_be_named_again(db: Fresh) {
        let platform = platform(&db).await;
        let (services, root) = (&platform.services, platform.super_admin);
        let (here, there) = (platform.clinic("El Manar").await, platform.clinic("Atlas").await);
        let admin = clinics::row(services, root, here.id).await.expect("a clinic").admins[0].membership;
        for (caller, clinic, outcome) in [
            (here.admin, here.id, Fault::Refused),
            (root, there.id, Fault::Missing),
        ] {
            assert_eq!(clinics::remove_admin(services, caller, clinic, admin).await, Err(outcome));
        }
        clinics::remove_admin(services, root, here.id, admin).await.expect("removed");
        assert_eq!(clinics::remove_admin(services, root, here.id, admin).await, Err(Fault::Missing));
        assert_eq!(clinics::row(services, root, here.id).await.expect("a clinic").admins, []);
        let email = "admin@el-manar.example.org";
        assert_ne!(platform.sign_in(email).await, here.admin);
        clinics::add_admin(services, root, here.id, &person(email)).await.expect("named again");
        assert_eq!(platform.sign_in(email).await, here.admin);
    }

    async fn settings_shape_what_is_offered_and_how_it_is_confirmed(db: Fresh) {
        let scene = Scene::new(&db).await;
        let (services, admin) = (&scene.platform.services, scene.clinic.admin);
        assert_eq!(scene.days_with_times().await, 7);
        let form = SettingsForm {
            phone: "+216 71 000 111".into(),
            languages: vec!["ar".into(), "fr".into()],
            confirmation: "automatic".into(),
            horizon_days: 2,
            min_notice_min: 24 * 60,
            cancel_notice_hours: 2,
            answer_within_hours: 6,
            ..scene.settings().await
        };
        let before = scene.platform.records().await;
        clinics::save_settings(services, admin, &form).await.expect("saved");
        assert_eq!(scene.platform.records().await, (before.0 + 1, before.1 + 1));
        // From Tuesday nine o'clock, a day ahead, until Wednesday, two days ahead.
        assert_eq!(scene.days_with_times().await, 2);
        let clinic = clinics::settings(services, admin).await.expect("settings");
        assert_eq!((clinic.policy.confirmation, clinic.policy.answer_within_min), (ConfirmationPolicy::Automatic, 360));
        assert_eq!(clinic.languages, [SpokenLanguage::Ar, SpokenLanguage::Fr]);
        assert_eq!(SettingsForm::from(&clinic).horizon_days, 2);
        let patient = scene.platform.patient("sana@example.org").await;
        scene.book(patient, TEN).await.expect("booked");
        let confirmed = "SELECT count(*) FROM appointments WHERE state = 'confirmed'";
        assert_eq!(scene.platform.count(confirmed).await, 1);

        scene.platform.clinic("Atlas").await;
        let stolen = SettingsForm { email: clinic_form("Atlas").email, ..form.clone() };
        assert_eq!(clinics::save_settings(services, admin, &stolen).await, duplicate());
        let wrong = SettingsForm { phone: "x".into(), horizon_days: 0, ..form };
        let Err(Fault::Invalid { fields }) = clinics::save_settings(services, admin, &wrong).await else { panic!("accepted") };
        assert_eq!(fields.iter().map(|f| f.field.as_str()).collect::<Vec<_>>(), ["phone", "horizon_days"]);
    }

    async fn a_suspended_clinic_takes_neither_bookings_nor_requests_and_says_so(db: Fresh) {
        let scene = Scene::new(&db).await;
        let services = &scene.platform.services;
        let patient = scene.platform.patient("sana@example.org").await;
        clinics::set_suspended(services, scene.platform.super_admin, scene.clinic.id, true).await.expect("suspended");
        let before = scene.platform.rows().await;
        let suspended = Err(Fault::conflict(Conflict::ClinicSuspended));
        assert_eq!(scene.book(patient, TEN).await, suspended);
        let wish = |clinic: ClinicId| RequestForm { clinic: clinic.to_string(), symptoms: "Fièvre".into(), ..RequestForm::default() };
        assert_eq!(scheduling::request(services, patient, &wish(scene.clinic.id)).await.map(drop), suspended);
        let nowhere = ClinicId::new(new_id());
        assert_eq!(scheduling::request(services, patient, &wish(nowhere)).await.map(drop), Err(Fault::Missing));
        assert_eq!(scene.platform.rows().await, before);
        assert_eq!(scene.found().await, 0);
    }

    async fn an_edited_doctor_is_found_under_the_new_name_and_specialty(db: Fresh) {
        let scene = Scene::new(&db).await;
        let (services, admin) = (&scene.platform.services, scene.clinic.admin);
        let form = DoctorEditForm {
            title: "Pr".into(),
            first_name: "Éléonore".into(),
            last_name: "Haddad".into(),
            email: "cabinet@example.org".into(),
            phone: "+216 71 000 222".into(),
            specialties: vec!["neurology".into(), "neurology".into(), "ent".into()],
            languages: vec!["en".into()],
            bio_fr: "Neurologue".into(),
            ..DoctorEditForm::default()
        };
        staff::edit_doctor(services, admin, scene.doctor, &form).await.expect("edited");
        let file = staff::doctor_file(services, admin, scene.doctor).await.expect("a file");
        assert_eq!((file.doctor.name().as_str(), file.email.as_str()), ("Pr Éléonore Haddad", "cabinet@example.org"));
        assert_eq!(file.doctor.specialties, [Specialty::Ent, Specialty::Neurology]);
        let search = DoctorSearch { what: "eleonore".into(), specialty: "neurology".into(), ..DoctorSearch::default() };
        assert_eq!(staff::search(services, &search).await.expect("an answer").doctors.len(), 1);
        assert_eq!(scene.found().await, 0, "no longer a cardiologist");
        // The email shown is the clinic's; the sign-in is the account's.
        let signed_in = scene.platform.sign_in("cardio@example.org").await;
        assert_eq!(signed_in.role(), Some(salus_domain::accounts::Role::Doctor));

        let before = scene.platform.rows().await;
        let wrong = DoctorEditForm { last_name: " ".into(), email: "x".into(), specialties: vec![], ..form };
        let Err(Fault::Invalid { fields }) = staff::edit_doctor(services, admin, scene.doctor, &wrong).await else { panic!("accepted") };
        assert_eq!(fields.iter().map(|f| f.field.as_str()).collect::<Vec<_>>(), ["last_name", "email", "specialties"]);
        assert_eq!(scene.platform.rows().await, before);
    }

    async fn a_deactivated_doctor_is_found_by_nobody_and_their_visits_stay(db: Fresh) {
        let scene = Scene::new(&db).await;
        let (services, admin) = (&scene.platform.services, scene.clinic.admin);
        let patient = scene.platform.patient("sana@example.org").await;
        scene.book(patient, TEN).await.expect("booked");
        let as_doctor = scene.platform.sign_in("cardio@example.org").await;
        assert_eq!(staff::doctor_file(services, admin, scene.doctor).await.expect("a file").ahead, 1);
        let before = scene.platform.records().await;
        for _ in 0..2 {
            staff::set_doctor_active(services, admin, scene.doctor, false).await.expect("deactivated");
        }
        assert_eq!(scene.platform.records().await, (before.0 + 1, before.1 + 1), "the second time changes nothing");
        assert_eq!(scene.found().await, 0);
        assert_eq!(staff::slot_week(services, scene.doctor, scene.visit, None).await.map(drop), Err(Fault::Missing));
        assert_eq!(scene.book(patient, "2026-11-25T09:00:00Z").await, Err(Fault::Missing));
        assert_ne!(scene.platform.sign_in("cardio@example.org").await, as_doctor, "not to this clinic");
        let file = staff::doctor_file(services, admin, scene.doctor).await.expect("a file");
        assert_eq!((file.status, file.ahead), (DoctorStatus::Inactive, 1));
        let rows = staff::rows(services, admin).await.expect("rows");
        assert_eq!(rows.last().map(|row| (row.role, row.status)), Some((StaffRole::Doctor, MemberStatus::Inactive)));

        staff::set_doctor_active(services, admin, scene.doctor, true).await.expect("back");
        assert_eq!((scene.found().await, scene.days_with_times().await), (1, 7));
        assert_eq!(scene.platform.sign_in("cardio@example.org").await, as_doctor);
    }

    async fn a_secretary_is_edited_and_deactivated_without_touching_their_account(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let clinic = platform.clinic("El Manar").await;
        let caller = platform.secretary(clinic, "desk@example.org").await;
        let id = secretary_membership(&platform, clinic).await;
        let form = MemberEditForm { first_name: "Nour".into(), last_name: "Gharbi".into(), phone: String::new() };
        staff::edit_secretary(services, clinic.admin, id, &form).await.expect("edited");
        let file = staff::secretary_file(services, clinic.admin, id).await.expect("a file");
        assert_eq!((file.first_name.as_str(), file.email.as_str()), ("Nour", "desk@example.org"));
        assert_eq!(platform.count("SELECT count(*) FROM users WHERE first_name = 'Nour'").await, 0);
        staff::set_secretary_active(services, clinic.admin, id, false).await.expect("deactivated");
        assert_ne!(platform.sign_in("desk@example.org").await, caller);
        staff::set_secretary_active(services, clinic.admin, id, true).await.expect("back");
        assert_eq!(platform.sign_in("desk@example.org").await, caller);
    }

    async fn another_clinics_staff_is_missing_and_others_are_refused(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let (here, there) = (platform.clinic("El Manar").await, platform.clinic("Atlas").await);
        let (foreign, foreign_caller) = platform.doctor(there, "b@example.org", "cardiology").await;
        let secretary = platform.secretary(there, "desk@example.org").await;
        let membership = secretary_membership(&platform, there).await;
        let before = platform.rows().await;
        let doctor_form = DoctorEditForm {
            first_name: "A".into(), last_name: "B".into(), email: "a@example.org".into(),
            specialties: vec!["ent".into()], ..DoctorEditForm::default()
        };
        let member_form = MemberEditForm { first_name: "A".into(), last_name: "B".into(), phone: String::new() };
        let settings = SettingsForm::from(&clinics::settings(services, there.admin).await.expect("settings"));
        let mut tried = vec![(here.admin, Fault::Missing)];
        tried.extend([foreign_caller, secretary, platform.super_admin].map(|caller| (caller, Fault::Refused)));
        tried.push((Caller::Visitor, Fault::SignedOut));
        for (caller, fault) in tried {
            for (doctor, member) in [(foreign, membership), (DoctorId::new(new_id()), MembershipId::new(new_id()))] {
                let no = Err(fault.clone());
                assert_eq!(staff::doctor_file(services, caller, doctor).await.map(drop), no, "{caller:?}");
                assert_eq!(staff::edit_doctor(services, caller, doctor, &doctor_form).await, no);
                assert_eq!(staff::set_doctor_active(services, caller, doctor, false).await, no);
                assert_eq!(staff::secretary_file(services, caller, member).await.map(drop), no);
                assert_eq!(staff::edit_secretary(services, caller, member, &member_form).await, no);
                assert_eq!(staff::set_secretary_active(services, caller, member, false).await, no);
            }
            if fault != Fault::Missing {
                assert_eq!(clinics::settings(services, caller).await.map(drop), Err(fault.clone()));
                assert_eq!(clinics::save_settings(services, caller, &settings).await, Err(fault));
            }
        }
        // An admin of a clinic is no secretary of it, whatever the address says.
        let admin = clinics::row(services, platform.super_admin, here.id).await.expect("a clinic").admins[0].membership;
        assert_eq!(staff::set_secretary_active(services, here.admin, admin, false).await, Err(Fault::Missing));
        assert_eq!(platform.rows().await, before);
    }
}

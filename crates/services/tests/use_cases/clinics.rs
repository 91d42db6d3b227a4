//! Clinics and what can be booked there.

use crate::support::{Platform, clinic_form, doctor_form, person, platform};
use futures::future::join_all;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::clinics::{ClinicForm, VisitTypeForm};
use salus_domain::fault::Conflict;
use salus_domain::ids::{ClinicId, VisitTypeId};
use salus_domain::money::{Currency, Money};
use salus_domain::staff::{HoursForm, Specialty};
use salus_services::{clinics, staff};
use salus_store::testing::new_id;

pub fn visit_type(price: &str) -> VisitTypeForm {
    VisitTypeForm {
        name_fr: "Consultation".into(),
        name_en: "Consultation".into(),
        price: price.into(),
        bookable_online: true,
        ..VisitTypeForm::default()
    }
}

fn duplicate<T>() -> Result<T, Fault> {
    Err(Fault::conflict(Conflict::DuplicateClinic))
}

salus_store::on_both_engines! {
    async fn a_new_clinic_is_in_the_catalogue_until_it_is_suspended(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let clinic = platform.clinic("Clinique El-Manar").await;
        platform.doctor(clinic, "a@example.org", "cardiology").await;
        platform.doctor(clinic, "b@example.org", "paediatrics").await;
        let card = clinics::by_slug(services, "clinique-el-manar").await.expect("in the catalogue");
        assert_eq!((card.id, card.country.as_str(), card.doctors), (clinic.id, "TN", 2));
        assert_eq!(card.specialties, [Specialty::Cardiology, Specialty::Paediatrics]);
        assert_eq!(clinics::list(services).await, Ok(vec![card]));

        let before = platform.records().await;
        for _ in 0..2 {
            clinics::set_suspended(services, platform.super_admin, clinic.id, true).await.expect("suspended");
        }
        assert_eq!(platform.records().await, (before.0 + 1, before.1 + 1), "the second time changes nothing");
        assert_eq!(clinics::list(services).await, Ok(vec![]));
        assert_eq!(clinics::by_slug(services, "clinique-el-manar").await, Err(Fault::Missing));
        assert_eq!(clinics::by_slug(services, "nowhere").await, Err(Fault::Missing));
        assert_eq!(clinics::rows(services, platform.super_admin, "").await.expect("rows").len(), 1);
    }

    async fn a_clinic_that_exists_is_not_created_again(db: Fresh) {
        let platform = platform(&db).await;
        let create = async |form: &ClinicForm| clinics::create(&platform.services, platform.super_admin, form).await;
        create(&clinic_form("Clinique Éléonore")).await.expect("a clinic");
        let before = platform.rows().await;
        let same_place = ClinicForm {
            name: " clinique  ELEONORE".into(),
            address: "12 Rue de la liberte".into(),
            email: "new@example.org".into(),
            ..clinic_form("x")
        };
        assert_eq!(create(&same_place).await, duplicate());
        let same_email = ClinicForm { email: clinic_form("Clinique Éléonore").email.to_uppercase(), ..clinic_form("Other") };
        assert_eq!(create(&same_email).await, duplicate());
        assert_eq!(platform.rows().await, before);

        let elsewhere = ClinicForm { address: "3 avenue de Carthage".into(), email: "e@example.org".into(), ..clinic_form("Clinique Éléonore") };
        create(&elsewhere).await.expect("another branch");
        assert!(clinics::by_slug(&platform.services, "clinique-eleonore-2").await.is_ok());
    }

    async fn one_clinic_created_by_many_at_once_is_one_and_branches_get_places_of_their_own(db: Fresh) {
        let platform = platform(&db).await;
        let all_at_once = async |forms: Vec<ClinicForm>| -> Vec<_> {
            let tries = forms.into_iter().map(|form| {
                let (services, caller) = (platform.services.clone(), platform.super_admin);
                tokio::spawn(async move { clinics::create(&services, caller, &form).await })
            });
            join_all(tries).await.into_iter().map(|outcome| outcome.expect("no panic")).collect()
        };
        let same = all_at_once(vec![clinic_form("Atlas"); 6]).await;
        assert_eq!(same.iter().filter(|o| o.is_ok()).count(), 1);
        assert_eq!(same.iter().filter(|o| **o == duplicate()).count(), 5);

        let branches = (0..4).map(|n| ClinicForm {
            address: format!("{n} rue de Rome"),
            email: format!("{n}@example.org"),
            ..clinic_form("Atlas")
        });
        let branches = all_at_once(branches.collect()).await;
        assert!(branches.iter().all(Result::is_ok), "{branches:?}");
        assert_eq!(platform.count("SELECT count(*) FROM events WHERE kind = 'clinic.created'").await, 5);
    }

    async fn a_clinic_form_names_every_wrong_field(db: Fresh) {
        let platform = platform(&db).await;
        let form = ClinicForm { zone: "Africa/Carthage".into(), currency: "USD".into(), ..clinic_form("") };
        let Err(Fault::Invalid { fields }) = clinics::create(&platform.services, platform.super_admin, &form).await else {
            panic!("accepted")
        };
        let names: Vec<_> = fields.iter().map(|f| f.field.as_str()).collect();
        assert_eq!(names, ["name", "email", "zone", "currency"]);
    }

    async fn the_platforms_list_counts_and_filters(db: Fresh) {
        let platform = platform(&db).await;
        let manar = platform.clinic("El Manar").await;
        platform.clinic("Atlas 100%").await;
        platform.doctor(manar, "a@example.org", "cardiology").await;
        let found = async |filter: &str| -> Vec<String> {
            let rows = clinics::rows(&platform.services, platform.super_admin, filter).await.expect("rows");
            rows.into_iter().map(|row| row.clinic.name).collect()
        };
        assert_eq!(found("").await, ["Atlas 100%", "El Manar"]);
        assert_eq!(found("MANÁR").await, ["El Manar"]);
        assert_eq!(found("0%").await, ["Atlas 100%"], "a percent sign is a percent sign");
        assert_eq!(found("tunis").await.len(), 2);
        assert_eq!(found("x").await.len(), 0);
        let rows = clinics::rows(&platform.services, platform.super_admin, "manar").await.expect("rows");
        assert_eq!((rows[0].doctors, rows[0].patients), (1, 0));
        let admins: Vec<_> = rows[0].admins.iter().map(|a| (a.name.as_str(), a.email.as_str())).collect();
        assert_eq!(admins, [("Leïla Ben Ali", "admin@el-manar.example.org")]);
    }

    async fn a_visit_type_is_offered_by_all_until_it_is_retired(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let clinic = platform.clinic("El Manar").await;
        let (doctor, doctor_caller) = platform.doctor(clinic, "a@example.org", "cardiology").await;
        let id = clinics::add_visit_type(services, clinic.admin, &visit_type("45,500")).await.expect("a visit type");
        let offered = staff::hours(services, clinic.admin, doctor).await.expect("hours").visit_types;
        assert_eq!(offered, [id], "the doctor who was there");
        let (later, _) = platform.doctor(clinic, "b@example.org", "cardiology").await;
        let offered = staff::hours(services, clinic.admin, later).await.expect("hours").visit_types;
        assert_eq!(offered, [id], "the doctor who came later");

        let list = clinics::visit_types(services, doctor_caller).await.expect("any staff may look");
        assert_eq!(list.iter().map(|v| v.price).collect::<Vec<_>>(), [Money::new(45_500, Currency::Tnd)]);
        clinics::retire_visit_type(services, clinic.admin, id).await.expect("retired");
        assert_eq!(clinics::visit_types(services, doctor_caller).await, Ok(vec![]));
        assert_eq!(clinics::retire_visit_type(services, clinic.admin, id).await, Err(Fault::Missing));
        let kinds = "SELECT count(*) FROM events WHERE kind IN ('visit_type.added', 'visit_type.retired')";
        assert_eq!(platform.count(kinds).await, 2);
        let audited = "SELECT count(*) FROM audit_entries
            WHERE action IN ('visit_type.add', 'visit_type.retire') AND actor_role = 'clinic_admin'";
        assert_eq!(platform.count(audited).await, 2);
    }

    async fn who_may_not_is_refused_and_leaves_nothing(db: Fresh) {
        let platform = platform(&db).await;
        let clinic = platform.clinic("El Manar").await;
        let (doctor, doctor_caller) = platform.doctor(clinic, "a@example.org", "cardiology").await;
        let secretary = platform.secretary(clinic, "desk@example.org").await;
        let patient = platform.patient("sana@example.org").await;
        let before = platform.rows().await;
        let everybody = [Caller::Visitor, patient, doctor_caller, secretary, clinic.admin, platform.super_admin];
        for caller in everybody {
            let refusal = if caller == Caller::Visitor { Fault::SignedOut } else { Fault::Refused };
            for (name, outcome) in attempts(&platform, caller, clinic.id, doctor).await {
                assert_eq!(outcome, Err(refusal.clone()), "{name} by {caller:?}");
            }
        }
        assert_eq!(platform.rows().await, before);
    }
}

/// Everything the caller's role may not do.
async fn attempts(
    platform: &Platform,
    caller: Caller,
    clinic: ClinicId,
    doctor: salus_domain::ids::DoctorId,
) -> Vec<(&'static str, Result<(), Fault>)> {
    use salus_domain::accounts::StaffRole::{ClinicAdmin, Doctor};
    let s = &platform.services;
    let staff_role = match caller {
        Caller::Staff { role, .. } => Some(role),
        _ => None,
    };
    let mut tried = Vec::new();
    if !matches!(caller, Caller::SuperAdmin { .. }) {
        tried.push(("rows", clinics::rows(s, caller, "").await.map(drop)));
        tried.push((
            "create",
            clinics::create(s, caller, &clinic_form("New"))
                .await
                .map(drop),
        ));
        tried.push((
            "add_admin",
            clinics::add_admin(s, caller, clinic, &person("n@example.org")).await,
        ));
        tried.push((
            "set_suspended",
            clinics::set_suspended(s, caller, clinic, true).await,
        ));
    }
    if staff_role != Some(ClinicAdmin) {
        let id = VisitTypeId::new(new_id());
        let form = doctor_form("n@example.org", "cardiology");
        tried.push((
            "add_visit_type",
            clinics::add_visit_type(s, caller, &visit_type("10"))
                .await
                .map(drop),
        ));
        tried.push((
            "retire_visit_type",
            clinics::retire_visit_type(s, caller, id).await,
        ));
        tried.push(("staff", staff::rows(s, caller).await.map(drop)));
        tried.push((
            "add_doctor",
            staff::add_doctor(s, caller, &form).await.map(drop),
        ));
        tried.push((
            "add_secretary",
            staff::add_secretary(s, caller, &person("n@example.org")).await,
        ));
        if staff_role != Some(Doctor) {
            tried.push(("hours", staff::hours(s, caller, doctor).await.map(drop)));
            tried.push((
                "save_hours",
                staff::save_hours(s, caller, doctor, &HoursForm::default()).await,
            ));
        }
    }
    if staff_role.is_none() {
        tried.push((
            "visit_types",
            clinics::visit_types(s, caller).await.map(drop),
        ));
    }
    tried
}

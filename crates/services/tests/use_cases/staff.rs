//! The clinic's staff and their hours.

use crate::clinics::visit_type;
use crate::support::{doctor_form, platform};
use salus_domain::Fault;
use salus_domain::accounts::StaffRole;
use salus_domain::ids::{ClinicId, DoctorId, VisitTypeId};
use salus_domain::staff::{HoursForm, HoursLine, Specialty, WeeklyHours};
use salus_domain::validate::Problem;
use salus_services::{clinics, staff};
use salus_store::testing::new_id;

fn week(lines: &[(u8, &str, &str)], visit_types: &[VisitTypeId]) -> HoursForm {
    let line = |(weekday, from, until): &(u8, &str, &str)| HoursLine {
        weekday: *weekday,
        from: (*from).into(),
        until: (*until).into(),
        ..HoursLine::default()
    };
    HoursForm {
        lines: lines.iter().map(line).collect(),
        visit_types: visit_types.to_vec(),
    }
}

salus_store::on_both_engines! {
    async fn the_list_of_staff_shows_who_works_here_and_how_much(db: Fresh) {
        let platform = platform(&db).await;
        let (here, there) = (platform.clinic("El Manar").await, platform.clinic("Atlas").await);
        let (doctor, _) = platform.doctor(here, "a@example.org", "cardiology").await;
        platform.doctor(there, "b@example.org", "cardiology").await;
        platform.secretary(here, "desk@example.org").await;
        let form = week(&[(1, "09:00", "12:00"), (2, "22:00", "06:00")], &[]);
        staff::save_hours(&platform.services, here.admin, doctor, &form).await.expect("saved");
        let rows = staff::rows(&platform.services, here.admin).await.expect("rows");
        let seen: Vec<_> = rows.iter().map(|r| (r.role, r.email.as_str(), r.weekly_min)).collect();
        assert_eq!(seen, [
            (StaffRole::ClinicAdmin, "admin@el-manar.example.org", 0),
            (StaffRole::Doctor, "a@example.org", 11 * 60),
            (StaffRole::Secretary, "desk@example.org", 0),
        ]);
        let doctor_ref = rows[1].doctor.clone().expect("a doctor");
        assert_eq!((doctor_ref.id, doctor_ref.specialties), (doctor, vec![Specialty::Cardiology]));
    }

    async fn saving_hours_replaces_the_week_and_tells_of_it(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let clinic = platform.clinic("El Manar").await;
        let first = clinics::add_visit_type(services, clinic.admin, &visit_type("10")).await.expect("a visit type");
        let second = clinics::add_visit_type(services, clinic.admin, &visit_type("20")).await.expect("a visit type");
        let (doctor, own) = platform.doctor(clinic, "a@example.org", "cardiology").await;
        staff::save_hours(services, clinic.admin, doctor, &week(&[(1, "09:00", "12:00")], &[first, second])).await.expect("by the admin");
        let before = platform.records().await;
        staff::save_hours(services, own, doctor, &week(&[(5, "14:00", "18:00"), (3, "08:00", "09:30")], &[second, second])).await.expect("by themself");
        let now = staff::hours(services, own, doctor).await.expect("hours");
        assert_eq!(now.hours, [
            WeeklyHours { weekday: 3, starts_min: 480, ends_min: 570 },
            WeeklyHours { weekday: 5, starts_min: 840, ends_min: 1080 },
        ]);
        assert_eq!(now.visit_types, [second]);
        assert_eq!(platform.records().await, (before.0 + 1, before.1 + 1));
        assert_eq!(platform.count("SELECT count(*) FROM audit_entries WHERE action = 'schedule.edit' AND actor_role = 'doctor'").await, 1);
    }

    async fn what_belongs_to_another_clinic_is_missing_like_what_does_not_exist(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let (here, there) = (platform.clinic("El Manar").await, platform.clinic("Atlas").await);
        let (mine, me) = platform.doctor(here, "a@example.org", "cardiology").await;
        let (colleague, _) = platform.doctor(here, "c@example.org", "cardiology").await;
        let (foreign, _) = platform.doctor(there, "b@example.org", "cardiology").await;
        let foreign_type = clinics::add_visit_type(services, there.admin, &visit_type("10")).await.expect("a visit type");
        let none = DoctorId::new(new_id());
        let before = platform.rows().await;
        let form = week(&[(1, "09:00", "12:00")], &[]);
        for (caller, doctor) in [(here.admin, foreign), (here.admin, none), (me, foreign), (me, none), (me, colleague)] {
            assert_eq!(staff::hours(services, caller, doctor).await, Err(Fault::Missing));
            assert_eq!(staff::save_hours(services, caller, doctor, &form).await, Err(Fault::Missing));
        }
        for visit_type in [foreign_type, VisitTypeId::new(new_id())] {
            assert_eq!(clinics::retire_visit_type(services, here.admin, visit_type).await, Err(Fault::Missing));
            let unknown = Err(Fault::field("visit_types", Problem::Unknown));
            assert_eq!(staff::save_hours(services, here.admin, mine, &week(&[(1, "09:00", "12:00")], &[visit_type])).await, unknown);
        }
        assert_eq!(platform.rows().await, before, "nothing is left behind");
        let nowhere = ClinicId::new(new_id());
        let admin = crate::support::person("n@example.org");
        assert_eq!(clinics::add_admin(services, platform.super_admin, nowhere, &admin).await, Err(Fault::Missing));
        assert_eq!(clinics::set_suspended(services, platform.super_admin, nowhere, true).await, Err(Fault::Missing));
        assert_eq!(platform.rows().await, before);
    }

    async fn a_doctor_without_a_specialty_is_not_added(db: Fresh) {
        let platform = platform(&db).await;
        let clinic = platform.clinic("El Manar").await;
        let before = platform.rows().await;
        let outcome = staff::add_doctor(&platform.services, clinic.admin, &doctor_form("a@example.org", "alchemy")).await;
        assert_eq!(outcome, Err(Fault::field("specialties", Problem::Unknown)));
        assert_eq!(platform.rows().await, before);
    }
}

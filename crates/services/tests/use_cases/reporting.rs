//! Figures of the day, the week and the past month, by the clinic's days.

use crate::support::{Clinic, Platform, date, monday, platform};
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::ids::{DoctorId, PatientId};
use salus_domain::permission::{Action, in_clinic};
use salus_domain::reporting::{Dashboard, DayFigures};
use salus_domain::scheduling::state::State;
use salus_domain::time::Instant;
use salus_services::reporting::dashboard;
use salus_store::testing::new_id;
use salus_store::{Reach, Scope, Sql, patients};

fn at(text: &str) -> Instant {
    text.parse().expect("an instant")
}

async fn file(platform: &Platform, clinic: Clinic, email: &str) -> PatientId {
    let caller = platform.patient(email).await;
    let user = caller.user().expect("a user");
    let scope = Scope::from(&in_clinic(caller, Action::Book, clinic.id).expect("granted"));
    platform
        .services
        .store()
        .write(move |tx| {
            Box::pin(async move {
                Ok(
                    patients::create_file(tx, &scope, user, PatientId::new(new_id()), monday())
                        .await?,
                )
            })
        })
        .await
        .expect("written")
        .expect("a file")
}

async fn visits(
    platform: &Platform,
    clinic: Clinic,
    doctor: DoctorId,
    patient: PatientId,
    visits: &'static [(State, &'static str)],
) {
    const ADD: Sql = Sql::both(
        "INSERT INTO appointments (id, clinic_id, doctor_id, patient_id, state, starts_at, ends_at, busy_from,
             busy_until, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $6, $7, $8, $8)",
    );
    platform
        .services
        .store()
        .write(move |tx| {
            Box::pin(async move {
                for (state, starts) in visits {
                    let request = *state == State::Requested;
                    let starts = at(starts);
                    tx.query(Reach::UPKEEP, ADD)
                        .bind(new_id())
                        .bind(clinic.id)
                        .bind(Some(doctor).filter(|_| !request))
                        .bind(patient)
                        .bind(*state)
                        .bind(Some(starts).filter(|_| !request))
                        .bind(Some(starts.plus_minutes(20)).filter(|_| !request))
                        .bind(if request { starts } else { monday() })
                        .execute()
                        .await?;
                }
                Ok(())
            })
        })
        .await
        .expect("visits");
}

/// The Monday in Tunis runs from 23:00 UTC on Sunday to 23:00 UTC.
const VISITS: &[(State, &str)] = &[
    (State::Requested, "2026-11-22T08:00:00Z"),
    (State::Requested, "2026-11-23T07:00:00Z"),
    (State::AwaitingDoctor, "2026-11-24T08:00:00Z"),
    (State::Confirmed, "2026-11-22T22:30:00Z"),
    (State::Completed, "2026-11-22T23:30:00Z"),
    (State::CheckedIn, "2026-11-23T08:00:00Z"),
    (State::Confirmed, "2026-11-23T22:30:00Z"),
    (State::Confirmed, "2026-11-23T23:30:00Z"),
    (State::NoShow, "2026-11-20T08:00:00Z"),
    (State::Cancelled, "2026-11-19T08:00:00Z"),
    (State::Completed, "2026-10-23T22:30:00Z"),
    (State::Completed, "2026-10-23T23:30:00Z"),
    (State::NoShow, "2026-10-20T08:00:00Z"),
    (State::Confirmed, "2026-11-29T22:30:00Z"),
    (State::Confirmed, "2026-11-29T23:30:00Z"),
];

const TODAY: DayFigures = DayFigures {
    expected: 1,
    arrived: 1,
    in_consultation: 0,
    completed: 1,
    missed: 0,
};

salus_store::on_both_engines! {
    async fn each_role_sees_its_figures_by_the_clinics_days(db: Fresh) {
        let platform = platform(&db).await;
        let clinic = platform.clinic("El Manar").await;
        let other = platform.clinic("Atlas").await;
        let (doctor, doctor_caller) = platform.doctor(clinic, "a@example.org", "cardiology").await;
        let (colleague, _) = platform.doctor(clinic, "b@example.org", "cardiology").await;
        let desk = platform.secretary(clinic, "desk@example.org").await;
        let first = file(&platform, clinic, "sana@example.org").await;
        let second = file(&platform, clinic, "ines@example.org").await;
        visits(&platform, clinic, doctor, first, VISITS).await;
        visits(&platform, clinic, colleague, second, &[(State::AwaitingDoctor, "2026-11-25T08:00:00Z")]).await;

        assert_eq!(dashboard(&platform.services, desk).await, Ok(Dashboard::Secretary {
            today: date("2026-11-23"),
            requests: 2,
            oldest_min: Some(24 * 60),
            awaiting_doctor: 2,
            day: TODAY,
        }));
        assert_eq!(dashboard(&platform.services, clinic.admin).await, Ok(Dashboard::ClinicAdmin {
            today: date("2026-11-23"),
            doctors: 2,
            secretaries: 1,
            patients: 2,
            requests: 2,
            day: TODAY,
            completed: 2,
            no_shows: 1,
            cancelled: 1,
        }));
        assert_eq!(dashboard(&platform.services, other.admin).await, Ok(Dashboard::ClinicAdmin {
            today: date("2026-11-23"),
            doctors: 0,
            secretaries: 0,
            patients: 0,
            requests: 0,
            day: DayFigures::default(),
            completed: 0,
            no_shows: 0,
            cancelled: 0,
        }));
        assert_eq!(dashboard(&platform.services, platform.super_admin).await, Ok(Dashboard::SuperAdmin {
            active_clinics: 2,
            suspended_clinics: 0,
            doctors: 2,
            patients: 2,
            // From now on: checked in, two confirmed, two awaiting, one confirmed on Sunday night,
            // one on Monday night.
            week: 7,
        }));
        assert_eq!(dashboard(&platform.services, Caller::Visitor).await, Err(Fault::SignedOut));

        let Ok(Dashboard::Doctor { today, visits, to_answer, week, no_shows }) = dashboard(&platform.services, doctor_caller).await else {
            panic!("no doctor's dashboard")
        };
        let states: Vec<_> = visits.iter().map(|visit| visit.state).collect();
        assert_eq!((today, states), (date("2026-11-23"), vec![State::Completed, State::CheckedIn, State::Confirmed]));
        assert_eq!((to_answer, week, no_shows), (1, 6, 1));

        let sana = platform.sign_in("sana@example.org").await;
        let Ok(Dashboard::Patient { next, upcoming, waiting, completed }) = dashboard(&platform.services, sana).await else {
            panic!("no patient's dashboard")
        };
        assert_eq!(next.map(|visit| visit.state), Some(State::CheckedIn));
        assert_eq!((upcoming, waiting, completed), (8, 3, 3));
    }
}

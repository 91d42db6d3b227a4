//! The demonstration data as those who try it meet it, on both engines.

use salus_domain::Fault;
use salus_domain::accounts::{Caller, Role, SignInForm};
use salus_domain::fault::Conflict;
use salus_domain::reporting::Dashboard;
use salus_domain::scheduling::state::State;
use salus_domain::staff::DoctorSearch;
use salus_domain::time::Instant;
use salus_services::clock::FixedClock;
use salus_services::limits::Client;
use salus_services::seed::{DEMO_PASSWORD, SeedReport, run};
use salus_services::{Services, accounts, reporting, scheduling, staff};
use salus_store::testing::{Fresh, fresh};
use salus_store::{Reach, Record, Sql, Store};
use std::collections::HashSet;
use std::sync::Arc;
use uuid::Uuid;

/// A Saturday, early in the afternoon in Tunis.
fn saturday() -> Instant {
    "2026-11-21T12:43:00Z".parse().expect("an instant")
}

fn services(db: &Fresh) -> Services {
    let store: &Store = db;
    Services::new(store.clone(), Arc::new(FixedClock::new(saturday())))
}

async fn all<T: Record>(services: &Services, sql: &'static str) -> Vec<T> {
    let mut conn = services.store().read().await.expect("a connection");
    conn.query(Reach::UPKEEP, Sql::both(sql))
        .fetch_all()
        .await
        .expect("rows")
}

async fn sign_in(services: &Services, email: &str) -> (Caller, Role) {
    let form = SignInForm {
        email: email.into(),
        password: DEMO_PASSWORD.into(),
    };
    let entry = accounts::sign_in(services, &form, Client::UNKNOWN)
        .await
        .expect("the demonstration's password");
    let accounts::Entry::Whole(signed_in) = entry else {
        panic!("{email} owes a code")
    };
    let (caller, me) = accounts::identify(services, &signed_in)
        .await
        .expect("an answer")
        .expect("an account");
    (caller, me.role)
}

type Rows = (
    Vec<(Uuid, String)>,
    Vec<(
        Uuid,
        Uuid,
        String,
        Option<Uuid>,
        Option<Instant>,
        String,
        Instant,
    )>,
    Vec<(Uuid, Instant, String, Option<Uuid>, Option<String>)>,
);

async fn rows(services: &Services) -> Rows {
    (
        all(services, "SELECT id, email FROM users ORDER BY id").await,
        all(
            services,
            "SELECT id, patient_id, state, doctor_id, starts_at, symptoms, created_at FROM appointments ORDER BY id",
        )
        .await,
        all(services, "SELECT id, at, action, actor_user_id, reason FROM appointment_history ORDER BY id").await,
    )
}

salus_store::on_both_engines! {
    async fn it_is_written_once_and_whole(db: Fresh) {
        let services = services(&db);
        let report = run(&services, true).await.expect("written");
        assert_eq!((report.created, report.doctors, report.patients), (true, 12, 200));
        assert!((1_400..=1_600).contains(&report.appointments), "{}", report.appointments);
        let found: Vec<(String,)> = all(&services, "SELECT DISTINCT state FROM appointments").await;
        assert_eq!(found.len(), State::ALL.len(), "{found:?}");
        let specialties: Vec<(String,)> = all(&services, "SELECT DISTINCT specialty FROM doctor_specialties").await;
        assert_eq!(specialties.len(), 8);
        let before = rows(&services).await;
        assert_eq!(before.1.len(), report.appointments);

        let again = run(&services, true).await.expect("an answer");
        assert_eq!(again, SeedReport { created: false, doctors: 0, patients: 0, appointments: 0, ..report });
        assert_eq!(run(&services, false).await, Err(Fault::conflict(Conflict::EmailTaken)));
        assert!(rows(&services).await == before, "what is there stays as it is");
        assert_eq!(all::<(String,)>(&services, "SELECT action FROM audit_entries").await, [("demo.seed".to_owned(),)]);
    }

    async fn the_same_moment_gives_the_same_rows(db: Fresh) {
        let one = services(&db);
        let other_db = fresh(db.engine()).await;
        let other = services(&other_db);
        run(&one, false).await.expect("written");
        run(&other, false).await.expect("written");
        assert!(rows(&one).await == rows(&other).await);
    }

    async fn everybody_finds_something_to_do(db: Fresh) {
        let services = services(&db);
        let report = run(&services, true).await.expect("written");
        let emails: Vec<&str> = report.sign_ins.iter().map(|sign_in| sign_in.email.as_str()).collect();
        assert_eq!(emails, ["super", "admin", "doctor", "secretary", "patient"].map(|name| format!("{name}@demo.example")));
        let mut callers = Vec::new();
        for sign_in_as in &report.sign_ins {
            let (caller, role) = sign_in(&services, &sign_in_as.email).await;
            assert_eq!(role, sign_in_as.role);
            callers.push(caller);
        }
        let [super_admin, admin, doctor, desk, patient] = callers[..] else { panic!("five accounts") };

        let found = staff::search(&services, &DoctorSearch::default()).await.expect("an answer");
        assert_eq!((found.total, found.doctors.len()), (12, 12));
        assert!(found.doctors.iter().all(|doctor| !doctor.next.is_empty()));

        let Ok(Dashboard::Doctor { visits, to_answer, .. }) = reporting::dashboard(&services, doctor).await else {
            panic!("the doctor's dashboard")
        };
        let today: HashSet<State> = visits.iter().map(|visit| visit.state).collect();
        assert!(visits.len() >= 6 && today.len() >= 3, "{} visits, {today:?}", visits.len());
        assert!(to_answer >= 4);
        assert_eq!(scheduling::to_answer(&services, doctor).await.map(|found| found.len() >= 4), Ok(true));

        let queue = scheduling::queue(&services, desk).await.expect("a queue");
        assert_eq!(queue.len(), 6);
        for request in &queue {
            assert!(request.suggestions.iter().any(|suggestion| !suggestion.slots.is_empty()), "{request:?}");
        }
        assert!(queue.iter().any(|request| request.history.len() == 3), "one comes back from a doctor");

        let visits = scheduling::mine(&services, patient).await.expect("visits");
        let clinics: HashSet<_> = visits.iter().filter(|v| v.state == State::Confirmed).map(|v| v.clinic.id).collect();
        assert_eq!((visits.len(), clinics.len()), (7, 2));
        assert_eq!(visits.iter().filter(|visit| visit.state == State::Requested).count(), 1);
        let near = visits
            .iter()
            .find(|v| v.state == State::Confirmed && v.starts.is_some_and(|t| t.at < saturday().plus_minutes(24 * 60)))
            .expect("a visit within the notice");
        let refused = scheduling::cancel(&services, patient, near.id, "").await;
        assert!(matches!(refused, Err(Fault::Conflict { conflict: Conflict::WithinNotice { .. } })), "{refused:?}");

        let Ok(Dashboard::ClinicAdmin { doctors: 5, requests: 6, day, .. }) = reporting::dashboard(&services, admin).await else {
            panic!("the admin's dashboard")
        };
        let each = [day.expected, day.arrived, day.in_consultation, day.completed, day.missed];
        assert!(each.iter().all(|figure| *figure > 0), "{day:?}");
        assert!(matches!(
            reporting::dashboard(&services, super_admin).await,
            Ok(Dashboard::SuperAdmin { active_clinics: 3, doctors: 12, patients: 200, .. })
        ));
    }
}

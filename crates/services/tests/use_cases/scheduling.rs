//! From a patient's wish to the visit: booking, asking, assigning, answering, cancelling; and many at once.

use crate::clinics::visit_type;
use crate::support::{Clinic, Platform, monday, platform};
use futures::future::join_all;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::fault::Conflict;
use salus_domain::ids::{AppointmentId, DoctorId, UserId, VisitTypeId};
use salus_domain::scheduling::state::{Move, State};
use salus_domain::scheduling::suggest::Reason;
use salus_domain::scheduling::{AppointmentView, AssignForm, BookForm, RequestForm};
use salus_domain::staff::{HoursForm, HoursLine, Specialty};
use salus_domain::time::{Instant, WallTime};
use salus_services::{clinics, scheduling, staff};
use salus_store::testing::new_id;
use salus_store::{Reach, Sql};

/// A clinic where a cardiologist and a paediatrician work every day from nine to five.
pub struct Scene {
    pub platform: Platform,
    pub clinic: Clinic,
    pub secretary: Caller,
    pub cardiologist: (DoctorId, Caller),
    pub paediatrician: (DoctorId, Caller),
    pub visit: VisitTypeId,
}

impl Scene {
    pub async fn new(db: &salus_store::testing::Fresh) -> Self {
        let platform = platform(db).await;
        let clinic = platform.clinic("El Manar").await;
        let services = &platform.services;
        let visit = clinics::add_visit_type(services, clinic.admin, &visit_type("45"))
            .await
            .expect("a visit type");
        let cardiologist = platform
            .doctor(clinic, "cardio@example.org", "cardiology")
            .await;
        let paediatrician = platform
            .doctor(clinic, "paed@example.org", "paediatrics")
            .await;
        for (doctor, _) in [cardiologist, paediatrician] {
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
        }
        let secretary = platform.secretary(clinic, "desk@example.net").await;
        Self {
            platform,
            clinic,
            secretary,
            cardiologist,
            paediatrician,
            visit,
        }
    }

    /// Patients with an account, without the cost of hashing a password for each.
    pub async fn patients(&self, count: usize) -> Vec<Caller> {
        let users: Vec<UserId> = (0..count).map(|_| UserId::new(new_id())).collect();
        let made = users.clone();
        self.platform
            .services
            .store()
            .write(move |tx| {
                let made = made.clone();
                Box::pin(async move {
                    const ADD: Sql = Sql::both(
                        "INSERT INTO users (id, email, password_hash, first_name, last_name, born_on, language,
                             created_at, updated_at)
                         VALUES ($1, $2, '', 'Sana', 'Trabelsi', $3, 'fr', $4, $4)",
                    );
                    for user in made {
                        let born = chrono::NaiveDate::from_ymd_opt(1990, 2, 28);
                        tx.query(Reach::UPKEEP, ADD).bind(user).bind(format!("{user}@example.org")).bind(born).bind(monday()).execute().await?;
                    }
                    Ok(())
                })
            })
            .await
            .expect("patients");
        users
            .into_iter()
            .map(|user| Caller::Patient { user })
            .collect()
    }

    pub fn form(&self, doctor: DoctorId, starts: &str) -> BookForm {
        BookForm {
            doctor: doctor.to_string(),
            visit_type: self.visit.to_string(),
            starts: starts.into(),
            symptoms: "Palpitations".into(),
            ..BookForm::default()
        }
    }

    pub async fn book(
        &self,
        who: Caller,
        doctor: DoctorId,
        starts: &str,
    ) -> Result<AppointmentId, Fault> {
        scheduling::book(&self.platform.services, who, &self.form(doctor, starts)).await
    }

    async fn request(&self, who: Caller, symptoms: &str) -> AppointmentId {
        let form = RequestForm {
            clinic: self.clinic.id.to_string(),
            symptoms: symptoms.into(),
            ..RequestForm::default()
        };
        scheduling::request(&self.platform.services, who, &form)
            .await
            .expect("a request")
    }

    pub async fn see(&self, who: Caller, id: AppointmentId) -> AppointmentView {
        scheduling::one(&self.platform.services, who, id)
            .await
            .expect("the appointment")
            .0
    }

    async fn assign(&self, id: AppointmentId, doctor: DoctorId, starts: &str) -> Result<(), Fault> {
        let version = self.see(self.secretary, id).await.version;
        let form = AssignForm {
            appointment: id.to_string(),
            version,
            doctor: doctor.to_string(),
            visit_type: self.visit.to_string(),
            starts: starts.into(),
        };
        scheduling::assign(&self.platform.services, self.secretary, &form).await
    }
}

fn starts(of: &AppointmentView) -> Option<Instant> {
    of.starts.map(|time| time.at)
}

fn taken(outcome: &Result<AppointmentId, Fault>) -> Option<&[WallTime]> {
    match outcome {
        Err(Fault::Conflict {
            conflict: Conflict::SlotTaken { nearest } | Conflict::SlotNotOffered { nearest, .. },
        }) => Some(nearest),
        _ => None,
    }
}

/// 10:00 in Tunis on the day after the test's Monday.
const TEN: &str = "2026-11-24T09:00:00Z";

salus_store::on_both_engines! {
    async fn a_request_is_assigned_declined_assigned_again_and_accepted(db: Fresh) {
        let scene = Scene::new(&db).await;
        let services = &scene.platform.services;
        let patient = scene.patients(1).await[0];
        let id = scene.request(patient, "Douleurs à la poitrine").await;

        let queue = scheduling::queue(services, scene.secretary).await.expect("the queue");
        assert_eq!(queue.len(), 1);
        let first = &queue[0].suggestions[0];
        assert_eq!(first.doctor.id, scene.cardiologist.0, "the symptoms point to cardiology");
        assert!(first.reasons.contains(&Reason::Symptoms { specialty: Specialty::Cardiology }));
        assert!(!first.slots.is_empty());

        scene.assign(id, scene.cardiologist.0, TEN).await.expect("assigned");
        assert_eq!(scene.see(patient, id).await.state, State::AwaitingDoctor);
        let asked = scheduling::to_answer(services, scene.cardiologist.1).await.expect("a list");
        assert_eq!(asked.iter().map(|one| one.id).collect::<Vec<_>>(), [id]);
        assert_eq!(scheduling::to_answer(services, scene.paediatrician.1).await.expect("a list"), [], "only the doctor asked");
        assert_eq!(scheduling::accept(services, scene.paediatrician.1, id).await, Err(Fault::Missing));

        let no_reason = scheduling::decline(services, scene.cardiologist.1, id, " \n ").await;
        assert!(matches!(no_reason, Err(Fault::Invalid { .. })), "{no_reason:?}");
        scheduling::decline(services, scene.cardiologist.1, id, "Congress").await.expect("declined");
        let back = &scheduling::queue(services, scene.secretary).await.expect("the queue")[0];
        assert_eq!((back.appointment.state, back.appointment.doctor.is_none(), starts(&back.appointment)), (State::Requested, true, None));
        let told: Vec<_> = back.history.iter().map(|h| (h.action, h.reason.as_deref())).collect();
        assert_eq!(told, [(Move::Request, None), (Move::Assign, None), (Move::Decline, Some("Congress"))]);
        assert!(back.suggestions.iter().all(|s| s.doctor.id != scene.cardiologist.0), "not asked again");

        scene.assign(id, scene.paediatrician.0, TEN).await.expect("assigned to the other");
        scheduling::accept(services, scene.paediatrician.1, id).await.expect("accepted");
        let seen = scene.see(patient, id).await;
        assert_eq!((seen.state, starts(&seen)), (State::Confirmed, TEN.parse().ok()));
        assert_eq!(scheduling::queue(services, scene.secretary).await.expect("the queue"), []);

        let events = scene.platform.count("SELECT count(*) FROM events WHERE kind LIKE 'appointment.%'").await;
        let audits = scene.platform.count("SELECT count(*) FROM audit_entries WHERE action LIKE 'appointment.%'").await;
        assert_eq!((events, audits), (5, 5), "each change with its event and its audit entry");
    }

    async fn a_hundred_at_once_on_one_slot_leave_one(db: Fresh) {
        let scene = Scene::new(&db).await;
        let patients = scene.patients(100).await;
        let doctor = scene.cardiologist.0;
        let outcomes = join_all(patients.iter().map(|who| scene.book(*who, doctor, TEN))).await;
        assert_eq!(outcomes.iter().filter(|o| o.is_ok()).count(), 1);
        for lost in outcomes.iter().filter(|o| o.is_err()) {
            let nearest = taken(lost).unwrap_or_else(|| panic!("{lost:?}"));
            assert!(!nearest.is_empty() && nearest.iter().all(|time| Some(time.at) != TEN.parse().ok()));
        }
        assert_eq!(scene.platform.count("SELECT count(*) FROM appointments").await, 1);
        assert_eq!(scene.platform.count("SELECT count(*) FROM appointment_history").await, 1, "the others left nothing");
    }

    async fn a_hundred_at_once_on_overlapping_slots_leave_no_overlap(db: Fresh) {
        let scene = Scene::new(&db).await;
        let patients = scene.patients(100).await;
        let doctor = scene.cardiologist.0;
        // The visit lasts longer than a step of the grid: each start overlaps its neighbour.
        let times = [TEN, "2026-11-24T09:15:00Z"];
        let outcomes = join_all(patients.iter().enumerate().map(|(i, who)| scene.book(*who, doctor, times[i % 2]))).await;
        assert_eq!(outcomes.iter().filter(|o| o.is_ok()).count(), 1);
        assert!(outcomes.iter().filter(|o| o.is_err()).all(|lost| taken(lost).is_some()), "{outcomes:?}");
    }

    async fn a_patient_is_never_in_two_places(db: Fresh) {
        let scene = Scene::new(&db).await;
        let patient = scene.patients(1).await[0];
        let both = join_all([scene.book(patient, scene.cardiologist.0, TEN), scene.book(patient, scene.paediatrician.0, TEN)]).await;
        assert_eq!(both.iter().filter(|o| o.is_ok()).count(), 1, "{both:?}");
        assert!(both.contains(&Err(Fault::conflict(Conflict::PatientBusy))), "{both:?}");
    }

    async fn cancelling_obeys_the_notice_and_frees_the_time(db: Fresh) {
        let scene = Scene::new(&db).await;
        let services = &scene.platform.services;
        let [patient, other] = scene.patients(2).await[..] else { panic!("two patients") };
        let id = scene.book(patient, scene.cardiologist.0, TEN).await.expect("booked");
        scheduling::accept(services, scene.cardiologist.1, id).await.expect("accepted");

        // Ten past ten the day before: inside the 24 hours.
        scene.platform.clock.set("2026-11-23T09:10:00Z".parse().expect("an instant"));
        let refused = scheduling::cancel(services, patient, id, "").await;
        let Err(Fault::Conflict { conflict: Conflict::WithinNotice { notice_min, phone, .. } }) = refused else {
            panic!("{refused:?}")
        };
        assert_eq!((notice_min, phone.as_str()), (1440, "+216 71 123 456"));
        assert_eq!(scene.see(patient, id).await.state, State::Confirmed);
        assert!(taken(&scene.book(other, scene.cardiologist.0, TEN).await).is_some());

        scheduling::cancel(services, scene.secretary, id, "The patient called").await.expect("staff may, with a reason");
        assert_eq!(scene.see(patient, id).await.state, State::Cancelled);
        scene.book(other, scene.cardiologist.0, TEN).await.expect("the time is free again");
        let again = scheduling::cancel(services, patient, id, "").await;
        assert_eq!(again, Err(Fault::conflict(Conflict::NoSuchMove { state: State::Cancelled })));
    }

    async fn what_is_not_offered_cannot_be_booked(db: Fresh) {
        let scene = Scene::new(&db).await;
        let patient = scene.patients(1).await[0];
        for (starts, why) in [
            ("2026-11-24T09:07:00Z", "off the grid"),
            ("2026-11-24T07:00:00Z", "before hours"),
            ("2026-11-24T15:50:00Z", "would run past the hours"),
            ("2026-11-23T08:30:00Z", "inside the minimum notice"),
            ("2027-06-01T09:00:00Z", "past the horizon"),
            ("2026-11-20T09:00:00Z", "in the past"),
        ] {
            let outcome = scene.book(patient, scene.cardiologist.0, starts).await;
            assert!(taken(&outcome).is_some_and(|nearest| !nearest.is_empty()), "{why}: {outcome:?}");
        }
        let week = staff::slot_week(&scene.platform.services, scene.cardiologist.0, scene.visit, None).await.expect("a week");
        let first = week.days.iter().flat_map(|day| &day.slots).next().expect("a free time").at.to_string();
        scene.book(patient, scene.cardiologist.0, &first).await.expect("what is offered can be booked");
    }

    async fn another_clinics_appointments_answer_as_missing_ones(db: Fresh) {
        let scene = Scene::new(&db).await;
        let services = &scene.platform.services;
        let patient = scene.patients(1).await[0];
        let id = scene.book(patient, scene.cardiologist.0, TEN).await.expect("booked");
        let asked = scene.request(patient, "Fièvre").await;
        let elsewhere = scene.platform.clinic("Anfa").await;
        let secretary = scene.platform.secretary(elsewhere, "desk@example.com").await;
        let (_, doctor) = scene.platform.doctor(elsewhere, "doc@example.com", "cardiology").await;
        let stranger = scene.patients(1).await[0];
        let missing = AppointmentId::new(new_id());
        for who in [elsewhere.admin, secretary, doctor, stranger] {
            for id in [id, asked, missing] {
                assert_eq!(scheduling::one(services, who, id).await.map(drop), Err(Fault::Missing), "{who:?}");
                assert_eq!(scheduling::cancel(services, who, id, "x").await, Err(Fault::Missing), "{who:?}");
            }
        }
        for id in [id, missing] {
            assert_eq!(scheduling::accept(services, doctor, id).await, Err(Fault::Missing));
            assert_eq!(scheduling::advance(services, secretary, id, Move::CheckIn).await, Err(Fault::Missing));
            let form = AssignForm { appointment: id.to_string(), version: 1, doctor: scene.cardiologist.0.to_string(), visit_type: scene.visit.to_string(), starts: TEN.into() };
            assert_eq!(scheduling::assign(services, secretary, &form).await, Err(Fault::Missing));
        }
        assert_eq!(scheduling::queue(services, secretary).await, Ok(vec![]));
        assert_eq!(scheduling::mine(services, stranger).await, Ok(vec![]));
    }

    async fn an_unanswered_request_goes_back_to_the_desk_once(db: Fresh) {
        let scene = Scene::new(&db).await;
        let services = &scene.platform.services;
        let patient = scene.patients(1).await[0];
        let id = scene.request(patient, "Fièvre").await;
        scene.assign(id, scene.cardiologist.0, "2026-11-27T09:00:00Z").await.expect("assigned");
        assert_eq!(scheduling::expire_due(services).await, Ok(0), "not yet due");
        scene.platform.clock.advance(24 * 60);
        let made = join_all((0..3).map(|_| scheduling::expire_due(services))).await;
        assert_eq!(made.iter().map(|made| made.as_ref().copied().unwrap_or(9)).sum::<u64>(), 1, "{made:?}");
        let back = &scheduling::queue(services, scene.secretary).await.expect("the queue")[0];
        assert_eq!(back.history.last().map(|h| (h.action, h.role)), Some((Move::Unanswered, None)));
        assert!(back.suggestions.iter().all(|s| s.doctor.id != scene.cardiologist.0));
    }

    async fn two_secretaries_do_not_overwrite_each_other(db: Fresh) {
        let scene = Scene::new(&db).await;
        let patient = scene.patients(1).await[0];
        let id = scene.request(patient, "Fièvre").await;
        let both = join_all([
            scene.assign(id, scene.cardiologist.0, TEN),
            scene.assign(id, scene.paediatrician.0, TEN),
        ]).await;
        assert_eq!(both.iter().filter(|o| o.is_ok()).count(), 1, "{both:?}");
        assert!(both.iter().any(|o| matches!(o, Err(Fault::Conflict { .. }))), "{both:?}");
    }

    async fn the_day_runs_its_course_on_the_board(db: Fresh) {
        let scene = Scene::new(&db).await;
        let services = &scene.platform.services;
        let patient = scene.patients(1).await[0];
        let (doctor, physician) = scene.cardiologist;
        let id = scene.book(patient, doctor, TEN).await.expect("booked");
        scheduling::accept(services, physician, id).await.expect("accepted");
        let early = scheduling::advance(services, scene.secretary, id, Move::CheckIn).await;
        assert_eq!(early, Err(Fault::conflict(Conflict::NotNow { state: State::Confirmed })));
        scene.platform.clock.set(TEN.parse().expect("an instant"));
        assert_eq!(scheduling::advance(services, scene.secretary, id, Move::Start).await, Err(Fault::Refused));
        for (who, mv, state) in [
            (scene.secretary, Move::CheckIn, State::CheckedIn),
            (physician, Move::Start, State::InConsultation),
            (physician, Move::Complete, State::Completed),
        ] {
            scheduling::advance(services, who, id, mv).await.expect("made");
            let board = scheduling::board(services, scene.secretary, None).await.expect("the board");
            let shown: Vec<_> = board.columns.iter().flat_map(|c| &c.day.appointments).map(|a| (a.id, a.state)).collect();
            assert_eq!(shown, [(id, state)]);
        }
        let calendar = scheduling::calendar(services, physician, None, 7).await.expect("the week");
        assert_eq!(calendar.days.iter().map(|day| day.appointments.len()).collect::<Vec<_>>(), [1, 0, 0, 0, 0, 0, 0]);
        assert_eq!(calendar.days[0].open, [(540, 1020)]);
        assert_eq!(scheduling::calendar(services, scene.secretary, None, 7).await, Err(Fault::Refused));
    }
}

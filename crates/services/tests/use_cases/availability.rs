//! When doctors can be booked: each rule keeps its times and says why, what is offered can be booked, rooms are
//! given once, and no change leaves visits outside hours unseen.

use crate::clinics::visit_type;
use crate::scheduling::Scene;
use crate::support::{date, monday};
use chrono::{NaiveDate, NaiveTime};
use futures::future::join_all;
use salus_domain::Fault;
use salus_domain::clinics::{ClosureForm, ClosureKind, RoomForm, VisitTypeForm};
use salus_domain::fault::Conflict;
use salus_domain::ids::{
    AppointmentId, ClosureId, DoctorId, LeaveId, RoomId, ScheduleExceptionId, VisitTypeId,
};
use salus_domain::language::Language;
use salus_domain::scheduling::state::{Move, State};
use salus_domain::scheduling::{DecisionForm, DecisionsForm, Orphan, WhyNot, WhyNot as W};
use salus_domain::staff::{
    Availability, ExceptionForm, HoursForm, HoursLine, LeaveForm, LimitsForm,
};
use salus_domain::time::Instant;
use salus_services::{clinics, scheduling, staff};
use salus_store::testing::new_id;

const NOTHING: fn() -> DecisionsForm = DecisionsForm::default;

fn clock(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").expect("a time")
}

fn week(until: &str, visit: VisitTypeId) -> HoursForm {
    let line = |weekday| HoursLine {
        weekday,
        from: "09:00".into(),
        until: until.into(),
        ..HoursLine::default()
    };
    HoursForm {
        lines: (1..=7).map(line).collect(),
        visit_types: vec![visit],
    }
}

fn closed(kind: ClosureKind, on: &str, times: (&str, &str)) -> ClosureForm {
    ClosureForm {
        kind: kind.as_str().into(),
        starts_on: on.into(),
        from: times.0.into(),
        until: times.1.into(),
        reason: "Travaux".into(),
        ..ClosureForm::default()
    }
}

fn change(kind: &str, on: &str, times: (&str, &str)) -> ExceptionForm {
    ExceptionForm {
        on: on.into(),
        kind: kind.into(),
        from: times.0.into(),
        until: times.1.into(),
        note: String::new(),
    }
}

fn leave(from: &str, until: &str) -> LeaveForm {
    LeaveForm {
        starts_on: from.into(),
        ends_on: until.into(),
        reason: String::new(),
    }
}

fn orphans(outcome: Result<(), Fault>) -> (Vec<Orphan>, bool) {
    match outcome {
        Err(Fault::Conflict {
            conflict: Conflict::WouldOrphan { orphans, stale, .. },
        }) => (orphans, stale),
        other => panic!("{other:?}"),
    }
}

fn decide(orphans: &[Orphan], remedy: &str, reason: &str) -> DecisionsForm {
    let visits = orphans
        .iter()
        .map(|orphan| DecisionForm {
            appointment: orphan.appointment.to_string(),
            version: orphan.version,
            remedy: remedy.into(),
            to: orphan
                .next
                .map(|next| next.at.to_string())
                .unwrap_or_default(),
        })
        .collect();
    DecisionsForm {
        visits,
        reason: reason.into(),
    }
}

impl Scene {
    /// The starts offered to patients on a date, by the clinic's clock.
    async fn offered(&self, doctor: DoctorId, visit: VisitTypeId, on: &str) -> Vec<String> {
        let services = &self.platform.services;
        let from: NaiveDate = date(on);
        let found = staff::slot_week(services, doctor, visit, Some(from))
            .await
            .expect("a week");
        let day = found
            .days
            .into_iter()
            .find(|day| day.date == from)
            .expect("the day");
        day.slots
            .iter()
            .map(|slot| slot.local.format("%H:%M").to_string())
            .collect()
    }

    /// Why a time by the clinic's clock is not free: for patients, for the desk.
    async fn why(&self, on: &str, time: &str) -> (Option<WhyNot>, Option<WhyNot>) {
        let asked = (self.cardiologist.0, self.visit);
        let when = (date(on), clock(time));
        let said = scheduling::why(&self.platform.services, self.secretary, asked, when)
            .await
            .expect("an answer");
        (said.online, said.desk)
    }

    async fn add_room(&self, name: &str) {
        let form = RoomForm { name: name.into() };
        clinics::add_room(&self.platform.services, self.clinic.admin, &form)
            .await
            .expect("a room");
    }

    async fn add_type(&self, form: VisitTypeForm) -> VisitTypeId {
        clinics::add_visit_type(&self.platform.services, self.clinic.admin, &form)
            .await
            .expect("a visit type")
    }

    async fn limit(&self, form: LimitsForm) {
        let doctor = self.cardiologist.0;
        staff::set_limits(&self.platform.services, self.clinic.admin, doctor, &form)
            .await
            .expect("limits");
    }

    /// All that a change of hours could have left behind.
    async fn left(&self) -> i64 {
        self.platform
            .count(
                "SELECT (SELECT count(*) FROM weekly_hours) + (SELECT count(*) FROM schedule_exceptions)
                     + (SELECT count(*) FROM leaves) + (SELECT count(*) FROM closures)
                     + (SELECT count(*) FROM appointment_history) + (SELECT count(*) FROM events)
                     + (SELECT count(*) FROM rooms WHERE status = 'retired')",
            )
            .await
    }
}

const LIMITS: LimitsForm = LimitsForm {
    step_min: 15,
    most_per_day: String::new(),
    reserved_min: 0,
};

salus_store::on_both_engines! {
    async fn each_rule_keeps_its_times_and_says_why(db: Fresh) {
        let scene = Scene::new(&db).await;
        let services = &scene.platform.services;
        let (admin, (doctor, own)) = (scene.clinic.admin, scene.cardiologist);
        for form in [
            closed(ClosureKind::Closure, "2026-11-25", ("", "")),
            closed(ClosureKind::Closure, "2026-11-26", ("12:00", "14:00")),
            closed(ClosureKind::Holiday, "2026-11-27", ("", "")),
        ] {
            clinics::add_closure(services, admin, &form, &NOTHING()).await.expect("closed");
        }
        staff::add_leave(services, own, doctor, &leave("2026-11-30", "2026-12-01"), &NOTHING()).await.expect("leave");
        staff::add_exception(services, own, doctor, &change("off", "2026-12-02", ("09:00", "10:00")), &NOTHING()).await.expect("off");
        staff::add_exception(services, admin, doctor, &change("extra", "2026-12-02", ("19:00", "20:00")), &NOTHING()).await.expect("extra");
        let patients = scene.patients(2).await;
        scene.book(patients[0], doctor, "2026-11-24T09:00:00Z").await.expect("10:00 is booked");
        for (on, time, online, desk) in [
            ("2026-11-24", "11:00", None, None),
            ("2026-11-24", "10:00", Some(W::Visit), Some(W::Visit)),
            ("2026-11-24", "10:15", Some(W::Visit), Some(W::Visit)),
            ("2026-11-24", "11:05", Some(W::NotAligned), Some(W::NotAligned)),
            ("2026-11-24", "08:30", Some(W::OutsideHours), Some(W::OutsideHours)),
            ("2026-11-24", "16:45", Some(W::OutsideHours), Some(W::OutsideHours)),
            ("2026-11-23", "08:45", Some(W::InPast), Some(W::InPast)),
            ("2026-11-23", "09:30", Some(W::NoticeTooShort), None),
            ("2026-11-25", "10:00", Some(W::Closed), Some(W::Closed)),
            ("2026-11-26", "11:30", None, None),
            ("2026-11-26", "11:45", Some(W::Closed), Some(W::Closed)),
            ("2026-11-26", "14:00", None, None),
            ("2026-11-27", "10:00", Some(W::Holiday), Some(W::Holiday)),
            ("2026-12-01", "10:00", Some(W::OnLeave), Some(W::OnLeave)),
            ("2026-12-02", "09:30", Some(W::OnLeave), Some(W::OnLeave)),
            ("2026-12-02", "19:30", None, None),
            ("2027-03-01", "10:00", Some(W::BeyondHorizon), None),
        ] {
            assert_eq!(scene.why(on, time).await, (online, desk), "{on} {time}");
        }
        // What the page says, the booking holds to.
        for (starts, why) in [
            ("2026-11-25T09:00:00Z", W::Closed),
            ("2026-11-27T09:00:00Z", W::Holiday),
            ("2026-12-01T09:00:00Z", W::OnLeave),
            ("2026-11-24T10:05:00Z", W::NotAligned),
            ("2026-11-23T08:30:00Z", W::NoticeTooShort),
        ] {
            let refused = scene.book(patients[1], doctor, starts).await;
            let Err(Fault::Conflict { conflict: Conflict::SlotNotOffered { why: said, nearest } }) = refused else {
                panic!("{starts}: {refused:?}")
            };
            assert_eq!((said, nearest.is_empty()), (why, false), "{starts}");
        }
        let other = scheduling::why(services, own, (scene.paediatrician.0, scene.visit), (date("2026-11-24"), clock("10:00"))).await;
        assert_eq!(other, Err(Fault::Missing), "a doctor asks about their own time");
    }

    async fn all_that_is_offered_can_be_booked_until_the_day_is_full_or_only_the_reserve_is_left(db: Fresh) {
        let scene = Scene::new(&db).await;
        let (doctor, _) = scene.cardiologist;
        let patients = scene.patients(30).await;
        scene.limit(LimitsForm { step_min: 30, reserved_min: 90, ..LIMITS }).await;
        let offered = scene.offered(doctor, scene.visit, "2026-11-24").await;
        assert_eq!((offered.len(), offered.last().map(String::as_str)), (13, Some("15:00")), "the last hour and a half is the desk's");
        assert_eq!(scene.offered(doctor, scene.visit, "2026-11-23").await.last().map(String::as_str), Some("16:30"), "until the day itself");
        assert_eq!(scene.why("2026-11-24", "16:00").await, (Some(WhyNot::Reserved), None));
        let mut booked = 0;
        for patient in &patients {
            let Some(time) = scene.offered(doctor, scene.visit, "2026-11-24").await.into_iter().next() else { break };
            let utc = clock(&time) - chrono::TimeDelta::hours(1);
            scene.book(*patient, doctor, &format!("2026-11-24T{utc}Z")).await.expect("what is offered");
            booked += 1;
        }
        assert_eq!(booked, 13);
        scene.limit(LimitsForm { step_min: 30, most_per_day: "2".into(), ..LIMITS }).await;
        for (patient, starts) in patients.iter().skip(13).zip(["2026-11-25T08:00:00Z", "2026-11-25T13:00:00Z"]) {
            scene.book(*patient, doctor, starts).await.expect("one of two");
        }
        assert_eq!(scene.offered(doctor, scene.visit, "2026-11-25").await, [""; 0]);
        assert_eq!(scene.why("2026-11-25", "11:00").await, (Some(WhyNot::DayFull), Some(WhyNot::DayFull)));
        assert_eq!(scene.why("2026-11-26", "11:00").await, (None, None));
    }

    async fn a_window_takes_only_its_visit_types(db: Fresh) {
        let scene = Scene::new(&db).await;
        let (services, (doctor, own)) = (&scene.platform.services, scene.cardiologist);
        let echo = scene.add_type(visit_type("90")).await;
        let line = |from: &str, until: &str, only: Vec<VisitTypeId>| HoursLine { weekday: 2, from: from.into(), until: until.into(), only };
        let mut form = HoursForm {
            lines: vec![line("09:00", "10:00", vec![echo]), line("10:00", "11:00", vec![])],
            visit_types: vec![scene.visit, echo],
        };
        staff::save_hours(services, own, doctor, &form).await.expect("saved");
        assert_eq!(scene.offered(doctor, scene.visit, "2026-11-24").await, ["10:00", "10:15", "10:30"]);
        assert_eq!(scene.offered(doctor, echo, "2026-11-24").await, ["09:00", "09:15", "09:30", "09:45", "10:00", "10:15", "10:30"]);
        assert_eq!(scene.why("2026-11-24", "09:15").await, (Some(WhyNot::NotTaken), Some(WhyNot::NotTaken)));
        let kept = staff::availability(services, own, None).await.expect("one's own");
        assert_eq!(kept.windows, [vec![echo], vec![]]);
        form.lines[0].only = vec![VisitTypeId::new(new_id())];
        let unknown = staff::save_hours(services, own, doctor, &form).await;
        assert!(matches!(unknown, Err(Fault::Invalid { .. })), "{unknown:?}");
        assert_eq!(staff::availability(services, own, None).await.map(|kept| kept.windows), Ok(vec![vec![echo], vec![]]));
    }

    async fn a_busy_doctor_takes_nobody_online_today(db: Fresh) {
        let scene = Scene::new(&db).await;
        let (services, (doctor, own)) = (&scene.platform.services, scene.cardiologist);
        staff::set_availability(services, own, doctor, Availability::Busy).await.expect("busy");
        assert_eq!(scene.why("2026-11-23", "15:00").await, (Some(WhyNot::DoctorBusy), None));
        assert_eq!(scene.offered(doctor, scene.visit, "2026-11-23").await, [""; 0]);
        assert_eq!(scene.why("2026-11-24", "15:00").await, (None, None));
        let not_theirs = staff::set_availability(services, scene.paediatrician.1, doctor, Availability::Free).await;
        assert_eq!(not_theirs, Err(Fault::Missing));
        assert_eq!(staff::set_availability(services, scene.secretary, doctor, Availability::Free).await, Err(Fault::Refused));
        staff::set_availability(services, scene.clinic.admin, doctor, Availability::Free).await.expect("free");
        assert_eq!(scene.why("2026-11-23", "15:00").await, (None, None));
    }

    async fn a_room_is_given_once_however_many_ask_at_once(db: Fresh) {
        let scene = Scene::new(&db).await;
        let services = &scene.platform.services;
        let doctors = [scene.cardiologist.0, scene.paediatrician.0];
        let visit = scene.add_type(VisitTypeForm { needs_room: true, ..visit_type("60") }).await;
        assert_eq!(scene.offered(doctors[0], visit, "2026-11-24").await, [""; 0], "no room yet");
        scene.add_room("Salle 1").await;
        let patients = scene.patients(4).await;
        let book = |place: usize, doctor: usize, starts: &'static str| {
            let form = salus_domain::scheduling::BookForm { visit_type: visit.to_string(), ..scene.form(doctors[doctor], starts) };
            let (services, who) = (services.clone(), patients[place]);
            async move { scheduling::book(&services, who, &form).await }
        };
        let outcomes = join_all([book(0, 0, "2026-11-24T09:00:00Z"), book(1, 1, "2026-11-24T09:00:00Z")]).await;
        let won: Vec<AppointmentId> = outcomes.iter().filter_map(|outcome| outcome.clone().ok()).collect();
        assert_eq!(won.len(), 1, "{outcomes:?}");
        let lost = outcomes.into_iter().find_map(Result::err).expect("one was refused");
        let Fault::Conflict { conflict: Conflict::SlotNotOffered { why, nearest } } = &lost else { panic!("{lost:?}") };
        assert_eq!((*why, nearest.is_empty()), (WhyNot::NoRoom, false));
        assert!(!nearest.iter().any(|time| time.at == "2026-11-24T09:00:00Z".parse::<Instant>().expect("an instant")));

        scene.add_room("Salle 2").await;
        let outcomes = join_all([book(2, 0, "2026-11-25T09:00:00Z"), book(3, 1, "2026-11-25T09:00:00Z")]).await;
        assert!(outcomes.iter().all(Result::is_ok), "two rooms, two doctors: {outcomes:?}");
        let used = scene.platform.count("SELECT count(DISTINCT room_id) FROM appointments WHERE room_id IS NOT NULL").await;
        assert_eq!(used, 2);
        let taken = clinics::add_room(services, scene.clinic.admin, &RoomForm { name: "Salle 2".into() }).await;
        assert!(matches!(taken, Err(Fault::Invalid { .. })), "{taken:?}");
    }

    async fn a_retired_rooms_visits_take_another_or_are_decided_about(db: Fresh) {
        let scene = Scene::new(&db).await;
        let (services, admin) = (&scene.platform.services, scene.clinic.admin);
        let visit = scene.add_type(VisitTypeForm { needs_room: true, ..visit_type("60") }).await;
        scene.add_room("A").await;
        scene.add_room("B").await;
        let patients = scene.patients(2).await;
        for (patient, doctor) in patients.iter().zip([scene.cardiologist.0, scene.paediatrician.0]) {
            let form = salus_domain::scheduling::BookForm { visit_type: visit.to_string(), ..scene.form(doctor, "2026-11-24T09:00:00Z") };
            scheduling::book(services, *patient, &form).await.expect("booked");
        }
        scene.add_room("C").await;
        let rooms = clinics::rooms(services, admin).await.expect("rooms");
        let ahead: Vec<_> = rooms.iter().map(|room| (room.name.as_str(), room.ahead)).collect();
        assert_eq!(ahead, [("A", 1), ("B", 1), ("C", 0)]);
        clinics::retire_room(services, admin, rooms[0].id, &NOTHING()).await.expect("C is free for it");
        let before = scene.left().await;
        let (listed, stale) = orphans(clinics::retire_room(services, admin, rooms[1].id, &NOTHING()).await);
        assert_eq!((listed.len(), stale, scene.left().await), (1, false, before), "nothing was saved");
        let next = listed[0].next.expect("a free time");
        clinics::retire_room(services, admin, rooms[1].id, &decide(&listed, "move", "")).await.expect("moved");
        let moved = scene.see(scene.secretary, listed[0].appointment).await;
        assert_eq!(moved.starts, Some(next));
        let left = clinics::rooms(services, admin).await.expect("rooms");
        let ahead: Vec<_> = left.iter().map(|room| (room.name.as_str(), room.ahead)).collect();
        assert_eq!(ahead, [("C", 2)]);
    }

    async fn a_change_that_would_leave_visits_outside_hours_asks_first_and_then_does_as_decided(db: Fresh) {
        let scene = Scene::new(&db).await;
        let (services, (doctor, own)) = (&scene.platform.services, scene.cardiologist);
        let patients = scene.patients(4).await;
        let mut booked = Vec::new();
        for (patient, starts) in patients.iter().zip(["2026-11-24T09:00:00Z", "2026-11-24T14:00:00Z", "2026-11-24T14:30:00Z", "2026-11-24T15:00:00Z"]) {
            booked.push(scene.book(*patient, doctor, starts).await.expect("booked"));
        }
        let before = scene.left().await;
        let mornings = week("12:00", scene.visit);
        let (listed, stale) = orphans(staff::save_hours(services, own, doctor, &mornings).await);
        assert_eq!(listed.iter().map(|orphan| orphan.appointment).collect::<Vec<_>>(), booked[1..]);
        assert!(!stale && scene.left().await == before, "nothing was saved");
        let next: Vec<_> = listed.iter().map(|orphan| orphan.next.map(|next| next.local.to_string())).collect();
        assert_eq!(next, ["2026-11-25 09:00:00", "2026-11-25 09:30:00", "2026-11-25 10:00:00"].map(|next| Some(next.to_owned())));

        let mut form = decide(&listed, "move", "");
        form.visits[1].remedy = "keep".into();
        form.visits[2].remedy = "cancel".into();
        let no_reason = staff::save_hours_deciding(services, own, doctor, &mornings, &form).await;
        let asks_why = matches!(&no_reason, Err(Fault::Conflict {
            conflict: Conflict::WouldOrphan { wants_reason: true, stale: false, orphans },
        }) if orphans.len() == 3);
        assert!(asks_why, "{no_reason:?}");
        form.reason = "Le cabinet ferme l’après-midi".into();
        let half = DecisionsForm { visits: form.visits[..2].to_vec(), ..form.clone() };
        assert_eq!(orphans(staff::save_hours_deciding(services, own, doctor, &mornings, &half).await).0.len(), 3, "all are decided or none");
        assert_eq!(scene.left().await, before);

        staff::save_hours_deciding(services, own, doctor, &mornings, &form).await.expect("as decided");
        let seen = [scene.see(own, booked[1]).await, scene.see(own, booked[2]).await, scene.see(own, booked[3]).await];
        assert_eq!(seen[0].starts.map(|time| time.at), listed[0].next.map(|time| time.at));
        assert_eq!(seen[1].starts.map(|time| time.at), Some(listed[1].starts.at));
        assert_eq!((seen[2].state, seen[2].reason.as_deref()), (State::Cancelled, Some("Le cabinet ferme l’après-midi")));
        let (_, history) = scheduling::one(services, own, booked[1]).await.expect("its history");
        assert_eq!(history.last().map(|entry| entry.action), Some(Move::Reschedule));
        assert_eq!(scene.offered(doctor, scene.visit, "2026-11-26").await.last().map(String::as_str), Some("11:30"));
        // What was kept on purpose is not asked about again.
        staff::save_hours(services, own, doctor, &week("11:00", scene.visit)).await.expect("saved");
    }

    async fn what_was_decided_and_has_become_impossible_saves_nothing_and_says_so(db: Fresh) {
        let scene = Scene::new(&db).await;
        let (services, (doctor, own)) = (&scene.platform.services, scene.cardiologist);
        let patients = scene.patients(3).await;
        let visit = scene.book(patients[0], doctor, "2026-11-24T14:00:00Z").await.expect("booked");
        let off = change("off", "2026-11-24", ("", ""));
        let (listed, _) = orphans(staff::add_exception(services, own, doctor, &off, &NOTHING()).await);
        let decided = decide(&listed, "move", "");
        // Somebody takes the time that was shown.
        let shown = listed[0].next.expect("a free time");
        scene.book(patients[1], doctor, &shown.at.to_string()).await.expect("still free");
        let before = scene.left().await;
        let (again, stale) = orphans(staff::add_exception(services, own, doctor, &off, &decided).await);
        assert!(stale && again[0].next > listed[0].next, "{again:?}");
        // The visit itself is called off meanwhile.
        assert_eq!(scene.left().await, before);
        scheduling::cancel(services, scene.secretary, visit, "Le patient").await.expect("cancelled");
        let before = scene.left().await;
        let (none, stale) = orphans(staff::add_exception(services, own, doctor, &off, &decide(&again, "keep", "")).await);
        assert_eq!((none.len(), stale, scene.left().await), (0, true, before));
        staff::add_exception(services, own, doctor, &off, &NOTHING()).await.expect("nobody is concerned");
    }

    async fn a_closure_asks_about_every_doctors_visits_and_holidays_are_added_once(db: Fresh) {
        let scene = Scene::new(&db).await;
        let (services, admin) = (&scene.platform.services, scene.clinic.admin);
        let patients = scene.patients(3).await;
        for (patient, doctor) in patients.iter().zip([scene.cardiologist.0, scene.paediatrician.0]) {
            scene.book(*patient, doctor, "2026-12-17T10:00:00Z").await.expect("booked");
        }
        // 17 December is a public holiday in Tunisia.
        let holidays = (2026, Language::Fr);
        let (listed, _) = orphans(clinics::add_holidays(services, admin, holidays, &NOTHING()).await);
        assert_eq!(listed.len(), 2);
        clinics::add_holidays(services, admin, holidays, &decide(&listed, "cancel", "Jour férié")).await.expect("added");
        let kept = clinics::closings(services, admin).await.expect("closures");
        assert_eq!(kept.closures.iter().map(|of| of.of.starts_on).collect::<Vec<_>>(), [date("2026-12-17")], "what is past is left out");
        assert_eq!(kept.closures[0].of.kind, ClosureKind::Holiday);
        clinics::add_holidays(services, admin, holidays, &NOTHING()).await.expect("nothing to add");
        assert_eq!(clinics::closings(services, admin).await.map(|kept| kept.closures.len()), Ok(1));
        let far = clinics::add_holidays(services, admin, (2040, Language::Fr), &NOTHING()).await;
        assert!(matches!(far, Err(Fault::Invalid { .. })), "{far:?}");
        clinics::remove_closure(services, admin, kept.closures[0].id).await.expect("removed");
        assert_eq!(scene.why("2026-12-17", "11:00").await, (None, None));
    }

    async fn bookings_and_a_closure_at_once_leave_no_visit_on_the_closed_day(db: Fresh) {
        let scene = Scene::new(&db).await;
        let (services, admin) = (&scene.platform.services, scene.clinic.admin);
        let patients = scene.patients(6).await;
        let form = closed(ClosureKind::Closure, "2026-11-26", ("", ""));
        let bookings = join_all(patients.iter().zip(8..).map(|(patient, hour)| {
            let doctor = if hour % 2 == 0 { scene.cardiologist.0 } else { scene.paediatrician.0 };
            let starts = format!("2026-11-26T{hour:02}:00:00Z");
            let scene = &scene;
            async move { scene.book(*patient, doctor, &starts).await }
        }));
        let nothing = NOTHING();
        let closing = clinics::add_closure(services, admin, &form, &nothing);
        let (outcomes, closing) = futures::future::join(bookings, closing).await;
        let booked = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        match closing {
            Ok(()) => assert_eq!(booked, 0, "{outcomes:?}"),
            refused => assert!(!orphans(refused).0.is_empty()),
        }
    }

    async fn what_belongs_to_another_clinic_or_colleague_is_missing(db: Fresh) {
        let scene = Scene::new(&db).await;
        let services = &scene.platform.services;
        let there = scene.platform.clinic("Atlas").await;
        let (doctor, own) = scene.cardiologist;
        staff::add_leave(services, own, doctor, &leave("2026-12-07", "2026-12-08"), &NOTHING()).await.expect("leave");
        staff::add_exception(services, own, doctor, &change("off", "2026-12-02", ("", "")), &NOTHING()).await.expect("off");
        clinics::add_closure(services, scene.clinic.admin, &closed(ClosureKind::Closure, "2026-12-24", ("", "")), &NOTHING()).await.expect("closed");
        scene.add_room("A").await;
        let kept = staff::availability(services, own, None).await.expect("one's own");
        let closure = clinics::closings(services, scene.clinic.admin).await.expect("closures").closures[0].id;
        let room = clinics::rooms(services, scene.clinic.admin).await.expect("rooms")[0].id;
        let before = scene.left().await;
        for id in [closure, ClosureId::new(new_id())] {
            assert_eq!(clinics::remove_closure(services, there.admin, id).await, Err(Fault::Missing));
        }
        for id in [room, RoomId::new(new_id())] {
            assert_eq!(clinics::retire_room(services, there.admin, id, &NOTHING()).await, Err(Fault::Missing));
        }
        for who in [there.admin, scene.paediatrician.1] {
            assert_eq!(staff::availability(services, who, Some(doctor)).await, Err(Fault::Missing));
            for id in [kept.leave[0].id, LeaveId::new(new_id())] {
                assert_eq!(staff::remove_leave(services, who, doctor, id).await, Err(Fault::Missing));
            }
            for id in [kept.changes[0].id, ScheduleExceptionId::new(new_id())] {
                assert_eq!(staff::remove_exception(services, who, doctor, id, &NOTHING()).await, Err(Fault::Missing));
            }
            assert_eq!(staff::add_leave(services, who, doctor, &leave("2026-12-07", "2026-12-08"), &NOTHING()).await, Err(Fault::Missing));
            assert_eq!(staff::set_limits(services, who, doctor, &LIMITS).await, Err(Fault::Missing));
        }
        let not_mine = staff::remove_leave(services, scene.paediatrician.1, scene.paediatrician.0, kept.leave[0].id).await;
        assert_eq!(not_mine, Err(Fault::Missing));
        for refused in [
            clinics::closings(services, own).await.map(drop),
            clinics::rooms(services, scene.secretary).await.map(drop),
            staff::availability(services, scene.secretary, Some(doctor)).await.map(drop),
        ] {
            assert_eq!(refused, Err(Fault::Refused));
        }
        assert_eq!(scene.left().await, before);
        assert_eq!(monday(), services.now());
    }
}

//! Invariant 1: two occupying appointments of one doctor, patient or room never overlap, explicit
//! overbooking apart.

use crate::support::{Visit, at, count, overlap, place};
use futures::future::join_all;
use salus_domain::scheduling::state::State;
use salus_store::{OverlapOf, Reach, Sql, Store};

async fn all_at_once(db: &Store, visits: Vec<Visit>) -> Vec<Option<OverlapOf>> {
    let tries = visits.into_iter().map(|visit| {
        let db = db.clone();
        tokio::spawn(async move { overlap(visit.insert(&db).await) })
    });
    join_all(tries)
        .await
        .into_iter()
        .map(|outcome| outcome.expect("no panic"))
        .collect()
}

salus_store::on_both_engines! {
    async fn fifty_rivals_for_one_slot_leave_one(db: Fresh) {
        let place = place(&db).await;
        let mut rivals = Vec::new();
        for _ in 0..50 {
            rivals.push(place.visit(&db, 0, 30).await);
        }
        let outcomes = all_at_once(&db, rivals).await;
        assert_eq!(outcomes.iter().filter(|o| o.is_none()).count(), 1);
        assert_eq!(outcomes.iter().filter(|o| **o == Some(OverlapOf::Doctor)).count(), 49);
        assert_eq!(count(&db).await, 1);
    }

    async fn fifty_rivals_with_different_starts_leave_one(db: Fresh) {
        let place = place(&db).await;
        let mut rivals = Vec::new();
        for minute in 0..50 {
            rivals.push(place.visit(&db, minute, minute + 60).await);
        }
        let outcomes = all_at_once(&db, rivals).await;
        assert_eq!(outcomes.iter().filter(|o| o.is_none()).count(), 1);
        assert_eq!(count(&db).await, 1);
    }

    async fn one_patient_with_two_doctors_at_once_is_seen_by_one(db: Fresh) {
        let place = place(&db).await;
        let mut rivals = Vec::new();
        for i in 0..20 {
            let mut rival = place.visit(&db, i, i + 30).await;
            rival.patient = rivals.first().map_or(rival.patient, |first: &Visit| first.patient);
            rival.doctor = if i % 2 == 0 { place.doctor } else { place.other_doctor };
            rival.overbooked = true;
            rivals.push(rival);
        }
        let outcomes = all_at_once(&db, rivals).await;
        assert_eq!(outcomes.iter().filter(|o| o.is_none()).count(), 1);
        assert_eq!(outcomes.iter().filter(|o| **o == Some(OverlapOf::Patient)).count(), 19);
    }

    async fn touching_visits_are_fine_and_buffers_count_for_the_doctor(db: Fresh) {
        let place = place(&db).await;
        let first = place.visit(&db, 0, 30).await;
        first.insert(&db).await.expect("the first");
        place.visit(&db, 30, 60).await.insert(&db).await.expect("right after");
        place.visit(&db, -30, 0).await.insert(&db).await.expect("right before");

        let mut wide = place.visit(&db, 65, 80).await;
        wide.buffer = 10;
        assert_eq!(overlap(wide.insert(&db).await), Some(OverlapOf::Doctor));
        wide.doctor = place.other_doctor;
        wide.patient = first.patient;
        wide.from = 30;
        wide.until = 60;
        wide.insert(&db).await.expect("a patient needs no buffer");
    }

    async fn a_long_visit_is_seen_from_its_far_end(db: Fresh) {
        let place = place(&db).await;
        place.visit(&db, 0, 24 * 60).await.insert(&db).await.expect("a whole day");
        let late = place.visit(&db, 24 * 60 - 1, 24 * 60 + 10).await;
        assert_eq!(overlap(late.insert(&db).await), Some(OverlapOf::Doctor));
        place.visit(&db, 24 * 60, 24 * 60 + 10).await.insert(&db).await.expect("after it");
    }

    async fn moving_is_checked_and_frees_the_old_time(db: Fresh) {
        let place = place(&db).await;
        let fixed = place.visit(&db, 0, 30).await;
        fixed.insert(&db).await.expect("one");
        let mut moved = place.visit(&db, 60, 90).await;
        moved.insert(&db).await.expect("another");
        (moved.from, moved.until) = (15, 45);
        assert_eq!(overlap(moved.update(&db).await), Some(OverlapOf::Doctor));
        (moved.from, moved.until) = (70, 100);
        moved.update(&db).await.expect("its own time is no obstacle");
        place.visit(&db, 60, 70).await.insert(&db).await.expect("the time it left");
        moved.doctor = place.other_doctor;
        (moved.from, moved.until) = (0, 30);
        moved.update(&db).await.expect("the other doctor is free");
        moved.doctor = place.doctor;
        assert_eq!(overlap(moved.update(&db).await), Some(OverlapOf::Doctor));
    }

    async fn a_cancelled_visit_frees_its_time_and_does_not_come_back_over_another(db: Fresh) {
        let place = place(&db).await;
        let mut first = place.visit(&db, 0, 30).await;
        first.insert(&db).await.expect("one");
        first.state = State::Cancelled;
        first.update(&db).await.expect("cancelled");
        let mut second = place.visit(&db, 10, 40).await;
        second.insert(&db).await.expect("the freed time");
        first.state = State::Confirmed;
        assert_eq!(overlap(first.update(&db).await), Some(OverlapOf::Doctor));
        second.state = State::NoShow;
        second.update(&db).await.expect("missed");
        first.update(&db).await.expect("free again");
    }

    async fn a_room_holds_one_visit(db: Fresh) {
        let place = place(&db).await;
        let mut first = place.visit(&db, 0, 30).await;
        first.room = Some(place.room);
        first.insert(&db).await.expect("one");
        let mut second = place.visit(&db, 0, 30).await;
        second.doctor = place.other_doctor;
        second.room = Some(place.room);
        assert_eq!(overlap(second.insert(&db).await), Some(OverlapOf::Room));
        second.room = None;
        second.insert(&db).await.expect("elsewhere");
        second.room = Some(place.room);
        assert_eq!(overlap(second.update(&db).await), Some(OverlapOf::Room));
        second.overbooked = true;
        second.update(&db).await.expect("on purpose");
    }

    async fn overbooking_goes_over_others_and_nothing_normal_goes_over_it(db: Fresh) {
        let place = place(&db).await;
        let mut normal = place.visit(&db, 0, 30).await;
        normal.insert(&db).await.expect("one");
        let mut extra = place.visit(&db, 15, 45).await;
        extra.overbooked = true;
        extra.insert(&db).await.expect("over it, on purpose");
        let mut another = place.visit(&db, 20, 30).await;
        another.overbooked = true;
        another.insert(&db).await.expect("over both");

        let late = place.visit(&db, 30, 60).await;
        assert_eq!(overlap(late.insert(&db).await), Some(OverlapOf::Doctor));
        normal.state = State::CheckedIn;
        normal.update(&db).await.expect("what was there goes on");
        normal.room = Some(place.room);
        normal.update(&db).await.expect("and gets a room");
        normal.until = 35;
        assert_eq!(overlap(normal.update(&db).await), Some(OverlapOf::Doctor));
        extra.overbooked = false;
        assert_eq!(overlap(extra.update(&db).await), Some(OverlapOf::Doctor));

        let mut twice = place.visit(&db, 15, 20).await;
        twice.overbooked = true;
        twice.doctor = place.other_doctor;
        twice.patient = normal.patient;
        assert_eq!(overlap(twice.insert(&db).await), Some(OverlapOf::Patient));
    }

    async fn the_occupying_states_are_those_of_the_rules(db: Fresh) {
        let place = place(&db).await;
        for (i, state) in State::ALL.iter().enumerate() {
            let hour = i64::try_from(i).expect("few states") * 60;
            let mut visit = place.visit(&db, hour, hour + 30).await;
            visit.state = *state;
            visit.insert(&db).await.expect("each state is known");
        }
        let found: Vec<(State, bool)> = db
            .read()
            .await
            .expect("a connection")
            .query(Reach::UPKEEP, Sql::both("SELECT state, occupying FROM appointments WHERE starts_at >= $1"))
            .bind(at(0))
            .fetch_all()
            .await
            .expect("rows");
        assert_eq!(found.len(), State::ALL.len());
        for (state, occupying) in found {
            assert_eq!(occupying, state.is_occupying(), "{state}");
        }
    }
}

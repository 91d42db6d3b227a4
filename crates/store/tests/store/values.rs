//! Every kind of value goes in and comes out the same on both engines.

use crate::support::{at, place};
use chrono::NaiveDate;
use salus_domain::ids::{ClinicId, PatientId};
use salus_domain::staff::Specialty;
use salus_domain::time::Instant;
use salus_store::testing::new_id;
use salus_store::{Reach, Sql, StoreError};
use uuid::Uuid;

#[derive(Debug, PartialEq, sqlx::FromRow)]
struct Row {
    id: PatientId,
    clinic_id: ClinicId,
    phone: Option<String>,
    born_on: NaiveDate,
    created_at: Instant,
}

salus_store::on_both_engines! {
    async fn a_row_struct_reads_from_either_engine(db: Fresh) {
        let place = place(&db).await;
        let patient = place.patient(&db).await;
        let mut conn = db.read().await.expect("a connection");
        let found: Option<Row> = conn
            .query(Reach::UPKEEP, Sql::both(
                "SELECT id, clinic_id, phone, born_on, created_at FROM patients
                 WHERE clinic_id = $1 AND born_on = $2 AND created_at <= $3
                     AND ($4 IS NULL OR id = $4)",
            ))
            .bind(place.clinic)
            .bind(NaiveDate::from_ymd_opt(1990, 2, 28))
            .bind(at(0))
            .bind(None::<PatientId>)
            .fetch_optional()
            .await
            .expect("a row that reads");
        let born_on = NaiveDate::from_ymd_opt(1990, 2, 28).expect("a date");
        let expected = Row { id: patient, clinic_id: place.clinic, phone: None, born_on, created_at: at(0) };
        assert_eq!(found, Some(expected));
    }

    async fn whole_numbers_truths_and_json_read_alike(db: Fresh) {
        let place = place(&db).await;
        let mut conn = db.read().await.expect("a connection");
        let (notice, about, none): (i64, sqlx::types::Json<serde_json::Value>, i64) = conn
            .query(Reach::UPKEEP, Sql::both(
                "SELECT cancel_notice_min, about,
                     (SELECT count(*) FROM visit_types WHERE bookable_online = $2)
                 FROM clinics WHERE id = $1",
            ))
            .bind(place.clinic)
            .bind(true)
            .fetch_one()
            .await
            .expect("a clinic");
        assert_eq!((notice, none), (1440, 0));
        assert_eq!(about.0, serde_json::json!({"fr": "", "en": ""}));
    }

    async fn lists_of_ids_and_words_are_bound_whole(db: Fresh) {
        const BY_IDS: Sql = Sql::split(
            "SELECT count(*) FROM doctors WHERE id IN (SELECT unhex(value) FROM json_each($1))",
            "SELECT count(*) FROM doctors WHERE id = ANY($1)",
        );
        const BY_WORDS: Sql = Sql::split(
            "SELECT count(*) FROM doctors WHERE status IN (SELECT value FROM json_each($1))",
            "SELECT count(*) FROM doctors WHERE status = ANY($1)",
        );
        let place = place(&db).await;
        let mut conn = db.read().await.expect("a connection");
        for (ids, expected) in [
            (vec![place.doctor.uuid(), place.other_doctor.uuid(), new_id()], 2_i64),
            (vec![place.doctor.uuid()], 1),
            (vec![], 0),
        ] {
            assert_eq!(conn.query(Reach::UPKEEP, BY_IDS).bind_ids(ids).fetch_one_scalar::<i64>().await.expect("a count"), expected);
        }
        for (words, expected) in [(vec!["active", "it's \"quoted\""], 2_i64), (vec!["inactive"], 0), (vec![], 0)] {
            assert_eq!(conn.query(Reach::UPKEEP, BY_WORDS).bind_words(words).fetch_one_scalar::<i64>().await.expect("a count"), expected);
        }
    }

    async fn a_row_that_makes_no_sense_is_named(db: Fresh) {
        let visit = place(&db).await.visit(&db, 0, 30).await;
        visit.insert(&db).await.expect("an appointment");
        db.write(|tx| Box::pin(async move {
            tx.query(Reach::UPKEEP, Sql::both("UPDATE appointments SET specialty = 'astrology'")).execute().await?;
            Ok(())
        }))
        .await
        .expect("the column takes any word");
        let mut conn = db.read().await.expect("a connection");
        let error = conn
            .query(Reach::UPKEEP, Sql::both("SELECT id, specialty FROM appointments"))
            .fetch_all::<Wish>()
            .await
            .expect_err("no such specialty");
        let StoreError::BadRow { table, column, id, why } = error else { panic!("{error}") };
        assert_eq!((table.as_str(), column.as_str(), id), ("appointments", "specialty", visit.id.to_string()));
        assert!(why.contains("astrology"), "{why}");
    }
}

#[derive(Debug, sqlx::FromRow)]
#[expect(dead_code, reason = "never read successfully")]
struct Wish {
    id: Uuid,
    specialty: Option<Specialty>,
}

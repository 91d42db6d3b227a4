//! Files written before pairs of words were kept are found by them all the same.

use crate::support::place;
use chrono::NaiveDate;
use salus_domain::patients::search;
use salus_store::{Conn, Reach, Scope, Sql, patients};

const ALL: Sql = Sql::both("SELECT word FROM patient_words ORDER BY word");
const FORGET_PAIRS: Sql = Sql::both("DELETE FROM patient_words WHERE word LIKE '% %'");
const MIGRATION: Sql = Sql::split(
    include_str!("../../../../migrations/sqlite/0015_pairs_of_words.sql"),
    include_str!("../../../../migrations/postgres/0015_pairs_of_words.sql"),
);

async fn words(conn: &mut Conn) -> Vec<String> {
    conn.query(Reach::UPKEEP, ALL)
        .fetch_all_scalars()
        .await
        .expect("words")
}

salus_store::on_both_engines! {
    async fn files_there_already_get_the_pairs_new_ones_have(db: Fresh) {
        let place = place(&db).await;
        let patient = place.patient(&db).await;
        db.write(move |tx| Box::pin(async move {
            let born_on = NaiveDate::from_ymd_opt(1990, 2, 28).expect("a date");
            let words = search::index("Éléonore Ben-Ali b", born_on, Some("BE091234"), Some("+33 6 12 34 56 78"));
            Ok(patients::index(tx, &Scope::of_the_clock(place.clinic), patient, words).await?)
        }))
        .await
        .expect("words");
        let kept = words(&mut db.read().await.expect("a connection")).await;
        assert!(kept.iter().any(|word| word == "b ali"), "{kept:?}");
        for statement in [FORGET_PAIRS, MIGRATION] {
            db.write(move |tx| Box::pin(async move { Ok(tx.query(Reach::UPKEEP, statement).execute().await?) }))
                .await
                .expect("a change");
        }
        assert_eq!(words(&mut db.read().await.expect("a connection")).await, kept);
    }
}

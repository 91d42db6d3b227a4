//! Transactions, start-up checks and what errors are called.

use crate::support::{at, count, place, user};
use salus_store::testing::{fresh, new_id};
use salus_store::{Engine, Failure, Reach, Sql, Store, StoreError, Tx};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::{Barrier, Notify};

async fn users(db: &Store) -> i64 {
    let mut conn = db.read().await.expect("a connection");
    conn.query(Reach::UPKEEP, Sql::both("SELECT count(*) FROM users"))
        .fetch_one_scalar()
        .await
        .expect("a count")
}

async fn rename(tx: &mut Tx, email: &str) -> Result<(), StoreError> {
    const RENAME: Sql = Sql::both("UPDATE users SET first_name = 'Sana' WHERE email = $1");
    tx.query(Reach::UPKEEP, RENAME)
        .bind(email)
        .execute()
        .await
        .map(drop)
}

fn store_error<T>(outcome: Result<T, Failure>) -> StoreError {
    match outcome {
        Err(Failure::Store(error)) => error,
        Err(Failure::Fault(fault)) => panic!("a fault of the rules: {fault}"),
        Ok(_) => panic!("it went through"),
    }
}

salus_store::on_both_engines! {
    async fn a_new_database_passes_the_checks_and_migrating_again_changes_nothing(db: Fresh) {
        db.check().await.expect("fit for use");
        db.migrate().await.expect("nothing to do");
        db.ping().await.expect("answers");
        db.close().await;
        assert!(matches!(db.ping().await, Err(StoreError::Unavailable(_))));
        Store::connect(db.settings()).await.expect("opens again").ping().await.expect("answers");
    }

    async fn a_failed_transaction_leaves_nothing(db: Fresh) {
        let outcome = db
            .write::<(), _>(|tx| {
                Box::pin(async move {
                    user(tx, "a@example.org").await?;
                    Err(salus_domain::Fault::Missing.into())
                })
            })
            .await;
        assert!(matches!(outcome, Err(Failure::Fault(salus_domain::Fault::Missing))));
        assert_eq!(users(&db).await, 0);
    }

    async fn a_caller_who_goes_away_does_not_cut_a_transaction_in_half(db: Fresh) {
        let (inside, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let caller = tokio::spawn({
            let (db, signals) = ((*db).clone(), (inside.clone(), go_on.clone()));
            async move {
                db.write_with(signals, |tx, (inside, go_on)| {
                    Box::pin(async move {
                        user(tx, "a@example.org").await?;
                        inside.notify_one();
                        go_on.notified().await;
                        user(tx, "b@example.org").await?;
                        Ok(())
                    })
                })
                .await
            }
        });
        inside.notified().await;
        caller.abort();
        assert!(caller.await.expect_err("it was dropped").is_cancelled());
        assert_eq!(users(&db).await, 0, "nothing half-written is seen");
        go_on.notify_one();
        // Queues behind the first on SQLite; on PostgreSQL waits for its uncommitted email.
        let again = db.write(|tx| Box::pin(async move { Ok(user(tx, "a@example.org").await?) })).await;
        assert!(store_error(again).is_unique("users_email_key"));
        while users(&db).await == 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(users(&db).await, 2);
    }

    async fn a_panic_inside_leaves_nothing_and_the_store_usable(db: Fresh) {
        for _ in 0..12 {
            let db = (*db).clone();
            let caller = tokio::spawn(async move {
                db.write::<(), _>(|tx| {
                    Box::pin(async move {
                        user(tx, "a@example.org").await?;
                        panic!("a bug")
                    })
                })
                .await
            });
            assert!(caller.await.expect_err("the panic goes through").is_panic());
        }
        db.write(|tx| Box::pin(async move { Ok(user(tx, "a@example.org").await?) }))
            .await
            .expect("the store still writes");
        assert_eq!(users(&db).await, 1);
    }

    async fn a_conflict_is_tried_again_from_the_start(db: Fresh) {
        let tries = Arc::new(AtomicU32::new(0));
        db.write_with(tries.clone(), |tx, tries| {
            Box::pin(async move {
                user(tx, "a@example.org").await?;
                if tries.fetch_add(1, Ordering::SeqCst) < 2 {
                    return Err(StoreError::Retryable(sqlx::Error::RowNotFound).into());
                }
                Ok(())
            })
        })
        .await
        .expect("the third try");
        assert_eq!((tries.load(Ordering::SeqCst), users(&db).await), (3, 1));

        let outcome = db
            .write::<(), _>(|_| {
                Box::pin(async { Err(StoreError::Retryable(sqlx::Error::RowNotFound).into()) })
            })
            .await;
        assert!(matches!(store_error(outcome), StoreError::Retryable(_)), "not for ever");
    }

    async fn errors_have_one_name_on_both_engines(db: Fresh) {
        let first = place(&db).await;
        let twice = db
            .write(move |tx| {
                Box::pin(async move {
                    tx.query(Reach::UPKEEP, Sql::both("INSERT INTO rooms (id, clinic_id, name) VALUES ($1, $2, 'x')"))
                        .bind(first.room)
                        .bind(first.clinic)
                        .execute()
                        .await?;
                    Ok(())
                })
            })
            .await;
        assert!(store_error(twice).is_unique("rooms_pkey"));

        let same_name = db
            .write(move |tx| {
                Box::pin(async move {
                    tx.query(Reach::UPKEEP, Sql::both("INSERT INTO rooms (id, clinic_id, name) VALUES ($1, $2, 'One')"))
                        .bind(new_id())
                        .bind(first.clinic)
                        .execute()
                        .await?;
                    Ok(())
                })
            })
            .await;
        assert!(store_error(same_name).is_unique("rooms_clinic_id_name_key"));

        let mut backwards = first.visit(&db, 30, 0).await;
        backwards.buffer = 60;
        assert!(matches!(
            store_error(backwards.insert(&db).await),
            StoreError::Check(name) if name == "appointments_order"
        ));
    }

    async fn a_row_of_one_clinic_refers_to_no_row_of_another(db: Fresh) {
        let (here, there) = (place(&db).await, place(&db).await);
        let fine = here.visit(&db, 0, 30).await;
        let mut foreign = [fine; 3];
        foreign[0].doctor = there.doctor;
        foreign[1].patient = there.patient(&db).await;
        foreign[2].room = Some(there.room);
        for visit in foreign {
            let error = store_error(visit.insert(&db).await);
            assert!(matches!(error, StoreError::ForeignKey(_)), "{error}");
        }
        fine.insert(&db).await.expect("within the clinic");
        let error = store_error(foreign[0].update(&db).await);
        assert!(matches!(error, StoreError::ForeignKey(_)), "{error}");
    }

    async fn history_and_audit_are_only_added_to(db: Fresh) {
        let visit = place(&db).await.visit(&db, 0, 30).await;
        visit.insert(&db).await.expect("an appointment");
        db.write(move |tx| {
            Box::pin(async move {
                tx.query(Reach::UPKEEP, Sql::both(
                    "INSERT INTO appointment_history (id, clinic_id, appointment_id, at, action, to_state)
                     VALUES ($1, $2, $3, $4, 'book_directly', 'confirmed')",
                ))
                .bind(new_id())
                .bind(visit.clinic)
                .bind(visit.id)
                .bind(at(0))
                .execute()
                .await?;
                tx.query(Reach::UPKEEP, Sql::both(
                    "INSERT INTO audit_entries
                         (id, clinic_id, at, action, subject_kind, subject_id, detail, seq, hash)
                     VALUES ($1, $2, $3, 'book', 'appointment', $4, '{}', 1, $5)",
                ))
                .bind(new_id())
                .bind(visit.clinic)
                .bind(at(0))
                .bind(visit.id)
                .bind([0_u8; 32].as_slice())
                .execute()
                .await?;
                Ok(())
            })
        })
        .await
        .expect("both are written");
        // Not even by the owner of the tables.
        let owner = db.owner().await;
        for (table, sql) in [
            ("appointment_history", Sql::both("UPDATE appointment_history SET reason = 'other'")),
            ("appointment_history", Sql::both("DELETE FROM appointment_history")),
            ("audit_entries", Sql::both("UPDATE audit_entries SET action = 'other'")),
            ("audit_entries", Sql::both("DELETE FROM audit_entries")),
        ] {
            let outcome = owner
                .write(move |tx| Box::pin(async move { Ok(tx.query(Reach::UPKEEP, sql).execute().await?) }))
                .await;
            let error = store_error(outcome);
            assert!(
                matches!(&error, StoreError::Check(rule) if *rule == format!("append_only:{table}")),
                "{error}"
            );
        }
        assert_eq!(count(&db).await, 1);
    }
}

/// Two transactions that lock two rows crosswise; the engine that sees it is PostgreSQL, since
/// SQLite's writers never meet.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deadlock_is_tried_again_on_postgres() {
    let db = fresh(Engine::Postgres).await;
    db.write(|tx| {
        Box::pin(async move {
            user(tx, "a@example.org").await?;
            user(tx, "b@example.org").await?;
            Ok(())
        })
    })
    .await
    .expect("two users");
    let (both, tries) = (Arc::new(Barrier::new(2)), Arc::new(AtomicU32::new(0)));
    let crosswise = |first: &'static str, second: &'static str| {
        db.write_with((both.clone(), tries.clone()), move |tx, (both, tries)| {
            Box::pin(async move {
                rename(tx, first).await?;
                if tries.fetch_add(1, Ordering::SeqCst) < 2 {
                    both.wait().await;
                }
                rename(tx, second).await?;
                Ok(())
            })
        })
    };
    let (one, other) = tokio::join!(
        crosswise("a@example.org", "b@example.org"),
        crosswise("b@example.org", "a@example.org")
    );
    one.and(other).expect("both get through");
    assert_eq!(tries.load(Ordering::SeqCst), 3);
}

#[cfg(unix)]
#[tokio::test]
async fn the_file_is_its_owners_and_readers_cannot_write_on_sqlite() {
    use std::os::unix::fs::PermissionsExt;
    let db = fresh(Engine::Sqlite).await;
    let file = db.settings().url.trim_start_matches("sqlite://").to_owned();
    for name in [file.clone(), format!("{file}-wal"), format!("{file}-shm")] {
        let mode = std::fs::metadata(&name)
            .expect("the file")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    let mut reader = db.read().await.expect("a reader");
    let outcome = reader
        .query(Reach::UPKEEP, Sql::both("DELETE FROM users"))
        .execute()
        .await;
    assert!(matches!(outcome, Err(StoreError::Other(_))));
}

#[tokio::test]
async fn a_wrong_address_is_refused_with_advice() {
    for (url, advice) in [
        ("mysql://localhost/salus", "sqlite:// or postgres://"),
        ("sqlite::memory:", "name a file"),
        ("sqlite:///no/such/folder/salus.db", "create its folder"),
        (
            "postgres://localhost:port/salus",
            "postgres://user:password@host/database",
        ),
    ] {
        let settings = salus_store::DatabaseSettings {
            url: url.to_owned(),
            max_connections: 1,
        };
        match Store::connect(&settings).await {
            Err(StoreError::Setup(why)) => assert!(why.contains(advice), "{why}"),
            other => panic!("{url}: {other:?}"),
        }
    }
}

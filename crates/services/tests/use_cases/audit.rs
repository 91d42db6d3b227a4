//! The audit trail: chained, checked, read by those who may.

use crate::support::{Clinic, Platform, platform};
use salus_domain::Fault;
use salus_domain::audit::chain::{Broken, Difference};
use salus_domain::audit::{AuditPage, AuditSearch, Verdict};
use salus_services::{audit, clinics};
use salus_store::testing::Fresh;
use salus_store::{Reach, Sql};

use crate::clinics::visit_type;

/// Goes round what refuses changes, as somebody with the database in hand could.
const ROUND: [Sql; 4] = [
    Sql::split(
        "DROP TRIGGER audit_entries_no_update",
        "ALTER TABLE audit_entries DISABLE TRIGGER USER",
    ),
    Sql::split("DROP TRIGGER audit_entries_no_delete", "SELECT 1"),
    Sql::split(
        "DROP TRIGGER audit_entries_chained",
        "ALTER TABLE audit_entries DROP CONSTRAINT audit_entries_chained",
    ),
    Sql::both("CREATE TABLE kept AS SELECT * FROM audit_entries"),
];

const BACK: [Sql; 2] = [
    Sql::both("DELETE FROM audit_entries"),
    Sql::both("INSERT INTO audit_entries SELECT * FROM kept"),
];

async fn run(db: &Fresh, statements: &[Sql]) {
    db.owner()
        .await
        .write_with(statements.to_vec(), |tx, statements| {
            Box::pin(async move {
                for sql in statements {
                    tx.query(Reach::UPKEEP, *sql).execute().await?;
                }
                Ok(())
            })
        })
        .await
        .expect("the statements run");
}

/// A clinic with six entries, the third about a doctor, and another clinic.
async fn scene(db: &Fresh) -> (Platform, Clinic) {
    let platform = platform(db).await;
    let here = platform.clinic("El Manar").await;
    platform.clinic("Atlas").await;
    platform.doctor(here, "a@example.org", "cardiology").await;
    platform.secretary(here, "desk@example.org").await;
    for name in ["10", "20"] {
        clinics::add_visit_type(&platform.services, here.admin, &visit_type(name))
            .await
            .expect("a visit type");
    }
    (platform, here)
}

async fn verdict(platform: &Platform, clinic: Clinic) -> Verdict {
    audit::verify_clinic(&platform.services, clinic.admin)
        .await
        .expect("a verdict")
}

fn broken(seq: i64, what: Difference) -> Verdict {
    Verdict::Broken(Broken { seq, what })
}

fn entries(verdict: &Verdict) -> i64 {
    match verdict {
        Verdict::Intact { entries, .. } => *entries,
        Verdict::Broken(broken) => panic!("{broken:?}"),
    }
}

macro_rules! third {
    ($set:literal) => {
        third!($set, $set)
    };
    ($sqlite:literal, $postgres:literal) => {
        Sql::split(
            concat!(
                "UPDATE audit_entries SET ",
                $sqlite,
                " WHERE seq = 3 AND clinic_id = (SELECT id FROM clinics WHERE name = 'El Manar')"
            ),
            concat!(
                "UPDATE audit_entries SET ",
                $postgres,
                " WHERE seq = 3 AND clinic_id = (SELECT id FROM clinics WHERE name = 'El Manar')"
            ),
        )
    };
}

salus_store::on_both_engines! {
    async fn whatever_column_is_changed_behind_its_back_the_chain_names_the_entry(db: Fresh) {
        let (platform, here) = scene(&db).await;
        assert_eq!(entries(&verdict(&platform, here).await), 6);
        run(&db, &ROUND).await;
        let changed: [(Sql, Difference); 14] = [
            (third!("id = randomblob(16)", "id = gen_random_uuid()"), Difference::Hash),
            (third!("clinic_id = NULL"), Difference::Gap),
            (third!("clinic_id = (SELECT id FROM clinics WHERE name = 'Atlas'), seq = 7"), Difference::Gap),
            (third!("at = at + 1", "at = at + INTERVAL '1 microsecond'"), Difference::Hash),
            (third!("actor_user_id = (SELECT id FROM users WHERE email = 'desk@example.org')"), Difference::Hash),
            (third!("actor_role = NULL"), Difference::Hash),
            (third!("action = 'staff.adD'"), Difference::Hash),
            (third!("subject_kind = 'doctos'"), Difference::Hash),
            (third!("subject_id = clinic_id"), Difference::Hash),
            (third!("address = ''"), Difference::Hash),
            (third!("detail = '{}'"), Difference::Hash),
            (third!("seq = 1003"), Difference::Gap),
            (third!("seq = NULL, hash = NULL"), Difference::Before),
            (third!("hash = zeroblob(32)", "hash = decode(repeat('00', 32), 'hex')"), Difference::Hash),
        ];
        for (change, what) in changed {
            run(&db, &[change]).await;
            // Entries without a number can only be from before the chain.
            let at = if what == Difference::Before { 0 } else { 3 };
            assert_eq!(verdict(&platform, here).await, broken(at, what), "{change:?}");
            run(&db, &BACK).await;
        }
        assert_eq!(entries(&verdict(&platform, here).await), 6, "as it was");
    }

    async fn entries_taken_away_added_or_moved_are_missed(db: Fresh) {
        let (platform, here) = scene(&db).await;
        run(&db, &ROUND).await;
        macro_rules! ours {
            ($before:literal, $after:literal) => {
                Sql::both(concat!($before, " clinic_id = (SELECT id FROM clinics WHERE name = 'El Manar') AND ", $after))
            };
        }
        let cases: [(&[Sql], i64, Difference); 5] = [
            (&[ours!("DELETE FROM audit_entries WHERE", "seq = 2")], 2, Difference::Gap),
            (&[ours!("DELETE FROM audit_entries WHERE", "seq >= 5")], 5, Difference::Head),
            (&[ours!("DELETE FROM audit_entries WHERE", "seq > 0")], 1, Difference::Head),
            (&[
                ours!("UPDATE audit_entries SET seq = 99 WHERE", "seq = 2"),
                ours!("UPDATE audit_entries SET seq = 2 WHERE", "seq = 4"),
                ours!("UPDATE audit_entries SET seq = 4 WHERE", "seq = 99"),
            ], 2, Difference::Hash),
            (&[Sql::split(
                "INSERT INTO audit_entries (id, clinic_id, at, action, subject_kind, subject_id, detail, seq, hash)
                 SELECT randomblob(16), clinic_id, at, 'invented', 'user', id, '{}', 7, hash FROM audit_entries
                 WHERE seq = 6",
                "INSERT INTO audit_entries (id, clinic_id, at, action, subject_kind, subject_id, detail, seq, hash)
                 SELECT gen_random_uuid(), clinic_id, at, 'invented', 'user', id, '{}', 7, hash FROM audit_entries
                 WHERE seq = 6",
            )], 7, Difference::Head),
        ];
        for (change, seq, what) in cases {
            run(&db, change).await;
            assert_eq!(verdict(&platform, here).await, broken(seq, what), "{change:?}");
            run(&db, &BACK).await;
        }
        let all = audit::verify_all(&platform.services).await.expect("verdicts");
        assert_eq!(all.len(), 3, "the platform and two clinics");
        assert!(all.iter().all(|one| matches!(one.verdict, Verdict::Intact { .. })), "{all:?}");
    }

    async fn however_many_write_at_once_no_number_is_missing_or_given_twice(db: Fresh) {
        let (platform, here) = scene(&db).await;
        let writers = (0..24).map(|n| {
            let services = platform.services.clone();
            tokio::spawn(async move { clinics::add_visit_type(&services, here.admin, &visit_type(&n.to_string())).await })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.expect("no panic").expect("a visit type");
        }
        assert_eq!(entries(&verdict(&platform, here).await), 30);
    }

    async fn what_was_there_before_the_chain_is_sealed_by_its_first_entry(db: Fresh) {
        let (platform, here) = scene(&db).await;
        // As an older version left it: entries without numbers, no chains.
        run(&db, &ROUND).await;
        run(&db, &[
            Sql::both("UPDATE audit_entries SET seq = NULL, hash = NULL"),
            Sql::split("DROP TRIGGER audit_heads_no_delete", "ALTER TABLE audit_heads DISABLE TRIGGER USER"),
            Sql::both("DELETE FROM audit_heads"),
        ]).await;
        assert_eq!(entries(&verdict(&platform, here).await), 0);
        clinics::add_visit_type(&platform.services, here.admin, &visit_type("30")).await.expect("a visit type");
        assert_eq!(entries(&verdict(&platform, here).await), 2, "the seal and the new entry");
        run(&db, &[Sql::both("UPDATE audit_entries SET action = 'staff.adD' WHERE seq IS NULL AND action = 'staff.add'")]).await;
        assert_eq!(verdict(&platform, here).await, broken(0, Difference::Before));
    }

    async fn the_trail_is_read_page_by_page_by_those_who_may(db: Fresh) {
        let (platform, here) = scene(&db).await;
        let services = &platform.services;
        for n in 0..60 {
            clinics::add_visit_type(services, here.admin, &visit_type(&(n + 100).to_string())).await.expect("a visit type");
        }
        let page = |search: AuditSearch| async move { audit::of_clinic(services, here.admin, &search).await.expect("a page") };
        let first: AuditPage = page(AuditSearch::default()).await;
        assert_eq!((first.rows.len(), first.rows[0].seq), (50, Some(66)), "latest first");
        assert_eq!(first.rows[0].actor.as_ref().map(|who| who.name.as_str()), Some("Leïla Ben Ali"));
        assert_eq!(first.actions, ["clinic.create", "staff.add", "visit_type.add"]);
        let second = page(AuditSearch { after: first.next.expect("more"), ..AuditSearch::default() }).await;
        assert_eq!((second.rows.len(), second.next), (16, None));
        assert_eq!(second.rows[0].seq, Some(16), "nothing twice, nothing skipped");
        let staff = page(AuditSearch { action: "staff.add".into(), ..AuditSearch::default() }).await;
        assert_eq!(staff.rows.len(), 3);
        let by_admin = AuditSearch { person: here.admin.user().expect("a user").to_string(), ..AuditSearch::default() };
        assert_eq!(page(by_admin).await.rows.iter().filter(|row| row.action == "clinic.create").count(), 0);
        let all = audit::of_platform(services, platform.super_admin, &AuditSearch { verify: true, ..AuditSearch::default() }).await.expect("a page");
        assert_eq!((all.rows.len(), all.checked.len()), (50, 3));
        let patient = platform.patient("p@example.org").await;
        for caller in [patient, platform.secretary(here, "two@example.org").await] {
            assert_eq!(audit::of_clinic(services, caller, &AuditSearch::default()).await, Err(Fault::Refused));
            assert_eq!(audit::of_platform(services, caller, &AuditSearch::default()).await, Err(Fault::Refused));
        }
        assert_eq!(audit::of_platform(services, here.admin, &AuditSearch::default()).await, Err(Fault::Refused));
    }
}

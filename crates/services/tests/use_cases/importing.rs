//! Tables of patients: looked at with all that is wrong, brought in whole or not at all, and never twice.

use crate::support::{Clinic, Platform, platform};
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::ids::ImportId;
use salus_domain::patients::import::{
    ImportForm, ImportPreview, Imported, Likely, SecondOf, WAITS_MIN,
};
use salus_domain::patients::{Likeness, PatientForm};
use salus_domain::validate::Problem;
use salus_services::patients::import::{Upload, check, preview, run};
use salus_services::{jobs, patients};
use std::fmt::Write;

const HEAD: &str = "Prénom;Nom;Né(e) le;Sexe;CIN;Téléphone;Solde\n";

async fn hand_in(platform: &Platform, who: Caller, text: &str) -> Result<ImportId, Fault> {
    let upload = Upload {
        name: "patients.csv".into(),
        bytes: text.as_bytes().to_vec(),
    };
    check(&platform.services, who, async { Ok(upload) }).await
}

async fn looked_at(platform: &Platform, clinic: Clinic, text: &str) -> ImportPreview {
    let id = hand_in(platform, clinic.admin, text)
        .await
        .expect("a table");
    preview(&platform.services, clinic.admin, id)
        .await
        .expect("a preview")
}

async fn bring_in(
    platform: &Platform,
    who: Caller,
    id: ImportId,
    likely: Likely,
) -> Result<Imported, Fault> {
    let form = ImportForm {
        import: id.to_string(),
        likely: likely.to_string(),
    };
    run(&platform.services, who, &form).await
}

async fn files(platform: &Platform) -> i64 {
    platform.count("SELECT count(*) FROM patients").await
}

fn many(lines: u32) -> String {
    let mut text = HEAD.to_owned();
    for n in 0..lines {
        let (day, month, year) = (n % 28 + 1, n / 28 % 12 + 1, 1950 + n / 336);
        let _ = writeln!(
            text,
            "Prénom{n};Nom{n};{day:02}/{month:02}/{year};F;{};+216 20 {n:06};0",
            9_000_000 + n
        );
    }
    text
}

salus_store::on_both_engines! {
    async fn every_wrong_line_is_named_by_field_and_nothing_is_brought_in(db: Fresh) {
        let platform = platform(&db).await;
        let clinic = platform.clinic("El Manar").await;
        let text = format!("{HEAD}Sana;Ben Ali;28/02/1990;F;;;\n;Trabelsi;31/02/1990;?;x!;12;\n\nKarim;;2030-01-01;M;;;\n");
        let seen = looked_at(&platform, clinic, &text).await;
        let named: Vec<(u64, Vec<&str>)> = seen.wrong.iter()
            .map(|wrong| (wrong.line, wrong.fields.iter().map(|of| of.field.as_str()).collect())).collect();
        assert_eq!(named, [(3, vec!["first_name", "born_on", "national_id", "phone"]), (5, vec!["last_name", "born_on"])]);
        assert_eq!((seen.lines, seen.wrong_count, seen.opens(Likely::Open)), (3, 2, 0));
        assert_eq!(seen.ignored, ["Solde"]);
        for likely in Likely::ALL {
            let Err(Fault::Invalid { fields }) = bring_in(&platform, clinic.admin, seen.id, *likely).await else {
                panic!("brought in")
            };
            assert_eq!(fields[0].field, "lines.3.first_name");
        }
        assert_eq!(files(&platform).await, 0);
        for (bad, problem) in [("", Problem::Required), ("PK\u{3}\u{4}\0", Problem::NotATable), ("a;b\n1;2\n", Problem::NotATable)] {
            assert_eq!(hand_in(&platform, clinic.admin, bad).await, Err(Fault::field("file", problem)), "{bad:?}");
        }
        assert!(matches!(hand_in(&platform, clinic.admin, "nom\nBen Ali\n").await, Err(Fault::Invalid { fields }) if fields.len() == 2));
    }

    async fn a_table_brought_in_again_is_all_second_files(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let (clinic, other) = (platform.clinic("El Manar").await, platform.clinic("Atlas").await);
        let table = many(700);
        let seen = looked_at(&platform, clinic, &table).await;
        assert_eq!((seen.lines, seen.wrong_count, seen.second_count, seen.opens(Likely::Skip)), (700, 0, 0, 700));
        let (events, entries) = platform.records().await;
        let done = bring_in(&platform, clinic.admin, seen.id, Likely::Skip).await.expect("brought in");
        assert_eq!(done, Imported { opened: 700, skipped: 0 });
        assert_eq!(platform.records().await, (events + 1, entries + 1), "one entry, with counts");
        assert_eq!(bring_in(&platform, clinic.admin, seen.id, Likely::Skip).await, Err(Fault::Missing), "once");
        // Found as files opened by hand are.
        for query in ["nom699 prénom699", "9000699", "20 000 699", "01/01/1950"] {
            let page = patients::search(services, clinic.admin, query, None).await.expect("found");
            assert!(!page.rows.is_empty(), "{query}");
        }
        let again = looked_at(&platform, clinic, &table).await;
        assert_eq!((again.second_count, again.same_id_count), (700, 700));
        let done = bring_in(&platform, clinic.admin, again.id, Likely::Open).await.expect("an answer");
        assert_eq!(done, Imported { opened: 0, skipped: 700 });
        assert_eq!(files(&platform).await, 700);
        let elsewhere = looked_at(&platform, other, &table).await;
        assert_eq!(elsewhere.second_count, 0, "another clinic's files are not known");
    }

    async fn likely_second_files_are_shown_and_left_out_or_opened_as_asked(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let clinic = platform.clinic("El Manar").await;
        let known = PatientForm { first_name: "Sana".into(), last_name: "Ben Ali".into(), born_on: "1990-02-28".into(),
            sex: "female".into(), national_id: "09123456".into(), ..PatientForm::default() };
        let file = patients::register(services, clinic.admin, &known).await.expect("a file");
        let text = format!("{HEAD}BEN ALI;Sana;1990-02-28;F;;;\nAutre;Nom;1960-01-01;M;0912-3456;;\nKarim;Jlassi;1962-05-05;M;;;\nKarim;Jlassi;05/05/1962;M;;;\n=HYPERLINK(1);+Formule;1970-01-01;;;;\n");
        let seen = looked_at(&platform, clinic, &text).await;
        let likes: Vec<(u64, Likeness, bool)> = seen.seconds.iter()
            .map(|second| (second.line, second.of.likeness(), matches!(&second.of, SecondOf::File(of) if of.id == file))).collect();
        assert_eq!(likes, [(2, Likeness::NameAndBirth, true), (3, Likeness::NationalId, true), (5, Likeness::NameAndBirth, false)]);
        assert_eq!((seen.opens(Likely::Skip), seen.opens(Likely::Open)), (2, 4));
        assert_eq!(platform.count("SELECT count(*) FROM audit_entries WHERE action = 'patient.seen'").await, 1, "whose file was shown is noted");
        let done = bring_in(&platform, clinic.admin, seen.id, Likely::Open).await.expect("brought in");
        assert_eq!(done, Imported { opened: 4, skipped: 1 });
        let formula = patients::search(services, clinic.admin, "formule", None).await.expect("found");
        assert_eq!(formula.rows[0].patient.name(), "=HYPERLINK(1) +Formule", "text stays text");
        assert_eq!(files(&platform).await, 5);
    }

    async fn only_the_clinics_admin_imports_and_only_what_they_handed_in(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let (clinic, other) = (platform.clinic("El Manar").await, platform.clinic("Atlas").await);
        let desk = platform.secretary(clinic, "desk@example.org").await;
        let patient = platform.patient("sana@example.org").await;
        let id = hand_in(&platform, clinic.admin, &many(3)).await.expect("a table");
        for (who, refusal) in [(Caller::Visitor, Fault::SignedOut), (patient, Fault::Refused), (desk, Fault::Refused),
            (platform.super_admin, Fault::Refused)] {
            let unread = async { panic!("the file was read before it was known whether it may be handed in") };
            assert_eq!(check(services, who, unread).await, Err(refusal.clone()));
            assert_eq!(preview(services, who, id).await.map(drop), Err(refusal.clone()));
            assert_eq!(bring_in(&platform, who, id, Likely::Skip).await, Err(refusal));
        }
        assert_eq!(preview(services, other.admin, id).await.map(drop), Err(Fault::Missing));
        assert_eq!(bring_in(&platform, other.admin, id, Likely::Skip).await, Err(Fault::Missing));
        let second = hand_in(&platform, clinic.admin, &many(2)).await.expect("another");
        assert_eq!(preview(services, clinic.admin, id).await.map(drop), Err(Fault::Missing), "the newer takes its place");
        platform.clock.advance(WAITS_MIN);
        assert_eq!(bring_in(&platform, clinic.admin, second, Likely::Skip).await, Err(Fault::Missing), "it waits no longer");
        jobs::tick(services).await.expect("done");
        assert_eq!(platform.count("SELECT count(*) FROM patient_imports").await, 0);
        assert_eq!(files(&platform).await, 0);
    }

    async fn a_table_brought_in_twice_at_once_is_brought_in_once(db: Fresh) {
        let platform = platform(&db).await;
        let clinic = platform.clinic("El Manar").await;
        let id = hand_in(&platform, clinic.admin, &many(40)).await.expect("a table");
        let tries: Vec<_> = (0..4).map(|_| {
            let services = platform.services.clone();
            let form = ImportForm { import: id.to_string(), likely: "skip".into() };
            tokio::spawn(async move { run(&services, clinic.admin, &form).await })
        }).collect();
        let mut opened = 0;
        for one in tries {
            opened += one.await.expect("an answer").map_or(0, |done| done.opened);
        }
        assert_eq!((opened, files(&platform).await), (40, 40));
    }
}

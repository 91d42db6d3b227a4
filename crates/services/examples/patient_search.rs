//! Measures searches among a hundred thousand files of one clinic, on both engines: `make search-timing`. It prints
//! the median and the slowest of 21 tries each; docs/performance.md says what they should be.

#[path = "../tests/use_cases/support.rs"]
#[expect(dead_code, reason = "the tests use the rest of it")]
mod support;

use salus_domain::ids::PatientId;
use salus_domain::patients::{PatientData, Sex};
use salus_store::testing::{fresh, new_id};
use salus_store::{Engine, Reach, Scope, Sql, patients as store};
use support::{monday, platform};

#[tokio::main]
async fn main() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        searches(engine).await;
    }
}

/// Fills the files and prints how long searches take.
async fn searches(engine: Engine) {
    let db = fresh(engine).await;
    let platform = platform(&db).await;
    let clinic = platform.clinic("El Manar").await;
    let scope = Scope::of_the_clock(clinic.id);
    for part in 0..100_u32 {
        platform
            .services
            .store()
            .write(move |tx| {
                Box::pin(async move {
                    for n in part * 1000..(part + 1) * 1000 {
                        store::add(tx, &scope, PatientId::new(new_id()), &somebody(n), monday())
                            .await?;
                    }
                    Ok(())
                })
            })
            .await
            .expect("files");
    }
    // What PostgreSQL does by itself a while after so much was written.
    db.owner()
        .await
        .read()
        .await
        .expect("a connection")
        .query(Reach::UPKEEP, Sql::split("SELECT 1", "VACUUM ANALYZE"))
        .execute()
        .await
        .expect("statistics");
    let mut conn = platform
        .services
        .store()
        .read()
        .await
        .expect("a connection");
    for query in [
        "",
        "m",
        "mohamed",
        "mohamed ben",
        "be tr",
        "trabelsi karim",
        "trab 1971",
        "sana trabelsi 01/02/1971",
        "0912",
        "09012345",
        "20012345",
        "345",
        "nobody",
        "xyz abc",
        "ben ali sana mar",
        "b t",
        "34 ben",
        "3456 mohamed ben",
    ] {
        let asked = salus_domain::patients::search::beginnings(query);
        let mut took = Vec::new();
        let mut rows = 0;
        for _ in 0..21 {
            let begun = std::time::Instant::now();
            rows = store::search(&mut conn, &scope, &asked, None, 51)
                .await
                .expect("an answer")
                .len();
            took.push(begun.elapsed());
        }
        took.sort();
        println!(
            "{engine:?} {query:>26}: {rows:>2} rows, median {:?}, slowest {:?}",
            took[10], took[20]
        );
    }
}

fn somebody(n: u32) -> PatientData {
    const FIRST: [&str; 12] = [
        "Mohamed",
        "Sana",
        "Karim",
        "Éléonore",
        "Youssef",
        "Mariem",
        "Ahmed",
        "Fatma",
        "Ali",
        "Nour",
        "Amine",
        "Zeineb",
    ];
    const LAST: [&str; 11] = [
        "Ben Ali",
        "Trabelsi",
        "Jlassi",
        "Ben Salah",
        "Mansouri",
        "Gharbi",
        "Bouazizi",
        "Ayari",
        "Ben Amor",
        "Hammami",
        "Chebbi",
    ];
    let pick = |list: &[&str], by: u32| {
        let place = usize::try_from(by).unwrap_or(0) % list.len();
        list[place].to_owned()
    };
    // A syllable makes a few thousand different family names.
    let syllable = |by: u32| char::from(b'a' + u8::try_from(by % 26).unwrap_or(0));
    let last = format!(
        "{}{}{}{}",
        pick(&LAST, n / 7),
        syllable(n),
        syllable(n / 26),
        syllable(n / 676)
    );
    PatientData {
        first_name: pick(&FIRST, n),
        last_name: last,
        born_on: chrono::NaiveDate::from_ymd_opt(1940, 1, 1).expect("a date")
            + chrono::Days::new(u64::from(n) * 7919 % 28_000),
        sex: Sex::Unknown,
        national_id: Some(format!("0{}", 9_000_000 + n)),
        phone: Some(format!("+216 20 {:06}", u64::from(n) * 7 % 1_000_000)),
        email: None,
        address: None,
        city: None,
        insurer: None,
        insurance_number: None,
        emergency: None,
        notes: String::new(),
    }
}

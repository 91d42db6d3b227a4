//! Finding files: every search is a range, or a few, of the words files are kept under.
//!
//! A search begins at its rarest word, or pair of words, so that it reads few entries however many files there are.
//! Where even that is common, the newest files are looked through first: most often they fill a page.

use crate::{Conn, Scope, Sql, Statement, StoreError, Tx};
use chrono::NaiveDate;
use salus_domain::ids::PatientId;
use salus_domain::patients::{PatientRef, PatientRow, Sex, search as words};
use uuid::Uuid;

/// From how many entries on a word counts as common.
const COMMON: i64 = 3000;

/// From how many entries on a pair counts as common.
const COMMON_PAIR: i64 = 6000;

/// How many of the newest files are looked through for common words.
const NEWEST: i64 = 3000;

/// How far the entries of common words are counted.
const COUNTED: i64 = 20_000;

/// Sorts after whatever begins with the word it is put behind.
const LAST: char = char::MAX;

/// Keeps a file under these words, and no longer under others.
///
/// # Errors
/// Any [`StoreError`].
pub async fn index(
    tx: &mut Tx,
    scope: &Scope,
    patient: PatientId,
    words: Vec<String>,
) -> Result<(), StoreError> {
    const FORGET: Sql =
        Sql::both("DELETE FROM patient_words WHERE clinic_id = $1 AND patient_id = $2");
    const KEEP: Sql = Sql::split(
        "INSERT INTO patient_words (clinic_id, word, patient_id)
         SELECT $1, value, $2 FROM json_each($3)",
        "INSERT INTO patient_words (clinic_id, word, patient_id)
         SELECT $1, word, $2 FROM unnest($3::text[]) AS word",
    );
    tx.query(scope, FORGET)
        .bind(scope.clinic())
        .bind(patient)
        .execute()
        .await?;
    tx.query(scope, KEEP)
        .bind(scope.clinic())
        .bind(patient)
        .bind_words(words)
        .execute()
        .await
        .map(drop)
}

/// A doctor's files are those of the patients they see.
macro_rules! theirs {
    ($clinic:literal, $patient:literal, $doctor:literal) => {
        concat!(
            " AND (",
            $doctor,
            " IS NULL OR EXISTS (
                 SELECT 1 FROM appointments a
                 JOIN doctors d ON d.clinic_id = a.clinic_id AND d.id = a.doctor_id
                 WHERE a.clinic_id = ",
            $clinic,
            " AND a.patient_id = ",
            $patient,
            " AND d.user_id = ",
            $doctor,
            "))"
        )
    };
}
pub(super) use theirs;

/// The parameter is nothing, or begins one of the file's words; written so that the engine looks for one, file by
/// file, and does not first collect every file that has such a word.
macro_rules! has {
    ($patient:literal, $word:literal) => {
        concat!(
            " AND (",
            $word,
            " IS NULL OR (
                 SELECT true FROM patient_words o
                 WHERE o.clinic_id = $1 AND o.patient_id = ",
            $patient,
            " AND o.word >= ",
            $word,
            " AND o.word < ",
            $word,
            " || $4 LIMIT 1))"
        )
    };
}

/// Each of the words from `$7` begins one of the file's. As many as `salus_domain` lets a search have: a list in
/// one parameter would be taken apart again for every file.
macro_rules! has_all {
    ($patient:literal) => {
        concat!(
            has!($patient, "$7"),
            has!($patient, "$8"),
            has!($patient, "$9"),
            has!($patient, "$10"),
            has!($patient, "$11"),
            has!($patient, "$12"),
        )
    };
}

/// `$as` and `$patient` are written so that the engine reads the range of words and not, for the sake of the order
/// asked for, every file.
macro_rules! from_rarest {
    ($as:literal, $patient:literal) => {
        concat!(
            "WITH found AS ",
            $as,
            " (
                 SELECT ",
            $patient,
            " AS id FROM patient_words w
                 WHERE w.clinic_id = $1 AND w.word >= $6 AND w.word < $6 || $4 AND ",
            $patient,
            " < $2",
            has_all!("w.patient_id"),
            theirs!("$1", "w.patient_id", "$5"),
            ") SELECT DISTINCT id FROM found ORDER BY id DESC LIMIT $3"
        )
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: PatientId,
    first_name: String,
    last_name: String,
    born_on: NaiveDate,
    phone: Option<String>,
    sex: Sex,
    national_id: Option<String>,
}

/// The clinic's files of which each of these beginnings begins a word, newest first, as far as the scope
/// reaches; those after a file only, where one is given.
///
/// # Errors
/// Any [`StoreError`].
pub async fn search(
    conn: &mut Conn,
    scope: &Scope,
    beginnings: &[String],
    after: Option<PatientId>,
    limit: i64,
) -> Result<Vec<PatientRow>, StoreError> {
    const ROWS: Sql = Sql::split(
        "SELECT id, first_name, last_name, born_on, phone, sex, national_id FROM patients
         WHERE clinic_id = $1 AND id IN (SELECT unhex(value) FROM json_each($2)) ORDER BY id DESC",
        "SELECT id, first_name, last_name, born_on, phone, sex, national_id FROM patients
         WHERE clinic_id = $1 AND id = ANY($2) ORDER BY id DESC",
    );
    let found = ids(conn, scope, beginnings, after, limit).await?;
    let rows: Vec<Row> = conn
        .query(scope, ROWS)
        .bind(scope.clinic())
        .bind_ids(found)
        .fetch_all()
        .await?;
    let row = |row: Row| PatientRow {
        patient: PatientRef {
            id: row.id,
            first_name: row.first_name,
            last_name: row.last_name,
            born_on: row.born_on,
            phone: row.phone,
        },
        sex: row.sex,
        national_id: row.national_id,
    };
    Ok(rows.into_iter().map(row).collect())
}

async fn ids(
    conn: &mut Conn,
    scope: &Scope,
    beginnings: &[String],
    after: Option<PatientId>,
    limit: i64,
) -> Result<Vec<PatientId>, StoreError> {
    let before = after.unwrap_or(PatientId::new(Uuid::max()));
    if beginnings.is_empty() {
        // A doctor's files lie anywhere among the clinic's.
        let newest = scope.doctor_user().map_or(limit, |_| i64::MAX);
        return from_newest(conn, scope, beginnings, before, limit, newest).await;
    }
    let (least, word) = rarest(conn, scope, beginnings.to_vec(), COMMON).await?;
    if least < COMMON {
        return from_rarest(conn, scope, beginnings, &word, before, limit).await;
    }
    let pairs = words::pairs(beginnings);
    let (least, pair) = rarest(conn, scope, pairs.clone(), COMMON_PAIR).await?;
    if least < COMMON_PAIR {
        return from_rarest(conn, scope, beginnings, &pair, before, limit).await;
    }
    let found = from_newest(conn, scope, beginnings, before, limit, NEWEST).await?;
    if i64::try_from(found.len()).is_ok_and(|found| found == limit) {
        return Ok(found);
    }
    let all = [pairs, beginnings.to_vec()].concat();
    let (_, word) = rarest(conn, scope, all, COUNTED).await?;
    from_rarest(conn, scope, beginnings, &word, before, limit).await
}

/// The word of fewest entries, and how many, counted no further than `most`.
async fn rarest(
    conn: &mut Conn,
    scope: &Scope,
    words: Vec<String>,
    most: i64,
) -> Result<(i64, String), StoreError> {
    let mut rarest = (i64::MAX, String::new());
    for word in words {
        // Only fewer than the rarest so far are worth counting.
        let entries = entries(conn, scope, &word, most.min(rarest.0)).await?;
        if entries < rarest.0 {
            rarest = (entries, word);
        }
    }
    Ok(rarest)
}

/// Begins at one of the words, or pairs of words.
async fn from_rarest(
    conn: &mut Conn,
    scope: &Scope,
    beginnings: &[String],
    word: &str,
    before: PatientId,
    limit: i64,
) -> Result<Vec<PatientId>, StoreError> {
    const FROM_RAREST: Sql = Sql::split(
        from_rarest!("", "+w.patient_id"),
        from_rarest!("MATERIALIZED", "w.patient_id"),
    );
    let others = beginnings.iter().filter(|other| !words::means(word, other));
    let begun = conn
        .query(scope, FROM_RAREST)
        .bind(scope.clinic())
        .bind(before)
        .bind(limit)
        .bind(LAST.to_string())
        .bind(scope.doctor_user())
        .bind(word);
    with_each(begun, others).fetch_all_scalars().await
}

/// Looks through so many of the newest files.
async fn from_newest(
    conn: &mut Conn,
    scope: &Scope,
    beginnings: &[String],
    before: PatientId,
    limit: i64,
    newest: i64,
) -> Result<Vec<PatientId>, StoreError> {
    const FROM_NEWEST: Sql = Sql::both(concat!(
        "SELECT p.id AS id FROM (
             SELECT id FROM patients WHERE clinic_id = $1 AND id < $2 ORDER BY id DESC LIMIT $6
         ) AS p WHERE true",
        has_all!("p.id"),
        theirs!("$1", "p.id", "$5"),
        " ORDER BY p.id DESC LIMIT $3"
    ));
    let begun = conn
        .query(scope, FROM_NEWEST)
        .bind(scope.clinic())
        .bind(before)
        .bind(limit)
        .bind(LAST.to_string())
        .bind(scope.doctor_user())
        .bind(newest);
    with_each(begun, beginnings.iter())
        .fetch_all_scalars()
        .await
}

/// Fills the places of `has_all!`.
fn with_each<'c, 'w>(
    begun: Statement<'c>,
    mut words: impl Iterator<Item = &'w String>,
) -> Statement<'c> {
    (0..words::MOST).fold(begun, |begun, _| begun.bind(words.next().cloned()))
}

/// How many words of the clinic's files begin so, counted no further than that.
async fn entries(conn: &mut Conn, scope: &Scope, word: &str, most: i64) -> Result<i64, StoreError> {
    const COUNT: Sql = Sql::both(
        "SELECT count(*) FROM (
             SELECT 1 AS one FROM patient_words WHERE clinic_id = $1 AND word >= $2 AND word < $2 || $3 LIMIT $4
         ) AS begun",
    );
    conn.query(scope, COUNT)
        .bind(scope.clinic())
        .bind(word)
        .bind(LAST.to_string())
        .bind(most)
        .fetch_one_scalar()
        .await
}

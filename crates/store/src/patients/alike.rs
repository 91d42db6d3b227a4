//! Files that could be on the same person.

use crate::{Conn, Scope, Sql, StoreError};
use chrono::NaiveDate;
use salus_domain::ids::PatientId;
use salus_domain::patients::{Identity, search as words};
use std::collections::BTreeSet;

#[derive(sqlx::FromRow)]
struct Known {
    id: PatientId,
    first_name: String,
    last_name: String,
    born_on: NaiveDate,
    national_id: Option<String>,
    phone: Option<String>,
}

/// The clinic's files that share the national id, the date of birth or the telephone number with any of these people,
/// oldest first, in one query.
///
/// # Errors
/// Any [`StoreError`].
pub async fn known_like(
    conn: &mut Conn,
    scope: &Scope,
    people: &[Identity],
) -> Result<Vec<(PatientId, Identity)>, StoreError> {
    const LIKE: Sql = Sql::split(
        "SELECT id, first_name, last_name, born_on, national_id, phone FROM patients
         WHERE clinic_id = $1 AND id IN (
             SELECT id FROM patients WHERE clinic_id = $1 AND national_id IN (SELECT value FROM json_each($2))
             UNION SELECT id FROM patients WHERE clinic_id = $1 AND born_on IN (SELECT value FROM json_each($3))
             UNION SELECT patient_id FROM patient_words
                 WHERE clinic_id = $1 AND word IN (SELECT value FROM json_each($4)))
         ORDER BY id",
        "SELECT id, first_name, last_name, born_on, national_id, phone FROM patients
         WHERE clinic_id = $1 AND id IN (
             SELECT id FROM patients WHERE clinic_id = $1 AND national_id = ANY($2)
             UNION SELECT id FROM patients WHERE clinic_id = $1 AND born_on = ANY($3::text[]::date[])
             UNION SELECT patient_id FROM patient_words WHERE clinic_id = $1 AND word = ANY($4))
         ORDER BY id",
    );
    let each = |of: fn(&Identity) -> Option<String>| -> BTreeSet<String> {
        people.iter().filter_map(of).collect()
    };
    let rows: Vec<Known> = conn
        .query(scope, LIKE)
        .bind(scope.clinic())
        .bind_words(each(|one| one.national_id.clone()))
        .bind_words(each(|one| Some(one.born_on.to_string())))
        .bind_words(each(|one| one.phone.as_deref().map(words::phone_key)))
        .fetch_all()
        .await?;
    let known = |row: Known| {
        let identity = Identity {
            name: format!("{} {}", row.first_name, row.last_name),
            born_on: row.born_on,
            national_id: row.national_id,
            phone: row.phone,
        };
        (row.id, identity)
    };
    Ok(rows.into_iter().map(known).collect())
}

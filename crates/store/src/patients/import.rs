//! Tables of patients: kept for a while once checked, compared with the clinic's files, brought in whole.

use crate::{Conn, Reach, Scope, Sql, StoreError, Tx};
use salus_domain::ids::{ImportId, PatientId, UserId};
use salus_domain::patients::{PatientData, search as words};
use salus_domain::text::fold;
use salus_domain::time::Instant;
use serde_json::{Value, json};

/// How many files one statement opens.
const AT_ONCE: usize = 500;

/// A checked table.
#[derive(Clone, Debug)]
pub struct AddImport {
    /// Which.
    pub id: ImportId,
    /// Who handed it in.
    pub user: UserId,
    /// What the file was called.
    pub name: String,
    /// Its bytes, as they came.
    pub content: Vec<u8>,
    /// When.
    pub at: Instant,
    /// Until when it waits.
    pub expires_at: Instant,
}

/// Keeps a table in place of any that the same person has waiting at the clinic.
///
/// # Errors
/// Any [`StoreError`].
pub async fn keep(tx: &mut Tx, scope: &Scope, new: &AddImport) -> Result<(), StoreError> {
    const KEEP: Sql = Sql::both(
        "INSERT INTO patient_imports (id, clinic_id, user_id, name, content, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (clinic_id, user_id) DO UPDATE SET id = excluded.id, name = excluded.name,
             content = excluded.content, created_at = excluded.created_at, expires_at = excluded.expires_at",
    );
    tx.query(scope, KEEP)
        .bind(new.id)
        .bind(scope.clinic())
        .bind(new.user)
        .bind(new.name.as_str())
        .bind(new.content.clone())
        .bind(new.at)
        .bind(new.expires_at)
        .execute()
        .await
        .map(drop)
}

/// The name and the bytes of a table that waits, for who handed it in.
///
/// # Errors
/// Any [`StoreError`].
pub async fn kept(
    conn: &mut Conn,
    scope: &Scope,
    user: UserId,
    id: ImportId,
    now: Instant,
) -> Result<Option<(String, Vec<u8>)>, StoreError> {
    const KEPT: Sql = Sql::both(
        "SELECT name, content FROM patient_imports
         WHERE clinic_id = $1 AND user_id = $2 AND id = $3 AND expires_at > $4",
    );
    conn.query(scope, KEPT)
        .bind(scope.clinic())
        .bind(user)
        .bind(id)
        .bind(now)
        .fetch_optional()
        .await
}

/// Forgets a table; whether it waited.
///
/// # Errors
/// Any [`StoreError`].
pub async fn forget(
    tx: &mut Tx,
    scope: &Scope,
    user: UserId,
    id: ImportId,
) -> Result<bool, StoreError> {
    const FORGET: Sql =
        Sql::both("DELETE FROM patient_imports WHERE clinic_id = $1 AND user_id = $2 AND id = $3");
    let forgotten = tx
        .query(scope, FORGET)
        .bind(scope.clinic())
        .bind(user)
        .bind(id)
        .execute()
        .await?;
    Ok(forgotten == 1)
}

/// Removes the tables nobody brought in in time; how many.
///
/// # Errors
/// Any [`StoreError`].
pub async fn delete_expired(tx: &mut Tx, now: Instant) -> Result<u64, StoreError> {
    const DELETE: Sql = Sql::both("DELETE FROM patient_imports WHERE expires_at <= $1");
    tx.query(Reach::EVERYWHERE, DELETE)
        .bind(now)
        .execute()
        .await
}

/// Opens many files that no account holds, hundreds with each statement.
///
/// # Errors
/// [`StoreError::Unique`] of `patients_clinic_id_national_id_key`; any other.
pub async fn add_all(
    tx: &mut Tx,
    scope: &Scope,
    files: &[(PatientId, PatientData)],
    at: Instant,
) -> Result<(), StoreError> {
    const OPEN: Sql = Sql::split(
        "INSERT INTO patients
             (id, clinic_id, created_at, updated_at, first_name, last_name, name_folded, born_on, sex, national_id,
              phone, email, address, city, insurer, insurance_number, emergency_name, emergency_phone,
              emergency_relation, notes)
         SELECT unhex(f.value ->> 'id'), $1, $2, $2, f.value ->> 'first_name', f.value ->> 'last_name',
             f.value ->> 'name_folded', f.value ->> 'born_on', f.value ->> 'sex', f.value ->> 'national_id',
             f.value ->> 'phone', f.value ->> 'email', f.value ->> 'address', f.value ->> 'city',
             f.value ->> 'insurer', f.value ->> 'insurance_number', f.value ->> 'emergency_name',
             f.value ->> 'emergency_phone', f.value ->> 'emergency_relation', f.value ->> 'notes'
         FROM json_each($3) f",
        "INSERT INTO patients
             (id, clinic_id, created_at, updated_at, first_name, last_name, name_folded, born_on, sex, national_id,
              phone, email, address, city, insurer, insurance_number, emergency_name, emergency_phone,
              emergency_relation, notes)
         SELECT (f.value ->> 'id')::uuid, $1, $2, $2, f.value ->> 'first_name', f.value ->> 'last_name',
             f.value ->> 'name_folded', (f.value ->> 'born_on')::date, f.value ->> 'sex',
             f.value ->> 'national_id', f.value ->> 'phone', f.value ->> 'email', f.value ->> 'address',
             f.value ->> 'city', f.value ->> 'insurer', f.value ->> 'insurance_number',
             f.value ->> 'emergency_name', f.value ->> 'emergency_phone', f.value ->> 'emergency_relation',
             f.value ->> 'notes'
         FROM jsonb_array_elements($3) AS f (value)",
    );
    const INDEX: Sql = Sql::split(
        "INSERT INTO patient_words (clinic_id, word, patient_id)
         SELECT $1, w.value, unhex(f.value ->> 'id') FROM json_each($2) f, json_each(f.value, '$.words') w",
        "INSERT INTO patient_words (clinic_id, word, patient_id)
         SELECT $1, w.word, (f.value ->> 'id')::uuid
         FROM jsonb_array_elements($2) AS f (value), jsonb_array_elements_text(f.value -> 'words') AS w (word)",
    );
    for files in files.chunks(AT_ONCE) {
        let rows: Value = files.iter().map(|(id, data)| row(*id, data)).collect();
        tx.query(scope, OPEN)
            .bind(scope.clinic())
            .bind(at)
            .bind(rows)
            .execute()
            .await?;
        let indexed: Value = files.iter().map(|(id, data)| entry(*id, data)).collect();
        tx.query(scope, INDEX)
            .bind(scope.clinic())
            .bind(indexed)
            .execute()
            .await?;
    }
    Ok(())
}

fn row(id: PatientId, data: &PatientData) -> Value {
    let emergency = data.emergency.as_ref();
    json!({
        "id": id.uuid().simple().to_string(),
        "first_name": data.first_name,
        "last_name": data.last_name,
        "name_folded": fold(&data.name()),
        "born_on": data.born_on.to_string(),
        "sex": data.sex,
        "national_id": data.national_id,
        "phone": data.phone,
        "email": data.email,
        "address": data.address,
        "city": data.city,
        "insurer": data.insurer,
        "insurance_number": data.insurance_number,
        "emergency_name": emergency.map(|of| &of.name),
        "emergency_phone": emergency.map(|of| &of.phone),
        "emergency_relation": emergency.and_then(|of| of.relation.as_ref()),
        "notes": data.notes,
    })
}

fn entry(id: PatientId, data: &PatientData) -> Value {
    let words = words::index(
        &data.name(),
        data.born_on,
        data.national_id.as_deref(),
        data.phone.as_deref(),
    );
    json!({ "id": id.uuid().simple().to_string(), "words": words })
}

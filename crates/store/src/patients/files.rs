//! Files themselves: opening, reading, changing.

use super::search::{index, theirs};
use crate::{Conn, Scope, Sql, StoreError, Tx};
use chrono::NaiveDate;
use salus_domain::ids::{PatientId, PhotoId};
use salus_domain::patients::{
    EmergencyContact, HeldAs, PatientData, PatientFile, Relation, Sex, search as words,
};
use salus_domain::text::fold;
use salus_domain::time::Instant;

/// Opens a file that no account holds.
///
/// # Errors
/// [`StoreError::Unique`] of `patients_clinic_id_national_id_key`; any other.
pub async fn add(
    tx: &mut Tx,
    scope: &Scope,
    id: PatientId,
    data: &PatientData,
    at: Instant,
) -> Result<(), StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO patients
             (id, clinic_id, created_at, first_name, last_name, name_folded, born_on, sex, national_id, phone,
              email, address, city, insurer, insurance_number, emergency_name, emergency_phone,
              emergency_relation, notes, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $3)",
    );
    let statement = tx.query(scope, ADD).bind(id).bind(scope.clinic()).bind(at);
    said(statement, data).execute().await?;
    index(tx, scope, id, words_of(data)).await
}

/// Changes what a file says; whether there is such a file within the scope's reach.
///
/// # Errors
/// As [`add`].
pub async fn update(
    tx: &mut Tx,
    scope: &Scope,
    id: PatientId,
    data: &PatientData,
    at: Instant,
) -> Result<bool, StoreError> {
    const UPDATE: Sql = Sql::both(concat!(
        "UPDATE patients SET updated_at = $3, first_name = $4, last_name = $5, name_folded = $6, born_on = $7,
             sex = $8, national_id = $9, phone = $10, email = $11, address = $12, city = $13, insurer = $14,
             insurance_number = $15, emergency_name = $16, emergency_phone = $17, emergency_relation = $18,
             notes = $19
         WHERE id = $1 AND clinic_id = $2 AND ($20 IS NULL OR user_id = $20)",
        theirs!("$2", "patients.id", "$21")
    ));
    let statement = tx
        .query(scope, UPDATE)
        .bind(id)
        .bind(scope.clinic())
        .bind(at);
    let changed = said(statement, data)
        .bind(scope.patient_user())
        .bind(scope.doctor_user())
        .execute()
        .await?;
    if changed == 0 {
        return Ok(false);
    }
    index(tx, scope, id, words_of(data)).await?;
    Ok(true)
}

/// Binds what a file says, from first name to notes.
fn said<'c>(statement: crate::Statement<'c>, data: &PatientData) -> crate::Statement<'c> {
    let emergency = data.emergency.as_ref();
    statement
        .bind(data.first_name.as_str())
        .bind(data.last_name.as_str())
        .bind(fold(&data.name()))
        .bind(data.born_on)
        .bind(data.sex)
        .bind(data.national_id.as_deref())
        .bind(data.phone.as_deref())
        .bind(data.email.as_deref())
        .bind(data.address.as_deref())
        .bind(data.city.as_deref())
        .bind(data.insurer.as_deref())
        .bind(data.insurance_number.as_deref())
        .bind(emergency.map(|of| of.name.as_str()))
        .bind(emergency.map(|of| of.phone.as_str()))
        .bind(emergency.and_then(|of| of.relation.as_deref()))
        .bind(data.notes.as_str())
}

fn words_of(data: &PatientData) -> Vec<String> {
    words::index(
        &data.name(),
        data.born_on,
        data.national_id.as_deref(),
        data.phone.as_deref(),
    )
}

#[derive(sqlx::FromRow)]
struct Row {
    id: PatientId,
    first_name: String,
    last_name: String,
    born_on: NaiveDate,
    sex: Sex,
    national_id: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    address: Option<String>,
    city: Option<String>,
    insurer: Option<String>,
    insurance_number: Option<String>,
    emergency_name: Option<String>,
    emergency_phone: Option<String>,
    emergency_relation: Option<String>,
    notes: String,
    held: bool,
    relation: Option<Relation>,
    offered_to: Option<String>,
    photo: Option<PhotoId>,
}

impl From<Row> for PatientFile {
    fn from(row: Row) -> Self {
        let contact = row.emergency_name.zip(row.emergency_phone);
        Self {
            id: row.id,
            held: row
                .held
                .then(|| row.relation.map_or(HeldAs::Own, HeldAs::Relative)),
            offered_to: row.offered_to,
            photo: row.photo,
            data: PatientData {
                first_name: row.first_name,
                last_name: row.last_name,
                born_on: row.born_on,
                sex: row.sex,
                national_id: row.national_id,
                phone: row.phone,
                email: row.email,
                address: row.address,
                city: row.city,
                insurer: row.insurer,
                insurance_number: row.insurance_number,
                emergency: contact.map(|(name, phone)| EmergencyContact {
                    name,
                    phone,
                    relation: row.emergency_relation,
                }),
                notes: row.notes,
            },
        }
    }
}

/// A file of the clinic, as far as the scope reaches.
///
/// # Errors
/// Any [`StoreError`].
pub async fn find(
    conn: &mut Conn,
    scope: &Scope,
    id: PatientId,
) -> Result<Option<PatientFile>, StoreError> {
    const FIND: Sql = Sql::both(concat!(
        "SELECT p.id, p.first_name, p.last_name, p.born_on, p.sex, p.national_id, p.phone, p.email, p.address,
             p.city, p.insurer, p.insurance_number, p.emergency_name, p.emergency_phone, p.emergency_relation,
             p.notes, p.user_id IS NOT NULL AS held, r.relation, o.email AS offered_to,
             (SELECT f.id FROM photos f WHERE f.user_id = p.user_id AND p.relative_id IS NULL) AS photo
         FROM patients p
         LEFT JOIN relatives r ON r.id = p.relative_id
         LEFT JOIN patient_offers o ON o.clinic_id = p.clinic_id AND o.patient_id = p.id
         WHERE p.clinic_id = $1 AND p.id = $2 AND ($3 IS NULL OR p.user_id = $3)",
        theirs!("$1", "p.id", "$4")
    ));
    let row: Option<Row> = conn
        .query(scope, FIND)
        .bind(scope.clinic())
        .bind(id)
        .bind(scope.patient_user())
        .bind(scope.doctor_user())
        .fetch_optional()
        .await?;
    Ok(row.map(PatientFile::from))
}

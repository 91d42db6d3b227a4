//! What is held about a user, in whichever clinic.

use crate::{Conn, OwnScope, Sql, StoreError};
use chrono::NaiveDate;
use salus_domain::ids::{ClinicId, PatientId};
use salus_domain::language::Language;
use salus_domain::patients::{Relation, Sex};
use salus_domain::privacy::{ErasureState, ExportAccount, ExportSession};
use salus_domain::time::{Instant, ZoneName};

#[derive(sqlx::FromRow)]
struct AccountRecord {
    email: String,
    first_name: String,
    last_name: String,
    phone: Option<String>,
    born_on: Option<NaiveDate>,
    language: Language,
    created_at: Instant,
    updated_at: Instant,
}

/// The user's account, without what opens it.
///
/// # Errors
/// Any [`StoreError`].
pub async fn account(conn: &mut Conn, own: &OwnScope) -> Result<Option<ExportAccount>, StoreError> {
    const ACCOUNT: Sql = Sql::both(
        "SELECT email, first_name, last_name, phone, born_on, language, created_at, updated_at
         FROM users WHERE id = $1",
    );
    let row: Option<AccountRecord> = conn
        .query(own, ACCOUNT)
        .bind(own.user())
        .fetch_optional()
        .await?;
    Ok(row.map(|row| ExportAccount {
        email: row.email,
        first_name: row.first_name,
        last_name: row.last_name,
        phone: row.phone,
        born_on: row.born_on,
        language: row.language,
        created_at: row.created_at,
        updated_at: row.updated_at,
        photo: None,
    }))
}

/// The user's sessions, latest first, without what opens them.
///
/// # Errors
/// Any [`StoreError`].
pub async fn sessions(conn: &mut Conn, own: &OwnScope) -> Result<Vec<ExportSession>, StoreError> {
    const SESSIONS: Sql = Sql::both(
        "SELECT created_at, last_seen_at, expires_at FROM sessions WHERE user_id = $1
         ORDER BY created_at DESC",
    );
    let rows: Vec<(Instant, Instant, Instant)> = conn
        .query(own, SESSIONS)
        .bind(own.user())
        .fetch_all()
        .await?;
    Ok(rows
        .into_iter()
        .map(|(created_at, last_seen_at, expires_at)| ExportSession {
            created_at,
            last_seen_at,
            expires_at,
        })
        .collect())
}

/// A clinic's file on the user, or on somebody they care for.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct FileRecord {
    /// Which.
    pub id: PatientId,
    /// Whose it is.
    pub clinic_id: ClinicId,
    /// The clinic's name.
    pub clinic_name: String,
    /// Its street and number.
    pub clinic_address: String,
    /// Its city.
    pub clinic_city: String,
    /// Its telephone.
    pub clinic_phone: String,
    /// The zone of its wall clock.
    pub time_zone: ZoneName,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Date of birth.
    pub born_on: NaiveDate,
    /// Sex.
    pub sex: Sex,
    /// Telephone.
    pub phone: Option<String>,
    /// Email.
    pub email: Option<String>,
    /// Number of the identity card.
    pub national_id: Option<String>,
    /// Street and number.
    pub address: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Who insures them.
    pub insurer: Option<String>,
    /// Under which number.
    pub insurance_number: Option<String>,
    /// Whom to call in an emergency.
    pub emergency_name: Option<String>,
    /// At which number.
    pub emergency_phone: Option<String>,
    /// What they are to the person.
    pub emergency_relation: Option<String>,
    /// What the desk noted.
    pub notes: String,
    /// What the patient is to the user, where the file is on a relative of theirs.
    pub relation: Option<Relation>,
    /// When it was opened.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// The clinics' files on the user and on those they care for, oldest first.
///
/// # Errors
/// Any [`StoreError`].
pub async fn files(conn: &mut Conn, own: &OwnScope) -> Result<Vec<FileRecord>, StoreError> {
    const FILES: Sql = Sql::both(
        "SELECT p.id, p.clinic_id, c.name AS clinic_name, c.address AS clinic_address, c.city AS clinic_city,
             c.phone AS clinic_phone, c.time_zone, p.first_name, p.last_name, p.born_on, p.sex, p.phone,
             p.email, p.national_id, p.address, p.city, p.insurer, p.insurance_number, p.emergency_name,
             p.emergency_phone, p.emergency_relation, p.notes, r.relation, p.created_at, p.updated_at
         FROM patients p JOIN clinics c ON c.id = p.clinic_id LEFT JOIN relatives r ON r.id = p.relative_id
         WHERE p.user_id = $1 ORDER BY p.created_at, p.id",
    );
    conn.query(own, FILES).bind(own.user()).fetch_all().await
}

/// A request to be erased.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct RequestRecord {
    /// Whose file.
    pub patient_id: PatientId,
    /// When it was made.
    pub asked_at: Instant,
    /// What came of it.
    pub state: ErasureState,
    /// Why it was refused.
    pub reason: Option<String>,
    /// When it was decided.
    pub decided_at: Option<Instant>,
}

/// The user's requests to be erased, latest first.
///
/// # Errors
/// Any [`StoreError`].
pub async fn requests_of_user(
    conn: &mut Conn,
    own: &OwnScope,
) -> Result<Vec<RequestRecord>, StoreError> {
    const REQUESTS: Sql = Sql::both(
        "SELECT e.patient_id, e.asked_at, e.state, e.reason, e.decided_at
         FROM erasure_requests e JOIN patients p ON p.clinic_id = e.clinic_id AND p.id = e.patient_id
         WHERE p.user_id = $1 ORDER BY e.asked_at DESC, e.id DESC",
    );
    conn.query(own, REQUESTS).bind(own.user()).fetch_all().await
}

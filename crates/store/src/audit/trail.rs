//! Reading the trail, latest entries first.

use crate::{Conn, OwnScope, Reach, Scope, Sql, StoreError};
use salus_domain::ids::{AuditId, ClinicId, PatientId, UserId};
use salus_domain::permission::PlatformGrant;
use salus_domain::time::{Instant, ZoneName};
use uuid::Uuid;

/// Which entries.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only of this action.
    pub action: Option<String>,
    /// Only by this user, or about this file.
    pub person: Option<Uuid>,
}

/// Which page of them: the one after an entry, and how many.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// The last entry of the page before.
    pub after: Option<(Instant, AuditId)>,
    /// How many.
    pub size: i64,
}

/// An entry, with the names it refers to.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Entry {
    /// Its id.
    pub id: AuditId,
    /// Its number in its chain; `None` from before chains.
    pub seq: Option<i64>,
    /// When.
    pub at: Instant,
    /// Who.
    pub actor_user_id: Option<UserId>,
    /// In which capacity.
    pub actor_role: Option<String>,
    /// Their first name.
    pub actor_first_name: Option<String>,
    /// Their last name.
    pub actor_last_name: Option<String>,
    /// What.
    pub action: String,
    /// To what kind of thing.
    pub subject_kind: String,
    /// Which.
    pub subject_id: Uuid,
    /// Whose file.
    pub patient_id: Option<PatientId>,
    /// Their first name; never told across clinics.
    pub patient_first_name: Option<String>,
    /// Their last name.
    pub patient_last_name: Option<String>,
    /// From which network address.
    pub address: Option<String>,
    /// The clinic's name.
    pub clinic_name: Option<String>,
    /// The zone of its wall clock.
    pub time_zone: Option<ZoneName>,
}

/// The one `SELECT` of entries: the columns of the patient's name, and which entries.
macro_rules! entries {
    ($first_name:literal, $last_name:literal, $which:literal) => {
        Sql::both(concat!(
            "SELECT a.id, a.seq, a.at, a.actor_user_id, a.actor_role, u.first_name AS actor_first_name,
                 u.last_name AS actor_last_name, a.action, a.subject_kind, a.subject_id, a.patient_id, ",
            $first_name, " AS patient_first_name, ", $last_name, " AS patient_last_name,
                 a.address, c.name AS clinic_name, c.time_zone
             FROM audit_entries a
             LEFT JOIN clinics c ON c.id = a.clinic_id
             LEFT JOIN users u ON u.id = a.actor_user_id
             LEFT JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
             WHERE ",
            $which,
            " AND ($2 IS NULL OR a.action = $2)
              AND ($3 IS NULL OR a.actor_user_id = $3 OR a.patient_id = $3)
              AND ($4 IS NULL OR (a.at, a.id) < ($4, $5))
             ORDER BY a.at DESC, a.id DESC LIMIT $6"
        ))
    };
}

async fn read(
    conn: &mut Conn,
    reach: impl Into<Reach>,
    sql: Sql,
    of: Uuid,
    filter: &Filter,
    page: Page,
) -> Result<Vec<Entry>, StoreError> {
    let (at, id) = page.after.unzip();
    conn.query(reach, sql)
        .bind(of)
        .bind(filter.action.as_deref())
        .bind(filter.person)
        .bind(at)
        .bind(id)
        .bind(page.size)
        .fetch_all()
        .await
}

/// The clinic's entries.
///
/// # Errors
/// Any [`StoreError`].
pub async fn of_clinic(
    conn: &mut Conn,
    scope: &Scope,
    filter: &Filter,
    page: Page,
) -> Result<Vec<Entry>, StoreError> {
    const OF_CLINIC: Sql = entries!("p.first_name", "p.last_name", "a.clinic_id = $1");
    read(conn, scope, OF_CLINIC, scope.clinic().uuid(), filter, page).await
}

/// The entries of the platform and of every clinic, without patients' names.
///
/// # Errors
/// Any [`StoreError`].
pub async fn of_platform(
    conn: &mut Conn,
    grant: &PlatformGrant,
    filter: &Filter,
    page: Page,
) -> Result<Vec<Entry>, StoreError> {
    const OF_ALL: Sql = entries!("NULL", "NULL", "$1 = $1");
    read(conn, grant, OF_ALL, Uuid::nil(), filter, page).await
}

/// What staff saw of a user's files or did to them, in whichever clinic.
///
/// # Errors
/// Any [`StoreError`].
pub async fn of_user(
    conn: &mut Conn,
    own: &OwnScope,
    page: Page,
) -> Result<Vec<Entry>, StoreError> {
    const OF_USER: Sql = entries!(
        "p.first_name",
        "p.last_name",
        "a.patient_id IN (SELECT f.id FROM patients f WHERE f.user_id = $1)
            AND a.actor_role IN ('doctor', 'secretary', 'clinic_admin')"
    );
    read(
        conn,
        own,
        OF_USER,
        own.user().uuid(),
        &Filter::default(),
        page,
    )
    .await
}

/// Everything in the trail that is about a user's files or was done by them as a patient, in whichever
/// clinic.
///
/// # Errors
/// Any [`StoreError`].
pub async fn about_user(
    conn: &mut Conn,
    own: &OwnScope,
    page: Page,
) -> Result<Vec<Entry>, StoreError> {
    const ABOUT_USER: Sql = entries!(
        "NULL",
        "NULL",
        "(a.patient_id IN (SELECT f.id FROM patients f WHERE f.user_id = $1)
             OR (a.actor_user_id = $1 AND a.actor_role = 'patient'))"
    );
    read(
        conn,
        own,
        ABOUT_USER,
        own.user().uuid(),
        &Filter::default(),
        page,
    )
    .await
}

/// The kinds of action in the clinic's trail.
///
/// # Errors
/// Any [`StoreError`].
pub async fn actions_of_clinic(conn: &mut Conn, scope: &Scope) -> Result<Vec<String>, StoreError> {
    // From each word to the next by the index, however many entries bear it.
    const ACTIONS: Sql = Sql::both(
        "WITH RECURSIVE seen (action) AS (
             SELECT min(action) FROM audit_entries WHERE clinic_id = $1
             UNION ALL
             SELECT (SELECT min(a.action) FROM audit_entries a
                     WHERE a.clinic_id = $1 AND a.action > seen.action)
             FROM seen WHERE seen.action IS NOT NULL
         )
         SELECT action FROM seen WHERE action IS NOT NULL",
    );
    conn.query(scope, ACTIONS)
        .bind(scope.clinic())
        .fetch_all_scalars()
        .await
}

/// The kinds of action in the whole trail.
///
/// # Errors
/// Any [`StoreError`].
pub async fn actions_of_platform(
    conn: &mut Conn,
    grant: &PlatformGrant,
) -> Result<Vec<String>, StoreError> {
    const ACTIONS: Sql = Sql::both(
        "WITH RECURSIVE seen (action) AS (
             SELECT min(action) FROM audit_entries
             UNION ALL
             SELECT (SELECT min(a.action) FROM audit_entries a WHERE a.action > seen.action)
             FROM seen WHERE seen.action IS NOT NULL
         )
         SELECT action FROM seen WHERE action IS NOT NULL",
    );
    conn.query(grant, ACTIONS).fetch_all_scalars().await
}

/// Whoever works or worked in the clinic, by name.
///
/// # Errors
/// Any [`StoreError`].
pub async fn staff(conn: &mut Conn, scope: &Scope) -> Result<Vec<(UserId, String)>, StoreError> {
    const STAFF: Sql = Sql::both(
        "SELECT DISTINCT u.id, u.first_name, u.last_name FROM memberships m JOIN users u ON u.id = m.user_id
         WHERE m.clinic_id = $1 ORDER BY u.last_name, u.first_name, u.id",
    );
    let rows: Vec<(UserId, String, String)> = conn
        .query(scope, STAFF)
        .bind(scope.clinic())
        .fetch_all()
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, first, last)| (id, format!("{first} {last}")))
        .collect())
}

/// Somebody reading files.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// Who reads.
    pub user: UserId,
    /// Where.
    pub clinic: ClinicId,
    /// Since when what they read counts as read once.
    pub since: Instant,
}

/// Of these files, those the reading was noted of already.
///
/// # Errors
/// Any [`StoreError`].
pub async fn seen_since(
    conn: &mut Conn,
    reading: Reading,
    action: &str,
    files: &[PatientId],
) -> Result<Vec<PatientId>, StoreError> {
    const SEEN: Sql = Sql::split(
        "SELECT DISTINCT patient_id FROM audit_entries
         WHERE patient_id IN (SELECT unhex(value) FROM json_each($1)) AND at >= $2 AND clinic_id = $3
             AND actor_user_id = $4 AND action = $5",
        "SELECT DISTINCT patient_id FROM audit_entries
         WHERE patient_id = ANY($1) AND at >= $2 AND clinic_id = $3 AND actor_user_id = $4 AND action = $5",
    );
    conn.query(Reach::of(Some(reading.clinic)), SEEN)
        .bind_ids(files.iter().copied())
        .bind(reading.since)
        .bind(reading.clinic)
        .bind(reading.user)
        .bind(action)
        .fetch_all_scalars()
        .await
}

//! Requests to be erased, and what erasing does to the tables.

use crate::{Conn, Reach, Scope, Sql, StoreError, Tx};
use chrono::NaiveDate;
use salus_domain::ids::{ErasureId, PatientId, UserId};
use salus_domain::privacy::{ErasureState, NOBODY};
use salus_domain::time::Instant;

/// A request to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewErasure {
    /// Its id.
    pub id: ErasureId,
    /// Whose file.
    pub patient: PatientId,
    /// When.
    pub at: Instant,
}

/// Adds a request; whether it did: a file has one open request at most.
///
/// # Errors
/// Any [`StoreError`].
pub async fn ask(tx: &mut Tx, scope: &Scope, new: &NewErasure) -> Result<bool, StoreError> {
    const ASK: Sql = Sql::both(
        "INSERT INTO erasure_requests (id, clinic_id, patient_id, asked_at)
         SELECT $1, p.clinic_id, p.id, $4 FROM patients p
         WHERE p.clinic_id = $2 AND p.id = $3 AND ($5 IS NULL OR p.user_id = $5)
         ON CONFLICT (patient_id) WHERE state = 'open' DO NOTHING",
    );
    let added = tx
        .query(scope, ASK)
        .bind(new.id)
        .bind(scope.clinic())
        .bind(new.patient)
        .bind(new.at)
        .bind(scope.patient_user())
        .execute()
        .await?;
    Ok(added == 1)
}

/// A request, as the clinic sees it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ErasureRecord {
    /// Which.
    pub id: ErasureId,
    /// Whose file.
    pub patient_id: PatientId,
    /// Who signs in for it.
    pub user_id: Option<UserId>,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Date of birth.
    pub born_on: NaiveDate,
    /// Telephone.
    pub phone: Option<String>,
    /// When it was made.
    pub asked_at: Instant,
    /// What came of it.
    pub state: ErasureState,
    /// Why it was refused.
    pub reason: Option<String>,
    /// When it was decided.
    pub decided_at: Option<Instant>,
}

macro_rules! requests {
    ($which:literal) => {
        Sql::both(concat!(
            "SELECT e.id, e.patient_id, p.user_id, p.first_name, p.last_name, p.born_on, p.phone, e.asked_at,
                 e.state, e.reason, e.decided_at
             FROM erasure_requests e
             JOIN patients p ON p.clinic_id = e.clinic_id AND p.id = e.patient_id
             WHERE e.clinic_id = $1 AND ",
            $which
        ))
    };
}

/// The clinic's requests: the open ones first, then the latest.
///
/// # Errors
/// Any [`StoreError`].
pub async fn requests(conn: &mut Conn, scope: &Scope) -> Result<Vec<ErasureRecord>, StoreError> {
    const ALL: Sql = requests!(
        "$1 = $1 ORDER BY CASE WHEN e.state = 'open' THEN 0 ELSE 1 END, e.asked_at DESC, e.id DESC LIMIT 200"
    );
    conn.query(scope, ALL)
        .bind(scope.clinic())
        .fetch_all()
        .await
}

/// One request of the clinic.
///
/// # Errors
/// Any [`StoreError`].
pub async fn request(
    conn: &mut Conn,
    scope: &Scope,
    id: ErasureId,
) -> Result<Option<ErasureRecord>, StoreError> {
    const ONE: Sql = requests!("e.id = $2");
    conn.query(scope, ONE)
        .bind(scope.clinic())
        .bind(id)
        .fetch_optional()
        .await
}

/// How many visits and requests of a file are still to come, or going on.
///
/// # Errors
/// Any [`StoreError`].
pub async fn to_come(
    conn: &mut Conn,
    scope: &Scope,
    patient: PatientId,
    now: Instant,
) -> Result<i64, StoreError> {
    const TO_COME: Sql = Sql::both(
        "SELECT count(*) FROM appointments WHERE clinic_id = $1 AND patient_id = $2
             AND (state IN ('requested', 'awaiting_doctor', 'checked_in', 'in_consultation')
                 OR (state = 'confirmed' AND ends_at > $3)
                 OR (state = 'held' AND hold_expires_at > $3))",
    );
    conn.query(scope, TO_COME)
        .bind(scope.clinic())
        .bind(patient)
        .bind(now)
        .fetch_one_scalar()
        .await
}

/// Decides an open request; whether it was open.
///
/// # Errors
/// Any [`StoreError`].
pub async fn decide(
    tx: &mut Tx,
    scope: &Scope,
    id: ErasureId,
    (state, reason): (ErasureState, Option<&str>),
    (by, at): (UserId, Instant),
) -> Result<bool, StoreError> {
    const DECIDE: Sql = Sql::both(
        "UPDATE erasure_requests SET state = $3, reason = $4, decided_by = $5, decided_at = $6
         WHERE clinic_id = $1 AND id = $2 AND state = 'open'",
    );
    let decided = tx
        .query(scope, DECIDE)
        .bind(scope.clinic())
        .bind(id)
        .bind(state)
        .bind(reason)
        .bind(by)
        .bind(at)
        .execute()
        .await?;
    Ok(decided == 1)
}

/// Makes a file anonymous: of the person only sex and year of birth stay, of their appointments when, with
/// whom and what for. What they or others wrote about them goes, and so does every link to their account.
///
/// # Errors
/// Any [`StoreError`].
pub async fn erase_file(
    tx: &mut Tx,
    scope: &Scope,
    patient: PatientId,
    user: Option<UserId>,
    born_on: NaiveDate,
    at: Instant,
) -> Result<(), StoreError> {
    const HISTORY: Sql = Sql::both(
        "UPDATE appointment_history SET reason = NULL,
             actor_user_id = CASE WHEN actor_user_id = $3 THEN NULL ELSE actor_user_id END
         WHERE clinic_id = $1 AND appointment_id IN (
             SELECT a.id FROM appointments a WHERE a.clinic_id = $1 AND a.patient_id = $2)",
    );
    const APPOINTMENTS: Sql = Sql::both(
        "UPDATE appointments SET symptoms = '', preferred = NULL, reason = NULL,
             overbook_reason = CASE WHEN overbook_reason IS NULL THEN NULL ELSE $5 END,
             booked_by = CASE WHEN booked_by = $3 THEN NULL ELSE booked_by END,
             version = version + 1, updated_at = $4
         WHERE clinic_id = $1 AND patient_id = $2",
    );
    const FILE: Sql = Sql::both(
        "UPDATE patients SET user_id = NULL, relative_id = NULL, first_name = $3, last_name = $3,
             name_folded = '', born_on = $4, phone = NULL, email = NULL, national_id = NULL, address = NULL,
             city = NULL, insurer = NULL, insurance_number = NULL, emergency_name = NULL,
             emergency_phone = NULL, emergency_relation = NULL, notes = '', erased_at = $5, updated_at = $5
         WHERE clinic_id = $1 AND id = $2",
    );
    const BESIDE: [Sql; 2] = [
        Sql::both("DELETE FROM patient_words WHERE clinic_id = $1 AND patient_id = $2"),
        Sql::both("DELETE FROM patient_offers WHERE clinic_id = $1 AND patient_id = $2"),
    ];
    for delete in BESIDE {
        tx.query(scope, delete)
            .bind(scope.clinic())
            .bind(patient)
            .execute()
            .await?;
    }
    tx.query(scope, HISTORY)
        .bind(scope.clinic())
        .bind(patient)
        .bind(user)
        .execute()
        .await?;
    tx.query(scope, APPOINTMENTS)
        .bind(scope.clinic())
        .bind(patient)
        .bind(user)
        .bind(at)
        .bind(NOBODY)
        .execute()
        .await?;
    tx.query(scope, FILE)
        .bind(scope.clinic())
        .bind(patient)
        .bind(NOBODY)
        .bind(year_only(born_on))
        .bind(at)
        .execute()
        .await
        .map(drop)
}

fn year_only(born_on: NaiveDate) -> NaiveDate {
    use chrono::Datelike;
    born_on.with_ordinal(1).unwrap_or(born_on)
}

/// Has others who decide about this user's files wait until this transaction ends, so that the last of them
/// knows that it is the last.
///
/// # Errors
/// Any [`StoreError`].
pub async fn lock_account(tx: &mut Tx, user: UserId) -> Result<(), StoreError> {
    const LOCK: Sql = Sql::split(
        "SELECT id FROM users WHERE id = $1",
        "SELECT id FROM users WHERE id = $1 FOR NO KEY UPDATE",
    );
    tx.query(Reach::SHARED, LOCK)
        .bind(user)
        .fetch_optional_scalar::<UserId>()
        .await
        .map(drop)
}

/// Closes an account that no clinic's file and no role refers to any more: what it held goes, its sessions
/// end. Only its id stays, for what refers to it. Whether it did.
///
/// # Errors
/// Any [`StoreError`].
pub async fn close_account(tx: &mut Tx, user: UserId, at: Instant) -> Result<bool, StoreError> {
    const CLOSE: Sql = Sql::both(
        "UPDATE users SET email = $2, password_hash = '', first_name = $3, last_name = $3, phone = NULL,
             born_on = NULL, status = 'suspended', updated_at = $4
         WHERE id = $1 AND platform_role IS NULL
             AND NOT EXISTS (SELECT 1 FROM patients p WHERE p.user_id = $1)
             AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = $1)",
    );
    const MAILS: Sql =
        Sql::both("DELETE FROM mails WHERE to_address = (SELECT email FROM users WHERE id = $1)");
    const INVITATIONS: Sql =
        Sql::both("DELETE FROM invitations WHERE email = (SELECT email FROM users WHERE id = $1)");
    const OF_THE_USER: [Sql; 8] = [
        Sql::both("DELETE FROM relatives WHERE user_id = $1"),
        Sql::both("DELETE FROM sessions WHERE user_id = $1"),
        Sql::both("DELETE FROM account_links WHERE user_id = $1"),
        Sql::both("DELETE FROM second_factors WHERE user_id = $1"),
        Sql::both("DELETE FROM recovery_codes WHERE user_id = $1"),
        Sql::both("DELETE FROM known_addresses WHERE user_id = $1"),
        Sql::both("DELETE FROM photos WHERE user_id = $1"),
        Sql::both("DELETE FROM patient_imports WHERE user_id = $1"),
    ];
    const HELD: Sql = Sql::both(
        "SELECT COUNT(*) FROM users u WHERE u.id = $1 AND (u.platform_role IS NOT NULL
             OR EXISTS (SELECT 1 FROM patients p WHERE p.user_id = $1)
             OR EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = $1))",
    );
    // Only once nothing holds the account: its mails are found by the address that goes with it.
    let held: i64 = tx
        .query(Reach::own(user), HELD)
        .bind(user)
        .fetch_one_scalar()
        .await?;
    if held == 0 {
        tx.query(Reach::own(user), MAILS)
            .bind(user)
            .execute()
            .await?;
        tx.query(Reach::own(user), INVITATIONS)
            .bind(user)
            .execute()
            .await?;
    }
    let closed = tx
        .query(Reach::own(user), CLOSE)
        .bind(user)
        // A name reserved for what does not exist (RFC 6761).
        .bind(format!("erased-{user}@erased.invalid"))
        .bind(NOBODY)
        .bind(at)
        .execute()
        .await?;
    if closed == 1 {
        for delete in OF_THE_USER {
            tx.query(Reach::own(user), delete)
                .bind(user)
                .execute()
                .await?;
        }
    }
    Ok(closed == 1)
}

//! What is asked about appointments without reading them whole: busy times, rules, counts, what is due,
//! histories.

use super::{Appointment, Happened};
use crate::{Conn, Reach, Scope, Sql, StoreError};
use salus_domain::accounts::Role;
use salus_domain::clinics::{ConfirmationPolicy, Policy};
use salus_domain::ids::{AppointmentId, ClinicId, DoctorId, RoomId};
use salus_domain::scheduling::state::{Move, State};
use salus_domain::staff::DoctorRef;
use salus_domain::time::{Instant, Interval};

/// Some of a doctor's time that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Whose.
    pub doctor: DoctorId,
    /// By which appointment.
    pub appointment: AppointmentId,
    /// In which room.
    pub room: Option<RoomId>,
    /// When the patient is seen.
    pub visit: Interval,
    /// The same, buffers included.
    pub busy: Interval,
}

#[derive(sqlx::FromRow)]
struct TakenRow {
    id: AppointmentId,
    doctor_id: DoctorId,
    room_id: Option<RoomId>,
    starts_at: Instant,
    ends_at: Instant,
    busy_from: Instant,
    busy_until: Instant,
}

/// When doctors are taken in that time. Tells nothing but times, and so needs no scope: free slots are
/// public.
///
/// # Errors
/// Any [`StoreError`].
pub async fn taken(
    conn: &mut Conn,
    doctors: &[DoctorId],
    time: Interval,
    now: Instant,
) -> Result<Vec<Taken>, StoreError> {
    const TAKEN: Sql = Sql::split(
        "SELECT id, doctor_id, room_id, starts_at, ends_at, busy_from, busy_until FROM appointments
         WHERE doctor_id IN (SELECT unhex(value) FROM json_each($1)) AND occupying
           AND busy_from > $2 AND busy_from < $3 AND busy_until > $4
           AND (state <> 'held' OR hold_expires_at > $5)",
        "SELECT id, doctor_id, room_id, starts_at, ends_at, busy_from, busy_until FROM appointments
         WHERE doctor_id = ANY($1) AND occupying
           AND busy_from > $2 AND busy_from < $3 AND busy_until > $4
           AND (state <> 'held' OR hold_expires_at > $5)",
    );
    let rows: Vec<TakenRow> = conn
        .query(Reach::TIMES, TAKEN)
        .bind_ids(doctors.iter().copied())
        .bind(time.start().plus_minutes(-24 * 60))
        .bind(time.end())
        .bind(time.start())
        .bind(now)
        .fetch_all()
        .await?;
    let read = |row: TakenRow| {
        Some(Taken {
            doctor: row.doctor_id,
            appointment: row.id,
            room: row.room_id,
            visit: Interval::new(row.starts_at, row.ends_at)?,
            busy: Interval::new(row.busy_from, row.busy_until)?,
        })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

#[derive(sqlx::FromRow)]
struct RulesRow {
    id: ClinicId,
    confirmation_policy: ConfirmationPolicy,
    cancel_notice_min: i64,
    min_notice_min: i64,
    horizon_days: i64,
    answer_within_min: i64,
}

/// The rules for booking at clinics at work. Public, as the times they shape are.
///
/// # Errors
/// Any [`StoreError`].
pub async fn rules(
    conn: &mut Conn,
    clinics: &[ClinicId],
) -> Result<Vec<(ClinicId, Policy)>, StoreError> {
    const RULES: Sql = Sql::split(
        "SELECT id, confirmation_policy, cancel_notice_min, min_notice_min, horizon_days, answer_within_min
         FROM clinics WHERE id IN (SELECT unhex(value) FROM json_each($1)) AND status = 'active'",
        "SELECT id, confirmation_policy, cancel_notice_min, min_notice_min, horizon_days, answer_within_min
         FROM clinics WHERE id = ANY($1) AND status = 'active'",
    );
    let rows: Vec<RulesRow> = conn
        .query(Reach::SHARED, RULES)
        .bind_ids(clinics.iter().copied())
        .fetch_all()
        .await?;
    let policy = |row: RulesRow| Policy {
        confirmation: row.confirmation_policy,
        cancel_notice_min: row.cancel_notice_min,
        min_notice_min: row.min_notice_min,
        horizon_days: row.horizon_days,
        answer_within_min: row.answer_within_min,
    };
    Ok(rows.into_iter().map(|row| (row.id, policy(row))).collect())
}

/// How many visits each doctor of the clinic has in that time.
///
/// # Errors
/// Any [`StoreError`].
pub async fn visits_by_doctor(
    conn: &mut Conn,
    scope: &Scope,
    time: Interval,
) -> Result<Vec<(DoctorId, i64)>, StoreError> {
    const VISITS: Sql = Sql::both(
        "SELECT doctor_id, count(*) AS visits FROM appointments
         WHERE clinic_id = $1 AND starts_at >= $2 AND starts_at < $3 AND occupying
         GROUP BY doctor_id",
    );
    conn.query(scope, VISITS)
        .bind(scope.clinic())
        .bind(time.start())
        .bind(time.end())
        .fetch_all()
        .await
}

/// What the clock has to act on: lapsed holds and answers overdue, with their clinics. Read by jobs, which
/// then take the scope of each clinic.
///
/// # Errors
/// Any [`StoreError`].
pub async fn due(
    conn: &mut Conn,
    now: Instant,
) -> Result<Vec<(ClinicId, AppointmentId, State)>, StoreError> {
    const DUE: Sql = Sql::both(
        "SELECT clinic_id, id, state FROM appointments
         WHERE (state = 'held' AND hold_expires_at <= $1) OR (state = 'awaiting_doctor' AND answer_due_at <= $1)
         ORDER BY id LIMIT 200",
    );
    conn.query(Reach::EVERYWHERE, DUE)
        .bind(now)
        .fetch_all()
        .await
}

#[derive(sqlx::FromRow)]
struct HappenedRow {
    appointment_id: AppointmentId,
    at: Instant,
    action: Move,
    to_state: State,
    actor_role: Option<String>,
    actor_first_name: Option<String>,
    actor_last_name: Option<String>,
    doctor_id: Option<DoctorId>,
    doctor_title: Option<String>,
    doctor_first_name: Option<String>,
    doctor_last_name: Option<String>,
    reason: Option<String>,
}

/// What happened to these appointments, oldest first.
///
/// # Errors
/// Any [`StoreError`].
pub async fn histories(
    conn: &mut Conn,
    reach: impl Into<Reach>,
    of: &[Appointment],
) -> Result<Vec<Happened>, StoreError> {
    macro_rules! histories {
        ($ids:literal) => {
            concat!(
                "SELECT h.appointment_id, h.at, h.action, h.to_state, h.actor_role,
                    u.first_name AS actor_first_name, u.last_name AS actor_last_name,
                    d.id AS doctor_id, d.title AS doctor_title, d.first_name AS doctor_first_name,
                    d.last_name AS doctor_last_name, h.reason
                 FROM appointment_history h
                 LEFT JOIN users u ON u.id = h.actor_user_id
                 LEFT JOIN doctors d ON d.clinic_id = h.clinic_id AND d.id = h.doctor_id
                 WHERE h.appointment_id ",
                $ids,
                " ORDER BY h.at, h.id"
            )
        };
    }
    const HISTORIES: Sql = Sql::split(
        histories!("IN (SELECT unhex(value) FROM json_each($1))"),
        histories!("= ANY($1)"),
    );
    if of.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<HappenedRow> = conn
        .query(reach, HISTORIES)
        .bind_ids(of.iter().map(|a| a.id))
        .fetch_all()
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Happened {
            appointment: row.appointment_id,
            at: row.at,
            action: row.action,
            to: row.to_state,
            role: row.actor_role.and_then(|role| role.parse::<Role>().ok()),
            name: row
                .actor_first_name
                .zip(row.actor_last_name)
                .map(|(first, last)| format!("{first} {last}")),
            doctor: match (row.doctor_id, row.doctor_first_name, row.doctor_last_name) {
                (Some(id), Some(first_name), Some(last_name)) => Some(DoctorRef {
                    id,
                    title: row.doctor_title.unwrap_or_default(),
                    first_name,
                    last_name,
                    specialties: Vec::new(),
                    photo: None,
                }),
                _ => None,
            },
            reason: row.reason,
        })
        .collect())
}

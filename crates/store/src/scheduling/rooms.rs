//! Rooms and who is in them.

use crate::{Conn, Reach, Scope, Sql, StoreError, Tx};
use salus_domain::ids::{AppointmentId, DoctorId, PatientId, RoomId};
use salus_domain::time::{Instant, Interval};

/// The rooms in use at the clinics of these doctors, each with its doctor, by name. Public, as free times
/// are.
///
/// # Errors
/// Any [`StoreError`].
pub async fn rooms_of(
    conn: &mut Conn,
    doctors: &[DoctorId],
) -> Result<Vec<(DoctorId, RoomId)>, StoreError> {
    const ROOMS: Sql = Sql::split(
        "SELECT d.id, r.id FROM doctors d JOIN rooms r ON r.clinic_id = d.clinic_id
         WHERE d.id IN (SELECT unhex(value) FROM json_each($1)) AND r.status = 'active'
         ORDER BY r.name, r.id",
        "SELECT d.id, r.id FROM doctors d JOIN rooms r ON r.clinic_id = d.clinic_id
         WHERE d.id = ANY($1) AND r.status = 'active' ORDER BY r.name, r.id",
    );
    conn.query(Reach::PUBLIC, ROOMS)
        .bind_ids(doctors.iter().copied())
        .fetch_all()
        .await
}

/// When rooms are taken in that time and by which appointment, buffers included. Public, as free times are.
///
/// # Errors
/// Any [`StoreError`].
pub async fn rooms_in_use(
    conn: &mut Conn,
    rooms: &[RoomId],
    time: Interval,
    now: Instant,
) -> Result<Vec<(RoomId, AppointmentId, Interval)>, StoreError> {
    const IN_USE: Sql = Sql::split(
        "SELECT room_id, id, busy_from, busy_until FROM appointments
         WHERE room_id IN (SELECT unhex(value) FROM json_each($1)) AND occupying
           AND busy_from > $2 AND busy_from < $3 AND busy_until > $4
           AND (state <> 'held' OR hold_expires_at > $5)",
        "SELECT room_id, id, busy_from, busy_until FROM appointments
         WHERE room_id = ANY($1) AND occupying
           AND busy_from > $2 AND busy_from < $3 AND busy_until > $4
           AND (state <> 'held' OR hold_expires_at > $5)",
    );
    if rooms.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(RoomId, AppointmentId, Instant, Instant)> = conn
        .query(Reach::TIMES, IN_USE)
        .bind_ids(rooms.iter().copied())
        .bind(time.start().plus_minutes(-24 * 60))
        .bind(time.end())
        .bind(time.start())
        .bind(now)
        .fetch_all()
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(room, by, from, until)| Some((room, by, Interval::new(from, until)?)))
        .collect())
}

/// Locks the clinic's rooms until the transaction ends, so that those who take one take turns. Asked for
/// after the doctor, always. On SQLite a transaction has the writer to itself.
///
/// # Errors
/// Any [`StoreError`].
pub async fn lock_rooms(tx: &mut Tx, scope: &Scope) -> Result<Vec<RoomId>, StoreError> {
    const LOCK: Sql = Sql::split(
        "SELECT id FROM rooms WHERE clinic_id = $1 AND status = 'active' ORDER BY id",
        "SELECT id FROM rooms WHERE clinic_id = $1 AND status = 'active' ORDER BY id FOR NO KEY UPDATE",
    );
    tx.query(scope, LOCK)
        .bind(scope.clinic())
        .fetch_all_scalars()
        .await
}

/// Gives an appointment another room, or none.
///
/// # Errors
/// [`StoreError::Overlap`] when the room is taken; any other [`StoreError`].
pub async fn set_room(
    tx: &mut Tx,
    scope: &Scope,
    id: AppointmentId,
    room: Option<RoomId>,
    at: Instant,
) -> Result<(), StoreError> {
    const SET: Sql = Sql::both(
        "UPDATE appointments SET room_id = $3, updated_at = $4, version = version + 1
         WHERE clinic_id = $1 AND id = $2",
    );
    tx.query(scope, SET)
        .bind(scope.clinic())
        .bind(id)
        .bind(room)
        .bind(at)
        .execute()
        .await
        .map(drop)
}

/// When a patient of the clinic has visits in that time, other than one of them.
///
/// # Errors
/// Any [`StoreError`].
pub async fn patient_is_taken(
    conn: &mut Conn,
    scope: &Scope,
    patient: PatientId,
    (time, besides): (Interval, AppointmentId),
) -> Result<Vec<Interval>, StoreError> {
    const TAKEN: Sql = Sql::both(
        "SELECT starts_at, ends_at FROM appointments
         WHERE clinic_id = $1 AND patient_id = $2 AND occupying AND id <> $3
           AND starts_at < $4 AND ends_at > $5",
    );
    let rows: Vec<(Instant, Instant)> = conn
        .query(scope, TAKEN)
        .bind(scope.clinic())
        .bind(patient)
        .bind(besides)
        .bind(time.end())
        .bind(time.start())
        .fetch_all()
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(from, until)| Interval::new(from, until))
        .collect())
}

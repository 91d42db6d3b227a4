//! When a clinic is closed, and its rooms.

use crate::{Conn, Scope, Sql, StoreError, Tx};
use chrono::NaiveDate;
use salus_domain::clinics::{Closure, ClosureKind, NewClosure, Room};
use salus_domain::ids::{ClosureId, RoomId};
use salus_domain::time::Instant;

#[derive(sqlx::FromRow)]
struct ClosureRecord {
    id: ClosureId,
    kind: ClosureKind,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    starts_min: Option<i64>,
    ends_min: Option<i64>,
    reason: String,
}

/// The clinic's closures that are not over on a date, soonest first.
///
/// # Errors
/// Any [`StoreError`].
pub async fn closures(
    conn: &mut Conn,
    scope: &Scope,
    from: NaiveDate,
) -> Result<Vec<Closure>, StoreError> {
    const CLOSURES: Sql = Sql::both(
        "SELECT id, kind, starts_on, ends_on, starts_min, ends_min, reason FROM closures
         WHERE clinic_id = $1 AND ends_on >= $2 ORDER BY starts_on, starts_min, id",
    );
    let rows: Vec<ClosureRecord> = conn
        .query(scope, CLOSURES)
        .bind(scope.clinic())
        .bind(from)
        .fetch_all()
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Closure {
                id: row.id,
                of: NewClosure {
                    kind: row.kind,
                    starts_on: row.starts_on,
                    ends_on: row.ends_on,
                    minutes: minutes("closures", row.id, row.starts_min, row.ends_min)?,
                    reason: row.reason,
                },
            })
        })
        .collect()
}

/// A pair of minutes since midnight, as tables keep it.
pub(crate) fn minutes(
    table: &str,
    id: impl std::fmt::Display + Copy,
    from: Option<i64>,
    until: Option<i64>,
) -> Result<Option<(u16, u16)>, StoreError> {
    let read = |column: &str, minute: i64| {
        u16::try_from(minute).map_err(|why| StoreError::bad_row(table, column, id, why))
    };
    Ok(match (from, until) {
        (Some(from), Some(until)) => Some((read("starts_min", from)?, read("ends_min", until)?)),
        _ => None,
    })
}

/// Adds a closure.
///
/// # Errors
/// Any [`StoreError`].
pub async fn add_closure(tx: &mut Tx, scope: &Scope, new: &Closure) -> Result<(), StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO closures (id, clinic_id, kind, starts_on, ends_on, starts_min, ends_min, reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    );
    let (from, until) = new.of.minutes.unzip();
    tx.query(scope, ADD)
        .bind(new.id)
        .bind(scope.clinic())
        .bind(new.of.kind)
        .bind(new.of.starts_on)
        .bind(new.of.ends_on)
        .bind(from.map(i64::from))
        .bind(until.map(i64::from))
        .bind(new.of.reason.as_str())
        .execute()
        .await
        .map(drop)
}

/// Removes a closure; `false` when the clinic has no such one.
///
/// # Errors
/// Any [`StoreError`].
pub async fn remove_closure(tx: &mut Tx, scope: &Scope, id: ClosureId) -> Result<bool, StoreError> {
    const REMOVE: Sql = Sql::both("DELETE FROM closures WHERE clinic_id = $1 AND id = $2");
    let removed = tx
        .query(scope, REMOVE)
        .bind(scope.clinic())
        .bind(id)
        .execute()
        .await?;
    Ok(removed > 0)
}

/// The clinic's rooms in use, by name.
///
/// # Errors
/// Any [`StoreError`].
pub async fn rooms(conn: &mut Conn, scope: &Scope, now: Instant) -> Result<Vec<Room>, StoreError> {
    const ROOMS: Sql = Sql::both(
        "SELECT r.id, r.name,
             (SELECT count(*) FROM appointments a
              WHERE a.clinic_id = r.clinic_id AND a.room_id = r.id AND a.occupying AND a.starts_at > $2)
         FROM rooms r WHERE r.clinic_id = $1 AND r.status = 'active' ORDER BY r.name, r.id",
    );
    let rows: Vec<(RoomId, String, i64)> = conn
        .query(scope, ROOMS)
        .bind(scope.clinic())
        .bind(now)
        .fetch_all()
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, name, ahead)| Room { id, name, ahead })
        .collect())
}

/// Adds a room, or takes the retired one of that name into use again; `false` when one in use has the name.
///
/// # Errors
/// Any [`StoreError`].
pub async fn add_room(
    tx: &mut Tx,
    scope: &Scope,
    id: RoomId,
    name: &str,
) -> Result<Option<RoomId>, StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO rooms (id, clinic_id, name) VALUES ($1, $2, $3)
         ON CONFLICT (clinic_id, name) DO UPDATE SET status = 'active' WHERE rooms.status = 'retired'
         RETURNING id",
    );
    tx.query(scope, ADD)
        .bind(id)
        .bind(scope.clinic())
        .bind(name)
        .fetch_optional_scalar()
        .await
}

/// Retires a room in use; `false` when the clinic has no such one.
///
/// # Errors
/// Any [`StoreError`].
pub async fn retire_room(tx: &mut Tx, scope: &Scope, id: RoomId) -> Result<bool, StoreError> {
    const RETIRE: Sql = Sql::both(
        "UPDATE rooms SET status = 'retired' WHERE clinic_id = $1 AND id = $2 AND status = 'active'",
    );
    let retired = tx
        .query(scope, RETIRE)
        .bind(scope.clinic())
        .bind(id)
        .execute()
        .await?;
    Ok(retired > 0)
}

//! What one books.

use crate::{Conn, Reach, Scope, Sql, StoreError, Tx};
use salus_domain::clinics::{NewVisitType, VisitType, VisitTypeStatus};
use salus_domain::ids::{ClinicId, VisitTypeId};
use salus_domain::language::LocalText;
use salus_domain::money::{Currency, Money};
use salus_domain::time::Instant;
use sqlx::types::Json;

/// The columns of [`VisitTypeRecord`], of `visit_types v` and `clinics c`.
macro_rules! visit_type_columns {
    () => {
        "v.id, v.clinic_id, v.names, v.duration_min, v.buffer_before_min, v.buffer_after_min, v.price_minor,
         c.currency, v.bookable_online, v.needs_room, v.status"
    };
}
pub(crate) use visit_type_columns;

#[derive(sqlx::FromRow)]
pub(crate) struct VisitTypeRecord {
    id: VisitTypeId,
    clinic_id: ClinicId,
    names: Json<LocalText>,
    duration_min: i64,
    buffer_before_min: i64,
    buffer_after_min: i64,
    price_minor: i64,
    currency: Currency,
    bookable_online: bool,
    needs_room: bool,
    status: VisitTypeStatus,
}

impl From<VisitTypeRecord> for VisitType {
    fn from(row: VisitTypeRecord) -> Self {
        Self {
            id: row.id,
            clinic: row.clinic_id,
            names: row.names.0,
            duration_min: row.duration_min,
            buffer_before_min: row.buffer_before_min,
            buffer_after_min: row.buffer_after_min,
            price: Money::new(row.price_minor, row.currency),
            bookable_online: row.bookable_online,
            needs_room: row.needs_room,
            status: row.status,
        }
    }
}

/// What can be booked in the clinic, online or by the desk, oldest first.
///
/// # Errors
/// Any [`StoreError`].
pub async fn visit_types(conn: &mut Conn, scope: &Scope) -> Result<Vec<VisitType>, StoreError> {
    const ACTIVE: Sql = Sql::both(concat!(
        "SELECT ",
        visit_type_columns!(),
        " FROM visit_types v JOIN clinics c ON c.id = v.clinic_id
         WHERE v.clinic_id = $1 AND v.status = 'active' ORDER BY v.created_at, v.id"
    ));
    let rows: Vec<VisitTypeRecord> = conn
        .query(scope, ACTIVE)
        .bind(scope.clinic())
        .fetch_all()
        .await?;
    Ok(rows.into_iter().map(VisitType::from).collect())
}

/// An active visit type of a clinic at work. Public.
///
/// # Errors
/// Any [`StoreError`].
pub async fn visit_type(
    conn: &mut Conn,
    clinic: ClinicId,
    id: VisitTypeId,
) -> Result<Option<VisitType>, StoreError> {
    const ONE: Sql = Sql::both(concat!(
        "SELECT ",
        visit_type_columns!(),
        " FROM visit_types v JOIN clinics c ON c.id = v.clinic_id
         WHERE v.clinic_id = $1 AND v.id = $2 AND v.status = 'active' AND c.status = 'active'"
    ));
    let row: Option<VisitTypeRecord> = conn
        .query(Reach::PUBLIC, ONE)
        .bind(clinic)
        .bind(id)
        .fetch_optional()
        .await?;
    Ok(row.map(VisitType::from))
}

/// A visit type to add.
#[derive(Clone, Debug)]
pub struct AddVisitType {
    /// Its id.
    pub id: VisitTypeId,
    /// What was typed and checked.
    pub visit_type: NewVisitType,
    /// When.
    pub at: Instant,
}

/// Adds a visit type that no doctor offers yet.
///
/// # Errors
/// Any [`StoreError`].
pub async fn add_visit_type(
    tx: &mut Tx,
    scope: &Scope,
    new: &AddVisitType,
) -> Result<(), StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO visit_types
             (id, clinic_id, names, duration_min, buffer_before_min, buffer_after_min, price_minor,
              bookable_online, needs_room, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    );
    tx.query(scope, ADD)
        .bind(new.id)
        .bind(scope.clinic())
        .bind(Json(new.visit_type.names.clone()))
        .bind(new.visit_type.duration_min)
        .bind(new.visit_type.buffer_before_min)
        .bind(new.visit_type.buffer_after_min)
        .bind(new.visit_type.price_minor)
        .bind(new.visit_type.bookable_online)
        .bind(new.visit_type.needs_room)
        .bind(new.at)
        .execute()
        .await
        .map(drop)
}

/// Retires an active visit type; `false` when the clinic has no such one.
///
/// # Errors
/// Any [`StoreError`].
pub async fn retire_visit_type(
    tx: &mut Tx,
    scope: &Scope,
    id: VisitTypeId,
) -> Result<bool, StoreError> {
    const RETIRE: Sql = Sql::both(
        "UPDATE visit_types SET status = 'retired' WHERE clinic_id = $1 AND id = $2 AND status = 'active'",
    );
    Ok(tx
        .query(scope, RETIRE)
        .bind(scope.clinic())
        .bind(id)
        .execute()
        .await?
        > 0)
}

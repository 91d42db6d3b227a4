//! What a clinic asks of its staff's sign-ins.

use crate::{Conn, Scope, Sql, StoreError, Tx};
use salus_domain::time::Instant;

/// Whether the scope's clinic asks a second factor of its staff.
///
/// # Errors
/// Any [`StoreError`].
pub async fn staff_second_factor(conn: &mut Conn, scope: &Scope) -> Result<bool, StoreError> {
    const ASKS: Sql = Sql::both("SELECT staff_second_factor FROM clinics WHERE id = $1");
    conn.query(scope, ASKS)
        .bind(scope.clinic())
        .fetch_one_scalar()
        .await
}

/// Has the scope's clinic ask a second factor of its staff, or no longer; `false` when it does so already.
///
/// # Errors
/// Any [`StoreError`].
pub async fn set_staff_second_factor(
    tx: &mut Tx,
    scope: &Scope,
    asks: bool,
    at: Instant,
) -> Result<bool, StoreError> {
    const SET: Sql = Sql::both(
        "UPDATE clinics SET staff_second_factor = $2, updated_at = $3
         WHERE id = $1 AND staff_second_factor <> $2",
    );
    let rows = tx
        .query(scope, SET)
        .bind(scope.clinic())
        .bind(asks)
        .bind(at)
        .execute()
        .await?;
    Ok(rows > 0)
}

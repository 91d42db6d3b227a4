//! Members of a clinic who sign in by two steps.

use crate::{Conn, Scope, Sql, StoreError};
use salus_domain::accounts::StaffRole;
use salus_domain::ids::{MembershipId, UserId};
use salus_domain::staff::FactorHolder;

/// Whoever works in the scope's clinic and has a second factor.
///
/// # Errors
/// Any [`StoreError`].
pub async fn factor_holders(
    conn: &mut Conn,
    scope: &Scope,
) -> Result<Vec<FactorHolder>, StoreError> {
    const HOLDERS: Sql = Sql::both(
        "SELECT m.id, coalesce(m.first_name, u.first_name) AS first_name,
             coalesce(m.last_name, u.last_name) AS last_name, u.email, m.role
         FROM memberships m JOIN users u ON u.id = m.user_id
             JOIN second_factors f ON f.user_id = u.id AND f.confirmed_at IS NOT NULL
         WHERE m.clinic_id = $1 AND m.status = 'active'
         ORDER BY m.role, coalesce(m.last_name, u.last_name), coalesce(m.first_name, u.first_name), m.id",
    );
    let rows: Vec<(MembershipId, String, String, String, StaffRole)> = conn
        .query(scope, HOLDERS)
        .bind(scope.clinic())
        .fetch_all()
        .await?;
    let holder = |(membership, first, last, email, role)| FactorHolder {
        membership,
        name: format!("{first} {last}"),
        email,
        role,
    };
    Ok(rows.into_iter().map(holder).collect())
}

/// Whose membership of the scope's clinic that is, whatever the role, while they work there.
///
/// # Errors
/// Any [`StoreError`].
pub async fn active_member_user(
    conn: &mut Conn,
    scope: &Scope,
    id: MembershipId,
) -> Result<Option<UserId>, StoreError> {
    const OF: Sql = Sql::both(
        "SELECT user_id FROM memberships WHERE clinic_id = $1 AND id = $2 AND status = 'active'",
    );
    conn.query(scope, OF)
        .bind(scope.clinic())
        .bind(id)
        .fetch_optional_scalar()
        .await
}

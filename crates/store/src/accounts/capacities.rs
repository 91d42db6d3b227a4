//! In which capacities somebody could act.

use crate::{Conn, Reach, Sql, StoreError};
use salus_domain::accounts::{MyClinic, Role, StaffRole};
use salus_domain::ids::{ClinicId, UserId};

/// What a user holds, and whether the clinic works; a role on the platform or of a patient has no clinic.
#[derive(Clone, Debug)]
pub struct Holding {
    /// As what.
    pub role: Role,
    /// Where.
    pub clinic: Option<MyClinic>,
}

#[derive(sqlx::FromRow)]
struct HoldingRecord {
    role: Role,
    clinic_id: Option<ClinicId>,
    clinic_name: Option<String>,
    clinic_city: Option<String>,
}

/// What an active user could act as now: their role on the platform, their active memberships in clinics at
/// work, oldest first, and that of a patient where they have registered as one or have a file.
///
/// # Errors
/// Any [`StoreError`].
pub async fn holdings(conn: &mut Conn, user: UserId) -> Result<Vec<Holding>, StoreError> {
    const HELD: Sql = Sql::both(
        "SELECT m.role, c.id AS clinic_id, c.name AS clinic_name, c.city AS clinic_city
         FROM users u
             JOIN memberships m ON m.user_id = u.id AND m.status = 'active'
             JOIN clinics c ON c.id = m.clinic_id AND c.status = 'active'
         WHERE u.id = $1 AND u.status = 'active'
         ORDER BY m.created_at, m.id",
    );
    const PLATFORM: Sql = Sql::both(
        "SELECT platform_role AS role FROM users
         WHERE id = $1 AND status = 'active' AND platform_role IS NOT NULL",
    );
    const PATIENT: Sql = Sql::both(
        "SELECT count(*) FROM users u WHERE u.id = $1 AND u.status = 'active'
             AND (u.born_on IS NOT NULL OR EXISTS (SELECT 1 FROM patients p WHERE p.user_id = u.id))",
    );
    let alone = |role| Holding { role, clinic: None };
    let platform: Option<Role> = conn
        .query(Reach::own(user), PLATFORM)
        .bind(user)
        .fetch_optional_scalar()
        .await?;
    let held: Vec<HoldingRecord> = conn
        .query(Reach::own(user), HELD)
        .bind(user)
        .fetch_all()
        .await?;
    let patient: i64 = conn
        .query(Reach::own(user), PATIENT)
        .bind(user)
        .fetch_one_scalar()
        .await?;
    let staff = held.into_iter().map(|row| Holding {
        role: row.role,
        clinic: match (row.clinic_id, row.clinic_name, row.clinic_city) {
            (Some(id), Some(name), Some(city)) => Some(MyClinic { id, name, city }),
            _ => None,
        },
    });
    Ok(platform
        .map(alone)
        .into_iter()
        .chain(staff)
        .chain((patient > 0).then(|| alone(Role::Patient)))
        .collect())
}

/// The oldest of a user's active memberships in clinics that are suspended.
///
/// # Errors
/// Any [`StoreError`].
pub async fn suspended_membership(
    conn: &mut Conn,
    user: UserId,
) -> Result<Option<(ClinicId, StaffRole)>, StoreError> {
    const SUSPENDED: Sql = Sql::both(
        "SELECT m.clinic_id, m.role FROM memberships m JOIN clinics c ON c.id = m.clinic_id
         WHERE m.user_id = $1 AND m.status = 'active' AND c.status = 'suspended' AND c.deleted_at IS NULL
         ORDER BY m.created_at, m.id LIMIT 1",
    );
    conn.query(Reach::own(user), SUSPENDED)
        .bind(user)
        .fetch_optional()
        .await
}

/// Every role an active user holds: in clinics, at work or not; and in none of them, as a patient or on the
/// platform.
///
/// # Errors
/// Any [`StoreError`].
pub async fn roles_held(
    conn: &mut Conn,
    user: UserId,
) -> Result<Vec<(Option<ClinicId>, Role)>, StoreError> {
    const HELD: Sql = Sql::both(
        "SELECT m.clinic_id, m.role FROM memberships m WHERE m.user_id = $1 AND m.status = 'active'
         UNION ALL
         SELECT NULL, u.platform_role FROM users u WHERE u.id = $1 AND u.platform_role IS NOT NULL
         UNION ALL
         SELECT NULL, 'patient' FROM users u WHERE u.id = $1
             AND (u.born_on IS NOT NULL OR EXISTS (SELECT 1 FROM patients p WHERE p.user_id = u.id))",
    );
    conn.query(Reach::own(user), HELD)
        .bind(user)
        .fetch_all()
        .await
}

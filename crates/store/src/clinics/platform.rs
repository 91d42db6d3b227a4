//! Clinics as the platform runs them.

use super::{ClinicRecord, clinic_columns};
use crate::{Conn, Reach, Scope, Sql, StoreError, Tx};
use salus_domain::clinics::{ClinicAdminRow, ClinicRow, ClinicStatus, NewClinic};
use salus_domain::ids::{ClinicId, MembershipId};
use salus_domain::permission::PlatformGrant;
use salus_domain::text::fold;
use salus_domain::time::Instant;
use sqlx::types::Json;
use std::collections::HashMap;

#[derive(sqlx::FromRow)]
struct RowRecord {
    #[sqlx(flatten)]
    clinic: ClinicRecord,
    doctors: i64,
    patients: i64,
}

/// An [`AdminRecord`] of every active admin, by the name the clinic knows them by.
macro_rules! select_admins {
    () => {
        "SELECT m.clinic_id, m.id, coalesce(m.first_name, u.first_name) AS first_name,
             coalesce(m.last_name, u.last_name) AS last_name, u.email
         FROM memberships m JOIN users u ON u.id = m.user_id
         WHERE m.role = 'clinic_admin' AND m.status = 'active'"
    };
}

#[derive(sqlx::FromRow)]
struct AdminRecord {
    clinic_id: ClinicId,
    id: MembershipId,
    first_name: String,
    last_name: String,
    email: String,
}

impl From<AdminRecord> for ClinicAdminRow {
    fn from(row: AdminRecord) -> Self {
        Self {
            membership: row.id,
            name: format!("{} {}", row.first_name, row.last_name),
            email: row.email,
        }
    }
}

/// The active admins of the scope's clinic, in the order they were named.
///
/// # Errors
/// Any [`StoreError`].
pub async fn admins(conn: &mut Conn, scope: &Scope) -> Result<Vec<ClinicAdminRow>, StoreError> {
    const OF_CLINIC: Sql = Sql::both(concat!(
        select_admins!(),
        " AND m.clinic_id = $1 ORDER BY m.created_at, m.id"
    ));
    let rows: Vec<AdminRecord> = conn
        .query(scope, OF_CLINIC)
        .bind(scope.clinic())
        .fetch_all()
        .await?;
    Ok(rows.into_iter().map(ClinicAdminRow::from).collect())
}

/// Every clinic whose folded name, address or city holds `filter` (folded; empty holds everywhere),
/// by name.
///
/// # Errors
/// Any [`StoreError`].
pub async fn rows(
    conn: &mut Conn,
    grant: &PlatformGrant,
    filter: &str,
) -> Result<Vec<ClinicRow>, StoreError> {
    const ROWS: Sql = Sql::split(
        concat!(
            "SELECT ",
            clinic_columns!(),
            ", (SELECT count(*) FROM doctors d WHERE d.clinic_id = c.id AND d.status = 'active') AS doctors,
               (SELECT count(*) FROM patients p WHERE p.clinic_id = c.id) AS patients
             FROM clinics c
             WHERE c.deleted_at IS NULL AND ($1 = '' OR instr(
                 c.name_folded || char(10) || c.address_folded || char(10) || c.city_folded, $1) > 0)
             ORDER BY c.name_folded, c.id"
        ),
        concat!(
            "SELECT ",
            clinic_columns!(),
            ", (SELECT count(*) FROM doctors d WHERE d.clinic_id = c.id AND d.status = 'active') AS doctors,
               (SELECT count(*) FROM patients p WHERE p.clinic_id = c.id) AS patients
             FROM clinics c
             WHERE c.deleted_at IS NULL AND ($1 = '' OR strpos(
                 c.name_folded || chr(10) || c.address_folded || chr(10) || c.city_folded, $1) > 0)
             ORDER BY c.name_folded, c.id"
        ),
    );
    const ADMINS: Sql = Sql::both(concat!(select_admins!(), " ORDER BY m.created_at, m.id"));
    let rows: Vec<RowRecord> = conn.query(grant, ROWS).bind(filter).fetch_all().await?;
    let found: Vec<AdminRecord> = conn.query(grant, ADMINS).fetch_all().await?;
    let mut admins: HashMap<ClinicId, Vec<ClinicAdminRow>> = HashMap::new();
    for row in found {
        admins.entry(row.clinic_id).or_default().push(row.into());
    }
    Ok(rows
        .into_iter()
        .map(|row| ClinicRow {
            admins: admins.remove(&row.clinic.id).unwrap_or_default(),
            clinic: row.clinic.into(),
            doctors: row.doctors,
            patients: row.patients,
        })
        .collect())
}

/// Whether some clinic has that name and address (folded), or that email.
///
/// # Errors
/// Any [`StoreError`].
pub async fn names_in_use(
    conn: &mut Conn,
    _: &PlatformGrant,
    clinic: &NewClinic,
) -> Result<bool, StoreError> {
    const SAME: Sql = Sql::both(
        "SELECT count(*) FROM clinics WHERE (name_folded = $1 AND address_folded = $2) OR email = $3",
    );
    let same: i64 = conn
        .query(Reach::SHARED, SAME)
        .bind(fold(&clinic.name))
        .bind(fold(&clinic.address))
        .bind(clinic.email.as_str())
        .fetch_one_scalar()
        .await?;
    Ok(same > 0)
}

/// The places in addresses that are `slug`, or `slug` and a suffix.
///
/// # Errors
/// Any [`StoreError`].
pub async fn slugs_like(
    conn: &mut Conn,
    _: &PlatformGrant,
    slug: &str,
) -> Result<Vec<String>, StoreError> {
    const LIKE: Sql = Sql::both(
        "SELECT slug FROM clinics WHERE slug = $1 OR substr(slug, 1, length($1) + 1) = $1 || '-'",
    );
    conn.query(Reach::SHARED, LIKE)
        .bind(slug)
        .fetch_all_scalars()
        .await
}

/// A clinic to add.
#[derive(Clone, Debug)]
pub struct AddClinic {
    /// Its id.
    pub id: ClinicId,
    /// Its place in addresses.
    pub slug: String,
    /// What was typed and checked.
    pub clinic: NewClinic,
    /// When.
    pub at: Instant,
}

/// Adds a clinic, at work.
///
/// # Errors
/// [`StoreError::Unique`] of `clinics_slug_key`, `clinics_email_key` or
/// `clinics_name_folded_address_folded_key`.
pub async fn add(tx: &mut Tx, _: &PlatformGrant, new: &AddClinic) -> Result<(), StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO clinics
             (id, slug, name, name_folded, kind, address, address_folded, city, city_folded, country, phone,
              email, time_zone, currency, about, confirmation_policy, cancel_notice_min, min_notice_min,
              horizon_days, answer_within_min, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
              $21, $21)",
    );
    let clinic = &new.clinic;
    tx.query(Reach::PLATFORM, ADD)
        .bind(new.id)
        .bind(new.slug.as_str())
        .bind(clinic.name.as_str())
        .bind(fold(&clinic.name))
        .bind(clinic.kind)
        .bind(clinic.address.as_str())
        .bind(fold(&clinic.address))
        .bind(clinic.city.as_str())
        .bind(fold(&clinic.city))
        .bind(clinic.country.as_str())
        .bind(clinic.phone.as_str())
        .bind(clinic.email.as_str())
        .bind(clinic.zone.clone())
        .bind(clinic.currency)
        .bind(Json(clinic.about.clone()))
        .bind(clinic.policy.confirmation)
        .bind(clinic.policy.cancel_notice_min)
        .bind(clinic.policy.min_notice_min)
        .bind(clinic.policy.horizon_days)
        .bind(clinic.policy.answer_within_min)
        .bind(new.at)
        .execute()
        .await
        .map(drop)
}

/// Sets the clinic's status; whether that changed it.
///
/// # Errors
/// Any [`StoreError`].
pub async fn set_status(
    tx: &mut Tx,
    scope: &Scope,
    status: ClinicStatus,
    at: Instant,
) -> Result<bool, StoreError> {
    const SET: Sql =
        Sql::both("UPDATE clinics SET status = $2, updated_at = $3 WHERE id = $1 AND status <> $2");
    let rows = tx
        .query(scope, SET)
        .bind(scope.clinic())
        .bind(status)
        .bind(at)
        .execute()
        .await?;
    Ok(rows > 0)
}

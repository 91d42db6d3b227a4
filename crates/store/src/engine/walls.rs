//! Whether the second wall between clinics stands: the role that serves, and the policies on the tables.

use super::StoreError;
use super::postgres::ROLE;
use sqlx::{PgConnection, PgPool};

/// Whether the user in the address may take the role that serves.
pub(super) async fn role(owner: &mut PgConnection) -> Result<(), StoreError> {
    // Since PostgreSQL 16 members may be kept from taking a role.
    const MAY: &str = "SELECT current_user::text, r.oid IS NOT NULL, coalesce(pg_has_role(r.oid,
             CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END), FALSE)
         FROM (VALUES ($1)) AS wanted (name) LEFT JOIN pg_roles r ON r.rolname = wanted.name";
    let (user, there, may): (String, bool, bool) =
        sqlx::query_as(MAY).bind(ROLE).fetch_one(owner).await?;
    if !there {
        return Err(StoreError::Setup(format!(
            "the PostgreSQL role {ROLE}, in which Salus serves, is missing: run `salus migrate`, as a user who may \
             create roles or after an administrator ran CREATE ROLE {ROLE} NOLOGIN; GRANT {ROLE} TO {user}"
        )));
    }
    if !may {
        return Err(StoreError::Setup(format!(
            "{user} may not take the PostgreSQL role {ROLE}, in which Salus serves: have an administrator run GRANT \
             {ROLE} TO {user}"
        )));
    }
    Ok(())
}

/// Whether what serves owns nothing, may go round nothing, and finds a policy on every table of the clinics.
pub(super) async fn standing(pool: &PgPool) -> Result<(), StoreError> {
    const POWERS: &str = "SELECT current_user::text, r.rolsuper OR r.rolbypassrls OR EXISTS (
             SELECT 1 FROM pg_class c WHERE c.relowner = r.oid AND c.relnamespace = current_schema()::regnamespace)
         FROM pg_roles r WHERE r.rolname = current_user";
    const OPEN: &str =
        "SELECT c.relname::text FROM pg_class c JOIN pg_attribute k ON k.attrelid = c.oid
         WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
             AND k.attname = 'clinic_id' AND NOT k.attisdropped
             AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
         ORDER BY 1";
    let (user, powerful): (String, bool) = sqlx::query_as(POWERS).fetch_one(pool).await?;
    if user != ROLE || powerful {
        return Err(StoreError::Setup(format!(
            "Salus would serve as the PostgreSQL role {user}, which may go round the walls between clinics: it must be \
             {ROLE}, which owns no table and is neither SUPERUSER nor BYPASSRLS. ALTER ROLE {ROLE} NOSUPERUSER \
             NOBYPASSRLS mends its rights"
        )));
    }
    let open: Vec<String> = sqlx::query_scalar(OPEN).fetch_all(pool).await?;
    if !open.is_empty() {
        return Err(StoreError::Setup(format!(
            "no policy guards the tables {}: run `salus migrate`",
            open.join(", ")
        )));
    }
    Ok(())
}

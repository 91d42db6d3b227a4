//! Photos of people: bytes under a number, of an account or of a clinic's doctor.

use crate::{Conn, OwnScope, Reach, Scope, Sql, StoreError, Tx};
use salus_domain::ids::{ClinicId, DoctorId, PhotoId, UserId};
use salus_domain::photos::{PhotoOf, PhotoSize};
use salus_domain::time::Instant;

/// A photo as it is kept.
#[derive(Clone, Debug)]
pub struct AddPhoto {
    /// Which.
    pub id: PhotoId,
    /// 256 pixels square, JPEG.
    pub large: Vec<u8>,
    /// 64 pixels square, JPEG.
    pub small: Vec<u8>,
    /// When.
    pub at: Instant,
}

/// Keeps a photo of the user in place of any before.
///
/// # Errors
/// Any [`StoreError`].
pub async fn set_own(tx: &mut Tx, own: &OwnScope, photo: &AddPhoto) -> Result<(), StoreError> {
    const SET: Sql = Sql::both(
        "INSERT INTO photos (id, user_id, large, small, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (user_id) DO UPDATE SET id = excluded.id, large = excluded.large, small = excluded.small,
             created_at = excluded.created_at",
    );
    tx.query(own, SET)
        .bind(photo.id)
        .bind(own.user())
        .bind(photo.large.clone())
        .bind(photo.small.clone())
        .bind(photo.at)
        .execute()
        .await
        .map(drop)
}

/// Removes the user's photo; whether there was one.
///
/// # Errors
/// Any [`StoreError`].
pub async fn remove_own(tx: &mut Tx, own: &OwnScope) -> Result<bool, StoreError> {
    const REMOVE: Sql = Sql::both("DELETE FROM photos WHERE user_id = $1");
    Ok(tx.query(own, REMOVE).bind(own.user()).execute().await? > 0)
}

/// Keeps a photo of the clinic's doctor in place of any before.
///
/// # Errors
/// [`StoreError::Other`] without such a doctor.
pub async fn set_of_doctor(
    tx: &mut Tx,
    scope: &Scope,
    doctor: DoctorId,
    photo: &AddPhoto,
) -> Result<(), StoreError> {
    const SET: Sql = Sql::both(
        "INSERT INTO photos (id, clinic_id, doctor_id, large, small, created_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (clinic_id, doctor_id) DO UPDATE SET id = excluded.id, large = excluded.large,
             small = excluded.small, created_at = excluded.created_at",
    );
    tx.query(scope, SET)
        .bind(photo.id)
        .bind(scope.clinic())
        .bind(doctor)
        .bind(photo.large.clone())
        .bind(photo.small.clone())
        .bind(photo.at)
        .execute()
        .await
        .map(drop)
}

/// Removes the photo of the clinic's doctor; whether there was one.
///
/// # Errors
/// Any [`StoreError`].
pub async fn remove_of_doctor(
    tx: &mut Tx,
    scope: &Scope,
    doctor: DoctorId,
) -> Result<bool, StoreError> {
    const REMOVE: Sql = Sql::both("DELETE FROM photos WHERE clinic_id = $1 AND doctor_id = $2");
    let removed = tx
        .query(scope, REMOVE)
        .bind(scope.clinic())
        .bind(doctor)
        .execute()
        .await?;
    Ok(removed > 0)
}

/// The user's photo, large, for their copy of what is held about them.
///
/// # Errors
/// Any [`StoreError`].
pub async fn large_of_user(conn: &mut Conn, own: &OwnScope) -> Result<Option<Vec<u8>>, StoreError> {
    const OF: Sql = Sql::both("SELECT large FROM photos WHERE user_id = $1");
    conn.query(own, OF)
        .bind(own.user())
        .fetch_optional_scalar()
        .await
}

#[derive(sqlx::FromRow)]
struct Whose {
    user_id: Option<UserId>,
    clinic_id: Option<ClinicId>,
    at_work: bool,
}

/// Whose photo it is.
///
/// # Errors
/// Any [`StoreError`].
pub async fn whose(conn: &mut Conn, id: PhotoId) -> Result<Option<PhotoOf>, StoreError> {
    const WHOSE: Sql = Sql::both(
        "SELECT p.user_id, p.clinic_id, coalesce(d.status = 'active' AND c.status = 'active', FALSE) AS at_work
         FROM photos p
             LEFT JOIN doctors d ON d.clinic_id = p.clinic_id AND d.id = p.doctor_id
             LEFT JOIN clinics c ON c.id = p.clinic_id
         WHERE p.id = $1",
    );
    let row: Option<Whose> = conn
        .query(Reach::EVERYWHERE, WHOSE)
        .bind(id)
        .fetch_optional()
        .await?;
    Ok(row.and_then(|row| match (row.user_id, row.clinic_id) {
        (Some(user), _) => Some(PhotoOf::Account { user }),
        (None, Some(clinic)) => Some(PhotoOf::Doctor {
            clinic,
            at_work: row.at_work,
        }),
        (None, None) => None,
    }))
}

/// The bytes of a photo.
///
/// # Errors
/// Any [`StoreError`].
pub async fn bytes(
    conn: &mut Conn,
    id: PhotoId,
    size: PhotoSize,
) -> Result<Option<Vec<u8>>, StoreError> {
    const LARGE: Sql = Sql::both("SELECT large FROM photos WHERE id = $1");
    const SMALL: Sql = Sql::both("SELECT small FROM photos WHERE id = $1");
    let which = match size {
        PhotoSize::Large => LARGE,
        PhotoSize::Small => SMALL,
    };
    conn.query(Reach::EVERYWHERE, which)
        .bind(id)
        .fetch_optional_scalar()
        .await
}

/// Whether the clinic has a file on the user themself, within the scope's reach.
///
/// # Errors
/// Any [`StoreError`].
pub async fn is_patient(conn: &mut Conn, scope: &Scope, user: UserId) -> Result<bool, StoreError> {
    const FILES: Sql = Sql::both(
        "SELECT count(*) FROM patients p
         WHERE p.clinic_id = $1 AND p.user_id = $2 AND p.relative_id IS NULL
             AND ($3 IS NULL OR p.user_id = $3)
             AND ($4 IS NULL OR EXISTS (
                 SELECT 1 FROM appointments a
                     JOIN doctors d ON d.clinic_id = a.clinic_id AND d.id = a.doctor_id
                 WHERE a.clinic_id = $1 AND a.patient_id = p.id AND d.user_id = $4))",
    );
    let files: i64 = conn
        .query(scope, FILES)
        .bind(scope.clinic())
        .bind(user)
        .bind(scope.patient_user())
        .bind(scope.doctor_user())
        .fetch_one_scalar()
        .await?;
    Ok(files > 0)
}

/// Whether the user is, or was, a member of the clinic's staff.
///
/// # Errors
/// Any [`StoreError`].
pub async fn is_member(conn: &mut Conn, scope: &Scope, user: UserId) -> Result<bool, StoreError> {
    const ROLES: Sql =
        Sql::both("SELECT count(*) FROM memberships WHERE clinic_id = $1 AND user_id = $2");
    let roles: i64 = conn
        .query(scope, ROLES)
        .bind(scope.clinic())
        .bind(user)
        .fetch_one_scalar()
        .await?;
    Ok(roles > 0)
}

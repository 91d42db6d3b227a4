//! A clinic's files on people, what they are found by, and who holds them.

mod alike;
mod family;
mod files;
pub mod import;
mod search;

pub use alike::known_like;
pub use family::{
    Offer, add_offer, add_relative, create_file_of_relative, file_of_relative, hand_over, let_go,
    offer_to, offers_to, relative, relatives, remove_offer_of, update_relative,
};
pub use files::{add, find, update};
pub use search::{index, search};

use crate::{Conn, Scope, Sql, StoreError, Tx};
use chrono::NaiveDate;
use salus_domain::ids::{PatientId, UserId};
use salus_domain::patients::{Sex, search as words};
use salus_domain::text::fold;
use salus_domain::time::Instant;

/// The clinic's file on a user, within the scope's reach.
///
/// # Errors
/// Any [`StoreError`].
pub async fn file_of_user(
    conn: &mut Conn,
    scope: &Scope,
    user: UserId,
) -> Result<Option<PatientId>, StoreError> {
    const FILE: Sql = Sql::both(
        "SELECT id FROM patients WHERE clinic_id = $1 AND user_id = $2 AND relative_id IS NULL
         AND ($3 IS NULL OR user_id = $3)",
    );
    conn.query(scope, FILE)
        .bind(scope.clinic())
        .bind(user)
        .bind(scope.patient_user())
        .fetch_optional_scalar()
        .await
}

#[derive(sqlx::FromRow)]
struct Profile {
    first_name: String,
    last_name: String,
    born_on: Option<NaiveDate>,
    phone: Option<String>,
    email: String,
}

/// Opens the clinic's file on a user from their profile, their sex not said, and answers with its id;
/// or with that of the file somebody opened a moment before. `None` when the profile lacks the date of
/// birth.
///
/// # Errors
/// Any [`StoreError`].
pub async fn create_file(
    tx: &mut Tx,
    scope: &Scope,
    user: UserId,
    id: PatientId,
    at: Instant,
) -> Result<Option<PatientId>, StoreError> {
    const PROFILE: Sql =
        Sql::both("SELECT first_name, last_name, born_on, phone, email FROM users WHERE id = $1");
    const OPEN: Sql = Sql::both(
        "INSERT INTO patients
             (id, clinic_id, user_id, first_name, last_name, name_folded, born_on, sex, phone, email,
              created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
         ON CONFLICT (clinic_id, user_id) WHERE user_id IS NOT NULL AND relative_id IS NULL DO NOTHING",
    );
    let Some(Profile {
        first_name,
        last_name,
        born_on: Some(born_on),
        phone,
        email,
    }) = tx.query(scope, PROFILE).bind(user).fetch_optional().await?
    else {
        return Ok(None);
    };
    let name = format!("{first_name} {last_name}");
    let opened = tx
        .query(scope, OPEN)
        .bind(id)
        .bind(scope.clinic())
        .bind(user)
        .bind(first_name)
        .bind(last_name)
        .bind(fold(&name))
        .bind(born_on)
        .bind(Sex::Unknown)
        .bind(phone.as_deref())
        .bind(email)
        .bind(at)
        .execute()
        .await?;
    if opened > 0 {
        let words = words::index(&name, born_on, None, phone.as_deref());
        index(tx, scope, id, words).await?;
    }
    file_of_user(tx, scope, user).await
}

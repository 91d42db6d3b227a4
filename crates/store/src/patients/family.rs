//! Who holds files: relatives of an account, and files offered to one.

use super::search::index;
use crate::{Conn, OwnScope, Scope, Sql, StoreError, Tx};
use chrono::NaiveDate;
use salus_domain::ids::{ClinicId, OfferId, PatientId, RelativeId, UserId};
use salus_domain::patients::{
    FileOffer, HeldAs, Relation, Relative, RelativeData, Sex, search as words,
};
use salus_domain::text::fold;
use salus_domain::time::Instant;

#[derive(sqlx::FromRow)]
struct Row {
    id: RelativeId,
    relation: Relation,
    first_name: String,
    last_name: String,
    born_on: NaiveDate,
    sex: Sex,
}

impl From<Row> for Relative {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            relation: row.relation,
            first_name: row.first_name,
            last_name: row.last_name,
            born_on: row.born_on,
            sex: row.sex,
        }
    }
}

/// The user's relatives, in the order they were added.
///
/// # Errors
/// Any [`StoreError`].
pub async fn relatives(conn: &mut Conn, own: &OwnScope) -> Result<Vec<Relative>, StoreError> {
    const ALL: Sql = Sql::both(
        "SELECT id, relation, first_name, last_name, born_on, sex FROM relatives
         WHERE user_id = $1 ORDER BY id LIMIT 50",
    );
    let rows: Vec<Row> = conn.query(own, ALL).bind(own.user()).fetch_all().await?;
    Ok(rows.into_iter().map(Relative::from).collect())
}

/// One of the user's relatives.
///
/// # Errors
/// Any [`StoreError`].
pub async fn relative(
    conn: &mut Conn,
    own: &OwnScope,
    id: RelativeId,
) -> Result<Option<Relative>, StoreError> {
    const ONE: Sql = Sql::both(
        "SELECT id, relation, first_name, last_name, born_on, sex FROM relatives
         WHERE user_id = $1 AND id = $2",
    );
    let row: Option<Row> = conn
        .query(own, ONE)
        .bind(own.user())
        .bind(id)
        .fetch_optional()
        .await?;
    Ok(row.map(Relative::from))
}

/// Adds a relative of the user.
///
/// # Errors
/// Any [`StoreError`].
pub async fn add_relative(
    tx: &mut Tx,
    own: &OwnScope,
    id: RelativeId,
    data: &RelativeData,
    at: Instant,
) -> Result<(), StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO relatives
             (id, user_id, relation, first_name, last_name, born_on, sex, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
    );
    tx.query(own, ADD)
        .bind(id)
        .bind(own.user())
        .bind(data.relation)
        .bind(data.first_name.as_str())
        .bind(data.last_name.as_str())
        .bind(data.born_on)
        .bind(data.sex)
        .bind(at)
        .execute()
        .await
        .map(drop)
}

/// Changes what is known of a relative; whether the user has them.
///
/// # Errors
/// Any [`StoreError`].
pub async fn update_relative(
    tx: &mut Tx,
    own: &OwnScope,
    id: RelativeId,
    data: &RelativeData,
    at: Instant,
) -> Result<bool, StoreError> {
    const UPDATE: Sql = Sql::both(
        "UPDATE relatives SET relation = $3, first_name = $4, last_name = $5, born_on = $6, sex = $7,
             updated_at = $8
         WHERE id = $1 AND user_id = $2",
    );
    let changed = tx
        .query(own, UPDATE)
        .bind(id)
        .bind(own.user())
        .bind(data.relation)
        .bind(data.first_name.as_str())
        .bind(data.last_name.as_str())
        .bind(data.born_on)
        .bind(data.sex)
        .bind(at)
        .execute()
        .await?;
    Ok(changed == 1)
}

/// The clinic's file on a relative of the user.
///
/// # Errors
/// Any [`StoreError`].
pub async fn file_of_relative(
    conn: &mut Conn,
    scope: &Scope,
    user: UserId,
    relative: RelativeId,
) -> Result<Option<PatientId>, StoreError> {
    const FILE: Sql = Sql::both(
        "SELECT id FROM patients WHERE clinic_id = $1 AND relative_id = $2 AND user_id = $3",
    );
    conn.query(scope, FILE)
        .bind(scope.clinic())
        .bind(relative)
        .bind(user)
        .fetch_optional_scalar()
        .await
}

/// Opens the clinic's file on a relative of the user, with the user's telephone and email; answers with the id
/// of the one somebody opened a moment before, where there is one.
///
/// # Errors
/// Any [`StoreError`].
pub async fn create_file_of_relative(
    tx: &mut Tx,
    scope: &Scope,
    user: UserId,
    of: &Relative,
    id: PatientId,
    at: Instant,
) -> Result<Option<PatientId>, StoreError> {
    const OPEN: Sql = Sql::both(
        "INSERT INTO patients
             (id, clinic_id, user_id, relative_id, first_name, last_name, name_folded, born_on, sex, phone,
              email, created_at, updated_at)
         SELECT $1, $2, u.id, $4, $5, $6, $7, $8, $9, u.phone, u.email, $10, $10 FROM users u WHERE u.id = $3
         ON CONFLICT (clinic_id, relative_id) WHERE relative_id IS NOT NULL DO NOTHING",
    );
    const PHONE: Sql = Sql::both("SELECT phone FROM users WHERE id = $1");
    let opened = tx
        .query(scope, OPEN)
        .bind(id)
        .bind(scope.clinic())
        .bind(user)
        .bind(of.id)
        .bind(of.first_name.as_str())
        .bind(of.last_name.as_str())
        .bind(fold(&of.name()))
        .bind(of.born_on)
        .bind(of.sex)
        .bind(at)
        .execute()
        .await?;
    if opened > 0 {
        let phone: Option<String> = tx.query(scope, PHONE).bind(user).fetch_one_scalar().await?;
        let words = words::index(&of.name(), of.born_on, None, phone.as_deref());
        index(tx, scope, id, words).await?;
    }
    file_of_relative(tx, scope, user, of.id).await
}

/// A file offered to an account.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Which offer.
    pub id: OfferId,
    /// Of which file.
    pub patient: PatientId,
    /// To whom, lower-cased.
    pub email: String,
    /// As what.
    pub held: HeldAs,
    /// When.
    pub at: Instant,
}

/// Offers a file that no account holds, instead of any offer before; whether there is one.
///
/// # Errors
/// Any [`StoreError`].
pub async fn add_offer(tx: &mut Tx, scope: &Scope, offer: &Offer) -> Result<bool, StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO patient_offers (id, clinic_id, patient_id, email, relation, created_at)
         SELECT $1, p.clinic_id, p.id, $4, $5, $6 FROM patients p
         WHERE p.clinic_id = $2 AND p.id = $3 AND p.user_id IS NULL",
    );
    remove_offer_of(tx, scope, offer.patient).await?;
    let added = tx
        .query(scope, ADD)
        .bind(offer.id)
        .bind(scope.clinic())
        .bind(offer.patient)
        .bind(offer.email.as_str())
        .bind(offer.held.as_str())
        .bind(offer.at)
        .execute()
        .await?;
    Ok(added == 1)
}

/// Takes back the offer of a file; whether there was one.
///
/// # Errors
/// Any [`StoreError`].
pub async fn remove_offer_of(
    tx: &mut Tx,
    scope: &Scope,
    patient: PatientId,
) -> Result<bool, StoreError> {
    const REMOVE: Sql =
        Sql::both("DELETE FROM patient_offers WHERE clinic_id = $1 AND patient_id = $2");
    let removed = tx
        .query(scope, REMOVE)
        .bind(scope.clinic())
        .bind(patient)
        .execute()
        .await?;
    Ok(removed > 0)
}

#[derive(sqlx::FromRow)]
struct OfferRow {
    id: OfferId,
    clinic: String,
    first_name: String,
    relation: String,
}

/// The files offered to the user, oldest first. Nothing is offered to an address nobody has confirmed.
///
/// # Errors
/// Any [`StoreError`].
pub async fn offers_to(conn: &mut Conn, own: &OwnScope) -> Result<Vec<FileOffer>, StoreError> {
    const OFFERS: Sql = Sql::both(
        "SELECT o.id, c.name AS clinic, p.first_name, o.relation
         FROM users u
         JOIN patient_offers o ON o.email = u.email AND u.email_verified_at IS NOT NULL
         JOIN clinics c ON c.id = o.clinic_id
         JOIN patients p ON p.clinic_id = o.clinic_id AND p.id = o.patient_id
         WHERE u.id = $1 AND p.user_id IS NULL ORDER BY o.id LIMIT 50",
    );
    let rows: Vec<OfferRow> = conn.query(own, OFFERS).bind(own.user()).fetch_all().await?;
    rows.into_iter()
        .map(|row| {
            Ok(FileOffer {
                id: row.id,
                clinic: row.clinic,
                first_name: row.first_name,
                held: held(row.id, &row.relation)?,
            })
        })
        .collect()
}

fn held(id: OfferId, word: &str) -> Result<HeldAs, StoreError> {
    word.parse()
        .map_err(|why| StoreError::bad_row("patient_offers", "relation", id, why))
}

#[derive(sqlx::FromRow)]
struct OfferedRow {
    clinic_id: ClinicId,
    patient_id: PatientId,
    email: String,
    relation: String,
    created_at: Instant,
}

/// An offer to the user, and the clinic that makes it.
///
/// # Errors
/// Any [`StoreError`].
pub async fn offer_to(
    conn: &mut Conn,
    own: &OwnScope,
    id: OfferId,
) -> Result<Option<(ClinicId, Offer)>, StoreError> {
    const ONE: Sql = Sql::both(
        "SELECT o.clinic_id, o.patient_id, o.email, o.relation, o.created_at
         FROM users u JOIN patient_offers o ON o.email = u.email AND u.email_verified_at IS NOT NULL
         WHERE u.id = $1 AND o.id = $2",
    );
    let row: Option<OfferedRow> = conn
        .query(own, ONE)
        .bind(own.user())
        .bind(id)
        .fetch_optional()
        .await?;
    row.map(|row| {
        let offer = Offer {
            id,
            patient: row.patient_id,
            email: row.email,
            held: held(id, &row.relation)?,
            at: row.created_at,
        };
        Ok((row.clinic_id, offer))
    })
    .transpose()
}

/// Gives a file that no account holds to the user, as their own or a relative's; whether it was free.
///
/// # Errors
/// [`StoreError::Unique`] of `patients_clinic_id_user_id_key` when the user has a file of their own there.
pub async fn hand_over(
    tx: &mut Tx,
    scope: &Scope,
    patient: PatientId,
    user: UserId,
    relative: Option<RelativeId>,
    at: Instant,
) -> Result<bool, StoreError> {
    const GIVE: Sql = Sql::both(
        "UPDATE patients SET user_id = $3, relative_id = $4, updated_at = $5
         WHERE clinic_id = $1 AND id = $2 AND user_id IS NULL",
    );
    let given = tx
        .query(scope, GIVE)
        .bind(scope.clinic())
        .bind(patient)
        .bind(user)
        .bind(relative)
        .bind(at)
        .execute()
        .await?;
    Ok(given == 1)
}

/// Takes a file from the account that holds it; whether one did.
///
/// # Errors
/// Any [`StoreError`].
pub async fn let_go(
    tx: &mut Tx,
    scope: &Scope,
    patient: PatientId,
    at: Instant,
) -> Result<bool, StoreError> {
    const TAKE: Sql = Sql::both(
        "UPDATE patients SET user_id = NULL, relative_id = NULL, updated_at = $3
         WHERE clinic_id = $1 AND id = $2 AND user_id IS NOT NULL",
    );
    let taken = tx
        .query(scope, TAKE)
        .bind(scope.clinic())
        .bind(patient)
        .bind(at)
        .execute()
        .await?;
    Ok(taken == 1)
}

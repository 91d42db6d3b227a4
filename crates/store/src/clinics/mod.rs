//! Clinics: the tenants, what one books there, the platform's list of them.

mod closures;
mod edit;
mod platform;
mod security;
mod visit_types;

pub(crate) use closures::minutes;
pub use closures::{add_closure, add_room, closures, remove_closure, retire_room, rooms};
pub use edit::{
    Holds, delete, edit, holds, lock, named_by_other, save_settings, status_around, ties,
};
pub use platform::{AddClinic, add, admins, names_in_use, rows, set_status, slugs_like};
pub use security::{set_staff_second_factor, staff_second_factor};
pub use visit_types::{AddVisitType, add_visit_type, retire_visit_type, visit_type, visit_types};
pub(crate) use visit_types::{VisitTypeRecord, visit_type_columns};

use crate::{Conn, Reach, Scope, Sql, StoreError};
use salus_domain::clinics::{
    Clinic, ClinicCard, ClinicKind, ClinicStatus, ConfirmationPolicy, Policy,
};
use salus_domain::ids::ClinicId;
use salus_domain::language::{LocalText, SpokenLanguage};
use salus_domain::money::Currency;
use salus_domain::staff::Specialty;
use salus_domain::time::ZoneName;
use sqlx::types::Json;
use std::collections::HashMap;

/// The columns of [`ClinicRecord`], of `clinics c`.
macro_rules! clinic_columns {
    () => {
        "c.id, c.slug, c.name, c.kind, c.address, c.city, c.country, c.phone, c.email, c.time_zone, c.currency,
         c.languages, c.about, c.status, c.confirmation_policy, c.cancel_notice_min, c.min_notice_min, c.horizon_days,
         c.answer_within_min"
    };
}
use clinic_columns;

#[derive(sqlx::FromRow)]
struct ClinicRecord {
    id: ClinicId,
    slug: String,
    name: String,
    kind: ClinicKind,
    address: String,
    city: String,
    country: String,
    phone: String,
    email: String,
    time_zone: ZoneName,
    currency: Currency,
    languages: Json<Vec<SpokenLanguage>>,
    about: Json<LocalText>,
    status: ClinicStatus,
    confirmation_policy: ConfirmationPolicy,
    cancel_notice_min: i64,
    min_notice_min: i64,
    horizon_days: i64,
    answer_within_min: i64,
}

impl From<ClinicRecord> for Clinic {
    fn from(row: ClinicRecord) -> Self {
        Self {
            id: row.id,
            slug: row.slug,
            name: row.name,
            kind: row.kind,
            address: row.address,
            city: row.city,
            country: row.country,
            phone: row.phone,
            email: row.email,
            zone: row.time_zone,
            currency: row.currency,
            languages: row.languages.0,
            about: row.about.0,
            status: row.status,
            policy: Policy {
                confirmation: row.confirmation_policy,
                cancel_notice_min: row.cancel_notice_min,
                min_notice_min: row.min_notice_min,
                horizon_days: row.horizon_days,
                answer_within_min: row.answer_within_min,
            },
        }
    }
}

/// The scope's clinic, suspended or not; `None` once it is deleted.
///
/// # Errors
/// Any [`StoreError`].
pub async fn clinic(conn: &mut Conn, scope: &Scope) -> Result<Option<Clinic>, StoreError> {
    const ONE: Sql = Sql::both(concat!(
        "SELECT ",
        clinic_columns!(),
        " FROM clinics c WHERE c.id = $1 AND c.deleted_at IS NULL"
    ));
    let row: Option<ClinicRecord> = conn
        .query(scope, ONE)
        .bind(scope.clinic())
        .fetch_optional()
        .await?;
    Ok(row.map(Clinic::from))
}

#[derive(sqlx::FromRow)]
struct CardRecord {
    id: ClinicId,
    slug: String,
    name: String,
    kind: ClinicKind,
    address: String,
    city: String,
    country: String,
    phone: String,
    time_zone: ZoneName,
    currency: Currency,
    languages: Json<Vec<SpokenLanguage>>,
    about: Json<LocalText>,
    doctors: i64,
}

/// A [`CardRecord`] of every clinic at work.
macro_rules! select_cards {
    () => {
        "SELECT c.id, c.slug, c.name, c.kind, c.address, c.city, c.country, c.phone, c.time_zone, c.currency,
             c.languages, c.about,
             (SELECT count(*) FROM doctors d WHERE d.clinic_id = c.id AND d.status = 'active') AS doctors
         FROM clinics c WHERE c.status = 'active'"
    };
}

/// Every clinic at work, by name. Public.
///
/// # Errors
/// Any [`StoreError`].
pub async fn cards(conn: &mut Conn) -> Result<Vec<ClinicCard>, StoreError> {
    const ALL: Sql = Sql::both(concat!(select_cards!(), " ORDER BY c.name_folded, c.id"));
    let rows = conn.query(Reach::PUBLIC, ALL).fetch_all().await?;
    with_specialties(conn, rows).await
}

/// The clinic at work with that place in addresses. Public.
///
/// # Errors
/// Any [`StoreError`].
pub async fn card_by_slug(conn: &mut Conn, slug: &str) -> Result<Option<ClinicCard>, StoreError> {
    const ONE: Sql = Sql::both(concat!(select_cards!(), " AND c.slug = $1"));
    let rows = conn
        .query(Reach::PUBLIC, ONE)
        .bind(slug)
        .fetch_all()
        .await?;
    Ok(with_specialties(conn, rows).await?.pop())
}

/// Those of the clinics that are at work. Public.
///
/// # Errors
/// Any [`StoreError`].
pub(crate) async fn cards_of(
    conn: &mut Conn,
    clinics: &[ClinicId],
) -> Result<Vec<ClinicCard>, StoreError> {
    const SOME: Sql = Sql::split(
        concat!(
            select_cards!(),
            " AND c.id IN (SELECT unhex(value) FROM json_each($1))"
        ),
        concat!(select_cards!(), " AND c.id = ANY($1)"),
    );
    let rows = conn
        .query(Reach::PUBLIC, SOME)
        .bind_ids(clinics.iter().copied())
        .fetch_all()
        .await?;
    with_specialties(conn, rows).await
}

/// Adds what the clinics' active doctors practise, in one query for all.
async fn with_specialties(
    conn: &mut Conn,
    rows: Vec<CardRecord>,
) -> Result<Vec<ClinicCard>, StoreError> {
    const OF_CLINICS: Sql = Sql::split(
        "SELECT DISTINCT d.clinic_id, s.specialty
         FROM doctor_specialties s JOIN doctors d ON d.clinic_id = s.clinic_id AND d.id = s.doctor_id
         WHERE d.status = 'active' AND d.clinic_id IN (SELECT unhex(value) FROM json_each($1))",
        "SELECT DISTINCT d.clinic_id, s.specialty
         FROM doctor_specialties s JOIN doctors d ON d.clinic_id = s.clinic_id AND d.id = s.doctor_id
         WHERE d.status = 'active' AND d.clinic_id = ANY($1)",
    );
    let found: Vec<(ClinicId, Specialty)> = conn
        .query(Reach::PUBLIC, OF_CLINICS)
        .bind_ids(rows.iter().map(|row| row.id))
        .fetch_all()
        .await?;
    let mut specialties: HashMap<ClinicId, Vec<Specialty>> = HashMap::new();
    for (clinic, specialty) in found {
        specialties.entry(clinic).or_default().push(specialty);
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let mut specialties = specialties.remove(&row.id).unwrap_or_default();
            specialties.sort_unstable();
            ClinicCard {
                id: row.id,
                slug: row.slug,
                name: row.name,
                kind: row.kind,
                address: row.address,
                city: row.city,
                country: row.country,
                phone: row.phone,
                zone: row.time_zone,
                currency: row.currency,
                languages: row.languages.0,
                about: row.about.0,
                specialties,
                doctors: row.doctors,
            }
        })
        .collect())
}

//! Doctors as anybody may see them: active ones of clinics at work.

use super::{DoctorRecord, specialties_of};
use crate::clinics::{VisitTypeRecord, cards_of, visit_type_columns};
use crate::{Conn, Reach, Sql, StoreError};
use salus_domain::clinics::{ClinicCard, VisitType};
use salus_domain::ids::{ClinicId, DoctorId};
use salus_domain::language::{LocalText, SpokenLanguage};
use salus_domain::staff::{Availability, DoctorCard, Specialty};
use serde_json::{Value, json};
use sqlx::types::Json;
use std::collections::HashMap;

#[derive(sqlx::FromRow)]
struct CardRecord {
    #[sqlx(flatten)]
    doctor: DoctorRecord,
    clinic_id: ClinicId,
    languages: Json<Vec<SpokenLanguage>>,
    bio: Json<LocalText>,
    availability: Availability,
}

#[derive(sqlx::FromRow)]
struct OfferRecord {
    doctor_id: DoctorId,
    #[sqlx(flatten)]
    visit_type: VisitTypeRecord,
}

/// An active doctor of a clinic at work, with what patients may book, first the usual one (the
/// clinic's oldest).
///
/// # Errors
/// Any [`StoreError`].
pub async fn doctor_card(conn: &mut Conn, id: DoctorId) -> Result<Option<DoctorCard>, StoreError> {
    Ok(doctors_by_ids(conn, &[id]).await?.pop())
}

/// Those of the doctors that are active, at clinics at work, in the order given. Five queries, however
/// many.
///
/// # Errors
/// Any [`StoreError`].
pub async fn doctors_by_ids(
    conn: &mut Conn,
    ids: &[DoctorId],
) -> Result<Vec<DoctorCard>, StoreError> {
    const CARDS: Sql = Sql::split(
        "SELECT d.id, d.title, d.first_name, d.last_name, d.clinic_id, d.languages, d.bio, d.availability,
             (SELECT f.id FROM photos f WHERE f.clinic_id = d.clinic_id AND f.doctor_id = d.id) AS photo
         FROM doctors d WHERE d.status = 'active' AND d.id IN (SELECT unhex(value) FROM json_each($1))",
        "SELECT d.id, d.title, d.first_name, d.last_name, d.clinic_id, d.languages, d.bio, d.availability,
             (SELECT f.id FROM photos f WHERE f.clinic_id = d.clinic_id AND f.doctor_id = d.id) AS photo
         FROM doctors d WHERE d.status = 'active' AND d.id = ANY($1)",
    );
    const OFFERS: Sql = Sql::split(
        concat!(
            "SELECT o.doctor_id, ",
            visit_type_columns!(),
            " FROM doctors d
                 JOIN doctor_visit_types o ON o.clinic_id = d.clinic_id AND o.doctor_id = d.id
                 JOIN visit_types v ON v.clinic_id = o.clinic_id AND v.id = o.visit_type_id
                 JOIN clinics c ON c.id = v.clinic_id
             WHERE v.status = 'active' AND v.bookable_online = TRUE
                 AND d.id IN (SELECT unhex(value) FROM json_each($1))
             ORDER BY v.created_at, v.id"
        ),
        concat!(
            "SELECT o.doctor_id, ",
            visit_type_columns!(),
            " FROM doctors d
                 JOIN doctor_visit_types o ON o.clinic_id = d.clinic_id AND o.doctor_id = d.id
                 JOIN visit_types v ON v.clinic_id = o.clinic_id AND v.id = o.visit_type_id
                 JOIN clinics c ON c.id = v.clinic_id
             WHERE v.status = 'active' AND v.bookable_online = TRUE AND d.id = ANY($1)
             ORDER BY v.created_at, v.id"
        ),
    );
    let rows: Vec<CardRecord> = conn
        .query(Reach::PUBLIC, CARDS)
        .bind_ids(ids.iter().copied())
        .fetch_all()
        .await?;
    let offered: Vec<OfferRecord> = conn
        .query(Reach::PUBLIC, OFFERS)
        .bind_ids(ids.iter().copied())
        .fetch_all()
        .await?;
    let mut specialties = specialties_of(conn, Reach::PUBLIC, ids.to_vec()).await?;
    let mut clinic_ids: Vec<ClinicId> = rows.iter().map(|row| row.clinic_id).collect();
    clinic_ids.sort_unstable();
    clinic_ids.dedup();
    let clinics: HashMap<ClinicId, ClinicCard> = cards_of(conn, &clinic_ids)
        .await?
        .into_iter()
        .map(|card| (card.id, card))
        .collect();
    let mut visit_types: HashMap<DoctorId, Vec<VisitType>> = HashMap::new();
    for row in offered {
        visit_types
            .entry(row.doctor_id)
            .or_default()
            .push(row.visit_type.into());
    }
    let mut rows: HashMap<DoctorId, CardRecord> =
        rows.into_iter().map(|row| (row.doctor.id, row)).collect();
    let card = |id: &DoctorId| {
        let row = rows.remove(id)?;
        // Absent when the clinic is suspended.
        let clinic = clinics.get(&row.clinic_id)?.clone();
        Some(DoctorCard {
            doctor: row.doctor.with(&mut specialties),
            bio: row.bio.0,
            languages: row.languages.0,
            clinic,
            availability: row.availability,
            visit_types: visit_types.remove(id).unwrap_or_default(),
        })
    };
    Ok(ids.iter().filter_map(card).collect())
}

/// A word searched for, and the specialties it may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchWord {
    /// The word, folded.
    pub word: String,
    /// The specialties it names, in whichever language.
    pub specialties: Vec<Specialty>,
}

/// Active doctors of clinics at work, by name, at most `limit` of them, and how many match in all.
///
/// Every word of `what` begins a word of the doctor's or the clinic's name, or names a specialty the
/// doctor practises; every word of `place` (folded) begins a word of the city or of the clinic's name.
///
/// # Errors
/// Any [`StoreError`].
pub async fn search_doctors(
    conn: &mut Conn,
    what: &[SearchWord],
    specialty: Option<Specialty>,
    place: &[String],
    limit: i64,
) -> Result<(Vec<DoctorCard>, i64), StoreError> {
    const FOUND: Sql = Sql::split(
        "SELECT d.id, count(*) OVER () AS total
         FROM (SELECT id, clinic_id, name_folded,
                   ' ' || replace(replace(name_folded, '-', ' '), '''', ' ') AS words
               FROM doctors WHERE status = 'active') d
             JOIN (SELECT id, ' ' || replace(replace(name_folded, '-', ' '), '''', ' ') AS words,
                       ' ' || replace(replace(city_folded, '-', ' '), '''', ' ') AS city_words
                   FROM clinics WHERE status = 'active') c ON c.id = d.clinic_id
         WHERE ($1 IS NULL OR EXISTS (
                 SELECT 1 FROM doctor_specialties s
                 WHERE s.clinic_id = d.clinic_id AND s.doctor_id = d.id AND s.specialty = $1))
             AND NOT EXISTS (
                 SELECT 1 FROM json_each($2) w
                 WHERE instr(d.words, ' ' || json_extract(w.value, '$.word')) = 0
                     AND instr(c.words, ' ' || json_extract(w.value, '$.word')) = 0
                     AND NOT EXISTS (
                         SELECT 1 FROM doctor_specialties s
                         WHERE s.clinic_id = d.clinic_id AND s.doctor_id = d.id AND s.specialty IN (
                             SELECT t.value FROM json_each(w.value, '$.specialties') t)))
             AND NOT EXISTS (
                 SELECT 1 FROM json_each($3) p
                 WHERE instr(c.city_words, ' ' || p.value) = 0 AND instr(c.words, ' ' || p.value) = 0)
         ORDER BY d.name_folded, d.id LIMIT $4",
        "SELECT d.id, count(*) OVER () AS total
         FROM (SELECT id, clinic_id, name_folded,
                   ' ' || replace(replace(name_folded, '-', ' '), '''', ' ') AS words
               FROM doctors WHERE status = 'active') d
             JOIN (SELECT id, ' ' || replace(replace(name_folded, '-', ' '), '''', ' ') AS words,
                       ' ' || replace(replace(city_folded, '-', ' '), '''', ' ') AS city_words
                   FROM clinics WHERE status = 'active') c ON c.id = d.clinic_id
         WHERE ($1 IS NULL OR EXISTS (
                 SELECT 1 FROM doctor_specialties s
                 WHERE s.clinic_id = d.clinic_id AND s.doctor_id = d.id AND s.specialty = $1))
             AND NOT EXISTS (
                 SELECT 1 FROM jsonb_array_elements($2) w
                 WHERE strpos(d.words, ' ' || (w.value ->> 'word')) = 0
                     AND strpos(c.words, ' ' || (w.value ->> 'word')) = 0
                     AND NOT EXISTS (
                         SELECT 1 FROM doctor_specialties s
                         WHERE s.clinic_id = d.clinic_id AND s.doctor_id = d.id
                             AND (w.value -> 'specialties') ? s.specialty))
             AND NOT EXISTS (
                 SELECT 1 FROM unnest($3) p (word)
                 WHERE strpos(c.city_words, ' ' || p.word) = 0 AND strpos(c.words, ' ' || p.word) = 0)
         ORDER BY d.name_folded, d.id LIMIT $4",
    );
    let words: Vec<Value> = what
        .iter()
        .map(|w| json!({ "word": apart(&w.word), "specialties": w.specialties }))
        .collect();
    let found: Vec<(DoctorId, i64)> = conn
        .query(Reach::PUBLIC, FOUND)
        .bind(specialty)
        .bind(Value::from(words))
        .bind_words(place.iter().map(|word| apart(word)))
        .bind(limit)
        .fetch_all()
        .await?;
    let total = found.first().map_or(0, |(_, total)| *total);
    let ids: Vec<DoctorId> = found.into_iter().map(|(id, _)| id).collect();
    Ok((doctors_by_ids(conn, &ids).await?, total))
}

/// The hyphen and the apostrophe part words in names, and so they do in what is searched for.
fn apart(word: &str) -> String {
    word.replace(['-', '\''], " ").trim().to_owned()
}

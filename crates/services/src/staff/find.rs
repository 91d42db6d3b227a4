//! Finding a doctor and a time: what visitors see.

use crate::Services;
use crate::scheduling::availability::{Doctor, For, Openings, doctors_of, later};
use chrono::NaiveDate;
use salus_domain::Fault;
use salus_domain::ids::{DoctorId, VisitTypeId};
use salus_domain::staff::{
    DaySlots, DoctorCard, DoctorSearch, FoundDoctor, SearchResult, SlotWeek, specialties_named,
};
use salus_domain::text::fold;
use salus_domain::validate::Checks;
use salus_store::staff::{self as store, SearchWord};

/// How many doctors a search shows.
const SHOWN: i64 = 30;
/// How many next times a found doctor shows.
const NEXT: usize = 6;
/// How many days ahead the next times are looked for.
const AHEAD: u64 = 30;

/// Active doctors that match, those free soonest first, with their next free times for their usual visit
/// type.
///
/// # Errors
/// [`Fault::Invalid`] for an unknown specialty or a malformed date.
pub async fn search(services: &Services, search: &DoctorSearch) -> Result<SearchResult, Fault> {
    let mut checks = Checks::new();
    let specialty = if search.specialty.is_empty() {
        None
    } else {
        checks.word("specialty", &search.specialty)
    };
    let from = if search.from.is_empty() {
        None
    } else {
        checks.date("from", &search.from)
    };
    checks.done()?;
    let what: Vec<SearchWord> = words(&search.what)
        .map(|word| SearchWord {
            specialties: specialties_named(&word),
            word,
        })
        .collect();
    let place: Vec<String> = words(&search.place).collect();

    let now = services.now();
    let mut conn = services.store().read().await?;
    let (cards, total) = store::search_doctors(&mut conn, &what, specialty, &place, SHOWN).await?;
    let doctors = doctors_of(&mut conn, &cards).await?;
    let today = doctors
        .iter()
        .map(|doctor| doctor.zone.date(now))
        .min()
        .unwrap_or_default();
    let from = from.unwrap_or(today).max(today);
    let ids: Vec<DoctorId> = doctors.iter().map(|doctor| doctor.id).collect();
    let dates = (from, later(from, AHEAD));
    let openings = Openings::read(&mut conn, &ids, dates, For::Patient, now).await?;

    let mut found: Vec<FoundDoctor> = cards
        .into_iter()
        .map(|card| {
            let usual = card.visit_types.first();
            let doctor = doctors.iter().find(|doctor| doctor.id == card.doctor.id);
            let next = match (doctor, usual) {
                (Some(doctor), Some(visit)) => openings.free(doctor, visit, NEXT),
                _ => Vec::new(),
            };
            FoundDoctor {
                visit_type: usual.map(|visit| visit.id),
                next,
                card,
            }
        })
        .collect();
    found.sort_by_key(|doctor| {
        doctor
            .next
            .first()
            .map_or(i64::MAX, |time| time.at.micros())
    });
    Ok(SearchResult {
        doctors: found,
        total,
    })
}

fn words(typed: &str) -> impl Iterator<Item = String> {
    fold(typed)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(8)
        .map(str::to_owned)
        .collect::<Vec<_>>()
        .into_iter()
}

/// One active doctor of a clinic at work.
///
/// # Errors
/// [`Fault::Missing`].
pub async fn card(services: &Services, id: DoctorId) -> Result<DoctorCard, Fault> {
    let mut conn = services.store().read().await?;
    store::doctor_card(&mut conn, id)
        .await?
        .ok_or(Fault::Missing)
}

/// Seven days of a doctor's free times for a visit type, from `from` or from today.
///
/// # Errors
/// [`Fault::Missing`] when there is no such doctor or they do not offer that visit type online.
pub async fn slot_week(
    services: &Services,
    doctor: DoctorId,
    visit_type: VisitTypeId,
    from: Option<NaiveDate>,
) -> Result<SlotWeek, Fault> {
    let now = services.now();
    let mut conn = services.store().read().await?;
    let card = store::doctor_card(&mut conn, doctor)
        .await?
        .ok_or(Fault::Missing)?;
    let visit = card
        .visit_types
        .iter()
        .find(|visit| visit.id == visit_type)
        .ok_or(Fault::Missing)?;
    let doctors = doctors_of(&mut conn, std::slice::from_ref(&card)).await?;
    let doctor: &Doctor = doctors.first().ok_or(Fault::Missing)?;
    let today = doctor.zone.date(now);
    let last = later(
        today,
        u64::try_from(doctor.policy.horizon_days).unwrap_or(0),
    );
    let from = from.unwrap_or(today).clamp(today, last);
    let until = later(from, 7);
    // The days after the week, only to say where the next free time is.
    let dates = (from, later(last, 1).max(until));
    let openings = Openings::read(&mut conn, &[doctor.id], dates, For::Patient, now).await?;
    let free = openings.free(doctor, visit, usize::MAX);
    let days = (0..7)
        .map(|offset| later(from, offset))
        .map(|date| DaySlots {
            date,
            slots: free
                .iter()
                .copied()
                .filter(|time| time.date() == date)
                .collect(),
        })
        .collect();
    let next_free = free
        .iter()
        .map(|time| time.date())
        .find(|date| *date >= until);
    Ok(SlotWeek {
        days,
        next_free,
        today,
    })
}

//! Free times of doctors: schedules and what is taken, read in a few queries for however many doctors,
//! and the domain's slots computed from them.

use crate::zones::Zone;
use chrono::{Days, NaiveDate};
use salus_domain::Fault;
use salus_domain::clinics::{Policy, VisitType};
use salus_domain::ids::{ClinicId, DoctorId};
use salus_domain::scheduling::slots::{SlotRules, free_slots};
use salus_domain::staff::{Availability, DoctorCard};
use salus_domain::time::{Instant, Interval, WallTime, ZoneName};
use salus_store::staff::{Schedule, schedules};
use salus_store::{Conn, StoreError, scheduling};
use std::collections::HashMap;

/// Who asks: the patient is held to the clinic's notice and horizon, the desk to neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum For {
    Patient,
    Desk,
}

/// The doctors asked about, with the rules of their clinics.
#[derive(Clone, Debug)]
pub(crate) struct Doctor {
    pub(crate) id: DoctorId,
    pub(crate) zone: Zone,
    pub(crate) policy: Policy,
    pub(crate) availability: Availability,
}

/// The working time of some doctors over some dates, and what is taken of it.
pub(crate) struct Openings {
    now: Instant,
    asked: For,
    from: NaiveDate,
    until: NaiveDate,
    schedules: HashMap<DoctorId, Schedule>,
    busy: HashMap<DoctorId, Vec<Interval>>,
}

impl Openings {
    /// Reads what is needed to offer times of these doctors on the dates `from` to before `until`.
    pub(crate) async fn read(
        conn: &mut Conn,
        doctors: &[DoctorId],
        (from, until): (NaiveDate, NaiveDate),
        asked: For,
        now: Instant,
    ) -> Result<Self, StoreError> {
        let before = from.checked_sub_days(Days::new(1)).unwrap_or(from);
        let schedules = schedules(conn, doctors, before, until).await?;
        // Zones reach from UTC-12 to UTC+14, and a night shift into the next day.
        let span = |date: NaiveDate, days: i64| {
            Instant::from(date.and_time(chrono::NaiveTime::MIN).and_utc())
                .plus_minutes(days * 24 * 60)
        };
        let mut busy: HashMap<DoctorId, Vec<Interval>> = HashMap::new();
        if let Some(time) = Interval::new(span(from, -2), span(until, 2)) {
            for (doctor, taken) in scheduling::busy(conn, doctors, time, now).await? {
                busy.entry(doctor).or_default().push(taken);
            }
        }
        let schedules = schedules
            .into_iter()
            .map(|schedule| (schedule.doctor, schedule))
            .collect();
        Ok(Self {
            now,
            asked,
            from,
            until,
            schedules,
            busy,
        })
    }

    /// Free starts of a doctor for a visit, soonest first, at most `limit`.
    pub(crate) fn free(&self, doctor: &Doctor, visit: &VisitType, limit: usize) -> Vec<WallTime> {
        let busy = self.busy.get(&doctor.id).map_or(&[][..], Vec::as_slice);
        self.offered(doctor, visit, busy, limit)
    }

    /// Whether a start is free for a visit, and if not, whether it would be but for what is taken.
    pub(crate) fn status(&self, doctor: &Doctor, visit: &VisitType, start: Instant) -> Status {
        let has = |times: Vec<WallTime>| times.iter().any(|time| time.at == start);
        if has(self.free(doctor, visit, usize::MAX)) {
            Status::Free
        } else if has(self.offered(doctor, visit, &[], usize::MAX)) {
            Status::Taken
        } else {
            Status::NotOffered
        }
    }

    fn offered(
        &self,
        doctor: &Doctor,
        visit: &VisitType,
        busy: &[Interval],
        limit: usize,
    ) -> Vec<WallTime> {
        let Some(schedule) = self.schedules.get(&doctor.id) else {
            return Vec::new();
        };
        let zone = &doctor.zone;
        let (earliest, latest) = self.bounds(doctor);
        let rules = SlotRules {
            duration_min: visit.duration_min,
            buffer_before_min: visit.buffer_before_min,
            buffer_after_min: visit.buffer_after_min,
            step_min: schedule.step_min,
            earliest,
            latest,
        };
        let open = zone.working_time(
            &schedule.hours,
            &schedule.exceptions,
            &schedule.closures,
            self.from,
            self.until,
        );
        free_slots(&open, busy, &rules)
            .take(limit)
            .map(|slot| zone.wall(slot.start()))
            .collect()
    }

    /// The first start that may be offered, and the first that may not any more.
    fn bounds(&self, doctor: &Doctor) -> (Instant, Instant) {
        let zone = &doctor.zone;
        let today = zone.date(self.now);
        let soonest = match self.asked {
            For::Desk => self.now,
            // A busy doctor takes nobody else today.
            For::Patient if doctor.availability == Availability::Busy => zone
                .day(today)
                .end()
                .max(self.now.plus_minutes(doctor.policy.min_notice_min)),
            For::Patient => self.now.plus_minutes(doctor.policy.min_notice_min),
        };
        let end = zone.day(self.until).start();
        let horizon = match self.asked {
            For::Desk => end,
            For::Patient => {
                let days = Days::new(u64::try_from(doctor.policy.horizon_days).unwrap_or(0) + 1);
                zone.day(today.checked_add_days(days).unwrap_or(today))
                    .start()
            }
        };
        (soonest.max(zone.day(self.from).start()), end.min(horizon))
    }
}

/// Whether a start can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Free,
    Taken,
    NotOffered,
}

/// The zone of that name.
pub(crate) fn zone(name: &ZoneName) -> Result<Zone, Fault> {
    Zone::named(name).ok_or_else(|| {
        tracing::error!(zone = %name, "a clinic's zone is not in the zone database");
        Fault::Internal
    })
}

/// Cards as doctors with the rules of their clinics; those whose clinic is not at work fall out.
pub(crate) async fn doctors_of(
    conn: &mut Conn,
    cards: &[DoctorCard],
) -> Result<Vec<Doctor>, Fault> {
    let mut clinics: Vec<ClinicId> = cards.iter().map(|card| card.clinic.id).collect();
    clinics.sort_unstable();
    clinics.dedup();
    let rules: HashMap<ClinicId, Policy> = scheduling::rules(conn, &clinics)
        .await?
        .into_iter()
        .collect();
    cards
        .iter()
        .filter_map(|card| Some((card, *rules.get(&card.clinic.id)?)))
        .map(|(card, policy)| {
            Ok(Doctor {
                id: card.doctor.id,
                zone: zone(&card.clinic.zone)?,
                policy,
                availability: card.availability,
            })
        })
        .collect()
}

/// So many days later.
pub(crate) fn later(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days)).unwrap_or(date)
}

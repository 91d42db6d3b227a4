//! Free times of doctors: schedules, what is taken and rooms, read in a few queries for however many doctors,
//! and handed to the domain's rule.

use crate::zones::Zone;
use chrono::{Days, NaiveDate};
use salus_domain::Fault;
use salus_domain::clinics::{Policy, VisitType};
use salus_domain::fault::Conflict;
use salus_domain::ids::{AppointmentId, ClinicId, DoctorId, RoomId, VisitTypeId};
use salus_domain::scheduling::WhyNot;
use salus_domain::scheduling::offer::{Circumstances, Offer, last_minutes};
use salus_domain::scheduling::slots::SlotRules;
use salus_domain::staff::{Availability, AwayFor, DoctorCard, full_days};
use salus_domain::time::{Instant, Interval, WallTime, ZoneName};
use salus_store::scheduling::Taken;
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

/// The working time of some doctors over some dates, what is taken of it, and the rooms they could use.
pub(crate) struct Openings {
    now: Instant,
    asked: For,
    from: NaiveDate,
    until: NaiveDate,
    schedules: HashMap<DoctorId, Schedule>,
    taken: HashMap<DoctorId, Vec<Taken>>,
    rooms: HashMap<DoctorId, Vec<RoomId>>,
    in_use: HashMap<RoomId, Vec<(AppointmentId, Interval)>>,
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
        let mut taken: HashMap<DoctorId, Vec<Taken>> = HashMap::new();
        let mut rooms: HashMap<DoctorId, Vec<RoomId>> = HashMap::new();
        let mut in_use: HashMap<RoomId, Vec<(AppointmentId, Interval)>> = HashMap::new();
        if let Some(time) = Interval::new(span(from, -2), span(until, 2)) {
            for one in scheduling::taken(conn, doctors, time, now).await? {
                taken.entry(one.doctor).or_default().push(one);
            }
            for (doctor, room) in scheduling::rooms_of(conn, doctors).await? {
                rooms.entry(doctor).or_default().push(room);
                in_use.entry(room).or_default();
            }
            let known: Vec<RoomId> = in_use.keys().copied().collect();
            for (room, by, busy) in scheduling::rooms_in_use(conn, &known, time, now).await? {
                in_use.entry(room).or_default().push((by, busy));
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
            taken,
            rooms,
            in_use,
        })
    }

    /// Free starts of a doctor for a visit, soonest first, at most `limit`.
    pub(crate) fn free(&self, doctor: &Doctor, visit: &VisitType, limit: usize) -> Vec<WallTime> {
        let Some(offer) = self.offer(doctor, visit) else {
            return Vec::new();
        };
        offer
            .free(self.asked_time(&doctor.zone))
            .take(limit)
            .map(|slot| doctor.zone.wall(slot.start()))
            .collect()
    }

    /// Whether a start is free for a visit, and if not, why.
    pub(crate) fn status(&self, doctor: &Doctor, visit: &VisitType, start: Instant) -> Status {
        match self.why_not(doctor, visit, start) {
            None => Status::Free,
            Some(WhyNot::Visit | WhyNot::Buffer) => Status::Taken,
            Some(why) => Status::NotOffered(why),
        }
    }

    /// Why a start cannot be had for a visit; `None` when it can.
    pub(crate) fn why_not(
        &self,
        doctor: &Doctor,
        visit: &VisitType,
        start: Instant,
    ) -> Option<WhyNot> {
        match self.offer(doctor, visit) {
            Some(offer) => offer.why_not(start),
            None => Some(WhyNot::OutsideHours),
        }
    }

    /// The working time of a doctor in which a visit type is taken; in which any is, when `None`.
    pub(crate) fn open(&self, doctor: &Doctor, visit_type: Option<VisitTypeId>) -> Vec<Interval> {
        let Some(schedule) = self.schedules.get(&doctor.id) else {
            return Vec::new();
        };
        let hours = visit_type.map_or_else(
            || schedule.hours.clone(),
            |visit_type| schedule.hours_for(visit_type),
        );
        doctor.zone.working_time(
            &hours,
            &schedule.exceptions,
            &schedule.closures,
            self.from,
            self.until,
        )
    }

    /// A room that is free then for a visit that needs one.
    pub(crate) fn room(
        &self,
        doctor: DoctorId,
        visit: &VisitType,
        busy: Interval,
    ) -> Option<RoomId> {
        if visit.needs_room {
            self.any_room(doctor, busy)
        } else {
            None
        }
    }

    /// A room of the doctor's clinic that is free then.
    pub(crate) fn any_room(&self, doctor: DoctorId, busy: Interval) -> Option<RoomId> {
        let is_free = |room: &RoomId| {
            self.in_use
                .get(room)
                .is_some_and(|uses| !uses.iter().any(|(_, taken)| taken.overlaps(busy)))
        };
        self.rooms
            .get(&doctor)
            .into_iter()
            .flatten()
            .copied()
            .find(is_free)
    }

    /// As if an appointment took no time.
    pub(crate) fn forget(&mut self, appointment: AppointmentId) {
        for taken in self.taken.values_mut() {
            taken.retain(|one| one.appointment != appointment);
        }
        for uses in self.in_use.values_mut() {
            uses.retain(|(by, _)| *by != appointment);
        }
    }

    /// As if an appointment took that time, and that room.
    pub(crate) fn claim(&mut self, taken: Taken) {
        if let Some(room) = taken.room {
            let uses = self.in_use.entry(room).or_default();
            uses.push((taken.appointment, taken.busy));
        }
        self.taken.entry(taken.doctor).or_default().push(taken);
    }

    /// The dates asked about, as a stretch of time.
    fn asked_time(&self, zone: &Zone) -> Interval {
        Interval::spanning(zone.day(self.from).start(), zone.day(self.until).start())
    }

    /// A doctor's time for a visit, ready to be asked; `None` when the doctor is not at work here.
    pub(crate) fn offer(&self, doctor: &Doctor, visit: &VisitType) -> Option<Offer> {
        let schedule = self.schedules.get(&doctor.id)?;
        let zone = &doctor.zone;
        let today = zone.day(zone.date(self.now));
        let taken = self.taken.get(&doctor.id).map_or(&[][..], Vec::as_slice);
        let worked = self.open(doctor, None);
        let away = |why: AwayFor| {
            let for_that = schedule.away.iter().filter(|away| away.why == why);
            zone.away(for_that, self.from, self.until)
        };
        let patient = self.asked == For::Patient;
        let counted = schedule.limits.most_per_day.map_or(&[][..], |_| taken);
        let days: Vec<Interval> = counted
            .iter()
            .map(|one| zone.day(zone.date(one.visit.start())))
            .collect();
        let rooms = visit.needs_room.then(|| {
            let rooms = self.rooms.get(&doctor.id).into_iter().flatten();
            rooms
                .map(|room| {
                    let uses = self.in_use.get(room).into_iter().flatten();
                    uses.map(|(_, busy)| *busy).collect()
                })
                .collect()
        });
        let reserved = if patient && schedule.limits.reserved_min > 0 {
            self.from
                .iter_days()
                .take_while(|date| *date < self.until)
                .map(|date| zone.day(date))
                .filter(|day| *day != today)
                .flat_map(|day| last_minutes(&worked, day, schedule.limits.reserved_min))
                .collect()
        } else {
            Vec::new()
        };
        let busy_today = patient && doctor.availability == Availability::Busy;
        let circumstances = Circumstances {
            now: self.now,
            // Most weeks take everything all the time.
            open: if schedule.windows.iter().all(Vec::is_empty) {
                worked.clone()
            } else {
                self.open(doctor, Some(visit.id))
            },
            closed: away(AwayFor::Closure),
            holidays: away(AwayFor::Holiday),
            leave: away(AwayFor::Leave),
            visits: taken.iter().map(|one| one.visit).collect(),
            busy: taken.iter().map(|one| one.busy).collect(),
            full: full_days(schedule.limits.most_per_day, &days),
            reserved,
            refusing: if busy_today { vec![today] } else { Vec::new() },
            rooms,
            worked,
        };
        let (earliest, latest) = self.bounds(doctor);
        let rules = SlotRules {
            duration_min: visit.duration_min,
            buffer_before_min: visit.buffer_before_min,
            buffer_after_min: visit.buffer_after_min,
            step_min: schedule.limits.step_min,
            earliest,
            latest,
        };
        Some(Offer::new(circumstances, rules))
    }

    /// The first start that may be offered, and the first that may not any more, by notice and horizon.
    fn bounds(&self, doctor: &Doctor) -> (Instant, Instant) {
        let zone = &doctor.zone;
        match self.asked {
            For::Desk => (self.now, zone.day(later(self.until, 1)).end()),
            For::Patient => {
                let days = u64::try_from(doctor.policy.horizon_days).unwrap_or(0) + 1;
                let after = later(zone.date(self.now), days);
                (
                    self.now.plus_minutes(doctor.policy.min_notice_min),
                    zone.day(after).start(),
                )
            }
        }
    }
}

/// Whether a start can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Free,
    /// Somebody else has it.
    Taken,
    NotOffered(WhyNot),
}

impl Status {
    /// The conflict to answer with, where it is not free.
    pub(crate) fn refusal(self, nearest: impl FnOnce() -> Vec<WallTime>) -> Result<(), Fault> {
        match self {
            Self::Free => Ok(()),
            Self::Taken => Err(Fault::conflict(Conflict::SlotTaken { nearest: nearest() })),
            Self::NotOffered(why) => Err(Fault::conflict(Conflict::SlotNotOffered {
                nearest: nearest(),
                why,
            })),
        }
    }
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

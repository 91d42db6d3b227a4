//! What is in the doctors' diaries: which time is taken, by whom, and how it went.

use super::cast::{DUTY, FIRST, FOLLOW_UP, OFFERS};
use super::dice::{Dice, Ids};
use super::people::{File, place, somebody};
use super::stories::{Fate, Hands, tell};
use super::tale::{Place, Scene, Told};
use chrono::{Days, NaiveDate};
use salus_domain::Fault;
use salus_domain::clinics::ConfirmationPolicy;
use salus_domain::ids::{DoctorId, UserId, VisitTypeId};
use salus_domain::scheduling::slots::{SlotRules, free_slots};
use salus_domain::staff::{ScheduleException, Specialty, WeeklyHours};
use salus_domain::time::{Instant, Interval};

/// How many days either side of today.
pub(super) const DAYS: i64 = 28;
/// The grid of starts, minutes: what a doctor has unless it is changed.
const STEP_MIN: i64 = 15;

/// A doctor with hours.
#[derive(Clone, Debug)]
pub(super) struct Doctor {
    pub(super) id: DoctorId,
    pub(super) user: UserId,
    pub(super) specialty: Specialty,
    pub(super) hours: Vec<WeeklyHours>,
    pub(super) exceptions: Vec<ScheduleException>,
    /// Which of [`OFFERS`], and what it is called in the clinic.
    pub(super) offers: Vec<(usize, VisitTypeId)>,
    /// Time that is taken, buffers included.
    pub(super) taken: Vec<Interval>,
}

impl Doctor {
    /// The first free start from an instant on, for one of [`OFFERS`], within ten days.
    pub(super) fn first_free(&self, scene: &Scene, offer: usize, from: Instant) -> Option<Place> {
        let date = scene.zone.date(from);
        let until = date.checked_add_days(Days::new(10))?;
        let open = scene
            .zone
            .working_time(&self.hours, &self.exceptions, &[], date, until);
        let lasts = OFFERS.get(offer)?;
        let rules = SlotRules {
            duration_min: lasts.duration_min,
            buffer_before_min: lasts.buffers_min.0,
            buffer_after_min: lasts.buffers_min.1,
            step_min: STEP_MIN,
            earliest: from,
            latest: scene.zone.day(until).start(),
        };
        let slot = free_slots(&open, &self.taken, &rules).next()?;
        self.place(offer, slot.start())
    }

    fn place(&self, offer: usize, starts: Instant) -> Option<Place> {
        let visit_type = self.offers.iter().find(|(kind, _)| *kind == offer)?.1;
        let lasts = OFFERS.get(offer)?;
        let ends = starts.plus_minutes(lasts.duration_min);
        let (before, after) = lasts.buffers_min;
        Some(Place {
            doctor: self.id,
            visit_type,
            span: Interval::new(starts, ends)?,
            busy: Interval::new(starts.plus_minutes(-before), ends.plus_minutes(after))?,
        })
    }
}

/// One clinic's diaries being filled.
pub(super) struct Diary<'a> {
    pub(super) scene: &'a Scene,
    /// Its place among the clinics.
    pub(super) clinic: usize,
    pub(super) today: NaiveDate,
    /// The desk's sign-ins.
    pub(super) desk: &'a [UserId],
    pub(super) files: &'a mut [File],
    pub(super) ids: &'a mut Ids,
    pub(super) told: &'a mut Vec<Told>,
}

impl Diary<'_> {
    /// Fills every day of every doctor: today last, since only today depends on the hour.
    pub(super) fn fill(
        &mut self,
        doctors: &mut [Doctor],
        duty: Option<Interval>,
    ) -> Result<(), Fault> {
        for day in (-DAYS..=DAYS).filter(|day| *day != 0).chain([0]) {
            for at in 0..doctors.len() {
                self.fill_day(doctors, at, day, duty)?;
            }
        }
        Ok(())
    }

    /// Walks a doctor's day along the grid and lets visits begin here and there.
    fn fill_day(
        &mut self,
        doctors: &mut [Doctor],
        at: usize,
        day: i64,
        duty: Option<Interval>,
    ) -> Result<(), Fault> {
        let dice = &mut Dice::of(&[2, place(self.clinic), place(at), day]);
        let Some(date) = offset(self.today, day) else {
            return Ok(());
        };
        let Some(doctor) = doctors.get(at) else {
            return Ok(());
        };
        let until = date.succ_opt().unwrap_or(date);
        let open =
            self.scene
                .zone
                .working_time(&doctor.hours, &doctor.exceptions, &[], date, until);
        let others: Vec<(DoctorId, UserId)> = doctors
            .iter()
            .filter(|other| other.id != doctor.id)
            .map(|other| (other.id, other.user))
            .collect();
        let mut taken = doctor.taken.clone();
        let mut count = 0;
        for stretch in open {
            let mut starts = stretch.start();
            while starts < stretch.end() {
                let on_duty = at == DUTY
                    && duty.is_some_and(|duty| duty.start() <= starts && starts < duty.end());
                let found = dice
                    .chance(if on_duty {
                        100
                    } else {
                        percent(self.clinic, at, day)
                    })
                    .then(|| fit(doctor, dice, on_duty, starts, stretch, &taken))
                    .flatten();
                let Some((offer, place)) = found else {
                    starts = starts.plus_minutes(STEP_MIN);
                    continue;
                };
                let slot = Slot {
                    at,
                    day,
                    count,
                    on_duty,
                    online: OFFERS.get(offer).is_some_and(|o| o.bookable_online),
                };
                let fate = self.fate(dice, slot, place.span);
                let signs_in = matches!(fate, Fate::Asked | Fate::Held);
                if let Some(file) = somebody(self.files, dice, doctor.specialty, day, signs_in) {
                    let hands = Hands {
                        doctor: doctor.user,
                        desk: *dice.pick(self.desk).ok_or(Fault::Internal)?,
                        others: &others,
                        specialty: doctor.specialty,
                        online: slot.online,
                    };
                    self.told
                        .push(tell(self.scene, self.ids, dice, file, place, &hands, fate)?);
                    taken.push(place.busy);
                    count += 1;
                }
                starts = next_start(stretch.start(), place.busy.end());
            }
        }
        if let Some(doctor) = doctors.get_mut(at) {
            doctor.taken = taken;
        }
        Ok(())
    }

    /// How a visit goes, or how far it has come by now.
    fn fate(&self, dice: &mut Dice, slot: Slot, span: Interval) -> Fate {
        let now = self.scene.now;
        let roll = dice.between(1, 100);
        let ahead = (span.start() - now).num_minutes();
        if span.end() <= now {
            return match roll {
                _ if slot.on_duty && (-90..-60).contains(&ahead) => Fate::NoShow,
                _ if slot.on_duty => Fate::Completed,
                1..=80 => Fate::Completed,
                81..=88 => Fate::NoShow,
                89..=98 => Fate::Cancelled,
                _ => Fate::Expired,
            };
        }
        if span.start() <= now {
            return if slot.on_duty || roll <= 85 {
                Fate::InConsultation
            } else {
                Fate::CheckedIn
            };
        }
        if slot.day <= 0 {
            return match roll {
                _ if slot.on_duty && ahead < 30 => Fate::CheckedIn,
                1..=60 if ahead < 30 => Fate::CheckedIn,
                93..=100 if ahead > 120 => Fate::Cancelled,
                _ => Fate::Confirmed,
            };
        }
        if self.is_asked(slot, roll) {
            return Fate::Asked;
        }
        match roll {
            // Somebody is booking with two of the doctors at this very moment.
            _ if self.clinic > 0
                && slot.at == 0
                && slot.count == 0
                && slot.day == self.held_on() =>
            {
                Fate::Held
            }
            90..=97 => Fate::Cancelled,
            98..=100 => Fate::Expired,
            _ => Fate::Confirmed,
        }
    }

    /// Whether somebody else still has to say yes: the demonstration's doctor, who always has some to
    /// answer; elsewhere a few.
    fn is_asked(&self, slot: Slot, roll: i64) -> bool {
        let first = slot.at == 0 && slot.count == 0;
        slot.online
            && match self.scene.policy.confirmation {
                ConfirmationPolicy::Automatic => false,
                ConfirmationPolicy::Desk => first && (2..=5).contains(&slot.day),
                ConfirmationPolicy::Doctor => {
                    (first && (2..=6).contains(&slot.day))
                        || (roll <= 7 && (1..=12).contains(&slot.day))
                }
            }
    }

    /// A day on which offices are open.
    fn held_on(&self) -> i64 {
        use chrono::Datelike;
        let open = |day: &i64| {
            offset(self.today, *day).is_some_and(|date| date.weekday().number_from_monday() < 3)
        };
        (7..14).find(open).unwrap_or(7)
    }
}

/// A time in a doctor's day.
#[derive(Clone, Copy, Debug)]
struct Slot {
    /// The doctor's place in the clinic.
    at: usize,
    /// Days from today.
    day: i64,
    /// How many visits of that day come before.
    count: usize,
    on_duty: bool,
    online: bool,
}

/// What fits at a start: a visit of some kind, or of the usual one.
fn fit(
    doctor: &Doctor,
    dice: &mut Dice,
    on_duty: bool,
    starts: Instant,
    stretch: Interval,
    taken: &[Interval],
) -> Option<(usize, Place)> {
    let wish = match dice.between(1, 100) {
        _ if on_duty => FIRST,
        1..=42 => FIRST,
        43..=80 => FOLLOW_UP,
        _ => dice.pick(&doctor.offers)?.0,
    };
    [wish, FIRST, FOLLOW_UP].into_iter().find_map(|offer| {
        let place = doctor.place(offer, starts)?;
        let free =
            stretch.contains(place.span) && !taken.iter().any(|taken| taken.overlaps(place.busy));
        free.then_some((offer, place))
    })
}

/// The first start of the grid at or after an instant.
fn next_start(grid: Instant, from: Instant) -> Instant {
    let late = (from - grid).num_minutes();
    grid.plus_minutes((late + STEP_MIN - 1).div_euclid(STEP_MIN) * STEP_MIN)
}

/// How many in a hundred of the free starts are taken: fewer further ahead; the demonstration's own
/// doctor is in demand.
const fn percent(clinic: usize, doctor: usize, day: i64) -> i64 {
    let demo = clinic == 0 && doctor == 0;
    match day {
        ..0 => {
            if demo {
                28
            } else {
                11
            }
        }
        0 => {
            if demo {
                85
            } else {
                40
            }
        }
        1..=6 => {
            if demo {
                70
            } else {
                22
            }
        }
        _ => {
            if demo {
                18
            } else {
                6
            }
        }
    }
}

/// So many days from a date.
pub(super) fn offset(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let by = Days::new(days.unsigned_abs());
    if days < 0 {
        date.checked_sub_days(by)
    } else {
        date.checked_add_days(by)
    }
}

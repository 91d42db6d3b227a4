//! Whether a time can be had, and if not, why: the one rule by which times are offered, booked and
//! explained.
//!
//! Everything here is an instant: zones have been resolved before.

use super::slots::{SlotRules, merge};
use crate::time::{Instant, Interval};
use crate::words::words;

words! {
    /// Why a time cannot be had. Of several reasons the first in this order is given.
    pub enum WhyNot {
        /// It has passed.
        InPast = "in_past",
        /// Further ahead than the clinic lets patients book.
        BeyondHorizon = "beyond_horizon",
        /// The clinic is closed.
        Closed = "closed",
        /// A public holiday.
        Holiday = "public_holiday",
        /// The doctor is away.
        OnLeave = "on_leave",
        /// The doctor works then, but not for this kind of visit.
        NotTaken = "visit_type_not_taken",
        /// The doctor does not work then, or not for long enough.
        OutsideHours = "outside_hours",
        /// Visits begin at other minutes.
        NotAligned = "not_aligned",
        /// Sooner than the clinic lets patients book.
        NoticeTooShort = "notice_too_short",
        /// The doctor takes nobody else today.
        DoctorBusy = "doctor_busy",
        /// The doctor sees somebody else then.
        Visit = "visit",
        /// Too close to another visit.
        Buffer = "buffer",
        /// The doctor has as many visits that day as they take.
        DayFull = "day_full",
        /// Kept for the desk until the day itself.
        Reserved = "reserved",
        /// The visit needs a room and none is free.
        NoRoom = "no_room",
    }
}

/// What is known of a doctor's time, for one visit type and whoever asks. Nothing need be sorted.
#[derive(Clone, Debug)]
pub struct Circumstances {
    /// The moment.
    pub now: Instant,
    /// The doctor's working time in which the visit type is taken, absences taken out.
    pub open: Vec<Interval>,
    /// The doctor's working time, whatever is taken in it.
    pub worked: Vec<Interval>,
    /// When the clinic is closed.
    pub closed: Vec<Interval>,
    /// Public holidays the clinic keeps.
    pub holidays: Vec<Interval>,
    /// When the doctor is away.
    pub leave: Vec<Interval>,
    /// When the doctor sees somebody.
    pub visits: Vec<Interval>,
    /// The same, buffers included.
    pub busy: Vec<Interval>,
    /// Days that are full.
    pub full: Vec<Interval>,
    /// What is kept for others than who asks.
    pub reserved: Vec<Interval>,
    /// When the doctor takes nobody.
    pub refusing: Vec<Interval>,
    /// Of each room the visit could take, when it is taken, buffers included; `None` when it needs none.
    pub rooms: Option<Vec<Vec<Interval>>>,
}

impl Circumstances {
    /// A doctor who works then and nothing else.
    pub fn open(now: Instant, open: &[Interval]) -> Self {
        Self {
            now,
            open: open.to_vec(),
            worked: Vec::new(),
            closed: Vec::new(),
            holidays: Vec::new(),
            leave: Vec::new(),
            visits: Vec::new(),
            busy: Vec::new(),
            full: Vec::new(),
            reserved: Vec::new(),
            refusing: Vec::new(),
            rooms: None,
        }
    }
}

/// Stretches in order and apart, in which one look finds what meets an interval.
#[derive(Clone, Debug)]
struct Stretches(Vec<Interval>);

impl Stretches {
    fn of(stretches: Vec<Interval>) -> Self {
        Self(merge(stretches))
    }

    fn meets(&self, time: Interval) -> bool {
        let first = self
            .0
            .partition_point(|stretch| stretch.end() <= time.start());
        self.0
            .get(first)
            .is_some_and(|stretch| stretch.overlaps(time))
    }

    /// The place of the stretch that holds an instant.
    fn at(&self, instant: Instant) -> Option<usize> {
        let place = self.0.partition_point(|stretch| stretch.end() <= instant);
        self.0
            .get(place)
            .is_some_and(|stretch| stretch.start() <= instant)
            .then_some(place)
    }
}

/// A doctor's time for one visit type, ready to be asked.
#[derive(Clone, Debug)]
pub struct Offer {
    rules: SlotRules,
    now: Instant,
    open: Stretches,
    /// For each open stretch, when the doctor stops working after it.
    closes: Vec<Instant>,
    worked: Stretches,
    closed: Stretches,
    holidays: Stretches,
    leave: Stretches,
    visits: Stretches,
    busy: Stretches,
    full: Stretches,
    reserved: Stretches,
    refusing: Stretches,
    rooms: Option<Vec<Stretches>>,
}

impl Offer {
    /// Puts the circumstances in order.
    pub fn new(of: Circumstances, rules: SlotRules) -> Self {
        let sound = rules.duration_min > 0 && rules.step_min > 0;
        let open = Stretches::of(if sound { of.open } else { Vec::new() });
        Self {
            rules,
            now: of.now,
            closes: closing_times(&open.0),
            open,
            worked: Stretches::of(of.worked),
            closed: Stretches::of(of.closed),
            holidays: Stretches::of(of.holidays),
            leave: Stretches::of(of.leave),
            visits: Stretches::of(of.visits),
            busy: Stretches::of(of.busy),
            full: Stretches::of(of.full),
            reserved: Stretches::of(of.reserved),
            refusing: Stretches::of(of.refusing),
            rooms: of
                .rooms
                .map(|rooms| rooms.into_iter().map(Stretches::of).collect()),
        }
    }

    /// Why a visit cannot start then; `None` when it can.
    ///
    /// The visit lies within working time; its buffers may reach beyond it, but not into anything busy.
    pub fn why_not(&self, start: Instant) -> Option<WhyNot> {
        let rules = &self.rules;
        let visit = Interval::new(start, start.plus_minutes(rules.duration_min));
        let (Some(visit), Some(span)) = (visit, rules.busy_span(start)) else {
            return Some(WhyNot::OutsideHours);
        };
        if start < self.now {
            return Some(WhyNot::InPast);
        }
        if start >= rules.latest {
            return Some(WhyNot::BeyondHorizon);
        }
        for (times, why) in [
            (&self.closed, WhyNot::Closed),
            (&self.holidays, WhyNot::Holiday),
            (&self.leave, WhyNot::OnLeave),
        ] {
            if times.meets(visit) {
                return Some(why);
            }
        }
        let stretch = self
            .open
            .at(start)
            .filter(|at| self.closes.get(*at).is_some_and(|end| visit.end() <= *end))
            .and_then(|at| self.open.0.get(at));
        let Some(stretch) = stretch else {
            return Some(
                if self.worked.at(start).is_some() && self.open.at(start).is_none() {
                    WhyNot::NotTaken
                } else {
                    WhyNot::OutsideHours
                },
            );
        };
        if !aligned(*stretch, start, rules.step_min) {
            return Some(WhyNot::NotAligned);
        }
        if start < rules.earliest {
            return Some(WhyNot::NoticeTooShort);
        }
        if self.refusing.at(start).is_some() {
            return Some(WhyNot::DoctorBusy);
        }
        if self.visits.meets(visit) {
            return Some(WhyNot::Visit);
        }
        if self.busy.meets(span) {
            return Some(WhyNot::Buffer);
        }
        if self.full.at(start).is_some() {
            return Some(WhyNot::DayFull);
        }
        if self.reserved.meets(visit) {
            return Some(WhyNot::Reserved);
        }
        match &self.rooms {
            Some(rooms) if !rooms.iter().any(|room| !room.meets(span)) => Some(WhyNot::NoRoom),
            _ => None,
        }
    }

    /// The free starts within some time, soonest first, as the intervals in which the patient is seen.
    ///
    /// The grid of starts begins anew at the start of every stretch of working time. Where one stretch
    /// ends the moment another begins (09–12 and 12–14, or two days of a clinic that never closes), the
    /// doctor works on, so a visit may run from one into the other: it starts on the grid of the first.
    pub fn free(&self, within: Interval) -> impl Iterator<Item = Interval> + '_ {
        let from = within.start().max(self.rules.earliest).max(self.now);
        let until = within.end().min(self.rules.latest);
        self.open.0.iter().flat_map(move |stretch| {
            let until = until.min(stretch.end());
            let first = first_start(*stretch, from, self.rules.step_min);
            std::iter::successors(Some(first), |start| {
                Some(start.plus_minutes(self.rules.step_min))
            })
            .take_while(move |start| *start < until)
            .filter(|start| self.why_not(*start).is_none())
            .filter_map(|start| Interval::new(start, start.plus_minutes(self.rules.duration_min)))
        })
    }
}

/// For each of the merged stretches, when the doctor stops working after it.
fn closing_times(open: &[Interval]) -> Vec<Instant> {
    let mut ends: Vec<Instant> = open.iter().map(|stretch| stretch.end()).collect();
    for i in (1..open.len()).rev() {
        if open[i - 1].end() == open[i].start() {
            ends[i - 1] = ends[i];
        }
    }
    ends
}

/// Whether a visit lies within working time, from one stretch into the next that follows at once too.
pub fn is_worked(open: &[Interval], visit: Interval) -> bool {
    let open = Stretches::of(open.to_vec());
    let ends = closing_times(&open.0);
    open.at(visit.start())
        .and_then(|at| ends.get(at))
        .is_some_and(|end| visit.end() <= *end)
}

/// The last minutes of the working time of a day, latest first.
pub fn last_minutes(open: &[Interval], day: Interval, minutes: i64) -> Vec<Interval> {
    let mut left = minutes;
    let mut last = Vec::new();
    for stretch in merge(open.to_vec()).into_iter().rev() {
        let Some(stretch) = stretch.intersection(day) else {
            continue;
        };
        if left <= 0 {
            break;
        }
        let from = stretch.end().plus_minutes(-left).max(stretch.start());
        left -= (stretch.end() - from).num_minutes();
        last.extend(Interval::new(from, stretch.end()));
    }
    last
}

const MINUTE: i64 = 60_000_000;

fn aligned(stretch: Interval, start: Instant, step_min: i64) -> bool {
    (start - stretch.start())
        .num_microseconds()
        .is_some_and(|since| since % step_min.saturating_mul(MINUTE) == 0)
}

/// The first start of the stretch's grid that is not before an instant.
fn first_start(stretch: Interval, from: Instant, step_min: i64) -> Instant {
    if from <= stretch.start() {
        return stretch.start();
    }
    let step = step_min.saturating_mul(MINUTE);
    let late = (from - stretch.start())
        .num_microseconds()
        .unwrap_or(i64::MAX);
    let steps = late / step + i64::from(late % step != 0);
    stretch.start().plus_minutes(steps.saturating_mul(step_min))
}

//! How appointments come about and go on.

use super::dice::{Dice, Ids};
use super::people::File;
use super::tale::{By, Place, Scene, Tale, Told};
use super::texts::{CALLED_OFF, CANCELLED, DECLINES, symptoms};
use salus_domain::Fault;
use salus_domain::clinics::ConfirmationPolicy;
use salus_domain::ids::{DoctorId, UserId};
use salus_domain::language::Language;
use salus_domain::scheduling::Urgency;
use salus_domain::scheduling::state::Move;
use salus_domain::staff::Specialty;
use salus_domain::time::Instant;

const DAY_MIN: i64 = 24 * 60;

/// How a visit goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Somebody is about to book it.
    Held,
    /// Somebody was, and thought better of it.
    Expired,
    /// Booked; doctor or desk has still to say yes.
    Asked,
    Confirmed,
    CheckedIn,
    InConsultation,
    Completed,
    NoShow,
    Cancelled,
}

/// Those who deal with a visit.
pub(super) struct Hands<'a> {
    pub(super) doctor: UserId,
    pub(super) desk: UserId,
    /// The clinic's other doctors.
    pub(super) others: &'a [(DoctorId, UserId)],
    pub(super) specialty: Specialty,
    /// Whether patients may book such a visit themselves.
    pub(super) online: bool,
}

/// Tells a visit from the first wish to where it stands now.
pub(super) fn tell(
    scene: &Scene,
    ids: &mut Ids,
    dice: &mut Dice,
    file: &File,
    place: Place,
    hands: &Hands<'_>,
    fate: Fate,
) -> Result<Told, Fault> {
    let [fr, en] = symptoms(hands.specialty);
    let words = match file.language {
        Language::Fr => dice.pick(fr),
        Language::En => dice.pick(en),
    };
    let online = file.row.user.filter(|_| hands.online);
    let silent = online.is_none() && dice.chance(40);
    let words = words.copied().filter(|_| !silent).unwrap_or_default();
    let begun = begins(scene, dice, place, fate);
    let mut tale = Tale::of(scene, ids, file.row.id, words);
    let somebody = online.map_or(By::Desk(hands.desk), By::Patient);
    match fate {
        Fate::Held | Fate::Expired => {
            tale.at(place);
            tale.then(Move::Hold, somebody, begun, None)?;
            if fate == Fate::Expired {
                tale.then(Move::Expire, By::Clock, begun.plus_minutes(6), None)?;
            }
        }
        Fate::Asked => {
            tale.at(place);
            tale.then(Move::ConfirmHold, somebody, begun, None)?;
        }
        _ => {
            books(&mut tale, scene, dice, online, place, hands, begun)?;
            goes_on(&mut tale, scene, dice, online, place, hands, fate)?;
        }
    }
    Ok(tale.told())
}

/// When somebody first thinks of it.
fn begins(scene: &Scene, dice: &mut Dice, place: Place, fate: Fate) -> Instant {
    match fate {
        Fate::Held => scene.now,
        Fate::Asked => scene.now.plus_minutes(-dice.between(40, 1_100)),
        _ => {
            let lead = dice.between(DAY_MIN + 120, 20 * DAY_MIN);
            let recent = dice.between(200, 5 * DAY_MIN);
            place
                .span
                .start()
                .plus_minutes(-lead)
                .min(scene.now.plus_minutes(-recent))
        }
    }
}

/// From the first wish until it is confirmed: booked online, asked for, or put in by the desk.
fn books(
    tale: &mut Tale<'_>,
    scene: &Scene,
    dice: &mut Dice,
    online: Option<UserId>,
    place: Place,
    hands: &Hands<'_>,
    begun: Instant,
) -> Result<(), Fault> {
    let by_doctor = scene.policy.confirmation == ConfirmationPolicy::Doctor;
    let (desk, doctor) = (By::Desk(hands.desk), By::Doctor(hands.doctor));
    let path = dice.between(1, 100);
    let soon = begun.plus_minutes(dice.between(8, 60));
    let later = soon.plus_minutes(dice.between(10, 90));
    match online {
        Some(user) if path <= 70 => {
            tale.at(place);
            tale.then(Move::ConfirmHold, By::Patient(user), begun, None)?;
            match scene.policy.confirmation {
                ConfirmationPolicy::Automatic => Ok(()),
                ConfirmationPolicy::Desk => tale.then(Move::ConfirmAtDesk, desk, later, None),
                ConfirmationPolicy::Doctor => tale.then(Move::Accept, doctor, later, None),
            }
        }
        Some(user) if path <= 85 => {
            tale.row().specialty = Some(hands.specialty).filter(|_| dice.chance(50));
            tale.row().urgency = if dice.chance(35) {
                Urgency::Soon
            } else {
                Urgency::Routine
            };
            tale.then(Move::Request, By::Patient(user), begun, None)?;
            if by_doctor
                && dice.chance(25)
                && let Some((other, their)) = dice.pick(hands.others)
            {
                tale.at(Place {
                    doctor: *other,
                    ..place
                });
                tale.then(Move::Assign, desk, soon, None)?;
                let why = dice.pick(DECLINES).copied();
                tale.then(Move::Decline, By::Doctor(*their), soon.plus_minutes(7), why)?;
            }
            tale.at(place);
            if by_doctor {
                tale.then(Move::Assign, desk, soon.plus_minutes(9), None)?;
                tale.then(Move::Accept, doctor, later.plus_minutes(9), None)
            } else {
                tale.then(Move::ConfirmAtDesk, desk, soon, None)
            }
        }
        _ => {
            tale.at(place);
            tale.then(Move::BookDirectly, desk, begun, None)
        }
    }
}

/// From the confirmation on.
fn goes_on(
    tale: &mut Tale<'_>,
    scene: &Scene,
    dice: &mut Dice,
    online: Option<UserId>,
    place: Place,
    hands: &Hands<'_>,
    fate: Fate,
) -> Result<(), Fault> {
    let (desk, doctor) = (By::Desk(hands.desk), By::Doctor(hands.doctor));
    let (starts, ends) = (place.span.start(), place.span.end());
    match fate {
        Fate::Cancelled => return is_cancelled(tale, scene, dice, online, starts, desk),
        Fate::NoShow => return tale.then(Move::Miss, desk, starts.plus_minutes(15), None),
        Fate::CheckedIn | Fate::InConsultation | Fate::Completed => {
            let morning = scene.zone.day(scene.zone.date(starts)).start();
            let early = starts.min(scene.now).plus_minutes(-dice.between(2, 14));
            tale.then(Move::CheckIn, desk, early.max(morning), None)?;
        }
        Fate::Held | Fate::Expired | Fate::Asked | Fate::Confirmed => return Ok(()),
    }
    if fate != Fate::CheckedIn {
        tale.then(
            Move::Start,
            doctor,
            starts.plus_minutes(dice.between(0, 3)),
            None,
        )?;
    }
    if fate == Fate::Completed {
        tale.then(
            Move::Complete,
            doctor,
            ends.plus_minutes(-dice.between(0, 3)),
            None,
        )?;
    }
    Ok(())
}

/// The patient calls it off while that is still allowed, else the desk.
fn is_cancelled(
    tale: &mut Tale<'_>,
    scene: &Scene,
    dice: &mut Dice,
    online: Option<UserId>,
    starts: Instant,
    desk: By,
) -> Result<(), Fault> {
    let last = tale.last();
    let wait = |dice: &mut Dice, until: Instant| {
        let most = (until.min(scene.now) - last).num_minutes();
        (most > 1).then(|| last.plus_minutes(dice.between(1, most)))
    };
    let notice = starts.plus_minutes(-scene.policy.cancel_notice_min);
    let alone = online.filter(|_| dice.chance(60)).zip(wait(dice, notice));
    if let Some((user, at)) = alone {
        let why = dice.pick(CANCELLED).copied().filter(|_| dice.chance(50));
        return tale.then(Move::Cancel, By::Patient(user), at, why);
    }
    let at = wait(dice, starts.plus_minutes(-30)).unwrap_or(last);
    let why = dice.pick(CALLED_OFF).copied();
    tale.then(Move::Cancel, desk, at, why)
}

//! What is not left to the dice: the demonstration's own patient, the queue, requests said no to.

use super::cast::{FIRST, FOLLOW_UP};
use super::diary::{Diary, Doctor};
use super::dice::Dice;
use super::people::{File, place, somebody};
use super::tale::{By, Tale, Told};
use super::texts::{OWN_SYMPTOMS, REFUSALS, WISHES, Whose, Wish};
use salus_domain::Fault;
use salus_domain::clinics::ConfirmationPolicy;
use salus_domain::ids::{PatientId, UserId};
use salus_domain::scheduling::Preferred;
use salus_domain::scheduling::state::Move;
use salus_domain::staff::Specialty;
use salus_domain::time::Instant;

const DAY_MIN: i64 = 24 * 60;
/// Days no diary knows, so that each request comes from somebody else.
const QUEUE_DAY: i64 = 10_000;
const IN_VAIN_DAY: i64 = 10_001;

/// How one of the own patient's visits went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Went {
    Well,
    Cancelled,
    /// Still ahead.
    Ahead,
}

impl Diary<'_> {
    /// The own patient's visits at this clinic: one within the notice, one far outside, some past.
    pub(super) fn own_visits(
        &mut self,
        doctors: &mut [Doctor],
        own: Option<(PatientId, UserId)>,
    ) -> Result<(), Fault> {
        let Some(own) = own else { return Ok(()) };
        let [sport, tension, tired, sight] = OWN_SYMPTOMS;
        let day = |days: i64| self.scene.now.plus_minutes(days * DAY_MIN);
        let visits: &[(usize, usize, Instant, &str, Went)] = match self.clinic {
            0 => &[
                (0, FIRST, day(-24), sport, Went::Well),
                (0, FOLLOW_UP, day(-11), tension, Went::Well),
                (
                    3,
                    FIRST,
                    day(-13),
                    "Contrôle d’un grain de beauté.",
                    Went::Cancelled,
                ),
                // Within the notice: it cannot be cancelled online any more.
                (
                    0,
                    FOLLOW_UP,
                    self.scene.now.plus_minutes(120),
                    tension,
                    Went::Ahead,
                ),
            ],
            1 => &[
                (2, FIRST, day(-20), tired, Went::Well),
                (3, FIRST, day(12), sight, Went::Ahead),
            ],
            _ => &[],
        };
        for (at, offer, from, words, went) in visits {
            let Some(doctor) = doctors.get_mut(*at) else {
                continue;
            };
            let told = self.own_visit(doctor, own, (*offer, *from), words, *went)?;
            doctor.taken.extend(told.row.time.map(|(_, busy)| busy));
            self.told.push(told);
        }
        Ok(())
    }

    fn own_visit(
        &mut self,
        doctor: &Doctor,
        (patient, user): (PatientId, UserId),
        (offer, from): (usize, Instant),
        words: &str,
        went: Went,
    ) -> Result<Told, Fault> {
        let place = doctor
            .first_free(self.scene, offer, from)
            .ok_or(Fault::Internal)?;
        let (starts, ends) = (place.span.start(), place.span.end());
        let (desk, theirs, own) = (self.desk(), By::Doctor(doctor.user), By::Patient(user));
        let begun = starts
            .plus_minutes(-6 * DAY_MIN)
            .min(self.scene.now.plus_minutes(-3 * DAY_MIN));
        let mut tale = Tale::of(self.scene, self.ids, patient, words);
        tale.at(place);
        tale.then(Move::ConfirmHold, own, begun, None)?;
        if self.scene.policy.confirmation == ConfirmationPolicy::Doctor {
            tale.then(Move::Accept, theirs, begun.plus_minutes(75), None)?;
        }
        match went {
            Went::Well => {
                tale.then(Move::CheckIn, desk, starts.plus_minutes(-6), None)?;
                tale.then(Move::Start, theirs, starts.plus_minutes(1), None)?;
                tale.then(Move::Complete, theirs, ends.plus_minutes(-1), None)?;
            }
            Went::Cancelled => {
                let at = starts.plus_minutes(-3 * DAY_MIN);
                tale.then(Move::Cancel, own, at, Some("Empêchement au travail."))?;
            }
            Went::Ahead => {}
        }
        Ok(tale.told())
    }

    /// The queue: requests of the last hours, one with a refusal behind it.
    pub(super) fn queue(
        &mut self,
        doctors: &[Doctor],
        own: Option<(PatientId, UserId)>,
    ) -> Result<(), Fault> {
        let dice = &mut Dice::of(&[3, place(self.clinic)]);
        let desk = self.desk();
        for wish in WISHES.get(self.clinic).copied().unwrap_or_default() {
            let (patient, by) = self.wishes(dice, wish, own, desk)?;
            let mut tale = Tale::of(self.scene, self.ids, patient, wish.symptoms);
            let row = tale.row();
            row.urgency = wish.urgency;
            row.specialty = wish.specialty;
            row.preferred = Preferred {
                weekdays: wish.weekdays.to_vec(),
                part: wish.part,
            };
            let begun = self.scene.now.plus_minutes(-wish.minutes_ago);
            tale.then(Move::Request, by, begun, None)?;
            if let Some((at, why)) = wish.declined {
                let doctor = doctors.get(at).ok_or(Fault::Internal)?;
                let tomorrow = self.scene.now.plus_minutes(DAY_MIN);
                let place = doctor
                    .first_free(self.scene, FIRST, tomorrow)
                    .ok_or(Fault::Internal)?;
                tale.at(place);
                tale.then(Move::Assign, desk, begun.plus_minutes(50), None)?;
                tale.then(
                    Move::Decline,
                    By::Doctor(doctor.user),
                    begun.plus_minutes(170),
                    Some(why),
                )?;
            }
            self.told.push(tale.told());
        }
        Ok(())
    }

    /// For whom a wish is, and who sends it: the desk, where the file has no sign-in.
    fn wishes(
        &mut self,
        dice: &mut Dice,
        wish: &Wish,
        own: Option<(PatientId, UserId)>,
        desk: By,
    ) -> Result<(PatientId, By), Fault> {
        let of = |file: &File| (file.row.id, file.row.user.map_or(desk, By::Patient));
        let found = match wish.whose {
            Whose::Own => own.map(|(patient, user)| (patient, By::Patient(user))),
            Whose::Child => {
                somebody(self.files, dice, Specialty::Paediatrics, QUEUE_DAY, false).map(of)
            }
            Whose::Woman => {
                somebody(self.files, dice, Specialty::Gynaecology, QUEUE_DAY, true).map(of)
            }
            Whose::Adult => {
                somebody(self.files, dice, Specialty::Cardiology, QUEUE_DAY, true).map(of)
            }
        };
        found.ok_or(Fault::Internal)
    }

    /// Requests of the past weeks that came to nothing: refused by the desk, or withdrawn.
    pub(super) fn in_vain(&mut self) -> Result<(), Fault> {
        let dice = &mut Dice::of(&[4, place(self.clinic)]);
        let desk = self.desk();
        for (asked, answer) in REFUSALS {
            let refused = (Move::Refuse, desk, Some(*answer));
            self.in_vain_one(dice, asked, refused)?;
        }
        let wishes = WISHES.get(self.clinic).copied().unwrap_or_default();
        for wish in wishes
            .iter()
            .filter(|wish| wish.whose == Whose::Adult)
            .take(2)
        {
            let withdrawn = (
                Move::Cancel,
                desk,
                Some("Retirée par téléphone : la patiente ou le patient va mieux."),
            );
            self.in_vain_one(dice, wish.symptoms, withdrawn)?;
        }
        Ok(())
    }

    fn in_vain_one(
        &mut self,
        dice: &mut Dice,
        asked: &str,
        (mv, by, why): (Move, By, Option<&str>),
    ) -> Result<(), Fault> {
        let file = somebody(self.files, dice, Specialty::Cardiology, IN_VAIN_DAY, true)
            .ok_or(Fault::Internal)?;
        let own = file.row.user.map_or(by, By::Patient);
        let begun = self
            .scene
            .now
            .plus_minutes(-dice.between(2 * DAY_MIN, 24 * DAY_MIN));
        let mut tale = Tale::of(self.scene, self.ids, file.row.id, asked);
        tale.then(Move::Request, own, begun, None)?;
        tale.then(mv, by, begun.plus_minutes(dice.between(20, 400)), why)?;
        self.told.push(tale.told());
        Ok(())
    }

    fn desk(&self) -> By {
        self.desk.first().copied().map_or(By::Clock, By::Desk)
    }
}

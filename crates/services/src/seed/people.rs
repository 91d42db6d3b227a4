//! The demonstration's patients.

use super::cast::{CLINICS, PATIENT, Person};
use super::dice::{Dice, Ids};
use super::names::{BY_CLINIC, IN_ARABIC};
use chrono::{Days, NaiveDate};
use salus_domain::ids::{PatientId, UserId};
use salus_domain::language::Language;
use salus_domain::patients::Sex;
use salus_domain::staff::Specialty;
use salus_domain::text::slug;
use salus_domain::time::Instant;
use salus_store::accounts::AddUser;
use salus_store::seed::PatientRow;
use std::collections::HashSet;

/// Everybody's email ends with this.
const AT: &str = "@demo.example";
/// From this many days of age on, one is seen by doctors for adults.
const GROWN_DAYS: i64 = 16 * 365;
const DAY_MIN: i64 = 24 * 60;

/// A file, and what visits are chosen by.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) row: PatientRow,
    pub(super) language: Language,
    grown: bool,
    /// Days from today on which this patient has a visit already.
    days: HashSet<i64>,
}

impl File {
    fn suits(&self, specialty: Specialty) -> bool {
        match specialty {
            Specialty::Paediatrics => !self.grown,
            Specialty::Gynaecology => self.grown && self.row.sex == Sex::Female,
            Specialty::GeneralMedicine => true,
            _ => self.grown,
        }
    }
}

/// A patient whom such a doctor sees and who has no visit that day; with a sign-in, if that is needed.
pub(super) fn somebody<'a>(
    files: &'a mut [File],
    dice: &mut Dice,
    specialty: Specialty,
    day: i64,
    signs_in: bool,
) -> Option<&'a File> {
    let suit: Vec<usize> = files
        .iter()
        .enumerate()
        .filter(|(_, file)| file.suits(specialty) && !file.days.contains(&day))
        .filter(|(_, file)| !signs_in || file.row.user.is_some())
        .map(|(place, _)| place)
        .collect();
    let file = files.get_mut(*dice.pick(&suit)?)?;
    file.days.insert(day);
    Some(file)
}

/// Makes users, each with an email of their own and the one password.
pub(super) struct Registry<'a> {
    pub(super) ids: &'a mut Ids,
    pub(super) password_hash: &'a str,
    emails: HashSet<String>,
    pub(super) users: Vec<AddUser>,
}

impl<'a> Registry<'a> {
    pub(super) fn new(ids: &'a mut Ids, password_hash: &'a str) -> Self {
        Self {
            ids,
            password_hash,
            emails: HashSet::new(),
            users: Vec::new(),
        }
    }

    /// A sign-in for somebody; `None` when the email made of their name is taken or they have none.
    pub(super) fn user(
        &mut self,
        (first_name, last_name): (&str, &str),
        email: Option<&str>,
        at: Instant,
    ) -> Option<&mut AddUser> {
        let (first, last) = (slug(first_name), slug(last_name));
        let email = match email {
            Some(email) => email.to_owned(),
            None if first.is_empty() || last.is_empty() => return None,
            None => format!("{first}.{last}{AT}"),
        };
        if !self.emails.insert(email.clone()) {
            return None;
        }
        self.users.push(AddUser {
            id: UserId::new(self.ids.next()),
            email,
            password_hash: self.password_hash.to_owned(),
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
            phone: None,
            born_on: None,
            language: Language::Fr,
            email_verified_at: Some(at),
            must_change_password: false,
            at,
        });
        self.users.last_mut()
    }

    /// A sign-in for one of the cast.
    pub(super) fn of_cast(&mut self, person: &Person, at: Instant) -> Option<UserId> {
        self.user((person.first_name, person.last_name), person.email, at)
            .map(|user| user.id)
    }
}

/// The files of the clinic at that place among [`CLINICS`].
pub(super) fn files(
    registry: &mut Registry<'_>,
    clinic: usize,
    (today, now): (NaiveDate, Instant),
) -> Vec<File> {
    let (Some(cast), Some(names)) = (CLINICS.get(clinic), BY_CLINIC.get(clinic)) else {
        return Vec::new();
    };
    let dice = &mut Dice::of(&[1, place(clinic)]);
    let mut called: HashSet<(&str, &str)> = HashSet::new();
    let mut files: Vec<File> = Vec::with_capacity(cast.patients);
    let written = IN_ARABIC
        .iter()
        .filter(|name| name.0 == clinic)
        .map(|name| (name.1, name.2, name.3));
    for (first, last, sex) in written {
        called.insert((first, last));
        let born = dice.between(GROWN_DAYS + 800, 26_000);
        files.push(file(
            registry,
            dice,
            clinic,
            (first, last, sex),
            born,
            (today, now),
        ));
    }
    // Far more names can be made than there are files.
    while files.len() < cast.patients {
        let woman = dice.chance(55);
        let (sex, firsts) = if woman {
            (Sex::Female, names.women)
        } else {
            (Sex::Male, names.men)
        };
        let (Some(first), Some(last)) = (dice.pick(firsts), dice.pick(names.families)) else {
            break;
        };
        let child = dice.chance(if clinic == 0 { 30 } else { 14 });
        let born = if child {
            dice.between(120, 15 * 365)
        } else {
            dice.between(18 * 366, 32_400)
        };
        if called.insert((first, last)) {
            files.push(file(
                registry,
                dice,
                clinic,
                (first, last, sex),
                born,
                (today, now),
            ));
        }
    }
    files
}

fn file(
    registry: &mut Registry<'_>,
    dice: &mut Dice,
    clinic: usize,
    (first, last, sex): (&str, &str, Sex),
    age_days: i64,
    (today, now): (NaiveDate, Instant),
) -> File {
    let born_on = today
        .checked_sub_days(Days::new(age_days.unsigned_abs()))
        .unwrap_or(today);
    let known_days = dice.between(60, 700).min(age_days - 20);
    let at = now.plus_minutes(-known_days * DAY_MIN);
    let phone = phone(clinic, dice);
    let language = if dice.chance(12) {
        Language::En
    } else {
        Language::Fr
    };
    let grown = age_days >= GROWN_DAYS;
    let mut email = None;
    let mut user = None;
    if grown
        && dice.chance(78)
        && let Some(added) = registry.user((first, last), None, at)
    {
        added.phone = Some(phone.clone());
        added.born_on = Some(born_on);
        added.language = language;
        email = Some(added.email.clone());
        user = Some(added.id);
    }
    let row = PatientRow {
        id: PatientId::new(registry.ids.next()),
        user,
        first_name: first.to_owned(),
        last_name: last.to_owned(),
        born_on,
        sex,
        phone: Some(phone),
        email,
        at,
    };
    File {
        row,
        language,
        grown,
        days: HashSet::new(),
    }
}

/// The demonstration's own patient: who signs in, and that person's file at one clinic.
pub(super) fn own_file(ids: &mut Ids, user: &AddUser) -> PatientRow {
    PatientRow {
        id: PatientId::new(ids.next()),
        user: Some(user.id),
        first_name: PATIENT.first_name.to_owned(),
        last_name: PATIENT.last_name.to_owned(),
        born_on: user.born_on.unwrap_or_default(),
        sex: Sex::Female,
        phone: user.phone.clone(),
        email: Some(user.email.clone()),
        at: user.at,
    }
}

/// A number nobody has: Paris has numbers kept for fiction, elsewhere a row of zeros will do.
fn phone(clinic: usize, dice: &mut Dice) -> String {
    let (a, b) = (dice.between(10, 99), dice.between(10, 99));
    match clinic {
        0 => format!("+216 20 000 {}{}", a % 10, b),
        1 => format!("+212 600 00 {a} {b}"),
        _ => format!("+33 6 39 98 {a} {b}"),
    }
}

/// A place as a number for [`Dice::of`].
pub(super) fn place(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(0)
}

//! What is typed about staff and their hours.

use super::{Specialty, WeeklyHours, Window};
use crate::Fault;
use crate::ids::VisitTypeId;
use crate::language::{LocalText, SpokenLanguage};
use crate::validate::{Checks, Problem};
use serde::{Deserialize, Serialize};

/// The form that adds a secretary or a clinic admin, as typed. The password is an initial one; whoever is invited
/// chooses their own.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StaffForm {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Email.
    pub email: String,
    /// Telephone; may be left out.
    pub phone: String,
    /// Initial password.
    pub password: String,
    /// [`INVITATION`] where they are sent an invitation instead.
    pub access: String,
}

/// The word of a form that says that somebody is invited.
pub const INVITATION: &str = "invitation";

/// A member who can be added.
#[derive(Clone, Debug)]
pub struct NewMember {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Email, lower-cased.
    pub email: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Initial password, in the clear until hashed; `None` for whoever is invited.
    pub password: Option<String>,
}

impl StaffForm {
    /// Whether they are sent an invitation instead of being given a password.
    pub fn is_invitation(&self) -> bool {
        self.access == INVITATION
    }

    /// Checks every field.
    ///
    /// # Errors
    /// [`Fault::Invalid`] naming every failing field.
    pub fn validate(&self) -> Result<NewMember, Fault> {
        let mut checks = Checks::new();
        let member = self.check(&mut checks);
        checks.done()?;
        Ok(member)
    }

    fn check(&self, checks: &mut Checks) -> NewMember {
        let member = NewMember {
            first_name: checks.required("first_name", &self.first_name, 80),
            last_name: checks.required("last_name", &self.last_name, 80),
            email: checks.email("email", &self.email),
            phone: checks.optional_phone("phone", &self.phone),
            password: (!self.is_invitation()).then(|| self.password.clone()),
        };
        if let Some(password) = &member.password {
            checks.password("password", password);
        }
        member
    }
}

/// The form that adds a doctor, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DoctorForm {
    /// How to address them.
    pub title: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Email.
    pub email: String,
    /// Telephone; may be left out.
    pub phone: String,
    /// Initial password.
    pub password: String,
    /// [`INVITATION`] where they are sent an invitation instead.
    pub access: String,
    /// [`Specialty`] words, one or more.
    pub specialties: Vec<String>,
    /// [`SpokenLanguage`] words.
    pub languages: Vec<String>,
    /// A few words, in French.
    pub bio_fr: String,
    /// A few words, in English.
    pub bio_en: String,
}

/// A doctor who can be added.
#[derive(Clone, Debug)]
pub struct NewDoctor {
    /// The person.
    pub member: NewMember,
    /// How to address them.
    pub title: String,
    /// What they practise; never empty.
    pub specialties: Vec<Specialty>,
    /// Languages spoken.
    pub languages: Vec<SpokenLanguage>,
    /// A few words.
    pub bio: LocalText,
}

impl DoctorForm {
    /// Whether they are sent an invitation instead of being given a password.
    pub fn is_invitation(&self) -> bool {
        self.access == INVITATION
    }

    /// Checks every field.
    ///
    /// # Errors
    /// [`Fault::Invalid`] naming every failing field.
    pub fn validate(&self) -> Result<NewDoctor, Fault> {
        let mut checks = Checks::new();
        let person = StaffForm {
            first_name: self.first_name.clone(),
            last_name: self.last_name.clone(),
            email: self.email.clone(),
            phone: self.phone.clone(),
            password: self.password.clone(),
            access: self.access.clone(),
        };
        let member = person.check(&mut checks);
        let title = checks
            .optional("title", &self.title, 20)
            .unwrap_or_else(|| "Dr".to_owned());
        if self.specialties.is_empty() {
            checks.wrong("specialties", Problem::Required);
        }
        let specialties = words(&mut checks, "specialties", &self.specialties);
        let languages = words(&mut checks, "languages", &self.languages);
        let bio = LocalText {
            fr: checks.paragraph("bio_fr", &self.bio_fr, 2000),
            en: checks.paragraph("bio_en", &self.bio_en, 2000),
        };
        checks.done()?;
        Ok(NewDoctor {
            member,
            title,
            specialties,
            languages,
            bio,
        })
    }
}

/// Words of a closed list, in its order, each once.
pub(crate) fn words<W: std::str::FromStr + Ord>(
    checks: &mut Checks,
    field: &str,
    typed: &[String],
) -> Vec<W> {
    let mut words: Vec<W> = typed
        .iter()
        .filter_map(|word| checks.word(field, word))
        .collect();
    words.sort();
    words.dedup();
    words
}

/// One line of the hours' editor: times as `HH:MM`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HoursLine {
    /// ISO weekday.
    pub weekday: u8,
    /// From.
    pub from: String,
    /// Until; at or before `from` it means the next day.
    pub until: String,
    /// The only visit types it takes; none is all of them.
    pub only: Vec<VisitTypeId>,
}

/// The hours' editor, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HoursForm {
    /// The lines; both times empty means the line is not used.
    pub lines: Vec<HoursLine>,
    /// What can be booked with the doctor.
    pub visit_types: Vec<VisitTypeId>,
}

impl HoursForm {
    /// Checks every line: fields are named `lines.<index>.<field>`.
    ///
    /// # Errors
    /// [`Fault::Invalid`] naming every failing field.
    pub fn validate(&self) -> Result<Vec<Window>, Fault> {
        let mut checks = Checks::new();
        let mut week: Vec<Window> = Vec::new();
        for (i, line) in self.lines.iter().enumerate() {
            if line.from.is_empty() && line.until.is_empty() {
                continue;
            }
            if !(1..=7).contains(&line.weekday) {
                checks.wrong(format!("lines.{i}.weekday"), Problem::Unknown);
            }
            let from = clock_time(&mut checks, format!("lines.{i}.from"), &line.from);
            let until = clock_time(&mut checks, format!("lines.{i}.until"), &line.until);
            let (Some(starts_min), Some(mut ends_min)) = (from, until) else {
                continue;
            };
            if ends_min <= starts_min {
                ends_min += 24 * 60;
            }
            let new = WeeklyHours {
                weekday: line.weekday,
                starts_min,
                ends_min,
            };
            if week.iter().any(|other| week_overlap(other.hours, new)) {
                checks.wrong(format!("lines.{i}.from"), Problem::Overlaps);
            }
            let mut only = line.only.clone();
            only.sort_unstable();
            only.dedup();
            week.push(Window { hours: new, only });
        }
        checks.done()?;
        week.sort();
        Ok(week)
    }
}

fn week_overlap(a: WeeklyHours, b: WeeklyHours) -> bool {
    const WEEK: i32 = 7 * 24 * 60;
    let span = |h: WeeklyHours| {
        let day = (i32::from(h.weekday) - 1) * 24 * 60;
        (day + i32::from(h.starts_min), day + i32::from(h.ends_min))
    };
    let ((a0, a1), (b0, b1)) = (span(a), span(b));
    [-WEEK, 0, WEEK]
        .iter()
        .any(|shift| a0 < b1 + shift && b0 + shift < a1)
}

pub(crate) fn clock_time(checks: &mut Checks, field: String, typed: &str) -> Option<u16> {
    if typed.is_empty() {
        checks.wrong(field, Problem::Required);
        return None;
    }
    let read = typed.split_once(':').and_then(|(h, m)| {
        let (h, m): (u16, u16) = (h.parse().ok()?, m.get(..2)?.parse().ok()?);
        (h < 24 && m < 60).then_some(h * 60 + m)
    });
    if read.is_none() {
        checks.wrong(field, Problem::Malformed);
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(weekday: u8, from: &str, until: &str) -> HoursLine {
        HoursLine {
            weekday,
            from: from.into(),
            until: until.into(),
            only: vec![],
        }
    }

    #[test]
    fn hours_name_every_wrong_line() {
        let form = HoursForm {
            lines: vec![
                line(1, "09:00", "12:00"),
                line(1, "11:00", "14:00"),
                line(2, "25:00", ""),
                line(3, "", ""),
                line(9, "08:00", "09:00"),
            ],
            visit_types: vec![],
        };
        let Err(Fault::Invalid { fields }) = form.validate() else {
            panic!("accepted")
        };
        let names: Vec<_> = fields.iter().map(|f| f.field.as_str()).collect();
        assert_eq!(
            names,
            [
                "lines.1.from",
                "lines.2.from",
                "lines.2.until",
                "lines.4.weekday"
            ]
        );
    }

    #[test]
    fn a_night_shift_runs_into_the_next_day_and_may_not_meet_its_morning() {
        let night = line(7, "22:00", "06:00");
        let hours = HoursForm {
            lines: vec![night.clone()],
            visit_types: vec![],
        }
        .validate();
        assert_eq!(
            hours,
            Ok(vec![Window {
                hours: WeeklyHours {
                    weekday: 7,
                    starts_min: 1320,
                    ends_min: 1800
                },
                only: vec![],
            }])
        );
        let clash = HoursForm {
            lines: vec![night, line(1, "05:00", "08:00")],
            visit_types: vec![],
        };
        assert_eq!(
            clash.validate(),
            Err(Fault::field("lines.1.from", Problem::Overlaps))
        );
    }
}

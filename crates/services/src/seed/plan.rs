//! The whole demonstration, thought out before a row is written.

use super::cast::{CLINICS, ClinicCast, DUTY, DoctorCast, OFFERS, PATIENT, Person, SUPER_ADMIN};
use super::diary::{Diary, Doctor, offset};
use super::dice::Ids;
use super::people::{Registry, files, own_file};
use super::tale::{Scene, Told};
use crate::scheduling::availability::zone;
use chrono::{NaiveDate, Timelike};
use salus_domain::Fault;
use salus_domain::accounts::StaffRole;
use salus_domain::clinics::{NewClinic, NewVisitType, Policy};
use salus_domain::ids::{
    AuditId, ClinicId, DoctorId, MembershipId, ScheduleExceptionId, UserId, VisitTypeId,
    WeeklyHoursId,
};
use salus_domain::language::{LocalText, SpokenLanguage};
use salus_domain::staff::{ExceptionKind, NewDoctor, NewMember, ScheduleException, WeeklyHours};
use salus_domain::text::slug;
use salus_domain::time::{Instant, Interval, ZoneName};
use salus_store::accounts::AddUser;
use salus_store::clinics::{AddClinic, AddVisitType};
use salus_store::seed::PatientRow;
use salus_store::staff::AddDoctor;

const DAY_MIN: i64 = 24 * 60;
/// How long ago the clinics opened.
const OPENED_DAYS: i64 = 800;
const HOUR: u16 = 60;

/// Leave: the clinic's and the doctor's place, days from today, the whole day or some minutes of it,
/// a note.
type Leave = (usize, usize, i64, Option<(u16, u16)>, &'static str);

const LEAVES: [Leave; 9] = [
    (0, 3, 8, None, "Congés"),
    (0, 3, 9, None, "Congés"),
    (0, 3, 10, None, "Congés"),
    (0, 4, -6, None, "Congrès d’orthopédie"),
    (1, 0, -7, None, "Formation"),
    (1, 2, 5, Some((13 * HOUR, 16 * HOUR)), "Réunion"),
    (2, 1, 14, None, "Congés"),
    (2, 1, 15, None, "Congés"),
    (2, 1, 16, None, "Congés"),
];

/// Everything to write.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) super_admin: UserId,
    pub(super) users: Vec<AddUser>,
    pub(super) clinics: Vec<ClinicPlan>,
    pub(super) audit: AuditId,
    pub(super) at: Instant,
}

/// A clinic with all that is in it.
#[derive(Clone, Debug)]
pub(super) struct ClinicPlan {
    pub(super) add: AddClinic,
    pub(super) languages: Vec<SpokenLanguage>,
    pub(super) visit_types: Vec<AddVisitType>,
    pub(super) members: Vec<(MembershipId, UserId, StaffRole)>,
    pub(super) doctors: Vec<DoctorPlan>,
    pub(super) patients: Vec<PatientRow>,
    pub(super) told: Vec<Told>,
}

/// A doctor with hours.
#[derive(Clone, Debug)]
pub(super) struct DoctorPlan {
    pub(super) add: AddDoctor,
    pub(super) week: Vec<(WeeklyHoursId, WeeklyHours)>,
    pub(super) exceptions: Vec<(ScheduleExceptionId, ScheduleException, &'static str)>,
    pub(super) offers: Vec<VisitTypeId>,
}

/// Thinks everything out for a moment. The same moment gives the same plan, but for the hash of the
/// password; moments of one day differ in what has happened today and how long requests have waited.
pub(super) fn plan(now: Instant, password_hash: &str) -> Result<Plan, Fault> {
    // The identifiers' own moment: the day, so that they do not change from hour to hour.
    let day = now
        .to_utc()
        .date_naive()
        .and_time(chrono::NaiveTime::MIN)
        .and_utc();
    let ids = &mut Ids::new(day.into());
    let opened = now.plus_minutes(-OPENED_DAYS * DAY_MIN);
    let mut registry = Registry::new(ids, password_hash);
    let super_admin = registry
        .of_cast(&SUPER_ADMIN, opened)
        .ok_or(Fault::Internal)?;
    let own = own_patient(&mut registry, now)?;
    let mut clinics = Vec::with_capacity(CLINICS.len());
    for (at, cast) in CLINICS.iter().enumerate() {
        clinics.push(clinic(&mut registry, (at, cast), &own, (now, opened))?);
    }
    let users = registry.users;
    Ok(Plan {
        super_admin,
        users,
        clinics,
        audit: AuditId::new(ids.next()),
        at: now,
    })
}

fn own_patient(registry: &mut Registry<'_>, now: Instant) -> Result<AddUser, Fault> {
    let joined = now.plus_minutes(-300 * DAY_MIN);
    let user = registry.user(
        (PATIENT.first_name, PATIENT.last_name),
        PATIENT.email,
        joined,
    );
    let user = user.ok_or(Fault::Internal)?;
    user.phone = Some("+216 20 000 123".to_owned());
    user.born_on = NaiveDate::from_ymd_opt(1988, 4, 17);
    Ok(user.clone())
}

fn clinic(
    registry: &mut Registry<'_>,
    (at, cast): (usize, &ClinicCast),
    own: &AddUser,
    (now, opened): (Instant, Instant),
) -> Result<ClinicPlan, Fault> {
    let id = ClinicId::new(registry.ids.next());
    let policy = Policy {
        confirmation: cast.confirmation,
        cancel_notice_min: DAY_MIN,
        min_notice_min: 60,
        horizon_days: 60,
        answer_within_min: DAY_MIN,
    };
    let zone = zone(&ZoneName::new(cast.zone))?;
    let today = zone.date(now);
    let scene = Scene {
        clinic: id,
        zone,
        policy,
        now,
    };
    let mut members = Vec::new();
    members.push(member(
        registry,
        &cast.admin,
        StaffRole::ClinicAdmin,
        opened,
    )?);
    for person in cast.secretaries {
        members.push(member(registry, person, StaffRole::Secretary, opened)?);
    }
    let desk: Vec<UserId> = members
        .iter()
        .filter(|m| m.2 == StaffRole::Secretary)
        .map(|m| m.1)
        .collect();
    let visit_types = visit_types(registry, cast, opened);
    let duty = (at == 0).then(|| duty(&scene)).flatten();
    let mut plans = Vec::with_capacity(cast.doctors.len());
    let mut doctors = Vec::with_capacity(cast.doctors.len());
    for (place, doctor_cast) in cast.doctors.iter().enumerate() {
        let membership = member(registry, &doctor_cast.person, StaffRole::Doctor, opened)?;
        members.push(membership);
        let duty = duty
            .filter(|_| place == DUTY)
            .map(|(exception, _)| exception);
        let away = leaves((at, place), today).chain(duty.map(|duty| (duty, "Garde")));
        let (plan, doctor) = doctor(
            registry,
            doctor_cast,
            membership.1,
            &visit_types,
            away,
            opened,
        );
        plans.push(plan);
        doctors.push(doctor);
    }
    let mut known = files(registry, at, (today, now));
    let file = (at < 2).then(|| own_file(registry.ids, own));
    let own = file.as_ref().map(|file| (file.id, own.id));
    let mut told = Vec::new();
    let mut diary = Diary {
        scene: &scene,
        clinic: at,
        today,
        desk: &desk,
        files: &mut known,
        ids: registry.ids,
        told: &mut told,
    };
    diary.own_visits(&mut doctors, own)?;
    diary.fill(&mut doctors, duty.map(|(_, time)| time))?;
    diary.queue(&doctors, own)?;
    diary.in_vain()?;
    let patients = known.into_iter().map(|file| file.row).chain(file).collect();
    Ok(ClinicPlan {
        add: add_clinic(cast, id, policy, opened),
        languages: cast.languages.to_vec(),
        visit_types,
        members,
        doctors: plans,
        patients,
        told,
    })
}

fn add_clinic(cast: &ClinicCast, id: ClinicId, policy: Policy, at: Instant) -> AddClinic {
    let clinic = NewClinic {
        name: cast.name.to_owned(),
        kind: cast.kind,
        address: cast.address.to_owned(),
        city: cast.city.to_owned(),
        country: cast.country.to_owned(),
        phone: cast.phone.to_owned(),
        email: cast.email.to_owned(),
        zone: ZoneName::new(cast.zone),
        currency: cast.currency,
        policy,
        about: LocalText::new(cast.about.0, cast.about.1),
    };
    AddClinic {
        id,
        slug: slug(cast.name),
        clinic,
        at,
    }
}

fn member(
    registry: &mut Registry<'_>,
    person: &Person,
    role: StaffRole,
    at: Instant,
) -> Result<(MembershipId, UserId, StaffRole), Fault> {
    let user = registry.of_cast(person, at).ok_or(Fault::Internal)?;
    Ok((MembershipId::new(registry.ids.next()), user, role))
}

fn visit_types(
    registry: &mut Registry<'_>,
    cast: &ClinicCast,
    opened: Instant,
) -> Vec<AddVisitType> {
    let offers = OFFERS.iter().zip(cast.prices).zip(0..);
    offers
        .map(|((offer, price_minor), minutes)| AddVisitType {
            id: VisitTypeId::new(registry.ids.next()),
            visit_type: NewVisitType {
                names: LocalText::new(offer.names.0, offer.names.1),
                duration_min: offer.duration_min,
                buffer_before_min: offer.buffers_min.0,
                buffer_after_min: offer.buffers_min.1,
                price_minor,
                bookable_online: offer.bookable_online,
                needs_room: false,
            },
            // The oldest is the usual one.
            at: opened.plus_minutes(minutes),
        })
        .collect()
}

fn doctor(
    registry: &mut Registry<'_>,
    cast: &DoctorCast,
    user: UserId,
    visit_types: &[AddVisitType],
    changes: impl Iterator<Item = (ScheduleException, &'static str)>,
    at: Instant,
) -> (DoctorPlan, Doctor) {
    let id = DoctorId::new(registry.ids.next());
    let email = registry
        .users
        .iter()
        .find(|known| known.id == user)
        .map(|known| known.email.clone());
    let member = NewMember {
        first_name: cast.person.first_name.to_owned(),
        last_name: cast.person.last_name.to_owned(),
        email: email.unwrap_or_default(),
        phone: None,
        // The account exists: nothing hashes this one.
        password: None,
    };
    let doctor = NewDoctor {
        member,
        title: cast.title.to_owned(),
        specialties: vec![cast.specialty],
        languages: cast.languages.to_vec(),
        bio: LocalText::new(cast.bio.0, cast.bio.1),
    };
    let hours: Vec<WeeklyHours> = cast
        .week
        .iter()
        .flat_map(|(days, stretches)| days.iter().map(move |day| (*day, *stretches)))
        .flat_map(|(weekday, stretches)| {
            stretches
                .iter()
                .map(move |(starts_min, ends_min)| WeeklyHours {
                    weekday,
                    starts_min: *starts_min,
                    ends_min: *ends_min,
                })
        })
        .collect();
    let offers: Vec<(usize, VisitTypeId)> = cast
        .offers
        .iter()
        .filter_map(|offer| Some((*offer, visit_types.get(*offer)?.id)))
        .collect();
    let exceptions: Vec<_> = changes
        .map(|(change, note)| (ScheduleExceptionId::new(registry.ids.next()), change, note))
        .collect();
    let plan = DoctorPlan {
        add: AddDoctor {
            id,
            user,
            doctor,
            at,
        },
        week: hours
            .iter()
            .map(|line| (WeeklyHoursId::new(registry.ids.next()), *line))
            .collect(),
        offers: offers.iter().map(|(_, id)| *id).collect(),
        exceptions: exceptions.clone(),
    };
    let exceptions = exceptions
        .into_iter()
        .map(|(_, change, _)| change)
        .collect();
    (
        plan,
        Doctor {
            id,
            user,
            specialty: cast.specialty,
            hours,
            exceptions,
            offers,
            taken: Vec::new(),
        },
    )
}

fn leaves(
    of: (usize, usize),
    today: NaiveDate,
) -> impl Iterator<Item = (ScheduleException, &'static str)> {
    LEAVES
        .into_iter()
        .filter(move |leave| (leave.0, leave.1) == of)
        .filter_map(move |(_, _, day, minutes, note)| {
            let on = offset(today, day)?;
            Some((
                ScheduleException {
                    on,
                    kind: ExceptionKind::Off,
                    minutes,
                },
                note,
            ))
        })
}

/// The duty doctor works around the present moment, whatever the hour: a demonstration is never
/// without somebody in the waiting room. From two hours ago to two hours ahead, within today.
fn duty(scene: &Scene) -> Option<(ScheduleException, Interval)> {
    let wall = scene.zone.wall(scene.now);
    let hour = u16::try_from(wall.local.hour()).ok()?;
    let (from, until) = (hour.saturating_sub(2), (hour + 3).min(24));
    let on = wall.date();
    let midnight = on.and_time(chrono::NaiveTime::MIN);
    let at = |hours: u16| {
        scene
            .zone
            .instant(midnight + chrono::TimeDelta::hours(hours.into()))
    };
    let exception = ScheduleException {
        on,
        kind: ExceptionKind::Extra,
        minutes: Some((from * HOUR, until * HOUR)),
    };
    Some((exception, Interval::new(at(from), at(until))?))
}

//! Reading appointments.

use super::Appointment;
use crate::{Conn, OwnScope, Scope, Sql, StoreError};
use chrono::NaiveDate;
use salus_domain::clinics::{ConfirmationPolicy, Policy};
use salus_domain::ids::{
    AppointmentId, ClinicId, DoctorId, PatientId, RoomId, UserId, VisitTypeId,
};
use salus_domain::language::LocalText;
use salus_domain::money::{Currency, Money};
use salus_domain::patients::PatientRef;
use salus_domain::scheduling::state::State;
use salus_domain::scheduling::{ClinicRef, Preferred, Urgency, VisitTypeRef};
use salus_domain::staff::{DoctorRef, Specialty};
use salus_domain::time::{Instant, Interval, ZoneName};
use sqlx::types::Json;

/// The one `SELECT` of appointments, with the end of the statement that says which.
macro_rules! appointments {
    ($which:literal) => {
        appointments!(split $which, $which)
    };
    (split $sqlite:expr, $postgres:expr) => {
        Sql::split(
            appointments!(
                "(SELECT json_group_array(s.specialty) FROM doctor_specialties s
                  WHERE s.clinic_id = a.clinic_id AND s.doctor_id = a.doctor_id)",
                $sqlite
            ),
            appointments!(
                "(SELECT coalesce(jsonb_agg(s.specialty ORDER BY s.specialty), '[]'::jsonb)
                  FROM doctor_specialties s
                  WHERE s.clinic_id = a.clinic_id AND s.doctor_id = a.doctor_id)",
                $postgres
            ),
        )
    };
    ($specialties:expr, $which:expr) => {
        concat!(
            "SELECT a.id, a.state, a.starts_at, a.ends_at, a.busy_from, a.busy_until, a.urgency, a.specialty,
                a.symptoms, a.preferred, a.room_id, a.overbooked, a.reason, a.hold_expires_at, a.answer_due_at, a.version,
                a.created_at,
                c.id AS clinic_id, c.slug AS clinic_slug, c.name AS clinic_name, c.address AS clinic_address,
                c.city AS clinic_city, c.phone AS clinic_phone, c.time_zone, c.currency,
                c.confirmation_policy, c.cancel_notice_min, c.min_notice_min, c.horizon_days, c.answer_within_min,
                d.id AS doctor_id, d.user_id AS doctor_user, d.title AS doctor_title,
                d.first_name AS doctor_first_name, d.last_name AS doctor_last_name,
                ", $specialties, " AS doctor_specialties,
                p.id AS patient_id, p.user_id AS patient_user, p.first_name AS patient_first_name,
                p.last_name AS patient_last_name, p.born_on AS patient_born_on, p.phone AS patient_phone,
                p.relative_id IS NOT NULL AS for_relative,
                v.id AS visit_type_id, v.names AS visit_type_names, v.duration_min AS visit_type_duration_min,
                v.price_minor AS visit_type_price_minor
             FROM appointments a
             JOIN clinics c ON c.id = a.clinic_id
             JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
             LEFT JOIN doctors d ON d.clinic_id = a.clinic_id AND d.id = a.doctor_id
             LEFT JOIN visit_types v ON v.clinic_id = a.clinic_id AND v.id = a.visit_type_id
             WHERE ",
            $which
        )
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: AppointmentId,
    state: State,
    starts_at: Option<Instant>,
    ends_at: Option<Instant>,
    busy_from: Option<Instant>,
    busy_until: Option<Instant>,
    urgency: Urgency,
    specialty: Option<Specialty>,
    symptoms: String,
    preferred: Option<Json<Preferred>>,
    room_id: Option<RoomId>,
    overbooked: bool,
    reason: Option<String>,
    hold_expires_at: Option<Instant>,
    answer_due_at: Option<Instant>,
    version: i64,
    created_at: Instant,
    clinic_id: ClinicId,
    clinic_slug: String,
    clinic_name: String,
    clinic_address: String,
    clinic_city: String,
    clinic_phone: String,
    time_zone: ZoneName,
    currency: Currency,
    confirmation_policy: ConfirmationPolicy,
    cancel_notice_min: i64,
    min_notice_min: i64,
    horizon_days: i64,
    answer_within_min: i64,
    doctor_id: Option<DoctorId>,
    doctor_user: Option<UserId>,
    doctor_title: Option<String>,
    doctor_first_name: Option<String>,
    doctor_last_name: Option<String>,
    doctor_specialties: Json<Vec<Specialty>>,
    patient_id: PatientId,
    patient_user: Option<UserId>,
    patient_first_name: String,
    patient_last_name: String,
    patient_born_on: NaiveDate,
    patient_phone: Option<String>,
    for_relative: bool,
    visit_type_id: Option<VisitTypeId>,
    visit_type_names: Option<Json<LocalText>>,
    visit_type_duration_min: Option<i64>,
    visit_type_price_minor: Option<i64>,
}

impl Row {
    fn into_appointment(self) -> Appointment {
        let doctor = match (
            self.doctor_id,
            self.doctor_first_name,
            self.doctor_last_name,
        ) {
            (Some(id), Some(first_name), Some(last_name)) => Some(DoctorRef {
                id,
                title: self.doctor_title.unwrap_or_default(),
                first_name,
                last_name,
                specialties: self.doctor_specialties.0,
                photo: None,
            }),
            _ => None,
        };
        let visit_type = match (
            self.visit_type_id,
            self.visit_type_names,
            self.visit_type_duration_min,
        ) {
            (Some(id), Some(Json(names)), Some(duration_min)) => Some(VisitTypeRef {
                id,
                names,
                duration_min,
                price: Money::new(self.visit_type_price_minor.unwrap_or(0), self.currency),
            }),
            _ => None,
        };
        let interval = |from: Option<Instant>, until: Option<Instant>| Interval::new(from?, until?);
        Appointment {
            id: self.id,
            state: self.state,
            clinic: ClinicRef {
                id: self.clinic_id,
                slug: self.clinic_slug,
                name: self.clinic_name,
                address: self.clinic_address,
                city: self.clinic_city,
                phone: self.clinic_phone,
                zone: self.time_zone,
            },
            policy: Policy {
                confirmation: self.confirmation_policy,
                cancel_notice_min: self.cancel_notice_min,
                min_notice_min: self.min_notice_min,
                horizon_days: self.horizon_days,
                answer_within_min: self.answer_within_min,
            },
            doctor,
            doctor_user: self.doctor_user,
            patient: PatientRef {
                id: self.patient_id,
                first_name: self.patient_first_name,
                last_name: self.patient_last_name,
                born_on: self.patient_born_on,
                phone: self.patient_phone,
            },
            for_relative: self.for_relative,
            patient_user: self.patient_user,
            visit_type,
            span: interval(self.starts_at, self.ends_at),
            busy: interval(self.busy_from, self.busy_until),
            urgency: self.urgency,
            specialty: self.specialty,
            symptoms: self.symptoms,
            preferred: self
                .preferred
                .map(|Json(preferred)| preferred)
                .unwrap_or_default(),
            room: self.room_id,
            overbooked: self.overbooked,
            reason: self.reason,
            hold_expires: self.hold_expires_at,
            answer_due: self.answer_due_at,
            version: self.version,
            created: self.created_at,
        }
    }
}

fn appointments(rows: Vec<Row>) -> Vec<Appointment> {
    rows.into_iter().map(Row::into_appointment).collect()
}

/// One appointment of the clinic, as far as the scope reaches.
///
/// # Errors
/// Any [`StoreError`].
pub async fn find(
    conn: &mut Conn,
    scope: &Scope,
    id: AppointmentId,
) -> Result<Option<Appointment>, StoreError> {
    const FIND: Sql = appointments!(
        "a.clinic_id = $1 AND a.id = $2 AND ($3 IS NULL OR p.user_id = $3) AND ($4 IS NULL OR d.user_id = $4)"
    );
    let row: Option<Row> = conn
        .query(scope, FIND)
        .bind(scope.clinic())
        .bind(id)
        .bind(scope.patient_user())
        .bind(scope.doctor_user())
        .fetch_optional()
        .await?;
    Ok(row.map(Row::into_appointment))
}

/// One of the user's own appointments, in whichever clinic.
///
/// # Errors
/// Any [`StoreError`].
pub async fn find_own(
    conn: &mut Conn,
    own: &OwnScope,
    id: AppointmentId,
) -> Result<Option<Appointment>, StoreError> {
    const FIND: Sql = appointments!("a.id = $1 AND p.user_id = $2");
    let row: Option<Row> = conn
        .query(own, FIND)
        .bind(id)
        .bind(own.user())
        .fetch_optional()
        .await?;
    Ok(row.map(Row::into_appointment))
}

/// The user's own appointments, latest first; lapsed holds are left out.
///
/// # Errors
/// Any [`StoreError`].
pub async fn of_user(conn: &mut Conn, own: &OwnScope) -> Result<Vec<Appointment>, StoreError> {
    const OF_USER: Sql = appointments!(
        "p.user_id = $1 AND a.state NOT IN ('held', 'expired')
         ORDER BY coalesce(a.starts_at, a.created_at) DESC, a.id LIMIT 500"
    );
    Ok(appointments(
        conn.query(own, OF_USER)
            .bind(own.user())
            .fetch_all()
            .await?,
    ))
}

/// Everything a user ever booked or asked for, in whichever clinic and state, latest first.
///
/// # Errors
/// Any [`StoreError`].
pub async fn everything_of_user(
    conn: &mut Conn,
    own: &OwnScope,
) -> Result<Vec<Appointment>, StoreError> {
    const EVERYTHING: Sql =
        appointments!("p.user_id = $1 ORDER BY coalesce(a.starts_at, a.created_at) DESC, a.id");
    Ok(appointments(
        conn.query(own, EVERYTHING)
            .bind(own.user())
            .fetch_all()
            .await?,
    ))
}

/// The appointments of a clinic's file, as far as the scope reaches, latest first; lapsed holds are left out.
///
/// # Errors
/// Any [`StoreError`].
pub async fn of_patient(
    conn: &mut Conn,
    scope: &Scope,
    patient: PatientId,
) -> Result<Vec<Appointment>, StoreError> {
    const OF_PATIENT: Sql = appointments!(
        "a.clinic_id = $1 AND a.patient_id = $2 AND a.state NOT IN ('held', 'expired')
         AND ($3 IS NULL OR p.user_id = $3) AND ($4 IS NULL OR d.user_id = $4)
         ORDER BY coalesce(a.starts_at, a.created_at) DESC, a.id LIMIT 200"
    );
    let rows = conn
        .query(scope, OF_PATIENT)
        .bind(scope.clinic())
        .bind(patient)
        .bind(scope.patient_user())
        .bind(scope.doctor_user())
        .fetch_all()
        .await?;
    Ok(appointments(rows))
}

/// The clinic's requests, most urgent and then oldest first.
///
/// # Errors
/// Any [`StoreError`].
pub async fn queue(conn: &mut Conn, scope: &Scope) -> Result<Vec<Appointment>, StoreError> {
    const QUEUE: Sql = appointments!(
        "a.clinic_id = $1 AND a.state = 'requested' ORDER BY a.urgency DESC, a.created_at, a.id LIMIT 200"
    );
    Ok(appointments(
        conn.query(scope, QUEUE)
            .bind(scope.clinic())
            .fetch_all()
            .await?,
    ))
}

/// What awaits a doctor's answer, earliest visit first.
///
/// # Errors
/// Any [`StoreError`].
pub async fn awaiting(conn: &mut Conn, scope: &Scope) -> Result<Vec<Appointment>, StoreError> {
    const AWAITING: Sql = appointments!(
        "a.clinic_id = $1 AND a.state = 'awaiting_doctor' AND ($2 IS NULL OR d.user_id = $2)
         ORDER BY a.starts_at, a.id LIMIT 200"
    );
    Ok(appointments(
        conn.query(scope, AWAITING)
            .bind(scope.clinic())
            .bind(scope.doctor_user())
            .fetch_all()
            .await?,
    ))
}

/// The visits to come with these doctors of the clinic that are fixed or await an answer, until
/// a moment, soonest first.
///
/// # Errors
/// Any [`StoreError`].
pub async fn upcoming(
    conn: &mut Conn,
    scope: &Scope,
    doctors: &[DoctorId],
    (now, until): (Instant, Instant),
) -> Result<Vec<Appointment>, StoreError> {
    macro_rules! upcoming {
        ($doctors:literal) => {
            concat!(
                "a.clinic_id = $1 AND a.starts_at > $3 AND a.starts_at < $4
                 AND a.state IN ('awaiting_doctor', 'confirmed', 'checked_in')
                 AND a.doctor_id ",
                $doctors,
                " ORDER BY a.starts_at, a.id"
            )
        };
    }
    const UPCOMING: Sql = appointments!(split
        upcoming!("IN (SELECT unhex(value) FROM json_each($2))"),
        upcoming!("= ANY($2)")
    );
    let rows = conn
        .query(scope, UPCOMING)
        .bind(scope.clinic())
        .bind_ids(doctors.iter().copied())
        .bind(now)
        .bind(until)
        .fetch_all()
        .await?;
    Ok(appointments(rows))
}

/// What stands in the clinic's calendars in that time, as far as the scope reaches: what takes time, and
/// who did not come.
///
/// # Errors
/// Any [`StoreError`].
pub async fn between(
    conn: &mut Conn,
    scope: &Scope,
    time: Interval,
) -> Result<Vec<Appointment>, StoreError> {
    const BETWEEN: Sql = appointments!(
        "a.clinic_id = $1 AND a.starts_at > $2 AND a.starts_at < $3 AND a.ends_at > $4
         AND a.state IN ('awaiting_doctor', 'confirmed', 'checked_in', 'in_consultation', 'completed', 'no_show')
         AND ($5 IS NULL OR d.user_id = $5)
         ORDER BY a.starts_at, a.id"
    );
    // No visit is longer than a day, so that the index bounds the look-up on both sides.
    let rows = conn
        .query(scope, BETWEEN)
        .bind(scope.clinic())
        .bind(time.start().plus_minutes(-24 * 60))
        .bind(time.end())
        .bind(time.start())
        .bind(scope.doctor_user())
        .fetch_all()
        .await?;
    Ok(appointments(rows))
}

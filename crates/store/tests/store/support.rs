//! A clinic to book in, written with plain statements.

use salus_domain::ids::{AppointmentId, ClinicId, DoctorId, PatientId, RoomId, UserId};
use salus_domain::scheduling::state::State;
use salus_domain::time::Instant;
use salus_store::testing::new_id;
use salus_store::{Failure, OverlapOf, Reach, Sql, Store, StoreError, Tx};

/// Minutes after some Monday morning.
pub fn at(minute: i64) -> Instant {
    Instant::from_micros(1_780_000_000_000_000)
        .expect("an instant")
        .plus_minutes(minute)
}

/// A clinic with two doctors, two rooms and nobody in them.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub clinic: ClinicId,
    pub doctor: DoctorId,
    pub other_doctor: DoctorId,
    pub room: RoomId,
}

pub async fn place(db: &Store) -> Place {
    db.write(|tx| {
        Box::pin(async move {
            let clinic = ClinicId::new(new_id());
            tx.query(Reach::UPKEEP, Sql::both(
                "INSERT INTO clinics (id, slug, name, name_folded, kind, address, address_folded,
                     city, city_folded, country, phone, email, time_zone, currency, about,
                     created_at, updated_at)
                 VALUES ($1, $2, $2, $2, 'clinic', $2, $2, 'Tunis', 'tunis', 'TN', '71123456', $2,
                     'Africa/Tunis', 'TND', $3, $4, $4)",
            ))
            .bind(clinic)
            .bind(clinic.to_string())
            .bind(sqlx::types::Json(serde_json::json!({"fr": "", "en": ""})))
            .bind(at(0))
            .execute()
            .await?;
            let doctor = doctor(tx, clinic).await?;
            let other_doctor = self::doctor(tx, clinic).await?;
            let room = RoomId::new(new_id());
            tx.query(
                Reach::UPKEEP,
                Sql::both("INSERT INTO rooms (id, clinic_id, name) VALUES ($1, $2, 'One')"),
            )
            .bind(room)
            .bind(clinic)
            .execute()
            .await?;
            Ok(Place {
                clinic,
                doctor,
                other_doctor,
                room,
            })
        })
    })
    .await
    .expect("a clinic")
}

pub async fn user(tx: &mut Tx, email: &str) -> Result<UserId, StoreError> {
    let user = UserId::new(new_id());
    tx.query(
        Reach::UPKEEP,
        Sql::both(
            "INSERT INTO users (id, email, password_hash, first_name, last_name, language,
             created_at, updated_at)
         VALUES ($1, $2, '', 'Leïla', 'Trabelsi', 'fr', $3, $3)",
        ),
    )
    .bind(user)
    .bind(email)
    .bind(at(0))
    .execute()
    .await?;
    Ok(user)
}

async fn doctor(tx: &mut Tx, clinic: ClinicId) -> Result<DoctorId, StoreError> {
    let doctor = DoctorId::new(new_id());
    let user = user(tx, &format!("{doctor}@example.org")).await?;
    let empty = sqlx::types::Json(serde_json::json!([]));
    tx.query(Reach::UPKEEP, Sql::both(
        "INSERT INTO doctors (id, clinic_id, user_id, title, first_name, last_name, name_folded,
             languages, bio, email, created_at, updated_at)
         VALUES ($1, $2, $3, 'Dr', 'Leïla', 'Trabelsi', 'leila trabelsi', $4, $4, 'l@example.org',
             $5, $5)",
    ))
    .bind(doctor)
    .bind(clinic)
    .bind(user)
    .bind(empty)
    .bind(at(0))
    .execute()
    .await?;
    Ok(doctor)
}

async fn patient(tx: &mut Tx, clinic: ClinicId) -> Result<PatientId, StoreError> {
    let patient = PatientId::new(new_id());
    tx.query(
        Reach::UPKEEP,
        Sql::both(
            "INSERT INTO patients (id, clinic_id, first_name, last_name, name_folded, born_on, sex,
             created_at, updated_at)
         VALUES ($1, $2, 'Sana', 'Ben Ali', 'sana ben ali', $3, 'female', $4, $4)",
        ),
    )
    .bind(patient)
    .bind(clinic)
    .bind(chrono::NaiveDate::from_ymd_opt(1990, 2, 28))
    .bind(at(0))
    .execute()
    .await?;
    Ok(patient)
}

impl Place {
    /// A new patient's file.
    pub async fn patient(self, db: &Store) -> PatientId {
        db.write(move |tx| Box::pin(async move { Ok(patient(tx, self.clinic).await?) }))
            .await
            .expect("a patient")
    }

    /// A confirmed visit of a new patient, in minutes.
    pub async fn visit(self, db: &Store, from: i64, until: i64) -> Visit {
        Visit {
            id: AppointmentId::new(new_id()),
            clinic: self.clinic,
            doctor: self.doctor,
            patient: self.patient(db).await,
            room: None,
            state: State::Confirmed,
            from,
            until,
            buffer: 0,
            overbooked: false,
        }
    }
}

/// An appointment, before or after it is written.
#[derive(Clone, Copy, Debug)]
pub struct Visit {
    pub id: AppointmentId,
    pub clinic: ClinicId,
    pub doctor: DoctorId,
    pub patient: PatientId,
    pub room: Option<RoomId>,
    pub state: State,
    pub from: i64,
    pub until: i64,
    pub buffer: i64,
    pub overbooked: bool,
}

impl Visit {
    pub async fn insert(self, db: &Store) -> Result<(), Failure> {
        db.write(move |tx| Box::pin(async move { Ok(self.insert_in(tx).await?) }))
            .await
    }

    pub async fn insert_in(self, tx: &mut Tx) -> Result<(), StoreError> {
        const INSERT: Sql = Sql::both(
            "INSERT INTO appointments (doctor_id, patient_id, room_id, state, starts_at, ends_at,
                 busy_from, busy_until, overbooked, overbook_reason, id, clinic_id,
                 hold_expires_at, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $13)",
        );
        self.bind(tx, INSERT)
            .bind(self.clinic)
            .bind(at(0))
            .execute()
            .await
            .map(drop)
    }

    /// Writes every field again over the row of that id.
    pub async fn update(self, db: &Store) -> Result<(), Failure> {
        const UPDATE: Sql = Sql::both(
            "UPDATE appointments SET doctor_id = $1, patient_id = $2, room_id = $3, state = $4,
                 starts_at = $5, ends_at = $6, busy_from = $7, busy_until = $8, overbooked = $9,
                 overbook_reason = $10
             WHERE id = $11",
        );
        db.write(move |tx| {
            Box::pin(async move {
                assert_eq!(self.bind(tx, UPDATE).execute().await?, 1);
                Ok(())
            })
        })
        .await
    }

    fn bind(self, tx: &mut Tx, sql: Sql) -> salus_store::Statement<'_> {
        tx.query(Reach::UPKEEP, sql)
            .bind(self.doctor)
            .bind(self.patient)
            .bind(self.room)
            .bind(self.state)
            .bind(at(self.from))
            .bind(at(self.until))
            .bind(at(self.from - self.buffer))
            .bind(at(self.until + self.buffer))
            .bind(self.overbooked)
            .bind(self.overbooked.then_some("an emergency"))
            .bind(self.id)
    }
}

pub async fn count(db: &Store) -> i64 {
    db.read()
        .await
        .expect("a connection")
        .query(
            Reach::UPKEEP,
            Sql::both("SELECT count(*) FROM appointments"),
        )
        .fetch_one_scalar()
        .await
        .expect("a count")
}

/// Whose time stood in the way.
pub fn overlap(outcome: Result<(), Failure>) -> Option<OverlapOf> {
    match outcome {
        Ok(()) => None,
        Err(Failure::Store(StoreError::Overlap(of))) => Some(of),
        Err(other) => panic!("neither written nor an overlap: {other}"),
    }
}

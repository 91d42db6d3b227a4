//! A platform with people in it, made through the use cases themselves.

use chrono::NaiveDate;
use salus_domain::Fault;
use salus_domain::accounts::{Caller, RegisterForm, SignInForm};
use salus_domain::clinics::ClinicForm;
use salus_domain::ids::{ClinicId, DoctorId, UserId};
use salus_domain::language::Language;
use salus_domain::staff::{DoctorForm, StaffForm};
use salus_domain::time::Instant;
use salus_domain::validate::Problem;
use salus_services::accounts::Entry;
use salus_services::clock::FixedClock;
use salus_services::limits::Client;
use salus_services::{Services, Site, accounts, clinics, staff};
use salus_store::testing::{Fresh, new_id};
use salus_store::{Reach, Sql, Store};
use std::sync::Arc;

pub const PASSWORD: &str = "correct horse battery";

/// A Monday, 09:00 in Tunis.
pub fn monday() -> Instant {
    "2026-11-23T08:00:00Z".parse().expect("an instant")
}

pub fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The platform of a test: its services, its clock, its super admin.
pub struct Platform {
    pub services: Services,
    pub clock: Arc<FixedClock>,
    pub super_admin: Caller,
}

pub async fn platform(db: &Fresh) -> Platform {
    let clock = Arc::new(FixedClock::new(monday()));
    let store: &Store = db;
    let services = Services::new(store.clone(), clock.clone()).at_site(Site {
        public_url: "https://salus.example".to_owned(),
        development: true,
    });
    let user = UserId::new(new_id());
    store
        .write(move |tx| {
            Box::pin(async move {
                const ADD: Sql = Sql::both(
                    "INSERT INTO users (id, email, password_hash, first_name, last_name, language,
                         platform_role, created_at, updated_at)
                     VALUES ($1, 'super@example.org', '', 'Sami', 'Super', 'fr', 'super_admin', $2, $2)",
                );
                Ok(tx.query(Reach::UPKEEP, ADD).bind(user).bind(monday()).execute().await?)
            })
        })
        .await
        .expect("a super admin");
    Platform {
        services,
        clock,
        super_admin: Caller::SuperAdmin { user },
    }
}

/// A clinic and its admin.
#[derive(Clone, Copy, Debug)]
pub struct Clinic {
    pub id: ClinicId,
    pub admin: Caller,
}

impl Platform {
    pub async fn clinic(&self, name: &str) -> Clinic {
        let id = clinics::create(&self.services, self.super_admin, &clinic_form(name))
            .await
            .expect("a clinic");
        let email = format!("admin@{}", domain(name));
        clinics::add_admin(&self.services, self.super_admin, id, &person(&email))
            .await
            .expect("an admin");
        Clinic {
            id,
            admin: self.sign_in(&email).await,
        }
    }

    pub async fn doctor(&self, clinic: Clinic, email: &str, specialty: &str) -> (DoctorId, Caller) {
        let id = staff::add_doctor(&self.services, clinic.admin, &doctor_form(email, specialty))
            .await
            .expect("a doctor");
        (id, self.sign_in(email).await)
    }

    pub async fn secretary(&self, clinic: Clinic, email: &str) -> Caller {
        staff::add_secretary(&self.services, clinic.admin, &person(email))
            .await
            .expect("a secretary");
        self.sign_in(email).await
    }

    pub async fn patient(&self, email: &str) -> Caller {
        accounts::register(&self.services, &register_form(email), Language::Fr)
            .await
            .expect("an account");
        self.sign_in(email).await
    }

    /// Signs in by email and answers with who that is.
    pub async fn sign_in(&self, email: &str) -> Caller {
        let form = SignInForm {
            email: email.into(),
            password: PASSWORD.into(),
        };
        let entry = accounts::sign_in(&self.services, &form, Client::UNKNOWN)
            .await
            .expect("the right password");
        let Entry::Whole(signed_in) = entry else {
            panic!("{email} owes a code")
        };
        accounts::identify(&self.services, &signed_in)
            .await
            .expect("an answer")
            .expect("a live account")
            .0
    }

    pub async fn count(&self, sql: &'static str) -> i64 {
        let mut conn = self.services.store().read().await.expect("a connection");
        conn.query(Reach::UPKEEP, Sql::both(sql))
            .fetch_one_scalar()
            .await
            .expect("a count")
    }

    /// How many rows there are in all tables a use case of these tests could write to.
    pub async fn rows(&self) -> i64 {
        self.count(
            "SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM clinics)
                 + (SELECT count(*) FROM memberships) + (SELECT count(*) FROM doctors)
                 + (SELECT count(*) FROM doctor_specialties) + (SELECT count(*) FROM doctor_visit_types)
                 + (SELECT count(*) FROM weekly_hours) + (SELECT count(*) FROM visit_types)
                 + (SELECT count(*) FROM events) + (SELECT count(*) FROM audit_entries)",
        )
        .await
    }

    /// How many events and audit entries there are.
    pub async fn records(&self) -> (i64, i64) {
        let events = self.count("SELECT count(*) FROM events").await;
        (
            events,
            self.count("SELECT count(*) FROM audit_entries").await,
        )
    }
}

fn domain(name: &str) -> String {
    format!("{}.example.org", salus_domain::text::slug(name))
}

pub fn clinic_form(name: &str) -> ClinicForm {
    ClinicForm {
        name: name.into(),
        address: "12 rue de la Liberté".into(),
        city: "Tunis".into(),
        country: "tn".into(),
        phone: "+216 71 123 456".into(),
        email: format!("desk@{}", domain(name)),
        zone: "Africa/Tunis".into(),
        currency: "TND".into(),
        ..ClinicForm::default()
    }
}

pub fn person(email: &str) -> StaffForm {
    StaffForm {
        first_name: "Leïla".into(),
        last_name: "Ben Ali".into(),
        email: email.into(),
        phone: String::new(),
        password: PASSWORD.into(),
        access: String::new(),
    }
}

pub fn doctor_form(email: &str, specialty: &str) -> DoctorForm {
    let StaffForm {
        first_name,
        last_name,
        email,
        phone,
        password,
        access,
    } = person(email);
    DoctorForm {
        title: "Dr".into(),
        first_name,
        last_name,
        email,
        phone,
        password,
        access,
        specialties: vec![specialty.into()],
        languages: vec!["fr".into(), "ar".into()],
        ..DoctorForm::default()
    }
}

pub fn register_form(email: &str) -> RegisterForm {
    RegisterForm {
        email: email.into(),
        password: PASSWORD.into(),
        first_name: "Sana".into(),
        last_name: "Trabelsi".into(),
        phone: "+216 20 123 456".into(),
        born_on: "1990-02-28".into(),
    }
}

pub fn taken() -> Fault {
    Fault::field("email", Problem::Taken)
}

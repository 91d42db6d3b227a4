//! People who use the server, through its router and without a socket.

mod answer;
mod person;

pub use answer::Answer;
pub use person::{FORM, Person};

use axum::Router;
use salus_domain::accounts::Role;
use salus_server::config::Settings;
use salus_server::{AppState, router};
use salus_services::clock::{Clock, SystemClock};
use salus_services::{DatabaseSettings, Services};
use salus_store::testing::Fresh;
use salus_store::{Reach, Sql};
use std::io::ErrorKind;
use tempfile::TempDir;

/// Everybody's password.
pub const PASSWORD: &str = "brume-sur-le-lac";

/// What staff are given to sign in with the first time.
pub const INITIAL: &str = "quatre-hiboux-roses";

/// The address the pages come from.
pub const HOME: &str = "http://127.0.0.1:3000";

/// A server over a database of its own.
#[derive(Debug)]
pub struct World {
    router: Router,
    home: &'static str,
    db: Fresh,
    _site: TempDir,
}

impl World {
    /// As it runs on somebody's desk.
    pub async fn new(db: Fresh) -> Self {
        Self::reached_at(HOME, db).await
    }

    /// As it runs behind a public address.
    pub async fn reached_at(home: &'static str, db: Fresh) -> Self {
        Self::with(home, "development", db).await
    }

    /// As it runs with real people's data.
    pub async fn in_production(db: Fresh) -> Self {
        Self::with("https://salus.example", "production", db).await
    }

    /// As it runs behind proxies of ours.
    pub async fn behind(proxies: &str, db: Fresh) -> Self {
        Self::set(HOME, &[("SALUS_TRUSTED_PROXIES", proxies)], db).await
    }

    async fn with(home: &'static str, environment: &str, db: Fresh) -> Self {
        Self::set(home, &[("SALUS_ENV", environment)], db).await
    }

    async fn set(home: &'static str, more: &[(&str, &str)], db: Fresh) -> Self {
        let site = tempfile::tempdir().expect("a folder for the site");
        std::fs::create_dir(site.path().join("pkg")).expect("a folder for scripts");
        for (name, text) in [
            ("icons.svg", "<svg/>"),
            ("pkg/salus.8mg6JMKFjKjMMzOJtqp_lw.js", "export {}"),
            ("pkg/salus.8mg6JMKFjKjMMzOJtqp_lw.js.br", "as brotli"),
            ("pkg/salus.css", "body {}"),
        ] {
            std::fs::write(site.path().join(name), text).expect("a file of the site");
        }
        let DatabaseSettings {
            url,
            max_connections,
        } = db.settings().clone();
        let folder = site.path().display().to_string();
        let mut variables = vec![
            ("SALUS_PUBLIC_URL", home),
            ("SALUS_SITE_ROOT", &folder),
            ("DATABASE_URL", &url),
        ];
        variables.extend_from_slice(more);
        let settings = settings(&variables);
        let services = Services::open(&DatabaseSettings {
            url,
            max_connections,
        })
        .await
        .expect("the database opens")
        .at_site(settings.site());
        let router = router(&AppState::new(settings, services));
        Self {
            router,
            home,
            db,
            _site: site,
        }
    }

    /// The server itself, for a request made by hand.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// Somebody with a fresh browser.
    pub fn visitor(&self) -> Person {
        Person::new(self.router.clone(), self.home)
    }

    /// Somebody with a fresh browser, at that address.
    pub fn visitor_at(&self, address: &str) -> Person {
        self.visitor().at(address)
    }

    /// Somebody who has just registered as a patient.
    pub async fn patient(&self, email: &str) -> Person {
        self.patient_called(email, "Ben Salah").await
    }

    /// As [`World::patient`], with that last name.
    pub async fn patient_called(&self, email: &str, last_name: &str) -> Person {
        let person = self.visitor();
        let answer = person
            .call(
                "accounts/register",
                &[
                    ("form[first_name]", "Amel"),
                    ("form[last_name]", last_name),
                    ("form[email]", email),
                    ("form[phone]", "+216 71 123 456"),
                    ("form[born_on]", "1990-05-17"),
                    ("form[password]", PASSWORD),
                ],
            )
            .await;
        answer.is(200);
        person
    }

    /// Whoever runs the platform. Their role is given by hand, as on a real platform's first day.
    pub async fn super_admin(&self) -> Person {
        const PROMOTE: Sql =
            Sql::both("UPDATE users SET platform_role = 'super_admin' WHERE email = $1");
        let email = "super@example.org";
        self.patient(email).await;
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    tx.query(Reach::UPKEEP, PROMOTE)
                        .bind(email)
                        .execute()
                        .await?;
                    Ok(())
                })
            })
            .await
            .expect("a promotion");
        self.signed_in(email).await
    }

    /// Somebody with an account, signed in.
    pub async fn signed_in(&self, email: &str) -> Person {
        let person = self.visitor();
        person.sign_in(email, PASSWORD).await.is(200);
        person
    }

    /// A member of staff on their first day: signed in with the initial password, which they replace.
    pub async fn on_the_first_day(&self, email: &str) -> Person {
        let person = self.visitor();
        person.sign_in(email, INITIAL).await.is(200);
        let fields = [
            ("form[current_password]", INITIAL),
            ("form[password]", PASSWORD),
        ];
        let changed = person.call("accounts/change_password", &fields).await;
        changed.is(200);
        person
    }

    /// One person of each role, the staff of one clinic.
    pub async fn cast(&self) -> Vec<(Role, Person)> {
        let super_admin = self.super_admin().await;
        let clinic: String = super_admin
            .call(
                "clinics/create",
                &[
                    ("form[name]", "Clinique du Lac"),
                    ("form[address]", "1 rue du Lac"),
                    ("form[city]", "Tunis"),
                    ("form[country]", "TN"),
                    ("form[phone]", "+216 71 123 456"),
                    ("form[email]", "lac@example.org"),
                    ("form[zone]", "Africa/Tunis"),
                    ("form[currency]", "TND"),
                ],
            )
            .await
            .json();
        let mut admin = staff("admin@example.org");
        admin.push(("clinic", &clinic));
        super_admin.call("clinics/add_admin", &admin).await.is(200);
        let admin = self.on_the_first_day("admin@example.org").await;
        admin
            .call("staff/add_secretary", &staff("secretary@example.org"))
            .await
            .is(200);
        let mut doctor = staff("doctor@example.org");
        doctor.push(("form[specialties][0]", "cardiology"));
        admin.call("staff/add_doctor", &doctor).await.is(200);
        vec![
            (Role::Patient, self.patient("patient@example.org").await),
            (
                Role::Doctor,
                self.on_the_first_day("doctor@example.org").await,
            ),
            (
                Role::Secretary,
                self.on_the_first_day("secretary@example.org").await,
            ),
            (Role::ClinicAdmin, admin),
            (Role::SuperAdmin, super_admin),
        ]
    }

    /// Leaves every session as it will be when it holds for so many minutes more.
    pub async fn sessions_hold_for(&self, minutes: i64) {
        const SET: Sql = Sql::both("UPDATE sessions SET expires_at = $1");
        let until = SystemClock.now().plus_minutes(minutes);
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    tx.query(Reach::UPKEEP, SET).bind(until).execute().await?;
                    Ok(())
                })
            })
            .await
            .expect("sessions");
    }

    /// Leaves everybody's address as after its confirmation.
    pub async fn addresses_are_confirmed(&self) {
        const CONFIRM: Sql = Sql::both("UPDATE users SET email_verified_at = created_at");
        self.db
            .write(|tx| {
                Box::pin(async move {
                    tx.query(Reach::SHARED, CONFIRM).execute().await?;
                    Ok(())
                })
            })
            .await
            .expect("confirmed addresses");
    }

    /// Suspends everybody.
    pub async fn suspend_users(&self) {
        const SUSPEND: Sql = Sql::both("UPDATE users SET status = 'suspended'");
        self.db
            .write(|tx| {
                Box::pin(async move {
                    tx.query(Reach::UPKEEP, SUSPEND).execute().await?;
                    Ok(())
                })
            })
            .await
            .expect("suspended users");
    }

    /// Whence something was done, as the audit trail says, in order.
    pub async fn addresses_of(&self, action: &'static str) -> Vec<String> {
        const ADDRESSES: Sql = Sql::both(
            "SELECT coalesce(address, '') FROM audit_entries WHERE action = $1 ORDER BY seq",
        );
        self.db
            .read()
            .await
            .expect("a connection")
            .query(Reach::UPKEEP, ADDRESSES)
            .bind(action)
            .fetch_all_scalars()
            .await
            .expect("addresses")
    }

    /// How many sessions the database holds.
    pub async fn sessions(&self) -> i64 {
        const COUNT: Sql = Sql::both("SELECT COUNT(*) FROM sessions");
        self.db
            .read()
            .await
            .expect("a connection")
            .query(Reach::UPKEEP, COUNT)
            .fetch_one_scalar()
            .await
            .expect("a count")
    }
}

fn staff(email: &str) -> Vec<(&'static str, &str)> {
    vec![
        ("form[first_name]", "Leïla"),
        ("form[last_name]", "Trabelsi"),
        ("form[email]", email),
        ("form[password]", INITIAL),
    ]
}

/// Settings from these variables and no file.
pub fn settings(variables: &[(&str, &str)]) -> Settings {
    let variable = |name: &str| {
        variables
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| (*value).to_owned())
    };
    Settings::read(variable, |_| Err(ErrorKind::NotFound.into())).expect("settings")
}

//! The use cases of Salus.
//!
//! Each is one function: authorise → read → decide by a rule of the domain → write the change, its
//! history, its event and its audit entry in one transaction. It takes the caller and typed input, and
//! answers with a value of the domain or a [`salus_domain::Fault`]. No SQL and no HTTP lives here;
//! the clock and randomness come in with [`Services`].

pub mod accounts;
pub mod audit;
pub mod clinics;
pub mod clock;
pub mod invitations;
pub mod jobs;
pub mod limits;
pub mod notifications;
mod passwords;
pub mod patients;
pub mod photos;
pub mod privacy;
mod record;
pub mod reporting;
pub mod scheduling;
mod sealing;
pub mod seed;
pub mod staff;
pub mod zones;

pub use salus_store::{DatabaseSettings, StoreError};

use clock::{Clock, SystemClock};
use limits::{Client, Limits};
use passwords::Passwords;
use rand::RngCore;
use salus_domain::time::Instant;
use salus_store::Store;
use sealing::Sealer;
use std::sync::{Arc, Mutex};
use uuid::{ContextV7, Timestamp, Uuid};

/// Where the site is, as far as use cases must know: for the links in mails, and for what only a developer may
/// see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The address people type, without a path. Links in mails begin with it, whatever a request says.
    pub public_url: String,
    /// On somebody's desk, with nobody's data.
    pub development: bool,
}

impl Default for Site {
    /// Nobody's desk: what only a developer may see is kept.
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:3000".to_owned(),
            development: false,
        }
    }
}

/// What every use case needs: the store, the clock, randomness. A handle to clone.
#[derive(Clone)]
pub struct Services {
    store: Store,
    clock: Arc<dyn Clock>,
    ids: Arc<Mutex<ContextV7>>,
    passwords: Passwords,
    /// From where they are used, for the audit trail.
    address: Option<Arc<str>>,
    sealer: Sealer,
    site: Arc<Site>,
    limits: Limits,
}

impl Services {
    /// Puts the parts together.
    pub fn new(store: Store, clock: Arc<dyn Clock>) -> Self {
        Self {
            store,
            clock,
            ids: Arc::new(Mutex::new(ContextV7::new())),
            passwords: Passwords::new(),
            address: None,
            sealer: Sealer::default(),
            site: Arc::default(),
            limits: Limits::default(),
        }
    }

    /// The same, at that site.
    #[must_use]
    pub fn at_site(self, site: Site) -> Self {
        Self {
            site: Arc::new(site),
            ..self
        }
    }

    /// With tries counted, but none refused: for measuring how long sign-in takes. No setting leads here.
    #[cfg(feature = "testing")]
    #[must_use]
    pub fn with_limits_set_aside(self) -> Self {
        Self {
            limits: Limits::SetAside,
            ..self
        }
    }

    /// How many passwords were checked so far, those of accounts that are not there too.
    #[cfg(feature = "testing")]
    pub fn passwords_checked(&self) -> usize {
        self.passwords.checked()
    }

    /// With a key, under which secrets are sealed from now on; what was kept without one still opens.
    #[must_use]
    pub fn with_secret_key(self, key: [u8; 32]) -> Self {
        Self {
            sealer: Sealer::new(key),
            ..self
        }
    }

    /// The same services, used from where this client is: audit entries say so.
    #[must_use]
    pub fn seen_from(mut self, client: Client) -> Self {
        self.address = client.address().map(|address| address.to_string().into());
        self
    }

    /// Where the site is.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Opens the database, with the machine's clock.
    ///
    /// # Errors
    /// As [`Store::connect`].
    pub async fn open(database: &DatabaseSettings) -> Result<Self, StoreError> {
        Ok(Self::new(
            Store::connect(database).await?,
            Arc::new(SystemClock),
        ))
    }

    /// The store, for commands that look after the database itself.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// The moment.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// The date of this moment in UTC: close enough to bound dates of birth.
    fn today(&self) -> chrono::NaiveDate {
        self.now().to_utc().date_naive()
    }

    /// A new identifier: `UUIDv7` (RFC 9562) of this moment, counted on within one, so that what one
    /// instance writes sorts as it was written.
    fn new_id(&self) -> Uuid {
        let micros = u64::try_from(self.now().micros()).unwrap_or(0);
        let nanos = u32::try_from(micros % 1_000_000 * 1000).unwrap_or(0);
        Uuid::new_v7(Timestamp::from_unix(&*self.ids, micros / 1_000_000, nanos))
    }
}

impl std::fmt::Debug for Services {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Services")
            .field("store", &self.store)
            .finish_non_exhaustive()
    }
}

/// Fills with randomness fit for secrets.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that draws randomness"
)]
fn random_bytes(bytes: &mut [u8]) {
    rand::rng().fill_bytes(bytes);
}

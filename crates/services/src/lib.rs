//! The use cases of Salus.
//!
//! Each is one function: authorise → read → decide by a rule of the domain → write the change, its
//! history, its event and its audit entry in one transaction. It takes the caller and typed input, and
//! answers with a value of the domain or a [`salus_domain::Fault`]. No SQL and no HTTP lives here;
//! the clock and randomness come in with [`Services`].

pub mod accounts;
pub mod clinics;
pub mod clock;
pub mod jobs;
mod passwords;
pub mod patients;
mod record;
pub mod reporting;
pub mod scheduling;
pub mod seed;
pub mod staff;
pub mod zones;

pub use salus_store::{DatabaseSettings, StoreError};

use clock::{Clock, SystemClock};
use passwords::Passwords;
use rand::RngCore;
use salus_domain::time::Instant;
use salus_store::Store;
use std::sync::{Arc, Mutex};
use uuid::{ContextV7, Timestamp, Uuid};

/// What every use case needs: the store, the clock, randomness. A handle to clone.
#[derive(Clone)]
pub struct Services {
    store: Store,
    clock: Arc<dyn Clock>,
    ids: Arc<Mutex<ContextV7>>,
    passwords: Passwords,
}

impl Services {
    /// Puts the parts together.
    pub fn new(store: Store, clock: Arc<dyn Clock>) -> Self {
        Self {
            store,
            clock,
            ids: Arc::new(Mutex::new(ContextV7::new())),
            passwords: Passwords::new(),
        }
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

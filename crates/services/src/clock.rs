//! The clock, passed in wherever the moment matters.

use salus_domain::time::Instant;

/// Tells the moment.
pub trait Clock: Send + Sync {
    /// The moment.
    fn now(&self) -> Instant;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks the machine for the time"
    )]
    fn now(&self) -> Instant {
        chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now()).into()
    }
}

/// A clock for tests: it stands still until it is set.
#[cfg(feature = "testing")]
#[derive(Debug)]
pub struct FixedClock(std::sync::Mutex<Instant>);

#[cfg(feature = "testing")]
impl FixedClock {
    /// Stands at `at`.
    pub const fn new(at: Instant) -> Self {
        Self(std::sync::Mutex::new(at))
    }

    /// Stands at `at` from now on.
    pub fn set(&self, at: Instant) {
        *self.hand() = at;
    }

    /// Goes on by so many minutes.
    pub fn advance(&self, minutes: i64) {
        let mut hand = self.hand();
        *hand = hand.plus_minutes(minutes);
    }

    fn hand(&self) -> std::sync::MutexGuard<'_, Instant> {
        self.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[cfg(feature = "testing")]
impl Clock for FixedClock {
    fn now(&self) -> Instant {
        *self.hand()
    }
}

//! Now, for pages that tell what lies ahead from what is past.

use salus_domain::time::Instant;

/// Now.
pub fn now() -> Instant {
    crate::server::services().map_or_else(
        |_| Instant::from(chrono::DateTime::UNIX_EPOCH),
        |services| services.now(),
    )
}

//! The loop of the background work: what is due is done by `salus-services`, here is only the rhythm.

use salus_services::Services;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

/// How often we look for work that is due.
const RHYTHM: Duration = Duration::from_secs(5);

/// Works until told to stop; what is under way then is finished first. A failure is logged and tried
/// again at the next beat.
pub async fn work(services: Services, stop: CancellationToken) {
    let mut beat = interval(RHYTHM);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    tracing::info!("background work begins");
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            _ = beat.tick() => {
                if let Err(fault) = salus_services::jobs::tick(&services).await {
                    tracing::error!(%fault, "background work failed; it is tried again");
                }
            }
        }
    }
    tracing::info!("background work ended");
}

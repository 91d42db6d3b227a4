//! What the clock does, whoever's turn it is: any number of workers may run it beside each other.

use crate::{Services, accounts, invitations, limits, patients, scheduling};
use salus_domain::Fault;

/// Does everything that is due: lapses holds, sends unanswered requests back to the desk, forgets expired
/// sessions and links, invitations that are over, tables nobody brought in, counts of tries that are over, and secrets
/// nobody confirmed.
///
/// # Errors
/// [`Fault::Busy`] when the database is not available; what was done stays done.
pub async fn tick(services: &Services) -> Result<(), Fault> {
    let moved = scheduling::expire_due(services).await?;
    let forgotten = accounts::sessions::delete_expired(services).await?
        + accounts::second_factor::forget_unconfirmed(services).await?
        + limits::forget(services).await?
        + accounts::forget_expired_links(services).await?
        + invitations::forget_old(services).await?
        + patients::import::forget_expired(services).await?;
    if moved + forgotten > 0 {
        tracing::info!(moved, forgotten, "the clock's work is done");
    }
    Ok(())
}

//! The doctor answers what the desk, or a patient's booking, asks.

use super::moves::make_one;
use super::view::views;
use crate::Services;
use crate::audit::{Saw, note};
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::ids::AppointmentId;
use salus_domain::permission::{self, Action};
use salus_domain::scheduling::AppointmentView;
use salus_domain::scheduling::state::Move;
use salus_store::Scope;
use salus_store::scheduling as store;

/// What awaits the calling doctor's answer, earliest visit first.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`].
pub async fn to_answer(services: &Services, caller: Caller) -> Result<Vec<AppointmentView>, Fault> {
    let scope = Scope::from(&permission::at_work(caller, Action::Answer)?);
    let mut conn = services.store().read().await?;
    let found = store::awaiting(&mut conn, &scope).await?;
    drop(conn);
    note(
        services,
        caller,
        Saw::Requests,
        found.iter().map(|one| one.patient.id),
    )
    .await?;
    views(services, caller, found)
}

/// The doctor says yes.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`], [`Fault::Missing`]; conflicts when it is no longer to be
/// answered.
pub async fn accept(services: &Services, caller: Caller, id: AppointmentId) -> Result<(), Fault> {
    make_one(services, caller, Action::Answer, id, Move::Accept, "")
        .await
        .map(drop)
}

/// The doctor says no, with a reason: the request goes back to the desk with its history.
///
/// # Errors
/// As [`accept`]; [`Fault::Invalid`] without a reason.
pub async fn decline(
    services: &Services,
    caller: Caller,
    id: AppointmentId,
    reason: &str,
) -> Result<(), Fault> {
    make_one(services, caller, Action::Answer, id, Move::Decline, reason)
        .await
        .map(drop)
}

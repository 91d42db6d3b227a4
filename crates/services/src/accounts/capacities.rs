//! In which capacities somebody may act, and going over from one to another.

use super::SignedIn;
use crate::Services;
use salus_domain::Fault;
use salus_domain::accounts::{Capacity, Role};
use salus_domain::ids::{ClinicId, UserId};
use salus_store::accounts::holdings;

/// In which capacities a user may act now: whoever signed in, about themself.
///
/// # Errors
/// [`Fault::Busy`], [`Fault::Internal`].
pub async fn capacities(services: &Services, user: UserId) -> Result<Vec<Capacity>, Fault> {
    let held = holdings(&mut services.store.read().await?, user).await?;
    Ok(held
        .into_iter()
        .map(|held| Capacity {
            role: held.role,
            clinic: held.clinic,
        })
        .collect())
}

/// The sign-in in another capacity of the same user.
///
/// # Errors
/// [`Fault::Missing`] for one they do not hold, or whose clinic is suspended.
pub async fn switch(
    services: &Services,
    signed_in: &SignedIn,
    role: Role,
    clinic: Option<ClinicId>,
) -> Result<SignedIn, Fault> {
    let wanted = |held: &Capacity| {
        held.role == role && held.clinic.as_ref().map(|clinic| clinic.id) == clinic
    };
    if !capacities(services, signed_in.user)
        .await?
        .iter()
        .any(wanted)
    {
        return Err(Fault::Missing);
    }
    Ok(SignedIn {
        role,
        clinic,
        ..*signed_in
    })
}

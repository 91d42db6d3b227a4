//! Clinics: the public catalogue, the platform's list, what can be booked.

mod admins;
mod closures;
mod edit;
mod factors;
mod platform;
mod security;
mod settings;
mod visit_types;

pub use admins::{add_admin, remove_admin};
pub use closures::{
    add_closure, add_holidays, add_room, closings, remove_closure, retire_room, rooms,
};
pub use edit::{delete, edit, row};
pub use factors::{factor_holders, reset_second_factor};
pub use platform::{create, rows, set_suspended};
pub use security::{set_staff_security, staff_security};
pub use settings::{save_settings, settings};
pub use visit_types::{add_visit_type, retire_visit_type, visit_types};

use crate::Services;
use salus_domain::Fault;
use salus_domain::clinics::ClinicCard;
use salus_store::clinics as store;

/// All clinics at work, by name. Public.
///
/// # Errors
/// [`Fault::Busy`], [`Fault::Internal`].
pub async fn list(services: &Services) -> Result<Vec<ClinicCard>, Fault> {
    Ok(store::cards(&mut services.store.read().await?).await?)
}

/// The clinic at work with that place in addresses. Public.
///
/// # Errors
/// [`Fault::Missing`], also when the clinic is suspended.
pub async fn by_slug(services: &Services, slug: &str) -> Result<ClinicCard, Fault> {
    store::card_by_slug(&mut services.store.read().await?, slug)
        .await?
        .ok_or(Fault::Missing)
}

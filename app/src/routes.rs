//! Addresses: who may open which part, and where each role is at home.

use salus_domain::accounts::Role;

/// The dashboard of a role.
pub const fn home_of(role: Role) -> &'static str {
    match role {
        Role::Patient => "/my",
        Role::Doctor => "/doctor",
        Role::Secretary => "/desk",
        Role::ClinicAdmin => "/admin",
        Role::SuperAdmin => "/platform",
    }
}

//! Who may give and take roles, and decide about the accounts of those who hold them.

use crate::Fault;
use crate::accounts::{Caller, Role, StaffRole};
use crate::fault::Conflict;
use crate::ids::{ClinicId, UserId};

/// Whether whoever holds `granter` may give or take `role`: only one strictly below their own. It is asked
/// beside the action itself, never instead of it.
pub const fn may_grant(granter: Role, role: Role) -> bool {
    const fn rank(role: Role) -> u8 {
        match role {
            Role::Patient => 0,
            Role::Doctor | Role::Secretary => 1,
            Role::ClinicAdmin => 2,
            Role::SuperAdmin => 3,
        }
    }
    rank(granter) > rank(role)
}

/// Asks whether a caller may give a role to a user: one below their own, and never to themself.
///
/// # Errors
/// [`Fault::SignedOut`] or [`Fault::Refused`].
pub fn grant_role(caller: Caller, role: StaffRole, to: UserId) -> Result<(), Fault> {
    let granter = caller.role().ok_or(Fault::SignedOut)?;
    if may_grant(granter, role.into()) && caller.user() != Some(to) {
        Ok(())
    } else {
        Err(Fault::Refused)
    }
}

/// Asks whether a caller may take the second factor from the account of somebody who lost it. The second factor
/// protects everything the account opens, and a clinic may name anybody's account its staff: so a clinic's admin
/// decides only about an account whose every role is in that clinic and below their own. One that also works
/// elsewhere, or is a patient's, is for the platform to decide about. Nobody takes their own; a super admin's is
/// taken by nobody here.
///
/// # Errors
/// [`Fault::SignedOut`] or [`Fault::Refused`]; [`Fault::Missing`] where the account has no role;
/// [`Conflict::RolesElsewhere`] where it has others than the caller decides about.
pub fn reset_second_factor(
    caller: Caller,
    to: UserId,
    held: &[(Option<ClinicId>, Role)],
) -> Result<(), Fault> {
    let granter = caller.role().ok_or(Fault::SignedOut)?;
    if caller.user() == Some(to) || !matches!(granter, Role::ClinicAdmin | Role::SuperAdmin) {
        return Err(Fault::Refused);
    }
    let here = |clinic| granter == Role::SuperAdmin || clinic == caller.clinic();
    if !held.iter().any(|(clinic, _)| here(*clinic)) {
        return Err(Fault::Missing);
    }
    if held
        .iter()
        .all(|(clinic, role)| here(*clinic) && may_grant(granter, *role))
    {
        Ok(())
    } else {
        Err(Fault::conflict(Conflict::RolesElsewhere))
    }
}

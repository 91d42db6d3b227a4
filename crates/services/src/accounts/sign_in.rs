//! Signing in, and asking again at every request.

use super::{Entry, HalfSignedIn, SignedIn, capacities};
use crate::Services;
use crate::limits::{Client, SIGN_IN};
use salus_domain::Fault;
use salus_domain::accounts::second_factor::HALF_SIGNED_IN_MIN;
use salus_domain::accounts::{Caller, Me, Role, SignInForm, StaffRole};
use salus_domain::fault::Conflict;
use salus_domain::ids::{ClinicId, UserId};
use salus_store::accounts::second_factor::factor;
use salus_store::accounts::{
    credentials, credentials_of, memberships, standing, suspended_membership,
};

/// Checks email and password, and lets the user in as [`enter`] does. An unknown email takes as long as a
/// wrong password; a suspended user is told the same as either. Only wrong passwords count as tries.
///
/// # Errors
/// [`Fault::WrongCredentials`], [`Fault::TooMany`].
pub async fn sign_in(
    services: &Services,
    form: &SignInForm,
    client: Client,
) -> Result<Entry, Fault> {
    let email = form.email.trim().to_lowercase();
    // The connection goes back before the password is hashed, which takes long.
    let found = credentials(&mut services.store.read().await?, &email).await?;
    let known = match &found {
        Some(found) => services.is_known(found.user, client).await?,
        None => false,
    };
    let tries = services.admit(SIGN_IN, client, Some(&email), known).await?;
    let hash = found.as_ref().map(|found| found.password_hash.clone());
    let matches = services
        .passwords
        .verify(form.password.clone(), hash)
        .await?;
    let Some(found) = found.filter(|_| matches) else {
        return Err(Fault::WrongCredentials);
    };
    services.take_back(tries).await?;
    enter(services, found.user, client).await
}

/// Lets somebody in who has proven who they are by one thing, a password or a letter: whoever has a second
/// factor owes a code first.
///
/// # Errors
/// [`Fault::SignedOut`] when they are no active user.
pub async fn enter(services: &Services, user: UserId, client: Client) -> Result<Entry, Fault> {
    let factor = factor(&mut services.store.read().await?, user).await?;
    if factor.is_some_and(|factor| factor.confirmed_at.is_some()) {
        return Ok(Entry::Half(HalfSignedIn {
            id: services.new_id(),
            user,
            until: services.now().plus_minutes(HALF_SIGNED_IN_MIN),
        }));
    }
    whole(services, user, client).await.map(Entry::Whole)
}

/// Lets somebody in who owes nothing any more, and chooses the capacity they act in.
pub(super) async fn whole(
    services: &Services,
    user: UserId,
    client: Client,
) -> Result<SignedIn, Fault> {
    let mut conn = services.store.read().await?;
    let found = credentials_of(&mut conn, user).await?;
    let platform_role = found.ok_or(Fault::SignedOut)?.platform_role;
    let staff = memberships(&mut conn, user).await?;
    let (role, clinic) = match capacity(platform_role, &staff) {
        // Whoever works only where nobody may just now is told so, not taken for a patient.
        (Role::Patient, _) => suspended_membership(&mut conn, user)
            .await?
            .map_or((Role::Patient, None), |(clinic, role)| {
                (role.into(), Some(clinic))
            }),
        capacity => capacity,
    };
    drop(conn);
    services.remember(user, client).await?;
    Ok(SignedIn { user, role, clinic })
}

/// The platform's role comes first, then the most powerful role in a clinic, in the clinic joined
/// first; whoever has neither is a patient.
fn capacity(
    platform: Option<Role>,
    memberships: &[(ClinicId, StaffRole)],
) -> (Role, Option<ClinicId>) {
    if platform == Some(Role::SuperAdmin) {
        return (Role::SuperAdmin, None);
    }
    [
        StaffRole::ClinicAdmin,
        StaffRole::Doctor,
        StaffRole::Secretary,
    ]
    .into_iter()
    .find_map(|role| memberships.iter().find(|(_, held)| *held == role))
    .map_or((Role::Patient, None), |(clinic, role)| {
        ((*role).into(), Some(*clinic))
    })
}

/// Who a session speaks for now; `None` when the user or the role is no longer active. Staff of a clinic that
/// asks a second factor act for themselves only until they have one.
///
/// # Errors
/// [`Conflict::ClinicSuspended`] while the clinic they act for is; [`Fault::Busy`], [`Fault::Internal`].
pub async fn identify(
    services: &Services,
    signed_in: &SignedIn,
) -> Result<Option<(Caller, Me)>, Fault> {
    let SignedIn { user, role, clinic } = *signed_in;
    let found = standing(&mut services.store.read().await?, user, clinic, role).await?;
    let Some(now) = found else {
        return Ok(None);
    };
    if now.suspended {
        return Err(Fault::conflict(Conflict::ClinicSuspended));
    }
    let staff = |role| {
        now.clinic.as_ref().map(|at| Caller::Staff {
            user,
            clinic: at.id,
            role,
        })
    };
    let caller = match role {
        _ if now.second_factor_due => Some(Caller::Patient { user }),
        Role::Patient => Some(Caller::Patient { user }),
        Role::SuperAdmin => {
            (now.platform_role == Some(Role::SuperAdmin)).then_some(Caller::SuperAdmin { user })
        }
        Role::Doctor => staff(StaffRole::Doctor),
        Role::Secretary => staff(StaffRole::Secretary),
        Role::ClinicAdmin => staff(StaffRole::ClinicAdmin),
    };
    // Few have more than one, and only for them is it asked which.
    let others = if caller.is_some() && now.capacities > 1 {
        let here = (role, now.clinic.as_ref().map(|at| at.id));
        let mut held = capacities(services, user).await?;
        held.retain(|held| (held.role, held.clinic.as_ref().map(|at| at.id)) != here);
        held
    } else {
        Vec::new()
    };
    Ok(caller.map(|caller| {
        let me = Me {
            user,
            first_name: now.first_name,
            last_name: now.last_name,
            photo: now.photo,
            role,
            clinic: now.clinic,
            language: now.language,
            others,
            second_factor_due: now.second_factor_due,
            email_verified: now.email_verified,
            must_change_password: now.must_change_password,
        };
        (caller, me)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_acts_in_the_most_powerful_role_in_the_clinic_joined_first() {
        let clinic = |n| ClinicId::new(uuid::Uuid::from_u128(n));
        let (a, b, c) = (clinic(1), clinic(2), clinic(3));
        let held = [
            (a, StaffRole::Secretary),
            (b, StaffRole::Doctor),
            (c, StaffRole::Doctor),
        ];
        assert_eq!(capacity(None, &held), (Role::Doctor, Some(b)));
        assert_eq!(
            capacity(Some(Role::SuperAdmin), &held),
            (Role::SuperAdmin, None)
        );
        assert_eq!(capacity(None, &[]), (Role::Patient, None));
    }
}

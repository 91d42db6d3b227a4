//! Signing in, and asking again at every request.

use super::SignedIn;
use crate::Services;
use salus_domain::Fault;
use salus_domain::accounts::{Caller, Me, Role, SignInForm, StaffRole};
use salus_domain::ids::ClinicId;
use salus_store::accounts::{credentials, memberships, standing};

/// Checks email and password and chooses the capacity the user acts in. An unknown email takes as long
/// as a wrong password; a suspended user is told the same as either.
///
/// # Errors
/// [`Fault::WrongCredentials`].
pub async fn sign_in(services: &Services, form: &SignInForm) -> Result<SignedIn, Fault> {
    let email = form.email.trim().to_lowercase();
    // The connection goes back before the password is hashed, which takes long.
    let found = credentials(&mut services.store.read().await?, &email).await?;
    let hash = found.as_ref().map(|found| found.password_hash.clone());
    let matches = services
        .passwords
        .verify(form.password.clone(), hash)
        .await?;
    let Some(found) = found.filter(|_| matches) else {
        return Err(Fault::WrongCredentials);
    };
    let staff = memberships(&mut services.store.read().await?, found.user).await?;
    let (role, clinic) = capacity(found.platform_role, &staff);
    Ok(SignedIn {
        user: found.user,
        role,
        clinic,
    })
}

/// The platform's role comes first, then the most powerful role in a clinic, in the clinic joined
/// first; whoever has neither (or whose clinic is suspended) is a patient.
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

/// Who a session speaks for now; `None` when the user, the role or the clinic is no longer active.
///
/// # Errors
/// [`Fault::Busy`], [`Fault::Internal`].
pub async fn identify(
    services: &Services,
    signed_in: &SignedIn,
) -> Result<Option<(Caller, Me)>, Fault> {
    let SignedIn { user, role, clinic } = *signed_in;
    let mut conn = services.store.read().await?;
    let Some(now) = standing(&mut conn, user, clinic, role).await? else {
        return Ok(None);
    };
    let staff = |role| {
        now.clinic.as_ref().map(|at| Caller::Staff {
            user,
            clinic: at.id,
            role,
        })
    };
    let caller = match role {
        Role::Patient => Some(Caller::Patient { user }),
        Role::SuperAdmin => {
            (now.platform_role == Some(Role::SuperAdmin)).then_some(Caller::SuperAdmin { user })
        }
        Role::Doctor => staff(StaffRole::Doctor),
        Role::Secretary => staff(StaffRole::Secretary),
        Role::ClinicAdmin => staff(StaffRole::ClinicAdmin),
    };
    Ok(caller.map(|caller| {
        let me = Me {
            user,
            first_name: now.first_name,
            last_name: now.last_name,
            role,
            clinic: now.clinic,
            language: now.language,
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

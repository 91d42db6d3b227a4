//! Invitations to join a clinic's staff: sent by those who may give the role, accepted by whoever reads the address.
//!
//! An invitation gives no more than its sender may give at the moment it is accepted. It opens an account for an
//! address that has none, and never touches one that exists: its holder signs in and accepts.

mod accept;

pub use accept::{Joined, accept, look, register};

use crate::Services;
use crate::accounts::new_token;
use crate::notifications::Letter;
use salus_domain::Fault;
use salus_domain::accounts::{Caller, StaffRole};
use salus_domain::fault::Conflict;
use salus_domain::ids::{ClinicId, InvitationId, UserId};
use salus_domain::invitations::{AT_MOST, HOLDS_MIN, InvitationRow, Office, Practice, WINDOW_MIN};
use salus_domain::permission::{ClinicGrant, grant_role};
use salus_domain::staff::{DoctorForm, NewMember, StaffForm};
use salus_domain::time::Interval;
use salus_store::accounts::user_of_email;
use salus_store::invitations::{self as store, AddInvitation, Invited};
use salus_store::journal::{add_audit, add_event};
use salus_store::notifications::add_mail;
use salus_store::{Failure, Scope, Tx, clinics};
use serde_json::json;

/// For how long one that lapsed stands in the list, to be sent again, in minutes: a month.
const LAPSED_MIN: i64 = 30 * 24 * 60;

/// Invites a doctor to the caller's clinic.
///
/// # Errors
/// [`Fault::Refused`] for anybody but the clinic's admin, and for themself; [`Fault::Invalid`];
/// [`Conflict::AlreadyMember`]; [`Fault::TooMany`] when the address was written to too often.
pub async fn invite_doctor(
    services: &Services,
    caller: Caller,
    form: &DoctorForm,
) -> Result<(), Fault> {
    let grant = Office::Staff.open(caller)?;
    let doctor = form.validate()?;
    let practice = Some(Practice::from(&doctor));
    let invited = invited(doctor.member, StaffRole::Doctor, practice);
    invite(services, caller, grant, invited).await
}

/// Invites a secretary to the caller's clinic.
///
/// # Errors
/// As [`invite_doctor`].
pub async fn invite_secretary(
    services: &Services,
    caller: Caller,
    form: &StaffForm,
) -> Result<(), Fault> {
    let grant = Office::Staff.open(caller)?;
    let invited = invited(form.validate()?, StaffRole::Secretary, None);
    invite(services, caller, grant, invited).await
}

/// Invites somebody to run a clinic.
///
/// # Errors
/// As [`invite_doctor`], for anybody but a super admin; [`Fault::Missing`] without such a clinic.
pub async fn invite_admin(
    services: &Services,
    caller: Caller,
    clinic: ClinicId,
    form: &StaffForm,
) -> Result<(), Fault> {
    let grant = Office::Admins(clinic).open(caller)?;
    let invited = invited(form.validate()?, StaffRole::ClinicAdmin, None);
    invite(services, caller, grant, invited).await
}

fn invited(member: NewMember, role: StaffRole, practice: Option<Practice>) -> Invited {
    Invited {
        role,
        email: member.email,
        first_name: member.first_name,
        last_name: member.last_name,
        phone: member.phone,
        practice,
    }
}

async fn invite(
    services: &Services,
    caller: Caller,
    grant: ClinicGrant,
    invited: Invited,
) -> Result<(), Fault> {
    let scope = Scope::from(&grant);
    services
        .store
        .write_with(
            (services.clone(), invited),
            move |tx, (services, invited)| {
                Box::pin(async move {
                    let clinic = clinics::clinic(tx, &scope).await?;
                    clinic.ok_or(Fault::Missing)?;
                    if let Some(user) = user_of_email(tx, &invited.email).await? {
                        grant_role(caller, invited.role, user)?;
                        if store::holds(tx, &scope, user, invited.role).await? {
                            return Err(Fault::conflict(Conflict::AlreadyMember).into());
                        }
                    }
                    send(services, tx, &scope, caller, invited, "staff.invite").await
                })
            },
        )
        .await
        .map_err(or_sent)
}

/// Keeps an invitation, instead of one to the same role and address, and writes to the address.
async fn send(
    services: &Services,
    tx: &mut Tx,
    scope: &Scope,
    caller: Caller,
    invited: &Invited,
    action: &'static str,
) -> Result<(), Failure> {
    let by: UserId = caller.user().ok_or(Fault::SignedOut)?;
    let now = services.now();
    let since = now.plus_minutes(-WINDOW_MIN);
    if store::sent_since(tx, scope, &invited.email, since).await? >= AT_MOST {
        let retry_after_s = WINDOW_MIN * 60;
        return Err(Fault::TooMany { retry_after_s }.into());
    }
    store::end_same(tx, scope, invited.role, &invited.email, now).await?;
    let (token, hash) = new_token();
    let invitation = AddInvitation {
        id: InvitationId::new(services.new_id()),
        invited: invited.clone(),
        by,
        hash,
        at: now,
        expires_at: now.plus_minutes(HOLDS_MIN),
    };
    store::add(tx, scope, &invitation).await?;
    let language = services.language_for(tx, &invited.email, caller).await?;
    let letter = Letter::Invited(services.address(&format!("/invitation?token={token}")));
    add_mail(tx, &services.mail(&invited.email, language, &letter)).await?;
    tell(
        services,
        tx,
        scope,
        caller,
        (action, "staff.invited"),
        invitation.id,
        invited.role,
    )
    .await
}

async fn tell(
    services: &Services,
    tx: &mut Tx,
    scope: &Scope,
    caller: Caller,
    (action, kind): (&'static str, &'static str),
    id: InvitationId,
    role: StaffRole,
) -> Result<(), Failure> {
    let (clinic, detail) = (Some(scope.clinic()), json!({ "role": role }));
    let event = services.event(clinic, kind, id, detail.clone());
    add_event(tx, &event).await?;
    let audit = services.audit(Some(caller), clinic, action, "invitation", id, None, detail);
    Ok(add_audit(tx, &audit).await?)
}

/// Two who invite the same person at once: one of them did.
fn or_sent(failure: Failure) -> Fault {
    match failure {
        Failure::Store(error) if error.is_unique("invitations_clinic_id_role_email_key") => {
            Fault::conflict(Conflict::Changed)
        }
        other => other.into(),
    }
}

/// The invitations nobody has accepted, latest first.
///
/// # Errors
/// As [`Office::open`].
pub async fn pending(
    services: &Services,
    caller: Caller,
    office: Office,
) -> Result<Vec<InvitationRow>, Fault> {
    let scope = Scope::from(&office.open(caller)?);
    let now = services.now();
    let mut conn = services.store.read().await?;
    if matches!(office, Office::Admins(_)) {
        let clinic = clinics::clinic(&mut conn, &scope).await?;
        clinic.ok_or(Fault::Missing)?;
    }
    let found = store::pending(&mut conn, &scope, office.roles()).await?;
    Ok(found
        .into_iter()
        .map(|one| InvitationRow {
            id: one.id,
            name: format!("{} {}", one.invited.first_name, one.invited.last_name),
            left_min: (one.expires_at > now
                && one.inviter.grant(one.invited.role, one.clinic).is_some())
            .then(|| Interval::spanning(now, one.expires_at).minutes()),
            email: one.invited.email,
            role: one.invited.role,
        })
        .collect())
}

/// Sends an invitation anew: the link sent before is worth nothing any more.
///
/// # Errors
/// As [`Office::open`]; [`Fault::Missing`]; [`Fault::TooMany`].
pub async fn resend(
    services: &Services,
    caller: Caller,
    office: Office,
    id: InvitationId,
) -> Result<(), Fault> {
    let scope = Scope::from(&office.open(caller)?);
    services
        .store
        .write_with(services.clone(), move |tx, services| {
            Box::pin(async move {
                let found = store::one(tx, &scope, id, office.roles()).await?;
                let invited = found.ok_or(Fault::Missing)?.invited;
                send(services, tx, &scope, caller, &invited, "staff.invite_again").await
            })
        })
        .await
        .map_err(or_sent)
}

/// Takes an invitation back.
///
/// # Errors
/// As [`Office::open`]; [`Fault::Missing`].
pub async fn withdraw(
    services: &Services,
    caller: Caller,
    office: Office,
    id: InvitationId,
) -> Result<(), Fault> {
    let scope = Scope::from(&office.open(caller)?);
    let now = services.now();
    Ok(services
        .store
        .write_with(services.clone(), move |tx, services| {
            Box::pin(async move {
                let found = store::one(tx, &scope, id, office.roles()).await?;
                let role = found.ok_or(Fault::Missing)?.invited.role;
                if !store::end(tx, &scope, id, office.roles(), now).await? {
                    return Err(Fault::Missing.into());
                }
                let told = ("staff.withdraw_invitation", "staff.invitation_withdrawn");
                tell(services, tx, &scope, caller, told, id, role).await
            })
        })
        .await?)
}

/// Forgets invitations that are over; how many.
///
/// # Errors
/// [`Fault::Busy`], [`Fault::Internal`].
pub async fn forget_old(services: &Services) -> Result<u64, Fault> {
    let now = services.now();
    let (ended, lapsed) = (now.plus_minutes(-WINDOW_MIN), now.plus_minutes(-LAPSED_MIN));
    Ok(services
        .store
        .write(move |tx| Box::pin(async move { Ok(store::delete_old(tx, ended, lapsed).await?) }))
        .await?)
}

//! Somebody joins a clinic's staff: with a new account, or with the one they have.

use crate::Services;
use salus_domain::Fault;
use salus_domain::accounts::{Caller, StaffRole};
use salus_domain::fault::Conflict;
use salus_domain::ids::{MembershipId, UserId};
use salus_domain::permission::grant_role;
use salus_domain::staff::MemberEdit;
use salus_store::accounts::{AddUser, add_membership, add_user, user_of_email};
use salus_store::journal::{add_audit, add_event};
use salus_store::{Failure, Scope, StoreError, Tx, staff};
use serde_json::json;
use uuid::Uuid;

/// Somebody about to join.
#[derive(Clone, Debug)]
pub(crate) struct Joining {
    /// Who brings them in.
    pub(crate) caller: Caller,
    /// As what.
    pub(crate) role: StaffRole,
    /// Their account, should their email have none.
    pub(crate) account: AddUser,
}

/// Gives somebody a role in the scope's clinic. An account that has their email is never altered, whatever
/// was typed: neither its name nor its password. The clinic calls them as it typed, and so learns nothing
/// of the account. Whoever held the role before holds it again.
pub(crate) async fn join(
    services: &Services,
    tx: &mut Tx,
    scope: &Scope,
    joining: &Joining,
) -> Result<UserId, Failure> {
    let Joining {
        caller,
        role,
        account,
    } = joining;
    let existing = user_of_email(tx, &account.email).await?;
    let user = existing.unwrap_or(account.id);
    grant_role(*caller, *role, user)?;
    if existing.is_none() {
        add_user(tx, account).await?;
    }
    let called = existing.map(|_| MemberEdit {
        first_name: account.first_name.clone(),
        last_name: account.last_name.clone(),
        phone: account.phone.clone(),
    });
    enrol(services, tx, scope, *caller, (*role, user), called).await?;
    Ok(user)
}

/// Gives an account a role in the scope's clinic, by the right of `granter`. Where the clinic has names of its own for
/// them, it calls them so. Whoever held the role before holds it again.
pub(crate) async fn enrol(
    services: &Services,
    tx: &mut Tx,
    scope: &Scope,
    granter: Caller,
    (role, user): (StaffRole, UserId),
    called: Option<MemberEdit>,
) -> Result<(), Failure> {
    grant_role(granter, role, user)?;
    let held = staff::revive_membership(tx, scope, user, role).await?;
    let membership = held.unwrap_or_else(|| MembershipId::new(services.new_id()));
    if held.is_none() {
        add_membership(tx, scope, membership, user, role, services.now()).await?;
    }
    if let Some(called) = called {
        staff::edit_member(tx, scope, membership, &called).await?;
    }
    Ok(())
}

/// Writes that somebody joined: `kind` and `subject` say as what they are known.
pub(crate) async fn tell_joined(
    services: &Services,
    tx: &mut Tx,
    scope: &Scope,
    joining: &Joining,
    (kind, subject_kind, subject): (&'static str, &'static str, Uuid),
    user: UserId,
) -> Result<(), Failure> {
    let clinic = Some(scope.clinic());
    let detail = json!({ "role": joining.role, "user": user });
    let event = services.event(clinic, kind, subject, detail.clone());
    let audit = services.audit(
        Some(joining.caller),
        clinic,
        "staff.add",
        subject_kind,
        subject,
        None,
        detail,
    );
    add_event(tx, &event).await?;
    Ok(add_audit(tx, &audit).await?)
}

/// What the database found when two did the same, or the same was done twice.
pub(crate) fn or_member(failure: Failure) -> Fault {
    match failure {
        Failure::Store(StoreError::Unique(key))
            if key == "memberships_clinic_id_user_id_role_key"
                || key == "doctors_clinic_id_user_id_key" =>
        {
            Fault::conflict(Conflict::AlreadyMember)
        }
        other => crate::accounts::or_email_taken(other),
    }
}

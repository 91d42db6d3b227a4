//! Accepting an invitation. One that was used, has lapsed, was withdrawn or never was is answered alike.

use super::{Scope, store};
use crate::Services;
use crate::accounts::{hash_of, spent};
use crate::staff::joining::{enrol, or_member};
use salus_domain::Fault;
use salus_domain::accounts::{Caller, StaffRole};
use salus_domain::fault::Conflict;
use salus_domain::ids::{ClinicId, DoctorId, UserId};
use salus_domain::invitations::{AcceptForm, InvitationView, Invitee, invitee};
use salus_domain::language::Language;
use salus_domain::permission::{ClinicGrant, own_account};
use salus_domain::staff::{MemberEdit, NewDoctor, NewMember};
use salus_store::accounts::{AddUser, add_user, user_of_email};
use salus_store::invitations::{Invitation, Invited};
use salus_store::journal::{add_audit, add_event};
use salus_store::staff::{AddDoctor, add_doctor, offer_all_types};
use salus_store::{Conn, Failure, Tx};
use serde_json::json;

/// What somebody has become by accepting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joined {
    /// Who.
    pub user: UserId,
    /// Where.
    pub clinic: ClinicId,
    /// As what.
    pub role: StaffRole,
}

/// An invitation that can be accepted now, and the right by which it was sent.
async fn live(
    services: &Services,
    conn: &mut Conn,
    hash: [u8; 32],
) -> Result<(Invitation, ClinicGrant), Failure> {
    let found = store::find(conn, hash, services.now()).await?;
    let found = found.ok_or_else(spent)?;
    let grant = found.inviter.grant(found.invited.role, found.clinic);
    Ok((found, grant.ok_or_else(spent)?))
}

/// Shows an invitation to whoever has its link; changes nothing.
///
/// # Errors
/// [`Conflict::LinkSpent`].
pub async fn look(
    services: &Services,
    caller: Caller,
    token: &str,
) -> Result<InvitationView, Fault> {
    let mut conn = services.store.read().await?;
    let (found, _) = live(services, &mut conn, hash_of(token)).await?;
    let account = user_of_email(&mut conn, &found.invited.email).await?;
    Ok(InvitationView {
        clinic: found.clinic_name,
        role: found.invited.role,
        email: found.invited.email,
        first_name: found.invited.first_name,
        last_name: found.invited.last_name,
        invitee: invitee(caller.user(), account),
    })
}

/// The caller, whose account has the address, accepts. Their account stays as it is; the clinic calls them as it
/// typed.
///
/// # Errors
/// [`Fault::SignedOut`]; [`Conflict::LinkSpent`]; [`Fault::Refused`] for anybody else;
/// [`Conflict::AlreadyMember`].
pub async fn accept(services: &Services, caller: Caller, token: &str) -> Result<Joined, Fault> {
    let user = own_account(caller)?.user();
    let hash = hash_of(token);
    services
        .store
        .write_with(services.clone(), move |tx, services| {
            Box::pin(async move {
                let (found, grant) = live(services, tx, hash).await?;
                let account = user_of_email(tx, &found.invited.email).await?;
                if invitee(Some(user), account) != Invitee::Themself {
                    return Err(Fault::Refused.into());
                }
                let shown_as = MemberEdit {
                    first_name: found.invited.first_name.clone(),
                    last_name: found.invited.last_name.clone(),
                    phone: found.invited.phone.clone(),
                };
                join(services, tx, (found, grant, hash), user, Some(shown_as)).await
            })
        })
        .await
        .map_err(or_member)
}

/// Somebody whose address no account has opens one, with a name and a password of their own, and accepts. The link
/// proves that they read the address.
///
/// # Errors
/// [`Conflict::LinkSpent`]; [`Fault::Invalid`]; [`Conflict::EmailTaken`] where an account has the address: it is never
/// altered.
pub async fn register(
    services: &Services,
    form: &AcceptForm,
    language: Language,
) -> Result<Joined, Fault> {
    let hash = hash_of(&form.token);
    // Looked at before the hash of the password, which takes long, and once more when writing.
    live(services, &mut services.store.read().await?, hash).await?;
    let (first_name, last_name) = form.validate()?;
    let password_hash = services.passwords.hash(form.password.clone()).await?;
    let at = services.now();
    let account = AddUser {
        id: UserId::new(services.new_id()),
        email: String::new(),
        password_hash,
        first_name,
        last_name,
        phone: None,
        born_on: None,
        language,
        email_verified_at: Some(at),
        must_change_password: false,
        at,
    };
    services
        .store
        .write_with(
            (services.clone(), account),
            move |tx, (services, account)| {
                Box::pin(async move {
                    let (found, grant) = live(services, tx, hash).await?;
                    if user_of_email(tx, &found.invited.email).await?.is_some() {
                        return Err(Fault::conflict(Conflict::EmailTaken).into());
                    }
                    let account = AddUser {
                        email: found.invited.email.clone(),
                        phone: found.invited.phone.clone(),
                        ..account.clone()
                    };
                    add_user(tx, &account).await?;
                    let caller = Caller::Patient { user: account.id };
                    let detail = json!({ "invited": true });
                    let event =
                        services.event(None, "account.registered", account.id, detail.clone());
                    add_event(tx, &event).await?;
                    let audit = services.audit(
                        Some(caller),
                        None,
                        "account.register",
                        "user",
                        account.id,
                        None,
                        detail,
                    );
                    add_audit(tx, &audit).await?;
                    join(services, tx, (found, grant, hash), account.id, None).await
                })
            },
        )
        .await
        .map_err(or_member)
}

/// Uses the invitation up and gives its role, by the right of who sent it.
async fn join(
    services: &Services,
    tx: &mut Tx,
    (invitation, grant, hash): (Invitation, ClinicGrant, [u8; 32]),
    user: UserId,
    called: Option<MemberEdit>,
) -> Result<Joined, Failure> {
    let scope = Scope::from(&grant);
    let role = invitation.invited.role;
    if !store::spend(tx, &scope, hash, services.now()).await? {
        return Err(spent().into());
    }
    enrol(services, tx, &scope, grant.caller(), (role, user), called).await?;
    if let Some(doctor) = practising(services, user, invitation.invited) {
        add_doctor(tx, &scope, &doctor).await?;
        offer_all_types(tx, &scope, doctor.id).await?;
    }
    let clinic = scope.clinic();
    let detail = json!({ "role": role, "user": user, "by": grant.caller().user() });
    let event = services.event(Some(clinic), "staff.joined", user, detail.clone());
    add_event(tx, &event).await?;
    let audit = services.audit(
        Some(Caller::Patient { user }),
        Some(clinic),
        "staff.join",
        "user",
        user,
        None,
        detail,
    );
    add_audit(tx, &audit).await?;
    Ok(Joined { user, clinic, role })
}

/// The doctor an invitation speaks of, if it does.
fn practising(services: &Services, user: UserId, invited: Invited) -> Option<AddDoctor> {
    let practice = invited.practice?;
    Some(AddDoctor {
        id: DoctorId::new(services.new_id()),
        user,
        doctor: NewDoctor {
            member: NewMember {
                first_name: invited.first_name,
                last_name: invited.last_name,
                email: invited.email,
                phone: invited.phone,
                password: None,
            },
            title: practice.title,
            specialties: practice.specialties,
            languages: practice.languages,
            bio: practice.bio,
        },
        at: services.now(),
    })
}

//! Proving that one reads an address: the one registered with, or another to take its place.

use super::links::{keep, look, spend, spent};
use super::or_email_taken;
use crate::Services;
use crate::notifications::Letter;
use salus_domain::Fault;
use salus_domain::accounts::{Caller, EmailForm, LinkPurpose};
use salus_domain::permission::own_account;
use salus_domain::validate::Problem;
use salus_store::OwnScope;
use salus_store::accounts::{email_in_use, links, own};
use salus_store::journal::{add_audit, add_event};
use salus_store::notifications::add_mail;
use serde_json::json;

/// Sends the link that verifies the caller's address once more; earlier ones lapse. Where it is verified
/// already nothing is sent.
///
/// # Errors
/// [`Fault::SignedOut`]; [`Fault::Busy`] when too many were sent.
pub async fn send_verification(services: &Services, caller: Caller) -> Result<(), Fault> {
    let grant = own_account(caller)?;
    let scope = OwnScope::from(&grant);
    let account = own::find(&mut services.store.read().await?, scope).await?;
    let account = account.ok_or(Fault::Missing)?;
    if account.email_verified_at.is_some() {
        return Ok(());
    }
    let (link, address) = services.link(grant.user(), LinkPurpose::Verify, &account.email);
    let mail = services.mail(&account.email, account.language, &Letter::Verify(address));
    let event = services.event(None, "account.verification_sent", grant.user(), json!({}));
    let audit = services.audit(
        Some(caller),
        None,
        "account.send_verification",
        "user",
        grant.user(),
        None,
        json!({}),
    );
    services
        .store
        .write_with(
            (link, mail, event, audit),
            |tx, (link, mail, event, audit)| {
                Box::pin(async move {
                    if !keep(tx, link, true).await? {
                        return Err(Fault::Busy.into());
                    }
                    add_mail(tx, mail).await?;
                    add_event(tx, event).await?;
                    Ok(add_audit(tx, audit).await?)
                })
            },
        )
        .await?;
    Ok(())
}

/// Asks for another address to sign in with. The old one stays until the new one is confirmed, and is told.
///
/// # Errors
/// [`Fault::SignedOut`]; [`Fault::Invalid`], also when the password is wrong, the address taken or the one in
/// use; [`Fault::Busy`] when too many links were sent.
pub async fn change_email(
    services: &Services,
    caller: Caller,
    form: &EmailForm,
) -> Result<(), Fault> {
    let grant = own_account(caller)?;
    let email = form.validate()?;
    let account = services
        .authenticate_again(OwnScope::from(&grant), &form.current_password)
        .await?;
    if email_in_use(&mut services.store.read().await?, &email).await? {
        return Err(Fault::field("email", Problem::Taken));
    }
    let (link, address) = services.link(grant.user(), LinkPurpose::Verify, &email);
    let confirm = services.mail(&email, account.language, &Letter::Verify(address));
    let letter = Letter::EmailAsked(services.address("/forgot"));
    let notice = services.mail(&account.email, account.language, &letter);
    let event = services.event(None, "account.email_asked", grant.user(), json!({}));
    let audit = services.audit(
        Some(caller),
        None,
        "account.ask_email",
        "user",
        grant.user(),
        None,
        json!({}),
    );
    services
        .store
        .write_with(
            (link, [confirm, notice], event, audit),
            |tx, (link, mails, event, audit)| {
                Box::pin(async move {
                    if !keep(tx, link, true).await? {
                        return Err(Fault::Busy.into());
                    }
                    for mail in mails {
                        add_mail(tx, mail).await?;
                    }
                    add_event(tx, event).await?;
                    Ok(add_audit(tx, audit).await?)
                })
            },
        )
        .await?;
    Ok(())
}

/// Confirms an address by a link, which is used up: it becomes, verified, the one its user signs in with. The
/// link is enough, signed in or not; whoever is signed in as somebody else is refused, lest they confirm
/// another's account by mistake.
///
/// # Errors
/// [`LinkSpent`](salus_domain::fault::Conflict::LinkSpent); [`Fault::Invalid`] when another account took the
/// address meanwhile.
pub async fn verify(services: &Services, caller: Caller, token: &str) -> Result<(), Fault> {
    let (link, hash) = look(services, LinkPurpose::Verify, token).await?;
    let user = link.user;
    if caller.user().is_some_and(|other| other != user) {
        return Err(spent());
    }
    let now = services.now();
    let event = services.event(None, "account.email_verified", user, json!({}));
    let audit = services.audit(
        Some(caller),
        None,
        "account.verify_email",
        "user",
        user,
        None,
        json!({}),
    );
    services
        .store
        .write_with(
            (link.email, event, audit),
            move |tx, (email, event, audit)| {
                Box::pin(async move {
                    spend(tx, hash, now).await?;
                    own::set_verified_email(tx, user, email, now).await?;
                    // What was sent to the address before is worth nothing any more.
                    links::spend_all(tx, user, LinkPurpose::Verify, now).await?;
                    links::spend_all(tx, user, LinkPurpose::Reset, now).await?;
                    add_event(tx, event).await?;
                    Ok(add_audit(tx, audit).await?)
                })
            },
        )
        .await
        .map_err(or_email_taken)
}

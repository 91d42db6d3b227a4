//! A new password for one that was forgotten.

use super::links::{keep, look, spend, spent};
use crate::Services;
use crate::limits::{Client, FORGOT};
use crate::notifications::Letter;
use salus_domain::Fault;
use salus_domain::accounts::{Caller, ForgotForm, LinkPurpose, ResetForm};
use salus_domain::ids::UserId;
use salus_domain::language::Language;
use salus_domain::notifications::Mail;
use salus_store::accounts::{links, own, sessions};
use salus_store::journal::{add_audit, add_event};
use salus_store::notifications::{add_mail, remove_mail};
use serde_json::json;

/// Sends a link to a new password, where the address is that of an account. Whether it is shows neither in
/// the answer nor, as far as we can help it, in how long it takes.
///
/// # Errors
/// [`Fault::Invalid`] where what was typed is no address; [`Fault::TooMany`], counted alike for either.
pub async fn forgot(services: &Services, form: &ForgotForm, client: Client) -> Result<(), Fault> {
    let email = form.validate()?;
    services.admit(FORGOT, client, Some(&email), false).await?;
    let found = own::by_email(&mut services.store.read().await?, &email).await?;
    match found {
        Some((user, language)) => send_link(services, user, &email, language).await,
        None => pretend(services, &email).await,
    }
}

async fn send_link(
    services: &Services,
    user: UserId,
    email: &str,
    language: Language,
) -> Result<(), Fault> {
    let (link, address) = services.link(user, LinkPurpose::Reset, email);
    let mail = services.mail(email, language, &Letter::Reset(address));
    let event = services.event(None, "account.reset_asked", user, json!({}));
    let audit = services.audit(
        Some(Caller::Visitor),
        None,
        "account.forgot",
        "user",
        user,
        None,
        json!({}),
    );
    services
        .store
        .write_with(
            (link, mail, event, audit),
            |tx, (link, mail, event, audit)| {
                Box::pin(async move {
                    if keep(tx, link, false).await? {
                        add_mail(tx, mail).await?;
                        add_event(tx, event).await?;
                        add_audit(tx, audit).await?;
                    }
                    Ok(())
                })
            },
        )
        .await?;
    Ok(())
}

/// As many statements in a transaction of its own as for a known account, of which nothing stays: so that
/// an unknown one is not answered faster.
async fn pretend(services: &Services, email: &str) -> Result<(), Fault> {
    let nobody = UserId::new(services.new_id());
    let (link, address) = services.link(nobody, LinkPurpose::Reset, email);
    let mail = services.mail(email, Language::default(), &Letter::Reset(address));
    services
        .store
        .write_with((link, mail), |tx, (link, mail): &(_, Mail)| {
            Box::pin(async move {
                links::made_since(tx, link.user, link.purpose, link.at).await?;
                for _ in 0..2 {
                    add_mail(tx, mail).await?;
                    remove_mail(tx, mail.id).await?;
                }
                Ok(())
            })
        })
        .await?;
    Ok(())
}

/// Sets a new password by a link, which is used up, and ends every session of the account. Who could read the
/// mail reads the address: it is verified by that.
///
/// # Errors
/// [`Fault::Invalid`], [`LinkSpent`](salus_domain::fault::Conflict::LinkSpent).
pub async fn reset(services: &Services, form: &ResetForm) -> Result<(), Fault> {
    form.validate()?;
    // Looked at before the hash, which takes long, and once more when writing.
    let (link, hash) = look(services, LinkPurpose::Reset, &form.token).await?;
    let password_hash = services.passwords.hash(form.password.clone()).await?;
    let user = link.user;
    let account = own::by_id(&mut services.store.read().await?, user).await?;
    let account = account.ok_or_else(spent)?;
    let letter = Letter::PasswordChanged(services.address("/forgot"));
    let mail = services.mail(&account.email, account.language, &letter);
    let event = services.event(None, "account.password_reset", user, json!({}));
    let audit = services.audit(
        Some(Caller::Visitor),
        None,
        "account.reset_password",
        "user",
        user,
        None,
        json!({}),
    );
    let now = services.now();
    let proven = (account.email == link.email && account.email_verified_at.is_none())
        .then_some(account.email);
    services
        .store
        .write_with(
            (proven, password_hash, mail, event, audit),
            move |tx, (proven, password_hash, mail, event, audit)| {
                Box::pin(async move {
                    spend(tx, hash, now).await?;
                    own::set_password(tx, user, password_hash, now).await?;
                    if let Some(email) = proven {
                        own::set_verified_email(tx, user, email, now).await?;
                    }
                    links::spend_dangerous(tx, user, now).await?;
                    sessions::end_all_but(tx, user, None).await?;
                    add_mail(tx, mail).await?;
                    add_event(tx, event).await?;
                    Ok(add_audit(tx, audit).await?)
                })
            },
        )
        .await?;
    Ok(())
}

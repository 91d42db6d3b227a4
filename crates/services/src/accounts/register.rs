//! Registering as a patient.

use super::{SignedIn, add_account, or_email_taken};
use crate::Services;
use crate::notifications::Letter;
use salus_domain::Fault;
use salus_domain::accounts::{Caller, LinkPurpose, RegisterForm, Role};
use salus_domain::ids::UserId;
use salus_domain::language::Language;
use salus_domain::validate::Problem;
use salus_store::accounts::{AddUser, email_in_use, links};
use salus_store::journal::{add_audit, add_event};
use salus_store::notifications::add_mail;
use serde_json::json;

/// Opens an account for somebody who will book for themself, and sends the link that verifies their address.
/// Today, for the date of birth, is UTC's: the
/// person has no clinic yet.
///
/// # Errors
/// [`Fault::Invalid`], also when the email is taken.
pub async fn register(
    services: &Services,
    form: &RegisterForm,
    language: Language,
) -> Result<SignedIn, Fault> {
    let today = services.now().to_utc().date_naive();
    let new = form.validate(today, language)?;
    // Looked up before the hash, which takes long, and once more when writing.
    if email_in_use(&mut services.store.read().await?, &new.email).await? {
        return Err(Fault::field("email", Problem::Taken));
    }
    let account = AddUser {
        id: UserId::new(services.new_id()),
        email: new.email,
        password_hash: services.passwords.hash(new.password).await?,
        first_name: new.first_name,
        last_name: new.last_name,
        phone: Some(new.phone),
        born_on: Some(new.born_on),
        language: new.language,
        email_verified_at: None,
        must_change_password: false,
        at: services.now(),
    };
    let user = account.id;
    let (link, address) = services.link(user, LinkPurpose::Verify, &account.email);
    let mail = services.mail(&account.email, language, &Letter::Verify(address));
    let event = services.event(
        None,
        "account.registered",
        user,
        json!({ "language": language }),
    );
    let caller = Some(Caller::Patient { user });
    let audit = services.audit(
        caller,
        None,
        "account.register",
        "user",
        user,
        None,
        json!({}),
    );
    services
        .store
        .write_with(
            (account, link, mail, event, audit),
            |tx, (account, link, mail, event, audit)| {
                Box::pin(async move {
                    add_account(tx, account).await?;
                    links::add(tx, link).await?;
                    add_mail(tx, mail).await?;
                    add_event(tx, event).await?;
                    Ok(add_audit(tx, audit).await?)
                })
            },
        )
        .await
        .map_err(or_email_taken)?;
    Ok(SignedIn {
        user,
        role: Role::Patient,
        clinic: None,
    })
}

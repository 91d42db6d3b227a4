//! The way back in for staff who lost their telephone and their recovery codes: whoever manages them takes their
//! second factor away. The password stays theirs, and they are told by mail.

use crate::Services;
use crate::notifications::Letter;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::ids::UserId;
use salus_domain::permission;
use salus_store::accounts::{own, roles_held, second_factor as store, sessions};
use salus_store::journal::{add_audit, add_event};
use salus_store::notifications::add_mail;
use salus_store::{Failure, Scope, Tx};
use serde_json::json;

/// Takes the second factor from somebody's account, ends their sessions and writes to them. An account without one
/// stays as it is.
pub(crate) async fn reset(
    services: &Services,
    tx: &mut Tx,
    scope: &Scope,
    caller: Caller,
    user: UserId,
) -> Result<(), Failure> {
    permission::reset_second_factor(caller, user, &roles_held(tx, user).await?)?;
    let account = own::by_id(tx, user).await?.ok_or(Fault::Missing)?;
    if !store::remove(tx, user).await? {
        return Ok(());
    }
    sessions::end_all_but(tx, user, None).await?;
    let letter = Letter::SecondFactorReset(services.address("/account/second-factor"));
    add_mail(
        tx,
        &services.mail(&account.email, account.language, &letter),
    )
    .await?;
    let clinic = Some(scope.clinic());
    let event = services.event(clinic, "account.second_factor_reset", user, json!({}));
    let audit = services.audit(
        Some(caller),
        clinic,
        "second_factor.reset",
        "user",
        user,
        None,
        json!({}),
    );
    add_event(tx, &event).await?;
    Ok(add_audit(tx, &audit).await?)
}

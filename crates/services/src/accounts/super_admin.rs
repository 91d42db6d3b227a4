//! Naming who runs the platform: at the console of the machine, by nobody through the web.

use super::{add_account, or_email_taken};
use crate::Services;
use salus_domain::Fault;
use salus_domain::ids::UserId;
use salus_domain::staff::StaffForm;
use salus_store::accounts::{AddUser, set_super_admin};
use salus_store::journal::{add_audit, add_event};
use serde_json::json;

/// Opens the account of a super admin. An existing account is left as it is: its holder has not
/// agreed to anything.
///
/// # Errors
/// [`Fault::Invalid`], also when the email is taken.
pub async fn add_super_admin(services: &Services, form: &StaffForm) -> Result<UserId, Fault> {
    let account = AddUser {
        // Typed by themself, at the console.
        must_change_password: false,
        ..services.account_of(&form.validate()?).await?
    };
    let user = account.id;
    let event = services.event(None, "account.super_admin_added", user, json!({}));
    let audit = services.audit(
        None,
        None,
        "account.add_super_admin",
        "user",
        user,
        None,
        json!({}),
    );
    services
        .store
        .write_with((account, event, audit), |tx, (account, event, audit)| {
            Box::pin(async move {
                add_account(tx, account).await?;
                set_super_admin(tx, account.id).await?;
                add_event(tx, event).await?;
                Ok(add_audit(tx, audit).await?)
            })
        })
        .await
        .map_err(or_email_taken)?;
    Ok(user)
}

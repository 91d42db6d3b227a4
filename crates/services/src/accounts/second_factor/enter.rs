//! The second step of signing in.

use super::proof::{Right, right_code, take, wrong_code};
use super::{record, write_down};
use crate::Services;
use crate::accounts::sign_in::whole;
use crate::accounts::{HalfSignedIn, SignedIn};
use crate::limits::{CODE, Client};
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::accounts::second_factor::{CodeForm, HALF_SIGNED_IN_MIN};
use salus_domain::ids::UserId;

/// How many wrong codes end a sign-in.
const TRIES: i64 = 5;

/// Completes a sign-in by a code or a recovery code, each good once.
///
/// # Errors
/// [`Fault::SignedOut`] when the password is to be given anew: five minutes have passed, or five codes were
/// wrong. [`Fault::Invalid`] when the code is wrong; [`Fault::TooMany`].
pub async fn enter_code(
    services: &Services,
    half: &HalfSignedIn,
    form: &CodeForm,
    client: Client,
) -> Result<SignedIn, Fault> {
    let user = half.user;
    if half.until <= services.now() {
        return Err(Fault::SignedOut);
    }
    let known = services.is_known(user, client).await?;
    let account = user.to_string();
    let tries = services.admit(CODE, client, Some(&account), known).await?;
    let count = services
        .tried("half", half.id.as_bytes(), HALF_SIGNED_IN_MIN * 2)
        .await?;
    if count > TRIES {
        return Err(Fault::SignedOut);
    }
    let taken = match right_code(services, user, &form.code).await? {
        Some(right) => take_to_enter(services, user, right).await,
        None => Err(wrong_code()),
    };
    match taken {
        Ok(()) => {}
        Err(Fault::Invalid { .. }) if count == TRIES => return Err(Fault::SignedOut),
        Err(fault) => return Err(fault),
    }
    services.take_back(tries).await?;
    whole(services, user, client).await
}

async fn take_to_enter(services: &Services, user: UserId, right: Right) -> Result<(), Fault> {
    let caller = Caller::Patient { user };
    let written = matches!(right, Right::Recovery(_)).then(|| {
        record(
            services,
            caller,
            user,
            "account.recovery_code_used",
            "second_factor.use_recovery_code",
        )
    });
    services
        .store
        .write_with((right, written), move |tx, (right, written)| {
            Box::pin(async move {
                take(tx, user, right).await?;
                match written {
                    Some(of) => write_down(tx, of).await,
                    None => Ok(()),
                }
            })
        })
        .await?;
    Ok(())
}

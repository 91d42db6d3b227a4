//! The second factor: turning it on and off, and signing in with it.

mod enter;
mod proof;
pub(crate) mod reset;

pub use enter::enter_code;

use crate::Services;
use crate::limits::Client;
use proof::{hash_of, internal, prove, prove_password, step_of, take, totp, wrong_code};
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::accounts::second_factor::{
    CONFIRM_WITHIN_MIN, Code, CodeForm, PasswordForm, ProofForm, RECOVERY_CODES, RECOVERY_LENGTH,
    SecondFactor, recovery_code,
};
use salus_domain::ids::UserId;
use salus_domain::permission::own_account;
use salus_store::accounts::second_factor::{self as store, Factor};
use salus_store::accounts::{email_of, sessions};
use salus_store::journal::{AuditEntry, Event, add_audit, add_event};
use salus_store::{Failure, Tx};
use serde_json::json;

/// Bytes of a secret: as many as its hash has (RFC 4226, 4).
const SECRET: usize = 20;

/// How the caller's second factor stands.
///
/// # Errors
/// [`Fault::SignedOut`].
pub async fn state(services: &Services, caller: Caller) -> Result<SecondFactor, Fault> {
    let user = own_account(caller)?.user();
    let mut conn = services.store.read().await?;
    let Some(factor) = store::factor(&mut conn, user).await? else {
        return Ok(SecondFactor::Off);
    };
    if factor.confirmed_at.is_some() {
        let codes_left = store::recovery_codes_left(&mut conn, user).await?;
        return Ok(SecondFactor::On { codes_left });
    }
    if !waits(services, &factor) {
        return Ok(SecondFactor::Off);
    }
    let email = email_of(&mut conn, user).await?.ok_or(Fault::SignedOut)?;
    let totp = totp(services, user, &factor, email)?;
    Ok(SecondFactor::Pending {
        secret: totp.secret().to_base32(),
        address: totp.to_url().map_err(internal)?,
    })
}

/// Draws a secret for the caller, to be confirmed by its first code. Where a second factor is on already,
/// nothing changes.
///
/// # Errors
/// [`Fault::SignedOut`]; [`Fault::Invalid`] when the password is wrong; [`Fault::TooMany`].
pub async fn begin(
    services: &Services,
    caller: Caller,
    form: &PasswordForm,
    client: Client,
) -> Result<(), Fault> {
    let user = own_account(caller)?.user();
    prove_password(services, user, &form.password, client).await?;
    let mut secret = [0; SECRET];
    crate::random_bytes(&mut secret);
    let kept = services.sealer.seal(&secret, user.to_string().as_bytes())?;
    let now = services.now();
    services
        .store
        .write_with(kept, move |tx, kept| {
            Box::pin(async move { Ok(store::begin(tx, user, kept, now).await?) })
        })
        .await?;
    Ok(())
}

/// Turns the caller's second factor on, by the first code of its secret, and ends their sessions but the `current`
/// one, which were begun without it. Answers with the recovery codes, which nobody can read again.
///
/// # Errors
/// [`Fault::SignedOut`]; [`Fault::Missing`] when no secret waits; [`Fault::Invalid`] when the code is wrong.
pub async fn confirm(
    services: &Services,
    caller: Caller,
    form: &CodeForm,
    current: Option<[u8; 32]>,
) -> Result<Vec<String>, Fault> {
    let user = own_account(caller)?.user();
    let factor = store::factor(&mut services.store.read().await?, user)
        .await?
        .filter(|factor| factor.confirmed_at.is_none() && waits(services, factor))
        .ok_or(Fault::Missing)?;
    let Some(Code::OneTime(code)) = Code::read(&form.code) else {
        return Err(wrong_code());
    };
    let step = step_of(services, user, &factor, &code)?.ok_or_else(wrong_code)?;
    let (codes, hashes) = new_codes(user);
    let record = record(
        services,
        caller,
        user,
        "account.second_factor_on",
        "second_factor.turn_on",
    );
    let now = services.now();
    services
        .store
        .write_with((factor, hashes, record), move |tx, (factor, hashes, of)| {
            Box::pin(async move {
                if !store::confirm(tx, user, &factor.secret, step, now).await? {
                    return Err(Fault::Missing.into());
                }
                store::replace_recovery_codes(tx, user, hashes, now).await?;
                sessions::end_all_but(tx, user, current).await?;
                write_down(tx, of).await
            })
        })
        .await?;
    Ok(codes)
}

/// Gives the caller new recovery codes; older ones are worth nothing.
///
/// # Errors
/// [`Fault::SignedOut`]; [`Fault::Invalid`] when password or code is wrong; [`Fault::TooMany`].
pub async fn renew_codes(
    services: &Services,
    caller: Caller,
    form: &ProofForm,
    client: Client,
) -> Result<Vec<String>, Fault> {
    let user = own_account(caller)?.user();
    let right = prove(services, user, form, client).await?;
    let (codes, hashes) = new_codes(user);
    let record = record(
        services,
        caller,
        user,
        "account.recovery_codes_made",
        "second_factor.renew_codes",
    );
    let now = services.now();
    services
        .store
        .write_with((right, hashes, record), move |tx, (right, hashes, of)| {
            Box::pin(async move {
                take(tx, user, right).await?;
                store::replace_recovery_codes(tx, user, hashes, now).await?;
                write_down(tx, of).await
            })
        })
        .await?;
    Ok(codes)
}

/// Turns the caller's second factor off, and ends their sessions but the `current` one.
///
/// # Errors
/// As [`renew_codes`].
pub async fn turn_off(
    services: &Services,
    caller: Caller,
    form: &ProofForm,
    client: Client,
    current: Option<[u8; 32]>,
) -> Result<(), Fault> {
    let user = own_account(caller)?.user();
    let right = prove(services, user, form, client).await?;
    let record = record(
        services,
        caller,
        user,
        "account.second_factor_off",
        "second_factor.turn_off",
    );
    services
        .store
        .write_with((right, record), move |tx, (right, of)| {
            Box::pin(async move {
                take(tx, user, right).await?;
                store::remove(tx, user).await?;
                sessions::end_all_but(tx, user, current).await?;
                write_down(tx, of).await
            })
        })
        .await?;
    Ok(())
}

/// Forgets secrets that nobody confirmed in time; how many.
///
/// # Errors
/// [`Fault::Busy`], [`Fault::Internal`].
pub async fn forget_unconfirmed(services: &Services) -> Result<u64, Fault> {
    let before = services.now().plus_minutes(-CONFIRM_WITHIN_MIN);
    let removed = services
        .store
        .write(move |tx| Box::pin(async move { Ok(store::forget_unconfirmed(tx, before).await?) }))
        .await?;
    Ok(removed)
}

fn waits(services: &Services, factor: &Factor) -> bool {
    factor.created_at.plus_minutes(CONFIRM_WITHIN_MIN) > services.now()
}

fn new_codes(user: UserId) -> (Vec<String>, Vec<[u8; 32]>) {
    let codes: Vec<String> = (0..RECOVERY_CODES)
        .map(|_| {
            let mut random = [0; RECOVERY_LENGTH];
            crate::random_bytes(&mut random);
            recovery_code(random)
        })
        .collect();
    let hashes = codes
        .iter()
        .map(|code| hash_of(user, &code.replace('-', "")))
        .collect();
    (codes, hashes)
}

fn record(
    services: &Services,
    caller: Caller,
    user: UserId,
    event: &'static str,
    action: &'static str,
) -> (Event, AuditEntry) {
    (
        services.event(None, event, user, json!({})),
        services.audit(
            Some(caller),
            caller.clinic(),
            action,
            "user",
            user,
            None,
            json!({}),
        ),
    )
}

async fn write_down(tx: &mut Tx, (event, audit): &(Event, AuditEntry)) -> Result<(), Failure> {
    add_event(tx, event).await?;
    Ok(add_audit(tx, audit).await?)
}

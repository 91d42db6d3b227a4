//! The second factor: turning it on and off, and signing in with it.

use super::sign_in::whole;
use super::{HalfSignedIn, SignedIn};
use crate::Services;
use crate::limits::{CODE, Client, PROOF};
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::accounts::second_factor::{
    CONFIRM_WITHIN_MIN, Code, CodeForm, HALF_SIGNED_IN_MIN, PasswordForm, ProofForm,
    RECOVERY_CODES, RECOVERY_LENGTH, SecondFactor, recovery_code,
};
use salus_domain::ids::UserId;
use salus_domain::permission::own_account;
use salus_domain::validate::Problem;
use salus_store::accounts::second_factor::{self as store, Factor};
use salus_store::accounts::{credentials_of, email_of};
use salus_store::journal::{AuditEntry, Event, add_audit, add_event};
use salus_store::{Failure, Tx};
use serde_json::json;
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret, Totp};

/// How many wrong codes end a sign-in.
const TRIES: i64 = 5;

/// Bytes of a secret: as many as its hash has (RFC 4226, 4).
const SECRET: usize = 20;

/// A code that is right, not yet taken.
enum Right {
    Step(i64),
    Recovery([u8; 32]),
}

/// How the caller's second factor stands.
///
/// # Errors
/// [`Fault::SignedOut`].
pub async fn state(services: &Services, caller: Caller) -> Result<SecondFactor, Fault> {
    let user = own_account(caller)?;
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
    let user = own_account(caller)?;
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

/// Turns the caller's second factor on, by the first code of its secret. Answers with the recovery codes,
/// which nobody can read again.
///
/// # Errors
/// [`Fault::SignedOut`]; [`Fault::Missing`] when no secret waits; [`Fault::Invalid`] when the code is wrong.
pub async fn confirm(
    services: &Services,
    caller: Caller,
    form: &CodeForm,
) -> Result<Vec<String>, Fault> {
    let user = own_account(caller)?;
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
    let user = own_account(caller)?;
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

/// Turns the caller's second factor off.
///
/// # Errors
/// As [`renew_codes`].
pub async fn turn_off(
    services: &Services,
    caller: Caller,
    form: &ProofForm,
    client: Client,
) -> Result<(), Fault> {
    let user = own_account(caller)?;
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
                write_down(tx, of).await
            })
        })
        .await?;
    Ok(())
}

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
    let tried = services
        .tried("half", half.id.as_bytes(), HALF_SIGNED_IN_MIN * 2)
        .await?;
    if tried > TRIES {
        return Err(Fault::SignedOut);
    }
    let taken = match right_code(services, user, &form.code).await? {
        Some(right) => take_to_enter(services, user, right).await,
        None => Err(wrong_code()),
    };
    match taken {
        Ok(()) => {}
        Err(Fault::Invalid { .. }) if tried == TRIES => return Err(Fault::SignedOut),
        Err(fault) => return Err(fault),
    }
    services.take_back(tries).await?;
    whole(services, user, client).await
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

async fn take_to_enter(services: &Services, user: UserId, right: Right) -> Result<(), Fault> {
    let caller = Caller::Patient { user };
    let used = matches!(right, Right::Recovery(_)).then(|| {
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
        .write_with((right, used), move |tx, (right, used)| {
            Box::pin(async move {
                take(tx, user, right).await?;
                match used {
                    Some(of) => write_down(tx, of).await,
                    None => Ok(()),
                }
            })
        })
        .await?;
    Ok(())
}

async fn prove(
    services: &Services,
    user: UserId,
    form: &ProofForm,
    client: Client,
) -> Result<Right, Fault> {
    prove_password(services, user, &form.password, client).await?;
    let known = services.is_known(user, client).await?;
    let tries = services
        .admit(CODE, client, Some(&user.to_string()), known)
        .await?;
    let right = right_code(services, user, &form.code).await?;
    let right = right.ok_or_else(wrong_code)?;
    services.take_back(tries).await?;
    Ok(right)
}

async fn prove_password(
    services: &Services,
    user: UserId,
    password: &str,
    client: Client,
) -> Result<(), Fault> {
    let known = services.is_known(user, client).await?;
    let tries = services
        .admit(PROOF, client, Some(&user.to_string()), known)
        .await?;
    let found = credentials_of(&mut services.store.read().await?, user).await?;
    let hash = found.map(|found| found.password_hash);
    if !services.passwords.verify(password.to_owned(), hash).await? {
        return Err(Fault::field("password", Problem::Wrong));
    }
    services.take_back(tries).await
}

/// What was typed, if it is right as far as can be said before it is taken.
async fn right_code(
    services: &Services,
    user: UserId,
    typed: &str,
) -> Result<Option<Right>, Fault> {
    Ok(match Code::read(typed) {
        None => None,
        Some(Code::Recovery(code)) => Some(Right::Recovery(hash_of(user, &code))),
        Some(Code::OneTime(code)) => {
            let factor = store::factor(&mut services.store.read().await?, user)
                .await?
                .filter(|factor| factor.confirmed_at.is_some());
            match factor {
                None => None,
                Some(factor) => step_of(services, user, &factor, &code)?
                    .filter(|step| *step > factor.last_step)
                    .map(Right::Step),
            }
        }
    })
}

/// Takes a code, so that it is worth nothing afterwards.
async fn take(tx: &mut Tx, user: UserId, right: &Right) -> Result<(), Failure> {
    let taken = match right {
        Right::Step(step) => store::take_step(tx, user, *step).await?,
        Right::Recovery(hash) => store::take_recovery_code(tx, user, *hash).await?,
    };
    if taken {
        Ok(())
    } else {
        Err(wrong_code().into())
    }
}

/// The step of time a code belongs to; `None` when it belongs to none near now.
fn step_of(
    services: &Services,
    user: UserId,
    factor: &Factor,
    code: &str,
) -> Result<Option<i64>, Fault> {
    let seconds = u64::try_from(services.now().micros() / 1_000_000).map_err(internal)?;
    let step = totp(services, user, factor, user.to_string())?.check(code, seconds);
    step.map(i64::try_from).transpose().map_err(internal)
}

/// Codes of six digits, each for 30 seconds, by SHA-1, the neighbours accepted: what every authenticator
/// makes of a secret.
fn totp(services: &Services, user: UserId, factor: &Factor, name: String) -> Result<Totp, Fault> {
    let secret = services
        .sealer
        .open(&factor.secret, user.to_string().as_bytes())?;
    Builder::new()
        .with_secret(Secret::new(secret.into()))
        .with_issuer(Some("Salus"))
        .with_account_name(name)
        .build()
        .map_err(internal)
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

/// Eighty random bits need no slow hash.
fn hash_of(user: UserId, code: &str) -> [u8; 32] {
    Sha256::new()
        .chain_update(user.to_string())
        .chain_update(code)
        .finalize()
        .into()
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

fn wrong_code() -> Fault {
    Fault::field("code", Problem::Wrong)
}

fn internal(error: impl std::fmt::Display) -> Fault {
    tracing::error!(%error, "a one-time code could not be worked out");
    Fault::Internal
}

//! Whether a password or a code is right, and taking a code so that it counts once.

use crate::Services;
use crate::limits::{CODE, Client, PROOF};
use salus_domain::Fault;
use salus_domain::accounts::second_factor::{Code, ProofForm};
use salus_domain::ids::UserId;
use salus_domain::validate::Problem;
use salus_store::accounts::credentials_of;
use salus_store::accounts::second_factor::{self as store, Factor};
use salus_store::{Failure, Tx};
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret, Totp};

/// A code that is right, not yet taken.
pub(super) enum Right {
    Step(i64),
    Recovery([u8; 32]),
}

pub(super) async fn prove(
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

pub(super) async fn prove_password(
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
pub(super) async fn right_code(
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
pub(super) async fn take(tx: &mut Tx, user: UserId, right: &Right) -> Result<(), Failure> {
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
pub(super) fn step_of(
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
pub(super) fn totp(
    services: &Services,
    user: UserId,
    factor: &Factor,
    name: String,
) -> Result<Totp, Fault> {
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

/// Eighty random bits need no slow hash.
pub(super) fn hash_of(user: UserId, code: &str) -> [u8; 32] {
    Sha256::new()
        .chain_update(user.to_string())
        .chain_update(code)
        .finalize()
        .into()
}

pub(super) fn wrong_code() -> Fault {
    Fault::field("code", Problem::Wrong)
}

pub(super) fn internal(error: impl std::fmt::Display) -> Fault {
    tracing::error!(%error, "a one-time code could not be worked out");
    Fault::Internal
}

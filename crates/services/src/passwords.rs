//! Passwords: argon2id, off the async threads, a few at a time.

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use salus_domain::Fault;
use std::sync::{Arc, OnceLock};
use tokio::sync::Semaphore;

/// How many hashes may be under way at once: each takes 19 MiB and a core.
const AT_ONCE: usize = 4;

/// Hashes and checks passwords.
#[derive(Clone)]
pub(crate) struct Passwords {
    turns: Arc<Semaphore>,
    decoy: Arc<OnceLock<String>>,
}

impl Passwords {
    pub(crate) fn new() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            decoy: Arc::new(OnceLock::new()),
        }
    }

    /// The hash to keep, in PHC string format.
    pub(crate) async fn hash(&self, password: String) -> Result<String, Fault> {
        self.blocking(move || hash(&password)).await?
    }

    /// Whether the password is the one that was hashed. Without a hash (no such account) the answer is no,
    /// after as long.
    pub(crate) async fn verify(
        &self,
        password: String,
        hashed: Option<String>,
    ) -> Result<bool, Fault> {
        let decoy = Arc::clone(&self.decoy);
        self.blocking(move || {
            let known = hashed.is_some();
            let hashed = match hashed {
                Some(hashed) => hashed,
                None => match decoy.get() {
                    Some(decoy) => decoy.clone(),
                    None => decoy
                        .get_or_init(|| hash("nobody has this password").unwrap_or_default())
                        .clone(),
                },
            };
            let parsed = PasswordHash::new(&hashed).map_err(internal)?;
            Ok(argon2()?
                .verify_password(password.as_bytes(), &parsed)
                .is_ok()
                && known)
        })
        .await?
    }

    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Fault> {
        let _turn = self.turns.acquire().await.map_err(internal)?;
        tokio::task::spawn_blocking(work).await.map_err(internal)
    }
}

/// OWASP's minimum for argon2id: 19 MiB, two passes, one lane.
fn argon2() -> Result<Argon2<'static>, Fault> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(password: &str) -> Result<String, Fault> {
    let mut salt = [0_u8; 16];
    crate::random_bytes(&mut salt);
    let salt = SaltString::encode_b64(&salt).map_err(internal)?;
    Ok(argon2()?
        .hash_password(password.as_bytes(), &salt)
        .map_err(internal)?
        .to_string())
}

fn internal(error: impl std::fmt::Display) -> Fault {
    tracing::error!(%error, "password hashing failed");
    Fault::Internal
}

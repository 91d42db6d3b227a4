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
    #[cfg(feature = "testing")]
    checked: Arc<std::sync::atomic::AtomicUsize>,
}

impl Passwords {
    pub(crate) fn new() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            decoy: Arc::new(OnceLock::new()),
            #[cfg(feature = "testing")]
            checked: Arc::default(),
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
        #[cfg(feature = "testing")]
        self.checked
            .fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let decoy = Arc::clone(&self.decoy);
        self.blocking(move || {
            // Made by whoever comes first, known or not: otherwise the first unknown one would take longer.
            let decoy = decoy.get_or_init(|| hash("nobody has this password").unwrap_or_default());
            let known = hashed.is_some();
            let hashed = hashed.unwrap_or_else(|| decoy.clone());
            let parsed = PasswordHash::new(&hashed).map_err(internal)?;
            Ok(argon2()?
                .verify_password(password.as_bytes(), &parsed)
                .is_ok()
                && known)
        })
        .await?
    }

    /// How many passwords were checked so far.
    #[cfg(feature = "testing")]
    pub(crate) fn checked(&self) -> usize {
        self.checked.load(std::sync::atomic::Ordering::Relaxed)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn without_an_account_a_hash_of_the_same_cost_is_checked() {
        let passwords = Passwords::new();
        let kept = passwords.hash("brume-sur-le-lac".into()).await;
        let kept = kept.expect("a hash");
        let verify = |hash| passwords.verify("brume-sur-le-lac".into(), hash);
        assert_eq!(verify(Some(kept.clone())).await, Ok(true));
        assert_eq!(verify(None).await, Ok(false));
        let decoy = passwords.decoy.get().expect("a decoy");
        assert_eq!(
            passwords
                .verify("nobody has this password".into(), None)
                .await,
            Ok(false),
            "even whoever guesses what was hashed is not let in"
        );
        let (kept, decoy) = (PasswordHash::new(&kept), PasswordHash::new(decoy));
        let (kept, decoy) = (kept.expect("PHC format"), decoy.expect("PHC format"));
        assert_eq!(decoy.algorithm, kept.algorithm);
        assert_eq!(decoy.version, kept.version);
        assert_eq!(decoy.params, kept.params);
        let lengths = |hash: &PasswordHash<'_>| {
            (
                hash.salt.map(|salt| salt.as_str().len()),
                hash.hash.map(|hash| hash.len()),
            )
        };
        assert_eq!(lengths(&decoy), lengths(&kept));
    }
}

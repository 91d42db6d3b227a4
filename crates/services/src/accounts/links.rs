//! Links sent by mail: made, looked at, used once.

use crate::Services;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use salus_domain::Fault;
use salus_domain::accounts::LinkPurpose;
use salus_domain::fault::Conflict;
use salus_domain::ids::UserId;
use salus_domain::time::Instant;
use salus_store::accounts::links::{self as store, AddLink, Link};
use salus_store::{Failure, Tx};
use sha2::{Digest, Sha256};

/// How many links of one purpose an account is sent within [`WINDOW_MIN`]: nobody's mailbox is filled by
/// whoever knows the address.
const AT_MOST: i64 = 5;

/// The window of [`AT_MOST`], in minutes.
const WINDOW_MIN: i64 = 30;

/// For how long a lapsed link is kept, in minutes: as long as it counts in any window.
const KEPT_MIN: i64 = 24 * 60;

impl Services {
    /// A link of this moment, and its address: built from where the site is known to be, never from a
    /// request.
    pub(crate) fn link(
        &self,
        user: UserId,
        purpose: LinkPurpose,
        email: &str,
    ) -> (AddLink, String) {
        let (token, hash) = new_token();
        let page = match purpose {
            LinkPurpose::Reset => "reset",
            LinkPurpose::Verify => "verify",
        };
        let at = self.now();
        let link = AddLink {
            hash,
            user,
            purpose,
            email: email.to_owned(),
            at,
            expires_at: at.plus_minutes(purpose.holds_min()),
        };
        (link, self.address(&format!("/{page}?token={token}")))
    }

    /// The address of a page of ours.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.site().public_url)
    }
}

/// 256 random bits as text, and their hash.
pub(crate) fn new_token() -> (String, [u8; 32]) {
    let mut bytes = [0_u8; 32];
    crate::random_bytes(&mut bytes);
    let token = URL_SAFE_NO_PAD.encode(bytes);
    let hash = hash_of(&token);
    (token, hash)
}

pub(crate) fn hash_of(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// Keeps a link in place of earlier ones of its purpose where `only` is set. `false` when the account was sent
/// too many: then nothing is kept.
pub(super) async fn keep(tx: &mut Tx, link: &AddLink, only: bool) -> Result<bool, Failure> {
    let since = link.at.plus_minutes(-WINDOW_MIN);
    if store::made_since(tx, link.user, link.purpose, since).await? >= AT_MOST {
        return Ok(false);
    }
    if only {
        store::spend_all(tx, link.user, link.purpose, link.at).await?;
    }
    store::add(tx, link).await?;
    Ok(true)
}

/// Says whether a link can still be used; changes nothing.
///
/// # Errors
/// [`Conflict::LinkSpent`].
pub async fn check_link(
    services: &Services,
    purpose: LinkPurpose,
    token: &str,
) -> Result<(), Fault> {
    look(services, purpose, token).await.map(drop)
}

/// The link, and the hash that names it.
pub(super) async fn look(
    services: &Services,
    purpose: LinkPurpose,
    token: &str,
) -> Result<(Link, [u8; 32]), Fault> {
    let hash = hash_of(token);
    let mut conn = services.store.read().await?;
    let link = store::find(&mut conn, hash, purpose, services.now()).await?;
    Ok((link.ok_or_else(spent)?, hash))
}

/// Uses a link up, once.
pub(super) async fn spend(tx: &mut Tx, hash: [u8; 32], now: Instant) -> Result<(), Failure> {
    if store::spend(tx, hash, now).await? {
        Ok(())
    } else {
        Err(spent().into())
    }
}

pub(crate) const fn spent() -> Fault {
    Fault::conflict(Conflict::LinkSpent)
}

/// Forgets links that lapsed a while ago; how many.
///
/// # Errors
/// [`Fault::Busy`], [`Fault::Internal`].
pub async fn forget_expired_links(services: &Services) -> Result<u64, Fault> {
    let before = services.now().plus_minutes(-KEPT_MIN);
    let removed = services
        .store
        .write(move |tx| Box::pin(async move { Ok(store::delete_expired(tx, before).await?) }))
        .await?;
    Ok(removed)
}

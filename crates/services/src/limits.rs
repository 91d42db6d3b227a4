//! How often something may be tried: per address, per account from one address, and, much higher, per
//! account from everywhere.
//!
//! The counts are rows of the database, so that they hold for all instances together. They are keyed on what
//! the client cannot choose. An attacker elsewhere does not lock anybody out: from an address an account has
//! signed in from before, only what is tried on that account from there counts.

use crate::Services;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::ids::UserId;
use salus_domain::time::Instant;
use salus_store::accounts::attempts;
use salus_store::{Failure, Tx};
use sha2::{Digest, Sha256};
use std::net::{IpAddr, Ipv4Addr};

/// For how many days an address somebody signed in from is remembered.
const ADDRESS_KNOWN_DAYS: i64 = 180;

/// Windows that began this long ago are over, whatever their limit.
const LONGEST_WINDOW_MIN: i64 = 24 * 60;

/// Where a request comes from, as far as it can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client(IpAddr);

impl Client {
    /// Somebody whose address is not known; they are all counted as one.
    pub const UNKNOWN: Self = Self(IpAddr::V4(Ipv4Addr::UNSPECIFIED));

    /// Whoever calls from that address.
    pub const fn new(address: IpAddr) -> Self {
        Self(address)
    }

    /// The address, where it is known.
    pub fn address(self) -> Option<IpAddr> {
        (self != Self::UNKNOWN).then(|| self.0.to_canonical())
    }

    /// What is counted as one: an IPv4 address, or the 64 bits of an IPv6 network that one subscriber has.
    fn prefix(self) -> Vec<u8> {
        match self.0.to_canonical() {
            IpAddr::V4(address) => address.octets().to_vec(),
            IpAddr::V6(address) => address.octets()[..8].to_vec(),
        }
    }
}

/// Whether the ceilings below hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Limits {
    /// Always, but where sign-in is measured.
    #[default]
    Held,
    /// Tries are counted, and none is refused.
    #[cfg(feature = "testing")]
    SetAside,
}

/// So many tries in so many minutes.
#[derive(Clone, Copy, Debug)]
struct Ceiling {
    tries: i64,
    minutes: i64,
}

const fn at_most(tries: i64, minutes: i64) -> Ceiling {
    Ceiling { tries, minutes }
}

/// How often one thing may be tried.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit {
    action: &'static str,
    address: Ceiling,
    account_here: Ceiling,
    account: Ceiling,
}

/// Wrong passwords at sign-in. Many people may share an address.
pub(crate) const SIGN_IN: Limit = Limit {
    action: "sign_in",
    address: at_most(50, 15),
    account_here: at_most(10, 15),
    account: at_most(200, 60),
};

/// Wrong codes after the right password: a million codes, three of them right at any moment.
pub(crate) const CODE: Limit = Limit {
    action: "code",
    address: at_most(50, 15),
    account_here: at_most(10, 15),
    account: at_most(40, 60),
};

/// Wrong proofs of somebody signed in who is about to change what protects their account.
pub(crate) const PROOF: Limit = Limit {
    action: "proof",
    address: at_most(50, 15),
    account_here: at_most(10, 15),
    account: at_most(40, 60),
};

/// Letters asked for to a new password. There is no ceiling per account from everywhere: whoever asks in another's
/// name would keep them from asking. How many letters an account is sent is held elsewhere, so that one that still
/// opens is always among them.
pub(crate) const FORGOT: Limit = Limit {
    action: "forgot",
    address: at_most(30, 60),
    account_here: at_most(10, 60),
    account: at_most(i64::MAX, 60),
};

/// Accounts opened, and tries to; there is no account yet.
const REGISTER: Limit = Limit {
    action: "register",
    address: at_most(60, 60),
    account_here: at_most(60, 60),
    account: at_most(60, 60),
};

/// Bookings and requests, and tries at them.
const BOOK: Limit = Limit {
    action: "book",
    address: at_most(300, 60),
    account_here: at_most(30, 60),
    account: at_most(60, 60),
};

/// Tries that were counted, to be taken back where they turn out well.
#[derive(Debug)]
pub(crate) struct Tries {
    action: &'static str,
    keys: Vec<[u8; 32]>,
}

impl Services {
    /// Counts a try before it is made, so that many at once do not slip through. What is refused is not
    /// counted: waiting is enough.
    pub(crate) async fn admit(
        &self,
        limit: Limit,
        client: Client,
        account: Option<&str>,
        known: bool,
    ) -> Result<Tries, Fault> {
        let address = client.prefix();
        let mut lines = Vec::new();
        if !known {
            lines.push((key(&[b"address", &address]), limit.address));
        }
        if let Some(account) = account.map(str::as_bytes) {
            lines.push((key(&[b"here", &address, account]), limit.account_here));
            if !known {
                lines.push((key(&[b"account", account]), limit.account));
            }
        }
        let keys = lines.iter().map(|(key, _)| *key).collect();
        let (action, now) = (limit.action, self.now());
        let held = self.limits == Limits::Held;
        self.store
            .write_with(lines, move |tx, lines| {
                Box::pin(async move {
                    for (key, ceiling) in lines {
                        match count(tx, action, *key, *ceiling, now).await {
                            Err(Failure::Fault(Fault::TooMany { .. })) if !held => {}
                            counted => counted?,
                        }
                    }
                    Ok(())
                })
            })
            .await?;
        Ok(Tries { action, keys })
    }

    /// Takes back tries that turned out well.
    pub(crate) async fn take_back(&self, tries: Tries) -> Result<(), Fault> {
        self.store
            .write_with(tries, |tx, Tries { action, keys }| {
                Box::pin(async move {
                    for key in keys {
                        attempts::take_back(tx, action, *key).await?;
                    }
                    Ok(())
                })
            })
            .await?;
        Ok(())
    }

    /// Counts a try under a key of its own; how many it makes within the minutes.
    pub(crate) async fn tried(
        &self,
        action: &'static str,
        what: &[u8],
        minutes: i64,
    ) -> Result<i64, Fault> {
        let (key, now) = (key(&[what]), self.now());
        let since = now.plus_minutes(-minutes);
        let (tries, _) = self
            .store
            .write(move |tx| {
                Box::pin(async move { Ok(attempts::count(tx, action, key, since, now).await?) })
            })
            .await?;
        Ok(tries)
    }

    /// Whether somebody has signed in from there before.
    pub(crate) async fn is_known(&self, user: UserId, client: Client) -> Result<bool, Fault> {
        let mut conn = self.store.read().await?;
        Ok(attempts::is_known(&mut conn, known_as(user, client)).await?)
    }

    /// Remembers that somebody has signed in from there.
    pub(crate) async fn remember(&self, user: UserId, client: Client) -> Result<(), Fault> {
        let (hash, now) = (known_as(user, client), self.now());
        self.store
            .write(move |tx| {
                Box::pin(async move { Ok(attempts::remember(tx, hash, user, now).await?) })
            })
            .await?;
        Ok(())
    }
}

/// Lets somebody register, or says when they may.
///
/// # Errors
/// [`Fault::TooMany`].
pub async fn register(services: &Services, client: Client) -> Result<(), Fault> {
    services
        .admit(REGISTER, client, None, false)
        .await
        .map(drop)
}

/// Lets somebody book or send a request, or says when they may. Whether they may at all is not asked here.
///
/// # Errors
/// [`Fault::TooMany`].
pub async fn book(services: &Services, caller: Caller, client: Client) -> Result<(), Fault> {
    let Some(user) = caller.user() else {
        return Ok(());
    };
    services
        .admit(BOOK, client, Some(&user.to_string()), false)
        .await
        .map(drop)
}

/// Forgets counts that are over and addresses long not seen; how many rows.
///
/// # Errors
/// [`Fault::Busy`], [`Fault::Internal`].
pub async fn forget(services: &Services) -> Result<u64, Fault> {
    let now = services.now();
    let removed = services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let days = |days: i64| now.plus_minutes(-days * 24 * 60);
                let windows = attempts::forget(tx, now.plus_minutes(-LONGEST_WINDOW_MIN)).await?;
                let addresses = attempts::forget_addresses(tx, days(ADDRESS_KNOWN_DAYS)).await?;
                Ok(windows + addresses)
            })
        })
        .await?;
    Ok(removed)
}

async fn count(
    tx: &mut Tx,
    action: &'static str,
    key: [u8; 32],
    ceiling: Ceiling,
    now: Instant,
) -> Result<(), Failure> {
    let since = now.plus_minutes(-ceiling.minutes);
    let (tries, began) = attempts::count(tx, action, key, since, now).await?;
    if tries <= ceiling.tries {
        return Ok(());
    }
    let left = began.plus_minutes(ceiling.minutes).micros() - now.micros();
    let retry_after_s = (left / 1_000_000 + 1).max(1);
    Err(Fault::TooMany { retry_after_s }.into())
}

fn known_as(user: UserId, client: Client) -> [u8; 32] {
    key(&[b"known", user.to_string().as_bytes(), &client.prefix()])
}

/// The parts as one key; each with its length, so that no two lists make the same.
fn key(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_subscriber_is_counted_as_one() {
        let prefix = |text: &str| Client::new(text.parse().expect("an address")).prefix();
        assert_eq!(prefix("::ffff:192.0.2.7"), prefix("192.0.2.7"));
        assert_ne!(prefix("192.0.2.7"), prefix("192.0.2.8"));
        assert_eq!(prefix("2001:db8:1:2::1"), prefix("2001:db8:1:2:ffff::9"));
        assert_ne!(prefix("2001:db8:1:2::1"), prefix("2001:db8:1:3::1"));
        assert_ne!(key(&[b"a", b"bc"]), key(&[b"ab", b"c"]));
    }
}

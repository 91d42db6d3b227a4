//! Sessions as the web server keeps them.

use crate::Services;
use salus_domain::Fault;
use salus_domain::ids::UserId;
use salus_domain::time::Instant;
use salus_store::accounts::sessions::{self as store, Session};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::net::IpAddr;

/// A session's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// JSON, of the web server's making.
    pub data: String,
    /// Until when it holds.
    pub expires_at: Instant,
}

/// The session whose id has that SHA-256; `None` when there is none or it has expired.
///
/// # Errors
/// [`Fault::Busy`], [`Fault::Internal`].
pub async fn load(services: &Services, hash: [u8; 32]) -> Result<Option<SessionRow>, Fault> {
    let mut conn = services.store.read().await?;
    let found = store::load(&mut conn, hash, services.now()).await?;
    Ok(found.map(|(data, expires_at)| SessionRow {
        data: data.to_string(),
        expires_at,
    }))
}

/// Whence somebody signed in, for the list of their sessions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    agent: Option<String>,
    address: Option<String>,
}

impl Device {
    /// What the browser calls itself, cut short, and its address without the last part: enough to know
    /// one's own devices, too little to follow anybody.
    pub fn new(agent: Option<&str>, address: Option<IpAddr>) -> Self {
        Self {
            agent: agent.map(|agent| agent.chars().take(AGENT_CHARS).collect()),
            address: address.map(shortened),
        }
    }
}

/// The longest name of a browser that is kept, in characters.
const AGENT_CHARS: usize = 300;

fn shortened(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            format!("{a}.{b}.{c}.x")
        }
        IpAddr::V6(address) => {
            let [a, b, c, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:x")
        }
    }
}

/// The hash under which the session of an id is kept.
pub fn hash_of(id: i128) -> [u8; 32] {
    Sha256::digest(id.to_le_bytes()).into()
}

/// Keeps a new session, of a user once one has signed in; `false` when the id is taken.
///
/// # Errors
/// [`Fault::Internal`] when the data is no JSON.
pub async fn create(
    services: &Services,
    hash: [u8; 32],
    row: &SessionRow,
    user: Option<UserId>,
    device: &Device,
) -> Result<bool, Fault> {
    let session = Session {
        agent: device.agent.clone(),
        address: device.address.clone(),
        ..session(services, hash, row, user)?
    };
    let added = services
        .store
        .write_with(session, |tx, session| {
            Box::pin(async move { Ok(store::add(tx, session).await?) })
        })
        .await?;
    Ok(added)
}

/// Keeps what changed in a session; `false` when it has been ended meanwhile: a request that was under
/// way while the user signed out does not bring the session back.
///
/// # Errors
/// [`Fault::Internal`] when the data is no JSON.
pub async fn save(
    services: &Services,
    hash: [u8; 32],
    row: &SessionRow,
    user: Option<UserId>,
) -> Result<bool, Fault> {
    let session = session(services, hash, row, user)?;
    let updated = services
        .store
        .write_with(session, |tx, session| {
            Box::pin(async move { Ok(store::update(tx, session).await?) })
        })
        .await?;
    Ok(updated)
}

/// Ends a session.
///
/// # Errors
/// [`Fault::Busy`], [`Fault::Internal`].
pub async fn delete(services: &Services, hash: [u8; 32]) -> Result<(), Fault> {
    services
        .store
        .write(move |tx| Box::pin(async move { Ok(store::delete(tx, hash).await?) }))
        .await?;
    Ok(())
}

/// Removes the sessions that have expired; how many.
///
/// # Errors
/// [`Fault::Busy`], [`Fault::Internal`].
pub async fn delete_expired(services: &Services) -> Result<u64, Fault> {
    let now = services.now();
    let removed = services
        .store
        .write(move |tx| Box::pin(async move { Ok(store::delete_expired(tx, now).await?) }))
        .await?;
    Ok(removed)
}

fn session(
    services: &Services,
    hash: [u8; 32],
    row: &SessionRow,
    user: Option<UserId>,
) -> Result<Session, Fault> {
    let data: Value = serde_json::from_str(&row.data).map_err(|error| {
        tracing::error!(%error, "a session's data is no JSON");
        Fault::Internal
    })?;
    Ok(Session {
        hash,
        user,
        data,
        expires_at: row.expires_at,
        agent: None,
        address: None,
        at: services.now(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_without_its_last_part() {
        for (address, kept) in [
            ("203.0.113.77", "203.0.113.x"),
            ("::ffff:203.0.113.77", "203.0.113.x"),
            ("2001:db8:12:34::1", "2001:db8:12:x"),
        ] {
            let device = Device::new(None, address.parse().ok());
            assert_eq!(device.address.as_deref(), Some(kept));
        }
    }
}

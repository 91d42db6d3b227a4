//! Sessions in the database, for the session layer.
//!
//! What the browser holds is stored as its SHA-256 only: who reads the table opens no session.

use async_trait::async_trait;
use salus_app::server::{DEVICE_KEY, SESSION_KEY};
use salus_domain::Fault;
use salus_domain::ids::UserId;
use salus_domain::time::Instant;
use salus_services::Services;
use salus_services::accounts::SignedIn;
use salus_services::accounts::sessions::{self, Device, SessionRow, hash_of};
use serde_json::Value;
use std::collections::HashMap;
use std::fmt::Display;
use tower_sessions::cookie::time::OffsetDateTime;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};

/// The entry under which a session carries until when it held when it was read, in microseconds since
/// 1970. It is a column of the table, not part of what is kept.
pub const HELD_UNTIL: &str = "held_until";

/// Keeps sessions by the use cases of `accounts`.
#[derive(Clone, Debug)]
pub struct SessionStore {
    services: Services,
}

impl SessionStore {
    /// Over these services.
    pub const fn new(services: Services) -> Self {
        Self { services }
    }
}

#[async_trait]
impl tower_sessions::SessionStore for SessionStore {
    async fn create(&self, record: &mut Record) -> Result<()> {
        let (row, user) = kept(record)?;
        let device = device_in(record);
        while !sessions::create(&self.services, hash(record.id), &row, user, &device)
            .await
            .map_err(|fault| backend(&fault))?
        {
            // Another session has this id, which is not this one's to take.
            record.id = Id::default();
        }
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let (row, user) = kept(record)?;
        if !sessions::save(&self.services, hash(record.id), &row, user)
            .await
            .map_err(|fault| backend(&fault))?
        {
            tracing::debug!("a session ended while a request was under way");
        }
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let Some(row) = sessions::load(&self.services, hash(*id))
            .await
            .map_err(|fault| backend(&fault))?
        else {
            return Ok(None);
        };
        let decode = |error: &dyn Display| Error::Decode(error.to_string());
        let held_until = row.expires_at.micros();
        let mut data: HashMap<String, Value> =
            serde_json::from_str(&row.data).map_err(|error| decode(&error))?;
        data.insert(HELD_UNTIL.to_owned(), held_until.into());
        let expiry_date = OffsetDateTime::from_unix_timestamp_nanos(i128::from(held_until) * 1000)
            .map_err(|error| decode(&error))?;
        Ok(Some(Record {
            id: *id,
            data,
            expiry_date,
        }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        sessions::delete(&self.services, hash(*id))
            .await
            .map_err(|fault| backend(&fault))
    }
}

fn backend(fault: &Fault) -> Error {
    Error::Backend(fault.to_string())
}

fn hash(id: Id) -> [u8; 32] {
    hash_of(id.0)
}

/// What is kept of a session, and whose it is.
fn kept(record: &Record) -> Result<(SessionRow, Option<UserId>)> {
    let data: HashMap<&String, &Value> = record
        .data
        .iter()
        .filter(|(entry, _)| *entry != HELD_UNTIL && *entry != DEVICE_KEY)
        .collect();
    let data = serde_json::to_string(&data).map_err(|error| Error::Encode(error.to_string()))?;
    let expires_at = i64::try_from(record.expiry_date.unix_timestamp_nanos() / 1000)
        .ok()
        .and_then(Instant::from_micros)
        .ok_or_else(|| Error::Encode("a session that holds for ever".to_owned()))?;
    Ok((SessionRow { data, expires_at }, user_in(record)))
}

/// Whose session it is, once somebody has signed in.
fn user_in(record: &Record) -> Option<UserId> {
    let entry = record.data.get(SESSION_KEY)?;
    serde_json::from_value::<SignedIn>(entry.clone())
        .ok()
        .map(|signed_in| signed_in.user)
}

/// Whence somebody has just signed in. Like [`HELD_UNTIL`] it is kept beside the session, not in it.
fn device_in(record: &Record) -> Device {
    let entry = record.data.get(DEVICE_KEY).cloned();
    entry
        .and_then(|entry| serde_json::from_value(entry).ok())
        .unwrap_or_default()
}

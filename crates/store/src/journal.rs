//! Events and audit entries: written in the transaction of the change they tell of, or not at all.

use crate::{Reach, Sql, StoreError, Tx};
use salus_domain::accounts::Caller;
use salus_domain::ids::{AuditId, ClinicId, EventId, PatientId};
use salus_domain::time::Instant;
use serde_json::Value;
use uuid::Uuid;

/// Something that happened, to be delivered later.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// Where; `None` on the platform.
    pub clinic: Option<ClinicId>,
    /// What, such as `appointment.confirmed`.
    pub kind: &'static str,
    /// To what.
    pub subject: Uuid,
    /// What a reader needs without asking back; identifiers and words, no names.
    pub payload: Value,
    /// When.
    pub at: Instant,
}

/// Who did what to whose data.
#[derive(Clone, Debug)]
pub struct AuditEntry {
    /// Its id.
    pub id: AuditId,
    /// Where; `None` on the platform.
    pub clinic: Option<ClinicId>,
    /// When.
    pub at: Instant,
    /// Who; `None` is the clock.
    pub caller: Option<Caller>,
    /// What, such as `appointment.cancel`.
    pub action: &'static str,
    /// To what kind of thing.
    pub subject_kind: &'static str,
    /// Which.
    pub subject: Uuid,
    /// Whose data, where it is a patient's.
    pub patient: Option<PatientId>,
    /// From which network address, where there is one.
    pub address: Option<String>,
    /// Particulars; identifiers and words, no names and nothing anybody typed: entries outlive what is
    /// erased.
    pub detail: Value,
}

/// Writes an event.
///
/// # Errors
/// Any [`StoreError`].
pub async fn add_event(tx: &mut Tx, event: &Event) -> Result<(), StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO events (id, clinic_id, kind, subject_id, payload, at) VALUES ($1, $2, $3, $4, $5, $6)",
    );
    tx.query(Reach::of(event.clinic), ADD)
        .bind(event.id)
        .bind(event.clinic)
        .bind(event.kind)
        .bind(event.subject)
        .bind(event.payload.clone())
        .bind(event.at)
        .execute()
        .await
        .map(drop)
}

/// Writes an audit entry: it joins its chain when the transaction ends (`crate::audit::append`), or is
/// gone with it.
///
/// # Errors
/// None here; those of writing come when the transaction ends.
#[expect(
    clippy::unused_async,
    reason = "called like every statement of a use case"
)]
pub async fn add_audit(tx: &mut Tx, entry: &AuditEntry) -> Result<(), StoreError> {
    tx.keep(entry.clone());
    Ok(())
}

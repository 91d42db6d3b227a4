//! Events and audit entries: written in the transaction of the change they tell of, or not at all.

use crate::{Sql, StoreError, Tx};
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
    /// Particulars; identifiers and words, no names.
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
    tx.query(ADD)
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

/// Writes an audit entry.
///
/// # Errors
/// Any [`StoreError`].
pub async fn add_audit(tx: &mut Tx, entry: &AuditEntry) -> Result<(), StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO audit_entries
             (id, clinic_id, at, actor_user_id, actor_role, action, subject_kind, subject_id, patient_id, detail)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    );
    let role = match entry.caller {
        None => "clock",
        Some(caller) => caller
            .role()
            .map_or("visitor", salus_domain::accounts::Role::as_str),
    };
    tx.query(ADD)
        .bind(entry.id)
        .bind(entry.clinic)
        .bind(entry.at)
        .bind(entry.caller.and_then(Caller::user))
        .bind(role)
        .bind(entry.action)
        .bind(entry.subject_kind)
        .bind(entry.subject)
        .bind(entry.patient)
        .bind(entry.detail.clone())
        .execute()
        .await
        .map(drop)
}

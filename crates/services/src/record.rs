//! What every change leaves behind: an event to deliver and an entry in the audit trail.

use crate::Services;
use salus_domain::accounts::Caller;
use salus_domain::ids::{AuditId, ClinicId, EventId, PatientId};
use salus_store::journal::{AuditEntry, Event};
use serde_json::Value;
use uuid::Uuid;

impl Services {
    /// An event of this moment; `payload` holds identifiers and words, no names.
    pub(crate) fn event(
        &self,
        clinic: Option<ClinicId>,
        kind: &'static str,
        subject: impl Into<Uuid>,
        payload: Value,
    ) -> Event {
        Event {
            id: EventId::new(self.new_id()),
            clinic,
            kind,
            subject: subject.into(),
            payload,
            at: self.now(),
        }
    }

    /// An audit entry of this moment; the clock acts where there is no caller. `patient` is whose data
    /// it is, `detail` holds identifiers and words, no names.
    #[expect(
        clippy::too_many_arguments,
        reason = "an entry has that many parts, none with a default"
    )]
    pub(crate) fn audit(
        &self,
        caller: Option<Caller>,
        clinic: Option<ClinicId>,
        action: &'static str,
        subject_kind: &'static str,
        subject: impl Into<Uuid>,
        patient: Option<PatientId>,
        detail: Value,
    ) -> AuditEntry {
        AuditEntry {
            id: AuditId::new(self.new_id()),
            clinic,
            at: self.now(),
            caller,
            action,
            subject_kind,
            subject: subject.into(),
            patient,
            address: self.address.as_deref().map(str::to_owned),
            detail,
        }
    }
}

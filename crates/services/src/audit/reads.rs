//! Who saw what: an entry per reader, patient and hour, so that pages that keep themselves current stay
//! fast and the trail stays readable.

use crate::Services;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::audit::SEEN;
use salus_domain::ids::{ClinicId, PatientId};
use salus_domain::time::Instant;
use salus_store::audit::{Reading, seen_since};
use salus_store::journal::{AuditEntry, add_audit};
use salus_store::{Conn, StoreError};
use serde_json::json;

/// Microseconds of an hour.
const HOUR: i64 = 3_600_000_000;

/// Where somebody saw patients' data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Saw {
    /// On the page of one appointment.
    Appointment,
    /// In the desk's queue of requests.
    Queue,
    /// Among what awaits a doctor's answer.
    Requests,
    /// In a calendar or on the day's board.
    Calendar,
    /// In their file.
    File,
    /// Beside the lines of a table that is to be brought in.
    Import,
}

impl Saw {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Appointment => "appointment",
            Self::Queue => "queue",
            Self::Requests => "requests",
            Self::Calendar => "calendar",
            Self::File => "file",
            Self::Import => "import",
        }
    }
}

/// Notes that the caller saw these patients' data, unless they did within this hour. Patients who look at
/// their own are not noted.
///
/// What cannot be noted is not shown: the caller of this hands out nothing before it succeeds.
///
/// # Errors
/// [`Fault::Busy`] when the database is not available.
pub(crate) async fn note(
    services: &Services,
    caller: Caller,
    saw: Saw,
    patients: impl IntoIterator<Item = PatientId>,
) -> Result<(), Fault> {
    let Caller::Staff { user, clinic, .. } = caller else {
        return Ok(());
    };
    let mut files: Vec<PatientId> = patients.into_iter().collect();
    files.sort_unstable();
    files.dedup();
    if files.is_empty() {
        return Ok(());
    }
    let now = services.now();
    let reading = Reading {
        user,
        clinic,
        since: Instant::from_micros(now.micros() - now.micros().rem_euclid(HOUR)).unwrap_or(now),
    };
    let mut conn = services.store.read().await?;
    // Almost always everything is known already, and nothing is written.
    let new = unseen(&mut conn, reading, &files).await?;
    drop(conn);
    if new.is_empty() {
        return Ok(());
    }
    let entries: Vec<AuditEntry> = new
        .into_iter()
        .map(|file| entry(services, caller, clinic, saw, file))
        .collect();
    services
        .store
        .write_with(entries, move |tx, entries| {
            Box::pin(async move {
                // Another page of theirs may have been faster.
                let files: Vec<PatientId> =
                    entries.iter().filter_map(|entry| entry.patient).collect();
                let new = unseen(tx, reading, &files).await?;
                for entry in entries {
                    if entry.patient.is_some_and(|file| new.contains(&file)) {
                        add_audit(tx, entry).await?;
                    }
                }
                Ok(())
            })
        })
        .await?;
    Ok(())
}

async fn unseen(
    conn: &mut Conn,
    reading: Reading,
    files: &[PatientId],
) -> Result<Vec<PatientId>, StoreError> {
    let seen = seen_since(conn, reading, SEEN, files).await?;
    Ok(files
        .iter()
        .copied()
        .filter(|file| !seen.contains(file))
        .collect())
}

fn entry(
    services: &Services,
    caller: Caller,
    clinic: ClinicId,
    saw: Saw,
    file: PatientId,
) -> AuditEntry {
    services.audit(
        Some(caller),
        Some(clinic),
        SEEN,
        "patient",
        file,
        Some(file),
        json!({ "on": saw.as_str() }),
    )
}

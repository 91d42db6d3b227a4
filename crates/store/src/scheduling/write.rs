//! Writing appointments. Each change names the state and the version it came from.

use crate::{Scope, Sql, StoreError, Tx};
use salus_domain::accounts::Caller;
use salus_domain::ids::{
    AppointmentId, DoctorId, HistoryId, PatientId, RoomId, UserId, VisitTypeId,
};
use salus_domain::scheduling::state::{Move, State};
use salus_domain::scheduling::{Preferred, Urgency};
use salus_domain::staff::Specialty;
use salus_domain::time::{Instant, Interval};
use sqlx::types::Json;

/// An appointment or a request to be added.
#[derive(Clone, Debug)]
pub struct NewAppointmentRow {
    /// Its id.
    pub id: AppointmentId,
    /// The state it begins in.
    pub state: State,
    /// For whom.
    pub patient: PatientId,
    /// With whom.
    pub doctor: Option<DoctorId>,
    /// What kind of visit.
    pub visit_type: Option<VisitTypeId>,
    /// In which room.
    pub room: Option<RoomId>,
    /// When, and when buffers included.
    pub time: Option<(Interval, Interval)>,
    /// How soon.
    pub urgency: Urgency,
    /// The specialty asked for.
    pub specialty: Option<Specialty>,
    /// What the patient wrote.
    pub symptoms: String,
    /// What the patient prefers.
    pub preferred: Preferred,
    /// Until when the doctor should answer.
    pub answer_due: Option<Instant>,
    /// Who booked it.
    pub booked_by: Option<UserId>,
    /// When.
    pub at: Instant,
}

/// Holds on a doctor's time that have lapsed but still stand.
///
/// # Errors
/// Any [`StoreError`].
pub async fn lapsed_holds(
    tx: &mut Tx,
    scope: &Scope,
    doctor: DoctorId,
    now: Instant,
) -> Result<Vec<AppointmentId>, StoreError> {
    const LAPSED: Sql = Sql::both(
        "SELECT id FROM appointments
         WHERE clinic_id = $1 AND doctor_id = $2 AND state = 'held' AND hold_expires_at <= $3",
    );
    tx.query(scope, LAPSED)
        .bind(scope.clinic())
        .bind(doctor)
        .bind(now)
        .fetch_all_scalars()
        .await
}

/// Adds an appointment.
///
/// # Errors
/// [`StoreError::Overlap`] when the time is taken; any other [`StoreError`].
pub async fn add(tx: &mut Tx, scope: &Scope, new: &NewAppointmentRow) -> Result<(), StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO appointments
             (id, clinic_id, doctor_id, patient_id, visit_type_id, state, starts_at, ends_at, busy_from, busy_until,
              urgency, specialty, symptoms, preferred, answer_due_at, booked_by, created_at, updated_at, room_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $18)",
    );
    let (span, busy) = new.time.unzip();
    tx.query(scope, ADD)
        .bind(new.id)
        .bind(scope.clinic())
        .bind(new.doctor)
        .bind(new.patient)
        .bind(new.visit_type)
        .bind(new.state)
        .bind(span.map(Interval::start))
        .bind(span.map(Interval::end))
        .bind(busy.map(Interval::start))
        .bind(busy.map(Interval::end))
        .bind(new.urgency)
        .bind(new.specialty)
        .bind(new.symptoms.clone())
        .bind(Json(new.preferred.clone()))
        .bind(new.answer_due)
        .bind(new.booked_by)
        .bind(new.at)
        .bind(new.room)
        .execute()
        .await
        .map(drop)
}

/// What a move leaves behind. Whatever is not of the move is handed in as it was.
#[derive(Clone, Debug)]
pub struct Change {
    /// The state it leads to.
    pub to: State,
    /// With whom.
    pub doctor: Option<DoctorId>,
    /// What kind of visit.
    pub visit_type: Option<VisitTypeId>,
    /// In which room.
    pub room: Option<RoomId>,
    /// When, and when buffers included.
    pub time: Option<(Interval, Interval)>,
    /// Until when the doctor should answer.
    pub answer_due: Option<Instant>,
    /// The reason given last.
    pub reason: Option<String>,
    /// When.
    pub at: Instant,
}

/// Changes an appointment that is still in the state and version it was read in; `false` when somebody
/// was faster.
///
/// # Errors
/// [`StoreError::Overlap`] when the time is taken; any other [`StoreError`].
pub async fn change(
    tx: &mut Tx,
    scope: &Scope,
    id: AppointmentId,
    (from, version): (State, i64),
    change: &Change,
) -> Result<bool, StoreError> {
    const CHANGE: Sql = Sql::both(
        "UPDATE appointments SET state = $5, doctor_id = $6, visit_type_id = $7, starts_at = $8, ends_at = $9,
             busy_from = $10, busy_until = $11, answer_due_at = $12, reason = $13, updated_at = $14,
             room_id = $15, hold_expires_at = NULL, version = version + 1
         WHERE clinic_id = $1 AND id = $2 AND state = $3 AND version = $4",
    );
    let (span, busy) = change.time.unzip();
    let touched = tx
        .query(scope, CHANGE)
        .bind(scope.clinic())
        .bind(id)
        .bind(from)
        .bind(version)
        .bind(change.to)
        .bind(change.doctor)
        .bind(change.visit_type)
        .bind(span.map(Interval::start))
        .bind(span.map(Interval::end))
        .bind(busy.map(Interval::start))
        .bind(busy.map(Interval::end))
        .bind(change.answer_due)
        .bind(change.reason.clone())
        .bind(change.at)
        .bind(change.room)
        .execute()
        .await?;
    Ok(touched == 1)
}

/// An entry of an appointment's history.
#[derive(Clone, Debug)]
pub struct History {
    /// Its id.
    pub id: HistoryId,
    /// Of which appointment.
    pub appointment: AppointmentId,
    /// When.
    pub at: Instant,
    /// What.
    pub action: Move,
    /// The state before; `None` at the beginning.
    pub from: Option<State>,
    /// The state after.
    pub to: State,
    /// Who; `None` is the clock.
    pub caller: Option<Caller>,
    /// The doctor concerned.
    pub doctor: Option<DoctorId>,
    /// The time concerned.
    pub span: Option<Interval>,
    /// Why.
    pub reason: Option<String>,
}

/// Adds to an appointment's history.
///
/// # Errors
/// Any [`StoreError`].
pub async fn add_history(tx: &mut Tx, scope: &Scope, entry: &History) -> Result<(), StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO appointment_history
             (id, clinic_id, appointment_id, at, action, from_state, to_state, actor_user_id, actor_role, doctor_id,
              starts_at, ends_at, reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    );
    let role = match entry.caller {
        None => "clock",
        Some(caller) => caller
            .role()
            .map_or("visitor", salus_domain::accounts::Role::as_str),
    };
    tx.query(scope, ADD)
        .bind(entry.id)
        .bind(scope.clinic())
        .bind(entry.appointment)
        .bind(entry.at)
        .bind(entry.action)
        .bind(entry.from)
        .bind(entry.to)
        .bind(entry.caller.and_then(Caller::user))
        .bind(role)
        .bind(entry.doctor)
        .bind(entry.span.map(Interval::start))
        .bind(entry.span.map(Interval::end))
        .bind(entry.reason.clone())
        .execute()
        .await
        .map(drop)
}

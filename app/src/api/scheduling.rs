//! Booking, asking, assigning, answering, cancelling; calendars.

use crate::fault::ApiFault;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use salus_domain::ids::{AppointmentId, DoctorId, VisitTypeId};
use salus_domain::scheduling::state::Move;
use salus_domain::scheduling::{
    AppointmentView, AssignForm, BookForm, BookingDraft, DayBoard, DoctorCalendar, HistoryEntry,
    QueueEntry, RequestForm,
};
use salus_domain::time::Instant;

/// What the visitor is about to book, and whether it is still free.
#[server(prefix = "/fn", endpoint = "scheduling/draft", input = GetUrl)]
pub async fn load_draft(
    doctor: DoctorId,
    visit_type: VisitTypeId,
    starts: Instant,
) -> Result<BookingDraft, ApiFault> {
    use crate::server::{answer, services};
    answer(salus_services::scheduling::draft(&services()?, doctor, visit_type, starts).await)
}

/// Books a slot and goes to the confirmation.
#[server(prefix = "/fn", endpoint = "scheduling/book")]
pub async fn book(form: BookForm) -> Result<AppointmentId, ApiFault> {
    use crate::server::{answer, call, client};
    let (services, caller) = call()?;
    answer(salus_services::limits::book(&services, caller, client()).await)?;
    let id = answer(salus_services::scheduling::book(&services, caller, &form).await)?;
    leptos_axum::redirect(&format!("/my/appointments/{id}?done=booked"));
    Ok(id)
}

/// Sends a request without a doctor and goes to it.
#[server(prefix = "/fn", endpoint = "scheduling/request")]
pub async fn request_visit(form: RequestForm) -> Result<AppointmentId, ApiFault> {
    use crate::server::{answer, call, client};
    let (services, caller) = call()?;
    answer(salus_services::limits::book(&services, caller, client()).await)?;
    let id = answer(salus_services::scheduling::request(&services, caller, &form).await)?;
    leptos_axum::redirect(&format!("/my/appointments/{id}?done=requested"));
    Ok(id)
}

/// The patient's appointments and requests, latest first.
#[server(prefix = "/fn", endpoint = "scheduling/mine", input = GetUrl)]
pub async fn my_appointments() -> Result<Vec<AppointmentView>, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::scheduling::mine(&services, caller).await)
}

/// One appointment with its history, as the caller may see it.
#[server(prefix = "/fn", endpoint = "scheduling/one", input = GetUrl)]
pub async fn appointment(
    id: AppointmentId,
) -> Result<(AppointmentView, Vec<HistoryEntry>), ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::scheduling::one(&services, caller, id).await)
}

/// Cancels. A patient goes back to the appointment; staff stay where they are.
#[server(prefix = "/fn", endpoint = "scheduling/cancel")]
pub async fn cancel(
    appointment: AppointmentId,
    #[server(default)] reason: String,
) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::scheduling::cancel(&services, caller, appointment, &reason).await)?;
    if matches!(caller, salus_domain::accounts::Caller::Patient { .. }) {
        leptos_axum::redirect(&format!("/my/appointments/{appointment}?done=cancelled"));
    } else {
        done(Done::Cancelled);
    }
    Ok(())
}

/// The desk's requests, most urgent and oldest first, with suggestions.
#[server(prefix = "/fn", endpoint = "scheduling/queue", input = GetUrl)]
pub async fn queue() -> Result<Vec<QueueEntry>, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::scheduling::queue(&services, caller).await)
}

/// Assigns a doctor and a slot to a request.
#[server(prefix = "/fn", endpoint = "scheduling/assign")]
pub async fn assign(form: AssignForm) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::scheduling::assign(&services, caller, &form).await)?;
    done(Done::Assigned);
    Ok(())
}

/// Refuses a request, with a reason.
#[server(prefix = "/fn", endpoint = "scheduling/refuse")]
pub async fn refuse(
    appointment: AppointmentId,
    #[server(default)] reason: String,
) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::scheduling::refuse(&services, caller, appointment, &reason).await)?;
    done(Done::Refused);
    Ok(())
}

/// What awaits the doctor's answer, with its history.
#[server(prefix = "/fn", endpoint = "scheduling/to_answer", input = GetUrl)]
pub async fn to_answer() -> Result<Vec<AppointmentView>, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::scheduling::to_answer(&services, caller).await)
}

/// The doctor accepts.
#[server(prefix = "/fn", endpoint = "scheduling/accept")]
pub async fn accept(appointment: AppointmentId) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::scheduling::accept(&services, caller, appointment).await)?;
    done(Done::Accepted);
    Ok(())
}

/// The doctor declines, with a reason; the request goes back to the desk.
#[server(prefix = "/fn", endpoint = "scheduling/decline")]
pub async fn decline(
    appointment: AppointmentId,
    #[server(default)] reason: String,
) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::scheduling::decline(&services, caller, appointment, &reason).await)?;
    done(Done::Declined);
    Ok(())
}

/// Checks in, starts, completes, or marks as missed.
#[server(prefix = "/fn", endpoint = "scheduling/advance")]
pub async fn advance(appointment: AppointmentId, to: Move) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::scheduling::advance(&services, caller, appointment, to).await)?;
    done(Done::Advanced);
    Ok(())
}

/// The calling doctor's calendar: `days` days from `from`, or from today.
#[server(prefix = "/fn", endpoint = "scheduling/calendar", input = GetUrl)]
pub async fn calendar(
    #[server(default)] from: Option<NaiveDate>,
    days: u8,
) -> Result<DoctorCalendar, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::scheduling::calendar(&services, caller, from, days).await)
}

/// All doctors of the caller's clinic on one day, or today.
#[server(prefix = "/fn", endpoint = "scheduling/board", input = GetUrl)]
pub async fn board(#[server(default)] date: Option<NaiveDate>) -> Result<DayBoard, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::scheduling::board(&services, caller, date).await)
}

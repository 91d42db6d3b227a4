//! What is held about a person, and its erasure.

use crate::fault::ApiFault;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use salus_domain::ids::ErasureId;
use salus_domain::privacy::{ErasureRow, MyPrivacy};

/// Who holds files on the caller and who read them; `after` is where the page before ended.
#[server(prefix = "/fn", endpoint = "privacy/mine", input = GetUrl)]
pub async fn load_my_privacy(#[server(default)] after: String) -> Result<MyPrivacy, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::privacy::mine(&services, caller, &after).await)
}

/// Asks every clinic that holds a file on the caller to erase it. Without any the account is closed, and the
/// session with it.
#[server(prefix = "/fn", endpoint = "privacy/ask_erasure")]
pub async fn ask_erasure() -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done, end_session};
    use salus_domain::privacy::Asked;
    let (services, caller) = call()?;
    match answer(salus_services::privacy::ask(&services, caller).await)? {
        Asked::Clinics => {
            done(Done::ErasureAsked);
            leptos_axum::redirect("/my/privacy");
        }
        Asked::Closed => {
            end_session().await?;
            done(Done::AccountClosed);
            leptos_axum::redirect("/");
        }
    }
    Ok(())
}

/// The requests to be erased that came to the caller's clinic.
#[server(prefix = "/fn", endpoint = "privacy/requests", input = GetUrl)]
pub async fn erasure_requests() -> Result<Vec<ErasureRow>, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::privacy::requests(&services, caller).await)
}

/// The clinic keeps the file, with a reason.
#[server(prefix = "/fn", endpoint = "privacy/refuse_erasure")]
pub async fn refuse_erasure(
    request: ErasureId,
    #[server(default)] reason: String,
) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::privacy::refuse(&services, caller, request, &reason).await)?;
    done(Done::ErasureRefused);
    leptos_axum::redirect("/admin/privacy");
    Ok(())
}

/// The clinic makes the file anonymous.
#[server(prefix = "/fn", endpoint = "privacy/erase")]
pub async fn erase(request: ErasureId) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::privacy::erase(&services, caller, request).await)?;
    done(Done::Erased);
    leptos_axum::redirect("/admin/privacy");
    Ok(())
}

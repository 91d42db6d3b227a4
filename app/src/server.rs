//! What a server function has at hand: the services and the caller. Server only.

use crate::fault::ApiFault;
use http::request::Parts;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use salus_domain::Fault;
use salus_domain::accounts::{Caller, Me};
use salus_domain::language::Language;
use salus_services::Services;
use salus_services::accounts::SignedIn;

/// The caller as the session layer found them, kept among the request's extensions.
#[derive(Clone, Debug)]
pub struct Identity {
    /// On whose behalf.
    pub caller: Caller,
    /// The signed-in user.
    pub me: Option<Me>,
}

/// The name of the session's one entry.
pub const SESSION_KEY: &str = "signed_in";

/// The cookie that keeps the language.
pub const LANGUAGE_COOKIE: &str = "salus_lang";

/// The services, put into the context by the server.
///
/// # Errors
/// [`Fault::Internal`] outside a request.
pub fn services() -> Result<Services, ApiFault> {
    use_context::<Services>().ok_or(ApiFault(Fault::Internal))
}

/// Who calls; a visitor when the session layer found nobody.
pub fn identity() -> Identity {
    use_context::<Parts>()
        .and_then(|parts| parts.extensions.get::<Identity>().cloned())
        .unwrap_or(Identity {
            caller: Caller::Visitor,
            me: None,
        })
}

/// The services and the caller.
///
/// # Errors
/// As [`services`].
pub fn call() -> Result<(Services, Caller), ApiFault> {
    Ok((services()?, identity().caller))
}

/// The language the person is reading in: their choice, else what the browser asks for.
pub fn language() -> Language {
    use_context::<Parts>().map_or_else(Language::default, |parts| language_of(&parts.headers))
}

/// As [`language`], from headers.
pub fn language_of(headers: &http::HeaderMap) -> Language {
    let chosen = cookie(headers, LANGUAGE_COOKIE).and_then(|value| value.parse().ok());
    let asked = || {
        header(headers, http::header::ACCEPT_LANGUAGE)
            .split(',')
            .find_map(|tag| tag.trim().get(..2)?.to_ascii_lowercase().parse().ok())
    };
    chosen.or_else(asked).unwrap_or_default()
}

/// The theme somebody chose, `light` or `dark`; the system's when `None`.
pub fn theme_of(headers: &http::HeaderMap) -> Option<&'static str> {
    match cookie(headers, crate::ui::THEME_COOKIE)? {
        "light" => Some("light"),
        "dark" => Some("dark"),
        _ => None,
    }
}

fn header(headers: &http::HeaderMap, name: http::HeaderName) -> &str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("")
}

fn cookie<'h>(headers: &'h http::HeaderMap, name: &str) -> Option<&'h str> {
    header(headers, http::header::COOKIE)
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// Sets the status code that says the same as the fault, except for a form sent without script:
/// its answer is a redirect back to the page, and the status would break it.
///
/// # Errors
/// The fault itself.
pub fn answer<T>(result: Result<T, Fault>) -> Result<T, ApiFault> {
    result.map_err(|fault| {
        if let (Some(parts), Some(options)) =
            (use_context::<Parts>(), use_context::<ResponseOptions>())
            && !without_script(&parts)
            && let Ok(status) = http::StatusCode::from_u16(fault.status())
        {
            options.set_status(status);
        }
        ApiFault(fault)
    })
}

/// Whether a form was sent by the browser itself and not by our script.
fn without_script(parts: &Parts) -> bool {
    header(&parts.headers, http::header::ACCEPT).contains("text/html")
}

/// Leads on to a page that must be loaded anew, since who is signed in has changed: a form sent without
/// script by a redirect, a script by the address itself.
pub fn go_on(place: String) -> String {
    if use_context::<Parts>().is_some_and(|parts| without_script(&parts)) {
        leptos_axum::redirect(&place);
    }
    place
}

/// Makes the session that of a user, under a new session id so that one planted before signing in is
/// worth nothing.
///
/// # Errors
/// [`Fault::Internal`] when the session cannot be kept.
pub async fn start_session(signed_in: SignedIn) -> Result<(), ApiFault> {
    let session = session()?;
    let internal = |error: tower_sessions::session::Error| {
        tracing::error!(%error, "session not kept");
        ApiFault(Fault::Internal)
    };
    session.cycle_id().await.map_err(internal)?;
    session
        .insert(SESSION_KEY, signed_in)
        .await
        .map_err(internal)
}

/// Ends the session.
///
/// # Errors
/// [`Fault::Internal`] when the session cannot be deleted.
pub async fn end_session() -> Result<(), ApiFault> {
    session()?.flush().await.map_err(|error| {
        tracing::error!(%error, "session not ended");
        ApiFault(Fault::Internal)
    })
}

fn session() -> Result<tower_sessions::Session, ApiFault> {
    use_context::<Parts>()
        .and_then(|parts| parts.extensions.get::<tower_sessions::Session>().cloned())
        .ok_or(ApiFault(Fault::Internal))
}

/// Where to go after signing in: a path of ours, or the role's dashboard. Anything that could lead
/// elsewhere (`//host`, a scheme, a backslash) is ignored.
pub fn safe_next(next: &str, otherwise: &str) -> String {
    let ours = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(['\\', '\r', '\n', '\t'])
        && !next.starts_with("/fn/");
    if ours {
        next.to_owned()
    } else {
        otherwise.to_owned()
    }
}

//! What a server function has at hand: the services and the caller. Server only.

use crate::fault::ApiFault;
use crate::features::done::Done;
use http::request::Parts;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use salus_domain::Fault;
use salus_domain::accounts::{Caller, Me};
use salus_domain::language::Language;
use salus_services::Services;
use salus_services::accounts::sessions::{self, Device};
use salus_services::accounts::{Entry, HalfSignedIn, SignedIn};
use salus_services::limits::Client;

/// The caller as the session layer found them, kept among the request's extensions.
#[derive(Clone, Debug)]
pub struct Identity {
    /// On whose behalf.
    pub caller: Caller,
    /// The signed-in user.
    pub me: Option<Me>,
}

/// Kept among the extensions of a request whose caller is signed in for a clinic that is suspended: a visitor
/// in all else.
#[derive(Clone, Copy, Debug)]
pub struct Barred;

/// The name of the session's entry that says who is signed in.
pub const SESSION_KEY: &str = "signed_in";

/// The name of the session's entry that says who still owes a code. It makes nobody more than a visitor.
pub const HALF_KEY: &str = "half_signed_in";

/// Whether browsers reach us encrypted, put into the context by the server: cookies say so.
#[derive(Clone, Copy, Debug)]
pub struct Encrypted(pub bool);

/// The entry under which a new session carries whence somebody signed in, until it is kept.
pub const DEVICE_KEY: &str = "device";

/// The cookie that keeps the language.
pub const LANGUAGE_COOKIE: &str = "salus_lang";

/// The services, put into the context by the server.
///
/// # Errors
/// [`Fault::Internal`] outside a request.
pub fn services() -> Result<Services, ApiFault> {
    let services = use_context::<Services>().ok_or(ApiFault(Fault::Internal))?;
    Ok(services.seen_from(client()))
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

/// A form that was refused, kept among the extensions of the request that renders its page again.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The server function it was sent to.
    pub path: String,
    /// Why it was refused.
    pub fault: Fault,
    /// What was typed, by name of the control; no password.
    pub typed: Vec<(String, String)>,
}

/// The field of a form that names its page, for when the answer is that page again.
pub const PAGE_FIELD: &str = "_page";

/// The field of a form that names where success leads, where its server function leads nowhere.
pub const THEN_FIELD: &str = "_then";

/// Something the server's layers left for the page.
pub fn extension<T: Clone + Send + Sync + 'static>() -> Option<T> {
    with_context::<Parts, _>(|parts| parts.extensions.get::<T>().cloned()).flatten()
}

/// Sets the status code that says the same as the fault.
///
/// # Errors
/// The fault itself.
pub fn answer<T>(result: Result<T, Fault>) -> Result<T, ApiFault> {
    result.map_err(|fault| {
        if let Some(options) = use_context::<ResponseOptions>()
            && let Ok(status) = http::StatusCode::from_u16(fault.status())
        {
            options.set_status(status);
            if let Some(wait) = fault.retry_after_s() {
                options.insert_header(http::header::RETRY_AFTER, http::HeaderValue::from(wait));
            }
        }
        ApiFault(fault)
    })
}

/// The name of the cookie that carries the message of what was done to the next page.
pub const DONE_COOKIE: &str = "done";

/// The cookie that has the next page say what was done; `encrypted`: browsers reach us so.
pub fn done_cookie(what: Done, encrypted: bool) -> Option<http::HeaderValue> {
    let secure = if encrypted { "; Secure" } else { "" };
    http::HeaderValue::from_str(&format!(
        "{DONE_COOKIE}={}; Path=/; Max-Age=60; SameSite=Lax; HttpOnly{secure}",
        what.as_str(),
    ))
    .ok()
}

/// Has the next page say what was done.
pub fn done(what: Done) {
    let encrypted = use_context::<Encrypted>().is_some_and(|encrypted| encrypted.0);
    if let Some(options) = use_context::<ResponseOptions>()
        && let Some(cookie) = done_cookie(what, encrypted)
    {
        options.append_header(http::header::SET_COOKIE, cookie);
    }
}

/// The value of a cookie that came with the request.
pub fn cookie_of_request(name: &str) -> Option<String> {
    let parts = use_context::<Parts>()?;
    cookie(&parts.headers, name).map(str::to_owned)
}

/// Whether the browser fetches the page ahead: it may never be shown.
pub fn is_fetched_ahead() -> bool {
    use_context::<Parts>().is_some_and(|parts| {
        ["sec-purpose", "x-sec-purpose"]
            .iter()
            .any(|name| parts.headers.contains_key(*name))
    })
}

/// What was done just before this page, said once. A page fetched ahead by the browser says nothing: it may
/// never be shown.
pub fn just_done() -> Option<Done> {
    let what = Done::read(&cookie_of_request(DONE_COOKIE)?);
    if is_fetched_ahead() {
        return None;
    }
    if let Some(options) = use_context::<ResponseOptions>() {
        options.append_header(
            http::header::SET_COOKIE,
            http::HeaderValue::from_static("done=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly"),
        );
    }
    what
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
        .remove::<HalfSignedIn>(HALF_KEY)
        .await
        .map_err(internal)?;
    session
        .insert(DEVICE_KEY, device())
        .await
        .map_err(internal)?;
    session
        .insert(SESSION_KEY, signed_in)
        .await
        .map_err(internal)
}

/// What the session remembers of the sign-in, whether or not it still holds.
///
/// # Errors
/// [`Fault::SignedOut`] where there is none.
pub async fn signed_in() -> Result<SignedIn, Fault> {
    let session = session().map_err(|fault| fault.0)?;
    session
        .get(SESSION_KEY)
        .await
        .ok()
        .flatten()
        .ok_or(Fault::SignedOut)
}

/// Keeps how far a right password led, and leads on: to `next` or the role's dashboard, or to the question
/// for a code. Whoever was signed in before no longer is.
///
/// # Errors
/// [`Fault::Internal`] when the session cannot be kept.
pub async fn enter(entry: Entry, next: &str) -> Result<(), ApiFault> {
    let place = match entry {
        Entry::Whole(signed_in) => {
            start_session(signed_in).await?;
            safe_next(next, crate::routes::home_of(signed_in.role))
        }
        Entry::Half(half) => {
            let session = session()?;
            let internal = |error: tower_sessions::session::Error| {
                tracing::error!(%error, "session not kept");
                ApiFault(Fault::Internal)
            };
            session.flush().await.map_err(internal)?;
            session.insert(HALF_KEY, half).await.map_err(internal)?;
            crate::features::link::with("/sign-in/code", &[("next", &safe_next(next, ""))])
        }
    };
    leptos_axum::redirect(&place);
    Ok(())
}

/// Who gave the right password and still owes a code, as the session layer found them.
pub fn half() -> Option<HalfSignedIn> {
    extension()
}

/// Where the request comes from, as the client layer found out.
pub fn client() -> Client {
    extension().unwrap_or(Client::UNKNOWN)
}

/// Whence the request comes.
fn device() -> Device {
    use_context::<Parts>().map_or_else(Device::default, |parts| {
        let agent = header(&parts.headers, http::header::USER_AGENT);
        Device::new(
            Some(agent).filter(|agent| !agent.is_empty()),
            client().address(),
        )
    })
}

/// The hash under which this request's session is kept.
pub fn session_hash() -> Option<[u8; 32]> {
    let id = session().ok()?.id()?;
    Some(sessions::hash_of(id.0))
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

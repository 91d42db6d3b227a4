//! Sessions, and who is calling.
//!
//! A visitor has no session and costs no read. Signing in makes one, under a new id each time; it holds
//! for twelve hours after it was last used.

use crate::config::Settings;
use crate::problem::problem;
use crate::session_store::{HELD_UNTIL, SessionStore};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderValue, Method, header};
use salus_app::server::{Barred, HALF_KEY, Identity, SESSION_KEY};
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::fault::Conflict;
use salus_services::Services;
use salus_services::accounts::{HalfSignedIn, SignedIn};
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::Duration;
use tower_sessions::session::Error;
use tower_sessions::{Expiry, Session, SessionManagerLayer};

/// For how long an unused session holds.
const HOLDS: Duration = Duration::hours(12);

/// A session in use is prolonged this long before its end: not at each request, which would write each
/// time, but once an hour.
const PROLONG_BEFORE: Duration = Duration::hours(11);

/// The cookie's name. With the prefix, browsers take it only encrypted, from this very host and for all
/// of it; without encryption, on somebody's desk, they would not take it at all.
pub fn cookie_name(settings: &Settings) -> &'static str {
    if settings.public_url.is_https() {
        "__Host-salus"
    } else {
        "salus_session"
    }
}

/// The session layer.
pub fn layer(settings: &Settings, services: Services) -> SessionManagerLayer<SessionStore> {
    SessionManagerLayer::new(SessionStore::new(services))
        .with_name(cookie_name(settings))
        .with_secure(settings.public_url.is_https())
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(HOLDS))
}

/// Gives the cookie that removes another the attributes without which browsers ignore it: a name with
/// the `__Host-` prefix is only taken when `Secure`.
pub async fn complete_removal(
    State(name): State<&'static str>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    if !name.starts_with("__Host-") {
        return response;
    }
    if let header::Entry::Occupied(mut cookies) = response.headers_mut().entry(header::SET_COOKIE) {
        for cookie in cookies.iter_mut() {
            let Ok(text) = cookie.to_str() else { continue };
            let ours = text
                .strip_prefix(name)
                .is_some_and(|rest| rest.starts_with('='));
            if ours
                && !text.contains("Secure")
                && let Ok(complete) =
                    HeaderValue::from_str(&format!("{text}; Secure; HttpOnly; SameSite=Lax"))
            {
                *cookie = complete;
            }
        }
    }
    response
}

/// Finds out who is calling, for the pages and server functions behind, and keeps what they are shown
/// out of every cache.
pub async fn identify(
    State(services): State<Services>,
    mut request: Request,
    next: Next,
) -> Response {
    let session = request.extensions().get::<Session>().cloned();
    let identity = match who(&services, session.as_ref()).await {
        Ok(identity) => identity,
        Err(fault) if fault == suspended() => {
            // Everything but their account waits until the clinic works again; pages lead to one that says so.
            let path = request.uri().path();
            if path.starts_with("/fn/") && !path.starts_with("/fn/accounts/") {
                return problem(&fault);
            }
            request.extensions_mut().insert(Barred);
            visitor()
        }
        Err(fault) => return problem(&fault),
    };
    let barred = request.extensions().get::<Barred>().is_some();
    let private = barred || identity.me.is_some() || *request.method() != Method::GET;
    // What an earlier run for the same form found may be over.
    request.extensions_mut().remove::<HalfSignedIn>();
    if identity.me.is_none()
        && let Some(half) = half(&services, session.as_ref()).await
    {
        request.extensions_mut().insert(half);
    }
    request.extensions_mut().insert(identity);
    let mut response = next.run(request).await;
    // A visitor's page depends on their language.
    let caching = HeaderValue::from_static(if private {
        "no-store"
    } else {
        "private, no-cache"
    });
    response
        .headers_mut()
        .entry(header::CACHE_CONTROL)
        .or_insert(caching);
    response
}

/// Who is calling, as found by [`identify`].
pub fn identity_of(request: &Request) -> Identity {
    request.extensions().get().cloned().unwrap_or_else(visitor)
}

/// What whoever acts for a suspended clinic is told.
const fn suspended() -> Fault {
    Fault::conflict(Conflict::ClinicSuspended)
}

/// Who gave the right password and still owes a code, as found by [`identify`].
pub fn is_half_signed_in(request: &Request) -> bool {
    request.extensions().get::<HalfSignedIn>().is_some()
}

async fn half(services: &Services, session: Option<&Session>) -> Option<HalfSignedIn> {
    let half = session?.get::<HalfSignedIn>(HALF_KEY).await.ok()??;
    (half.until > services.now()).then_some(half)
}

const fn visitor() -> Identity {
    Identity {
        caller: Caller::Visitor,
        me: None,
    }
}

async fn who(services: &Services, session: Option<&Session>) -> Result<Identity, Fault> {
    let Some(session) = session else {
        return Ok(visitor());
    };
    let signed_in = match session.get::<SignedIn>(SESSION_KEY).await {
        Ok(Some(signed_in)) => signed_in,
        Ok(None) => return Ok(visitor()),
        // Written by another version of Salus: they sign in anew.
        Err(Error::SerdeJson(_)) => return end(session).await,
        Err(Error::Store(error)) => {
            tracing::error!(%error, "session not read");
            return Err(Fault::Busy);
        }
    };
    match salus_services::accounts::identify(services, &signed_in).await? {
        Some((caller, me)) => {
            prolong(services, session).await;
            Ok(Identity {
                caller,
                me: Some(me),
            })
        }
        // Suspended, or no longer a member.
        None => end(session).await,
    }
}

async fn end(session: &Session) -> Result<Identity, Fault> {
    session.flush().await.map_err(|error| {
        tracing::error!(%error, "session not ended");
        Fault::Busy
    })?;
    Ok(visitor())
}

async fn prolong(services: &Services, session: &Session) {
    let held_until = session.get::<i64>(HELD_UNTIL).await.ok().flatten();
    let left = held_until.map(|until| until - services.now().micros());
    if left.is_some_and(|left| i128::from(left) * 1000 < PROLONG_BEFORE.whole_nanoseconds()) {
        // Marks it as changed: it is saved and the cookie sent again.
        session.set_expiry(Some(Expiry::OnInactivity(HOLDS)));
    }
}

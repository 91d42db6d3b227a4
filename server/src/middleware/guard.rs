//! Who may open which page, decided before anything is rendered: a redirect from inside a page would
//! ship the page with it. What they may see there is decided by the use cases, every time.

use crate::middleware::session::{identity_of, is_half_signed_in};
use crate::problem::problem;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::{Method, StatusCode, Uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use salus_app::routes::{Access, FIRST_PASSWORD, SECOND_FACTOR, access, home_of, open_while_due};
use salus_app::server::Barred;
use salus_domain::Fault;
use salus_domain::accounts::Role;

/// Where somebody goes who may not open a page.
const REFUSED: &str = "/refused";

/// Where somebody goes who acts for a suspended clinic.
const SUSPENDED: &str = "/suspended";

/// What may stand unescaped in the value of `next`.
const IN_QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// Lets through, asks to sign in, sends home, or refuses. Whoever was given an initial password chooses
/// their own before anything else.
pub async fn guard(request: Request, next: Next) -> Response {
    let me = identity_of(&request).me;
    if me.is_some_and(|me| me.must_change_password)
        && !is_open_before_own_password(request.uri().path())
    {
        return to_own_password(&request);
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let identity = identity_of(&request);
    let reader = Reader {
        role: identity.caller.role(),
        half_signed_in: is_half_signed_in(&request),
        second_factor_due: identity.me.is_some_and(|me| me.second_factor_due),
    };
    let barred = request.extensions().get::<Barred>().is_some();
    match verdict(request.uri(), reader) {
        Verdict::Open => next.run(request).await,
        // They are signed in; only their clinic is not at work.
        Verdict::Go(_) if barred => Redirect::to(SUSPENDED).into_response(),
        Verdict::Go(address) => Redirect::to(&address).into_response(),
        Verdict::Refused => {
            let mut response = next.run(request).await;
            *response.status_mut() = StatusCode::FORBIDDEN;
            response
        }
    }
}

/// What the verdict goes by.
#[derive(Clone, Copy, Debug, Default)]
struct Reader {
    role: Option<Role>,
    half_signed_in: bool,
    second_factor_due: bool,
}

/// What is open to somebody who has yet to choose their own password: choosing it, leaving, and how pages
/// look.
fn is_open_before_own_password(path: &str) -> bool {
    matches!(
        path,
        FIRST_PASSWORD
            | "/fn/accounts/change_password"
            | "/fn/accounts/sign_out"
            | "/language"
            | "/theme"
    )
}

fn to_own_password(request: &Request) -> Response {
    let is_page = matches!(*request.method(), Method::GET | Method::HEAD)
        && !request.uri().path().starts_with("/fn/");
    if is_page {
        Redirect::to(FIRST_PASSWORD).into_response()
    } else {
        problem(&Fault::Refused)
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Open,
    Go(String),
    Refused,
}

fn verdict(uri: &Uri, reader: Reader) -> Verdict {
    // As the pages' router reads it: `/%6dy` is `/my`.
    let path = percent_decode_str(uri.path()).decode_utf8_lossy();
    if reader.second_factor_due && !open_while_due(&path) {
        return Verdict::Go(SECOND_FACTOR.to_owned());
    }
    match (access(&path), reader.role) {
        // The page that says so has an address of its own: the browser's half picks the page by address,
        // and must pick the one that was sent.
        (Access::Everybody, _) if path == REFUSED => Verdict::Refused,
        (Access::Everybody, _) | (Access::Visitors, None) => Verdict::Open,
        (Access::HalfSignedIn, None) if reader.half_signed_in => Verdict::Open,
        (Access::HalfSignedIn, None) => Verdict::Go(match uri.query() {
            Some(query) => format!("/sign-in?{query}"),
            None => "/sign-in".to_owned(),
        }),
        (Access::Visitors | Access::HalfSignedIn, Some(role)) => {
            Verdict::Go(home_of(role).to_owned())
        }
        (Access::Roles(_), None) => {
            let here = uri.path_and_query().map_or("/", |here| here.as_str());
            Verdict::Go(format!(
                "/sign-in?next={}",
                utf8_percent_encode(here, IN_QUERY)
            ))
        }
        (Access::Roles(roles), Some(role)) if roles.contains(&role) => Verdict::Open,
        (Access::Roles(_), Some(_)) => Verdict::Go(REFUSED.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_survives_and_disguises_do_not_help() {
        let go = |address: &str| Verdict::Go(address.to_owned());
        for (address, role, expected) in [
            ("/search?q=x", None, Verdict::Open),
            ("/my", None, go("/sign-in?next=/my")),
            ("/%6dy", None, go("/sign-in?next=/%256dy")),
            (
                "/desk/board?day=2026-03-29&x=a%26b",
                None,
                go("/sign-in?next=/desk/board%3Fday%3D2026-03-29%26x%3Da%2526b"),
            ),
            ("/my", Some(Role::Patient), Verdict::Open),
            ("/my", Some(Role::Doctor), go("/refused")),
            ("/sign-in?next=/my", Some(Role::Patient), go("/my")),
            ("/refused", None, Verdict::Refused),
        ] {
            assert_eq!(
                verdict(
                    &address.parse().expect("an address"),
                    Reader {
                        role,
                        ..Reader::default()
                    }
                ),
                expected,
                "{address} {role:?}"
            );
        }
    }

    #[test]
    fn a_step_that_is_owed_comes_first() {
        let go = |address: &str| Verdict::Go(address.to_owned());
        let half = Reader {
            half_signed_in: true,
            ..Reader::default()
        };
        let due = Reader {
            role: Some(Role::Patient),
            second_factor_due: true,
            ..Reader::default()
        };
        for (address, reader, expected) in [
            ("/sign-in/code?next=/my", half, Verdict::Open),
            (
                "/sign-in/code?next=/my",
                Reader::default(),
                go("/sign-in?next=/my"),
            ),
            ("/my", half, go("/sign-in?next=/my")),
            ("/sign-in", half, Verdict::Open),
            ("/desk", due, go(SECOND_FACTOR)),
            ("/my", due, go(SECOND_FACTOR)),
            ("/sign-in", due, go(SECOND_FACTOR)),
            (SECOND_FACTOR, due, Verdict::Open),
            ("/clinics", due, Verdict::Open),
        ] {
            let found = verdict(&address.parse().expect("an address"), reader);
            assert_eq!(found, expected, "{address} {reader:?}");
        }
    }
}

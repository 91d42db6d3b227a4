//! What a refused sign-in tells, and whence the server says that somebody came.

use crate::support::{Answer, FORM, PASSWORD, Person, World};
use axum::body::Body;
use http::header::{ACCEPT, CONTENT_TYPE, ORIGIN};
use http::{HeaderName, Method};

const EMAIL: &str = "amel@example.org";
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The answer as anybody could compare it: without the number of the request and the nonce of its scripts, which
/// are others each time.
fn told(answer: &Answer) -> (u16, Vec<(String, String)>, String) {
    let policy = answer.header("content-security-policy");
    let nonce = policy
        .split_once("'nonce-")
        .and_then(|(_, rest)| rest.split_once('\''))
        .map_or("no nonce", |(nonce, _)| nonce);
    let mut headers: Vec<(String, String)> = answer
        .headers
        .iter()
        .filter(|(name, _)| *name != "x-request-id")
        .map(|(name, value)| {
            let value = value.to_str().expect("a readable header");
            (name.to_string(), value.replace(nonce, ""))
        })
        .collect();
    headers.sort();
    (
        answer.status.as_u16(),
        headers,
        answer.body.replace(nonce, ""),
    )
}

/// Signs in through the proxy, which names these addresses.
async fn sign_in_by(person: &Person, forwarded_for: &str) {
    let body = format!("form%5Bemail%5D=amel%40example.org&form%5Bpassword%5D={PASSWORD}");
    let headers = [
        (ACCEPT, "application/json"),
        (CONTENT_TYPE, FORM),
        (ORIGIN, crate::support::HOME),
        (HeaderName::from_static("sec-fetch-site"), "same-origin"),
        (FORWARDED_FOR, forwarded_for),
    ];
    let path = "/fn/accounts/sign_in";
    let answer = person
        .send(Method::POST, path, &headers, Body::from(body))
        .await;
    answer.is(200);
}

salus_store::on_both_engines! {
    async fn an_unknown_account_and_a_wrong_password_are_answered_byte_for_byte_alike(db: Fresh) {
        let world = World::new(db).await;
        world.patient(EMAIL).await;
        // As long as the other, since a page shows again what was typed.
        let unknown = "nobo@example.org";
        assert_eq!(EMAIL.len(), unknown.len());
        let fields = |email| [("_page", "/sign-in"), ("form[email]", email), ("form[password]", "guess")];
        let answers = [
            (world.visitor().sign_in(EMAIL, "guess").await, world.visitor().sign_in(unknown, "guess").await),
            (
                world.visitor().post_form("/fn/accounts/sign_in", &fields(EMAIL)).await,
                world.visitor().post_form("/fn/accounts/sign_in", &fields(unknown)).await,
            ),
        ];
        for (known, other) in answers {
            let (status, headers, body) = told(known.is(401));
            assert_eq!((status, headers, body.replace(EMAIL, unknown)), told(&other));
        }
    }

    async fn behind_a_proxy_the_trail_and_the_sessions_name_who_came_and_not_the_proxy(db: Fresh) {
        let world = World::behind("10.0.0.0/8", db).await;
        world.patient(EMAIL).await;
        let through = world.visitor_at("10.0.0.1");
        sign_in_by(&through, "198.51.100.9, 203.0.113.77").await;
        let sessions = through
            .send(Method::GET, "/fn/accounts/sessions", &[(ACCEPT, "application/json")], Body::empty())
            .await;
        assert!(sessions.is(200).body.contains("203.0.113."), "{}", sessions.body);
        assert!(!sessions.body.contains("10.0.0."), "{}", sessions.body);
        assert!(!sessions.body.contains("198.51.100."), "what a client invents is not believed");

        let direct = world.visitor_at("192.0.2.50");
        sign_in_by(&direct, "198.51.100.9").await;
        let forms = [
            (&through, "203.0.113.77"),
            (&direct, "192.0.2.50"),
        ];
        for (person, address) in forms {
            let headers = [
                (ACCEPT, "application/json"),
                (CONTENT_TYPE, FORM),
                (ORIGIN, crate::support::HOME),
                (HeaderName::from_static("sec-fetch-site"), "same-origin"),
                (FORWARDED_FOR, "203.0.113.77"),
            ];
            let body = "form%5Bfirst_name%5D=Amel&form%5Blast_name%5D=Ben+Salah&form%5Bphone%5D=%2B21671123456";
            let path = "/fn/accounts/edit_profile";
            person.send(Method::POST, path, &headers, Body::from(body)).await.is(200);
            let kept = world.addresses_of("account.edit").await;
            assert_eq!(kept.last().map(String::as_str), Some(address), "{kept:?}");
        }
    }
}

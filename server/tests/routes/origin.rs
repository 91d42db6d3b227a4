//! Only our own pages may change anything.

use crate::support::{HOME, Person, World};
use axum::body::Body;
use http::Method;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, ORIGIN};

/// The redirect back, once it is done.
const DONE: u16 = 303;

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

async fn post(person: &Person, path: &str, headers: &[(HeaderName, &str)]) -> u16 {
    let body = Body::from("to=en&back=/search");
    let headers: Vec<(HeaderName, &str)> = [
        (ACCEPT, "application/json"),
        (CONTENT_TYPE, "application/x-www-form-urlencoded"),
    ]
    .into_iter()
    .chain(headers.iter().cloned())
    .collect();
    person
        .send(Method::POST, path, &headers, body)
        .await
        .status
        .as_u16()
}

salus_store::on_both_engines! {
    async fn what_changes_something_comes_from_our_own_pages(db: Fresh) {
        let world = World::new(db).await;
        let person = world.visitor();
        for (why, headers, expected) in [
            ("a browser says it was us", vec![(SITE, "same-origin")], DONE),
            ("an older browser says it was us", vec![(ORIGIN, HOME)], DONE),
            ("the same machine by its other name", vec![(ORIGIN, "http://localhost:3000")], DONE),
            ("another site", vec![(SITE, "cross-site"), (ORIGIN, "https://evil.example")], 403),
            ("another site that forges the older header", vec![(SITE, "cross-site"), (ORIGIN, HOME)], 403),
            ("a sibling host", vec![(SITE, "same-site")], 403),
            ("typed into the address bar", vec![(SITE, "none")], 403),
            ("another port", vec![(ORIGIN, "http://127.0.0.1:3001")], 403),
            ("another scheme", vec![(ORIGIN, "https://127.0.0.1:3000")], 403),
            ("a longer host", vec![(ORIGIN, "http://127.0.0.1:3000.evil.example")], 403),
            ("a sandboxed frame", vec![(ORIGIN, "null")], 403),
            ("no browser at all", vec![], 403),
        ] {
            assert_eq!(post(&person, "/language", &headers).await, expected, "{why}");
        }
    }

    async fn a_form_elsewhere_cannot_sign_anybody_in_or_out(db: Fresh) {
        let world = World::new(db).await;
        let person = world.patient("amel@example.org").await;
        for content_type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
            for function in ["accounts/sign_out", "accounts/sign_in", "scheduling/book"] {
                let headers = [(CONTENT_TYPE, content_type), (SITE, "cross-site"), (ORIGIN, "https://evil.example")];
                let answer = person.send(Method::POST, &format!("/fn/{function}"), &headers, Body::from("x=y")).await;
                answer.is(403);
                assert_eq!(answer.header("content-type"), "application/problem+json");
            }
        }
        person.get("/my").await.is(200);
    }

    async fn other_methods_are_no_way_round(db: Fresh) {
        let world = World::new(db).await;
        let person = world.visitor();
        for method in [Method::PUT, Method::PATCH, Method::DELETE] {
            person.send(method, "/fn/accounts/sign_out", &[], Body::empty()).await.is(403);
        }
        // Reading needs no such proof, and a GET changes nothing.
        person.send(Method::GET, "/fn/clinics/list", &[(SITE, "cross-site")], Body::empty()).await.is(200);
        person.send(Method::GET, "/fn/accounts/sign_out", &[], Body::empty()).await.is(405);
    }
}

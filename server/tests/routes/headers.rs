//! What answers say to the browser.

use crate::support::{Answer, FORM, HOME, World};
use axum::body::Body;
use http::Method;
use http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ORIGIN};
use salus_server::BODY_LIMIT;
use std::collections::BTreeSet;

fn nonce(answer: &Answer) -> String {
    let policy = answer.header("content-security-policy");
    let (_, rest) = policy.split_once("'nonce-").expect("a nonce in the policy");
    rest.split('\'').next().expect("its end").to_owned()
}

salus_store::on_both_engines! {
    async fn every_script_of_a_page_carries_the_nonce_of_that_answer(db: Fresh) {
        let world = World::new(db).await;
        let person = world.visitor();
        let mut nonces = BTreeSet::new();
        for path in ["/", "/", "/sign-in", "/nowhere"] {
            let answer = person.get(path).await;
            let nonce = nonce(&answer);
            let scripts = answer.attributes("script", "nonce");
            assert!(!scripts.is_empty(), "{path} has scripts");
            assert!(scripts.iter().all(|script| *script == nonce), "{path}: {scripts:?} {nonce}");
            assert!(answer.attributes("[style]", "style").is_empty(), "{path} has inline styles");
            let policy = answer.header("content-security-policy");
            assert!(!policy.contains("unsafe-inline") && policy.contains("frame-ancestors 'none'"), "{policy}");
            assert!(nonces.insert(nonce), "a nonce came twice");
        }
    }

    async fn every_answer_is_guarded(db: Fresh) {
        let world = World::reached_at("https://salus.example", db).await;
        let person = world.visitor();
        for path in ["/", "/nowhere", "/my", "/fn/clinics/list", "/fn/nothing", "/icons.svg", "/health/live", "/search/"] {
            let answer = person.get(path).await;
            for (name, value) in [
                ("x-content-type-options", "nosniff"),
                ("x-frame-options", "DENY"),
                ("referrer-policy", "same-origin"),
                ("cross-origin-opener-policy", "same-origin"),
                ("cross-origin-resource-policy", "same-origin"),
                ("strict-transport-security", "max-age=31536000; includeSubDomains"),
            ] {
                assert_eq!(answer.header(name), value, "{path}: {name}");
            }
            assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
            assert!(!answer.header("permissions-policy").is_empty(), "{path}");
            assert_eq!(answer.header("x-request-id").len(), 16, "{path}");
        }
    }

    async fn what_the_signed_in_see_stays_out_of_caches(db: Fresh) {
        let world = World::new(db).await;
        let visitor = world.visitor();
        assert_eq!(visitor.get("/").await.header("cache-control"), "private, no-cache");
        let patient = world.patient("amel@example.org").await;
        for path in ["/", "/my", "/fn/clinics/list"] {
            assert_eq!(patient.get(path).await.header("cache-control"), "no-store", "{path}");
        }
    }

    async fn pages_travel_compressed(db: Fresh) {
        let world = World::new(db).await;
        let answer = world.visitor().send(Method::GET, "/", &[(ACCEPT_ENCODING, "gzip, br")], Body::empty()).await;
        assert_eq!(answer.is(200).header("content-encoding"), "br");
    }

    async fn a_body_has_a_limit(db: Fresh) {
        let world = World::new(db).await;
        let person = world.visitor();
        let length = (BODY_LIMIT + 1).to_string();
        let headers = [(ORIGIN, HOME), (CONTENT_LENGTH, length.as_str()), (CONTENT_TYPE, FORM)];
        for path in ["/language", "/fn/accounts/sign_in", "/fn/staff/save_hours"] {
            let long = || Body::from(vec![b'x'; BODY_LIMIT + 1]);
            person.send(Method::POST, path, &headers, long()).await.is(413);
            // Without a length announced it is cut while it is read.
            let answer = person.send(Method::POST, path, &[headers[0].clone(), headers[2].clone()], long()).await;
            assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
        }
    }

    async fn what_cannot_be_read_is_not_our_fault(db: Fresh) {
        let world = World::new(db).await;
        let person = world.visitor();
        for query in ["scheduling/one?id=nonsense", "staff/slots?doctor=%ff%fe"] {
            let path = format!("/fn/{query}");
            person.send(Method::GET, &path, &[(ACCEPT, "application/json")], Body::empty()).await.is(422);
        }
        person.call("accounts/sign_in", &[("form[nothing]", "x")]).await.is(422);
    }
}

//! A person's data: the file, the pages round it, the audit trail.

use crate::support::{HOME, World};
use axum::body::{Body, to_bytes};
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, ORIGIN};
use http::{Method, Request};
use salus_domain::accounts::Role;
use std::io::{Cursor, Read};
use tower::ServiceExt;

const EXPORT: &str = "/my/privacy/export";

salus_store::on_both_engines! {
    async fn a_person_downloads_what_is_held_about_them_as_a_file_nobody_keeps(db: Fresh) {
        let world = World::new(db).await;
        world.patient("other-canary@example.org").await;
        let person = world.patient("amel@example.org").await;
        let answer = person.post_form(EXPORT, &[]).await;
        answer.is(200);
        assert_eq!(answer.header("content-type"), "application/zip");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(answer.header("content-disposition").starts_with("attachment; filename=\"salus-20"), "{:?}", answer.headers);

        // Once more, for its bytes.
        let cookie = format!("salus_session={}", person.cookie("salus_session").expect("a session"));
        let request = Request::builder().method(Method::POST).uri(EXPORT)
            .header(COOKIE, cookie).header(ORIGIN, HOME).header("sec-fetch-site", "same-origin").header("accept-language", "en")
            .header(ACCEPT, "text/html").header(CONTENT_TYPE, crate::support::FORM)
            .body(Body::empty()).expect("a request");
        let response = world.router().oneshot(request).await.expect("an answer");
        let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("a whole file");
        let mut file = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP");
        let mut text = |name: &str| {
            let mut text = String::new();
            file.by_name(name).expect(name).read_to_string(&mut text).expect("text");
            text
        };
        let (data, page) = (text("data.json"), text("data.html"));
        let json: serde_json::Value = serde_json::from_str(&data).expect("JSON");
        assert_eq!(json["format"], "salus-export-2");
        assert_eq!(json["account"]["email"], "amel@example.org");
        assert!(page.contains("My data at Salus") && page.contains("amel@example.org"), "{page}");
        for text in [data, page] {
            assert!(!text.contains("canary") && !text.contains("argon2"), "{text}");
        }
    }

    async fn the_file_is_for_the_person_alone_and_no_link_sets_it_off(db: Fresh) {
        let world = World::new(db).await;
        assert_eq!(world.visitor().post_form(EXPORT, &[]).await.is(303).location(), "/sign-in?next=/my/privacy");
        for (role, person) in world.cast().await {
            let answer = person.post_form(EXPORT, &[]).await;
            answer.is(if role == Role::Patient { 200 } else { 403 });
            person.get(EXPORT).await.is(if role == Role::Patient { 405 } else { 303 });
        }
    }

    async fn the_pages_of_privacy_and_audit_are_there_for_their_roles(db: Fresh) {
        let world = World::new(db).await;
        for (role, person) in world.cast().await {
            for (page, allowed) in [
                ("/my/privacy", Role::Patient),
                ("/my/privacy?erase=1", Role::Patient),
                ("/admin/audit?verify=1", Role::ClinicAdmin),
                ("/admin/audit?action=staff.add&person=nobody&after=nonsense", Role::ClinicAdmin),
                ("/admin/privacy", Role::ClinicAdmin),
                ("/platform/audit?verify=1", Role::SuperAdmin),
            ] {
                let answer = person.get(page).await;
                if role == allowed {
                    assert!(!answer.is(200).body.contains("notice--danger"), "{page}: {}", answer.body);
                } else {
                    answer.is(303);
                }
            }
            if role == Role::ClinicAdmin {
                let body = person.get("/admin/audit?verify=1").await.body;
                assert!(body.contains("notice--success"), "{body}");
            }
        }
    }

    async fn who_asks_to_be_erased_without_a_file_is_signed_out_for_good(db: Fresh) {
        let world = World::new(db).await;
        let person = world.patient("amel@example.org").await;
        assert_eq!(person.post_form("/fn/privacy/ask_erasure", &[]).await.is(303).location(), "/");
        assert_eq!(person.get("/my").await.is(303).location(), "/sign-in?next=/my");
        assert_eq!(world.sessions().await, 0);
        person.sign_in("amel@example.org", crate::support::PASSWORD).await.is(401);
    }
}

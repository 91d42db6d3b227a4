//! Forgotten and initial passwords, links by mail, devices: as a browser meets them.

use crate::support::{Answer, INITIAL, PASSWORD, Person, World};
use axum::body::Body;
use http::header::{ACCEPT, CONTENT_TYPE, ORIGIN, USER_AGENT};
use http::{HeaderName, Method};
use salus_domain::Fault;
use salus_domain::notifications::Mail;

const NEW: &str = "trois-girafes-bleues";

/// Reads as a program does.
async fn read(person: &Person, function: &str) -> Answer {
    let headers = [(ACCEPT, "application/json")];
    person
        .send(
            Method::GET,
            &format!("/fn/{function}"),
            &headers,
            Body::empty(),
        )
        .await
}

/// The address in the newest mail that leads to a page.
async fn link(person: &Person, page: &str) -> String {
    let mails: Vec<Mail> = read(person, "notifications/outbox").await.json();
    let start = format!("http://127.0.0.1:3000/{page}?token=");
    let line = mails
        .iter()
        .flat_map(|mail| mail.text.lines())
        .find(|line| line.starts_with(&start))
        .expect("a link");
    line.strip_prefix("http://127.0.0.1:3000")
        .expect("our address")
        .to_owned()
}

salus_store::on_both_engines! {
    async fn a_forgotten_password_answers_the_same_for_everybody(db: Fresh) {
        let world = World::new(db).await;
        world.patient("amel@example.org").await;
        let visitor = world.visitor();
        let mut answers = Vec::new();
        for email in ["amel@example.org", "nobody@example.org"] {
            let fields = [("form[email]", email), ("_page", "/forgot")];
            let page = visitor.post_form("/fn/accounts/forgot", &fields).await;
            let call = visitor.call("accounts/forgot", &fields[..1]).await;
            answers.push((page.status, page.location().to_owned(), page.body, call.status, call.body));
        }
        assert_eq!(answers[0], answers[1]);
        assert_eq!(answers[0].1, "/forgot?sent=1");
        visitor.get("/forgot?sent=1").await.is(200);
    }

    async fn a_link_resets_the_password_once_and_opening_it_changes_nothing(db: Fresh) {
        let world = World::new(db).await;
        let amel = world.patient("amel@example.org").await;
        let visitor = world.visitor();
        visitor.call("accounts/forgot", &[("form[email]", "amel@example.org")]).await.is(200);
        let page = link(&visitor, "reset").await;
        for _ in 0..2 {
            let answer = visitor.get(&page).await;
            assert_eq!(answer.is(200).attributes("main input[name='form[password]']", "type"), ["password"]);
        }
        amel.get("/my").await.is(200);
        let token = page.split('=').nth(1).expect("a token");
        let fields = [("_page", page.as_str()), ("form[token]", token), ("form[password]", NEW)];
        let answer = visitor.post_form("/fn/accounts/reset", &fields).await;
        assert_eq!(answer.is(303).location(), "/sign-in");
        amel.get("/my").await.is(303);
        visitor.sign_in("amel@example.org", PASSWORD).await.is(401);
        visitor.sign_in("amel@example.org", NEW).await.is(200);
        let again = visitor.post_form("/fn/accounts/reset", &fields).await;
        assert!(again.is(409).attributes("main input[name='form[password]']", "type").is_empty(), "a spent link shows no form");
        assert!(visitor.get(&page).await.is(409).attributes("main a[href='/forgot']", "href").len() == 1);
    }

    async fn an_address_is_confirmed_by_pressing_not_by_opening(db: Fresh) {
        let world = World::new(db).await;
        let amel = world.patient("amel@example.org").await;
        let asks = "main form[action='/fn/accounts/send_verification']";
        assert_eq!(amel.get("/my").await.is(200).attributes(asks, "method"), ["post"]);
        let page = link(&amel, "verify").await;
        world.visitor().get(&page).await.is(200);
        assert_eq!(amel.get("/my").await.attributes(asks, "method").len(), 1, "opened by a program that reads mail");
        let token = page.split('=').nth(1).expect("a token");
        let answer = amel.post_form("/fn/accounts/verify", &[("_page", page.as_str()), ("token", token)]).await;
        assert_eq!(answer.is(303).location(), "/my");
        assert!(amel.get("/my").await.attributes(asks, "method").is_empty());
    }

    async fn an_initial_password_is_changed_before_anything_else(db: Fresh) {
        let world = World::new(db).await;
        world.cast().await;
        let boss = world.signed_in("super@example.org").await;
        let clinics: serde_json::Value = read(&boss, "clinics/list").await.json();
        let clinic = clinics[0]["id"].as_str().expect("a clinic");
        let added = boss.call("clinics/add_admin", &[
            ("clinic", clinic), ("form[first_name]", "Nour"), ("form[last_name]", "Gharbi"),
            ("form[email]", "nour@example.org"), ("form[password]", INITIAL),
        ]).await;
        added.is(200);
        let nour = world.visitor();
        nour.sign_in("nour@example.org", INITIAL).await.is(200);
        for page in ["/admin", "/", "/my", "/account", "/sign-in", "/nowhere", "/%61dmin"] {
            let answer = nour.get(page).await;
            assert_eq!(answer.is(303).location(), "/account/password", "{page}");
            assert!(answer.body.is_empty(), "nothing of {page} is sent along");
        }
        for answer in [
            read(&nour, "staff/rows").await,
            nour.call("accounts/edit_profile", &[("form[first_name]", "N"), ("form[last_name]", "G")]).await,
            nour.call("staff/add_secretary", &[("form[email]", "x@example.org")]).await,
        ] {
            let fault: Fault = serde_json::from_str(&answer.is(403).body).expect("a fault");
            assert_eq!(fault, Fault::Refused);
        }
        nour.get("/account/password").await.is(200);
        let change = |to| [("_page", "/account/password"), ("form[current_password]", INITIAL), ("form[password]", to)];
        nour.post_form("/fn/accounts/change_password", &change(INITIAL)).await.is(422);
        let answer = nour.post_form("/fn/accounts/change_password", &change(NEW)).await;
        assert_eq!(answer.is(303).location(), "/admin");
        nour.get("/admin").await.is(200);
        read(&nour, "staff/rows").await.is(200);
        nour.post_form("/fn/accounts/sign_out", &[]).await.is(303);
    }

    async fn everybody_opens_their_account_and_ends_their_other_devices(db: Fresh) {
        let world = World::new(db).await;
        for (role, person) in world.cast().await {
            for page in ["/account", "/account/password", "/account/email"] {
                assert_eq!(person.get(page).await.is(200).attributes("h1", "class").len(), 1, "{role} {page}");
            }
        }
        let here = world.signed_in("patient@example.org").await;
        let there = world.visitor();
        let headers = [
            (ACCEPT, "application/json"),
            (CONTENT_TYPE, "application/x-www-form-urlencoded"),
            (ORIGIN, crate::support::HOME),
            (HeaderName::from_static("sec-fetch-site"), "same-origin"),
            (USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
        ];
        let body = format!("form[email]=patient%40example.org&form[password]={PASSWORD}");
        there.send(Method::POST, "/fn/accounts/sign_in", &headers, body.into()).await.is(200);
        there.get("/my").await.is(200);
        let page = here.get("/account").await;
        assert!(page.is(200).body.contains("Firefox"), "{}", page.body);
        // The first of the cast, this one and the other.
        assert_eq!(page.attributes(".device-list__item", "class").len(), 3);
        here.post_form("/fn/accounts/end_other_sessions", &[("_page", "/account")]).await.is(303);
        there.get("/my").await.is(303);
        assert_eq!(here.get("/account").await.is(200).attributes(".device-list__item", "class").len(), 1);
    }

    async fn the_outbox_is_missing_in_production(db: Fresh) {
        let world = World::in_production(db).await;
        let visitor = world.visitor();
        visitor.get("/dev/outbox").await.is(404);
        read(&visitor, "notifications/outbox").await.is(404);
    }
}

//! Signing in and out, and the cookie in between.

use crate::support::{PASSWORD, World};
use salus_domain::Fault;

const COOKIE: &str = "salus_session";

salus_store::on_both_engines! {
    async fn signing_in_gives_a_new_session_and_ends_the_old_one(db: Fresh) {
        let world = World::new(db).await;
        let person = world.patient("amel@example.org").await;
        let first = person.cookie(COOKIE).expect("a session");
        person.sign_in("amel@example.org", PASSWORD).await.is(200);
        let second = person.cookie(COOKIE).expect("a session");
        assert_ne!(first, second);
        person.get("/my").await.is(200);
        let thief = world.visitor();
        thief.set_cookie(COOKIE, &first);
        thief.get("/my").await.is(303);
        assert_eq!(thief.cookie(COOKIE), None, "the dead cookie is removed");
        assert_eq!(world.sessions().await, 1);
    }

    async fn signing_out_ends_the_session_for_whoever_holds_it(db: Fresh) {
        let world = World::new(db).await;
        let person = world.patient("amel@example.org").await;
        let held = person.cookie(COOKIE).expect("a session");
        let answer = person.post_form("/fn/accounts/sign_out", &[]).await;
        assert_eq!(answer.is(303).location(), "/");
        assert_eq!(person.cookie(COOKIE), None);
        let thief = world.visitor();
        thief.set_cookie(COOKIE, &held);
        thief.get("/my").await.is(303);
        assert_eq!(world.sessions().await, 0);
    }

    async fn a_planted_session_is_worth_nothing(db: Fresh) {
        let world = World::new(db).await;
        let planted = "AAAAAAAAAAAAAAAAAAAAAA";
        world.patient("amel@example.org").await;
        let person = world.visitor();
        person.set_cookie(COOKIE, planted);
        person.sign_in("amel@example.org", PASSWORD).await.is(200);
        assert_ne!(person.cookie(COOKIE).as_deref(), Some(planted));
        person.get("/my").await.is(200);
        for nonsense in [planted, "x", "", "../../etc", "AAAAAAAAAAAAAAAAAAAAA\u{e9}"] {
            let thief = world.visitor();
            thief.set_cookie(COOKIE, nonsense);
            thief.get("/my").await.is(303);
        }
    }

    async fn the_cookie_is_out_of_reach(db: Fresh) {
        let world = World::reached_at("https://salus.example", db).await;
        let person = world.visitor();
        let registered = world.patient("amel@example.org").await;
        assert!(registered.cookie("__Host-salus").is_some());
        let answer = person.sign_in("amel@example.org", PASSWORD).await;
        let cookies = answer.is(200).set_cookies();
        let [cookie] = cookies.as_slice() else { panic!("one cookie, not {cookies:?}") };
        for attribute in ["__Host-salus=", "HttpOnly", "Secure", "SameSite=Lax", "Path=/", "Max-Age=43200"] {
            assert!(cookie.contains(attribute), "{attribute} is missing in {cookie}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
        // Without these, browsers would not take the removal of such a cookie.
        let answer = person.post_form("/fn/accounts/sign_out", &[]).await;
        let cookies = answer.set_cookies();
        let [removal] = cookies.as_slice() else { panic!("one cookie, not {cookies:?}") };
        for attribute in ["__Host-salus=;", "Max-Age=0", "Secure", "Path=/"] {
            assert!(removal.contains(attribute), "{attribute} is missing in {removal}");
        }
    }

    async fn a_wrong_password_gives_no_session(db: Fresh) {
        let world = World::new(db).await;
        world.patient("amel@example.org").await;
        let person = world.visitor();
        for (email, password) in [("amel@example.org", "wrong-password"), ("nobody@example.org", PASSWORD)] {
            let answer = person.sign_in(email, password).await;
            let fault: Fault = serde_json::from_str(&answer.is(401).body).expect("a fault");
            assert_eq!(fault, Fault::WrongCredentials);
        }
        assert_eq!(person.cookie(COOKIE), None);
        person.get("/my").await.is(303);
    }

    async fn after_signing_in_one_is_where_one_was_going(db: Fresh) {
        let world = World::new(db).await;
        world.patient("amel@example.org").await;
        for (next, expected) in [
            ("/my/appointments?x=1", "/my/appointments?x=1"),
            ("", "/my"),
            ("//evil.example", "/my"),
            ("https://evil.example", "/my"),
            ("/\\evil.example", "/my"),
            ("/fn/accounts/sign_out", "/my"),
        ] {
            let person = world.visitor();
            let fields = [("form[email]", "amel@example.org"), ("form[password]", PASSWORD), ("next", next)];
            let answer = person.post_form("/fn/accounts/sign_in", &fields).await;
            assert_eq!(answer.is(303).location(), expected, "{next:?}");
        }
    }

    async fn a_session_in_use_is_prolonged_and_an_unused_one_ends(db: Fresh) {
        let world = World::new(db).await;
        let person = world.patient("amel@example.org").await;
        assert!(person.get("/my").await.set_cookies().is_empty(), "not at every request");
        world.sessions_hold_for(10 * 60).await;
        let answer = person.get("/my").await;
        let cookies = answer.is(200).set_cookies();
        assert!(cookies.iter().any(|cookie| cookie.contains("Max-Age=43200")), "{cookies:?}");
        assert!(person.get("/my").await.set_cookies().is_empty(), "and only once");
        world.sessions_hold_for(-1).await;
        person.get("/my").await.is(303);
        assert_eq!(person.cookie(COOKIE), None);
    }

    async fn a_suspended_user_is_out_at_once(db: Fresh) {
        let world = World::new(db).await;
        let person = world.patient("amel@example.org").await;
        world.suspend_users().await;
        person.get("/my").await.is(303);
        assert_eq!(person.cookie(COOKIE), None);
        assert_eq!(world.sessions().await, 0);
    }
}

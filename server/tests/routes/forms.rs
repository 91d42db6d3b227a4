//! Forms as a browser sends them: success leads on, a refusal is the page again with what was typed.

use crate::support::{PASSWORD, World};

salus_store::on_both_engines! {
    async fn a_refused_form_is_its_page_again_with_what_was_typed(db: Fresh) {
        let world = World::new(db).await;
        let person = world.visitor();
        let fields = [
            ("_page", "/register?next=/request"),
            ("form[first_name]", "Amel \"<b>\""),
            ("form[email]", "amel@example.org"),
            ("form[password]", "short"),
            ("next", "/request"),
        ];
        let answer = person.post_form("/fn/accounts/register", &fields).await;
        answer.is(422);
        let value = |name: &str| answer.attributes(&format!("main input[name='{name}']"), "value");
        assert_eq!(value("form[first_name]"), ["Amel \"<b>\""]);
        assert_eq!(value("form[email]"), ["amel@example.org"]);
        assert_eq!(value("form[password]"), [""], "a password is typed anew");
        assert_eq!(value("next"), ["/request"], "the address of the page counts");
        assert_eq!(value("_page"), ["/register?next=/request"]);
        let wrong = answer.attributes("main [aria-invalid='true']", "name");
        for name in ["form[last_name]", "form[password]", "form[born_on]"] {
            assert!(wrong.iter().any(|other| other == name), "{name} is not marked: {wrong:?}");
        }
        assert!(answer.attributes("a[href='#password']", "href").len() == 1, "the summary leads to the field");
        // Nothing of it lasts.
        let anew = person.get("/register").await;
        assert_eq!(anew.is(200).attributes("main input[name='form[email]']", "value"), [""]);
        assert!(anew.attributes("[aria-invalid='true']", "name").is_empty());
    }

    async fn a_refused_form_shows_no_other_page_than_ours(db: Fresh) {
        let world = World::new(db).await;
        world.patient("amel@example.org").await;
        for page in ["//evil.example", "https://evil.example/", "/fn/accounts/sign_out", "\\evil", ""] {
            let person = world.visitor();
            let fields = [("_page", page), ("form[email]", "amel@example.org"), ("form[password]", "wrong")];
            let answer = person.post_form("/fn/accounts/sign_in", &fields).await;
            answer.is(401);
            assert!(answer.header("content-type").starts_with("text/html"), "{page:?}");
            assert!(!answer.body.contains("evil"), "{page:?}");
        }
    }

    async fn success_leads_where_the_form_says_and_never_elsewhere(db: Fresh) {
        let world = World::new(db).await;
        let cast = world.cast().await;
        let (_, person) = cast.first().expect("a patient");
        let list = person.get("/fn/clinics/list").await;
        let clinics: serde_json::Value = serde_json::from_str(&list.body).expect("clinics");
        let fields = [
            ("form[clinic]", clinics[0]["id"].as_str().expect("a clinic")),
            ("form[symptoms]", "Headache"),
            ("form[urgency]", "routine"),
            ("form[part]", "any"),
        ];
        let answer = person.post_form("/fn/scheduling/request", &fields).await;
        let place = answer.is(303).location().to_owned();
        assert!(place.starts_with("/my/appointments/") && place.ends_with("?done=requested"), "{place}");
        let id = place.trim_start_matches("/my/appointments/").trim_end_matches("?done=requested");
        // The function leads on by itself: `_then` is for those that do not.
        let answer = person
            .post_form("/fn/scheduling/cancel", &[("appointment", id), ("_then", "//evil.example"), ("_page", "/my")])
            .await;
        assert_eq!(answer.is(303).location(), format!("/my/appointments/{id}?done=cancelled"));
        let again = person.post_form("/fn/scheduling/cancel", &[("appointment", id), ("_page", "/my")]).await;
        assert!(again.is(409).body.contains("<main"), "a page says why");
    }

    async fn a_form_sent_signed_out_asks_to_sign_in(db: Fresh) {
        let world = World::new(db).await;
        let person = world.visitor();
        let fields = [("_page", "/my/appointments"), ("appointment", "01900000-0000-7000-8000-000000000000")];
        let answer = person.post_form("/fn/scheduling/cancel", &fields).await;
        assert_eq!(answer.is(303).location(), "/sign-in?next=/my/appointments");
        let person = world.visitor();
        let fields = [("form[email]", "nobody@example.org"), ("form[password]", PASSWORD), ("_page", "/sign-in")];
        person.post_form("/fn/accounts/sign_in", &fields).await.is(401);
    }
}

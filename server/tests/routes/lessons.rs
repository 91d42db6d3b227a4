//! Faults that other systems of this kind have had, where no test of a page of ours stands for them already.

use crate::support::{Answer, PASSWORD, Person, World};
use axum::body::Body;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HOST};
use http::{HeaderName, Method};
use salus_domain::accounts::Role;
use salus_domain::notifications::Mail;

const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

async fn sends(
    person: &Person,
    path: &str,
    headers: &[(HeaderName, &str)],
    body: impl Into<Body>,
) -> Answer {
    let mut all = vec![
        (ACCEPT, "application/json"),
        (CONTENT_TYPE, "application/x-www-form-urlencoded"),
        (SITE, "same-origin"),
    ];
    all.extend_from_slice(headers);
    person.send(Method::POST, path, &all, body.into()).await
}

async fn outbox(person: &Person) -> Vec<Mail> {
    let headers = [(ACCEPT, "application/json")];
    person
        .send(
            Method::GET,
            "/fn/notifications/outbox",
            &headers,
            Body::empty(),
        )
        .await
        .json()
}

salus_store::on_both_engines! {
    async fn a_link_in_a_mail_is_built_from_the_settings_whatever_the_request_says(db: Fresh) {
        let world = World::new(db).await;
        world.patient("amel@example.org").await;
        let visitor = world.visitor();
        let lies = [
            (HOST, "evil.example"), (FORWARDED_HOST, "evil.example"),
            (HeaderName::from_static("forwarded"), "host=evil.example"),
            (HeaderName::from_static("x-original-host"), "evil.example"),
        ];
        sends(&visitor, "/fn/accounts/forgot", &lies, "form[email]=amel@example.org").await.is(200);
        let mails = outbox(&visitor).await;
        let reset = mails.iter().find(|mail| mail.text.contains("/reset?token=")).expect("a mail with a link");
        assert!(reset.text.contains("http://127.0.0.1:3000/reset?token="));
        assert!(!mails.iter().any(|mail| mail.text.contains("evil")));
    }

    async fn passwords_alike_in_their_first_72_bytes_are_two_passwords(db: Fresh) {
        let world = World::new(db).await;
        let long = "un-deux-trois-hiboux-".repeat(4);
        let (one, other) = (format!("{long}alpha"), format!("{long}omega"));
        assert_eq!(one.as_bytes()[..72], other.as_bytes()[..72]);
        let answer = world.visitor().call("accounts/register", &[
            ("form[first_name]", "Amel"), ("form[last_name]", "Ben Salah"), ("form[email]", "amel@example.org"),
            ("form[phone]", "+216 71 123 456"), ("form[born_on]", "1990-05-17"), ("form[password]", &one),
        ]).await;
        answer.is(200);
        world.visitor().sign_in("amel@example.org", &other).await.is(401);
        world.visitor().sign_in("amel@example.org", &one).await.is(200);
    }

    async fn tries_are_counted_by_the_connection_and_not_by_what_the_sender_says(db: Fresh) {
        let world = World::new(db).await;
        world.patient("amel@example.org").await;
        let attacker = world.visitor_at("198.51.100.7");
        let body = "form[email]=amel@example.org&form[password]=wrong-guess";
        let mut last = 0;
        for n in 0..40 {
            let claimed = format!("203.0.113.{n}");
            let lies = [
                (FORWARDED_FOR, claimed.as_str()), (HeaderName::from_static("x-real-ip"), claimed.as_str()),
                (HeaderName::from_static("client-ip"), claimed.as_str()),
            ];
            last = sends(&attacker, "/fn/accounts/sign_in", &lies, body).await.status.as_u16();
            if last == 429 {
                break;
            }
            assert_eq!(last, 401);
        }
        assert_eq!(last, 429, "another claimed address is no new beginning");
        world.visitor_at("192.0.2.44").sign_in("amel@example.org", PASSWORD).await.is(200);
    }

    async fn a_line_break_in_a_name_or_an_address_makes_no_line_of_a_mail(db: Fresh) {
        let world = World::new(db).await;
        let visitor = world.visitor();
        let register = |first: &'static str, email: &'static str| [
            ("form[first_name]", first), ("form[last_name]", "Ben Salah"), ("form[email]", email),
            ("form[phone]", "+216 71 123 456"), ("form[born_on]", "1990-05-17"), ("form[password]", PASSWORD),
        ];
        visitor.call("accounts/register", &register("Amel", "amel@example.org\r\nBcc: all@evil.example")).await.is(422);
        let answer = visitor.call("accounts/register", &register("Amel\r\nBcc: all@evil.example", "amel@example.org")).await;
        assert!([200, 422].contains(&answer.status.as_u16()));
        visitor.call("accounts/forgot", &[("form[email]", "amel@example.org\r\nBcc: all@evil.example")]).await;
        for mail in outbox(&visitor).await {
            assert!(!mail.to.contains(['\r', '\n']) && !mail.subject.contains(['\r', '\n']), "{mail:?}");
            assert!(!mail.text.lines().any(|line| line.starts_with("Bcc:")), "{mail:?}");
        }
    }

    async fn no_answer_names_the_database_or_a_place_on_the_machine(db: Fresh) {
        let url = db.settings().url.clone();
        let secret = url.rsplit(['/', '@']).next().expect("a name").to_owned();
        let world = World::in_production(db).await;
        let mut people = vec![world.visitor()];
        people.extend(world.cast().await.into_iter().map(|(_, person)| person));
        for person in &people {
            for path in ["/", "/health/ready", "/fn/clinics/list", "/platform", "/fn/clinics/rows", "/fn/staff/rows", "/fn/scheduling/one?id=%00", "/%2e%2e/%2e%2e/etc/passwd", "/pkg/..%2f..%2fCargo.toml"] {
                let answer = person.get(path).await;
                for word in [secret.as_str(), "postgres://", "sqlite:", "SELECT ", "/home/", "/tmp/", "panicked", "root:"] {
                    assert!(!answer.body.contains(word), "{path} shows {word}: {}", answer.body);
                }
            }
        }
    }

    async fn what_a_session_may_is_kept_by_the_server_and_not_by_its_cookie(db: Fresh) {
        let world = World::new(db).await;
        let (_, patient) = world.cast().await.into_iter().find(|(role, _)| *role == Role::Patient).expect("a patient");
        for cookie in ["role=super_admin", "user=1", "salus_role=clinic_admin", "clinic=all"] {
            let answer = patient.send(Method::GET, "/fn/clinics/rows", &[(ACCEPT, "application/json"), (COOKIE, cookie)], Body::empty()).await;
            answer.is(403);
        }
        for more in ["role=super_admin", "form[role]=super_admin&form[platform_role]=super_admin", "user_id=1&role=doctor"] {
            sends(&patient, "/fn/accounts/edit_profile", &[], format!("form[first_name]=Amel&form[last_name]=B&{more}")).await;
        }
        patient.get("/platform").await.is(303);
        patient.send(Method::GET, "/fn/clinics/rows", &[(ACCEPT, "application/json")], Body::empty()).await.is(403);
    }
}

//! Signing in by two steps, as a browser does it, and how often anything may be tried.

use crate::support::{Answer, PASSWORD, Person, World};
use salus_services::clock::{Clock, SystemClock};
use totp_rs::{Builder, Secret};

const COOKIE: &str = "salus_session";
const EMAIL: &str = "amel@example.org";
const PAGE: &str = "/account/second-factor";

/// The code an authenticator shows now, or so many seconds later.
fn code(secret: &str, later: u64) -> String {
    let now = u64::try_from(SystemClock.now().micros() / 1_000_000).expect("after 1970");
    let secret = Secret::try_from_base32(secret).expect("a secret");
    let totp = Builder::new()
        .with_secret(secret)
        .build()
        .expect("an authenticator");
    totp.generate(now + later).to_string()
}

/// Turns the second factor on; its secret and the recovery codes.
async fn turned_on(person: &Person) -> (String, Vec<String>) {
    let password = [("_page", PAGE), ("form[password]", PASSWORD)];
    let begun = person.post_form("/fn/second_factor/begin", &password).await;
    assert_eq!(begun.is(303).location(), PAGE);
    let page = person.get(PAGE).await;
    assert_eq!(
        page.is(200).attributes(".qr > svg > path", "fill"),
        ["#000"]
    );
    assert!(
        !page.body.contains("style="),
        "the policy forbids inline styles"
    );
    let secret = page.texts(".secret").concat().replace(' ', "");
    let first = code(&secret, 0);
    let fields = [("_page", PAGE), ("form[code]", first.as_str())];
    let confirmed = person.post_form("/fn/second_factor/confirm", &fields).await;
    confirmed.is(303);
    let handed_over = confirmed.set_cookies().join("\n");
    for attribute in [
        "recovery_codes=",
        "Path=/account/second-factor",
        "HttpOnly",
        "SameSite=Strict",
    ] {
        assert!(
            handed_over.contains(attribute),
            "{attribute} is missing in {handed_over}"
        );
    }
    let codes = person.get(PAGE).await.is(200).texts(".code-list li");
    assert_eq!(codes.len(), 10);
    assert!(
        person
            .get(PAGE)
            .await
            .is(200)
            .texts(".code-list li")
            .is_empty(),
        "shown once"
    );
    (secret, codes)
}

/// Gives the right password.
async fn knock(person: &Person, next: &str) -> Answer {
    let fields = [
        ("_page", "/sign-in"),
        ("form[email]", EMAIL),
        ("form[password]", PASSWORD),
        ("next", next),
    ];
    person.post_form("/fn/accounts/sign_in", &fields).await
}

async fn enter(person: &Person, code: &str) -> Answer {
    let fields = [
        ("_page", "/sign-in/code?next=/my/appointments"),
        ("form[code]", code),
        ("next", "/my/appointments"),
    ];
    person.post_form("/fn/accounts/enter_code", &fields).await
}

salus_store::on_both_engines! {
    async fn a_password_alone_makes_a_visitor_and_the_code_lets_in(db: Fresh) {
        let world = World::new(db).await;
        let (secret, codes) = turned_on(&world.patient(EMAIL).await).await;
        let person = world.visitor();
        person.get("/sign-in/code").await.is(303);
        let answer = knock(&person, "/my/appointments").await;
        assert_eq!(answer.is(303).location(), "/sign-in/code?next=/my/appointments");
        let half = person.cookie(COOKIE).expect("a session");

        for (path, status) in [
            ("/my", 303), (PAGE, 303), ("/fn/scheduling/mine", 401), ("/fn/second_factor/state", 401),
            ("/clinics", 200), ("/sign-in/code?next=/my/appointments", 200),
        ] {
            person.get(path).await.is(status);
        }
        let page = person.get("/clinics").await;
        assert!(!page.body.contains("sign_out"), "nobody is signed in");
        let wrong = enter(&person, "nonsense").await;
        assert_eq!(wrong.is(422).attributes("main input[name='next']", "value"), ["/my/appointments"]);

        let answer = enter(&person, &code(&secret, 30)).await;
        assert_eq!(answer.is(303).location(), "/my/appointments");
        person.get("/my").await.is(200);
        assert_ne!(person.cookie(COOKIE).as_deref(), Some(half.as_str()), "a new session");
        let thief = world.visitor();
        thief.set_cookie(COOKIE, &half);
        thief.get("/sign-in/code").await.is(303);
        thief.get("/my").await.is(303);

        let again = world.visitor();
        knock(&again, "").await.is(303);
        enter(&again, &code(&secret, 30)).await.is(422);
        enter(&again, &codes[0]).await.is(303);
        let lost = world.visitor();
        knock(&lost, "").await.is(303);
        enter(&lost, &codes[0]).await.is(422);
        assert!(enter(&lost, &codes[1]).await.is(303).location() == "/my/appointments");
    }

    async fn half_a_sign_in_ends_the_one_before_and_five_wrong_codes_end_it(db: Fresh) {
        let world = World::new(db).await;
        let person = world.patient(EMAIL).await;
        let (_, codes) = turned_on(&person).await;
        knock(&person, "").await.is(303);
        person.get("/my").await.is(303);
        for _ in 0..4 {
            enter(&person, "000000x").await.is(422);
        }
        let fifth = enter(&person, "000000x").await;
        assert_eq!(fifth.is(303).location(), "/sign-in?again=code&next=/my/appointments");
        assert_eq!(person.cookie(COOKIE), None);
        let late = enter(&person, &codes[0]).await;
        assert_eq!(late.is(303).location(), "/sign-in?again=code&next=/my/appointments");
        person.get("/sign-in?again=code&next=/my").await.is(200);
        assert_eq!(world.sessions().await, 0);
    }

    async fn it_is_turned_off_with_password_and_code(db: Fresh) {
        let world = World::new(db).await;
        let person = world.patient(EMAIL).await;
        let (_, codes) = turned_on(&person).await;
        let off = format!("{PAGE}?do=off");
        person.get(&off).await.is(200);
        let mut fields = vec![("_page", off.as_str()), ("_then", PAGE), ("form[code]", &codes[0])];
        let refused = person.post_form("/fn/second_factor/turn_off", &fields).await;
        assert_eq!(refused.is(422).attributes("[aria-invalid='true']", "name"), ["form[password]"]);
        fields.push(("form[password]", PASSWORD));
        assert_eq!(person.post_form("/fn/second_factor/turn_off", &fields).await.is(303).location(), PAGE);
        assert_eq!(knock(&world.visitor(), "").await.is(303).location(), "/my");
    }

    async fn staff_of_a_clinic_that_asks_for_it_are_led_to_it(db: Fresh) {
        let world = World::new(db).await;
        let cast = world.cast().await;
        let of = |role: &str| &cast.iter().find(|(r, _)| r.as_str() == role).expect("one of each").1;
        let (admin, secretary) = (of("clinic_admin"), of("secretary"));
        admin.get("/admin/security").await.is(200);
        secretary.get("/admin/security").await.is(303);
        let on = [("_page", "/admin/security"), ("form[second_factor]", "true")];
        secretary.call("clinics/set_staff_security", &on[1..]).await.is(403);
        admin.post_form("/fn/clinics/set_staff_security", &on).await.is(303);

        for (person, home) in [(secretary, "/desk"), (admin, "/admin"), (of("doctor"), "/doctor")] {
            assert_eq!(person.get(home).await.is(303).location(), PAGE);
            person.get("/fn/scheduling/queue").await.is(403);
            person.get(PAGE).await.is(200);
        }
        of("patient").get("/my").await.is(200);
        of("super_admin").get("/platform").await.is(200);
        turned_on(admin).await;
        admin.get("/admin").await.is(200);
        let page = admin.get("/admin/security").await;
        assert_eq!(page.is(200).attributes("input[name='form[second_factor]'][checked]", "value"), ["true"]);
        admin.post_form("/fn/clinics/set_staff_security", &[("_page", "/admin/security")]).await.is(303);
        secretary.get("/desk").await.is(200);
    }

    async fn too_many_tries_say_when_to_try_again(db: Fresh) {
        let world = World::new(db).await;
        world.patient(EMAIL).await;
        let person = world.visitor();
        let fields = [("_page", "/sign-in"), ("form[email]", EMAIL), ("form[password]", "guess")];
        for _ in 0..10 {
            person.post_form("/fn/accounts/sign_in", &fields).await.is(401);
        }
        let page = person.post_form("/fn/accounts/sign_in", &fields).await;
        let program = person.sign_in(EMAIL, PASSWORD).await;
        for answer in [&page, &program] {
            let wait: u32 = answer.is(429).header("retry-after").parse().expect("seconds");
            assert!((1..=900).contains(&wait), "{wait}");
        }
        assert!(page.body.contains("<main"), "a page says so");
        let elsewhere = world.visitor_at("198.51.100.7");
        elsewhere.sign_in(EMAIL, PASSWORD).await.is(200);
    }
}

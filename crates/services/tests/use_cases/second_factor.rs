//! The second factor, and how often anything may be tried.

use crate::support::{PASSWORD, Platform, monday, platform, register_form};
use futures::future::join_all;
use salus_domain::Fault;
use salus_domain::accounts::second_factor::{
    CodeForm, PasswordForm, ProofForm, SecondFactor, StaffSecurityForm,
};
use salus_domain::accounts::{Caller, ForgotForm, LinkPurpose, Role, SignInForm};
use salus_domain::ids::UserId;
use salus_domain::language::Language;
use salus_domain::validate::Problem;
use salus_services::accounts::second_factor::{
    begin, confirm, enter_code, renew_codes, state, turn_off,
};
use salus_services::accounts::{
    Entry, HalfSignedIn, check_link, forgot, identify, register, sign_in,
};
use salus_services::limits::{self, Client};
use salus_services::notifications::outbox;
use salus_services::{clinics, jobs};
use totp_rs::{Builder, Secret};

const EMAIL: &str = "sana@example.org";

fn at(address: &str) -> Client {
    Client::new(address.parse().expect("an address"))
}

pub fn home() -> Client {
    at("192.0.2.1")
}

/// The code an authenticator shows at that moment of the test's clock.
pub fn code_of(secret: &str, platform: &Platform) -> CodeForm {
    let seconds = u64::try_from(platform.services.now().micros() / 1_000_000).expect("after 1970");
    let secret = Secret::try_from_base32(secret).expect("a secret");
    let totp = Builder::new()
        .with_secret(secret)
        .build()
        .expect("an authenticator");
    CodeForm {
        code: totp.generate(seconds).to_string(),
    }
}

fn wrong(field: &str) -> Fault {
    Fault::field(field, Problem::Wrong)
}

pub fn code(code: &str) -> CodeForm {
    CodeForm { code: code.into() }
}

pub fn proof(code: &str) -> ProofForm {
    ProofForm {
        password: PASSWORD.into(),
        code: code.into(),
    }
}

async fn knock(platform: &Platform, password: &str, client: Client) -> Result<Entry, Fault> {
    let form = SignInForm {
        email: EMAIL.into(),
        password: password.into(),
    };
    sign_in(&platform.services, &form, client).await
}

async fn half(platform: &Platform) -> HalfSignedIn {
    match knock(platform, PASSWORD, home()).await {
        Ok(Entry::Half(half)) => half,
        other => panic!("no code was asked for: {other:?}"),
    }
}

/// Turns the second factor on; the secret and the recovery codes.
pub async fn turned_on(platform: &Platform, caller: Caller) -> (String, Vec<String>) {
    let services = &platform.services;
    let password = PasswordForm {
        password: PASSWORD.into(),
    };
    begin(services, caller, &password, home())
        .await
        .expect("a secret");
    let Ok(SecondFactor::Pending { secret, address }) = state(services, caller).await else {
        panic!("nothing is pending")
    };
    assert!(address.starts_with("otpauth://totp/Salus:"), "{address}");
    let codes = confirm(services, caller, &code_of(&secret, platform), None)
        .await
        .expect("turned on");
    platform.clock.advance(1);
    (secret, codes)
}

salus_store::on_both_engines! {
    async fn a_code_is_asked_for_after_the_password_and_counts_once(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let caller = platform.patient(EMAIL).await;
        let before = platform.records().await;
        let (secret, codes) = turned_on(&platform, caller).await;
        assert_eq!(codes.len(), 10);
        assert_eq!(platform.records().await, (before.0 + 1, before.1 + 1));
        assert_eq!(state(services, caller).await, Ok(SecondFactor::On { codes_left: 10 }));

        let owed = half(&platform).await;
        let right = code_of(&secret, &platform);
        let entered = enter_code(services, &owed, &right, home()).await.expect("in");
        assert_eq!((entered.user, entered.role), (owed.user, Role::Patient));
        assert!(identify(services, &entered).await.expect("an answer").is_some());

        let again = half(&platform).await;
        assert_eq!(enter_code(services, &again, &right, home()).await, Err(wrong("code")), "used");
        platform.clock.advance(1);
        let next = half(&platform).await;
        assert_eq!(enter_code(services, &next, &right, home()).await, Err(wrong("code")), "old");
        let fresh = code_of(&secret, &platform);
        let tries = (0..6).map(|_| {
            let (services, fresh) = (services.clone(), fresh.clone());
            tokio::spawn(async move { enter_code(&services, &next, &fresh, home()).await })
        });
        let in_how_often = join_all(tries).await.into_iter().filter(|try_| matches!(try_, Ok(Ok(_)))).count();
        assert_eq!(in_how_often, 1, "a code sent many times at once");
    }

    async fn a_recovery_code_lets_in_once_and_new_ones_replace_it(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let caller = platform.patient(EMAIL).await;
        let (_, codes) = turned_on(&platform, caller).await;
        let typed = codes[0].to_lowercase().replace('-', " ");
        let owed = half(&platform).await;
        enter_code(services, &owed, &code(&typed), home()).await.expect("in");
        assert_eq!(state(services, caller).await, Ok(SecondFactor::On { codes_left: 9 }));
        assert_eq!(enter_code(services, &half(&platform).await, &code(&typed), home()).await, Err(wrong("code")));

        let renewed = renew_codes(services, caller, &proof(&codes[1]), home()).await.expect("new codes");
        let owed = half(&platform).await;
        assert_eq!(enter_code(services, &owed, &code(&codes[2]), home()).await, Err(wrong("code")));
        enter_code(services, &owed, &code(&renewed[0]), home()).await.expect("in");
        assert_eq!(platform.count("SELECT count(*) FROM recovery_codes").await, 9);
    }

    async fn it_is_turned_on_and_off_by_its_holder_only(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let caller = platform.patient(EMAIL).await;
        let stranger = platform.patient("amel@example.org").await;
        let bad = PasswordForm { password: "not the password".into() };
        assert_eq!(begin(services, caller, &bad, home()).await, Err(wrong("password")));
        assert_eq!(begin(services, Caller::Visitor, &bad, home()).await, Err(Fault::SignedOut));
        assert_eq!(confirm(services, caller, &code("123456"), None).await, Err(Fault::Missing), "nothing begun");

        let (secret, codes) = turned_on(&platform, caller).await;
        assert_eq!(state(services, stranger).await, Ok(SecondFactor::Off));
        assert_eq!(turn_off(services, stranger, &proof(&codes[0]), home(), None).await, Err(wrong("code")));
        let right = code_of(&secret, &platform).code;
        let mut half_proof = proof(&right);
        half_proof.password = "not the password".into();
        assert_eq!(turn_off(services, caller, &half_proof, home(), None).await, Err(wrong("password")));
        assert_eq!(turn_off(services, caller, &proof("000000x"), home(), None).await, Err(wrong("code")));
        let Ok(Entry::Half(_)) = knock(&platform, PASSWORD, home()).await else { panic!("off already") };
        turn_off(services, caller, &proof(&right), home(), None).await.expect("off");
        let Ok(Entry::Whole(_)) = knock(&platform, PASSWORD, home()).await else { panic!("still on") };
        assert_eq!(platform.count("SELECT count(*) FROM recovery_codes").await, 0);
    }

    async fn a_secret_nobody_confirms_is_forgotten_and_asks_for_nothing(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let caller = platform.patient(EMAIL).await;
        let password = PasswordForm { password: PASSWORD.into() };
        begin(services, caller, &password, home()).await.expect("a secret");
        let Ok(SecondFactor::Pending { secret, .. }) = state(services, caller).await else { panic!("nothing") };
        assert_eq!(confirm(services, caller, &code("000000"), None).await, Err(wrong("code")));
        let Ok(Entry::Whole(_)) = knock(&platform, PASSWORD, home()).await else { panic!("asked for") };
        platform.clock.advance(16);
        let late = code_of(&secret, &platform);
        assert_eq!(confirm(services, caller, &late, None).await, Err(Fault::Missing));
        jobs::tick(services).await.expect("the clock's work");
        assert_eq!(platform.count("SELECT count(*) FROM second_factors").await, 0);
    }

    async fn five_wrong_codes_or_five_minutes_end_the_sign_in(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let caller = platform.patient(EMAIL).await;
        let (secret, _) = turned_on(&platform, caller).await;
        let owed = half(&platform).await;
        for _ in 0..4 {
            assert_eq!(enter_code(services, &owed, &code("nonsense"), home()).await, Err(wrong("code")));
        }
        assert_eq!(enter_code(services, &owed, &code("nonsense"), home()).await, Err(Fault::SignedOut));
        let right = code_of(&secret, &platform);
        assert_eq!(enter_code(services, &owed, &right, home()).await, Err(Fault::SignedOut));

        let slow = half(&platform).await;
        platform.clock.advance(5);
        let right = code_of(&secret, &platform);
        assert_eq!(enter_code(services, &slow, &right, home()).await, Err(Fault::SignedOut));
        enter_code(services, &half(&platform).await, &right, home()).await.expect("in");
    }

    async fn secrets_are_sealed_where_there_is_a_key(db: Fresh) {
        let mut platform = platform(&db).await;
        let caller = platform.patient(EMAIL).await;
        platform.services = platform.services.clone().with_secret_key([7; 32]);
        let (secret, _) = turned_on(&platform, caller).await;
        assert_eq!(platform.count("SELECT count(*) FROM second_factors WHERE length(secret) = 61").await, 1);
        let owed = half(&platform).await;
        let right = code_of(&secret, &platform);
        enter_code(&platform.services, &owed, &right, home()).await.expect("in");
        let other = platform.services.clone().with_secret_key([8; 32]);
        assert_eq!(enter_code(&other, &owed, &code("000000"), home()).await, Err(Fault::Internal));
    }

    async fn staff_act_for_themselves_only_until_they_have_what_their_clinic_asks(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let (clinic, other) = (platform.clinic("El Manar").await, platform.clinic("Atlas").await);
        let secretary = platform.secretary(clinic, "desk@example.org").await;
        let elsewhere = platform.secretary(other, "desk@atlas.example.org").await;
        let asks = StaffSecurityForm { second_factor: true };
        assert_eq!(clinics::set_staff_security(services, secretary, asks).await, Err(Fault::Refused));
        let before = platform.records().await;
        clinics::set_staff_security(services, clinic.admin, asks).await.expect("asked");
        clinics::set_staff_security(services, clinic.admin, asks).await.expect("asked already");
        assert_eq!(platform.records().await, (before.0 + 1, before.1 + 1), "said once");

        let user = secretary.user().expect("a user");
        assert_eq!(platform.sign_in("desk@example.org").await, Caller::Patient { user });
        assert_eq!(platform.sign_in("desk@atlas.example.org").await, elsewhere, "another clinic's staff");
        turned_on(&platform, Caller::Patient { user }).await;
        let form = SignInForm { email: "desk@example.org".into(), password: PASSWORD.into() };
        let Ok(Entry::Half(owed)) = sign_in(services, &form, home()).await else { panic!("no code") };
        assert_eq!(owed.user, user);
        let signed_in = salus_services::accounts::SignedIn { user, role: Role::Secretary, clinic: Some(clinic.id) };
        let (caller, me) = identify(services, &signed_in).await.expect("an answer").expect("somebody");
        assert_eq!((caller, me.second_factor_due), (secretary, false));
    }

    async fn an_unknown_account_costs_as_many_hashes_as_a_wrong_password(db: Fresh) {
        let platform = platform(&db).await;
        platform.patient(EMAIL).await;
        let checked = async |email: &str| {
            let before = platform.services.passwords_checked();
            let form = SignInForm { email: email.into(), password: "guess".into() };
            assert_eq!(sign_in(&platform.services, &form, home()).await, Err(Fault::WrongCredentials));
            platform.services.passwords_checked() - before
        };
        assert_eq!((checked(EMAIL).await, checked("nobody@example.org").await), (1, 1));
    }

    async fn asking_for_a_new_password_has_limits_that_lock_nobody_out(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        platform.patient(EMAIL).await;
        let ask = async |email: &str, from: &str| {
            let form = ForgotForm { email: email.into() };
            forgot(services, &form, at(from)).await
        };
        // Whether there is such an account or not.
        for email in [EMAIL, "nobody@example.org"] {
            for _ in 0..10 {
                assert_eq!(ask(email, "198.51.100.7").await, Ok(()));
            }
            assert_eq!(ask(email, "198.51.100.7").await, Err(Fault::TooMany { retry_after_s: 3601 }), "{email}");
            assert_eq!(ask(email, "192.0.2.1").await, Ok(()), "from elsewhere");
        }
        for n in 0..10 {
            assert_eq!(ask(&format!("{n}@example.org"), "198.51.100.7").await, Ok(()));
        }
        let full = ask("another@example.org", "198.51.100.7").await;
        assert!(matches!(full, Err(Fault::TooMany { .. })), "however many addresses are tried: {full:?}");
        platform.clock.advance(60);
        assert_eq!(ask(EMAIL, "198.51.100.7").await, Ok(()), "an hour later");

        // From a new address each time: never refused, and the last letter that was sent still opens.
        for n in 1..60 {
            assert_eq!(ask(EMAIL, &format!("203.0.113.{n}")).await, Ok(()));
        }
        let mails = outbox(services).await.expect("the outbox");
        let letter = mails.iter().find(|mail| mail.to == EMAIL && mail.text.contains("/reset?token=")).expect("a letter");
        let token = letter.text.split("token=").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a token");
        assert_eq!(check_link(services, LinkPurpose::Reset, token).await, Ok(()));
    }

    async fn wrong_passwords_are_counted_until_the_window_is_over(db: Fresh) {
        let platform = platform(&db).await;
        platform.patient(EMAIL).await;
        let attacker = at("198.51.100.7");
        for _ in 0..10 {
            assert_eq!(knock(&platform, "guess", attacker).await, Err(Fault::WrongCredentials));
        }
        platform.clock.advance(10);
        let wait = Fault::TooMany { retry_after_s: 301 };
        assert_eq!(knock(&platform, "guess", attacker).await, Err(wait.clone()));
        assert_eq!(knock(&platform, PASSWORD, attacker).await, Err(wait), "even the right one");
        assert!(knock(&platform, PASSWORD, at("198.51.100.8")).await.is_ok(), "from elsewhere");
        platform.clock.advance(5);
        assert!(knock(&platform, PASSWORD, attacker).await.is_ok(), "the window is over");
        for _ in 0..30 {
            knock(&platform, PASSWORD, attacker).await.expect("right passwords are no tries");
        }
    }

    async fn many_tries_at_once_do_not_slip_through(db: Fresh) {
        let platform = platform(&db).await;
        platform.patient(EMAIL).await;
        let tries = (0..24).map(|_| {
            let services = platform.services.clone();
            let form = SignInForm { email: EMAIL.into(), password: "guess".into() };
            tokio::spawn(async move { sign_in(&services, &form, home()).await })
        });
        let outcomes: Vec<_> = join_all(tries).await.into_iter().map(|o| o.expect("no panic")).collect();
        let count = |what: fn(&Fault) -> bool| outcomes.iter().filter(|o| o.as_ref().is_err_and(what)).count();
        assert_eq!(count(|fault| *fault == Fault::WrongCredentials), 10);
        assert_eq!(count(|fault| matches!(fault, Fault::TooMany { .. })), 14);
    }

    async fn an_attacker_with_many_addresses_does_not_lock_the_victim_out(db: Fresh) {
        let platform = platform(&db).await;
        register(&platform.services, &register_form(EMAIL), Language::Fr).await.expect("an account");
        knock(&platform, PASSWORD, home()).await.expect("known from home");
        // As many as the account's ceiling, without spending an hash on each.
        platform.services.store().write(move |tx| Box::pin(async move {
            const FULL: salus_store::Sql = salus_store::Sql::both(
                "UPDATE attempts SET tries = 1000, window_start = $1 WHERE action = 'sign_in'",
            );
            Ok(tx.query(salus_store::Reach::UPKEEP, FULL).bind(monday()).execute().await?)
        })).await.expect("a flood");
        assert!(matches!(knock(&platform, PASSWORD, at("198.51.100.9")).await, Err(Fault::TooMany { .. })));
        // Of home, only what is tried from home counts: forget that.
        platform.clock.advance(16);
        assert!(matches!(knock(&platform, PASSWORD, at("198.51.100.9")).await, Err(Fault::TooMany { .. })));
        assert!(knock(&platform, PASSWORD, home()).await.is_ok(), "from home as ever");
    }

    async fn registering_and_booking_have_limits_too(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let user = Caller::Patient { user: UserId::new(salus_store::testing::new_id()) };
        for _ in 0..60 {
            limits::register(services, home()).await.expect("admitted");
        }
        assert!(matches!(limits::register(services, home()).await, Err(Fault::TooMany { .. })));
        limits::register(services, at("192.0.2.2")).await.expect("elsewhere");
        for _ in 0..30 {
            limits::book(services, user, home()).await.expect("admitted");
        }
        assert!(matches!(limits::book(services, user, home()).await, Err(Fault::TooMany { .. })));
        platform.clock.advance(60);
        limits::book(services, user, home()).await.expect("an hour later");
        platform.clock.advance(25 * 60);
        jobs::tick(services).await.expect("the clock's work");
        assert_eq!(platform.count("SELECT count(*) FROM attempts").await, 0);
    }
}

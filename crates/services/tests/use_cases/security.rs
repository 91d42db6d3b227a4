//! Links by mail, passwords, addresses, sessions: what keeps an account its holder's.

use crate::support::{PASSWORD, Platform, monday, person, platform, register_form, taken};
use salus_domain::Fault;
use salus_domain::accounts::{
    Caller, EmailForm, ForgotForm, LinkPurpose, PasswordForm, ProfileForm, ResetForm, SignInForm,
};
use salus_domain::fault::Conflict;
use salus_domain::notifications::Mail;
use salus_domain::validate::Problem;
use salus_services::accounts::Entry;
use salus_services::accounts::sessions::{self, Device, SessionRow};
use salus_services::accounts::{
    change_email, change_password, check_link, edit_profile, end_other_sessions, end_session,
    forgot, identify, own, own_sessions, reset, send_verification, sign_in, verify,
};
use salus_services::limits::Client;
use salus_services::notifications::outbox;
use salus_services::{Site, staff};

const NEW: &str = "quatre hiboux roses";
const SPENT: Fault = Fault::conflict(Conflict::LinkSpent);

impl Platform {
    /// The mails to an address, newest first.
    async fn mails_to(&self, email: &str) -> Vec<Mail> {
        let mut mails = outbox(&self.services).await.expect("the outbox");
        mails.retain(|mail| mail.to == email);
        mails
    }

    /// What the newest link to an address holds.
    pub(crate) async fn token(&self, page: &str, email: &str) -> String {
        let start = format!("https://salus.example/{page}?token=");
        let found = self.mails_to(email).await.into_iter().find_map(|mail| {
            let (_, rest) = mail.text.split_once(&start)?;
            rest.split_whitespace().next().map(str::to_owned)
        });
        found.expect("a link")
    }

    async fn forgot(&self, email: &str) -> Result<(), Fault> {
        let form = ForgotForm {
            email: email.into(),
        };
        forgot(&self.services, &form, Client::UNKNOWN).await
    }

    async fn reset(&self, token: &str, password: &str) -> Result<(), Fault> {
        let form = ResetForm {
            token: token.into(),
            password: password.into(),
        };
        reset(&self.services, &form).await
    }

    async fn change_password(
        &self,
        caller: Caller,
        kept: Option<[u8; 32]>,
        from: &str,
        to: &str,
    ) -> Result<(), Fault> {
        let form = PasswordForm {
            current_password: from.into(),
            password: to.into(),
        };
        change_password(&self.services, caller, kept, &form).await
    }

    async fn change_email(&self, caller: Caller, password: &str, email: &str) -> Result<(), Fault> {
        let form = EmailForm {
            current_password: password.into(),
            email: email.into(),
        };
        change_email(&self.services, caller, &form).await
    }

    async fn opens(&self, email: &str, password: &str) -> bool {
        let form = SignInForm {
            email: email.into(),
            password: password.into(),
        };
        sign_in(&self.services, &form, Client::UNKNOWN)
            .await
            .is_ok()
    }

    /// Keeps a session of a user, named by one byte.
    async fn session_of(&self, caller: Caller, name: u8) -> [u8; 32] {
        let hash = [name; 32];
        let row = SessionRow {
            data: "{}".into(),
            expires_at: monday().plus_minutes(7 * 24 * 60),
        };
        let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        let device = Device::new(Some(agent), "203.0.113.77".parse().ok());
        let kept = sessions::create(&self.services, hash, &row, caller.user(), &device).await;
        assert_eq!(kept, Ok(true));
        hash
    }

    async fn holds(&self, session: [u8; 32]) -> bool {
        sessions::load(&self.services, session)
            .await
            .expect("an answer")
            .is_some()
    }
}

salus_store::on_both_engines! {
    async fn a_forgotten_password_is_replaced_once_and_every_session_ends(db: Fresh) {
        let platform = platform(&db).await;
        let sana = platform.patient("sana@example.org").await;
        let other = platform.patient("other@example.org").await;
        let (hers, theirs) = (platform.session_of(sana, 1).await, platform.session_of(other, 2).await);
        platform.forgot(" SANA@example.org ").await.expect("asked");
        let token = platform.token("reset", "sana@example.org").await;
        assert_eq!(token.len(), 43, "256 bits");
        assert_eq!(check_link(&platform.services, LinkPurpose::Reset, &token).await, Ok(()), "looking uses nothing up");
        assert_eq!(platform.reset(&token, "short").await, Err(Fault::field("password", Problem::TooShort { min: 12 })));
        platform.reset(&token, NEW).await.expect("a new password");

        assert!(platform.opens("sana@example.org", NEW).await);
        assert!(!platform.opens("sana@example.org", PASSWORD).await);
        assert!(platform.opens("other@example.org", PASSWORD).await, "nobody else's password changed");
        assert!(!platform.holds(hers).await);
        assert!(platform.holds(theirs).await, "nobody else's session ended");
        assert_eq!(platform.reset(&token, "encore un autre mot").await, Err(SPENT), "used twice");
        assert!(platform.opens("sana@example.org", NEW).await);
        assert!(own(&platform.services, sana).await.expect("an account").email_verified, "who reads the mail reads the address");
        let kept = "SELECT count(*) FROM audit_entries WHERE action = 'account.reset_password' AND actor_role = 'visitor'";
        assert_eq!(platform.count(kept).await, 1);
    }

    async fn a_link_that_lapsed_or_never_was_or_is_for_something_else_opens_nothing(db: Fresh) {
        let platform = platform(&db).await;
        platform.patient("sana@example.org").await;
        let verify_token = platform.token("verify", "sana@example.org").await;
        platform.forgot("sana@example.org").await.expect("asked");
        let token = platform.token("reset", "sana@example.org").await;
        let before = platform.records().await;
        platform.clock.advance(30);
        for wrong in [token.as_str(), verify_token.as_str(), "", "nonsense", &token.to_uppercase()] {
            assert_eq!(platform.reset(wrong, NEW).await, Err(SPENT), "{wrong}");
            assert_eq!(check_link(&platform.services, LinkPurpose::Reset, wrong).await, Err(SPENT));
        }
        assert_eq!(verify(&platform.services, Caller::Visitor, &token).await, Err(SPENT));
        assert!(platform.opens("sana@example.org", PASSWORD).await);
        assert_eq!(platform.records().await, before);
        let in_the_clear = "SELECT count(*) FROM account_links WHERE length(hash) <> 32";
        assert_eq!(platform.count(in_the_clear).await, 0);
    }

    async fn of_several_links_one_is_used_and_all_are_spent(db: Fresh) {
        let platform = platform(&db).await;
        platform.patient("sana@example.org").await;
        platform.forgot("sana@example.org").await.expect("asked");
        let first = platform.token("reset", "sana@example.org").await;
        platform.clock.advance(1);
        platform.forgot("sana@example.org").await.expect("asked again");
        let second = platform.token("reset", "sana@example.org").await;
        assert_ne!(first, second);
        platform.reset(&second, NEW).await.expect("a new password");
        assert_eq!(platform.reset(&first, "encore un autre mot").await, Err(SPENT));
    }

    async fn asking_for_an_unknown_address_answers_the_same_and_leaves_nothing(db: Fresh) {
        let platform = platform(&db).await;
        platform.patient("sana@example.org").await;
        let before = (platform.records().await, platform.count("SELECT count(*) FROM mails").await);
        assert_eq!(platform.forgot("nobody@example.org").await, Ok(()));
        let after = (platform.records().await, platform.count("SELECT count(*) FROM mails").await);
        assert_eq!(before, after);
        assert_eq!(platform.forgot("no address").await, Err(Fault::field("email", Problem::Malformed)));
        // However often somebody asks, a mailbox is not filled.
        for _ in 0..9 {
            assert_eq!(platform.forgot("sana@example.org").await, Ok(()));
        }
        assert_eq!(platform.mails_to("sana@example.org").await.len(), 1 + 5);
    }

    async fn an_address_is_verified_once_by_whoever_reads_it(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let sana = platform.patient("sana@example.org").await;
        let other = platform.patient("other@example.org").await;
        let verified = async |caller| own(services, caller).await.expect("an account").email_verified;
        assert!(!verified(sana).await);
        let first = platform.token("verify", "sana@example.org").await;
        send_verification(services, sana).await.expect("sent again");
        let token = platform.token("verify", "sana@example.org").await;
        assert_eq!(verify(services, sana, &first).await, Err(SPENT), "a newer link takes its place");
        assert_eq!(verify(services, other, &token).await, Err(SPENT), "signed in as somebody else");
        assert!(!verified(sana).await);
        verify(services, Caller::Visitor, &token).await.expect("verified");
        assert!(verified(sana).await);
        assert!(!verified(other).await);
        assert_eq!(verify(services, sana, &token).await, Err(SPENT), "used twice");
        let sent = platform.mails_to("sana@example.org").await.len();
        send_verification(services, sana).await.expect("nothing to do");
        assert_eq!(platform.mails_to("sana@example.org").await.len(), sent);
        assert_eq!(send_verification(services, Caller::Visitor).await, Err(Fault::SignedOut));
    }

    async fn an_address_changes_when_the_new_one_is_confirmed(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let sana = platform.patient("sana@example.org").await;
        platform.patient("other@example.org").await;
        let old = platform.token("verify", "sana@example.org").await;
        let wrong = Err(Fault::field("current_password", Problem::WrongPassword));
        assert_eq!(platform.change_email(sana, NEW, "new@example.org").await, wrong);
        assert_eq!(platform.change_email(sana, PASSWORD, "OTHER@example.org").await, Err(taken()));
        platform.change_email(sana, PASSWORD, "New@example.org").await.expect("asked");
        let account = own(services, sana).await.expect("an account");
        assert_eq!((account.email.as_str(), account.pending_email.as_deref()), ("sana@example.org", Some("new@example.org")));
        assert!(!platform.opens("new@example.org", PASSWORD).await, "the old one stays until then");
        assert_eq!(platform.mails_to("sana@example.org").await.len(), 2, "the old address is told");

        let token = platform.token("verify", "new@example.org").await;
        verify(services, sana, &token).await.expect("confirmed");
        assert!(platform.opens("new@example.org", PASSWORD).await);
        assert!(!platform.opens("sana@example.org", PASSWORD).await);
        let account = own(services, sana).await.expect("an account");
        assert_eq!((account.email_verified, account.pending_email), (true, None));
        assert_eq!(verify(services, sana, &old).await, Err(SPENT), "a link to the old address does not bring it back");
    }

    async fn a_new_password_ends_other_sessions_and_whatever_was_asked_for_without_its_holder(db: Fresh) {
        let platform = platform(&db).await;
        let sana = platform.patient("sana@example.org").await;
        let (here, there) = (platform.session_of(sana, 1).await, platform.session_of(sana, 2).await);
        let own_link = platform.token("verify", "sana@example.org").await;
        platform.forgot("sana@example.org").await.expect("asked");
        let reset_link = platform.token("reset", "sana@example.org").await;
        let wrong = Err(Fault::field("current_password", Problem::WrongPassword));
        assert_eq!(platform.change_password(sana, Some(here), NEW, "encore un autre mot").await, wrong);
        assert_eq!(platform.change_password(sana, Some(here), PASSWORD, PASSWORD).await, Err(Fault::field("password", Problem::Taken)));
        assert!(platform.holds(there).await);
        platform.change_password(sana, Some(here), PASSWORD, NEW).await.expect("changed");
        assert!(platform.opens("sana@example.org", NEW).await);
        assert!(platform.holds(here).await);
        assert!(!platform.holds(there).await);
        assert_eq!(platform.reset(&reset_link, PASSWORD).await, Err(SPENT));
        verify(&platform.services, sana, &own_link).await.expect("the link to their own address still holds");
        let told = platform.mails_to("sana@example.org").await;
        assert!(told.iter().any(|mail| mail.text.contains("https://salus.example/forgot")));
        assert_eq!(platform.change_password(Caller::Visitor, None, NEW, PASSWORD).await, Err(Fault::SignedOut));

        platform.change_email(sana, NEW, "thief@example.org").await.expect("asked by a thief");
        let thiefs = platform.token("verify", "thief@example.org").await;
        platform.change_password(sana, None, NEW, PASSWORD).await.expect("changed");
        assert_eq!(verify(&platform.services, Caller::Visitor, &thiefs).await, Err(SPENT));
    }

    async fn everybody_sees_and_ends_their_own_sessions_and_nobody_elses(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let sana = platform.patient("sana@example.org").await;
        let clinic = platform.clinic("El Manar").await;
        let (here, there, last) =
            (platform.session_of(sana, 1).await, platform.session_of(sana, 2).await, platform.session_of(sana, 3).await);
        let foreign = platform.session_of(clinic.admin, 4).await;
        platform.clock.advance(90);
        let lines = own_sessions(services, sana, Some(there)).await.expect("sessions");
        assert_eq!(lines.len(), 3);
        let line = &lines[0];
        assert!(line.current && lines[1..].iter().all(|line| !line.current), "the one that asks comes first");
        assert_eq!(
            (line.browser.as_deref(), line.system.as_deref(), line.address.as_deref(), line.seen_min),
            (Some("Firefox"), Some("Linux"), Some("203.0.113.x"), 90),
        );
        let foreign_id = own_sessions(services, clinic.admin, None).await.expect("sessions")[0].id.clone();
        for id in [foreign_id.as_str(), "", "AAAA", "%%"] {
            assert_eq!(end_session(services, sana, id).await, Err(Fault::Missing), "{id}");
        }
        end_session(services, sana, &lines[1].id).await.expect("ended");
        assert_eq!(own_sessions(services, sana, Some(there)).await.expect("sessions").len(), 2);
        assert!(!(platform.holds(here).await && platform.holds(last).await));
        end_other_sessions(services, sana, Some(there)).await.expect("ended");
        let left = own_sessions(services, sana, Some(there)).await.expect("sessions");
        assert_eq!((left.len(), left[0].current), (1, true));
        assert!(platform.holds(foreign).await);
        assert_eq!(own_sessions(services, Caller::Visitor, None).await, Err(Fault::SignedOut));
    }

    async fn an_initial_password_is_to_be_changed_and_ones_own_is_not(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let clinic = platform.clinic("El Manar").await;
        staff::add_secretary(services, clinic.admin, &person("desk@example.org")).await.expect("a secretary");
        let must = async |email: &str, password: &str| {
            let form = SignInForm { email: email.into(), password: password.into() };
            let entry = sign_in(services, &form, Client::UNKNOWN).await.expect("the right password");
            let Entry::Whole(signed_in) = entry else { panic!("no second factor was turned on") };
            let (caller, me) = identify(services, &signed_in).await.expect("an answer").expect("somebody");
            (caller, me.must_change_password)
        };
        platform.patient("sana@example.org").await;
        assert!(!must("sana@example.org", PASSWORD).await.1);
        for email in ["admin@el-manar.example.org", "desk@example.org"] {
            let (caller, asked) = must(email, PASSWORD).await;
            assert!(asked, "{email}");
            platform.change_password(caller, None, PASSWORD, NEW).await.expect("changed");
            assert!(!must(email, NEW).await.1, "{email}");
        }
    }

    async fn one_changes_ones_own_name_and_every_wrong_field_is_named(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let sana = platform.patient("sana@example.org").await;
        let form = ProfileForm { first_name: " Sana ".into(), last_name: "Ben Salah".into(), phone: String::new() };
        edit_profile(services, sana, &form).await.expect("changed");
        let account = own(services, sana).await.expect("an account");
        assert_eq!((account.first_name.as_str(), account.last_name.as_str(), account.phone), ("Sana", "Ben Salah", None));
        let before = platform.records().await;
        let form = ProfileForm { phone: "x".into(), ..ProfileForm::default() };
        let Err(Fault::Invalid { fields }) = edit_profile(services, sana, &form).await else { panic!("accepted") };
        let names: Vec<_> = fields.iter().map(|f| f.field.as_str()).collect();
        assert_eq!(names, ["first_name", "last_name", "phone"]);
        assert_eq!(platform.records().await, before);
    }

    async fn mails_repeat_nothing_that_was_typed_and_are_seen_on_a_desk_only(db: Fresh) {
        let platform = platform(&db).await;
        let mut form = register_form("victim@example.org");
        form.first_name = "Win a prize at evil.example".into();
        salus_services::accounts::register(&platform.services, &form, salus_domain::language::Language::En).await.expect("an account");
        let mails = platform.mails_to("victim@example.org").await;
        assert_eq!(mails.len(), 1);
        assert!(!mails[0].text.contains("evil") && !mails[0].subject.contains("evil"));
        let elsewhere = platform.services.clone().at_site(Site { development: false, ..Site::default() });
        assert_eq!(outbox(&elsewhere).await, Err(Fault::Missing));
    }
}

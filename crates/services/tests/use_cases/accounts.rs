//! Registering, signing in, staying signed in.

use crate::support::{PASSWORD, Platform, monday, person, platform, register_form, taken};
use futures::future::join_all;
use salus_domain::Fault;
use salus_domain::accounts::{Caller, Role, SignInForm, StaffRole};
use salus_domain::fault::Conflict;
use salus_domain::language::Language;
use salus_services::accounts::sessions::{self, Device, SessionRow};
use salus_services::accounts::{Entry, SignedIn, add_super_admin, identify, register, sign_in};
use salus_services::clinics;
use salus_services::limits::Client;
use salus_store::{Reach, Sql};

async fn try_to_sign_in(
    platform: &Platform,
    email: &str,
    password: &str,
) -> Result<SignedIn, Fault> {
    let form = SignInForm {
        email: email.into(),
        password: password.into(),
    };
    match sign_in(&platform.services, &form, Client::UNKNOWN).await? {
        Entry::Whole(signed_in) => Ok(signed_in),
        Entry::Half(_) => panic!("{email} owes a code"),
    }
}

salus_store::on_both_engines! {
    async fn whoever_registers_can_sign_in_and_nobody_else_as_them(db: Fresh) {
        let platform = platform(&db).await;
        let registered = register(&platform.services, &register_form("Sana@Example.org"), Language::En).await.expect("an account");
        assert_eq!((registered.role, registered.clinic), (Role::Patient, None));
        assert_eq!(try_to_sign_in(&platform, " SANA@example.org ", PASSWORD).await, Ok(registered));
        for (email, password) in [
            ("sana@example.org", "correct horse batterie"), ("nobody@example.org", PASSWORD), ("", ""),
        ] {
            assert_eq!(try_to_sign_in(&platform, email, password).await, Err(Fault::WrongCredentials));
        }
        let (caller, me) = identify(&platform.services, &registered).await.expect("an answer").expect("somebody");
        assert_eq!(caller, Caller::Patient { user: registered.user });
        assert_eq!((me.first_name.as_str(), me.clinic, me.language), ("Sana", None, Language::En));
        assert_eq!(platform.records().await, (1, 1));
        let hashes = "SELECT count(*) FROM users WHERE password_hash LIKE '$argon2id$v=19$m=19456,t=2,p=1$%'";
        assert_eq!(platform.count(hashes).await, 1);
    }

    async fn one_email_registered_by_many_at_once_is_one_account(db: Fresh) {
        let platform = platform(&db).await;
        let tries = (0..8).map(|_| {
            let services = platform.services.clone();
            tokio::spawn(async move { register(&services, &register_form("sana@example.org"), Language::Fr).await })
        });
        let outcomes: Vec<_> = join_all(tries).await.into_iter().map(|o| o.expect("no panic")).collect();
        assert_eq!(outcomes.iter().filter(|o| o.is_ok()).count(), 1);
        assert_eq!(outcomes.iter().filter(|o| **o == Err(taken())).count(), 7);
        assert_eq!(platform.count("SELECT count(*) FROM users WHERE email = 'sana@example.org'").await, 1);
        assert_eq!(platform.records().await, (1, 1));
    }

    async fn a_registration_names_every_wrong_field_and_leaves_nothing(db: Fresh) {
        let platform = platform(&db).await;
        let before = platform.rows().await;
        let mut form = register_form("nobody");
        form.password = "short".into();
        form.born_on = "2026-11-24".into();
        let Err(Fault::Invalid { fields }) = register(&platform.services, &form, Language::Fr).await else {
            panic!("accepted")
        };
        let names: Vec<_> = fields.iter().map(|f| f.field.as_str()).collect();
        assert_eq!(names, ["email", "born_on", "password"]);
        assert_eq!(platform.rows().await, before);
    }

    async fn a_suspended_user_is_out_at_once(db: Fresh) {
        let platform = platform(&db).await;
        let signed_in = register(&platform.services, &register_form("sana@example.org"), Language::Fr).await.expect("an account");
        platform.services.store().write(|tx| Box::pin(async move {
            const SUSPEND: Sql = Sql::both("UPDATE users SET status = 'suspended' WHERE platform_role IS NULL");
            Ok(tx.query(Reach::UPKEEP, SUSPEND).execute().await?)
        })).await.expect("suspended");
        assert_eq!(try_to_sign_in(&platform, "sana@example.org", PASSWORD).await, Err(Fault::WrongCredentials));
        assert_eq!(identify(&platform.services, &signed_in).await, Ok(None));
    }

    async fn staff_of_a_suspended_clinic_cannot_work(db: Fresh) {
        let platform = platform(&db).await;
        let clinic = platform.clinic("El Manar").await;
        let email = "admin@el-manar.example.org";
        let signed_in = try_to_sign_in(&platform, email, PASSWORD).await.expect("the right password");
        assert_eq!((signed_in.role, signed_in.clinic), (Role::ClinicAdmin, Some(clinic.id)));
        let (caller, me) = identify(&platform.services, &signed_in).await.expect("an answer").expect("somebody");
        assert_eq!(caller, Caller::Staff { user: signed_in.user, clinic: clinic.id, role: StaffRole::ClinicAdmin });
        assert_eq!(me.clinic.map(|c| c.name).as_deref(), Some("El Manar"));

        clinics::set_suspended(&platform.services, platform.super_admin, clinic.id, true).await.expect("suspended");
        let suspended = Err(Fault::conflict(Conflict::ClinicSuspended));
        assert_eq!(identify(&platform.services, &signed_in).await, suspended);
        let again = try_to_sign_in(&platform, email, PASSWORD).await.expect("the right password");
        assert_eq!(again, signed_in, "they are told why, not taken for a patient");

        clinics::set_suspended(&platform.services, platform.super_admin, clinic.id, false).await.expect("resumed");
        assert!(identify(&platform.services, &signed_in).await.expect("an answer").is_some());
    }

    async fn a_session_cannot_claim_a_role_its_user_does_not_hold(db: Fresh) {
        let platform = platform(&db).await;
        let (here, there) = (platform.clinic("El Manar").await, platform.clinic("Atlas").await);
        let user = platform.secretary(here, "desk@example.org").await.user().expect("a user");
        for (role, clinic) in [
            (Role::SuperAdmin, None),
            (Role::ClinicAdmin, Some(here.id)),
            (Role::Doctor, Some(here.id)),
            (Role::Secretary, Some(there.id)),
            (Role::Secretary, None),
        ] {
            assert_eq!(identify(&platform.services, &SignedIn { user, role, clinic }).await, Ok(None), "{role}");
        }
    }

    async fn a_session_is_kept_until_it_ends(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let row = |data: &str, minutes| SessionRow { data: data.into(), expires_at: monday().plus_minutes(minutes) };
        let (one, other) = ([1; 32], [2; 32]);
        let user = platform.patient("sana@example.org").await.user();

        assert_eq!(sessions::create(services, one, &row("{}", 30), None, &Device::default()).await, Ok(true));
        assert_eq!(sessions::create(services, one, &row("{\"a\":1}", 60), None, &Device::default()).await, Ok(false), "the id is taken");
        assert_eq!(sessions::load(services, one).await, Ok(Some(row("{}", 30))));
        assert_eq!(sessions::save(services, one, &row("{\"a\":2}", 60), user).await, Ok(true));
        assert_eq!(sessions::load(services, one).await, Ok(Some(row("{\"a\":2}", 60))));
        assert_eq!(sessions::create(services, other, &row("{}", 90), user, &Device::default()).await, Ok(true));

        platform.clock.advance(60);
        assert_eq!(sessions::load(services, one).await, Ok(None), "expired");
        assert_eq!(sessions::delete_expired(services).await, Ok(1));
        assert!(sessions::load(services, other).await.expect("an answer").is_some());

        sessions::delete(services, other).await.expect("ended");
        assert_eq!(sessions::save(services, other, &row("{}", 90), user).await, Ok(false), "an ended session stays ended");
        assert_eq!(sessions::load(services, other).await, Ok(None));
    }

    async fn a_super_admin_named_at_the_console_can_sign_in_and_no_account_is_taken_over(db: Fresh) {
        let platform = platform(&db).await;
        register(&platform.services, &register_form("sana@example.org"), Language::Fr).await.expect("an account");
        let named = add_super_admin(&platform.services, &person("sana@example.org")).await;
        assert_eq!(named.map(drop), Err(taken()));
        assert_eq!(platform.sign_in("sana@example.org").await.role(), Some(Role::Patient));

        add_super_admin(&platform.services, &person("root@example.org")).await.expect("a super admin");
        assert_eq!(platform.sign_in("root@example.org").await.role(), Some(Role::SuperAdmin));
    }
}

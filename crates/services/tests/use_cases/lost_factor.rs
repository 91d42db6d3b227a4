//! What a second factor protects: the sessions it ends, and the way back in for staff who lost it.

use crate::second_factor::{code, code_of, home, proof, turned_on};
use crate::support::{PASSWORD, Platform, doctor_form, monday, person, platform};
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::accounts::second_factor::{PasswordForm, SecondFactor};
use salus_domain::fault::Conflict;
use salus_domain::notifications::Mail;
use salus_services::accounts::second_factor::{begin, confirm, state, turn_off};
use salus_services::accounts::sessions::{self, Device, SessionRow};
use salus_services::notifications::outbox;
use salus_services::{clinics, staff};

const EMAIL: &str = "sana@example.org";

/// Keeps a session of somebody, named by one byte.
async fn session(platform: &Platform, of: Caller, name: u8) -> [u8; 32] {
    let row = SessionRow {
        data: "{}".into(),
        expires_at: monday().plus_minutes(7 * 24 * 60),
    };
    let device = Device::default();
    let kept = sessions::create(&platform.services, [name; 32], &row, of.user(), &device).await;
    assert_eq!(kept, Ok(true));
    [name; 32]
}

async fn holds(platform: &Platform, session: [u8; 32]) -> bool {
    let row = sessions::load(&platform.services, session).await;
    row.expect("an answer").is_some()
}

salus_store::on_both_engines! {
    async fn turning_it_on_or_off_ends_every_other_session(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let caller = platform.patient(EMAIL).await;
        let stranger = platform.patient("amel@example.org").await;
        let password = PasswordForm { password: PASSWORD.into() };
        let (here, elsewhere) = (session(&platform, caller, 1).await, session(&platform, caller, 2).await);
        let theirs = session(&platform, stranger, 3).await;
        begin(services, caller, &password, home()).await.expect("a secret");
        assert!(holds(&platform, elsewhere).await, "nothing is on yet");
        let Ok(SecondFactor::Pending { secret, .. }) = state(services, caller).await else { panic!("nothing") };
        assert!(confirm(services, caller, &code("000000"), Some(here)).await.is_err());
        assert!(holds(&platform, elsewhere).await, "a wrong code ends nothing");
        let codes = confirm(services, caller, &code_of(&secret, &platform), Some(here)).await.expect("on");
        assert!(holds(&platform, here).await);
        assert!(!holds(&platform, elsewhere).await, "begun without the second factor");

        let again = session(&platform, caller, 4).await;
        turn_off(services, caller, &proof(&codes[0]), home(), Some(here)).await.expect("off");
        assert!(holds(&platform, here).await);
        assert!(!holds(&platform, again).await);
        assert!(holds(&platform, theirs).await, "somebody else's");
    }

    async fn staff_who_lost_it_are_let_back_in_by_who_manages_them(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let (clinic, other) = (platform.clinic("El Manar").await, platform.clinic("Atlas").await);
        let (doctor, caller) = platform.doctor(clinic, "a@example.org", "cardiology").await;
        let desk = platform.secretary(clinic, "desk@example.org").await;
        turned_on(&platform, caller).await;
        let (of_doctor, of_desk) = (session(&platform, caller, 1).await, session(&platform, desk, 2).await);
        let file = staff::doctor_file(services, clinic.admin, doctor).await.expect("a file");
        assert!(file.second_factor);

        let before = platform.records().await;
        assert_eq!(staff::reset_doctor_factor(services, Caller::Visitor, doctor).await, Err(Fault::SignedOut));
        for (who, answer) in [(desk, Fault::Refused), (caller, Fault::Refused), (other.admin, Fault::Missing)] {
            assert_eq!(staff::reset_doctor_factor(services, who, doctor).await, Err(answer), "{who:?}");
        }
        assert_eq!(platform.records().await, before);
        assert!(holds(&platform, of_doctor).await);

        staff::reset_doctor_factor(services, clinic.admin, doctor).await.expect("reset");
        assert_eq!(state(services, caller).await, Ok(SecondFactor::Off));
        assert_eq!(platform.count("SELECT count(*) FROM recovery_codes").await, 0);
        assert!(!holds(&platform, of_doctor).await);
        assert!(holds(&platform, of_desk).await, "somebody else's");
        let mails = outbox(services).await.expect("the outbox");
        let told = |mail: &&Mail| mail.to == "a@example.org" && mail.text.contains("/account/second-factor");
        assert_eq!(mails.iter().filter(told).count(), 1);
        let kept = "SELECT count(*) FROM audit_entries
                    WHERE action = 'second_factor.reset' AND actor_role = 'clinic_admin' AND clinic_id IS NOT NULL";
        assert_eq!(platform.count(kept).await, 1);
        let before = platform.records().await;
        staff::reset_doctor_factor(services, clinic.admin, doctor).await.expect("nothing to do");
        assert_eq!(platform.records().await, before, "said once");
        platform.sign_in("a@example.org").await;
    }

    async fn an_account_with_a_life_elsewhere_is_let_back_in_by_the_platform_only(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let (clinic, other) = (platform.clinic("El Manar").await, platform.clinic("Atlas").await);
        let elsewhere = Err(Fault::conflict(Conflict::RolesElsewhere));
        // Works in two clinics.
        let (doctor, caller) = platform.doctor(clinic, "a@example.org", "cardiology").await;
        staff::add_doctor(services, other.admin, &doctor_form("a@example.org", "cardiology")).await.expect("there, too");
        // A patient, whom a clinic named its secretary unasked.
        let patient = platform.patient(EMAIL).await;
        staff::add_secretary(services, clinic.admin, &person(EMAIL)).await.expect("a secretary");
        let rows = staff::rows(services, clinic.admin).await.expect("staff");
        let of = |email: &str| rows.iter().find(|row| row.email == email).expect("a member").membership;
        for caller in [caller, patient] {
            turned_on(&platform, caller).await;
        }
        assert_eq!(staff::reset_doctor_factor(services, clinic.admin, doctor).await, elsewhere);
        assert_eq!(staff::reset_secretary_factor(services, clinic.admin, of(EMAIL)).await, elsewhere);
        assert!(matches!(state(services, caller).await, Ok(SecondFactor::On { .. })));
        assert!(matches!(state(services, patient).await, Ok(SecondFactor::On { .. })));

        let chief = platform.super_admin;
        let admin = clinic.admin;
        turned_on(&platform, admin).await;
        let holders = clinics::factor_holders(services, chief, clinic.id).await.expect("holders");
        assert_eq!(holders.len(), 3, "{holders:?}");
        assert_eq!(clinics::factor_holders(services, admin, clinic.id).await, Err(Fault::Refused));
        for holder in &holders {
            let by = async |who, at| clinics::reset_second_factor(services, who, at, holder.membership).await;
            assert_eq!(by(admin, clinic.id).await, Err(Fault::Refused));
            assert_eq!(by(chief, other.id).await, Err(Fault::Missing), "not of that clinic");
            assert_eq!(by(chief, clinic.id).await, Ok(()));
        }
        for caller in [caller, patient, admin] {
            assert_eq!(state(services, caller).await, Ok(SecondFactor::Off));
        }
        assert_eq!(clinics::factor_holders(services, chief, clinic.id).await, Ok(Vec::new()));
    }
}

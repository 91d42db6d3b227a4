//! Joining a clinic with an account one has, and acting in one capacity after another.

use crate::support::{PASSWORD, Platform, doctor_form, person, platform};
use salus_domain::Fault;
use salus_domain::accounts::{Role, SignInForm, StaffRole};
use salus_domain::fault::Conflict;
use salus_domain::ids::ClinicId;
use salus_domain::staff::StaffForm;
use salus_services::accounts::{Entry, SignedIn, capacities, identify, sign_in, switch};
use salus_services::limits::Client;
use salus_services::{clinics, staff};
use salus_store::testing::new_id;
use salus_store::{Reach, Sql};

/// Everything an account is, in one word.
async fn account(
    platform: &Platform,
    email: &'static str,
) -> Vec<(String, String, String, Option<String>)> {
    const ALL: Sql =
        Sql::both("SELECT first_name, last_name, password_hash, phone FROM users WHERE email = $1");
    let mut conn = platform
        .services
        .store()
        .read()
        .await
        .expect("a connection");
    conn.query(Reach::UPKEEP, ALL)
        .bind(email)
        .fetch_all()
        .await
        .expect("an account")
}

async fn signed_in(platform: &Platform, email: &str) -> SignedIn {
    let form = SignInForm {
        email: email.into(),
        password: PASSWORD.into(),
    };
    let entry = sign_in(&platform.services, &form, Client::UNKNOWN)
        .await
        .expect("the right password");
    match entry {
        Entry::Whole(signed_in) => signed_in,
        Entry::Half(_) => panic!("no second factor was turned on"),
    }
}

fn strangers_form(email: &str) -> StaffForm {
    StaffForm {
        first_name: "Zohra".into(),
        last_name: "Mansour".into(),
        phone: "+216 98 000 000".into(),
        password: "another long password".into(),
        ..person(email)
    }
}

salus_store::on_both_engines! {
    async fn an_existing_account_joins_untouched_and_nothing_of_it_is_shown(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let clinic = platform.clinic("El Manar").await;
        platform.patient("sana@example.org").await;
        let before = account(&platform, "sana@example.org").await;
        let known = staff::add_secretary(services, clinic.admin, &strangers_form("SANA@example.org")).await;
        let unknown = staff::add_secretary(services, clinic.admin, &strangers_form("new@example.org")).await;
        assert_eq!((known, unknown), (Ok(()), Ok(())), "the answer does not tell who has an account");
        assert_eq!(account(&platform, "sana@example.org").await, before);
        let rows = staff::rows(services, clinic.admin).await.expect("rows");
        let named: Vec<_> = rows.iter().filter(|row| row.role == StaffRole::Secretary).map(|row| row.name.as_str()).collect();
        assert_eq!(named, ["Zohra Mansour", "Zohra Mansour"], "as the clinic typed, not as the account says");
        assert_eq!(platform.sign_in("sana@example.org").await.clinic(), Some(clinic.id), "with the password they had");
        let again = staff::add_secretary(services, clinic.admin, &strangers_form("sana@example.org")).await;
        assert_eq!(again, Err(Fault::conflict(Conflict::AlreadyMember)));
        assert_eq!(account(&platform, "sana@example.org").await, before);
    }

    async fn a_doctor_joins_a_second_clinic_once(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let (here, there) = (platform.clinic("El Manar").await, platform.clinic("Atlas").await);
        platform.doctor(here, "a@example.org", "cardiology").await;
        staff::add_doctor(services, there.admin, &doctor_form("a@example.org", "cardiology")).await.expect("a second clinic");
        let before = platform.rows().await;
        let again = staff::add_doctor(services, here.admin, &doctor_form("a@example.org", "ent")).await;
        assert_eq!(again.map(drop), Err(Fault::conflict(Conflict::AlreadyMember)));
        assert_eq!(platform.rows().await, before);
    }

    async fn nobody_gives_a_role_to_themself(db: Fresh) {
        let platform = platform(&db).await;
        let clinic = platform.clinic("El Manar").await;
        let before = platform.rows().await;
        let own = "admin@el-manar.example.org";
        let doctor = staff::add_doctor(&platform.services, clinic.admin, &doctor_form(own, "ent")).await;
        assert_eq!(doctor.map(drop), Err(Fault::Refused));
        assert_eq!(staff::add_secretary(&platform.services, clinic.admin, &person(own)).await, Err(Fault::Refused));
        let form = person("super@example.org");
        assert_eq!(clinics::add_admin(&platform.services, platform.super_admin, clinic.id, &form).await, Err(Fault::Refused));
        assert_eq!(platform.rows().await, before);
    }

    async fn one_switches_to_what_one_holds_and_to_nothing_else(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let (here, there) = (platform.clinic("El Manar").await, platform.clinic("Atlas").await);
        platform.patient("sana@example.org").await;
        staff::add_secretary(services, here.admin, &person("sana@example.org")).await.expect("here");
        staff::add_doctor(services, there.admin, &doctor_form("sana@example.org", "ent")).await.expect("there");
        let first = signed_in(&platform, "sana@example.org").await;
        assert_eq!((first.role, first.clinic), (Role::Doctor, Some(there.id)));
        let (_, me) = identify(services, &first).await.expect("an answer").expect("somebody");
        let others: Vec<_> = me.others.iter().map(|held| (held.role, held.clinic.as_ref().map(|clinic| clinic.id))).collect();
        assert_eq!(others, [(Role::Secretary, Some(here.id)), (Role::Patient, None)]);

        for (role, clinic) in others {
            let second = switch(services, &first, role, clinic).await.expect("held");
            let (caller, me) = identify(services, &second).await.expect("an answer").expect("somebody");
            assert_eq!((caller.role(), caller.clinic(), caller.user()), (Some(role), clinic, Some(first.user)));
            assert_eq!(me.others.len(), 2);
        }
        let nowhere = ClinicId::new(new_id());
        for (role, clinic) in [
            (Role::SuperAdmin, None),
            (Role::ClinicAdmin, Some(here.id)),
            (Role::Doctor, Some(here.id)),
            (Role::Secretary, Some(nowhere)),
            (Role::Doctor, None),
            (Role::Patient, Some(here.id)),
        ] {
            assert_eq!(switch(services, &first, role, clinic).await, Err(Fault::Missing), "{role}");
        }
        clinics::set_suspended(services, platform.super_admin, here.id, true).await.expect("suspended");
        assert_eq!(switch(services, &first, Role::Secretary, Some(here.id)).await, Err(Fault::Missing));
        assert_eq!(capacities(services, first.user).await.expect("capacities").len(), 2);
        let alone = signed_in(&platform, "admin@atlas.example.org").await;
        let (_, me) = identify(services, &alone).await.expect("an answer").expect("somebody");
        assert_eq!(me.others, []);
    }
}

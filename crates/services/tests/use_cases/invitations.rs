//! Invitations: who may send them, to whom they open what, and what they never do.

use crate::support::{Clinic, PASSWORD, Platform, doctor_form, person, platform};
use salus_domain::Fault;
use salus_domain::accounts::{Caller, StaffRole};
use salus_domain::fault::Conflict;
use salus_domain::invitations::{AT_MOST, AcceptForm, HOLDS_MIN, InvitationRow, Invitee, Office};
use salus_domain::language::Language;
use salus_domain::staff::{DoctorForm, INVITATION, StaffForm};
use salus_domain::validate::Problem;
use salus_services::invitations::{
    accept, forget_old, invite_admin, invite_doctor, invite_secretary, look, pending, register,
    resend, withdraw,
};
use salus_services::{clinics, jobs, notifications, staff};
use salus_store::testing::new_id;
use salus_store::{Reach, Sql};

const SPENT: Fault = Fault::conflict(Conflict::LinkSpent);

fn invited(email: &str) -> StaffForm {
    StaffForm {
        access: INVITATION.into(),
        password: String::new(),
        ..person(email)
    }
}

fn invited_doctor(email: &str) -> DoctorForm {
    DoctorForm {
        access: INVITATION.into(),
        password: String::new(),
        ..doctor_form(email, "ent")
    }
}

fn opening(token: &str) -> AcceptForm {
    AcceptForm {
        token: token.into(),
        first_name: "Noé".into(),
        last_name: "Karray".into(),
        password: PASSWORD.into(),
    }
}

/// What the newest invitation to an address holds.
async fn token(platform: &Platform, email: &str) -> String {
    let mails = notifications::outbox(&platform.services)
        .await
        .expect("mails");
    let found = mails
        .into_iter()
        .filter(|mail| mail.to == email)
        .find_map(|mail| {
            let (_, rest) = mail
                .text
                .split_once("https://salus.example/invitation?token=")?;
            rest.split_whitespace().next().map(str::to_owned)
        });
    found.expect("a link")
}

async fn waiting(platform: &Platform, clinic: Clinic) -> Vec<InvitationRow> {
    pending(&platform.services, clinic.admin, Office::Staff)
        .await
        .expect("a list")
}

/// Everything an account is.
async fn account(
    platform: &Platform,
    email: &'static str,
) -> Vec<(String, String, String, String, Option<String>)> {
    const ALL: Sql = Sql::both(
        "SELECT email, first_name, last_name, password_hash, phone FROM users WHERE email = $1",
    );
    let mut conn = platform
        .services
        .store()
        .read()
        .await
        .expect("a connection");
    conn.query(Reach::SHARED, ALL)
        .bind(email)
        .fetch_all()
        .await
        .expect("an account")
}

salus_store::on_both_engines! {
    async fn whoever_is_invited_opens_an_account_and_has_the_role(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let clinic = platform.clinic("El Manar").await;
        invite_doctor(services, clinic.admin, &invited_doctor("Noe@example.org")).await.expect("sent");
        let listed = waiting(&platform, clinic).await;
        assert_eq!(listed.iter().map(|one| (one.email.as_str(), one.role, one.left_min)).collect::<Vec<_>>(),
            [("noe@example.org", StaffRole::Doctor, Some(HOLDS_MIN))]);
        let token = token(&platform, "noe@example.org").await;
        let before = platform.rows().await;
        let seen = look(services, Caller::Visitor, &token).await.expect("an invitation");
        assert_eq!((seen.clinic.as_str(), seen.role, seen.invitee), ("El Manar", StaffRole::Doctor, Invitee::New));
        assert_eq!(platform.rows().await, before, "looking changes nothing");

        let weak = AcceptForm { password: "court".into(), first_name: String::new(), ..opening(&token) };
        let Err(Fault::Invalid { fields }) = register(services, &weak, Language::Fr).await else { panic!("accepted") };
        assert_eq!(fields.iter().map(|wrong| wrong.field.as_str()).collect::<Vec<_>>(), ["first_name", "password"]);
        register(services, &opening(&token), Language::Fr).await.expect("joined");
        let doctor = platform.sign_in("noe@example.org").await;
        assert_eq!((doctor.clinic(), doctor.role()), (Some(clinic.id), Some(StaffRole::Doctor.into())));
        assert_eq!(platform.count("SELECT count(*) FROM users WHERE email = 'noe@example.org' AND email_verified_at IS NOT NULL").await, 1);
        assert!(waiting(&platform, clinic).await.is_empty());
        let rows = staff::rows(services, clinic.admin).await.expect("rows");
        let row = rows.iter().find(|row| row.role == StaffRole::Doctor).expect("the doctor");
        assert_eq!(row.name, "Noé Karray", "as they call themself");
        assert_eq!(row.doctor.as_ref().map(|doctor| doctor.specialties.len()), Some(1));
        let again = invite_doctor(services, clinic.admin, &invited_doctor("noe@example.org")).await;
        assert_eq!(again, Err(Fault::conflict(Conflict::AlreadyMember)));
    }

    async fn an_invitation_does_not_overwrite_an_existing_account(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let clinic = platform.clinic("El Manar").await;
        let sana = platform.patient("sana@example.org").await;
        let karim = platform.patient("karim@example.org").await;
        let before = account(&platform, "sana@example.org").await;
        let form = StaffForm { first_name: "Zohra".into(), last_name: "Mansour".into(), ..invited("SANA@example.org") };
        invite_secretary(services, clinic.admin, &form).await.expect("sent");
        let token = token(&platform, "sana@example.org").await;
        for (reader, invitee) in [(Caller::Visitor, Invitee::SignIn), (sana, Invitee::Themself), (karim, Invitee::Another)] {
            assert_eq!(look(services, reader, &token).await.expect("an invitation").invitee, invitee);
        }
        let taken = register(services, &opening(&token), Language::Fr).await;
        assert_eq!(taken, Err(Fault::conflict(Conflict::EmailTaken)), "no password, no name");
        assert_eq!(accept(services, karim, &token).await, Err(Fault::Refused));
        assert_eq!(accept(services, Caller::Visitor, &token).await, Err(Fault::SignedOut));
        assert_eq!(account(&platform, "sana@example.org").await, before);
        let joined = accept(services, sana, &token).await.expect("joined");
        assert_eq!((Some(joined.user), joined.clinic, joined.role), (sana.user(), clinic.id, StaffRole::Secretary));
        assert_eq!(account(&platform, "sana@example.org").await, before, "the account stays as it is");
        let rows = staff::rows(services, clinic.admin).await.expect("rows");
        assert!(rows.iter().any(|row| row.name == "Zohra Mansour"), "the clinic calls them as it typed");
        assert_eq!(platform.sign_in("sana@example.org").await.clinic(), Some(clinic.id), "with their own password");
    }

    async fn an_invitation_is_used_once_and_what_is_over_is_answered_alike(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let clinic = platform.clinic("El Manar").await;
        let mut tokens = vec!["never-was-one".to_owned()];
        for email in ["used@example.org", "withdrawn@example.org", "again@example.org", "lapsed@example.org"] {
            invite_secretary(services, clinic.admin, &invited(email)).await.expect("sent");
            tokens.push(token(&platform, email).await);
        }
        let id = |rows: &[InvitationRow], email: &str| rows.iter().find(|row| row.email == email).expect("listed").id;
        let rows = waiting(&platform, clinic).await;
        register(services, &opening(&tokens[1]), Language::Fr).await.expect("joined");
        withdraw(services, clinic.admin, Office::Staff, id(&rows, "withdrawn@example.org")).await.expect("withdrawn");
        resend(services, clinic.admin, Office::Staff, id(&rows, "again@example.org")).await.expect("sent again");
        let anew = token(&platform, "again@example.org").await;
        assert_ne!(anew, tokens[3]);
        look(services, Caller::Visitor, &anew).await.expect("the new one holds");
        platform.clock.advance(HOLDS_MIN);
        let before = platform.rows().await;
        let sana = platform.patient("sana@example.org").await;
        let people = platform.rows().await;
        assert!(people > before);
        for token in &tokens {
            assert_eq!(look(services, Caller::Visitor, token).await, Err(SPENT));
            assert_eq!(accept(services, sana, token).await, Err(SPENT));
            assert_eq!(register(services, &opening(token), Language::Fr).await, Err(SPENT));
        }
        assert_eq!(platform.rows().await, people, "nothing was left behind");
        let lapsed = waiting(&platform, clinic).await;
        assert_eq!(lapsed.iter().map(|row| (row.email.as_str(), row.left_min)).collect::<Vec<_>>(),
            [("again@example.org", None), ("lapsed@example.org", None)]);
        resend(services, clinic.admin, Office::Staff, id(&lapsed, "lapsed@example.org")).await.expect("sent again");
        let held = token(&platform, "lapsed@example.org").await;
        register(services, &opening(&held), Language::Fr).await.expect("a lapsed one can be sent again");
    }

    async fn two_who_accept_at_once_join_once(db: Fresh) {
        let platform = platform(&db).await;
        let clinic = platform.clinic("El Manar").await;
        invite_secretary(&platform.services, clinic.admin, &invited("noe@example.org")).await.expect("sent");
        let form = opening(&token(&platform, "noe@example.org").await);
        let tries = futures_of(&platform, &form).await;
        assert_eq!(tries.iter().filter(|joined| joined.is_ok()).count(), 1, "{tries:?}");
        assert_eq!(platform.count("SELECT count(*) FROM users WHERE email = 'noe@example.org'").await, 1);
        assert_eq!(platform.count("SELECT count(*) FROM memberships WHERE role = 'secretary'").await, 1);
    }

    async fn an_invitation_does_not_give_a_higher_role_than_the_inviter_may(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let (clinic, other) = (platform.clinic("El Manar").await, platform.clinic("Atlas").await);
        let secretary = platform.secretary(clinic, "desk@example.org").await;
        let (_, doctor) = platform.doctor(clinic, "dr@example.org", "ent").await;
        let patient = platform.patient("sana@example.org").await;
        let before = platform.rows().await;
        let mail = "noe@example.org";
        for (who, refusal) in [(Caller::Visitor, Fault::SignedOut), (patient, Fault::Refused), (doctor, Fault::Refused),
            (secretary, Fault::Refused), (platform.super_admin, Fault::Refused)] {
            assert_eq!(invite_secretary(services, who, &invited(mail)).await, Err(refusal.clone()));
            assert_eq!(invite_doctor(services, who, &invited_doctor(mail)).await, Err(refusal));
        }
        for who in [patient, doctor, secretary, clinic.admin] {
            assert_eq!(invite_admin(services, who, clinic.id, &invited(mail)).await, Err(Fault::Refused));
        }
        // Never to oneself, by whichever address it is written.
        let own = "Admin@el-manar.example.org";
        assert_eq!(invite_secretary(services, clinic.admin, &invited(own)).await, Err(Fault::Refused));
        assert_eq!(invite_admin(services, platform.super_admin, clinic.id, &invited("super@example.org")).await, Err(Fault::Refused));
        assert_eq!(platform.rows().await, before);

        // Another clinic's, or the platform's, are not there.
        invite_secretary(services, other.admin, &invited(mail)).await.expect("sent");
        invite_admin(services, platform.super_admin, clinic.id, &invited("boss@example.org")).await.expect("sent");
        let foreign = waiting(&platform, other).await[0].id;
        let admins = pending(services, platform.super_admin, Office::Admins(clinic.id)).await.expect("a list");
        assert_eq!(admins.len(), 1);
        assert!(waiting(&platform, clinic).await.is_empty());
        for id in [foreign, admins[0].id, salus_domain::ids::InvitationId::new(new_id())] {
            assert_eq!(resend(services, clinic.admin, Office::Staff, id).await, Err(Fault::Missing));
            assert_eq!(withdraw(services, clinic.admin, Office::Staff, id).await, Err(Fault::Missing));
        }
        assert_eq!(withdraw(services, clinic.admin, Office::Admins(clinic.id), admins[0].id).await, Err(Fault::Refused));
    }

    async fn an_invitation_is_worth_what_its_sender_may_do_when_it_is_accepted(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let clinic = platform.clinic("El Manar").await;
        let boss = platform.super_admin;
        invite_secretary(services, clinic.admin, &invited("noe@example.org")).await.expect("sent");
        let held = token(&platform, "noe@example.org").await;
        clinics::set_suspended(services, boss, clinic.id, true).await.expect("suspended");
        assert_eq!(look(services, Caller::Visitor, &held).await.map(drop), Err(SPENT));
        clinics::set_suspended(services, boss, clinic.id, false).await.expect("at work again");
        look(services, Caller::Visitor, &held).await.expect("it holds");
        let rows = staff::rows(services, clinic.admin).await.expect("rows");
        let admin = rows.iter().find(|row| row.role == StaffRole::ClinicAdmin).expect("the admin").membership;
        clinics::remove_admin(services, boss, clinic.id, admin).await.expect("dismissed");
        assert_eq!(look(services, Caller::Visitor, &held).await.map(drop), Err(SPENT));
        assert_eq!(register(services, &opening(&held), Language::Fr).await, Err(SPENT));
        invite_admin(services, boss, clinic.id, &invited("boss@example.org")).await.expect("sent");
        register(services, &opening(&token(&platform, "boss@example.org").await), Language::En).await.expect("joined");
        let admin = platform.sign_in("boss@example.org").await;
        let listed = pending(services, admin, Office::Staff).await.expect("a list");
        assert_eq!(listed[0].left_min, None, "it stands there to be sent again");
        resend(services, admin, Office::Staff, listed[0].id).await.expect("sent again");
        register(services, &opening(&token(&platform, "noe@example.org").await), Language::Fr).await.expect("joined");
    }

    async fn nobody_is_written_to_without_end_and_what_is_over_is_forgotten(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let clinic = platform.clinic("El Manar").await;
        for _ in 0..AT_MOST {
            invite_secretary(services, clinic.admin, &invited("noe@example.org")).await.expect("sent");
        }
        let id = waiting(&platform, clinic).await[0].id;
        let before = platform.rows().await;
        assert!(matches!(resend(services, clinic.admin, Office::Staff, id).await, Err(Fault::TooMany { .. })));
        assert!(matches!(invite_secretary(services, clinic.admin, &invited("noe@example.org")).await, Err(Fault::TooMany { .. })));
        assert_eq!(platform.rows().await, before);
        assert_eq!(waiting(&platform, clinic).await.len(), 1, "one at a time");
        platform.clock.advance(24 * 60 + 1);
        assert_eq!(forget_old(services).await, Ok(u64::try_from(AT_MOST - 1).expect("a few")));
        resend(services, clinic.admin, Office::Staff, id).await.expect("another day");
        platform.clock.advance(60 * 24 * 60);
        jobs::tick(services).await.expect("done");
        assert_eq!(platform.count("SELECT count(*) FROM invitations").await, 0);
    }

    async fn with_an_invitation_no_password_is_asked_and_without_one_it_is(db: Fresh) {
        let platform = platform(&db).await;
        let clinic = platform.clinic("El Manar").await;
        let form = StaffForm { password: String::new(), ..person("noe@example.org") };
        let needed = Err(Fault::field("password", Problem::Required));
        assert_eq!(staff::add_secretary(&platform.services, clinic.admin, &form).await, needed);
        assert_eq!(staff::add_secretary(&platform.services, clinic.admin, &invited("noe@example.org")).await, needed);
        assert_eq!(invite_secretary(&platform.services, clinic.admin, &form).await, needed);
    }
}

async fn futures_of(
    platform: &Platform,
    form: &AcceptForm,
) -> Vec<Result<salus_services::invitations::Joined, Fault>> {
    let tries: Vec<_> = (0..6)
        .map(|_| {
            let (services, form) = (platform.services.clone(), form.clone());
            tokio::spawn(async move { register(&services, &form, Language::Fr).await })
        })
        .collect();
    let mut joined = Vec::new();
    for one in tries {
        joined.push(one.await.expect("an answer"));
    }
    joined
}

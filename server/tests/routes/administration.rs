//! Suspended clinics, switched capacities, edited staff: as browsers meet them.

use crate::support::{Answer, PASSWORD, Person, World};
use axum::body::Body;
use http::Method;
use http::header::ACCEPT;
use salus_domain::Fault;
use salus_domain::accounts::Role;
use salus_domain::clinics::{Clinic, ClinicRow};
use salus_domain::fault::Conflict;
use salus_domain::staff::StaffRow;

const COOKIE: &str = "salus_session";

fn of(cast: &[(Role, Person)], role: Role) -> &Person {
    &cast
        .iter()
        .find(|(held, _)| *held == role)
        .expect("one of each")
        .1
}

/// Reads by a server function, as a program does.
async fn read(person: &Person, function: &str) -> Answer {
    let path = format!("/fn/{function}");
    person
        .send(
            Method::GET,
            &path,
            &[(ACCEPT, "application/json")],
            Body::empty(),
        )
        .await
}

async fn clinic(cast: &[(Role, Person)]) -> String {
    let rows: Vec<ClinicRow> = read(of(cast, Role::SuperAdmin), "clinics/rows")
        .await
        .json();
    rows[0].clinic.id.to_string()
}

salus_store::on_both_engines! {
    async fn staff_of_a_suspended_clinic_are_led_to_a_page_that_says_so(db: Fresh) {
        let world = World::new(db).await;
        let cast = world.cast().await;
        let id = clinic(&cast).await;
        let root = of(&cast, Role::SuperAdmin);
        root.call("clinics/set_suspended", &[("clinic", &id), ("suspended", "true")]).await.is(200);
        for (role, home) in [(Role::ClinicAdmin, "/admin/staff"), (Role::Secretary, "/desk"), (Role::Doctor, "/doctor")] {
            let person = of(&cast, role);
            let held = person.cookie(COOKIE);
            assert_eq!(person.get(home).await.is(303).location(), "/suspended");
            person.get("/suspended").await.is(200);
            let fault: Fault = serde_json::from_str(&read(person, "staff/rows").await.is(409).body).expect("a fault");
            assert_eq!(fault, Fault::conflict(Conflict::ClinicSuspended));
            person.get("/clinics").await.is(200);
            assert_eq!(person.cookie(COOKIE), held, "signed in still");
        }
        let again = world.signed_in("admin@example.org").await;
        assert_eq!(again.get("/admin").await.is(303).location(), "/suspended");
        assert_eq!(again.post_form("/fn/accounts/sign_out", &[]).await.is(303).location(), "/");
        root.call("clinics/set_suspended", &[("clinic", &id), ("suspended", "false")]).await.is(200);
        of(&cast, Role::ClinicAdmin).get("/admin/staff").await.is(200);
    }

    async fn switching_gives_a_new_session_and_leads_to_the_dashboard_of_the_role(db: Fresh) {
        let world = World::new(db).await;
        let cast = world.cast().await;
        let id = clinic(&cast).await;
        let admin = of(&cast, Role::ClinicAdmin);
        let form = [
            ("form[first_name]", "Amel"), ("form[last_name]", "X"), ("form[email]", "patient@example.org"),
            ("form[password]", "une autre phrase secrete"),
        ];
        admin.call("staff/add_secretary", &form).await.is(200);
        let person = of(&cast, Role::Patient);
        let page = person.get("/my").await;
        assert_eq!(page.is(200).attributes("form[action='/fn/accounts/switch'] [name=clinic]", "value"), std::slice::from_ref(&id));
        let before = person.cookie(COOKIE).expect("a session");
        let answer = person.post_form("/fn/accounts/switch", &[("role", "secretary"), ("clinic", &id)]).await;
        assert_eq!(answer.is(303).location(), "/desk");
        assert_ne!(person.cookie(COOKIE).as_deref(), Some(before.as_str()));
        person.get("/desk").await.is(200);
        person.get("/my").await.is(303);
        let thief = world.visitor();
        thief.set_cookie(COOKIE, &before);
        thief.get("/my").await.is(303);
        person.call("accounts/switch", &[("role", "clinic_admin"), ("clinic", &id)]).await.is(404);
        person.call("accounts/switch", &[("role", "super_admin")]).await.is(404);
        let back = person.post_form("/fn/accounts/switch", &[("role", "patient")]).await;
        assert_eq!(back.is(303).location(), "/my");
        world.visitor().call("accounts/switch", &[("role", "patient")]).await.is(401);
        world.visitor().sign_in("patient@example.org", PASSWORD).await.is(200);
    }

    async fn the_pages_of_administration_hold_what_is_kept_and_what_was_typed(db: Fresh) {
        let world = World::new(db).await;
        let cast = world.cast().await;
        let id = clinic(&cast).await;
        let (root, admin) = (of(&cast, Role::SuperAdmin), of(&cast, Role::ClinicAdmin));
        let here = format!("/platform/clinics/{id}");
        let page = root.get(&here).await;
        assert_eq!(page.is(200).attributes("#name", "value"), ["Clinique du Lac"]);
        assert_eq!(page.attributes("#zone option[selected]", "value"), ["Africa/Tunis"]);
        root.get(&format!("{here}?delete=1")).await.is(200);
        let refused = root.post_form("/fn/clinics/delete", &[("clinic", &id), ("_page", &here)]).await;
        assert_eq!(refused.status.as_u16(), 409);

        let page = admin.get("/admin/settings").await;
        assert_eq!(page.is(200).attributes("#horizon_days", "value"), ["60"]);
        let fields = [
            ("form[address]", "2 rue du Lac"), ("form[city]", "Tunis"), ("form[phone]", "+216 71 000 000"),
            ("form[email]", "lac@example.org"), ("form[confirmation]", "desk"), ("form[cancel_notice_hours]", "12"),
            ("form[min_notice_min]", "30"), ("form[horizon_days]", "9999"), ("form[answer_within_hours]", "8"),
            ("form[languages][]", "fr"), ("form[languages][]", "ar"), ("_page", "/admin/settings"),
        ];
        let page = admin.post_form("/fn/clinics/save_settings", &fields).await;
        assert_eq!(page.is(422).attributes("[aria-invalid=true]", "id"), ["horizon_days"]);
        assert_eq!(page.attributes("#address", "value"), ["2 rue du Lac"], "as it was typed");
        let fields = fields.map(|(name, value)| (name, if value == "9999" { "90" } else { value }));
        assert_eq!(admin.post_form("/fn/clinics/save_settings", &fields).await.is(303).location(), "/admin/settings");
        let kept: Clinic = read(admin, "clinics/settings").await.json();
        assert_eq!((kept.policy.horizon_days, kept.languages.len(), kept.address.as_str()), (90, 2, "2 rue du Lac"));

        let rows: Vec<StaffRow> = read(admin, "staff/rows").await.json();
        let doctor = rows.iter().find_map(|row| row.doctor.as_ref()).expect("a doctor").id;
        let page = admin.get(&format!("/admin/doctors/{doctor}")).await;
        assert_eq!(page.is(200).attributes("#last_name", "value"), ["Trabelsi"]);
        assert_eq!(page.attributes("#specialties [checked]", "value"), ["cardiology"]);
        admin.get(&format!("/admin/doctors/{doctor}?deactivate=1")).await.is(200);
        let doctor_id = doctor.to_string();
        admin.call("staff/set_doctor_active", &[("doctor", &doctor_id), ("active", "false")]).await.is(200);
        of(&cast, Role::Doctor).get("/doctor").await.is(303);
        admin.get(&format!("/admin/doctors/{doctor}")).await.is(200);
        world.visitor().get(&format!("/doctors/{doctor}")).await.is(404);
        let membership = rows.iter().find(|row| row.doctor.is_none() && row.email.starts_with("secretary")).expect("a secretary").membership;
        admin.get(&format!("/admin/secretaries/{membership}")).await.is(200);
        admin.get(&format!("/admin/secretaries/{}", salus_store::testing::new_id())).await.is(404);
        of(&cast, Role::Secretary).get("/admin/settings").await.is(303);
    }
}

//! A doctor's availability as pages without script: a week with a window, a change that asks about a visit first,
//! and why a time is not free.

use crate::support::{Answer, Person, World};
use http::Method;
use http::header::ACCEPT;
use salus_domain::accounts::Role;
use serde_json::Value;

fn of(cast: &mut Vec<(Role, Person)>, role: Role) -> Person {
    let place = cast.iter().position(|(other, _)| *other == role);
    cast.swap_remove(place.expect("somebody in that role")).1
}

async fn read(person: &Person, path: &str) -> Value {
    let json = [(ACCEPT, "application/json")];
    person
        .send(Method::GET, path, &json, axum::body::Body::empty())
        .await
        .json()
}

fn text(of: &Value) -> String {
    of.as_str().expect("a text").to_owned()
}

/// The fields of the form that asks, with the first visit decided like that.
fn decided(question: &Answer, remedy: &str) -> Vec<(String, String)> {
    let names = question.attributes("main .card input[type='hidden']", "name");
    let values = question.attributes("main .card input[type='hidden']", "value");
    let mut fields: Vec<(String, String)> = names.into_iter().zip(values).collect();
    fields.push(("decisions[visits][0][remedy]".into(), remedy.into()));
    fields.push(("decisions[reason]".into(), "Congrès".into()));
    fields
}

salus_store::on_both_engines! {
    async fn leave_over_a_visit_asks_first_and_is_saved_with_what_was_decided(db: Fresh) {
        let world = World::new(db).await;
        let mut cast = world.cast().await;
        let (admin, doctor) = (of(&mut cast, Role::ClinicAdmin), of(&mut cast, Role::Doctor));
        let (patient, desk) = (of(&mut cast, Role::Patient), of(&mut cast, Role::Secretary));
        for name in ["Consultation", "Echo"] {
            let visit = [
                ("form[name_fr]", name), ("form[name_en]", name), ("form[duration_min]", "30"), ("form[buffer_before_min]", "0"),
                ("form[buffer_after_min]", "0"), ("form[price]", "45"), ("form[bookable_online]", "true"),
            ];
            admin.call("clinics/add_visit_type", &visit).await.is(200);
        }
        let kept = read(&doctor, "/fn/staff/availability").await;
        let id = text(&kept["week"]["doctor"]["id"]);
        let (visit, echo) = (text(&kept["types"][0]["id"]), text(&kept["types"][1]["id"]));
        let mut week = vec![("_page".to_owned(), "/doctor/availability".to_owned()), ("doctor".to_owned(), id.clone())];
        for day in 0..7 {
            for (line, from, until) in [(2 * day, "08:00", "12:00"), (2 * day + 1, "14:00", "18:00")] {
                let part = |name: &str| format!("form[lines][{line}]{name}");
                week.push((part("[weekday]"), (day + 1).to_string()));
                week.push((part("[from]"), from.to_owned()));
                week.push((part("[until]"), until.to_owned()));
                if line % 2 == 1 {
                    week.push((part("[only][]"), echo.clone()));
                }
            }
        }
        week.extend([&visit, &echo].map(|id| ("form[visit_types][]".to_owned(), id.clone())));
        send(&doctor, "/fn/staff/save_hours", &week).await.is(303);
        let page = doctor.get("/doctor/availability").await;
        let only = page.is(200).attributes("main input[name='form[lines][1][only][]'][checked]", "value");
        assert_eq!(only, std::slice::from_ref(&echo), "the window is shown");

        let found = read(&patient, &format!("/fn/staff/slots?doctor={id}&visit_type={visit}")).await;
        let day = &found["days"][3];
        assert!(day["slots"].as_array().is_some_and(|slots| slots.len() == 15), "the afternoon takes other visits: {day}");
        let (on, starts) = (text(&day["date"]), text(&day["slots"][0]["at"]));
        let booking = [("form[doctor]", id.as_str()), ("form[visit_type]", &visit), ("form[starts]", &starts), ("form[symptoms]", "Toux")];
        let appointment: String = patient.call("scheduling/book", &booking).await.json();

        let leave = [
            ("_page", "/doctor/availability"), ("doctor", id.as_str()),
            ("form[starts_on]", on.as_str()), ("form[ends_on]", on.as_str()),
        ];
        let question = doctor.post_form("/fn/staff/add_leave", &leave).await;
        question.is(409);
        assert_eq!(question.texts("main legend").len(), 1, "one visit: {}", question.body);
        assert_eq!(question.attributes("main input[type='radio'][checked]", "value"), ["move"]);
        let kept = read(&doctor, "/fn/staff/availability").await;
        assert_eq!(kept["leave"], Value::Array(vec![]), "nothing was saved");
        send(&doctor, "/fn/staff/add_leave", &decided(&question, "move")).await.is(303);
        let kept = read(&doctor, "/fn/staff/availability").await;
        assert_eq!(text(&kept["leave"][0]["starts_on"]), on);
        let moved = read(&patient, &format!("/fn/scheduling/one?id={appointment}")).await;
        assert!(text(&moved[0]["starts"]["at"]) > starts, "{moved}");

        let ask = format!("/desk/board?why_doctor={id}&why_type={visit}&why_date={on}&why_time=08:00");
        let said = desk.get(&ask).await;
        assert!(said.is(200).texts("main details[open] .notice").concat().contains("absent"), "{}", said.body);
        let none = doctor.get(&format!("/doctor/availability?why_doctor={id}&why_type={echo}&why_date={on}&why_time=x")).await;
        assert!(none.is(200).texts("main details[open] .notice").is_empty());
    }

    async fn closures_rooms_and_limits_are_forms_that_come_back_with_what_is_wrong(db: Fresh) {
        let world = World::new(db).await;
        let mut cast = world.cast().await;
        let admin = of(&mut cast, Role::ClinicAdmin);
        let closure = [("_page", "/admin/closures"), ("form[kind]", "closure"), ("form[starts_on]", "2020-01-01"), ("form[reason]", "<b>")];
        let refused = admin.post_form("/fn/clinics/add_closure", &closure).await;
        assert_eq!(refused.is(422).attributes("main .form-errors a", "href"), ["#starts_on"]);
        assert_eq!(refused.attributes("main input[name='form[reason]']", "value"), ["<b>"]);
        let year = refused.attributes("main select[name='year'] option", "value")[1].clone();
        let holidays = [("_page", "/admin/closures"), ("year", year.as_str())];
        admin.post_form("/fn/clinics/add_holidays", &holidays).await.is(303);
        let page = admin.get("/admin/closures").await;
        assert_eq!(page.is(200).attributes("main form[action='/fn/clinics/remove_closure']", "action").len(), 8);
        let room = [("_page", "/admin/rooms"), ("form[name]", "Salle \"1\"")];
        admin.post_form("/fn/clinics/add_room", &room).await.is(303);
        assert_eq!(admin.post_form("/fn/clinics/add_room", &room).await.is(422).attributes("main .form-errors a", "href"), ["#name"]);
        let page = admin.get("/admin/rooms").await;
        let retire = page.is(200).attributes("main table a", "href");
        assert!(admin.get(&retire[0]).await.is(200).body.contains("/fn/clinics/retire_room"));
    }
}

async fn send(person: &Person, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    person.post_form(path, &fields).await
}

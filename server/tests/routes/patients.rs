//! Patients' files as pages: a second file is refused with links and a way through, and relatives are booked for.

use crate::support::{Answer, Person, World};
use salus_domain::accounts::Role;

async fn of(world: &World, role: Role) -> Person {
    let cast = world.cast().await;
    let mut them = cast.into_iter().filter(|(other, _)| *other == role);
    them.next().expect("somebody in that role").1
}

const SANA: [(&str, &str); 4] = [
    ("form[first_name]", "Sana"),
    ("form[last_name]", "Ben \"<b>\" Ali"),
    ("form[born_on]", "1990-02-28"),
    ("form[sex]", "female"),
];

salus_store::on_both_engines! {
    async fn a_likely_second_file_is_shown_and_opened_only_on_purpose(db: Fresh) {
        let world = World::new(db).await;
        let desk = of(&world, Role::Secretary).await;
        let mut fields = vec![("_page", "/desk/patients/new")];
        fields.extend(SANA);
        let first = desk.post_form("/fn/patients/register", &fields).await.is(303).location().to_owned();
        desk.get(&first).await.is(200);
        desk.get(&format!("{first}/edit")).await.is(200);
        let refused = desk.post_form("/fn/patients/register", &fields).await;
        refused.is(409);
        assert_eq!(refused.attributes(&format!("main a[href='{first}']"), "href").len(), 1, "the file is linked");
        assert_eq!(refused.attributes("input[name='form[another]']", "value"), ["true"]);
        assert_eq!(refused.attributes("main input[name='form[last_name]']", "value"), ["Ben \"<b>\" Ali"]);
        fields.push(("form[another]", "true"));
        let second = desk.post_form("/fn/patients/register", &fields).await.is(303).location().to_owned();
        assert_ne!(first, second);
        let found = desk.get("/desk/patients?q=ali%20SAN").await;
        assert_eq!(found.is(200).attributes("main table a", "href"), [second, first], "newest first");
        assert!(!found.body.contains("<b>"), "a name is text");
        let none = desk.get("/desk/patients?q=nobody").await;
        assert!(none.is(200).attributes("main table a", "href").is_empty());
        desk.get("/desk/patients/0190163d-8694-739b-aea5-966c26f8ad91").await.is(404);
        desk.get("/desk/patients/nothing").await.is(404);
    }

    async fn offering_a_file_is_answered_alike_with_and_without_an_account(db: Fresh) {
        let world = World::new(db).await;
        let patient = world.patient("amel@example.org").await;
        let desk = of(&world, Role::Secretary).await;
        let mut answers = Vec::new();
        for (n, email) in ["amel@example.org", "nobody@example.org"].into_iter().enumerate() {
            let born = format!("19{}0-01-01", 6 + n);
            let mut fields = SANA.to_vec();
            fields[2].1 = &born;
            let file = desk.post_form("/fn/patients/register", &fields).await.is(303).location().to_owned();
            let id = file.rsplit('/').next().expect("an id");
            let offer = [("_page", file.as_str()), ("form[patient]", id), ("form[email]", email), ("form[held]", "child")];
            let answer = desk.post_form("/fn/patients/offer", &offer).await;
            answers.push((answer.status, answer.location() == file));
            let page = desk.get(&file).await;
            assert_eq!(page.is(200).attributes("main form", "action"), ["/fn/patients/withdraw"], "{email}");
        }
        assert_eq!(answers[0], answers[1]);
        let offered = |page: &Answer| page.is(200).attributes("main input[name='offer']", "value");
        assert!(offered(&patient.get("/my/family").await).is_empty(), "nothing goes to an address nobody has confirmed");
        world.addresses_are_confirmed().await;
        let offers = offered(&patient.get("/my/family").await);
        let accept = [("_page", "/my/family"), ("offer", offers[0].as_str())];
        patient.post_form("/fn/patients/accept_offer", &accept).await.is(303);
        let family = patient.get("/my/family").await;
        let edit = family.is(200).attributes("main a[href^='/my/family/0']", "href");
        patient.get(&edit[0]).await.is(200);
        let request = patient.get("/request").await;
        assert_eq!(request.is(200).attributes("select[name='form[patient]'] option", "value").len(), 2);
    }
}

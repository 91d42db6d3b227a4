//! Invitations, photos and tables of patients, as a browser meets them.

use crate::support::{Answer, PASSWORD, Person, World};
use axum::body::Body;
use http::header::{ACCEPT, CONTENT_TYPE, ORIGIN};
use http::{HeaderName, Method};
use image::{ImageFormat, RgbImage};
use salus_domain::accounts::Role;
use salus_domain::notifications::Mail;
use std::io::Cursor;

async fn of(world: &World, role: Role) -> Person {
    let cast = world.cast().await;
    let mut them = cast.into_iter().filter(|(other, _)| *other == role);
    them.next().expect("somebody in that role").1
}

fn picture() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::new(120, 90)
        .write_to(&mut bytes, ImageFormat::Png)
        .expect("a picture");
    bytes.into_inner()
}

/// Sends a form with a file as a page without script does.
async fn hand_in(person: &Person, path: &str, field: &str, file: &[u8]) -> Answer {
    let start = format!(
        "--frontier\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"../../x.exe\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    let body = [start.as_bytes(), file, b"\r\n--frontier--\r\n"].concat();
    let headers = [
        (ACCEPT, "text/html"),
        (CONTENT_TYPE, "multipart/form-data; boundary=frontier"),
        (ORIGIN, "http://127.0.0.1:3000"),
        (HeaderName::from_static("sec-fetch-site"), "same-origin"),
    ];
    person
        .send(Method::POST, path, &headers, Body::from(body))
        .await
}

/// The page of the newest invitation.
async fn invitation(person: &Person) -> String {
    let headers = [(ACCEPT, "application/json")];
    let outbox = person.send(
        Method::GET,
        "/fn/notifications/outbox",
        &headers,
        Body::empty(),
    );
    let mails: Vec<Mail> = outbox.await.json();
    let start = "http://127.0.0.1:3000/invitation?token=";
    let found = mails
        .iter()
        .flat_map(|mail| mail.text.lines())
        .find(|line| line.starts_with(start));
    found.expect("a link").replace("http://127.0.0.1:3000", "")
}

salus_store::on_both_engines! {
    async fn an_invitation_is_accepted_by_a_new_account_on_its_page(db: Fresh) {
        let world = World::new(db).await;
        let admin = of(&world, Role::ClinicAdmin).await;
        let page = admin.get("/admin/secretaries/new").await;
        assert_eq!(page.is(200).attributes("input[name='form[access]']", "value"), ["invitation", "password"]);
        let fields = [("_page", "/admin/secretaries/new"), ("form[first_name]", "Noé"), ("form[last_name]", "Karray"),
            ("form[email]", "noe@example.org"), ("form[access]", "invitation"), ("form[password]", "")];
        let sent = admin.post_form("/fn/staff/add_secretary", &fields).await;
        assert_eq!(sent.is(303).location(), "/admin/staff");
        let staff = admin.get("/admin/staff").await;
        assert!(staff.is(200).body.contains("noe@example.org"));
        assert_eq!(staff.attributes("form[action='/fn/invitations/withdraw'] input[name=invitation]", "value").len(), 1);

        let page = invitation(&admin).await;
        let another = admin.get(&page).await;
        assert!(another.is(200).attributes("main form", "action").contains(&"/fn/accounts/sign_out".to_owned()), "signed in as another");
        let noe = world.visitor();
        let opened = noe.get(&page).await;
        assert_eq!(opened.is(200).attributes("main input[name='form[first_name]']", "value"), ["Noé"]);
        assert_eq!(noe.get(&page).await.is(200).attributes("main form", "action"), ["/fn/invitations/register"], "opening changes nothing");
        let token = page.split('=').nth(1).expect("a token");
        let form = |password: &'static str| [("_page", page.as_str()), ("form[token]", token), ("form[first_name]", "Noé"),
            ("form[last_name]", "Karray"), ("form[password]", password)];
        let weak = noe.post_form("/fn/invitations/register", &form("court")).await;
        assert_eq!(weak.is(422).attributes("[aria-invalid=true]", "name"), ["form[password]"]);
        let joined = noe.post_form("/fn/invitations/register", &form(PASSWORD)).await;
        assert_eq!(joined.is(303).location(), "/desk");
        noe.get("/desk").await.is(200);
        let used = world.visitor().get(&page).await;
        let unknown = world.visitor().get("/invitation?token=none").await;
        assert_eq!(used.texts("main"), unknown.texts("main"), "used and unknown are answered alike");
        assert_eq!(used.status, unknown.status);
    }

    async fn somebody_with_an_account_signs_in_and_accepts(db: Fresh) {
        let world = World::new(db).await;
        let amel = world.patient("amel@example.org").await;
        let admin = of(&world, Role::ClinicAdmin).await;
        let fields = [("form[first_name]", "Amel"), ("form[last_name]", "Salah"), ("form[email]", "amel@example.org"),
            ("form[access]", "invitation"), ("form[specialties][0]", "ent")];
        admin.call("staff/add_doctor", &fields).await.is(200);
        let page = invitation(&admin).await;
        let visitor = world.visitor().get(&page).await;
        let sign_in = visitor.is(200).attributes("main a[href^='/sign-in']", "href");
        assert!(sign_in[0].contains("next=/invitation%3Ftoken%3D"), "{sign_in:?}");
        assert!(visitor.attributes("main input[type=password]", "name").is_empty());
        let own = amel.get(&page).await;
        assert_eq!(own.is(200).attributes("main form", "action"), ["/fn/invitations/accept"]);
        let token = page.split('=').nth(1).expect("a token");
        let joined = amel.post_form("/fn/invitations/accept", &[("_page", &page), ("token", token)]).await;
        assert_eq!(joined.is(303).location(), "/doctor");
        amel.get("/doctor").await.is(200);
        amel.post_form("/fn/invitations/accept", &[("_page", &page), ("token", token)]).await.is(409);
    }

    async fn a_photo_is_handed_in_shown_and_kept_from_others(db: Fresh) {
        let world = World::new(db).await;
        let amel = world.patient("amel@example.org").await;
        let page = amel.get("/account").await;
        let action = page.is(200).attributes("form[enctype='multipart/form-data']", "action");
        assert_eq!(action, ["/uploads/photo?_page=/account"]);
        let refused = hand_in(&amel, &action[0], "photo", b"<html><script>alert(1)</script>").await;
        assert_eq!(refused.is(422).attributes("[aria-invalid=true]", "id"), ["photo"]);
        assert!(refused.attributes("main img", "src").is_empty());
        let large = hand_in(&amel, &action[0], "photo", &vec![7; 5 * 1024 * 1024 + 1]).await;
        large.is(422);
        let nothing = hand_in(&amel, &action[0], "other", &picture()).await;
        nothing.is(422);
        let saved = hand_in(&amel, &action[0], "photo", &picture()).await;
        assert_eq!(saved.is(303).location(), "/account");
        let photo = amel.get("/account").await.attributes("main .avatar img", "src").remove(0);
        let own = amel.get(&photo).await;
        own.is(200);
        assert_eq!(own.header("content-type"), "image/jpeg");
        assert_eq!(own.header("x-content-type-options"), "nosniff");
        assert!(own.header("content-security-policy").starts_with("default-src 'none'"));
        assert!(own.header("cache-control").starts_with("private") && own.set_cookies().is_empty());
        for who in [world.visitor(), world.patient("basma@example.org").await] {
            let other = who.get(&photo).await;
            let unknown = who.get("/photos/01900000-0000-7000-8000-000000000000").await;
            assert_eq!((other.is(404).body.clone(), other.header("cache-control")), (unknown.body.clone(), unknown.header("cache-control")));
        }
        let visitor = hand_in(&world.visitor(), "/uploads/photo?_page=/account", "photo", &picture()).await;
        assert!(visitor.location().starts_with("/sign-in"), "{}", visitor.status);
        amel.post_form("/fn/accounts/remove_photo", &[("_page", "/account")]).await.is(303);
        amel.get(&photo).await.is(404);
    }

    async fn a_doctors_photo_stands_on_their_page_for_everybody(db: Fresh) {
        let world = World::new(db).await;
        let admin = of(&world, Role::ClinicAdmin).await;
        let staff = admin.get("/admin/staff").await;
        let hours = staff.is(200).attributes("a[href^='/admin/doctors/0']", "href").remove(0);
        let file = hours.trim_end_matches("/hours");
        let action = admin.get(file).await.is(200).attributes("form[enctype='multipart/form-data']", "action").remove(0);
        assert_eq!(hand_in(&admin, &action, "photo", &picture()).await.is(303).location(), file);
        let doctor = file.rsplit('/').next().expect("an id");
        let shown = world.visitor().get(&format!("/doctors/{doctor}")).await;
        let photo = shown.is(200).attributes("main .avatar img", "src").remove(0);
        let public = world.visitor().get(&photo).await;
        assert_eq!(public.is(200).header("cache-control"), "public, max-age=31536000, immutable");
        world.visitor().get(&format!("{photo}/small")).await.is(200);
        for bad in ["/photos/x", "/photos/x/small"] {
            world.visitor().get(bad).await.is(404);
        }
    }

    async fn a_table_is_looked_at_and_brought_in_without_being_sent_twice(db: Fresh) {
        let world = World::new(db).await;
        let admin = of(&world, Role::ClinicAdmin).await;
        let page = admin.get("/desk/patients/import").await;
        let action = page.is(200).attributes("form[enctype='multipart/form-data']", "action").remove(0);
        let columns = hand_in(&admin, &action, "file", b"Nom;Date de naissance\nA;1990-01-01\n").await;
        assert!(columns.is(422).texts(".form-errors li").len() == 1, "the missing column is named");
        let wrong = hand_in(&admin, &action, "file", "Prénom;Nom;Né le\n<b>;;32/01/1990\n".as_bytes()).await;
        let seen = admin.get(wrong.is(303).location()).await;
        assert_eq!(seen.is(200).texts("main table td li").len(), 2);
        assert!(seen.attributes("main form", "action").iter().all(|to| to != "/fn/patients/import"));
        let table = "Prénom,Nom,Né le\nSana,\"<b>Ben Ali\",28/02/1990\nKarim,=1+1,1980-01-02\n";
        let checked = hand_in(&admin, &action, "file", table.as_bytes()).await;
        let here = checked.is(303).location().to_owned();
        let seen = admin.get(&here).await;
        let import = seen.is(200).attributes("input[name='form[import]']", "value").remove(0);
        let form = [("_page", here.as_str()), ("form[import]", import.as_str()), ("form[likely]", "skip")];
        let done = admin.post_form("/fn/patients/import", &form).await;
        assert_eq!(done.is(303).location(), "/desk/patients/import?opened=2&skipped=0");
        admin.get(done.location()).await.is(200);
        let list = admin.get("/desk/patients?q=ben").await;
        assert!(list.is(200).body.contains("&lt;b&gt;Ben Ali"), "a name is text");
        admin.get(&here).await.is(404);
        // The same table again: what is there already is shown, each with its file.
        let again = hand_in(&admin, &action, "file", table.as_bytes()).await;
        let seen = admin.get(again.is(303).location()).await;
        assert_eq!(seen.is(200).attributes("main table a[href^='/desk/patients/']", "href").len(), 2);
    }
}

//! Who may open which page.

use crate::support::World;
use salus_app::routes::{Access, access, home_of};
use salus_domain::accounts::Role;

/// A page of each part of the site, with who may open it as `docs` and the domain have it.
const PAGES: [(&str, &[Role]); 9] = [
    ("/my", &[Role::Patient]),
    ("/my/appointments", &[Role::Patient]),
    ("/request", &[Role::Patient]),
    ("/doctor", &[Role::Doctor]),
    ("/doctor/calendar", &[Role::Doctor]),
    ("/desk/queue", &[Role::Secretary, Role::ClinicAdmin]),
    ("/admin/staff", &[Role::ClinicAdmin]),
    ("/platform", &[Role::SuperAdmin]),
    ("/platform/clinics/new", &[Role::SuperAdmin]),
];

salus_store::on_both_engines! {
    async fn each_role_opens_its_own_pages_and_no_others(db: Fresh) {
        let world = World::new(db).await;
        let visitor = world.visitor();
        for (page, _) in PAGES {
            let answer = visitor.get(&format!("{page}?day=2026-03-29&x=1")).await;
            assert_eq!(answer.is(303).location(), format!("/sign-in?next={page}%3Fday%3D2026-03-29%26x%3D1"));
            assert!(answer.body.is_empty(), "nothing of {page} is sent along");
        }
        for (role, person) in world.cast().await {
            for (page, allowed) in PAGES {
                let answer = person.get(page).await;
                if allowed.contains(&role) {
                    answer.is(200);
                } else {
                    assert_eq!(answer.is(303).location(), "/refused", "{role:?} {page}");
                    assert!(answer.body.is_empty(), "nothing of {page} is sent along");
                }
            }
            person.get("/refused").await.is(403);
            for page in ["/sign-in", "/register", "/sign-in?next=//evil.example"] {
                assert_eq!(person.get(page).await.is(303).location(), home_of(role), "{role:?} {page}");
            }
            person.get(home_of(role)).await.is(200);
        }
    }

    async fn visitors_open_what_is_public(db: Fresh) {
        let world = World::new(db).await;
        let visitor = world.visitor();
        for page in ["/", "/search", "/clinics", "/sign-in", "/register", "/privacy"] {
            let answer = visitor.get(page).await;
            assert!(answer.is(200).header("content-type").starts_with("text/html"), "{page}");
            assert!(answer.set_cookies().is_empty(), "{page} sets a cookie");
        }
        assert_eq!(world.sessions().await, 0);
    }

    async fn a_page_has_one_address(db: Fresh) {
        let world = World::new(db).await;
        let visitor = world.visitor();
        assert_eq!(visitor.get("/search/?q=x").await.is(308).location(), "/search?q=x");
        assert_eq!(visitor.get("//evil.example/").await.is(308).location(), "/evil.example");
        visitor.get("/search").await.is(200);
    }

    async fn what_does_not_exist_is_a_page_that_says_so(db: Fresh) {
        let world = World::new(db).await;
        let visitor = world.visitor();
        for path in ["/nowhere", "/search/nowhere", "/%6dy/nothing/here", "/nowhere.php", "/.env"] {
            let answer = visitor.get(path).await;
            // Disguised, the part of patients still asks who is there.
            assert!(matches!(answer.status.as_u16(), 303 | 404), "{path}: {}", answer.status);
            if answer.status == 404 {
                assert!(answer.header("content-type").starts_with("text/html"), "{path}");
            }
        }
        let answer = visitor.get("/fn/nothing").await;
        assert_eq!(answer.is(404).header("content-type"), "application/problem+json");
        visitor.post_form("/nowhere", &[]).await.is(404);
    }
}

#[test]
fn no_page_of_the_back_office_is_open_to_everybody() {
    for address in salus_server::pages::addresses() {
        let path = address.strip_prefix("GET ").unwrap_or_default();
        let staff = ["/doctor", "/desk", "/admin", "/platform", "/appointments"];
        let inside = |part: &&str| path == **part || path.starts_with(&format!("{part}/"));
        if staff.iter().any(|part| inside(&part)) {
            assert!(matches!(access(path), Access::Roles(_)), "{path}");
        }
    }
}

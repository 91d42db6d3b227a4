//! `POST /language`, `POST /theme`

use crate::support::World;

salus_store::on_both_engines! {
    async fn a_language_is_chosen_and_stays(db: Fresh) {
        let world = World::new(db).await;
        let person = world.visitor();
        for language in ["en", "fr"] {
            let answer = person.post_form("/language", &[("to", language), ("back", "/search?q=x")]).await;
            assert_eq!(answer.is(303).location(), "/search?q=x");
            let cookies = answer.set_cookies();
            assert_eq!(cookies, [format!("salus_lang={language}; Path=/; Max-Age=31536000; SameSite=Lax")]);
            assert_eq!(person.get("/").await.attributes("html", "lang"), [language]);
        }
        person.post_form("/language", &[("to", "xx; Domain=evil"), ("back", "/")]).await.is(422);
        person.get("/language").await.is(405);
    }

    async fn a_theme_is_chosen_and_given_up(db: Fresh) {
        let world = World::new(db).await;
        let person = world.visitor();
        person.post_form("/theme", &[("to", "dark"), ("back", "/")]).await.is(303);
        assert_eq!(person.get("/").await.attributes("html", "data-theme"), ["dark"]);
        person.post_form("/theme", &[("to", "system"), ("back", "/")]).await.is(303);
        assert_eq!(person.get("/").await.attributes("html[data-theme]", "data-theme"), [""; 0]);
    }

    async fn the_way_back_never_leads_elsewhere(db: Fresh) {
        let world = World::new(db).await;
        let person = world.visitor();
        for back in ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", ""] {
            let answer = person.post_form("/language", &[("to", "en"), ("back", back)]).await;
            assert_eq!(answer.is(303).location(), "/", "{back:?}");
        }
    }
}

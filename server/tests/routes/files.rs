//! The built site.

use crate::support::World;
use axum::body::Body;
use http::Method;
use http::header::ACCEPT_ENCODING;

const SCRIPT: &str = "/pkg/salus.8mg6JMKFjKjMMzOJtqp_lw.js";

salus_store::on_both_engines! {
    async fn files_say_how_long_they_keep(db: Fresh) {
        let world = World::new(db).await;
        let person = world.visitor();
        for (path, caching) in [
            (SCRIPT, "public, max-age=31536000, immutable"),
            ("/pkg/salus.css", "no-cache"),
            ("/icons.svg", "public, max-age=86400"),
        ] {
            let answer = person.get(path).await;
            assert_eq!(answer.is(200).header("cache-control"), caching, "{path}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
        }
        let encoded = person.send(Method::GET, SCRIPT, &[(ACCEPT_ENCODING, "gzip, br")], Body::empty()).await;
        assert_eq!((encoded.is(200).header("content-encoding"), encoded.body.as_str()), ("br", "as brotli"));
        assert!(encoded.header("content-type").contains("javascript"));
    }

    async fn there_is_no_way_out_of_the_folder(db: Fresh) {
        let world = World::new(db).await;
        let person = world.visitor();
        for path in ["/pkg/../../Cargo.toml", "/pkg/%2e%2e/%2e%2e/etc/passwd", "/%2e%2e/etc/passwd.txt", "/pkg/", "/pkg/missing.js", "/nothing.txt"] {
            let answer = person.get(path).await;
            assert!(matches!(answer.status.as_u16(), 308 | 404), "{path}: {}", answer.status);
        }
    }
}

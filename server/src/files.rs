//! The built site: scripts, styles, fonts, pictures. Served before any session is read.

use crate::AppState;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, Method, StatusCode, header};
use tower::ServiceExt;
use tower_http::services::ServeDir;

/// The length of the hash that the build puts into a file's name: 128 bits in base64.
const HASH_LENGTH: usize = 22;

/// Answers with the file of that name, else lets the request through. Only a name with a dot, or one in
/// a folder of files, can be a file: pages cost no look into the folder.
pub async fn serve(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let in_folder = path.starts_with("/pkg/") || path.starts_with("/fonts/");
    let is_name = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !(reads && (in_folder || is_name) && !path.starts_with("/fn/")) {
        return next.run(request).await;
    }
    let caching = caching_of(path);
    let folder = ServeDir::new(&state.settings.site_root)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    let mut asked = Request::new(Body::empty());
    *asked.method_mut() = request.method().clone();
    *asked.uri_mut() = request.uri().clone();
    *asked.headers_mut() = request.headers().clone();
    let mut response = folder.oneshot(asked).await.into_response();
    if response.status() == StatusCode::NOT_FOUND && !in_folder {
        return next.run(request).await;
    }
    if !response.status().is_client_error() {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    response
}

/// A name with a hash never means anything else; other built files may change with any deploy, fonts and
/// pictures hardly ever.
fn caching_of(path: &str) -> &'static str {
    if !path.starts_with("/pkg/") {
        return "public, max-age=86400";
    }
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_hash = |part: &str| {
        part.len() == HASH_LENGTH
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
            && part.bytes().any(|b| b != b'_')
    };
    if name.split('.').any(is_hash) { "public, max-age=31536000, immutable" } else { "no-cache" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashed_names_are_kept_for_ever() {
        for (path, kept) in [
            ("/pkg/salus.8mg6JMKFjKjMMzOJtqp_lw.js", true),
            ("/pkg/__wasm_split.FIkTUciDQPzaHHkq8t7flw.js", true),
            ("/pkg/chunk_3.0YUwVwx5Db3vp51io5n4KQ.wasm", true),
            ("/pkg/__wasm_split.______________________.js", false),
            ("/pkg/salus.js", false),
            ("/fonts/inter-latin.woff2", false),
        ] {
            assert_eq!(caching_of(path).contains("immutable"), kept, "{path}");
        }
    }
}

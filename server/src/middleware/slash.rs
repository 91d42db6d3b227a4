//! One address per page: `/search/` and `//search` lead to `/search`.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::{Method, Uri};

/// Redirects a page's address with empty segments to the one without.
pub async fn one_address(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD)
        && let Some(address) = tidied(request.uri())
    {
        return Redirect::permanent(&address).into_response();
    }
    next.run(request).await
}

/// The address without empty segments; `None` when it has none. A backslash is left for the router to
/// miss: browsers read it as a slash, and a redirect to it could lead to another host.
fn tidied(uri: &Uri) -> Option<String> {
    let path = uri.path();
    if path == "/" || path.contains('\\') || !(path.ends_with('/') || path.contains("//")) {
        return None;
    }
    let mut address = String::new();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        address.push('/');
        address.push_str(segment);
    }
    if address.is_empty() {
        address.push('/');
    }
    if let Some(query) = uri.query() {
        address.push('?');
        address.push_str(query);
    }
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lose_their_empty_segments_and_never_their_host() {
        for (given, expected) in [
            ("/", None),
            ("/search", None),
            ("/search/", Some("/search")),
            ("/search/?q=a//b/", Some("/search?q=a//b/")),
            ("//", Some("/")),
            ("//evil.example/", Some("/evil.example")),
            ("/\\evil.example/", None),
            ("/a//b", Some("/a/b")),
        ] {
            let uri: Uri = given.parse().expect("an address");
            assert_eq!(tidied(&uri).as_deref(), expected, "{given}");
        }
    }
}

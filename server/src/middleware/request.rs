//! A request's number and its line in the log. The line says what was asked and how it went, never by
//! whom: no address, no query, no cookie.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderName, HeaderValue};
use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;
use tracing::Instrument;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Numbers the request, logs it, and returns the number, which a person may quote when asking for help.
/// A number that came with the request is not believed.
pub async fn number_and_log(request: Request, next: Next) -> Response {
    let id = new_id();
    let span = tracing::info_span!("request", %id, method = %request.method(), path = %request.uri().path());
    async {
        let started = Instant::now();
        let mut response = next.run(request).await;
        let (status, ms) = (response.status().as_u16(), started.elapsed().as_millis());
        if status >= 500 {
            tracing::error!(status, ms, "answered");
        } else {
            tracing::info!(status, ms, "answered");
        }
        if let Ok(id) = HeaderValue::from_str(&id) {
            response.headers_mut().insert(REQUEST_ID, id);
        }
        response
    }
    .instrument(span)
    .await
}

/// Sixteen hexadecimal digits: a count under a key drawn when the process started, so that numbers of
/// two processes do not meet and nobody reads from them how busy we are.
fn new_id() -> String {
    static KEY: LazyLock<RandomState> = LazyLock::new(RandomState::new);
    static COUNT: AtomicU64 = AtomicU64::new(0);
    format!("{:016x}", KEY.hash_one(COUNT.fetch_add(1, Ordering::Relaxed)))
}

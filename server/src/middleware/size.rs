//! How much a request may carry: little, but for files that are handed in.

use crate::{BODY_LIMIT, uploads};
use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use http_body_util::Limited;

/// Refuses what says that it is too large, and stops reading what is without saying so.
pub async fn limit(request: Request, next: Next) -> Response {
    let most = if request.uri().path().starts_with(uploads::PART) {
        uploads::BODY_LIMIT
    } else {
        BODY_LIMIT
    };
    let said = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok())
        .and_then(|length| length.parse::<usize>().ok());
    if said.is_some_and(|length| length > most) {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    next.run(request.map(|body| Body::new(Limited::new(body, most))))
        .await
}

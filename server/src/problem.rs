//! Answers other than success, from the layers that stand before the pages: `application/problem+json`
//! (RFC 9457).

use axum::body::Body;
use axum::response::Response;
use http::{HeaderValue, StatusCode, header};
use salus_domain::Fault;
use serde_json::{Value, json};

/// The fault as an answer: its code and details, a title, its status.
pub fn problem(fault: &Fault) -> Response {
    let status = StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut body = serde_json::to_value(fault).unwrap_or_else(|_| json!({}));
    if let Value::Object(fields) = &mut body {
        fields.insert("title".to_owned(), json!(status.canonical_reason()));
        fields.insert("status".to_owned(), json!(status.as_u16()));
    }
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}

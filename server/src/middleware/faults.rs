//! The status of a server function's fault. A request that cannot be read never reaches the function,
//! which would have set it, and leptos answers 500: as if the fault were ours.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::StatusCode;
use leptos::server_fn::error::SERVER_FN_ERROR_HEADER;
use salus_domain::Fault;

/// The longest fault, in bytes: every field of the longest form, wrong.
const LONGEST: usize = 64 * 1024;

/// Sets the status that says the same as the fault in the body.
pub async fn tell_status(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let unsaid = response.status() == StatusCode::INTERNAL_SERVER_ERROR
        && response.headers().contains_key(SERVER_FN_ERROR_HEADER);
    if !unsaid {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, LONGEST).await.unwrap_or_default();
    if let Ok(fault) = serde_json::from_slice::<Fault>(&bytes)
        && let Ok(status) = StatusCode::from_u16(fault.status())
    {
        parts.status = status;
    }
    Response::from_parts(parts, Body::from(bytes))
}

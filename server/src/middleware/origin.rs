//! Only our own pages may change anything.
//!
//! A browser tells who made it send a request: by `Sec-Fetch-Site`, which no script can set, else by
//! `Origin`. A request that may change something is let through only when one of them says it was us;
//! one with neither is refused. Content types do not help: a form elsewhere may send `text/plain`.

use crate::config::Origin;
use crate::problem::problem;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, Method, header};
use salus_domain::Fault;
use std::sync::Arc;

/// Refuses with 403 what may change something and does not come from one of `ours`.
pub async fn same_origin(State(ours): State<Arc<[Origin]>>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || is_ours(request.headers(), &ours) {
        return next.run(request).await;
    }
    tracing::warn!("a request from another site was refused");
    problem(&Fault::Refused)
}

fn is_ours(headers: &HeaderMap, ours: &[Origin]) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    headers
        .get(header::ORIGIN)
        .and_then(|origin| origin.to_str().ok())
        .is_some_and(|origin| ours.iter().any(|our| our.as_str().eq_ignore_ascii_case(origin)))
}

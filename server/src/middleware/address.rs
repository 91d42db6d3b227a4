//! From which network address a request came, for the audit trail: that of whoever opened the connection.
//! What a request says of itself (`X-Forwarded-For`) is not believed.

use axum::extract::{ConnectInfo, Request};
use axum::middleware::Next;
use axum::response::Response;
use salus_app::server::SeenFrom;
use std::net::SocketAddr;

/// Keeps the address beside the request, where there is a connection.
pub async fn note(mut request: Request, next: Next) -> Response {
    let from = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|from| from.0.ip().to_canonical().to_string());
    if let Some(from) = from {
        request.extensions_mut().insert(SeenFrom(from.into()));
    }
    next.run(request).await
}

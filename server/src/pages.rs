//! The pages and server functions of `salus-app`, as routes.

use crate::AppState;
use crate::middleware::headers::policy_of_page;
use crate::problem::problem;
use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::any;
use http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use http::{Method, StatusCode};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::{
    LeptosRoutes, ResponseOptions, generate_route_list, render_app_async_with_context,
};
use salus_app::app::{App, shell};
use salus_app::server::Encrypted;
use salus_domain::Fault;

/// A route for each page and each server function; the page "not found" for everything else.
pub fn routes(state: &AppState) -> Router<AppState> {
    let (options, assets) = (state.leptos.clone(), state.assets.clone());
    Router::new()
        .leptos_routes_with_context(
            state,
            generate_route_list(App),
            context_of(state),
            move || shell(options.clone(), assets.clone()),
        )
        .route("/fn/{*name}", any(async || problem(&Fault::Missing)))
        .fallback(not_found)
}

/// The addresses of all pages and server functions, each with its method, sorted.
pub fn addresses() -> Vec<String> {
    let pages = generate_route_list(App)
        .into_iter()
        .map(|page| format!("GET {}", page.path()));
    let functions =
        server_fn::axum::server_fn_paths().map(|(path, method)| format!("{method} {path}"));
    let mut addresses: Vec<String> = pages.chain(functions).collect();
    addresses.sort();
    addresses
}

/// What pages and server functions find around them. For a page it also sets the content security
/// policy, which names the nonce of this answer's scripts.
fn context_of(state: &AppState) -> impl Fn() + Clone + Send + Sync + 'static {
    let services = state.services.clone();
    let reload_port = state.reload_port();
    let encrypted = Encrypted(state.settings.public_url.is_https());
    move || {
        provide_context(services.clone());
        provide_context(encrypted);
        if let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>())
            && let Ok(policy) = HeaderValue::from_str(&policy_of_page(&nonce, reload_port))
        {
            response.insert_header(CONTENT_SECURITY_POLICY, policy);
        }
    }
}

async fn not_found(State(state): State<AppState>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return problem(&Fault::Missing);
    }
    let (options, assets) = (state.leptos.clone(), state.assets.clone());
    let render = render_app_async_with_context(context_of(&state), move || {
        shell(options.clone(), assets.clone())
    });
    let mut response = render(request).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

//! Everything HTTP: settings, routes, sessions, limits, the loop of the jobs, the commands.
//!
//! No SQL and no rule of the business lives here. [`router`] is the whole server without a socket; tests
//! call it. A request passes, in this order: its number and log line, the answer's headers, panics, the
//! time limit (`middleware/`); then health answers, or one address per page, files, compression, the
//! origin check, the size limit, forms, the session, who is calling, the guard of pages; then the page or
//! server function.

// The type of a page is the nesting of its elements.
#![recursion_limit = "512"]

pub mod audit;
pub mod config;
pub mod export;
pub mod files;
pub mod health;
pub mod jobs;
pub mod middleware;
pub mod pages;
pub mod photos;
pub mod preferences;
pub mod problem;
pub mod session_store;
mod site;
pub mod uploads;

use axum::Router;
use axum::extract::FromRef;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use config::{Origin, Settings};
use http::StatusCode;
use leptos::config::LeptosOptions;
use middleware::{client, faults, forms, guard, headers, origin, request, session, size, slash};
use salus_app::app::Assets;
use salus_domain::Fault;
use salus_services::Services;
use std::sync::Arc;
use std::time::Duration;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

/// The largest body of a request, in bytes; but for [`uploads`].
pub const BODY_LIMIT: usize = 1024 * 1024;

/// How long an answer may take.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// Brotli and gzip at the level where a page costs about a millisecond.
const COMPRESSION: CompressionLevel = CompressionLevel::Precise(4);

/// What every request has at hand. A handle to clone.
#[derive(Clone, Debug)]
pub struct AppState {
    settings: Arc<Settings>,
    services: Services,
    leptos: LeptosOptions,
    assets: Assets,
}

impl AppState {
    /// Puts the parts together.
    pub fn new(settings: Settings, services: Services) -> Self {
        let leptos = site::options(&settings);
        let assets = site::assets(&leptos);
        Self {
            settings: Arc::new(settings),
            services,
            leptos,
            assets,
        }
    }

    /// What is wrong with the built site, if anything: pages without their scripts and styles.
    ///
    /// # Errors
    /// A sentence that says what is missing and how to mend it.
    pub fn check_site(&self) -> Result<(), String> {
        site::check(&self.leptos, &self.assets)
    }

    /// The port of the watching build, while developing.
    fn reload_port(&self) -> Option<u32> {
        site::is_watched().then_some(self.leptos.reload_port)
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}

impl FromRef<AppState> for Services {
    fn from_ref(state: &AppState) -> Self {
        state.services.clone()
    }
}

/// The whole server, without a socket. Call it once per process: it lists the pages.
pub fn router(state: &AppState) -> Router {
    let settings = &state.settings;
    let ours: Arc<[Origin]> = settings.origins().into();
    // The last layer is the first to see a request.
    let uploads = uploads::routes()
        .into_iter()
        .fold(Router::new(), |all, (path, answer)| all.route(path, answer));
    let pages = pages::routes(state)
        .merge(uploads)
        .route("/photos/{id}", get(photos::large))
        .route("/photos/{id}/small", get(photos::small))
        .route("/language", post(preferences::language))
        .route("/theme", post(preferences::theme))
        .route("/my/privacy/export", post(export::export))
        .layer(from_fn(faults::tell_status))
        .layer(from_fn(guard::guard))
        .layer(from_fn_with_state(
            state.services.clone(),
            session::identify,
        ))
        .layer(session::layer(settings, state.services.clone()))
        .layer(from_fn_with_state(
            session::cookie_name(settings),
            session::complete_removal,
        ))
        .layer(from_fn_with_state(
            Arc::clone(&state.settings),
            client::find,
        ))
        .with_state(state.clone());
    let application = pages
        .clone()
        .layer(from_fn_with_state(pages, forms::answer_with_page))
        .layer(from_fn(size::limit))
        .layer(from_fn_with_state(ours, origin::same_origin))
        .layer(CompressionLayer::new().quality(COMPRESSION))
        .layer(from_fn_with_state(state.clone(), files::serve))
        .layer(from_fn(slash::one_address));
    let health = Router::new()
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .with_state(state.clone());
    application
        .merge(health)
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            TIME_LIMIT,
        ))
        .layer(CatchPanicLayer::custom(|_| {
            problem::problem(&Fault::Internal)
        }))
        .layer(from_fn_with_state(headers::of(settings), headers::add))
        .layer(from_fn(request::number_and_log))
}

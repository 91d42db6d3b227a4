//! Language and theme, chosen by a form that works without script and kept in a cookie.

use crate::AppState;
use crate::problem::problem;
use axum::Form;
use axum::extract::State;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use http::header::SET_COOKIE;
use salus_app::server::{LANGUAGE_COOKIE, safe_next};
use salus_app::ui::THEME_COOKIE;
use salus_domain::Fault;
use salus_domain::language::Language;
use salus_domain::validate::Problem;
use serde::Deserialize;

const YEAR: u32 = 31_536_000;

/// What was chosen, and the page to return to.
#[derive(Debug, Deserialize)]
pub struct Choice {
    to: String,
    #[serde(default)]
    back: String,
}

/// `POST /language`: `to` is a language.
pub async fn language(State(state): State<AppState>, Form(choice): Form<Choice>) -> Response {
    match choice.to.parse::<Language>() {
        Ok(language) => keep(&state, LANGUAGE_COOKIE, language.as_str(), YEAR, &choice.back),
        Err(_) => problem(&Fault::field("to", Problem::Unknown)),
    }
}

/// `POST /theme`: `to` is `light`, `dark` or `system`.
pub async fn theme(State(state): State<AppState>, Form(choice): Form<Choice>) -> Response {
    match choice.to.as_str() {
        theme @ ("light" | "dark") => keep(&state, THEME_COOKIE, theme, YEAR, &choice.back),
        "system" => keep(&state, THEME_COOKIE, "", 0, &choice.back),
        _ => problem(&Fault::field("to", Problem::Unknown)),
    }
}

fn keep(state: &AppState, name: &str, value: &str, max_age: u32, back: &str) -> Response {
    let secure = if state.settings.public_url.is_https() { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; Max-Age={max_age}; SameSite=Lax{secure}");
    (AppendHeaders([(SET_COOKIE, cookie)]), Redirect::to(&safe_next(back, "/"))).into_response()
}

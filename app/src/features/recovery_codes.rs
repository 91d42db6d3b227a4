//! Recovery codes on their way to the page that shows them once: in a cookie that only this page is sent and
//! that ends with it, so that no database ever holds them readably.

use crate::server::{Encrypted, cookie_of_request, is_fetched_ahead};
use http::{HeaderValue, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

const COOKIE: &str = "recovery_codes";

/// The page that shows them.
pub const PAGE: &str = crate::routes::SECOND_FACTOR;

/// Hands the codes to the page.
pub fn hand_over(codes: &[String]) {
    // Codes are capitals, digits and dashes: a dot is none of them.
    set(&codes.join("."), 120);
}

/// The codes just made; read once.
pub fn just_made() -> Option<Vec<String>> {
    let codes = cookie_of_request(COOKIE).filter(|codes| !codes.is_empty())?;
    if is_fetched_ahead() {
        return None;
    }
    set("", 0);
    let is_code = |code: &&str| code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    Some(
        codes
            .split('.')
            .filter(is_code)
            .map(str::to_owned)
            .collect(),
    )
}

fn set(value: &str, seconds: u32) {
    let Some(options) = use_context::<ResponseOptions>() else {
        return;
    };
    let encrypted = use_context::<Encrypted>().is_some_and(|Encrypted(yes)| yes);
    let secure = if encrypted { "; Secure" } else { "" };
    let cookie = format!(
        "{COOKIE}={value}; Path={PAGE}; Max-Age={seconds}; SameSite=Strict; HttpOnly{secure}"
    );
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        options.append_header(header::SET_COOKIE, cookie);
    }
}

//! Measures whether the time a refused sign-in takes tells if there is an account: `make timing`.
//!
//! A thousand pairs of a known address with a wrong password and an unknown address go one after the other
//! through the real router, over a database of their own, with passwords hashed as in production. It prints both
//! medians and their ratio, and fails where they are more than five per cent apart. How often one may try is set
//! aside for that: tries are counted, but none is refused.

use anyhow::{Context, ensure};
use axum::Router;
use axum::body::Body;
use http::Request;
use http::header::{ACCEPT, CONTENT_TYPE, ORIGIN};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use salus_server::config::Settings;
use salus_server::{AppState, router};
use salus_services::{DatabaseSettings, Services};
use std::io::ErrorKind;
use std::time::{Duration, Instant};
use tower::ServiceExt;

const HOME: &str = "http://127.0.0.1:3000";
const EMAIL: &str = "amel@example.org";
const PASSWORD: &str = "brume-sur-le-lac";
const PAIRS: usize = 1000;

/// How far the medians may lie apart.
const AT_MOST: f64 = 0.05;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let folder = tempfile::tempdir().context("a folder for the database")?;
    let url = format!("sqlite://{}", folder.path().join("salus.db").display());
    let services = Services::open(&DatabaseSettings {
        url,
        max_connections: 4,
    })
    .await?
    .with_limits_set_aside();
    services.store().migrate().await?;
    let settings = Settings::read(
        |name| (name == "SALUS_PUBLIC_URL").then(|| HOME.to_owned()),
        |_| Err(ErrorKind::NotFound.into()),
    )?;
    let router = router(&AppState::new(settings, services.clone()));
    let registered = [
        ("form[first_name]", "Amel"),
        ("form[last_name]", "Ben Salah"),
        ("form[email]", EMAIL),
        ("form[phone]", "+216 71 123 456"),
        ("form[born_on]", "1990-05-17"),
        ("form[password]", PASSWORD),
    ];
    ensure!(
        send(&router, "register", &registered).await?.0 == 200,
        "nobody could register"
    );

    let (mut known, mut unknown) = (Vec::with_capacity(PAIRS), Vec::with_capacity(PAIRS));
    // Both once without measuring: the first of anything is slower.
    for round in 0..=PAIRS {
        let stranger = format!("nobody{round}@example.org");
        // Who goes first alternates, so that what drifts falls on both.
        let (first, second) = if round % 2 == 0 {
            (EMAIL, stranger.as_str())
        } else {
            (stranger.as_str(), EMAIL)
        };
        for email in [first, second] {
            let took = refused(&router, email).await?;
            if round > 0 {
                let times = if email == EMAIL {
                    &mut known
                } else {
                    &mut unknown
                };
                times.push(took);
            }
        }
    }
    services.store().close().await;

    let (known, unknown) = (median(known), median(unknown));
    let ratio = known.as_secs_f64() / unknown.as_secs_f64();
    println!("{PAIRS} pairs of refused sign-ins, medians:");
    println!("  wrong password   {:>8.3} ms", known.as_secs_f64() * 1e3);
    println!("  unknown account  {:>8.3} ms", unknown.as_secs_f64() * 1e3);
    println!("  ratio            {ratio:>8.4}");
    ensure!(
        (ratio - 1.0).abs() <= AT_MOST,
        "the time of the answer tells whether there is an account"
    );
    Ok(())
}

/// How long a sign-in takes to be refused.
async fn refused(router: &Router, email: &str) -> anyhow::Result<Duration> {
    let fields = [("form[email]", email), ("form[password]", "not-this-one")];
    let (status, took) = send(router, "sign_in", &fields).await?;
    ensure!(
        status == 401,
        "a wrong password was answered with {status} instead of 401"
    );
    Ok(took)
}

/// The status of the answer, and how long it took to its last byte.
async fn send(
    router: &Router,
    function: &str,
    fields: &[(&str, &str)],
) -> anyhow::Result<(u16, Duration)> {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let body: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    let request = Request::post(format!("/fn/accounts/{function}"))
        .header(ACCEPT, "application/json")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(ORIGIN, HOME)
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body.join("&")))?;
    let began = Instant::now();
    let response = router.clone().oneshot(request).await?;
    let status = response.status().as_u16();
    axum::body::to_bytes(response.into_body(), usize::MAX).await?;
    Ok((status, began.elapsed()))
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

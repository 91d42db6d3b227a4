//! Whether the process lives and whether it can serve: for orchestrators, and for the `health` command.

use crate::AppState;
use anyhow::{Context, bail};
use axum::extract::State;
use http::StatusCode;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// `GET /health/live`: the process answers.
pub async fn live() -> &'static str {
    "alive\n"
}

/// `GET /health/ready`: the database answers, too.
pub async fn ready(State(state): State<AppState>) -> (StatusCode, &'static str) {
    match state.services.store().ping().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}

/// Asks the server at `addr` whether it is ready.
///
/// # Errors
/// When it does not answer within four seconds, or not with 200.
pub async fn ask(addr: SocketAddr) -> anyhow::Result<()> {
    let addr = reachable(addr);
    let answer = tokio::time::timeout(Duration::from_secs(4), exchange(addr))
        .await
        .with_context(|| format!("no answer from {addr} in time"))?
        .with_context(|| format!("no answer from {addr}"))?;
    let status = answer.split(' ').nth(1).unwrap_or_default();
    if status != "200" {
        bail!("{addr} is not ready: it answered {status}");
    }
    Ok(())
}

async fn exchange(addr: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(addr).await?;
    let request = format!("GET /health/ready HTTP/1.1\r\nHost: {addr}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.take(4096).read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// Where to connect to: one cannot connect to "all addresses", on which a server may listen.
fn reachable(addr: SocketAddr) -> SocketAddr {
    let ip = match addr.ip() {
        IpAddr::V4(Ipv4Addr::UNSPECIFIED) => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(Ipv6Addr::UNSPECIFIED) => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, addr.port())
}

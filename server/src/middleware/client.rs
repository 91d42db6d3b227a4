//! Where a request comes from: the address of the connection, and behind a proxy of ours the one it names. Limits,
//! the audit trail and the list of sessions all go by it.

use crate::config::Settings;
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, HeaderName};
use ipnet::IpNet;
use salus_services::limits::Client;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Finds out where the request comes from, for the server functions behind.
pub async fn find(
    State(settings): State<Arc<Settings>>,
    mut request: Request,
    next: Next,
) -> Response {
    // A test calls the router without a connection.
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let client = peer.map_or(Client::UNKNOWN, |ConnectInfo(peer)| {
        Client::new(address(
            peer.ip(),
            request.headers(),
            &settings.trusted_proxies,
        ))
    });
    request.extensions_mut().insert(client);
    next.run(request).await
}

/// The last address in the chain that is no proxy of ours: everything before it may be invented.
fn address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_ours = |address: &IpAddr| trusted.iter().any(|net| net.contains(address));
    let mut address = peer.to_canonical();
    let named: Vec<&str> = headers
        .get_all(FORWARDED_FOR)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    for name in named.into_iter().rev() {
        if !is_ours(&address) {
            break;
        }
        let Ok(before) = name.parse::<IpAddr>() else {
            break;
        };
        address = before.to_canonical();
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn only_our_own_proxies_are_believed() {
        let ours: Vec<IpNet> = ["10.0.0.0/8", "fd00::/8"]
            .iter()
            .map(|net| net.parse().expect("a network"))
            .collect();
        for (peer, named, expected) in [
            ("203.0.113.5", "", "203.0.113.5"),
            ("203.0.113.5", "192.0.2.1", "203.0.113.5"),
            ("10.0.0.1", "192.0.2.1", "192.0.2.1"),
            ("::ffff:10.0.0.1", "192.0.2.1", "192.0.2.1"),
            ("10.0.0.1", "198.51.100.9, 192.0.2.1", "192.0.2.1"),
            ("10.0.0.1", "198.51.100.9,192.0.2.1 , 10.0.0.2", "192.0.2.1"),
            ("10.0.0.1", "198.51.100.9, nonsense", "10.0.0.1"),
            ("10.0.0.1", "", "10.0.0.1"),
            ("fd00::1", "2001:db8::7", "2001:db8::7"),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(FORWARDED_FOR, HeaderValue::from_static(named));
            let found = address(peer.parse().expect("an address"), &headers, &ours);
            assert_eq!(found.to_string(), expected, "{peer} {named}");
        }
    }
}

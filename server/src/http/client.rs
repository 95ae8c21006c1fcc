//! Who is at the other end: address, program.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap, Request, Version, header},
};
use ipnet::IpNet;

/// Address of the caller. `X-Forwarded-For` is read from the right, past the proxies that are trusted; what others
/// write there is not believed.
#[must_use]
pub fn address(extensions: &Extensions, headers: &HeaderMap, trusted: &[IpNet]) -> Option<IpAddr> {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip().to_canonical())?;
    Some(forwarded_for(peer, headers, trusted))
}

fn forwarded_for(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
    if !is_trusted(&peer) {
        return peer;
    }
    let mut nearest = peer;
    let entries: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    for entry in entries.into_iter().rev() {
        let Some(address) = parse(entry.trim()) else { return nearest };
        nearest = address;
        if !is_trusted(&address) {
            return address;
        }
    }
    nearest
}

/// Headers by which proxies tell that they pass a request on.
const FORWARDING: [&str; 6] =
    ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"];

/// Whether a program on this very machine sent the request to the machine's own name. A proxy beside the server does
/// not count: it tells of itself in a header, or asks for a public name, or speaks HTTP 1.0 as proxies that were not
/// told otherwise do, or the server's own address (`origin`) is a public one. Nor does a page whose name was made to
/// point to this machine.
#[must_use]
pub fn is_local<B>(request: &Request<B>, origin: &str) -> bool {
    let headers = request.headers();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip().to_canonical());
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    peer.is_some_and(|peer| peer.is_loopback())
        && host.is_some_and(names_this_machine)
        && request.version() >= Version::HTTP_11
        && !FORWARDING.iter().any(|name| headers.contains_key(*name))
        && origin.split_once("://").is_some_and(|(_, host)| names_this_machine(host))
}

fn names_this_machine(host: &str) -> bool {
    let name = host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok()).map_or(host, |(name, _)| name);
    name.eq_ignore_ascii_case("localhost") || parse(name).is_some_and(|address| address.is_loopback())
}

/// An address, with or without a port.
fn parse(entry: &str) -> Option<IpAddr> {
    let address = entry
        .parse::<IpAddr>()
        .or_else(|_| entry.parse::<SocketAddr>().map(|address| address.ip()))
        .or_else(|_| entry.trim_matches(['[', ']']).parse::<Ipv6Addr>().map(IpAddr::V6));
    address.ok().map(|address| address.to_canonical())
}

/// The text of a header, at most `limit` characters of it.
#[must_use]
pub fn text(headers: &HeaderMap, name: &header::HeaderName, limit: usize) -> Option<String> {
    let value = String::from_utf8_lossy(headers.get(name)?.as_bytes()).trim().chars().take(limit).collect::<String>();
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(forwarded: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::HeaderName::from_static("x-forwarded-for"), forwarded.parse().unwrap())])
    }

    fn seen(peer: &str, forwarded: &str, trusted: &[&str]) -> String {
        let trusted: Vec<IpNet> = trusted.iter().map(|network| network.parse().unwrap()).collect();
        forwarded_for(peer.parse().unwrap(), &headers(forwarded), &trusted).to_string()
    }

    #[test]
    fn a_stranger_cannot_choose_an_address() {
        assert_eq!(seen("203.0.113.9", "198.51.100.1", &[]), "203.0.113.9");
        assert_eq!(seen("203.0.113.9", "198.51.100.1", &["10.0.0.0/8"]), "203.0.113.9");
        assert_eq!(seen("10.0.0.1", "6.6.6.6, 198.51.100.1", &["10.0.0.0/8"]), "198.51.100.1");
    }

    #[test]
    fn only_a_direct_request_from_this_machine_is_local() {
        let request = |peer: &str, pairs: &[(&'static str, &str)]| {
            let mut request = Request::new(());
            request.extensions_mut().insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
            for (name, value) in pairs {
                request.headers_mut().insert(*name, value.parse().unwrap());
            }
            request
        };
        let local =
            |peer: &str, pairs: &[(&'static str, &str)]| is_local(&request(peer, pairs), "http://127.0.0.1:3001");
        for host in ["localhost:3001", "LOCALHOST", "127.0.0.1:3001", "[::1]:3001", "[::1]"] {
            assert!(local("127.0.0.1:5000", &[("host", host)]), "{host}");
            assert!(local("[::ffff:127.0.0.1]:5000", &[("host", host)]), "{host}");
            assert!(!local("192.0.2.1:5000", &[("host", host)]), "{host}");
            assert!(!local("127.0.0.1:5000", &[("host", host), ("x-forwarded-for", "127.0.0.1")]), "{host}");
            assert!(!local("127.0.0.1:5000", &[("host", host), ("forwarded", "for=127.0.0.1")]), "{host}");
        }
        for host in ["crm.example.com", "localhost.example.com:3001", "10.0.0.1", "", "::1:3001:x"] {
            assert!(!local("127.0.0.1:5000", &[("host", host)]), "{host}");
        }
        assert!(!local("127.0.0.1:5000", &[]));
        let mut old = request("127.0.0.1:5000", &[("host", "127.0.0.1:3001")]);
        assert!(is_local(&old, "http://localhost:3001") && is_local(&old, "http://[::1]:3001"));
        assert!(!is_local(&old, "https://crm.example.com"));
        *old.version_mut() = Version::HTTP_10;
        assert!(!is_local(&old, "http://localhost:3001"));
    }

    #[test]
    fn trusted_proxies_are_passed_over() {
        assert_eq!(seen("10.0.0.1", "198.51.100.1, 10.0.0.2", &["10.0.0.0/8"]), "198.51.100.1");
        assert_eq!(seen("10.0.0.1", "198.51.100.1:4711", &["10.0.0.0/8"]), "198.51.100.1");
        assert_eq!(seen("10.0.0.1", "[2001:db8::1]:80", &["10.0.0.0/8"]), "2001:db8::1");
        assert_eq!(seen("10.0.0.1", "garbage", &["10.0.0.0/8"]), "10.0.0.1");
    }
}

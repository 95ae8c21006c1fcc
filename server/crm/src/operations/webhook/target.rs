//! Where webhooks may lead: to the outside. A server that calls whatever address it is given could be made to call its
//! neighbours (server-side request forgery), so addresses of closed networks are refused, when they are entered and again
//! at each delivery, by the addresses that the name has then.

use std::{
    net::{IpAddr, SocketAddr},
    sync::LazyLock,
};

use ipnet::IpNet;
use reqwest::Url;

use crate::operations::validate::Checks;

/// Networks that are not the public internet (the special-purpose registries of IANA, RFC 6890), and ways into them from
/// IPv6: mapped and translated IPv4 (RFC 6052), 6to4, Teredo.
const CLOSED: [&str; 24] = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/3",
    "::/127",
    "64:ff9b::/96",
    "64:ff9b:1::/48",
    "100::/64",
    "2001::/23",
    "2001:db8::/32",
    "2002::/16",
    "fc00::/7",
    "fe80::/9",
    "ff00::/8",
];

static CLOSED_NETWORKS: LazyLock<Vec<IpNet>> =
    LazyLock::new(|| CLOSED.iter().filter_map(|network| network.parse().ok()).collect());

/// Whether an address is one of the public internet.
fn is_public(address: IpAddr) -> bool {
    let address = address.to_canonical();
    !CLOSED_NETWORKS.iter().any(|network| network.contains(&address))
}

/// The address as it is to be stored; refused where it is none, or leads into a closed network.
pub(super) fn checked(checks: &mut Checks, typed: &str, allow_private: bool) -> String {
    let typed = checks.required("url", typed, 2_000);
    if typed.is_empty() {
        return typed;
    }
    let Some(url) = Url::parse(&typed).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
    else {
        checks.refuse("url", "INVALID_FORMAT", "An address begins with https:// or http:// and names a host.");
        return typed;
    };
    if !url.username().is_empty() || url.password().is_some() {
        checks.refuse("url", "INVALID_FORMAT", "Name and password do not belong into the address: use a header.");
    }
    if !allow_private && leads_inside(&url) {
        checks.refuse("url", "PRIVATE_ADDRESS", REFUSED);
    }
    url.as_str().to_owned()
}

const REFUSED: &str =
    "The address leads into a closed network. An administrator of the server can allow this (WEBHOOK_ALLOW_PRIVATE).";

/// What can be told by the address alone.
fn leads_inside(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<IpAddr>() {
        Ok(address) => !is_public(address),
        Err(_) => {
            let name = bare.trim_end_matches('.').to_ascii_lowercase();
            name == "localhost"
                || name.ends_with(".localhost")
                || name.ends_with(".internal")
                || name.ends_with(".local")
        }
    }
}

/// Where a delivery goes: the host, and the addresses that it has at this moment.
pub(super) struct Place {
    pub(super) url: Url,
    pub(super) host: String,
    pub(super) addresses: Vec<SocketAddr>,
}

/// Looks the host up; the delivery then goes to one of these addresses and no other, whatever the name means a moment later.
///
/// # Errors
/// A sentence for the log of deliveries.
pub(super) async fn locate(url: &str, allow_private: bool) -> Result<Place, String> {
    let url = Url::parse(url).map_err(|_| "The address is no URL.".to_owned())?;
    let host = url.host_str().unwrap_or_default().to_owned();
    let port = url.port_or_known_default().unwrap_or(443);
    let bare = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    let found = tokio::net::lookup_host((bare.as_str(), port)).await;
    let found: Vec<SocketAddr> = found.map_err(|error| format!("The host was not found: {error}."))?.collect();
    let addresses: Vec<SocketAddr> =
        if allow_private { found } else { found.into_iter().filter(|address| is_public(address.ip())).collect() };
    if addresses.is_empty() {
        return Err(REFUSED.to_owned());
    }
    Ok(Place { url, host, addresses })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusals(url: &str) -> Vec<&'static str> {
        let mut checks = Checks::default();
        checked(&mut checks, url, false);
        match checks.finish() {
            Ok(()) => Vec::new(),
            Err(crate::Error::Invalid(errors)) => errors.iter().map(|error| error.code).collect(),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn every_network_is_read() {
        assert_eq!(CLOSED_NETWORKS.len(), CLOSED.len());
    }

    #[test]
    fn closed_networks_are_refused_however_they_are_written() {
        for host in [
            "127.0.0.1",
            "localhost",
            "LOCALHOST.",
            "app.localhost",
            "10.1.2.3",
            "172.31.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "2130706433",
            "0x7f.1",
            "017700000001",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:a9fe:a9fe]",
            "[fe80::1]",
            "[fd00::1]",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]",
            "metadata.google.internal",
            "printer.local",
            "224.0.0.1",
            "255.255.255.255",
        ] {
            assert_eq!(refusals(&format!("http://{host}:8080/hook")), ["PRIVATE_ADDRESS"], "{host}");
        }
        for host in ["example.com", "93.184.215.14", "[2606:2800:21f:cb07:6820:80da:af6b:8b2c]", "172.32.0.1"] {
            assert!(refusals(&format!("https://{host}/hook")).is_empty(), "{host}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for url in ["ftp://example.com", "example.com", "https://", "javascript:alert(1)", "file:///etc/passwd"] {
            assert_eq!(refusals(url), ["INVALID_FORMAT"], "{url}");
        }
        assert_eq!(refusals("https://user:secret@example.com/"), ["INVALID_FORMAT"]);
        assert_eq!(refusals("  "), ["REQUIRED"]);
    }

    #[tokio::test]
    async fn the_addresses_of_a_name_are_looked_at_too() {
        assert!(locate("http://localhost:1/", true).await.is_ok());
        assert_eq!(locate("http://localhost:1/", false).await.err().as_deref(), Some(REFUSED));
        assert_eq!(locate("http://127.0.0.1:1/", false).await.err().as_deref(), Some(REFUSED));
    }
}

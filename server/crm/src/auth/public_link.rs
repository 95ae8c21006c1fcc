//! Links on which a client, who has no account, sees a quote and answers it.
//!
//! The link itself is the proof: it names the quote, the link's generation and its end, signed with a key of this
//! installation. Nothing is stored but the generation; raising that of a quote makes its links worthless.

use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
};

use aws_lc_rs::hmac;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use governor::{
    DefaultKeyedRateLimiter, Quota,
    clock::{Clock as _, DefaultClock},
};
use uuid::Uuid;

use crate::{Error, Result};

/// Requests a minute of an address: as many as to the routes of sign-in.
const PER_ADDRESS: NonZeroU32 = NonZeroU32::new(60).unwrap();

/// Bytes that are signed: the quote, the generation, the end.
const SIGNED: usize = 16 + 4 + 8;
/// Bytes of an HMAC-SHA256.
const TAG: usize = 32;

/// What a link says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicLink {
    /// The quote.
    pub quote_id: Uuid,
    /// The generation of the quote's links that it belongs to.
    pub epoch: i32,
    /// When it ends, to the second.
    pub expires_at: DateTime<Utc>,
}

/// Signs links and reads them.
pub struct PublicLinks {
    key: hmac::Key,
    addresses: DefaultKeyedRateLimiter<IpAddr>,
}

impl PublicLinks {
    /// With a key that follows from the installation's secret and serves no other purpose.
    #[must_use]
    pub fn new(secret: &[u8]) -> Self {
        let installation = hmac::Key::new(hmac::HMAC_SHA256, secret);
        let derived = hmac::sign(&installation, b"Medical CRM: public links of quotes");
        Self {
            key: hmac::Key::new(hmac::HMAC_SHA256, derived.as_ref()),
            addresses: DefaultKeyedRateLimiter::keyed(Quota::per_minute(PER_ADDRESS)),
        }
    }

    /// The token of a link: 80 characters that can stand in an address.
    #[must_use]
    pub fn token(&self, link: &PublicLink) -> String {
        let mut bytes = Vec::with_capacity(SIGNED + TAG);
        bytes.extend_from_slice(link.quote_id.as_bytes());
        bytes.extend_from_slice(&link.epoch.to_be_bytes());
        bytes.extend_from_slice(&link.expires_at.timestamp().to_be_bytes());
        let tag = hmac::sign(&self.key, &bytes);
        bytes.extend_from_slice(tag.as_ref());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// What a token says, if it was signed here. Whether it has ended or was revoked is for the caller to see.
    #[must_use]
    pub fn read(&self, token: &str) -> Option<PublicLink> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok().filter(|bytes| bytes.len() == SIGNED + TAG)?;
        let (signed, tag) = bytes.split_at(SIGNED);
        hmac::verify(&self.key, signed, tag).ok()?;
        let (quote_id, rest) = signed.split_first_chunk::<16>()?;
        let (epoch, seconds) = rest.split_first_chunk::<4>()?;
        let seconds = i64::from_be_bytes(*seconds.first_chunk::<8>()?);
        Some(PublicLink {
            quote_id: Uuid::from_bytes(*quote_id),
            epoch: i32::from_be_bytes(*epoch),
            expires_at: DateTime::from_timestamp(seconds, 0)?,
        })
    }

    /// Counts a request of an address.
    ///
    /// # Errors
    /// [`Error::RateLimited`] after too many of them.
    pub fn admit(&self, address: Option<IpAddr>) -> Result<()> {
        if self.addresses.len() > 10_000 {
            self.addresses.retain_recent();
        }
        let address = address.map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), network);
        self.addresses.check_key(&address).map_err(|not_until| {
            let wait = not_until.wait_time_from(DefaultClock::default().now());
            Error::RateLimited(wait.as_secs() + 1)
        })
    }
}

/// One household or company has a whole /64 of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link() -> PublicLink {
        let expires_at = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        PublicLink { quote_id: Uuid::now_v7(), epoch: 3, expires_at }
    }

    #[test]
    fn a_token_gives_back_what_it_was_made_of() {
        let links = PublicLinks::new(b"one");
        let token = links.token(&link());
        assert_eq!(token.len(), 80);
        let link = link();
        assert_eq!(links.read(&links.token(&link)), Some(link));
    }

    #[test]
    fn what_was_not_signed_here_is_no_link() {
        let links = PublicLinks::new(b"one");
        let token = links.token(&link());
        assert_eq!(PublicLinks::new(b"two").read(&token), None);
        for n in 0..token.len() {
            let mut forged = token.clone().into_bytes();
            forged[n] = if forged[n] == b'A' { b'B' } else { b'A' };
            assert_eq!(links.read(&String::from_utf8(forged).unwrap()), None, "character {n}");
        }
        for nonsense in ["", "a", "é", &token[..79], &format!("{token}A"), &format!("{token}=")] {
            assert_eq!(links.read(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn an_address_that_asks_too_much_waits() {
        let links = PublicLinks::new(b"one");
        let (one, other) = (Some([1, 2, 3, 4].into()), Some([1, 2, 3, 5].into()));
        for _ in 0..60 {
            links.admit(one).unwrap();
        }
        assert!(matches!(links.admit(one), Err(Error::RateLimited(1..=2))));
        assert!(links.admit(other).is_ok());
    }
}

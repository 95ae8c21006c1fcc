//! Secrets that are shown once and stored hashed: refresh tokens, API tokens, mailed codes.

use aws_lc_rs::{constant_time, digest, hmac};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;

/// What stands in the database in place of a secret.
pub type Hash = [u8; 32];

/// First characters of every API token, by which people and secret scanners recognise one.
pub const API_TOKEN_PREFIX: &str = "mcrm_";

/// Characters of an API token that stay visible in lists.
const SHOWN: usize = 12;

/// A new refresh token: 256 random bits.
#[must_use]
pub fn new_refresh_token() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// A new API token: [`API_TOKEN_PREFIX`] and 256 random bits.
#[must_use]
pub fn new_api_token() -> String {
    format!("{API_TOKEN_PREFIX}{}", URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()))
}

/// The part of an API token that lists show.
#[must_use]
pub fn shown_part(api_token: &str) -> &str {
    api_token.get(..SHOWN).unwrap_or(api_token)
}

/// The hash that an API token is looked up by. It needs no key: 256 random bits cannot be guessed from it.
#[must_use]
pub fn api_token_hash(token: &str) -> Hash {
    bytes(digest::digest(&digest::SHA256, token.as_bytes()).as_ref())
}

/// A new code for the reset of a password: six digits, for people to copy from a mail.
#[must_use]
pub fn new_reset_code() -> String {
    format!("{:06}", rand::random_range(0..1_000_000))
}

/// A new code for an invitation: 128 random bits, for a link.
#[must_use]
pub fn new_invitation_code() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 16]>())
}

/// Hashes secrets with a key of this installation: a copy of the database alone neither tells nor makes one.
pub struct Sealer(hmac::Key);

impl Sealer {
    /// A sealer under `secret`.
    #[must_use]
    pub fn new(secret: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret))
    }

    /// The hash that a refresh token is looked up by.
    #[must_use]
    pub fn refresh_token_hash(&self, token: &str) -> Hash {
        self.hash(&[b"refresh", token.as_bytes()])
    }

    /// The hash of a mailed code, different for each user.
    #[must_use]
    pub fn code_hash(&self, user_id: Uuid, code: &str) -> Hash {
        self.hash(&[b"code", user_id.as_bytes(), code.as_bytes()])
    }

    /// What tells whether a repeated request brings the same secrets of a user as the first one; they cannot be guessed
    /// from it.
    #[must_use]
    pub fn repeated_secret_hash(&self, user_id: Uuid, secrets: &[&str]) -> Hash {
        let mut parts: Vec<&[u8]> = vec![b"repeated", user_id.as_bytes()];
        parts.extend(secrets.iter().map(|secret| secret.as_bytes()));
        self.hash(&parts)
    }

    fn hash(&self, parts: &[&[u8]]) -> Hash {
        let mut context = hmac::Context::with_key(&self.0);
        for part in parts {
            context.update(part);
            context.update(&[0]);
        }
        bytes(context.sign().as_ref())
    }
}

/// Compares two hashes in a time that does not depend on where they differ.
#[must_use]
pub fn same(a: &[u8], b: &[u8]) -> bool {
    constant_time::verify_slices_are_equal(a, b).is_ok()
}

fn bytes(hash: &[u8]) -> Hash {
    let mut bytes = Hash::default();
    bytes.copy_from_slice(hash);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_and_different() {
        let token = new_api_token();
        assert!(token.starts_with("mcrm_"));
        assert_eq!(token.len(), 48);
        assert_eq!(shown_part(&token).len(), 12);
        assert_ne!(token, new_api_token());
        assert_eq!(new_refresh_token().len(), 43);
        assert_ne!(new_refresh_token(), new_refresh_token());
    }

    #[test]
    fn a_reset_code_has_six_digits() {
        for _ in 0..1000 {
            let code = new_reset_code();
            assert!(code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()), "{code}");
        }
    }

    #[test]
    fn a_hash_depends_on_key_purpose_and_user() {
        let sealer = Sealer::new(b"one");
        let (a, b) = (Uuid::now_v7(), Uuid::now_v7());
        assert!(same(&sealer.code_hash(a, "123456"), &sealer.code_hash(a, "123456")));
        assert_ne!(sealer.code_hash(a, "123456"), sealer.code_hash(b, "123456"));
        assert_ne!(sealer.code_hash(a, "123456"), Sealer::new(b"two").code_hash(a, "123456"));
        assert_ne!(sealer.refresh_token_hash("x"), api_token_hash("x"));
    }
}

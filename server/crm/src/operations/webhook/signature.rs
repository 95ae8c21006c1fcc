//! Signatures by which a receiver knows that a delivery came from here, unchanged: that of the original, and that of the
//! Standard Webhooks specification (version 1.0.0).

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};

/// What secrets of the Standard Webhooks specification begin with; behind it their bytes are written in Base64.
const PREFIX: &str = "whsec_";

/// Bytes of a secret that is made here.
const MADE: usize = 32;

/// A new secret.
#[must_use]
pub fn new_secret() -> String {
    let bytes: [u8; MADE] = rand::random();
    format!("{PREFIX}{}", STANDARD.encode(bytes))
}

/// `sha256=<hex>`: HMAC-SHA256 of the body under the secret as it is written.
#[must_use]
pub fn of_the_original(secret: &str, body: &[u8]) -> String {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()), body);
    let hex: String = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256={hex}")
}

/// `v1,<base64>`: HMAC-SHA256 of `id.timestamp.body`, the timestamp in seconds. A secret with the prefix of the
/// specification stands for the bytes that it encodes, another one for its characters.
#[must_use]
pub fn standard(secret: &str, id: &str, at: DateTime<Utc>, body: &[u8]) -> String {
    let encoded = secret.strip_prefix(PREFIX).and_then(|encoded| STANDARD.decode(encoded).ok());
    let key = encoded.unwrap_or_else(|| secret.as_bytes().to_vec());
    let mut signed = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, &key));
    signed.update(format!("{id}.{}.", at.timestamp()).as_bytes());
    signed.update(body);
    format!("v1,{}", STANDARD.encode(signed.sign().as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification's reference libraries.
    #[test]
    fn the_published_example_is_signed_alike() {
        let at = DateTime::from_timestamp(1_614_265_330, 0).unwrap();
        let signature = standard(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            at,
            br#"{"test": 2432232314}"#,
        );
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn the_original_signs_the_body_alone() {
        let expected = "sha256=f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8";
        assert_eq!(of_the_original("key", b"The quick brown fox jumps over the lazy dog"), expected);
    }

    #[test]
    fn secrets_differ() {
        assert_ne!(new_secret(), new_secret());
        assert_eq!(STANDARD.decode(new_secret().trim_start_matches(PREFIX)).unwrap().len(), MADE);
    }
}

//! Secrets that have to be read again (tokens of other services, webhook secrets), sealed before they are stored:
//! AES-256-GCM under a key that is derived from `ENCRYPTION_KEY`.
//!
//! A sealed secret is bound to its place (table, row, column): a copy in another row does not open. It begins with a
//! version and the key's id, so that the use of a wrong `ENCRYPTION_KEY` is told apart from damage.

use anyhow::anyhow;
use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    digest, hmac,
};
use uuid::Uuid;

const VERSION: u8 = 1;
const KEY_ID_LEN: usize = 4;
const HEADER_LEN: usize = 1 + KEY_ID_LEN + NONCE_LEN;

/// What the derived key is for: another purpose would derive another key.
const PURPOSE: &[u8] = b"medical-crm: secrets at rest, AES-256-GCM, version 1";

/// Where a sealed secret is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The table.
    pub table: &'static str,
    /// The row.
    pub id: Uuid,
    /// The column.
    pub column: &'static str,
}

impl Place {
    fn associated_data(&self) -> Vec<u8> {
        [self.table.as_bytes(), b"\0", self.id.as_bytes(), b"\0", self.column.as_bytes()].concat()
    }
}

/// Why a sealed secret cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It was sealed with another `ENCRYPTION_KEY`.
    #[error("it was sealed with another ENCRYPTION_KEY")]
    OtherKey,
    /// It is damaged, or was sealed for another place.
    #[error("it is damaged or belongs elsewhere")]
    Damaged,
}

/// Seals and opens secrets with the key of this installation.
pub struct Vault {
    derived: hmac::Tag,
    key_id: [u8; KEY_ID_LEN],
}

impl Vault {
    /// A vault under `ENCRYPTION_KEY`.
    #[must_use]
    pub fn new(encryption_key: &[u8]) -> Self {
        let derived = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, encryption_key), PURPOSE);
        let mut key_id = [0; KEY_ID_LEN];
        key_id.copy_from_slice(&digest::digest(&digest::SHA256, derived.as_ref()).as_ref()[..KEY_ID_LEN]);
        Self { derived, key_id }
    }

    fn key(&self) -> anyhow::Result<LessSafeKey> {
        let key = UnboundKey::new(&AES_256_GCM, self.derived.as_ref());
        Ok(LessSafeKey::new(key.map_err(|_| anyhow!("the key of secrets at rest cannot be made"))?))
    }

    /// Seals a secret for its place.
    ///
    /// # Errors
    /// When the cryptographic library fails.
    pub fn seal(&self, place: Place, secret: &str) -> anyhow::Result<Vec<u8>> {
        let nonce: [u8; NONCE_LEN] = rand::random();
        let mut sealed = secret.as_bytes().to_vec();
        self.key()?
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(place.associated_data()),
                &mut sealed,
            )
            .map_err(|_| anyhow!("a secret could not be sealed"))?;
        Ok([&[VERSION][..], &self.key_id, &nonce, &sealed].concat())
    }

    /// Opens what was sealed for this place.
    ///
    /// # Errors
    /// See [`Unreadable`].
    pub fn open(&self, place: Place, sealed: &[u8]) -> Result<String, Unreadable> {
        let (header, sealed) = sealed.split_at_checked(HEADER_LEN).ok_or(Unreadable::Damaged)?;
        if header[0] != VERSION {
            return Err(Unreadable::Damaged);
        }
        if header[1..=KEY_ID_LEN] != self.key_id {
            return Err(Unreadable::OtherKey);
        }
        let nonce = Nonce::try_assume_unique_for_key(&header[1 + KEY_ID_LEN..]).map_err(|_| Unreadable::Damaged)?;
        let mut sealed = sealed.to_vec();
        let key = self.key().map_err(|_| Unreadable::Damaged)?;
        let opened = key
            .open_in_place(nonce, Aad::from(place.associated_data()), &mut sealed)
            .map_err(|_| Unreadable::Damaged)?;
        String::from_utf8(opened.to_vec()).map_err(|_| Unreadable::Damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &[u8] = b"0123456789abcdef0123456789abcdef";

    fn place() -> Place {
        Place { table: "digiforma_settings", id: Uuid::from_u128(7), column: "bearer_token_sealed" }
    }

    #[test]
    fn what_is_sealed_opens_in_its_place_alone() {
        let vault = Vault::new(KEY);
        let sealed = vault.seal(place(), "jeton-é").unwrap();
        assert_eq!(vault.open(place(), &sealed).as_deref(), Ok("jeton-é"));
        for elsewhere in [
            Place { id: Uuid::from_u128(8), ..place() },
            Place { table: "webhooks", ..place() },
            Place { column: "secret_sealed", ..place() },
        ] {
            assert_eq!(vault.open(elsewhere, &sealed), Err(Unreadable::Damaged));
        }
        assert!(!sealed.windows(5).any(|part| part == b"jeton"));
        assert_ne!(sealed, vault.seal(place(), "jeton-é").unwrap(), "each sealing has its own nonce");
    }

    #[test]
    fn another_key_and_damage_are_told_apart() {
        let sealed = Vault::new(KEY).seal(place(), "x").unwrap();
        let other = Vault::new(b"fedcba9876543210fedcba9876543210");
        assert_eq!(other.open(place(), &sealed), Err(Unreadable::OtherKey));
        let vault = Vault::new(KEY);
        for at in [0, HEADER_LEN - 1, sealed.len() - 1] {
            let mut damaged = sealed.clone();
            damaged[at] ^= 1;
            assert_eq!(vault.open(place(), &damaged), Err(Unreadable::Damaged), "byte {at}");
        }
        assert_eq!(vault.open(place(), b""), Err(Unreadable::Damaged));
    }
}

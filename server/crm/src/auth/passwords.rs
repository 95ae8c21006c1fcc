//! Hashing of passwords: argon2id with the parameters that OWASP advises.

use std::time::Duration;

use anyhow::anyhow;
use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::{Error, Result};

/// 19 MiB, two passes, one lane.
const PARAMETERS: (u32, u32, u32) = (19_456, 2, 1);

/// Passwords hashed at the same time. Each takes a core for tens of milliseconds: more at once would starve the
/// requests of people who are signed in.
const AT_ONCE: usize = 2;

/// How long a sign-in waits for its turn.
const WAIT: Duration = Duration::from_secs(10);

/// The hash of nobody's password: checking against it takes as long as against a real one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGF0IGFsbCEh$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes and checks passwords off the request threads.
pub struct Passwords {
    turns: Semaphore,
}

/// What a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Not this password, or there is none.
    Wrong,
    /// The password.
    Right,
    /// The password, hashed with parameters of the past: hash it anew.
    Outdated,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { turns: Semaphore::new(AT_ONCE) }
    }
}

impl Passwords {
    /// Hashes a password into a PHC string.
    ///
    /// # Errors
    /// [`Error::RateLimited`] when too many wait.
    pub async fn hash(&self, password: &str) -> Result<String> {
        let password = password.to_owned();
        self.in_turn(move || hash(&password)).await?
    }

    /// Checks a password. Without a hash (no such account, no password chosen yet) it takes the same time and is wrong.
    ///
    /// # Errors
    /// [`Error::RateLimited`] when too many wait; [`Error::Internal`] when the hash is malformed.
    pub async fn check(&self, password: &str, hash: Option<&str>) -> Result<Verdict> {
        let password = password.to_owned();
        let hash = hash.map(str::to_owned);
        self.in_turn(move || check(&password, hash.as_deref())).await?
    }

    /// Runs work that takes a core for a while, when it is its turn.
    pub(super) async fn in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let _turn = self.turn().await?;
        tokio::task::spawn_blocking(work).await.map_err(|cause| Error::Internal(cause.into()))
    }

    async fn turn(&self) -> Result<SemaphorePermit<'_>> {
        match tokio::time::timeout(WAIT, self.turns.acquire()).await {
            Ok(permit) => permit.map_err(|cause| Error::Internal(cause.into())),
            Err(_) => Err(Error::RateLimited(WAIT.as_secs())),
        }
    }
}

fn hasher() -> Result<Argon2<'static>> {
    let (memory, passes, lanes) = PARAMETERS;
    let parameters = Params::new(memory, passes, lanes, None).map_err(|cause| anyhow!("argon2: {cause}"))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters))
}

fn hash(password: &str) -> Result<String> {
    let hash = hasher()?.hash_password(password.as_bytes()).map_err(|cause| anyhow!("argon2: {cause}"))?;
    Ok(hash.to_string())
}

fn check(password: &str, hash: Option<&str>) -> Result<Verdict> {
    let parsed = PasswordHash::new(hash.unwrap_or(NOBODY)).map_err(|cause| anyhow!("a password hash: {cause}"))?;
    let right = hasher()?.verify_password(password.as_bytes(), &parsed).is_ok();
    if hash.is_none() || !right {
        return Ok(Verdict::Wrong);
    }
    Ok(if is_current(&parsed) { Verdict::Right } else { Verdict::Outdated })
}

fn is_current(hash: &PasswordHash) -> bool {
    let used = Params::try_from(hash).map(|p| (p.m_cost(), p.t_cost(), p.p_cost()));
    hash.algorithm.as_str() == "argon2id" && used == Ok(PARAMETERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_checked_as_it_was_typed() {
        let passwords = Passwords::default();
        for password in [" with blanks ", "<b>&amp;</b>", "mot de passe très long 🔑 \u{0}"] {
            let hash = passwords.hash(password).await.unwrap();
            assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
            assert_eq!(passwords.check(password, Some(&hash)).await.unwrap(), Verdict::Right);
            assert_eq!(passwords.check(password.trim_matches(' '), None).await.unwrap(), Verdict::Wrong);
            assert_eq!(passwords.check(&password[1..], Some(&hash)).await.unwrap(), Verdict::Wrong);
        }
    }

    #[tokio::test]
    async fn nobody_has_a_hash_that_can_be_checked_and_fits_nothing() {
        let passwords = Passwords::default();
        assert!(PasswordHash::new(NOBODY).is_ok_and(|hash| is_current(&hash)));
        assert_eq!(passwords.check("", None).await.unwrap(), Verdict::Wrong);
        assert_eq!(passwords.check("anything", Some(NOBODY)).await.unwrap(), Verdict::Wrong);
    }

    #[tokio::test]
    async fn old_parameters_are_noticed() {
        let weak = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8_192, 1, 1, None).unwrap());
        let hash = weak.hash_password(b"a fine password").unwrap().to_string();
        let passwords = Passwords::default();
        assert_eq!(passwords.check("a fine password", Some(&hash)).await.unwrap(), Verdict::Outdated);
        assert_eq!(passwords.check("a fine passwort", Some(&hash)).await.unwrap(), Verdict::Wrong);
        assert!(passwords.check("x", Some("$argon2id$broken")).await.is_err());
    }
}

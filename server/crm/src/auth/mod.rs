//! Passwords, sessions, tokens, and the [`Viewer`]: who asks and what they may do.
//!
//! A request shows a [`Proof`] (an access token or an API token); [`viewers`] turns it into a [`Viewer`] by what the
//! database says now, so that a change of role, password or active state takes effect at the next request.

pub mod access_token;
pub mod cookies;
pub mod csrf;
mod middleware;
pub mod password_rules;
pub mod passwords;
mod proof;
pub mod public_link;
pub mod secret_token;
pub mod setup_code;
pub mod throttle;
pub mod vault;
mod viewer;
mod viewer_cache;
pub mod viewers;

pub use middleware::caller;
pub use proof::Proof;
pub use viewer::{Access, Viewer};

use uuid::Uuid;

use crate::config::Config;

/// Keys and caches of sign-in.
pub struct Auth {
    /// Hashes passwords, a few at a time.
    pub passwords: passwords::Passwords,
    /// Makes and checks access tokens.
    pub access_tokens: access_token::AccessTokens,
    /// Binds refresh tokens and mailed codes to this installation.
    pub sealer: secret_token::Sealer,
    /// Signs the links on which clients see their quotes.
    pub public_links: public_link::PublicLinks,
    /// Seals secrets that have to be read again.
    pub vault: vault::Vault,
    /// What the first run asks for.
    pub setup_code: setup_code::SetupCode,
    cache: viewer_cache::ViewerCache,
}

impl Auth {
    /// Keys from the configuration, empty caches.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        Self {
            passwords: passwords::Passwords::default(),
            access_tokens: access_token::AccessTokens::new(&config.jwt_secret),
            sealer: secret_token::Sealer::new(&config.jwt_refresh_secret),
            public_links: public_link::PublicLinks::new(&config.encryption_key),
            vault: vault::Vault::new(&config.encryption_key),
            setup_code: setup_code::SetupCode::new(&config.jwt_secret),
            cache: viewer_cache::ViewerCache::default(),
        }
    }

    /// Forgets what is known of a user's rights, sessions and tokens. Called after the commit that changed them.
    pub fn forget(&self, user_id: Uuid) {
        self.cache.forget(user_id);
    }

    /// Told by the listener whether changes made elsewhere are heard. What is remembered is used only while they are.
    pub fn changes_are_heard(&self, heard: bool) {
        self.cache.set_enabled(heard);
    }
}

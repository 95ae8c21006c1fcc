//! What a request shows to say who sends it.

use axum::http::{HeaderMap, header};
use uuid::Uuid;

use crate::{config::Config, error::SignInProblem};

use super::{
    Auth,
    access_token::Subject,
    cookies,
    secret_token::{API_TOKEN_PREFIX, Hash, api_token_hash},
};

/// A proof whose form and signature are good; whether it still counts, the database knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Proof {
    /// A session, named by an access token.
    Session {
        /// The session.
        id: Uuid,
        /// The user that the token was made for.
        user_id: Uuid,
    },
    /// An API token, by its hash.
    ApiToken(Hash),
}

impl Proof {
    /// Reads an access token or an API token.
    ///
    /// # Errors
    /// [`SignInProblem::InvalidToken`] when it is malformed, forged or expired.
    pub fn of_token(auth: &Auth, token: &str) -> Result<Self, SignInProblem> {
        if token.starts_with(API_TOKEN_PREFIX) {
            return Ok(Self::ApiToken(api_token_hash(token)));
        }
        let Subject { user_id, session_id } = auth.access_tokens.read(token).ok_or(SignInProblem::InvalidToken)?;
        Ok(Self::Session { id: session_id, user_id })
    }

    /// Reads the value of an `Authorization` header.
    ///
    /// # Errors
    /// [`SignInProblem::InvalidToken`] when it is no `Bearer` header or its token is not good.
    pub fn of_authorization(auth: &Auth, value: &str) -> Result<Self, SignInProblem> {
        let (scheme, token) = value.trim().split_once(' ').ok_or(SignInProblem::InvalidToken)?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(SignInProblem::InvalidToken);
        }
        Self::of_token(auth, token.trim())
    }

    /// Reads the `Authorization` header or else the cookie of a request. With an `Authorization` header the cookie does
    /// not count, whatever the header holds.
    ///
    /// # Errors
    /// [`SignInProblem::TokenRequired`] when the request shows nothing, [`SignInProblem::InvalidToken`] when what it
    /// shows is not good.
    pub fn of_request(auth: &Auth, config: &Config, headers: &HeaderMap) -> Result<Self, SignInProblem> {
        if let Some(value) = headers.get(header::AUTHORIZATION) {
            return Self::of_authorization(auth, value.to_str().unwrap_or_default());
        }
        let cookie = cookies::find(headers, cookies::access_name(config)).ok_or(SignInProblem::TokenRequired)?;
        // A session alone comes by cookie.
        match Self::of_token(auth, cookie)? {
            proof @ Self::Session { .. } => Ok(proof),
            Self::ApiToken(_) => Err(SignInProblem::InvalidToken),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::Utc;
    use domain::UserRole;

    use super::*;
    use crate::config::Secrets;

    #[test]
    fn the_authorization_header_comes_before_the_cookie() {
        let config = Config::new(Secrets::random());
        let auth = Auth::new(&config);
        let subject = Subject { user_id: Uuid::now_v7(), session_id: Uuid::now_v7() };
        let token = auth.access_tokens.issue(subject, "x@example.com", UserRole::Viewer, Utc::now()).unwrap().token;
        let session = Proof::Session { id: subject.session_id, user_id: subject.user_id };
        let read = |pairs: &[(header::HeaderName, String)]| {
            let headers: HeaderMap = pairs.iter().map(|(name, text)| (name.clone(), text.parse().unwrap())).collect();
            Proof::of_request(&auth, &config, &headers)
        };
        let cookie = (header::COOKIE, format!("accessToken={token}"));
        let bearer = |text: &str| (header::AUTHORIZATION, text.to_owned());

        assert_eq!(read(&[]), Err(SignInProblem::TokenRequired));
        assert_eq!(read(std::slice::from_ref(&cookie)), Ok(session));
        assert_eq!(read(&[bearer(&format!("bearer  {token}"))]), Ok(session));
        assert_eq!(read(&[cookie.clone(), bearer("Bearer x")]), Err(SignInProblem::InvalidToken));
        assert_eq!(read(&[cookie.clone(), bearer(&format!("Basic {token}"))]), Err(SignInProblem::InvalidToken));
        assert_eq!(read(&[cookie, bearer("Bearer mcrm_abc")]), Ok(Proof::ApiToken(api_token_hash("mcrm_abc"))));
        assert_eq!(read(&[(header::COOKIE, "accessToken=mcrm_abc".to_owned())]), Err(SignInProblem::InvalidToken));
    }
}

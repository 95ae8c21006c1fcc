//! Access tokens: JSON Web Tokens that live for an hour and name a session.

use chrono::{DateTime, Duration, Utc};
use domain::UserRole;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Result;

/// How long an access token is good for.
pub const LIFETIME: Duration = Duration::hours(1);

const ISSUER: &str = "medical-crm";
const AUDIENCE: &str = "medical-crm-users";
/// The kind of token (RFC 9068): a token made for another purpose with the same key is refused.
const KIND: &str = "at+jwt";

/// The keys of access tokens.
pub struct AccessTokens {
    signing: EncodingKey,
    checking: DecodingKey,
    validation: Validation,
}

/// A freshly made token.
#[derive(Debug, Clone)]
pub struct AccessToken {
    /// The compact form, for the cookie or the `Authorization` header.
    pub token: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// What a good token says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Subject {
    /// The user.
    #[serde(rename = "sub")]
    pub user_id: Uuid,
    /// The session.
    #[serde(rename = "sid")]
    pub session_id: Uuid,
}

/// `userId`, `email` and `role` are for clients that read the payload; the server does not.
#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    aud: &'a str,
    sub: Uuid,
    sid: Uuid,
    iat: i64,
    exp: i64,
    #[serde(rename = "userId")]
    user_id: Uuid,
    email: &'a str,
    role: &'a str,
}

impl AccessTokens {
    /// Tokens signed with HMAC-SHA256 under `secret`.
    #[must_use]
    pub fn new(secret: &[u8]) -> Self {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        validation.leeway = 0;
        Self { signing: EncodingKey::from_secret(secret), checking: DecodingKey::from_secret(secret), validation }
    }

    /// Makes a token for a session, good from `now` on for [`LIFETIME`].
    ///
    /// # Errors
    /// When the cryptographic library fails.
    pub fn issue(&self, subject: Subject, email: &str, role: UserRole, now: DateTime<Utc>) -> Result<AccessToken> {
        let expires_at = now + LIFETIME;
        let claims = Claims {
            iss: ISSUER,
            aud: AUDIENCE,
            sub: subject.user_id,
            sid: subject.session_id,
            iat: now.timestamp(),
            exp: expires_at.timestamp(),
            user_id: subject.user_id,
            email,
            role: role.name(),
        };
        let header = Header { typ: Some(KIND.to_owned()), ..Header::new(Algorithm::HS256) };
        let token = jsonwebtoken::encode(&header, &claims, &self.signing).map_err(anyhow::Error::from)?;
        Ok(AccessToken { token, expires_at })
    }

    /// Reads a token; `None` when it is malformed, forged, of another kind, or past its end.
    #[must_use]
    pub fn read(&self, token: &str) -> Option<Subject> {
        let data = jsonwebtoken::decode::<Subject>(token, &self.checking, &self.validation).ok()?;
        (data.header.typ.as_deref() == Some(KIND)).then_some(data.claims)
    }
}

#[cfg(test)]
mod tests {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    use serde_json::{Value, json};

    use super::*;

    const SECRET: &[u8] = b"a secret of at least 32 bytes, for tests";

    fn subject() -> Subject {
        Subject { user_id: Uuid::now_v7(), session_id: Uuid::now_v7() }
    }

    fn payload(subject: Subject) -> Value {
        json!({
            "iss": ISSUER, "aud": AUDIENCE, "sub": subject.user_id, "sid": subject.session_id,
            "iat": Utc::now().timestamp(), "exp": Utc::now().timestamp() + 60,
        })
    }

    fn signed(header: &Header, payload: &Value, secret: &[u8]) -> String {
        jsonwebtoken::encode(header, payload, &EncodingKey::from_secret(secret)).unwrap()
    }

    fn kind(algorithm: Algorithm, typ: &str) -> Header {
        Header { typ: Some(typ.to_owned()), ..Header::new(algorithm) }
    }

    #[test]
    fn a_token_names_its_session_and_carries_what_clients_read() {
        let tokens = AccessTokens::new(SECRET);
        let subject = subject();
        let issued = tokens.issue(subject, "lea@example.com", UserRole::Auditor, Utc::now()).unwrap();
        assert_eq!(tokens.read(&issued.token), Some(subject));
        let part = issued.token.split('.').nth(1).unwrap();
        let payload: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap();
        assert_eq!(payload["userId"], json!(subject.user_id));
        assert_eq!(payload["email"], "lea@example.com");
        assert_eq!(payload["role"], "auditor");
        assert_eq!(payload["exp"].as_i64().unwrap() - payload["iat"].as_i64().unwrap(), 3600);
    }

    #[test]
    fn an_expired_token_is_refused() {
        let tokens = AccessTokens::new(SECRET);
        let long_ago = Utc::now() - LIFETIME - Duration::seconds(1);
        let issued = tokens.issue(subject(), "x@example.com", UserRole::Viewer, long_ago).unwrap();
        assert_eq!(tokens.read(&issued.token), None);
    }

    #[test]
    fn a_forged_token_is_refused() {
        let tokens = AccessTokens::new(SECRET);
        let subject = subject();
        let good = payload(subject);
        let access = kind(Algorithm::HS256, KIND);
        assert_eq!(tokens.read(&signed(&access, &good, SECRET)), Some(subject));

        assert_eq!(tokens.read(&signed(&access, &good, b"another secret")), None);
        assert_eq!(tokens.read(&signed(&kind(Algorithm::HS512, KIND), &good, SECRET)), None);
        assert_eq!(tokens.read(&signed(&kind(Algorithm::HS256, "JWT"), &good, SECRET)), None);
        for (claim, value) in [
            ("iss", json!("someone")),
            ("aud", json!("others")),
            ("aud", json!(["others"])),
            ("exp", json!(Utc::now().timestamp() - 1)),
            ("exp", Value::Null),
            ("iss", Value::Null),
            ("aud", Value::Null),
            ("sub", Value::Null),
            ("sid", Value::Null),
            ("sub", json!("not an id")),
        ] {
            let mut bad = good.clone();
            if value.is_null() {
                bad.as_object_mut().unwrap().remove(claim);
            } else {
                bad[claim] = value.clone();
            }
            assert_eq!(tokens.read(&signed(&access, &bad, SECRET)), None, "{claim} = {value}");
        }
    }

    #[test]
    fn an_unsigned_or_mangled_token_is_refused() {
        let tokens = AccessTokens::new(SECRET);
        let body = URL_SAFE_NO_PAD.encode(payload(subject()).to_string());
        for algorithm in ["none", "None", "HS256"] {
            let header = URL_SAFE_NO_PAD.encode(json!({"alg": algorithm, "typ": KIND}).to_string());
            assert_eq!(tokens.read(&format!("{header}.{body}.")), None, "{algorithm}");
            assert_eq!(tokens.read(&format!("{header}.{body}")), None, "{algorithm}");
        }
        let good = tokens.issue(subject(), "x@example.com", UserRole::Viewer, Utc::now()).unwrap().token;
        let (start, _) = good.rsplit_once('.').unwrap();
        for bad in ["", "a.b.c", "é", start, &format!("{good}A"), &good[1..]] {
            assert_eq!(tokens.read(bad), None, "{bad}");
        }
    }
}

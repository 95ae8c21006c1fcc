//! The code with which the first administrator is made: derived from the JWT secret, so that all servers on a database
//! print the same one, and nobody who cannot read a server's output has it.

use std::fmt;

use aws_lc_rs::hmac;

use super::secret_token;

/// Crockford's base 32: no letter looks like a digit.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Eight characters, 40 bits: too many to guess where attempts are throttled.
pub struct SetupCode([u8; 8]);

impl SetupCode {
    /// The code of servers with this secret.
    #[must_use]
    pub fn new(jwt_secret: &[u8]) -> Self {
        let key = hmac::Key::new(hmac::HMAC_SHA256, jwt_secret);
        let tag = hmac::sign(&key, b"Medical CRM: code of the first run");
        let bits = tag.as_ref().iter().take(5).fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
        Self(std::array::from_fn(|n| ALPHABET[usize::try_from((bits >> (35 - 5 * n)) & 31).unwrap_or_default()]))
    }

    /// Whether this is what was typed: hyphens, blanks, lower case and letters in place of digits do not matter. The
    /// time that it takes does not tell where they differ.
    #[must_use]
    pub fn is(&self, typed: &str) -> bool {
        let plain = |c: char| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let typed: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').map(plain).collect();
        secret_token::same(typed.as_bytes(), &self.0)
    }
}

impl fmt::Display for SetupCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = self.0.split_at(4);
        write!(f, "{}-{}", String::from_utf8_lossy(first), String::from_utf8_lossy(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_with_one_secret_have_one_code() {
        let code = SetupCode::new(b"one");
        assert_eq!(code.to_string(), SetupCode::new(b"one").to_string());
        assert_ne!(code.to_string(), SetupCode::new(b"two").to_string());
        let text = code.to_string();
        let (first, last) = text.split_once('-').unwrap();
        assert!([first, last].iter().all(|half| half.len() == 4 && half.bytes().all(|byte| ALPHABET.contains(&byte))));
    }

    #[test]
    fn people_may_type_it_as_they_like() {
        let code = SetupCode(*b"01ABCDEF");
        for typed in ["01AB-CDEF", "01abcdef", " oLab cdef ", "0IAB - CDEF"] {
            assert!(code.is(typed), "{typed}");
        }
        for typed in ["", "01AB-CDE", "01AB-CDEFF", "01AB-CDEG", "é1AB-CDEF"] {
            assert!(!code.is(typed), "{typed}");
        }
    }
}

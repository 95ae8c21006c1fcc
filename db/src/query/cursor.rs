//! Cursors: the key values of a row, opaque to callers, tied to the order that made them.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::OrderKey;

/// A cursor that cannot be used here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CursorError {
    /// It is not one of ours.
    #[error("This cursor is not valid. Use a `cursor`, `startCursor` or `endCursor` from an earlier answer.")]
    Malformed,
    /// It comes from a list in another order.
    #[error("This cursor belongs to a list in another order. Start again without it.")]
    OtherOrder,
}

/// A short mark of the order, so that a cursor is not read against other keys.
fn mark(keys: &[OrderKey]) -> u32 {
    keys.iter()
        .flat_map(|key| key.sql.bytes().chain([u8::from(key.descending)]))
        .fold(2_166_136_261_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619))
}

/// The cursor of a row whose key values are `values`.
pub(super) fn encode(keys: &[OrderKey], values: &[Option<String>]) -> String {
    let json = serde_json::json!([mark(keys), values]).to_string();
    URL_SAFE_NO_PAD.encode(json)
}

/// The key values that a cursor stands for.
///
/// # Errors
/// [`CursorError`] if it was not made by this order of keys.
pub fn decode(keys: &[OrderKey], cursor: &str) -> Result<Vec<Option<String>>, CursorError> {
    let json = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| CursorError::Malformed)?;
    let (made_by, values): (u32, Vec<Option<String>>) =
        serde_json::from_slice(&json).map_err(|_| CursorError::Malformed)?;
    if made_by != mark(keys) || values.len() != keys.len() {
        return Err(CursorError::OtherOrder);
    }
    for (key, value) in keys.iter().zip(&values) {
        check(key, value.as_deref())?;
    }
    Ok(values)
}

/// PostgreSQL must be able to read the value back: a forged cursor is refused here, not by a failing statement.
fn check(key: &OrderKey, value: Option<&str>) -> Result<(), CursorError> {
    let readable = match (value, key.cast) {
        (None, _) => key.nullable,
        (Some(text), "uuid") => uuid::Uuid::try_parse(text).is_ok(),
        (Some(text), "int") => text.parse::<i32>().is_ok(),
        (Some(text), "timestamptz") => chrono::DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f%#z").is_ok(),
        (Some(text), "numeric") => text.parse::<rust_decimal::Decimal>().is_ok(),
        (Some(text), "date") => text.parse::<chrono::NaiveDate>().is_ok(),
        (Some(text), _) => !text.contains('\0'),
    };
    if readable { Ok(()) } else { Err(CursorError::Malformed) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KEYS: [OrderKey; 2] = [OrderKey::nullable("name", "text"), OrderKey::new("id", "uuid")];

    proptest! {
        #[test]
        fn a_cursor_gives_back_what_it_was_made_of(name in proptest::option::of("[^\u{0}]*"), id: u128) {
            let values = vec![name, Some(uuid::Uuid::from_u128(id).to_string())];
            prop_assert_eq!(decode(&KEYS, &encode(&KEYS, &values)), Ok(values));
        }

        #[test]
        fn nonsense_is_refused(text in ".*") {
            prop_assert!(decode(&KEYS, &text).is_err());
        }
    }

    #[test]
    fn another_order_is_told_apart() {
        let values = vec![Some("a".into()), Some(uuid::Uuid::nil().to_string())];
        let other = [KEYS[0].descending(true), KEYS[1]];
        assert_eq!(decode(&other, &encode(&KEYS, &values)), Err(CursorError::OtherOrder));
    }

    #[test]
    fn forged_values_are_refused() {
        let values = vec![Some("a".into()), Some("1; drop table users".into())];
        assert_eq!(decode(&KEYS, &encode(&KEYS, &values)), Err(CursorError::Malformed));
    }

    #[test]
    fn times_are_read_as_postgresql_writes_them() {
        let keys = [OrderKey::new("created_at", "timestamptz")];
        for text in ["2026-11-22 18:05:06.123456+00", "2026-11-22 18:05:06+00", "2026-11-22 18:05:06.5+02"] {
            let values = vec![Some(text.to_owned())];
            assert!(decode(&keys, &encode(&keys, &values)).is_ok(), "{text}");
        }
    }
}

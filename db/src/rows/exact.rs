//! Reading `numeric` columns, of which a page of documents has thousands.

use diesel::{
    deserialize::{self, FromSql, FromSqlRow},
    pg::{Pg, PgValue},
    sql_types::Numeric,
};
use rust_decimal::Decimal;

/// How a row reads a `numeric`: `#[diesel(deserialize_as = Exact)]` at a field of type [`Decimal`].
///
/// The usual reading adds the groups of digits up as decimals, which takes a division for each. This one adds them up as
/// a whole number, and leaves to the usual one what has no place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromSqlRow)]
pub struct Exact(Decimal);

impl From<Exact> for Decimal {
    fn from(exact: Exact) -> Self {
        exact.0
    }
}

impl FromSql<Numeric, Pg> for Exact {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        match read(value.as_bytes()) {
            Some(number) => Ok(Self(number)),
            None => Decimal::from_sql(value).map(Self),
        }
    }
}

/// A number of at most 18 digits, groups of zeros behind it included.
fn read(bytes: &[u8]) -> Option<Decimal> {
    const NEGATIVE: u16 = 0x4000;
    let mut words = bytes.chunks_exact(2).map(|word| u16::from_be_bytes([word[0], word[1]]));
    let (groups, weight, sign, scale) = (words.next()?, words.next()?.cast_signed(), words.next()?, words.next()?);
    // NaN and the infinities have signs of their own.
    if !matches!(sign, 0 | NEGATIVE) {
        return None;
    }
    let mut units = 0_i64;
    for group in words {
        units = units.checked_mul(10_000)?.checked_add(i64::from(group))?;
    }
    // The last group stands for multiples of this power of ten; the scale tells how many of its digits are shown.
    let decimals = 4 * (i32::from(groups) - i32::from(weight) - 1);
    let shift = i32::from(scale) - decimals;
    let factor = 10_i64.checked_pow(shift.unsigned_abs())?;
    units = if shift < 0 { units / factor } else { units.checked_mul(factor)? };
    Decimal::try_new(if sign == NEGATIVE { -units } else { units }, scale.into()).ok()
}

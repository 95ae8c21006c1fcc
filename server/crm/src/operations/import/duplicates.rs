//! Which institution a row stands for, if it is there already.
//!
//! By its accounting number (100), by name and address (95), or by a name that is much like another one's in the same town
//! (at most 85; the rule of `domain::matching`, as Digiforma's companies are matched).

use std::collections::{HashMap, HashSet};

use db::schema::medical_institutions;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::matching::{self, Party, folded};
use uuid::Uuid;

use super::row::Row;
use crate::{Context, Result, operations::scope};

/// What two institutions are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Criteria {
    /// The accounting number.
    pub accounting_number: bool,
    /// The name, with the address or alike in the same town.
    pub name: bool,
}

impl Criteria {
    /// All of them.
    pub const ALL: Self = Self { accounting_number: true, name: true };
}

/// How sure a match is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchKind {
    /// The same number, or the same name and address.
    Exact,
    /// A name much like it.
    Fuzzy,
}

/// The institution that a row seems to stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// How sure it is.
    pub kind: MatchKind,
    /// 0 to 100. From [`matching::AUTOMATIC`] on, the row is taken for the institution.
    pub confidence: u8,
    /// `accountingNumber`, `nameAndAddress` or `name`.
    pub criterion: &'static str,
    /// Whether it has a number in the accounts.
    pub is_in_accounts: bool,
}

impl Duplicate {
    /// Whether the row is taken for this institution without asking.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.confidence >= matching::AUTOMATIC
    }
}

/// An institution that rows are compared with.
#[derive(Debug, Clone, Queryable)]
struct Known {
    id: Uuid,
    name: String,
    street: String,
    city: String,
    zip_code: String,
    accounting_number: Option<String>,
}

/// Finds for each row the institution that it stands for, among those that the viewer sees. One statement.
pub(super) async fn find(ctx: &Context, rows: &[Row], criteria: Criteria) -> Result<Vec<Option<Duplicate>>> {
    let numbers: HashSet<String> = rows.iter().filter_map(|row| row.input.accounting_number.clone()).collect();
    let codes: HashSet<String> = rows.iter().map(Row::zip_code).collect();
    let (table, seen) = (medical_institutions::table, scope::institutions(&ctx.viewer));
    let known: Vec<Known> = table
        .filter(medical_institutions::deleted_at.is_null())
        .filter(seen)
        .filter(
            medical_institutions::accounting_number
                .eq_any(numbers)
                .assume_not_null()
                .or(medical_institutions::address_zip_code.eq_any(codes)),
        )
        .select((
            medical_institutions::id,
            medical_institutions::name,
            medical_institutions::address_street,
            medical_institutions::address_city,
            medical_institutions::address_zip_code,
            medical_institutions::accounting_number,
        ))
        .load(&mut ctx.db().await?)
        .await?;
    let mut by_number: HashMap<&str, &Known> = HashMap::new();
    let mut by_code: HashMap<&str, Vec<&Known>> = HashMap::new();
    for known in &known {
        by_code.entry(&known.zip_code).or_default().push(known);
        if let Some(number) = &known.accounting_number {
            by_number.insert(number, known);
        }
    }
    let of_row = |row: &Row| {
        let number = row.input.accounting_number.as_deref().filter(|_| criteria.accounting_number);
        if let Some(known) = number.and_then(|number| by_number.get(number)) {
            return Some(known.matched(MatchKind::Exact, 100, "accountingNumber"));
        }
        let near = by_code.get(row.zip_code().as_str()).filter(|_| criteria.name)?;
        let best = near.iter().filter_map(|known| known.alike(row)).max_by_key(|found| found.confidence)?;
        Some(best)
    };
    Ok(rows.iter().map(of_row).collect())
}

impl Known {
    fn alike(&self, row: &Row) -> Option<Duplicate> {
        let input = &row.input;
        let same = |one: &str, other: &str| folded(one) == folded(other);
        if same(&self.name, &input.name)
            && same(&self.street, &input.address.street)
            && same(&self.city, &input.address.city)
        {
            return Some(self.matched(MatchKind::Exact, 95, "nameAndAddress"));
        }
        let party = |name, city, zip_code| Party { name, city: Some(city), zip_code: Some(zip_code) };
        let score = matching::score(
            party(&self.name, &self.city, &self.zip_code),
            party(&input.name, &input.address.city, &input.address.zip_code),
        );
        let alike = score >= matching::SUGGESTED;
        alike.then(|| self.matched(MatchKind::Fuzzy, score.min(matching::AUTOMATIC), "name"))
    }

    fn matched(&self, kind: MatchKind, confidence: u8, criterion: &'static str) -> Duplicate {
        Duplicate {
            id: self.id,
            name: self.name.clone(),
            kind,
            confidence,
            criterion,
            is_in_accounts: self.accounting_number.is_some(),
        }
    }
}

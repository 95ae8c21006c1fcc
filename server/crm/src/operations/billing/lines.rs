//! Lines of quotes and invoices: as typed, filled from the catalog, checked, with their amounts.

use std::collections::{HashMap, HashSet};

use db::{
    rows::{CatalogItem, CatalogItemValues},
    schema::catalog_items,
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::billing::{
    self, Discount, DiscountType, DocumentProblem, ExemptionCode, LineAmounts, LineProblem, MAX_LINES, MAX_TOTAL,
    Totals, Vat, VatCategory, document_amounts,
};
use rust_decimal::Decimal;
use serde::Serialize;
use uuid::Uuid;

use super::vat::{self, VatInput};
use crate::{Result, operations::validate::Checks};

/// A line as typed. With an item of the catalog, what is left out is the item's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct LineInput {
    /// The line of the document that it is written in place of; a new line has none.
    pub id: Option<Uuid>,
    pub catalog_item_id: Option<Uuid>,
    pub description: Option<String>,
    pub unit: Option<String>,
    pub quantity: Decimal,
    pub unit_price: Option<Decimal>,
    pub discount_type: Option<DiscountType>,
    pub discount_value: Option<Decimal>,
    pub tax_rate: Option<Decimal>,
    pub vat_category: Option<VatCategory>,
    pub vat_exemption_code: Option<String>,
    /// As programs of the original's interface write lines: a rate of 0 without a reason is taken for what
    /// [`vat::without_reason`] says, and an id that is none of the document's for no id.
    pub lenient: bool,
}

/// A line that is in order.
#[derive(Debug, Clone)]
pub struct CheckedLine {
    /// The item of the catalog that it was made of.
    pub catalog_item_id: Option<Uuid>,
    /// 1 to 1 000 characters.
    pub description: String,
    /// At most 20 characters.
    pub unit: Option<String>,
    /// Its figures, as they are stored.
    pub figures: billing::LineInput,
    /// What follows from them.
    pub amounts: LineAmounts,
}

/// Lines that are in order, and their sums.
#[derive(Debug, Clone)]
pub struct CheckedLines {
    /// In the order of the document.
    pub lines: Vec<CheckedLine>,
    /// Their sums.
    pub totals: Totals,
}

/// A typed line with what the catalog adds to it.
struct Filled {
    catalog_item_id: Option<Uuid>,
    description: String,
    unit: Option<String>,
    figures: billing::LineInput,
}

/// The lines, filled and checked; `None` when something was refused. Items of the catalog that are deleted can be named
/// only where the document has them already (`kept`).
///
/// # Errors
/// Those of the database.
pub async fn checked(
    conn: &mut AsyncPgConnection,
    checks: &mut Checks,
    inputs: &[LineInput],
    kept: &[Uuid],
) -> Result<Option<CheckedLines>> {
    if inputs.len() > MAX_LINES {
        refuse(checks, DocumentProblem::TooManyLines, &[]);
        return Ok(None);
    }
    let items = items(conn, inputs, kept).await?;
    let lenient = inputs.iter().any(|input| input.lenient);
    let without_reason = if lenient { Some(vat::without_reason(conn).await?) } else { None };
    let mut filled: Vec<Option<Filled>> = Vec::with_capacity(inputs.len());
    for (n, input) in inputs.iter().enumerate() {
        let otherwise = without_reason.filter(|_| input.lenient);
        filled.push(fill(checks, &format!("lines.{n}."), input, &items, otherwise));
    }
    let figures: Vec<billing::LineInput> = filled.iter().flatten().map(|line| line.figures).collect();
    let places: Vec<usize> = filled.iter().enumerate().filter(|(_, line)| line.is_some()).map(|(n, _)| n).collect();
    let amounts = match document_amounts(&figures) {
        Ok(amounts) => amounts,
        Err(problems) => {
            for problem in problems {
                refuse(checks, at_its_place(problem, &places), inputs);
            }
            return Ok(None);
        }
    };
    let Some(filled) = filled.into_iter().collect::<Option<Vec<Filled>>>() else { return Ok(None) };
    let lines = filled.into_iter().zip(amounts.lines).map(|(line, amounts)| CheckedLine {
        catalog_item_id: line.catalog_item_id,
        description: line.description,
        unit: line.unit,
        figures: stored(line.figures),
        amounts,
    });
    Ok(Some(CheckedLines { lines: lines.collect(), totals: amounts.totals }))
}

/// The line of the document (one of `known`) that each of these is in place of. What is none of them, or stands twice,
/// is refused; of a lenient line it is taken for no id.
pub fn ids(checks: &mut Checks, inputs: &[LineInput], known: &[Uuid]) -> Vec<Option<Uuid>> {
    let mut seen = HashSet::new();
    let mut ids = Vec::with_capacity(inputs.len());
    for (n, input) in inputs.iter().enumerate() {
        let there = input.id.filter(|id| known.contains(id));
        let own = there.filter(|id| seen.insert(*id));
        if input.id.is_some() && own.is_none() && !input.lenient {
            let field = format!("lines.{n}.id");
            if there.is_some() {
                checks.refuse(&field, "REPEATED", "The line is named twice.");
            } else {
                checks.refuse(&field, "NOT_FOUND", "The document has no such line. A new line has no id.");
            }
        }
        ids.push(own);
    }
    ids
}

/// The items that the lines name.
async fn items(
    conn: &mut AsyncPgConnection,
    inputs: &[LineInput],
    kept: &[Uuid],
) -> Result<HashMap<Uuid, CatalogItemValues>> {
    let mut ids: Vec<Uuid> = inputs.iter().filter_map(|input| input.catalog_item_id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    ids.sort_unstable();
    ids.dedup();
    let rows: Vec<CatalogItem> = catalog_items::table
        .filter(catalog_items::id.eq_any(&ids))
        .filter(catalog_items::deleted_at.is_null().or(catalog_items::id.eq_any(kept)))
        .select(CatalogItem::as_select())
        .load(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.values)).collect())
}

fn fill(
    checks: &mut Checks,
    at: &str,
    input: &LineInput,
    items: &HashMap<Uuid, CatalogItemValues>,
    without_reason: Option<Vat>,
) -> Option<Filled> {
    let item = match input.catalog_item_id {
        None => None,
        Some(id) => {
            let Some(item) = items.get(&id) else {
                let message = "There is no such item in the catalog.";
                checks.refuse(&format!("{at}catalogItemId"), "NOT_FOUND", message);
                return None;
            };
            Some(item)
        }
    };
    let of_item = |item: &CatalogItemValues| item.description.clone().unwrap_or_else(|| item.name.clone());
    let description = input.description.clone().or_else(|| item.map(of_item)).unwrap_or_default();
    let description = checks.required(&format!("{at}description"), &description, 1_000);
    let unit = input.unit.as_deref().or_else(|| item?.unit.as_deref());
    let unit = checks.optional(&format!("{at}unit"), unit, 20);
    let unit_price = input.unit_price.or_else(|| Some(item?.unit_price));
    if unit_price.is_none() {
        checks.refuse(&format!("{at}unitPrice"), "REQUIRED", "This field is required.");
    }
    let taxed = taxed(input, item);
    let vat = vat::checked(checks, at, without_reason.map_or(taxed, |vat| taxed.or(vat)));
    Some(Filled {
        catalog_item_id: input.catalog_item_id,
        description,
        unit,
        figures: billing::LineInput {
            quantity: input.quantity,
            unit_price: unit_price?,
            discount: Discount {
                kind: input.discount_type.unwrap_or(DiscountType::Percentage),
                value: input.discount_value.unwrap_or_default(),
            },
            vat: vat?,
        },
    })
}

/// How a line is taxed: as it says, or as its item is where it says nothing that differs.
fn taxed<'a>(input: &'a LineInput, item: Option<&'a CatalogItemValues>) -> VatInput<'a> {
    let typed = VatInput {
        rate: input.tax_rate,
        category: input.vat_category,
        exemption_code: input.vat_exemption_code.as_deref(),
    };
    let Some(item) = item else { return typed };
    let is_of_item = input.tax_rate.is_none_or(|rate| rate == item.tax_rate)
        && input.vat_category.is_none_or(|category| category == item.vat_category);
    if !is_of_item {
        return typed;
    }
    VatInput {
        rate: Some(item.tax_rate),
        category: Some(item.vat_category),
        exemption_code: typed.exemption_code.or(item.vat_exemption_code.map(ExemptionCode::code)),
    }
}

/// The figures with as many decimals as their columns have, so that what is answered is what is read.
fn stored(figures: billing::LineInput) -> billing::LineInput {
    let scaled = |value: Decimal, places: u32| {
        let mut value = value;
        value.rescale(places);
        value
    };
    billing::LineInput {
        quantity: scaled(figures.quantity, 3),
        unit_price: scaled(figures.unit_price, 2),
        discount: Discount { value: scaled(figures.discount.value, 2), ..figures.discount },
        vat: Vat { rate: scaled(figures.vat.rate, 2), ..figures.vat },
    }
}

/// Lines that were refused before leave gaps in the numbering of those that were computed.
fn at_its_place(problem: DocumentProblem, places: &[usize]) -> DocumentProblem {
    match problem {
        DocumentProblem::Line { index, problem } => {
            DocumentProblem::Line { index: places.get(index).copied().unwrap_or(index), problem }
        }
        other => other,
    }
}

fn refuse(checks: &mut Checks, problem: DocumentProblem, inputs: &[LineInput]) {
    let message = match problem {
        DocumentProblem::TooManyLines => format!("At most {MAX_LINES} lines."),
        DocumentProblem::TotalTooLarge => format!("The document's total is above {MAX_TOTAL}."),
        DocumentProblem::Line { index, problem } => {
            let kind = inputs.get(index).and_then(|input| input.discount_type);
            sentence(problem, kind.unwrap_or(DiscountType::Percentage))
        }
    };
    checks.refuse(&problem.field(), problem.code(), message);
}

/// What is wrong with a line, and what to do.
#[must_use]
pub fn sentence(problem: LineProblem, kind: DiscountType) -> String {
    if let Some((least, most)) = problem.bounds(kind) {
        return format!("Expected a number from {least} to {most}.");
    }
    match problem {
        LineProblem::QuantityDecimals => "At most 3 decimals.".to_owned(),
        LineProblem::UnitPriceDecimals | LineProblem::DiscountDecimals => "At most 2 decimals.".to_owned(),
        LineProblem::Vat(problem) => vat::sentence(problem).to_owned(),
        LineProblem::TotalTooLarge => format!("The line's amount is above {MAX_TOTAL}."),
        LineProblem::QuantityOutOfRange | LineProblem::UnitPriceOutOfRange | LineProblem::DiscountOutOfRange => {
            "The number is out of its range.".to_owned()
        }
    }
}

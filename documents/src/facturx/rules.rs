//! The French rules (BR-FR) that the model of EN 16931 does not hold, so far as our documents can break them.

use rust_decimal::Decimal;

use crate::{BrokenRule, Document, Kind, OperationNature, country};

/// Rates of VAT that exist or existed in France (BR-FR-16).
const RATES: &[&str] =
    &["0", "0.9", "1.05", "1.75", "2.1", "5.5", "7", "8.5", "9.2", "9.6", "10", "13", "19.6", "20", "20.6"];

/// Every rule that a document breaks.
pub(super) fn check(document: &Document) -> Vec<BrokenRule> {
    let mut found = Vec::new();
    let mut demand = |kept: bool, rule: &str, place: &str, message: &str| {
        if !kept {
            found.push(broken(rule, place, message));
        }
    };
    let number = document.number.as_deref().unwrap_or_default();
    demand(number.chars().count() <= 35, "BR-FR-01", "BT-1", "a number has at most 35 characters");
    demand(is_number(number), "BR-FR-02", "BT-1", NUMBER);
    if let Some(credited) = &document.references.credited_invoice {
        demand(credited.number.chars().count() <= 35, "BR-FR-01", "BT-25", "a number has at most 35 characters");
        demand(is_number(&credited.number), "BR-FR-02", "BT-25", NUMBER);
    }
    if document.kind == Kind::CreditNote {
        let cites = document.references.credited_invoice.is_some();
        demand(cites, "BR-FR-CO-05", "BT-25", "a credit note cites the invoice that it corrects");
    }

    let seller = &document.seller;
    let siren = compact(&seller.siren);
    demand(is_digits(&siren, 9), "BR-FR-10", "BT-30", "the seller has a SIREN of nine digits");
    if let Some(siret) = &seller.siret {
        let siret = compact(siret);
        demand(is_digits(&siret, 14) && siret.starts_with(&siren), "BR-FR-09", "BT-29", SIRET);
    }
    let address = directory(seller.electronic_address.as_deref()).unwrap_or(siren);
    demand(is_address(&address), "BR-FR-23", "BT-34", ADDRESS);

    let buyer = &document.buyer;
    let siren = buyer.siren().map(compact).unwrap_or_default();
    if let Some(siret) = &buyer.siret {
        let siret = compact(siret);
        demand(is_digits(&siret, 14) && siret.starts_with(&siren), "BR-FR-09", "BT-46", SIRET);
    }
    match directory(buyer.electronic_address.as_deref()) {
        Some(address) => {
            demand(is_address(&address), "BR-FR-23", "BT-49", ADDRESS);
            let begins = siren.is_empty() || address.starts_with(&siren);
            demand(begins, "BR-FR-21", "BT-49", "the address in the directory begins with the SIREN");
        }
        None => {
            let reachable = !siren.is_empty() || buyer.email.as_deref().is_some_and(|email| !email.trim().is_empty());
            demand(reachable, "BR-FR-12", "BT-49", "the buyer has a SIREN, or an e-mail address for invoices");
        }
    }
    if !siren.is_empty() {
        demand(is_digits(&siren, 9), "BR-FR-11", "BT-47", "the SIREN of the buyer has nine digits");
    }

    let free = document.kind == Kind::Deposit || is_paid(document);
    let in_order = free || document.due_date.is_none_or(|due| due >= document.issue_date);
    demand(in_order, "BR-FR-CO-07", "BT-9", "the due date is not before the date of the invoice");
    if is_paid(document) {
        demand(document.due_date.is_some(), "BR-FR-CO-09", "BT-9", "a paid invoice has a due date: the day of payment");
    }
    for (index, group) in document.vat_groups.iter().enumerate() {
        let place = format!("BG-23[{}]/BT-119", index + 1);
        demand(is_rate(group.rate), "BR-FR-16", &place, "the rate exists in France");
    }
    for (index, line) in document.lines.iter().enumerate() {
        let place = |term: &str| format!("BG-25[{}]/{term}", index + 1);
        demand(is_rate(line.vat_rate), "BR-FR-16", &place("BT-152"), "the rate exists in France");
        let decimals = line.quantity.normalize().scale() <= 4;
        demand(decimals, "BR-FR-DEC-02", &place("BT-129"), "a quantity has at most four decimals");
        let price = !line.unit_price.is_sign_negative() && line.unit_price.normalize().scale() <= 6;
        demand(price, "BR-FR-DEC-03", &place("BT-146"), "a price is not negative and has at most six decimals");
    }
    found
}

const NUMBER: &str = "a number consists of letters, digits and + - _ /";
const SIRET: &str = "a SIRET has 14 digits and begins with the SIREN";
const ADDRESS: &str = "an address in the directory has at most 125 letters, digits and + - _ .";

/// BT-23: goods, services or both; paid already, final after a deposit, or neither.
pub(super) fn business_process(document: &Document) -> String {
    let nature = match document.terms.nature {
        OperationNature::Goods => 'B',
        OperationNature::Services => 'S',
        OperationNature::Mixed => 'M',
    };
    let frame = match document.kind {
        Kind::Invoice | Kind::Deposit if is_paid(document) => '2',
        Kind::Invoice if !document.deductions.is_empty() => '4',
        _ => '1',
    };
    format!("{nature}{frame}")
}

/// How a platform treats the invoice: by whether its buyer is in the French directory.
pub(super) fn treatment(document: &Document) -> &'static str {
    if document.buyer.siren().is_some() {
        "B2B"
    } else if country::is_france(&document.buyer.address.country) {
        "B2C"
    } else if document.buyer.vat_number.is_some() {
        "B2BINT"
    } else {
        "B2CINT"
    }
}

pub(super) fn broken(rule: &str, place: &str, message: &str) -> BrokenRule {
    BrokenRule { rule: rule.to_owned(), place: place.to_owned(), message: message.to_owned() }
}

/// Paid before it was issued.
fn is_paid(document: &Document) -> bool {
    let totals = &document.totals;
    document.kind != Kind::CreditNote && !totals.gross.is_zero() && totals.paid == totals.gross
}

fn is_number(number: &str) -> bool {
    !number.is_empty() && number.chars().all(|c| c.is_ascii_alphanumeric() || "+-_/".contains(c))
}

fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_address(address: &str) -> bool {
    (1..=125).contains(&address.len()) && address.chars().all(|c| c.is_ascii_alphanumeric() || "+-_.".contains(c))
}

fn is_rate(rate: Decimal) -> bool {
    RATES.contains(&rate.normalize().to_string().as_str())
}

/// An address in the directory, if one is given.
fn directory(address: Option<&str>) -> Option<String> {
    address.map(compact).filter(|address| !address.is_empty())
}

fn compact(identifier: &str) -> String {
    identifier.chars().filter(|c| !c.is_whitespace()).collect()
}

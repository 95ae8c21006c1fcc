//! Documents for tests: like the samples, with amounts that follow from their lines.
#![allow(dead_code, reason = "each test program uses a part of this")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where something is not as it should be")]

use std::collections::BTreeMap;

use chrono::NaiveDate;
use documents::{Deduction, Discount, Document, Kind, Line, References, Totals, VatCategory, VatGroup, sample};
use rust_decimal::{Decimal, RoundingStrategy};

pub fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn cents(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// A line at 20 %, or exempt training at 0 %.
pub fn line(description: &str, quantity: &str, unit_price: &str, discount: Option<Discount>, rate: &str) -> Line {
    let (quantity, unit_price, rate) = (decimal(quantity), decimal(unit_price), decimal(rate));
    let subtotal = cents(quantity * unit_price);
    let discount_amount = match discount {
        Some(Discount::Percentage(percent)) => cents(subtotal * percent / Decimal::ONE_HUNDRED),
        Some(Discount::FixedAmount(amount)) => amount.min(subtotal),
        None => Decimal::ZERO,
    };
    let net_amount = subtotal - discount_amount;
    let vat_amount = cents(net_amount * rate / Decimal::ONE_HUNDRED);
    Line {
        description: description.to_owned(),
        reference: None,
        quantity,
        unit: Some("jour".to_owned()),
        unit_price,
        discount,
        discount_amount,
        vat_category: if rate.is_zero() { VatCategory::E } else { VatCategory::S },
        vat_rate: rate,
        net_amount,
        vat_amount,
        gross_amount: net_amount + vat_amount,
    }
}

/// A document of these lines, deposits taken off.
pub fn document(kind: Kind, lines: Vec<Line>, deductions: Vec<Deduction>) -> Document {
    let mut groups: BTreeMap<(VatCategory, Decimal), (Decimal, Decimal)> = BTreeMap::new();
    let mut totals = Totals::default();
    for line in &lines {
        let group = groups.entry((line.vat_category, line.vat_rate)).or_default();
        group.0 += line.net_amount;
        group.1 += line.vat_amount;
        totals.subtotal += line.net_amount + line.discount_amount;
        totals.discount += line.discount_amount;
    }
    for deduction in &deductions {
        let group = groups.entry((deduction.vat_category, deduction.vat_rate)).or_default();
        group.0 -= deduction.net_amount;
        group.1 -= deduction.vat_amount;
        totals.deducted += deduction.net_amount;
    }
    totals.net = totals.subtotal - totals.discount - totals.deducted;
    totals.vat = groups.values().map(|(_, tax)| *tax).sum();
    totals.gross = totals.net + totals.vat;
    totals.remaining = totals.gross;
    let vat_groups = groups.into_iter().map(|((category, rate), (base, tax))| group(category, rate, base, tax));
    Document { lines, deductions, vat_groups: vat_groups.collect(), totals, ..sample(kind) }
}

fn group(category: VatCategory, rate: Decimal, base: Decimal, tax: Decimal) -> VatGroup {
    let exempt = category == VatCategory::E;
    VatGroup {
        category,
        rate,
        exemption_code: exempt.then(|| "VATEX-FR-CGI261-4".to_owned()),
        exemption_text: exempt.then(|| "Exonération de TVA, art. 261-4-4° a du CGI".to_owned()),
        base,
        tax,
    }
}

/// A deposit at 20 % that was invoiced on its own.
pub fn deposit_of(number: &str, date: &str, net: &str) -> Deduction {
    let net_amount = decimal(net);
    Deduction {
        invoice_number: number.to_owned(),
        issue_date: day(date),
        vat_category: VatCategory::S,
        vat_rate: decimal("20"),
        net_amount,
        vat_amount: cents(net_amount * decimal("0.2")),
    }
}

/// What is issued in the life of a firm, by name.
pub fn cases() -> Vec<(&'static str, Document)> {
    let audit = || line("Audit qualité sur site", "3", "1500.00", None, "20");
    let training = || line("Formation continue", "1", "1200.00", None, "0");
    let mut cases = vec![
        ("plain", document(Kind::Invoice, vec![audit()], Vec::new())),
        ("mixed", document(Kind::Invoice, vec![audit(), training()], Vec::new())),
        ("exempt", document(Kind::Invoice, vec![training()], Vec::new())),
        ("deposit", document(Kind::Deposit, vec![line("Acompte de 30 %", "1", "1350.00", None, "20")], Vec::new())),
        (
            "final",
            document(
                Kind::Invoice,
                vec![audit(), training()],
                vec![
                    deposit_of("INV2026100003", "2026-10-12", "900.00"),
                    deposit_of("INV2026110001", "2026-11-02", "450.00"),
                ],
            ),
        ),
        ("credit-note", document(Kind::CreditNote, vec![line("Audit annulé", "1", "1500.00", None, "20")], Vec::new())),
        ("public", public()),
        ("many", document(Kind::Invoice, (1..=300).map(numbered).collect(), Vec::new())),
        (
            "discounts",
            document(
                Kind::Invoice,
                vec![
                    line("Au pourcentage", "1.5", "999.99", Some(Discount::Percentage(decimal("12.5"))), "20"),
                    line("Au montant", "0.333", "100.01", Some(Discount::FixedAmount(decimal("3.30"))), "5.5"),
                    line("Offert", "1", "80.00", Some(Discount::Percentage(decimal("100"))), "20"),
                    line("Plus que le prix", "1", "80.00", Some(Discount::FixedAmount(decimal("500"))), "2.1"),
                ],
                Vec::new(),
            ),
        ),
        ("characters", characters()),
        ("paid", paid()),
        ("franchise", franchise()),
        ("consumer", consumer()),
        ("undated", undated()),
        ("reverse-charge", abroad(VatCategory::Ae, "VATEX-EU-AE", "Autoliquidation", "Belgique", Some("BE0428759497"))),
        (
            "inside-the-union",
            abroad(
                VatCategory::K,
                "VATEX-EU-IC",
                "Exonération, art. 262 ter I du CGI",
                "Allemagne",
                Some("DE123456788"),
            ),
        ),
        ("export", abroad(VatCategory::G, "VATEX-EU-G", "Exonération, art. 262 I du CGI", "Suisse", None)),
        ("outside-of-vat", abroad(VatCategory::O, "VATEX-EU-O", "Hors champ de la TVA", "France", None)),
    ];
    cases.iter_mut().for_each(|(_, document)| document.appearance.logo = Some(LOGO.to_vec()));
    cases
}

/// Through Chorus Pro: service code, engagement, market; the delay of a hospital.
fn public() -> Document {
    let mut document = document(Kind::Invoice, vec![line("Audit", "2", "1450.00", None, "20")], Vec::new());
    document.buyer.name = "Centre hospitalier de Saint-Exemple".to_owned();
    document.buyer.is_public_body = true;
    document.references = References {
        purchase_order: Some("4500123456".to_owned()),
        buyer_reference: Some("SERVICE-QUALITE".to_owned()),
        contract: Some("2026-AOO-0042".to_owned()),
        quote: Some("Q2026100012".to_owned()),
        credited_invoice: None,
    };
    document.terms.payment = Some("Paiement à 50 jours (art. R2192-11 du code de la commande publique).".to_owned());
    document
}

fn numbered(index: u32) -> Line {
    line(&format!("Prestation n° {index}\nDétail de la prestation {index}"), "1", "99.99", None, "20")
}

/// What could be taken for markup, by Typst or by XML, and what no font has.
fn characters() -> Document {
    const WILD: &str = "Œuvre « d’Aÿ » & <b>#let x = 1</b> $a_1^2$ [*gras*] _ital_ @ref \\ // /* */ ~ `code` 漢字 🏥 \u{1}\u{202e}é\u{301}";
    let mut document = document(Kind::Invoice, vec![line(WILD, "1", "10.00", None, "20")], Vec::new());
    document.buyer.name = WILD.to_owned();
    document.buyer.contact = Some("#panic(\"non\")".to_owned());
    document.seller.legal_name = "Cabinet #sys.version & Fils".to_owned();
    document.title = Some(WILD.to_owned());
    document.description = Some(format!("{WILD}\n= {WILD}\n- {WILD}"));
    document.note = Some("#import \"@preview/a:0.1.0\"".to_owned());
    document.lines[0].unit = Some("#u".to_owned());
    document.lines[0].reference = Some("$R$".to_owned());
    document.references.purchase_order = Some("<&>\"'".to_owned());
    document.appearance.header = Some("#".to_owned());
    document.appearance.footer = Some("*".to_owned());
    document.appearance.conditions = Some(WILD.to_owned());
    document.appearance.payment_instructions = Some("]".to_owned());
    document
}

/// Paid before it was issued.
fn paid() -> Document {
    let mut document = document(Kind::Invoice, vec![line("Audit", "1", "1500.00", None, "20")], Vec::new());
    document.totals.paid = document.totals.gross;
    document.totals.remaining = Decimal::ZERO;
    document.due_date = Some(document.issue_date);
    document
}

/// A firm without VAT.
fn franchise() -> Document {
    let mut document = document(Kind::Invoice, vec![line("Audit", "1", "1500.00", None, "0")], Vec::new());
    document.seller.vat_number = None;
    document.vat_groups[0].exemption_code = Some("VATEX-FR-FRANCHISE".to_owned());
    document.vat_groups[0].exemption_text = Some("TVA non applicable, art. 293 B du CGI".to_owned());
    document
}

/// A client without SIREN.
fn consumer() -> Document {
    let mut document = document(Kind::Invoice, vec![line("Conseil", "1", "300.00", None, "20")], Vec::new());
    document.buyer.siret = None;
    document.buyer.vat_number = None;
    document
}

/// Nobody says when the service was rendered, nor where.
fn undated() -> Document {
    let mut document = document(Kind::Invoice, vec![line("Conseil", "1", "300.00", None, "20")], Vec::new());
    (document.service_start, document.service_end) = (None, None);
    document.buyer.delivery_address = None;
    document
}

/// Without VAT, for another reason than training.
fn abroad(category: VatCategory, code: &str, text: &str, country: &str, vat_number: Option<&str>) -> Document {
    let mut document = document(Kind::Invoice, vec![line("Conseil", "2", "750.00", None, "0")], Vec::new());
    document.lines[0].vat_category = category;
    let group = &mut document.vat_groups[0];
    group.category = category;
    group.exemption_code = Some(code.to_owned());
    group.exemption_text = Some(text.to_owned());
    document.buyer.siret = None;
    document.buyer.vat_number = vat_number.map(str::to_owned);
    document.buyer.address.country = country.to_owned();
    document.buyer.delivery_address = None;
    document
}

/// A picture of the house's ribbon.
pub const LOGO: &[u8] = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect fill="#075662" x="2" y="3" width="20" height="5" rx="1.2"/><rect fill="#c97f0a" x="2" y="9.5" width="13" height="5" rx="1.2"/><rect fill="#937697" x="2" y="16" width="7" height="5" rx="1.2"/></svg>"##;

//! Invented documents, for templates that are tried before there is anything to print.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use crate::{
    Address, Appearance, Buyer, Discount, Document, InvoiceReference, Kind, Language, Line, OperationNature, Overdue,
    References, Reminder, Seller, Terms, Totals, VatCategory, VatGroup,
};

/// A document of a kind with something in every part that its template can print.
#[must_use]
pub fn sample(kind: Kind) -> Document {
    let issue_date = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
    let later = |days: u64| issue_date.checked_add_days(Days::new(days));
    let invoice = kind.invoice_type().is_some();
    let sold = kind != Kind::Reminder;
    let credited = InvoiceReference { number: "INV2026100007".to_owned(), issue_date: before(issue_date, 40) };
    Document {
        kind,
        language: Language::Fr,
        is_draft: false,
        number: (kind != Kind::Reminder).then(|| number(kind).to_owned()),
        title: sold.then(|| "Audit de certification et formation des équipes".to_owned()),
        description: sold.then(|| "Préparation de la visite de la Haute Autorité de santé.".to_owned()),
        note: Some("Merci de votre confiance.".to_owned()),
        issue_date,
        due_date: if invoice && kind != Kind::CreditNote { later(30) } else { None },
        valid_until: if kind == Kind::Quote { later(30) } else { None },
        service_start: invoice.then(|| before(issue_date, 20)),
        service_end: invoice.then(|| before(issue_date, 18)),
        seller: seller(),
        buyer: Buyer { delivery_address: sold.then(site), billing_address: sold.then(accounts), ..buyer() },
        references: if !sold {
            References::default()
        } else {
            References {
                purchase_order: Some("BC-2026-118".to_owned()),
                buyer_reference: Some("Direction de la qualité".to_owned()),
                contract: None,
                quote: (kind != Kind::Quote).then(|| "Q2026100012".to_owned()),
                credited_invoice: (kind == Kind::CreditNote).then_some(credited),
            }
        },
        lines: if sold { lines() } else { Vec::new() },
        deductions: Vec::new(),
        vat_groups: if sold { groups() } else { Vec::new() },
        totals: if !sold {
            Totals::default()
        } else {
            Totals {
                subtotal: cents(570_000),
                discount: cents(45_000),
                deducted: Decimal::ZERO,
                net: cents(525_000),
                vat: cents(81_000),
                gross: cents(606_000),
                paid: Decimal::ZERO,
                remaining: cents(606_000),
            }
        },
        terms: Terms {
            payment: (kind != Kind::CreditNote).then(|| "Paiement à 30 jours par virement.".to_owned()),
            nature: OperationNature::Services,
            ..Terms::default()
        },
        reminder: (kind == Kind::Reminder).then(|| reminder(issue_date)),
        appearance: Appearance::default(),
    }
}

const fn number(kind: Kind) -> &'static str {
    match kind {
        Kind::Quote => "Q2026110004",
        Kind::Order => "O2026110002",
        Kind::Invoice => "INV2026110012",
        Kind::Deposit => "INV2026110013",
        Kind::CreditNote => "AV2026110001",
        Kind::Reminder => "",
    }
}

fn seller() -> Seller {
    Seller {
        legal_name: "Cabinet Exemple Audit".to_owned(),
        legal_form: Some("SAS".to_owned()),
        share_capital: Some(Decimal::from(40_000)),
        address: address("12 rue de l’Exemple", "44000", "Nantes"),
        siren: "123456782".to_owned(),
        siret: Some("12345678200010".to_owned()),
        vat_number: Some("FR11123456782".to_owned()),
        rcs_city: Some("Nantes".to_owned()),
        ape_code: Some("7022Z".to_owned()),
        phone: Some("02 40 00 00 00".to_owned()),
        email: Some("facturation@example.com".to_owned()),
        website: Some("www.example.com".to_owned()),
        iban: Some("FR7630006000011234567890189".to_owned()),
        bic: Some("AGRIFRPP".to_owned()),
        electronic_address: None,
    }
}

fn buyer() -> Buyer {
    Buyer {
        name: "Clinique des Tilleuls".to_owned(),
        contact: Some("Madame Camille Moreau".to_owned()),
        address: address("10 avenue du Parc\nBâtiment B", "69006", "Lyon"),
        billing_address: None,
        delivery_address: None,
        siren: None,
        siret: Some("55210055400013".to_owned()),
        vat_number: Some("FR27552100554".to_owned()),
        email: Some("comptabilite@example.org".to_owned()),
        electronic_address: None,
        is_public_body: false,
    }
}

fn accounts() -> Address {
    address("BP 12", "69426", "Lyon Cedex 03")
}

fn site() -> Address {
    address("3 rue des Lilas", "69100", "Villeurbanne")
}

fn address(street: &str, zip_code: &str, city: &str) -> Address {
    Address {
        street: street.to_owned(),
        city: city.to_owned(),
        zip_code: zip_code.to_owned(),
        state: String::new(),
        country: "France".to_owned(),
    }
}

fn lines() -> Vec<Line> {
    let audit = Line {
        description: "Audit qualité sur site\nRevue documentaire, entretiens, rapport.".to_owned(),
        reference: Some("AUD-01".to_owned()),
        quantity: Decimal::from(3),
        unit: Some("jour".to_owned()),
        unit_price: cents(150_000),
        discount: Some(Discount::Percentage(Decimal::from(10))),
        discount_amount: cents(45_000),
        vat_category: VatCategory::S,
        vat_rate: Decimal::from(20),
        net_amount: cents(405_000),
        vat_amount: cents(81_000),
        gross_amount: cents(486_000),
    };
    let training = Line {
        description: "Formation continue des équipes".to_owned(),
        reference: None,
        quantity: Decimal::ONE,
        unit: Some("forfait".to_owned()),
        unit_price: cents(120_000),
        discount: None,
        discount_amount: Decimal::ZERO,
        vat_category: VatCategory::E,
        vat_rate: Decimal::ZERO,
        net_amount: cents(120_000),
        vat_amount: Decimal::ZERO,
        gross_amount: cents(120_000),
    };
    vec![audit, training]
}

fn groups() -> Vec<VatGroup> {
    let taxed = VatGroup {
        category: VatCategory::S,
        rate: Decimal::from(20),
        exemption_code: None,
        exemption_text: None,
        base: cents(405_000),
        tax: cents(81_000),
    };
    let exempt = VatGroup {
        category: VatCategory::E,
        rate: Decimal::ZERO,
        exemption_code: Some("VATEX-FR-CGI261-4".to_owned()),
        exemption_text: Some("Exonération de TVA, art. 261-4-4° a du CGI".to_owned()),
        base: cents(120_000),
        tax: Decimal::ZERO,
    };
    vec![taxed, exempt]
}

fn reminder(today: NaiveDate) -> Reminder {
    let invoice = Overdue {
        number: "INV2026090003".to_owned(),
        issue_date: before(today, 70),
        due_date: before(today, 40),
        total: cents(240_000),
        paid: cents(100_000),
        remaining: cents(140_000),
        days_late: 40,
        penalty: cents(1_872),
        indemnity: cents(4_000),
    };
    Reminder {
        level: 1,
        message: None,
        remaining: invoice.remaining,
        penalty: invoice.penalty,
        penalty_rate: Some(Decimal::new(1_220, 2)),
        indemnity: invoice.indemnity,
        total_due: cents(145_872),
        invoices: vec![invoice],
    }
}

fn before(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_sub_days(Days::new(days)).unwrap_or(date)
}

fn cents(amount: i64) -> Decimal {
    Decimal::new(amount, 2)
}

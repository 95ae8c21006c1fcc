//! Training business as the mirror has it: companies, their invoices and credit notes; and some revenue that was
//! entered by hand.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{
    Plan, Rows, Stream, Table,
    house::{House, Trade},
    series,
};
use crate::demo;
use crm::operations::billing::calendar;

/// Clients that also buy training, in a hundred.
const TRAINED: usize = 55;
/// Days that the books of training go back.
const DAYS: i32 = 730;
/// Of so many institutions, one has revenue that was entered by hand.
const ONE_IN: u32 = 20;

/// Filled after institutions, in the order of their references.
pub(super) const TABLES: &[Table] = &[
    Table {
        name: "digiforma_companies",
        statement: "COPY digiforma_companies (id, digiforma_id, institution_id, name, siret, accounting_number, \
                    last_sync_at, created_at, updated_at) FROM STDIN",
        turns: |plan| plan.scale,
        write: company,
    },
    Table {
        name: "digiforma_invoices",
        statement: "COPY digiforma_invoices (id, digiforma_id, digiforma_company_id, institution_id, invoice_number, \
                    status, net_amount, total_amount, paid_amount, issue_date, due_date, paid_date, last_sync_at, \
                    created_at, updated_at) FROM STDIN",
        turns: |plan| plan.scale,
        write: invoices,
    },
    Table {
        name: "revenue_entries",
        statement: "COPY revenue_entries (id, label, kind, entry_date, net_amount, tax_amount, paid_amount, paid_date, \
                    institution_id, created_by, created_at, updated_at) FROM STDIN",
        turns: |plan| plan.scale / ONE_IN,
        write: entry,
    },
];

/// The training business of one institution.
struct Training<'a> {
    company: Uuid,
    /// Absent where nobody has matched the company.
    institution: Option<Uuid>,
    trade: Trade<'a>,
    number: String,
    read_at: DateTime<Utc>,
    invoices: Vec<Invoice>,
}

struct Invoice {
    id: Uuid,
    status: &'static str,
    net: Decimal,
    total: Decimal,
    paid: Decimal,
    issued: NaiveDate,
    paid_on: Option<NaiveDate>,
}

impl<'a> Training<'a> {
    /// Of the institution at a place, if it buys training.
    fn of(plan: &'a Plan, index: u32) -> Option<Self> {
        let (house, trade) = House::with_trade(plan, index);
        let mut chance = plan.chance(Stream::Training, index);
        let company = chance.key();
        if !trade.is_client || !chance.percent(TRAINED) {
            return None;
        }
        let institution = chance.percent(95).then_some(house.id);
        let invoices = (0..chance.between(1, 7)).map(|_| Invoice::drawn(&mut chance, plan.today)).collect();
        let number = format!("L{}-{}", series::mark(plan.seed), index + 1);
        Some(Self { company, institution, trade, number, read_at: demo::moment(plan.today, 0, 1), invoices })
    }
}

impl Invoice {
    fn drawn(chance: &mut demo::Chance, today: NaiveDate) -> Self {
        let id = chance.key();
        let age = chance.between(1, DAYS);
        let day = |back: i32| demo::moment(today, -back, 12).date_naive();
        let days = i64::from(chance.between(1, 5));
        let net = Decimal::from(days * i64::from(chance.between(18, 32)) * 50);
        // Training is exempt from VAT (CGI 261-4-4° a), advice that goes with it is not.
        let total = if chance.percent(85) { net } else { net * Decimal::new(12, 1) };
        let lag = chance.between(5, 70);
        let status = match chance.below(100) {
            ..4 => "draft",
            4..7 => "cancelled",
            7..11 => "credit_note",
            11..19 => "partially_paid",
            _ if age > lag => "paid",
            _ if age > 30 => "overdue",
            _ => "sent",
        };
        let zero = Decimal::ZERO;
        let (status, net, total, paid) = match status {
            "credit_note" => ("sent", -net, -total, zero),
            "paid" => ("paid", net, total, total),
            "partially_paid" => ("partially_paid", net, total, (total / Decimal::from(2)).round_dp(2)),
            other => (other, net, total, zero),
        };
        let paid_on = (!paid.is_zero()).then(|| day((age - lag).max(0)));
        Self { id, status, net, total, paid, issued: day(age), paid_on }
    }
}

fn company(plan: &Plan, index: u32, rows: &mut Rows) {
    let Some(training) = Training::of(plan, index) else { return };
    rows.cell(training.company)
        .text(&training.number)
        .cell(training.institution)
        .text(&training.trade.name)
        .optional(training.trade.siret.as_deref())
        .optional(training.trade.accounting_number.as_deref())
        .cell(training.read_at)
        .cell(training.read_at)
        .cell(training.read_at)
        .end();
}

fn invoices(plan: &Plan, index: u32, rows: &mut Rows) {
    let Some(training) = Training::of(plan, index) else { return };
    for (place, invoice) in training.invoices.iter().enumerate() {
        let number = format!("{}-{}", training.number, place + 1);
        let issued = calendar::instant_of(invoice.issued);
        rows.cell(invoice.id)
            .text(&number)
            .cell(training.company)
            .cell(training.institution)
            .text(&format!("F{number}"))
            .text(invoice.status)
            .cell(invoice.net)
            .cell(invoice.total)
            .cell(invoice.paid)
            .cell(issued)
            .cell(issued + TimeDelta::days(30))
            .cell(invoice.paid_on.map(calendar::instant_of))
            .cell(training.read_at)
            .cell(training.read_at)
            .cell(training.read_at)
            .end();
    }
}

fn entry(plan: &Plan, turn: u32, rows: &mut Rows) {
    let index = turn * ONE_IN;
    let house = House::of(plan, index);
    let mut chance = plan.chance(Stream::Revenue, index);
    let id = chance.key();
    let (kind, label) = *chance.pick(&[
        ("commission", "Commission d’apporteur"),
        ("rebilled_expense", "Frais de déplacement refacturés"),
        ("rent", "Location de la salle de formation"),
        ("subsidy", "Aide régionale"),
    ]);
    let net = Decimal::from(chance.between(2, 60) * 50);
    let tax = if kind == "subsidy" { Decimal::ZERO } else { net * Decimal::new(2, 1) };
    let at = demo::moment(plan.today, -chance.between(1, DAYS), 9);
    let is_paid = chance.percent(80);
    rows.cell(id)
        .text(label)
        .text(kind)
        .cell(at.date_naive())
        .cell(net)
        .cell(tax)
        .cell(if is_paid { net + tax } else { Decimal::ZERO })
        .cell(is_paid.then(|| at.date_naive()))
        .cell((kind != "subsidy").then_some(house.id))
        .cell(house.auditor.unwrap_or_else(|| plan.auditors.first().copied().unwrap_or_default()))
        .cell(at)
        .cell(at)
        .end();
}

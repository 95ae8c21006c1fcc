//! What is owed today, by client and by how late it is.

use sycamore::prelude::*;

use super::section::{FigureSection, Parts};
use super::split::Name;
use crate::api::back_office::{AgedBalance as Operation, aged_balance as api};
use crate::api::{live, send};
use crate::i18n::Words;
use crate::i18n::text::billing as t;
use crate::router::Page;
use crate::ui::bars::{Bar, BarList};
use crate::ui::money::{self, euros_of};
use crate::ui::remote::fetch;
use crate::ui::sheet::{Cell, Sheet};

/// Clients that are fetched: those who owe most.
const CLIENTS: i64 = 500;
/// Bars, at most.
const BARS: usize = 10;

/// The columns, from what is not due to what is oldest.
const BUCKETS: [Words; 6] = [t::NOT_DUE, t::DAYS_30, t::DAYS_60, t::DAYS_90, t::DAYS_120, t::OLDER];

/// What a client owes, in cents.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Owed {
    name: Name,
    href: Option<String>,
    buckets: [i64; 6],
    total: i64,
    invoices: i64,
}

impl Owed {
    fn late(&self) -> i64 {
        self.total - self.buckets[0]
    }

    /// Not due, a month late, later.
    fn parts(&self) -> Vec<f64> {
        let [not_due, month, older @ ..] = self.buckets;
        [not_due, month, older.iter().sum()].map(money::size).to_vec()
    }
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Balance {
    as_of: String,
    total: Owed,
    clients: Vec<Owed>,
}

fn owed(row: &api::Aged, name: Name) -> Owed {
    let cents = |text: &str| money::sum(Some(text));
    Owed {
        name,
        href: row.institution_id.as_deref().map(|id| Page::institution(id).path()),
        buckets: [
            &row.not_due,
            &row.days0_to30,
            &row.days31_to60,
            &row.days61_to90,
            &row.days91_to120,
            &row.over120_days,
        ]
        .map(|text| cents(text)),
        total: cents(&row.total),
        invoices: row.invoice_count,
    }
}

/// The clients, and what those owe who are not among them.
fn read(data: &api::AgedBalanceAgedBalance) -> Balance {
    let client = |row: &api::Aged| {
        let name = row.institution.as_ref().map_or(Name::Said(t::UNKNOWN_CLIENT), |i| Name::Known(i.name.clone()));
        owed(row, name)
    };
    let mut clients: Vec<Owed> = data.rows.iter().map(client).collect();
    let total = owed(&data.total, Name::Said(t::TOTAL));
    let left = |whole: i64, of: &dyn Fn(&Owed) -> i64| whole - clients.iter().map(of).sum::<i64>();
    let rest = Owed {
        name: Name::Said(t::OTHER_CLIENTS),
        href: None,
        buckets: std::array::from_fn(|at| left(total.buckets[at], &|owed| owed.buckets[at])),
        total: left(total.total, &|owed| owed.total),
        invoices: left(total.invoices, &|owed| owed.invoices),
    };
    if rest.total != 0 {
        clients.push(rest);
    }
    Balance { as_of: data.as_of.clone(), total, clients }
}

/// The section.
#[component]
pub fn AgedBalance() -> View {
    let balance = fetch(
        || (),
        |()| async move {
            let data = send::<Operation>(api::Variables { first: Some(CLIENTS) }).await?;
            Ok(read(&data.aged_balance))
        },
    );
    live::on_change(&["invoice", "payment"], move || balance.refresh());
    let parts = Parts {
        is_empty: |balance: &Balance| balance.total.total == 0,
        sheet,
        drawing: |balance| view! { (drawing(&balance.get_clone())) },
        above: Some(|balance| {
            let words = t::aged_summary(&euros_of(balance.total.total), &euros_of(balance.total.late()));
            view! { p(class="section-lead") { (words) } }
        }),
    };
    view! { FigureSection(title=t::AGED, note=t::AGED_NOTE, nothing=t::NOTHING_OWED, remote=balance, parts=parts) }
}

fn drawing(balance: &Balance) -> View {
    let bar = |owed: &Owed| Bar {
        name: owed.name.now(),
        href: owed.href.clone(),
        parts: owed.parts(),
        text: euros_of(owed.total),
    };
    let bars: Vec<Bar> = balance.clients.iter().take(BARS).map(bar).collect();
    let others = balance.clients.len().saturating_sub(BARS) as u64;
    let kinds = [("fill-audit", t::NOT_DUE), ("fill-ghost", t::DAYS_30), ("fill-critical", t::OVER_30)];
    let kinds = kinds.map(|(fill, words)| (fill, words.now().to_owned())).to_vec();
    view! {
        BarList(label=t::AGED, bars=bars, kinds=kinds)
        (if others > 0 { view! { p(class="small soft") { (t::others(others)) } } } else { View::new() })
    }
}

fn sheet(balance: &Balance) -> Sheet {
    let words = |words: Words| words.now().to_owned();
    let row = |owed: &Owed| {
        let mut cells = vec![Cell::Text(owed.name.now()), Cell::Count(owed.invoices)];
        cells.extend(owed.buckets.iter().chain([&owed.total]).map(|cents| Cell::Cents(*cents)));
        cells
    };
    let header = [t::CLIENT, t::INVOICES].into_iter().chain(BUCKETS).chain([t::OWED]);
    Sheet {
        name: format!("aged-balance-{}", balance.as_of),
        header: header.map(words).collect(),
        rows: balance.clients.iter().map(row).collect(),
        total: Some(row(&balance.total)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn balance() -> Balance {
        let row = |id: Option<&str>, not_due: &str, month: &str, older: &str, total: &str, count: i64| {
            serde_json::json!({
                "institutionId": id, "institution": id.map(|_| serde_json::json!({"name": "CHU de Nantes"})),
                "notDue": not_due, "days0To30": month, "days31To60": "0.00", "days61To90": "0.00",
                "days91To120": "0.00", "over120Days": older, "total": total, "invoiceCount": count,
            })
        };
        let json = serde_json::json!({
            "asOf": "2026-11-30",
            "total": row(None, "100.00", "50.00", "30.00", "180.00", 4),
            "rows": [row(Some("1"), "100.00", "0.00", "30.00", "130.00", 3)],
        });
        read(&serde_json::from_value(json).unwrap())
    }

    #[test]
    fn clients_beyond_those_that_were_fetched_are_one_line() {
        let balance = balance();
        assert_eq!(balance.clients.len(), 2);
        assert_eq!(
            (balance.clients[1].total, balance.clients[1].buckets[1], balance.clients[1].invoices),
            (5_000, 5_000, 1)
        );
        assert_eq!(balance.total.late(), 8_000);
        assert_eq!(balance.clients[0].parts(), [100.0, 0.0, 30.0]);
    }

    #[test]
    fn the_table_has_every_age() {
        let sheet = sheet(&balance());
        assert_eq!(sheet.header.len(), 9);
        assert!(sheet.rows.iter().all(|row| row.len() == 9));
        assert_eq!(sheet.total.unwrap()[8], Cell::Cents(18_000));
    }
}

//! Revenue of the demo company that comes neither from invoices nor from training.

use chrono::{DateTime, NaiveDate, Utc};
use db::{
    rows::{Institution, RevenueEntryValues},
    schema::revenue_entries,
};
use diesel::Insertable;
use domain::billing::RevenueEntryKind;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::demo::{Establishment, chance::key_of, moment};

/// A row of `revenue_entries`.
#[derive(Debug, Insertable)]
#[diesel(table_name = revenue_entries)]
pub(super) struct RevenueEntryRow {
    id: Uuid,
    #[diesel(embed)]
    values: RevenueEntryValues,
    created_by: Uuid,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// Something that brings money each time.
struct Source {
    key: &'static str,
    label: &'static str,
    kind: RevenueEntryKind,
    /// In euros before tax.
    net: i64,
    /// In percent.
    tax_rate: i64,
    /// Days before today.
    ago: &'static [i32],
    /// The client, by the place among them; the firm's own without.
    client: Option<usize>,
}

static SOURCES: [Source; 5] = [
    Source {
        key: "room",
        label: "Location de la salle de formation",
        kind: RevenueEntryKind::Rent,
        net: 450,
        tax_rate: 20,
        ago: &[18, 79, 140, 201, 262, 323],
        client: None,
    },
    Source {
        key: "guide",
        label: "Droits d’auteur du guide du bloc opératoire",
        kind: RevenueEntryKind::Royalty,
        net: 1_280,
        tax_rate: 10,
        ago: &[40, 222],
        client: None,
    },
    Source {
        key: "aid",
        label: "Aide régionale à l’innovation",
        kind: RevenueEntryKind::Subsidy,
        net: 6_000,
        tax_rate: 0,
        ago: &[110],
        client: None,
    },
    Source {
        key: "software",
        label: "Commission de l’éditeur de logiciels",
        kind: RevenueEntryKind::Commission,
        net: 900,
        tax_rate: 20,
        ago: &[25, 160],
        client: Some(0),
    },
    Source {
        key: "travel",
        label: "Frais de déplacement refacturés",
        kind: RevenueEntryKind::RebilledExpense,
        net: 312,
        tax_rate: 20,
        ago: &[12, 96],
        client: Some(1),
    },
];

/// All entries; those of the last twenty days wait to be paid.
pub(super) fn rows(
    clients: &[(&Establishment, &Institution)],
    manager: Uuid,
    today: NaiveDate,
) -> Vec<RevenueEntryRow> {
    let each = |source: &'static Source| {
        source.ago.iter().enumerate().map(move |(place, ago)| {
            let at = moment(today, -ago, 9);
            let net_amount = Decimal::new(source.net * 100, 2);
            let tax_amount = Decimal::new(source.net * source.tax_rate, 2);
            let is_paid = *ago > 20;
            RevenueEntryRow {
                id: key_of("revenue_entry", &format!("{}/{place}", source.key)),
                values: RevenueEntryValues {
                    label: source.label.to_owned(),
                    kind: source.kind,
                    entry_date: at.date_naive(),
                    net_amount,
                    tax_amount,
                    paid_amount: if is_paid { net_amount + tax_amount } else { Decimal::new(0, 2) },
                    paid_date: is_paid.then(|| moment(today, 15 - ago, 9).date_naive()),
                    institution_id: source.client.and_then(|place| Some(clients.get(place)?.1.id)),
                    reference: None,
                    notes: None,
                },
                created_by: manager,
                created_at: at,
                updated_at: at,
            }
        })
    };
    SOURCES.iter().flat_map(each).collect()
}

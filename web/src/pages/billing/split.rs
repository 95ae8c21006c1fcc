//! Revenue split among clients, and among auditors.

use sycamore::prelude::*;

use super::issued_in;
use super::period::Span;
use super::section::{FigureSection, Parts};
use crate::api::back_office::{RevenueByAuditor, RevenueByClient, revenue_by_auditor, revenue_by_client};
use crate::api::send;
use crate::i18n::Words;
use crate::i18n::text::billing as t;
use crate::router::Page;
use crate::ui::bars::{Bar, BarList};
use crate::ui::money::{self, euros_of};
use crate::ui::remote::fetch;
use crate::ui::sheet::{Cell, Sheet};

/// Bars at most: what is left is one more.
const BARS: usize = 8;

/// A share of the revenue, in cents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Whose it is.
    pub name: Name,
    /// Where the name leads.
    pub href: Option<String>,
    /// Invoices and credit notes.
    pub count: i64,
    /// Before tax.
    pub net: i64,
    /// With tax.
    pub gross: i64,
}

/// A name, or words for who has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// As it is.
    Known(String),
    /// Words in the current language.
    Said(Words),
}

impl Name {
    /// In the current language.
    #[must_use]
    pub fn now(&self) -> String {
        match self {
            Self::Known(name) => name.clone(),
            Self::Said(words) => words.now().to_owned(),
        }
    }
}

/// The shares, the greatest first, and what they are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// Name of the file.
    pub file: &'static str,
    /// What one of them is.
    pub what: Words,
    /// The shares.
    pub shares: Vec<Share>,
}

impl Split {
    /// The greatest first.
    #[must_use]
    pub fn sorted(file: &'static str, what: Words, mut shares: Vec<Share>) -> Self {
        shares.sort_by_key(|share| std::cmp::Reverse(share.net));
        Self { file, what, shares }
    }

    fn net(&self) -> i64 {
        self.shares.iter().map(|share| share.net).sum()
    }
}

/// What a section shows of a split.
#[must_use]
pub fn parts() -> Parts<Split> {
    Parts {
        is_empty: |split| split.shares.is_empty(),
        sheet,
        drawing: |split| view! { (drawing(&split.get_clone())) },
        above: None,
    }
}

/// By client.
#[component(inline_props)]
pub fn ByClient(span: ReadSignal<Span>) -> View {
    let clients = fetch(
        move || span.get(),
        |span| async move {
            let variables = revenue_by_client::Variables { invoices: Some(issued_in(span)) };
            let groups = send::<RevenueByClient>(variables).await?.invoice_aggregate;
            let share = |group: revenue_by_client::RevenueByClientInvoiceAggregate| Share {
                name: group.key.institution.map_or(Name::Said(t::UNKNOWN_CLIENT), |found| Name::Known(found.name)),
                href: group.key.institution_id.as_deref().map(|id| Page::institution(id).path()),
                count: group.count,
                net: money::sum(group.sum.revenue_before_tax.as_deref()),
                gross: money::sum(group.sum.revenue.as_deref()),
            };
            Ok(Split::sorted("revenue-by-client", t::CLIENT, groups.into_iter().map(share).collect()))
        },
    );
    view! { FigureSection(title=t::BY_CLIENT, remote=clients, parts=parts()) }
}

/// By auditor.
#[component(inline_props)]
pub fn ByAuditor(span: ReadSignal<Span>) -> View {
    let auditors = fetch(
        move || span.get(),
        |span| async move {
            let variables = revenue_by_auditor::Variables { invoices: Some(issued_in(span)) };
            let groups = send::<RevenueByAuditor>(variables).await?.invoice_aggregate;
            let share = |group: revenue_by_auditor::RevenueByAuditorInvoiceAggregate| Share {
                name: match (group.key.assigned_user, group.key.assigned_user_id) {
                    (Some(person), _) => Name::Known(person.full_name),
                    (None, Some(_)) => Name::Said(t::SOMEBODY),
                    (None, None) => Name::Said(t::NOBODY),
                },
                href: None,
                count: group.count,
                net: money::sum(group.sum.revenue_before_tax.as_deref()),
                gross: money::sum(group.sum.revenue.as_deref()),
            };
            Ok(Split::sorted("revenue-by-auditor", t::AUDITOR, groups.into_iter().map(share).collect()))
        },
    );
    view! { FigureSection(title=t::BY_AUDITOR, remote=auditors, parts=parts()) }
}

/// The greatest shares, and one bar for the others.
fn bars(split: &Split) -> Vec<Bar> {
    let bar = |share: &Share| Bar {
        name: share.name.now(),
        href: share.href.clone(),
        parts: vec![money::size(share.net)],
        text: euros_of(share.net),
    };
    // One bar for a single other would say less than its own.
    let shown = if split.shares.len() > BARS + 1 { BARS } else { split.shares.len() };
    let (greatest, others) = split.shares.split_at(shown);
    let mut bars: Vec<Bar> = greatest.iter().map(bar).collect();
    if !others.is_empty() {
        let net = others.iter().map(|share| share.net).sum();
        let name = t::others(others.len() as u64);
        bars.push(Bar { name, href: None, parts: vec![money::size(net)], text: euros_of(net) });
    }
    bars
}

fn drawing(split: &Split) -> View {
    let bars = bars(split);
    view! { BarList(label=t::INVOICED_NET, bars=bars, kinds=vec![("fill-audit", String::new())]) }
}

fn sheet(split: &Split) -> Sheet {
    let all = split.net();
    let words = |words: Words| words.now().to_owned();
    let row = |share: &Share| {
        vec![
            Cell::Text(share.name.now()),
            Cell::Count(share.count),
            Cell::Cents(share.net),
            Cell::Cents(share.gross - share.net),
            Cell::Cents(share.gross),
            part_of(share.net, all).map_or(Cell::Empty, Cell::Tenths),
        ]
    };
    let sum = |of: fn(&Share) -> i64| split.shares.iter().map(of).sum::<i64>();
    let (count, gross) = (sum(|share| share.count), sum(|share| share.gross));
    let total = vec![
        Cell::Text(words(t::TOTAL)),
        Cell::Count(count),
        Cell::Cents(all),
        Cell::Cents(gross - all),
        Cell::Cents(gross),
        part_of(all, all).map_or(Cell::Empty, Cell::Tenths),
    ];
    let header = [split.what, t::DOCUMENTS, t::INVOICED_NET, t::TAX, t::INVOICED, t::SHARE];
    Sheet {
        name: split.file.to_owned(),
        header: header.into_iter().map(words).collect(),
        rows: split.shares.iter().map(row).collect(),
        total: Some(total),
    }
}

/// Tenths of a percent, rounded; none where there is no whole.
#[must_use]
pub fn part_of(part: i64, whole: i64) -> Option<i64> {
    if whole <= 0 {
        return None;
    }
    let (part, whole) = (i128::from(part), i128::from(whole));
    let rounded = (part * 2_000 + whole * part.signum()) / (whole * 2);
    i64::try_from(rounded).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(nets: &[i64]) -> Split {
        let share = |(index, net): (usize, &i64)| Share {
            name: Name::Known(format!("Client {index}")),
            href: None,
            count: 1,
            net: *net,
            gross: net * 12 / 10,
        };
        Split::sorted("x", t::CLIENT, nets.iter().enumerate().map(share).collect())
    }

    #[test]
    fn the_greatest_come_first_and_the_others_are_one_bar() {
        let bars = bars(&split(&[100, 900, 800, 700, 600, 500, 400, 300, 200, 50]));
        assert_eq!(bars.len(), BARS + 1);
        assert_eq!((bars[0].name.as_str(), bars[BARS].name.as_str()), ("Client 1", "2 autres"));
        assert_eq!(bars[BARS].text, "1,50\u{a0}€");
        assert_eq!(super::bars(&split(&[1; BARS + 1])).len(), BARS + 1);
    }

    #[test]
    fn the_table_adds_up() {
        let sheet = sheet(&split(&[3_000, 1_000, -1_000]));
        let total = sheet.total.unwrap();
        assert_eq!((&total[2], &total[5]), (&Cell::Cents(3_000), &Cell::Tenths(1_000)));
        assert_eq!(sheet.rows[1][5], Cell::Tenths(333));
        assert_eq!(sheet.rows[2][5], Cell::Tenths(-333));
        assert_eq!(part_of(1, 0), None);
    }

    proptest! {
        #[test]
        fn a_share_is_within_the_whole(part in 0i64..1_000_000_000_000, more in 0i64..1_000_000_000_000) {
            let share = part_of(part, part + more);
            prop_assert!(share.is_none_or(|tenths| (0..=1_000).contains(&tenths)));
        }
    }
}

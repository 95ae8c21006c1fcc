//! How quotes fare: how many there are of each status, and which part of those sent was accepted.

use domain::billing::QuoteStatus;
use sycamore::prelude::*;

use super::delays::figure;
use super::period::Span;
use super::section::{FigureSection, Parts};
use super::split::part_of;
use super::within;
use crate::api::back_office::{QuoteConversion as Operation, QuoteFigures, quote_conversion as api};
use crate::api::{live, send};
use crate::i18n::text::billing as t;
use crate::i18n::{Words, format};
use crate::ui::bars::{Bar, BarList};
use crate::ui::money::{self, euros_of};
use crate::ui::remote::fetch;
use crate::ui::sheet::{Cell, Sheet, written_tenths};
use crate::ui::status::looks::quote as looks;

/// The order of a quote's life.
const STATUSES: [QuoteStatus; 7] = [
    QuoteStatus::Draft,
    QuoteStatus::Sent,
    QuoteStatus::Accepted,
    QuoteStatus::Ordered,
    QuoteStatus::Rejected,
    QuoteStatus::Expired,
    QuoteStatus::Cancelled,
];

/// Quotes of one status; the amount in cents, before tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Group {
    status: QuoteStatus,
    count: i64,
    net: i64,
}

/// The quotes of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Quotes {
    groups: Vec<Group>,
    /// Hundredths of a day.
    days_to_accept: Option<i64>,
}

impl Quotes {
    /// Tenths of a percent of what was sent.
    fn accepted(&self, of: fn(&Group) -> i64) -> Option<i64> {
        let sum = |wanted: fn(QuoteStatus) -> bool| {
            self.groups.iter().filter(|group| wanted(group.status)).map(of).sum::<i64>()
        };
        let accepted = sum(|status| matches!(status, QuoteStatus::Accepted | QuoteStatus::Ordered));
        let sent = sum(|status| !matches!(status, QuoteStatus::Draft | QuoteStatus::Cancelled));
        part_of(accepted, sent)
    }
}

fn read(data: &api::ResponseData) -> Quotes {
    let group = |status: &QuoteStatus| {
        let found = data.statuses.iter().find(|group| group.key.status == Some(*status))?;
        Some(Group { status: *status, count: found.count, net: money::sum(found.sum.net_amount.as_deref()) })
    };
    let days = data.all.first().and_then(|all| all.avg.days_to_accept.as_deref());
    Quotes { groups: STATUSES.iter().filter_map(group).collect(), days_to_accept: days.and_then(money::rounded) }
}

fn word(status: QuoteStatus) -> Words {
    let look = match status {
        QuoteStatus::Draft => looks::DRAFT,
        QuoteStatus::Sent => looks::SENT,
        QuoteStatus::Accepted => looks::ACCEPTED,
        QuoteStatus::Ordered => looks::ORDERED,
        QuoteStatus::Rejected => looks::REJECTED,
        QuoteStatus::Expired => looks::EXPIRED,
        QuoteStatus::Cancelled => looks::CANCELLED,
    };
    look.word
}

/// The section.
#[component(inline_props)]
pub fn QuoteConversion(span: ReadSignal<Span>) -> View {
    let quotes = fetch(
        move || span.get(),
        |span| async move {
            let filter = QuoteFigures { created_at: Some(within(span)) };
            Ok(read(&send::<Operation>(api::Variables { quotes: Some(filter) }).await?))
        },
    );
    live::on_change(&["quote"], move || quotes.refresh());
    let parts = Parts {
        is_empty: |quotes: &Quotes| quotes.groups.is_empty(),
        sheet,
        drawing: |quotes| view! { (drawing(&quotes.get_clone())) },
        above: Some(|quotes| {
            let figures = figures(quotes);
            view! { dl(class="figures section-lead") { (figures) } }
        }),
    };
    view! { FigureSection(title=t::CONVERSION, note=t::CONVERSION_NOTE, remote=quotes, parts=parts) }
}

fn figures(quotes: &Quotes) -> Vec<View> {
    let percent = |part: Option<i64>| {
        part.map_or_else(|| format::UNKNOWN.to_owned(), |tenths| t::percentage(&written_tenths(tenths)))
    };
    let days = quotes.days_to_accept.map(|hundredths| t::days(&written_tenths((hundredths + 5) / 10)));
    vec![
        figure("figure figure-lead", t::RATE_BY_NUMBER, percent(quotes.accepted(|group| group.count)), None, None),
        figure("figure", t::RATE_BY_AMOUNT, percent(quotes.accepted(|group| group.net)), None, None),
        figure("figure", t::DAYS_TO_ACCEPT, days.unwrap_or_else(|| format::UNKNOWN.to_owned()), None, None),
    ]
}

fn drawing(quotes: &Quotes) -> View {
    let bar = |group: &Group| {
        let count = format::integer(u64::try_from(group.count).unwrap_or_default());
        Bar {
            name: format!("{} · {count}", word(group.status).now()),
            href: None,
            parts: vec![money::size(group.net)],
            text: euros_of(group.net),
        }
    };
    let bars: Vec<Bar> = quotes.groups.iter().map(bar).collect();
    view! { BarList(label=t::AMOUNT_NET, bars=bars, kinds=vec![("fill-audit", String::new())]) }
}

fn sheet(quotes: &Quotes) -> Sheet {
    let row = |group: &Group| {
        vec![Cell::Text(word(group.status).now().to_owned()), Cell::Count(group.count), Cell::Cents(group.net)]
    };
    let sum = |of: fn(&Group) -> i64| quotes.groups.iter().map(of).sum::<i64>();
    Sheet {
        name: "quotes".to_owned(),
        header: [t::STATUS, t::QUOTES, t::AMOUNT_NET].map(|words| words.now().to_owned()).to_vec(),
        rows: quotes.groups.iter().map(row).collect(),
        total: Some(vec![
            Cell::Text(t::TOTAL.now().to_owned()),
            Cell::Count(sum(|group| group.count)),
            Cell::Cents(sum(|group| group.net)),
        ]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quotes() -> Quotes {
        let group = |status: &str, count: i64, net: &str| serde_json::json!({"key": {"status": status}, "count": count, "sum": {"netAmount": net}});
        let json = serde_json::json!({
            "statuses": [
                group("ORDERED", 1, "3000.00"), group("DRAFT", 5, "9000.00"), group("REJECTED", 1, "1000.00"),
                group("ACCEPTED", 1, "2000.00"), group("SENT", 1, "2000.00"),
            ],
            "all": [{"avg": {"daysToAccept": "12.3400"}}],
        });
        read(&serde_json::from_value(json).unwrap())
    }

    #[test]
    fn the_rate_is_of_what_was_sent() {
        let quotes = quotes();
        assert_eq!(quotes.accepted(|group| group.count), Some(500));
        assert_eq!(quotes.accepted(|group| group.net), Some(625));
        assert_eq!(quotes.days_to_accept, Some(1_234));
        let drafts = Quotes { groups: vec![Group { status: QuoteStatus::Draft, count: 1, net: 1 }], ..quotes };
        assert_eq!(drafts.accepted(|group| group.count), None);
    }

    #[test]
    fn statuses_are_in_the_order_of_a_quotes_life() {
        assert_eq!(STATUSES.len(), QuoteStatus::ALL.len());
        let sheet = sheet(&quotes());
        assert_eq!(sheet.rows[0][0], Cell::Text("Brouillon".into()));
        assert_eq!(sheet.total.unwrap()[2], Cell::Cents(1_700_000));
    }
}

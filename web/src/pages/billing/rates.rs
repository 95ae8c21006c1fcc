//! Revenue by rate of VAT. The lines of a final invoice are whole: what it deducts for its deposits, whose own lines
//! are counted too, is a share of its own, so that the shares add up to the revenue.

use domain::Language;
use domain::billing::VatCategory;
use sycamore::prelude::*;

use super::issued_in;
use super::period::Span;
use super::section::FigureSection;
use super::split::{Name, Share, Split, parts};
use crate::api::back_office::{RevenueByRate, revenue_by_rate as api};
use crate::api::send;
use crate::i18n;
use crate::i18n::text::billing as t;
use crate::ui::money;
use crate::ui::remote::fetch;

/// The section.
#[component(inline_props)]
pub fn ByRate(span: ReadSignal<Span>) -> View {
    // The names of the rates are made when they are fetched: a change of language fetches again.
    let asked = create_selector(move || (span.get(), i18n::language() == Language::Fr));
    let rates = fetch(
        move || asked.get().0,
        |span| async move {
            let data = send::<RevenueByRate>(api::Variables { invoices: Some(issued_in(span)) }).await?;
            Ok(Split::sorted("revenue-by-rate", t::RATE, shares(data)))
        },
    );
    view! { FigureSection(title=t::BY_RATE, remote=rates, parts=parts()) }
}

fn shares(data: api::ResponseData) -> Vec<Share> {
    let mut shares: Vec<Share> = data
        .lines
        .into_iter()
        .map(|group| Share {
            name: name(group.key.tax_rate.as_deref(), group.key.vat_category),
            href: None,
            count: group.count,
            net: money::sum(group.sum.revenue_before_tax.as_deref()),
            gross: money::sum(group.sum.revenue.as_deref()),
        })
        .collect();
    let whole = data.all.first().map(|all| &all.sum);
    let net = money::sum(whole.and_then(|sum| sum.revenue_before_tax.as_deref()));
    let gross = money::sum(whole.and_then(|sum| sum.revenue.as_deref()));
    let rest = (net - shares.iter().map(|s| s.net).sum::<i64>(), gross - shares.iter().map(|s| s.gross).sum::<i64>());
    if rest != (0, 0) {
        shares.push(Share { name: Name::Said(t::DEDUCTED), href: None, count: 0, net: rest.0, gross: rest.1 });
    }
    shares
}

fn name(rate: Option<&str>, category: Option<VatCategory>) -> Name {
    Name::Said(match category {
        None | Some(VatCategory::Standard) => {
            let rate = rate.unwrap_or_default();
            let plain = if rate.contains('.') { rate.trim_end_matches('0').trim_end_matches('.') } else { rate };
            let written = match i18n::language() {
                Language::Fr => plain.replace('.', ","),
                Language::En => plain.to_owned(),
            };
            return Name::Known(t::percent(&written));
        }
        Some(VatCategory::ZeroRated) => t::ZERO_RATED,
        Some(VatCategory::Exempt) => t::EXEMPT,
        Some(VatCategory::ReverseCharge) => t::REVERSE_CHARGE,
        Some(VatCategory::Export) => t::EXPORT,
        Some(VatCategory::OutOfScope) => t::OUT_OF_SCOPE,
        Some(VatCategory::IntraCommunity) => t::INTRA_COMMUNITY,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deposits_that_were_deducted_make_the_shares_add_up() {
        let json = serde_json::json!({
            "lines": [
                {"key": {"taxRate": "20.00", "vatCategory": "S"}, "count": 3, "sum": {"revenueBeforeTax": "1300.00", "revenue": "1560.00"}},
                {"key": {"taxRate": "0.00", "vatCategory": "E"}, "count": 1, "sum": {"revenueBeforeTax": "200.00", "revenue": "200.00"}},
            ],
            "all": [{"sum": {"revenueBeforeTax": "1200.00", "revenue": "1400.00"}}],
        });
        let shares = shares(serde_json::from_value(json).unwrap());
        let names: Vec<String> = shares.iter().map(|share| share.name.now()).collect();
        assert_eq!(names[..2], ["TVA 20\u{a0}%", "Exonéré de TVA"]);
        assert_eq!((shares[2].net, shares[2].gross), (-30_000, -36_000));
        assert_eq!(shares.iter().map(|share| share.net).sum::<i64>(), 120_000);
    }
}

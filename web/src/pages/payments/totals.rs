//! The totals above the list, by status and by method. Each leads to its payments; each set ignores its own filter, so
//! that one can go from one value to the next.

use domain::billing::{PaymentMethod, PaymentStatus};
use sycamore::prelude::*;

use super::list::List;
use super::look;
use super::state::ListState;
use crate::api::back_office::{PaymentTotals, payment_totals as api};
use crate::api::send;
use crate::i18n::Words;
use crate::i18n::text::{documents, payments as t};
use crate::pages::listing::{Listed, Shown};
use crate::ui::icon::Icon;
use crate::ui::message::Message;
use crate::ui::money;
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;

/// Number and sum of the payments of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total<K> {
    key: K,
    count: u64,
    cents: i64,
}

/// The totals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    statuses: Vec<Total<PaymentStatus>>,
    methods: Vec<Total<PaymentMethod>>,
}

impl Totals {
    /// How many wait to be confirmed.
    #[must_use]
    pub fn pending(&self) -> u64 {
        self.statuses.iter().find(|total| total.key == PaymentStatus::Pending).map_or(0, |total| total.count)
    }
}

/// Fetches them for the filters of the list.
#[must_use]
pub fn follow(list: List) -> Remote<Totals> {
    let filters = create_selector(move || {
        list.state.with(|state| {
            let of_statuses = ListState { statuses: Vec::new(), ..state.clone() }.filter();
            let of_methods = ListState { methods: Vec::new(), ..state.clone() }.filter();
            (of_statuses, of_methods)
        })
    });
    fetch(
        move || {
            list.changes.track();
            filters.get_clone()
        },
        |(of_statuses, of_methods)| async move {
            let variables = api::Variables { of_statuses: Some(of_statuses), of_methods: Some(of_methods) };
            Ok(read(&send::<PaymentTotals>(variables).await?))
        },
    )
}

/// In the order of the enumerations, whatever the server's.
fn read(data: &api::ResponseData) -> Totals {
    let count = |count: i64| u64::try_from(count).unwrap_or_default();
    let statuses = PaymentStatus::ALL.iter().filter_map(|status| {
        let group = data.statuses.iter().find(|group| group.key.status == Some(*status))?;
        Some(Total { key: *status, count: count(group.count), cents: money::sum(group.sum.signed_amount.as_deref()) })
    });
    let methods = PaymentMethod::ALL.iter().filter_map(|method| {
        let group = data.methods.iter().find(|group| group.key.payment_method == Some(*method))?;
        Some(Total { key: *method, count: count(group.count), cents: money::sum(group.sum.signed_amount.as_deref()) })
    });
    Totals { statuses: statuses.collect(), methods: methods.collect() }
}

/// Both sets; nothing when there are no payments.
#[component(inline_props)]
pub fn TotalsAbove(state: Shown<ListState>, totals: Remote<Totals>) -> View {
    view! {
        Loaded(
            remote=totals,
            what=Message::from(t::TOTALS_FAILED),
            waiting=|| view! { SkeletonRows(rows=2) },
            show=move |totals| {
                view! {
                    ({
                        let totals = totals.get_clone();
                        if totals.statuses.is_empty() && totals.methods.is_empty() { View::new() } else { sets(state, totals) }
                    })
                }
            },
        )
    }
}

fn sets(state: Shown<ListState>, totals: Totals) -> View {
    let statuses: Vec<View> = totals
        .statuses
        .into_iter()
        .map(|total| {
            let (look, status) = (look(total.key), total.key);
            let href = narrowed(state, move |state| state.statuses = vec![status]);
            let tone = look.tone;
            let glyph = view! { span(class="toned", "data-tone"=tone) { Icon(glyph=look.glyph) } };
            figure(look.word, Some(glyph), total.count, total.cents, href)
        })
        .collect();
    let methods: Vec<View> = totals
        .methods
        .into_iter()
        .map(|total| {
            let method = total.key;
            let href = narrowed(state, move |state| state.methods = vec![method]);
            figure(documents::payment_method(method), None, total.count, total.cents, href)
        })
        .collect();
    view! {
        div(class="totals-above") {
            dl(class="figures", "aria-label"=t::TOTALS_BY_STATUS) { (statuses) }
            dl(class="figures figures-small", "aria-label"=t::TOTALS_BY_METHOD) { (methods) }
        }
    }
}

/// The address of the list, narrowed down.
fn narrowed(shown: Shown<ListState>, narrow: impl Fn(&mut ListState)) -> String {
    let mut state = shown.get_clone();
    narrow(&mut state);
    shown.url(&state.first_page())
}

fn figure(name: Words, glyph: Option<View>, count: u64, cents: i64, href: String) -> View {
    view! {
        div(class="figure") {
            dt {
                (glyph)
                (name)
            }
            dd {
                a(class="plain", href=href) { (money::euros_of(cents)) }
                span(class="figure-note") { (t::count(count)) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_in_the_order_of_the_statuses() {
        let group = |status, count, amount: &str| api::PaymentTotalsStatuses {
            key: api::PaymentTotalsStatusesKey { status: Some(status) },
            count,
            sum: api::PaymentTotalsStatusesSum { signed_amount: Some(amount.into()) },
        };
        let statuses = vec![group(PaymentStatus::Failed, 1, "10.00"), group(PaymentStatus::Pending, 2, "30.50")];
        let totals = read(&api::ResponseData { statuses, methods: Vec::new() });
        assert_eq!(totals.pending(), 2);
        let seen: Vec<(PaymentStatus, i64)> = totals.statuses.iter().map(|total| (total.key, total.cents)).collect();
        assert_eq!(seen, [(PaymentStatus::Pending, 3_050), (PaymentStatus::Failed, 1_000)]);
    }
}

//! The section of the dashboard: the revenue of the last twelve months, before tax.

use sycamore::prelude::*;

use super::amounts::{Money, Tax, amounts, by_source};
use super::evolution::{Month, chart, month};
use super::figures::KINDS;
use crate::api::revenue::{DashboardRevenue, dashboard_revenue as api};
use crate::api::{live, send};
use crate::i18n::Words;
use crate::i18n::text::revenue as t;
use crate::router::{Page, Panel};
use crate::ui::chart::{Chart, ChartSwitch};
use crate::ui::message::Message;
use crate::ui::money::euros_of;
use crate::ui::remote::{Loaded, fetch};
use crate::ui::skeleton::SkeletonRows;

/// The months; none for those who may not see them.
type Months = Option<Vec<Month>>;

fn read(data: api::ResponseData) -> Months {
    data.dashboard.revenue.map(|months| months.iter().filter_map(|found| month!(found)).collect())
}

/// The section.
#[component]
pub fn RevenueWidget() -> View {
    let months = fetch(|| (), |()| async move { Ok(read(send::<DashboardRevenue>(api::Variables).await?)) });
    live::on_change(&KINDS, move || months.refresh());
    let hidden = create_selector(move || months.value.with(|months| matches!(months, Some(None))));
    let as_table = create_signal(false);
    let some = create_selector(move || {
        months.value.with(|months| months.iter().flatten().flatten().any(|month| !month.revenue.is_empty()))
    });
    let href = Page::Revenue(Panel::Closed).path();
    view! {
        (if hidden.get() {
            View::new()
        } else {
            let href = href.clone();
            view! {
                section(class="section", "aria-labelledby"="revenue") {
                    div(class="section-header") {
                        h2(id="revenue") { (t::REVENUE) }
                        a(class="small", href=href) { (t::DETAIL) }
                        (if some.get() { view! { ChartSwitch(as_table=as_table) } } else { View::new() })
                    }
                    Loaded(
                        remote=months,
                        what=Message::from(t::FAILED),
                        waiting=|| view! { SkeletonRows(rows=5) },
                        show=move |months| view! {
                            (if some.get() { shown(months, as_table) } else { view! { p(class="soft") { (t::NOTHING_12) } } })
                        },
                    )
                }
            }
        })
    }
}

fn shown(months: ReadSignal<Months>, as_table: Signal<bool>) -> View {
    let data = create_memo(move || months.with(|months| chart(months.as_deref().unwrap_or_default(), &[], Tax::Net)));
    view! {
        dl(class="figures") { (figures(&months.get_clone().unwrap_or_default())) }
        Chart(data=data, as_table=*as_table)
    }
}

fn figures(months: &[Month]) -> Vec<View> {
    let sum = |of: fn(&Month) -> Money| euros_of(months.iter().map(|month| of(month).of(Tax::Net)).sum());
    vec![
        figure("figure figure-lead", t::INVOICED_NET, sum(|month| month.revenue.total.invoiced)),
        figure("figure", t::PAID, sum(|month| month.revenue.total.paid)),
        figure("figure", t::UNPAID, sum(|month| month.revenue.total.unpaid)),
    ]
}

fn figure(class: &'static str, name: Words, value: String) -> View {
    view! {
        div(class=class) {
            dt { (name) }
            dd { (value) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(revenue: &serde_json::Value) -> Months {
        read(serde_json::from_value(serde_json::json!({ "dashboard": { "revenue": revenue } })).unwrap())
    }

    fn amounts(net: &str) -> serde_json::Value {
        serde_json::json!({
            "count": 1, "invoiced": net, "paid": "1.00", "unpaid": net,
            "invoicedBeforeTax": net, "paidBeforeTax": "1.00", "unpaidBeforeTax": net,
        })
    }

    #[test]
    fn the_months_are_summed_up_and_drawn() {
        let month = |first: &str| {
            serde_json::json!({
                "month": first, "audit": amounts("70.00"), "formation": amounts("20.00"), "other": amounts("10.50"),
                "total": amounts("100.50"),
            })
        };
        let months = data(&serde_json::json!([month("2026-10-01"), month("2026-11-01")]));
        let html = sycamore::render_to_string(move || {
            let months = create_signal(months);
            shown(*months, create_signal(false))
        });
        for words in ["201,00\u{a0}€", "2,00\u{a0}€", "fill-formation", "Formation"] {
            assert!(html.contains(words), "{words}: {html}");
        }
    }

    #[test]
    fn who_may_not_see_it_gets_nothing() {
        assert_eq!(data(&serde_json::Value::Null), None);
    }
}

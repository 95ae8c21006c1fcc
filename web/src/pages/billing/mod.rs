//! The figures of billing over a period: revenue by month, client, auditor and rate of VAT; what is owed and for how long;
//! how quotes fare. Each section fetches its own: one that fails leaves the others.

mod aged;
mod chain;
mod delays;
mod header;
mod monthly;
pub mod period;
pub mod period_choice;
mod quotes;
mod rates;
pub mod section;
pub mod split;

use domain::Permission;
use sycamore::prelude::*;

use self::aged::AgedBalance;
use self::chain::ChainSection;
use self::delays::PaymentDelays;
use self::header::Header;
use self::monthly::Monthly;
use self::period::{Period, Span};
use self::quotes::QuoteConversion;
use self::rates::ByRate;
use self::split::{ByAuditor, ByClient};
use crate::api::back_office::InvoiceFigures;
use crate::api::filters::Between;
use crate::app::{use_address, use_app};
use crate::i18n::format;
use crate::pages::not_found::Reserved;
use crate::router::{Address, Page};
use crate::ui::date_field::iso_text;

/// The page.
#[component]
pub fn BillingPage() -> View {
    let session = use_app().session;
    let allowed = create_selector(move || session.can(Permission::ViewInvoices));
    view! { (if allowed.get() { view! { Figures() } } else { view! { Reserved() } }) }
}

#[component]
fn Figures() -> View {
    let address = use_address();
    let period = create_selector(move || address.with(|address| Period::parse(&address.query)));
    let span = create_selector(move || period.get().span(format::today()));
    let revenue = monthly::follow(span);
    let session = use_app().session;
    let checks = create_selector(move || {
        session.can(Permission::ManageSystemSettings) && session.can(Permission::ViewAllBilling)
    });
    view! {
        Header(period=period, span=span, revenue=revenue)
        div(class="stack") {
            Monthly(revenue=revenue)
            div(class="columns columns-half") {
                ByClient(span=span)
                ByAuditor(span=span)
                ByRate(span=span)
                QuoteConversion(span=span)
            }
            AgedBalance()
            PaymentDelays(span=span)
            (if checks.get() { view! { ChainSection() } } else { View::new() })
        }
    }
}

/// The address of the page over a period.
#[must_use]
pub fn address_of(period: Period) -> String {
    Address { page: Page::Billing, query: period.query() }.url()
}

/// Invoices and credit notes that bear a day of the span.
#[must_use]
pub fn issued_in(span: Span) -> InvoiceFigures {
    let issue_date = Some(Between { gte: Some(iso_text(span.from)), lte: Some(iso_text(span.to)) });
    InvoiceFigures { issue_date }
}

/// Between two instants: the days of the span on this device.
#[must_use]
pub fn within(span: Span) -> Between {
    Between { gte: Some(format::instant(span.from, false)), lte: Some(format::instant(span.to, true)) }
}

//! How long invoices took to be paid, and what was owed in days of invoicing.

use std::rc::Rc;

use sycamore::prelude::*;

use super::period::Span;
use super::split::part_of;
use crate::api::back_office::{PaymentDelays as Operation, payment_delays as api};
use crate::api::{live, send};
use crate::i18n::text::billing as t;
use crate::i18n::{Words, format};
use crate::ui::date_field::iso_text;
use crate::ui::message::Message;
use crate::ui::money::{self, euros_of};
use crate::ui::remote::{Loaded, fetch};
use crate::ui::sheet::{Cell, DownloadButton, Sheet, written_tenths};
use crate::ui::skeleton::SkeletonRows;

type Delays = api::PaymentDelaysPaymentDelays;

/// The section. Four figures need no drawing; the file has them all.
#[component(inline_props)]
pub fn PaymentDelays(span: ReadSignal<Span>) -> View {
    let delays = fetch(
        move || span.get(),
        |span| async move {
            // What is owed on a day to come is not known.
            let today = format::today();
            let (from, to) = (iso_text(span.from.min(today)), iso_text(span.to.min(today)));
            Ok(send::<Operation>(api::Variables { from, to }).await?.payment_delays)
        },
    );
    live::on_change(&["invoice", "payment"], move || delays.refresh());
    let sheet: Rc<dyn Fn() -> Sheet> = Rc::new(move || {
        let rows = delays.value.with(|delays| delays.as_ref().map(rows).unwrap_or_default());
        let header = [t::MEASURE, t::VALUE, t::UNIT].map(|words| words.now().to_owned()).to_vec();
        Sheet { name: "payment-delays".to_owned(), header, rows, total: None }
    });
    view! {
        section(class="section", "aria-labelledby"="payment-delays") {
            div(class="section-header") {
                h2(id="payment-delays") { (t::DELAYS) }
                (if delays.value.with(Option::is_some) {
                    let sheet = sheet.clone();
                    view! { DownloadButton(what=t::DELAYS, sheet=sheet) }
                } else {
                    View::new()
                })
            }
            Loaded(
                remote=delays,
                what=Message::from(t::FAILED),
                waiting=|| view! { SkeletonRows(rows=2) },
                show=|delays| view! { dl(class="figures") { (figures(&delays.get_clone())) } },
            )
            p(class="small faint section-note") { (t::DELAYS_NOTE) }
        }
    }
}

/// Tenths of a mean of the server.
fn tenths(mean: Option<&String>) -> Option<i64> {
    // Hundredths, rounded half away from nought.
    let hundredths = mean.and_then(|mean| money::rounded(mean))?;
    Some((hundredths + 5 * hundredths.signum()) / 10)
}

fn figures(delays: &Delays) -> Vec<View> {
    let days = |mean: Option<&String>| {
        tenths(mean).map_or_else(|| format::UNKNOWN.to_owned(), |tenths| t::days(&written_tenths(tenths)))
    };
    let count = |count: i64| format::integer(u64::try_from(count).unwrap_or_default());
    let on_time = t::on_time_of(&count(delays.paid_on_time_count), &count(delays.paid_count));
    let share = part_of(delays.paid_on_time_count, delays.paid_count).map(|part| t::percentage(&written_tenths(part)));
    let late = delays.average_days_late.as_ref();
    let tone = Some("critical").filter(|_| tenths(late).is_some_and(|late| late > 0));
    vec![
        figure("figure figure-lead", t::DAYS_TO_PAY, days(delays.average_days_to_pay.as_ref()), None, None),
        figure("figure", t::DAYS_LATE, days(late), None, tone),
        figure("figure", t::ON_TIME, share.unwrap_or_else(|| format::UNKNOWN.to_owned()), Some(on_time), None),
        figure("figure", t::DSO, days(delays.days_sales_outstanding.as_ref()), None, None),
        figure("figure", t::OUTSTANDING, euros_of(money::sum(Some(&delays.outstanding_amount))), None, None),
    ]
}

/// A figure; `note` stands below it in small.
pub(super) fn figure(
    class: &'static str,
    name: Words,
    value: String,
    note: Option<String>,
    tone: Option<&'static str>,
) -> View {
    let note = note.map(|note| view! { span(class="figure-note") { (note) } });
    let toned = tone.map(|_| "toned");
    view! {
        div(class=class) {
            dt { (name) }
            dd("data-tone"=tone) {
                span(class=toned) { (value) }
                (note)
            }
        }
    }
}

fn rows(delays: &Delays) -> Vec<Vec<Cell>> {
    let row = |name: Words, value: Cell, unit: Words| {
        vec![Cell::Text(name.now().to_owned()), value, Cell::Text(unit.now().to_owned())]
    };
    let days =
        |name, mean: &Option<String>| row(name, tenths(mean.as_ref()).map_or(Cell::Empty, Cell::Tenths), t::UNIT_DAYS);
    let cents = |text: &str| Cell::Cents(money::sum(Some(text)));
    vec![
        days(t::DAYS_TO_PAY, &delays.average_days_to_pay),
        days(t::DAYS_LATE, &delays.average_days_late),
        row(t::INVOICES, Cell::Count(delays.paid_count), t::UNIT_INVOICES),
        row(t::ON_TIME, Cell::Count(delays.paid_on_time_count), t::UNIT_INVOICES),
        days(t::DSO, &delays.days_sales_outstanding),
        row(t::OUTSTANDING, cents(&delays.outstanding_amount), t::UNIT_EUROS),
        row(t::INVOICED, cents(&delays.invoiced_amount), t::UNIT_EUROS),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delays(late: Option<&str>) -> Delays {
        Delays {
            paid_count: 8,
            paid_on_time_count: 5,
            average_days_to_pay: Some("38.2500".into()),
            average_days_late: late.map(str::to_owned),
            invoiced_amount: "12000.00".into(),
            outstanding_amount: "4000.00".into(),
            days_sales_outstanding: None,
        }
    }

    #[test]
    fn means_are_rounded_to_tenths_of_a_day() {
        let text = |mean: &str| tenths(Some(&mean.to_owned()));
        assert_eq!([text("38.2500"), text("-3.2500"), text("0.0400")], [Some(383), Some(-33), Some(0)]);
        assert_eq!(tenths(None), None);
    }

    #[test]
    fn late_payment_is_a_to_do_and_early_payment_is_not() {
        let html = |late| sycamore::render_to_string(move || view! { dl { (figures(&delays(Some(late)))) } });
        assert!(html("8.2500").contains(r#"data-tone="critical""#) && !html("-2.0000").contains("critical"));
        let html = html("8.2500");
        assert!(html.contains("38,3 j") && html.contains("62,5\u{a0}%") && html.contains("5 sur 8"), "{html}");
    }

    #[test]
    fn the_file_names_its_units() {
        let rows = rows(&delays(None));
        assert_eq!(rows[0][1], Cell::Tenths(383));
        assert_eq!((&rows[1][1], &rows[4][1]), (&Cell::Empty, &Cell::Empty));
        assert_eq!(rows[5][1], Cell::Cents(400_000));
    }
}

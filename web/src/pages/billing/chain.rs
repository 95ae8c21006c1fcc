//! Whether issued documents are as they were issued: their hashes are computed anew, for administrators.

use std::rc::Rc;

use chrono::Datelike;
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use web_sys::SubmitEvent;

use crate::api::back_office::{InvoiceSeries, VerifyInvoiceChain, invoice_series, verify_invoice_chain as api};
use crate::api::send;
use crate::i18n::format;
use crate::i18n::text::billing as t;
use crate::platform::dom;
use crate::router::Page;
use crate::ui::button::SubmitButton;
use crate::ui::field::{FieldState, verify_all};
use crate::ui::form_panel::{FormStatus, SendingNotices};
use crate::ui::message::Message;
use crate::ui::notice::{Notice, Tone};
use crate::ui::remote::{Loaded, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::text_field::TextField;

type Report = api::VerifyInvoiceChainVerifyInvoiceChain;
type Fault = api::VerifyInvoiceChainVerifyInvoiceChainFaults;
type Firm = invoice_series::InvoiceSeriesFirm;

/// The section.
#[component]
pub fn ChainSection() -> View {
    let firm = fetch(|| (), |()| async move { Ok(send::<InvoiceSeries>(invoice_series::Variables).await?.firm) });
    view! {
        section(class="section", "aria-labelledby"="chain") {
            div(class="section-header") { h2(id="chain") { (t::CHAIN) } }
            p(class="small soft read-width") { (t::CHAIN_NOTE) }
            Loaded(
                remote=firm,
                what=Message::from(t::CHAIN_FAILED),
                waiting=|| view! { SkeletonRows(rows=2) },
                show=|firm| {
                    let firm = firm.get_clone_untracked();
                    view! { Check(firm=firm) }
                },
            )
        }
    }
}

/// The year of a field, as documents have it.
fn year_of(text: &str) -> Option<i64> {
    text.trim().parse().ok().filter(|year| (2000..2200).contains(year))
}

#[component(inline_props)]
fn Check(firm: Firm) -> View {
    let series = FieldState::new(&firm.invoice_series, |text| {
        text.trim().is_empty().then(|| Message::from(t::CHAIN_SERIES_NEEDED))
    });
    let this_year = format::today().year().to_string();
    let year = FieldState::new(&this_year, |text| year_of(text).is_none().then(|| Message::from(t::CHAIN_YEAR_FORM)));
    let status = FormStatus::new();
    let report = create_signal(None::<Report>);
    let check: Rc<dyn Fn()> = Rc::new(move || {
        if !verify_all(&[series, year]) || !status.begin() {
            return;
        }
        report.set(None);
        let Some(number) = untrack(|| year_of(&year.text())) else { return };
        let variables = api::Variables { series: untrack(|| series.text()).to_ascii_uppercase(), year: number };
        spawn_local_scoped(async move {
            match send::<VerifyInvoiceChain>(variables).await {
                Ok(data) => {
                    status.busy.set(false);
                    report.set(Some(data.verify_invoice_chain));
                }
                Err(error) => status.fail(error),
            }
        });
    });
    let again = check.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        check();
    };
    let list = format!("series-{}", dom::unique_number());
    let list_id = list.clone();
    view! {
        form(class="stack-tight", novalidate=true, on:submit=submit) {
            div(class="period") {
                TextField(state=series, label=t::CHAIN_SERIES, autocomplete="off", "list"=list_id)
                datalist(id=list) {
                    option(value=firm.invoice_series)
                    option(value=firm.credit_note_series)
                }
                TextField(state=year, label=t::CHAIN_YEAR, autocomplete="off", inputmode="numeric")
            }
            div { SubmitButton(label=t::CHAIN_CHECK, busy_label=t::CHAIN_CHECKING, busy=status.busy) }
            SendingNotices(status=status, again=again)
            (report.get_clone().map(|report| told(&report)))
        }
    }
}

/// What was found, in words.
fn told(report: &Report) -> View {
    let (series, year) = (report.series.clone(), report.year.to_string());
    let count = u64::try_from(report.document_count).unwrap_or_default();
    if report.is_valid && count == 0 {
        return view! { p(class="soft", role="status") { (t::chain_empty(&series, &year)) } };
    }
    if report.is_valid {
        let words = move || t::chain_valid(&t::chain_documents(count), &series, &year);
        return view! { Notice(tone=Tone::Positive) { div { p { (words()) } } } };
    }
    let faults: Vec<View> = report.faults.iter().map(fault).collect();
    view! {
        Notice(tone=Tone::Critical) {
            div {
                p { strong { (t::chain_broken(&t::chain_documents(count), &series, &year)) } }
                ul { (faults) }
                p { (t::CHAIN_ADVICE) }
            }
        }
    }
}

/// The document and what is wrong with it; nothing is left of one that is gone.
fn fault(fault: &Fault) -> View {
    use api::InvoiceChainProblem as Problem;
    let words = match fault.problem {
        Problem::CHANGED => t::CHAIN_CHANGED,
        Problem::MISSING => t::CHAIN_MISSING,
        Problem::OUT_OF_ORDER => t::CHAIN_OUT_OF_ORDER,
        Problem::TRUNCATED => t::CHAIN_TRUNCATED,
        Problem::UNCHAINED | Problem::Other(_) => t::CHAIN_UNCHAINED,
    };
    let document = fault.invoice_id.as_ref().zip(fault.invoice_number.clone()).map(|(id, number)| {
        let href = Page::invoice(id).path();
        view! {
            a(class="code", href=href) { (number) }
            " · "
        }
    });
    view! {
        li {
            (document)
            (words)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(report: serde_json::Value) -> String {
        let report: Report = serde_json::from_value(report).unwrap();
        sycamore::render_to_string(move || told(&report))
    }

    #[test]
    fn what_was_found_is_told_in_words() {
        let valid = |count: u32| {
            let report = serde_json::json!({"series": "INV", "year": 2026, "documentCount": count, "isValid": true, "faults": []});
            html(report)
        };
        assert!(valid(12).contains("12 documents") && valid(12).contains("INV"), "{}", valid(12));
        assert!(valid(0).contains("Aucun document"), "{}", valid(0));
        let broken = html(serde_json::json!({
            "series": "INV", "year": 2026, "documentCount": 2, "isValid": false,
            "faults": [
                {"invoiceId": "1", "invoiceNumber": "INV2026010001", "problem": "CHANGED"},
                {"invoiceId": null, "invoiceNumber": null, "problem": "TRUNCATED"},
            ],
        }));
        assert!(broken.contains("INV2026010001") && broken.contains("/invoices/1"), "{broken}");
        assert!(broken.contains("modifié") && broken.contains("dernier document"), "{broken}");
    }

    #[test]
    fn years_are_numbers_of_four_digits() {
        assert_eq!((year_of(" 2026 "), year_of("26"), year_of("x")), (Some(2026), None, None));
    }
}

//! What stands below the header: facts, invoices, the client's link, former revisions.

use domain::billing::InvoiceKind;
use sycamore::prelude::*;

use super::dialogs::Dialog;
use super::{Detail, Sheet};
use crate::api::documents::quote as api;
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::{documents, invoices as invoice_words, quotes as t};
use crate::pages::documents::facts::{day, fact, fact_if, institution, person, text};
use crate::pages::quotes::validity::validity;
use crate::router::Page;
use crate::ui::copy::CopyButton;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::money::{euros, euros_of};
use crate::ui::status::{Status, invoice_or_credit_note};

/// The facts.
#[component(inline_props)]
pub fn Facts(detail: Detail) -> View {
    view! {
        section(class="section", "aria-labelledby"="facts") {
            div(class="section-header") { h2(id="facts") { (documents::FACTS) } }
            (facts(&detail.sheet.get_clone()))
        }
    }
}

fn facts(sheet: &Sheet) -> View {
    let host = sheet.institution.as_ref().map(|host| institution(&host.id, &host.name));
    let assignee = sheet.assigned_user.as_ref().map(|user| person(&user.full_name));
    let valid = validity(&sheet.valid_until, sheet.status, sheet.is_expired, sheet.days_until_expiry);
    let template = sheet.template.as_ref().map(|template| View::from(template.name.clone()));
    let number = sheet.order_number.clone().map(|number| view! { span(class="code") { (number) } });
    let created = Some(sheet.created_at.clone());
    let rows: Vec<View> = [
        Some(fact(documents::INSTITUTION, host)),
        Some(fact(documents::ASSIGNEE, assignee)),
        Some(fact(t::VALID_UNTIL, Some(valid))),
        fact_if(t::SENT, day(&sheet.sent_at)),
        fact_if(t::ACCEPTED, day(&sheet.accepted_at)),
        fact_if(t::REJECTED, day(&sheet.rejected_at)),
        fact_if(t::ORDERED, day(&sheet.ordered_at)),
        fact_if(t::ORDER_NUMBER, number),
        fact_if(t::CLIENT_COMMENTS, text(&sheet.client_comments)),
        fact_if(t::INTERNAL_NOTES, text(&sheet.internal_notes)),
        fact_if(documents::TEMPLATE, template),
        fact_if(documents::CREATED, day(&created)),
    ]
    .into_iter()
    .flatten()
    .collect();
    view! { dl(class="facts") { (rows) } }
}

/// The invoices that were made of it.
#[component(inline_props)]
pub fn Invoices(detail: Detail) -> View {
    let found = create_selector(move || detail.sheet.with(|sheet| sheet.invoices.nodes.clone()));
    let agreed = create_selector(move || detail.sheet.with(|sheet| sheet.status.can_be_invoiced()));
    view! {
        (if agreed.get() || found.with(|found| !found.is_empty()) {
            let lines: Vec<View> = found.get_clone().into_iter().map(invoice).collect();
            let body = if lines.is_empty() {
                view! { p(class="soft") { (t::NO_INVOICES) } }
            } else {
                view! { ul(class="items") { (lines) } }
            };
            view! {
                section(class="section", "aria-labelledby"="invoices") {
                    div(class="section-header") { h2(id="invoices") { (t::INVOICES) } }
                    (body)
                }
            }
        } else {
            View::new()
        })
    }
}

fn invoice(found: api::QuoteSheetInvoicesNodes) -> View {
    let href = Page::invoice(&found.id).path();
    let (number, kind, part) = (found.invoice_number, found.kind, found.type_);
    let name = move || number.clone().unwrap_or_else(|| invoice_words::DRAFT_NAME.now().to_owned());
    let what = move || match kind {
        InvoiceKind::Invoice => documents::invoice_type(part).now(),
        InvoiceKind::CreditNote => invoice_words::CREDIT_NOTE.now(),
    };
    let issued = found.issue_date;
    let when = move || issued.as_deref().map(format::calendar_day).unwrap_or_default();
    let total = found.total;
    let look = invoice_or_credit_note(kind, found.status, found.sent_at.is_some());
    view! {
        li {
            Icon(glyph=Glyph::RECEIPT_EURO)
            div {
                a(class="cell-title", href=href) { (name()) }
                p(class="small faint") { (what()) " · " (euros(&total)) " " (when()) }
            }
            Status(look=look, plain=true)
        }
    }
}

/// The address that the client was given.
#[component(inline_props)]
pub fn PublicLink(detail: Detail) -> View {
    let toasts = use_app().toasts;
    let url = create_selector(move || detail.sheet.with(|sheet| sheet.public_url.clone()));
    view! {
        (url.get_clone().map(|url| {
            let (copied, opened) = (url.clone(), url.clone());
            view! {
                section(class="section", "aria-labelledby"="public-link") {
                    div(class="section-header") {
                        h2(id="public-link") { (t::PUBLIC_LINK) }
                        button(
                            class="button button-small",
                            r#type="button",
                            "aria-haspopup"="dialog",
                            on:click=move |_| detail.dialog.set(Some(Dialog::Revoke)),
                        ) {
                            Icon(glyph=Glyph::UNLINK)
                            (t::REVOKE_LINK)
                        }
                    }
                    p(class="soft") { (t::PUBLIC_LINK_BODY) }
                    div(class="link-line") {
                        input(class="input code", readonly=true, value=url, "aria-label"=t::PUBLIC_LINK)
                        CopyButton(text=copied, label=t::COPY_LINK, toasts=toasts)
                        a(
                            class="button button-quiet button-icon button-small",
                            href=opened,
                            target="_blank",
                            rel="external noopener",
                            "aria-label"=t::OPEN_LINK,
                            title=t::OPEN_LINK,
                        ) { Icon(glyph=Glyph::EXTERNAL_LINK) }
                    }
                }
            }
        }))
    }
}

/// What it said when it was sent before.
#[component(inline_props)]
pub fn Revisions(detail: Detail) -> View {
    let found = create_selector(move || detail.sheet.with(|sheet| sheet.revisions.clone()));
    view! {
        (if found.with(Vec::is_empty) {
            View::new()
        } else {
            let lines: Vec<View> = found.get_clone().into_iter().map(revision).collect();
            view! {
                section(class="section", "aria-labelledby"="revisions") {
                    div(class="section-header") { h2(id="revisions") { (t::REVISIONS) } }
                    ul(class="items") { (lines) }
                }
            }
        })
    }
}

fn revision(found: api::QuoteSheetRevisions) -> View {
    let number = found.revision.to_string();
    let total = found.total.as_deref().map(crate::ui::money::cents);
    let facts = move || {
        let sent = found.sent_at.as_deref().or(Some(found.created_at.as_str())).map(format::day);
        let by = found.created_by.as_ref().map(|person| person.full_name.clone());
        let total = total.map(|total| t::revision_total(&euros_of(total)));
        [sent, by, total, found.title.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    view! {
        li {
            Icon(glyph=Glyph::HISTORY)
            div {
                p(class="cell-title") { (t::revision(&number)) }
                p(class="small faint") { (facts()) }
            }
        }
    }
}

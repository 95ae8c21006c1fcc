//! The books of the demo company and of the load seed, as callers see them: chains, sums and statuses as if every
//! document had been issued here.

use chrono::{Datelike as _, NaiveDate};
use serde_json::{Value, json};
use server::{demo, seed};

use crate::{
    common::{TestApp, firm::Firm},
    setting::{clinic, day_of_audit, issued, texts, today},
};

const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA";

async fn company() -> Firm {
    let firm = Firm::start().await;
    demo::load(&mut *firm.app.db().await, HASH, today()).await.unwrap();
    firm
}

/// Documents of a series and year, if its chain is whole.
async fn whole(firm: &Firm, series: &str, year: i32) -> i64 {
    let document = "query($series: String!, $year: Int!) { verifyInvoiceChain(series: $series, year: $year) {
        isValid documentCount faults { invoiceNumber problem } } }";
    let data = firm.admin.query(document, json!({ "series": series, "year": year })).await;
    let report = &data["verifyInvoiceChain"];
    assert_eq!(report["isValid"], true, "{series} {year}: {report:#}");
    report["documentCount"].as_i64().unwrap()
}

/// Rows that are not as the operations would have left them.
const FAULTS: [(&str, &str); 8] = [
    (
        "totals are the sums of the lines less the deductions",
        "SELECT i.invoice_number FROM invoices i
           JOIN (SELECT invoice_id, sum(subtotal) s, sum(discount_amount) d, sum(tax_amount) t
                 FROM invoice_lines GROUP BY 1) l ON l.invoice_id = i.id
           LEFT JOIN (SELECT invoice_id, sum(amount) a, sum(tax_amount) t FROM invoice_deductions GROUP BY 1) x
             ON x.invoice_id = i.id
         WHERE (l.s, l.d, coalesce(x.a, 0), l.t - coalesce(x.t, 0))
               IS DISTINCT FROM (i.subtotal, i.total_discount_amount, i.deducted_amount, i.total_tax_amount)",
    ),
    (
        "every invoice has lines",
        "SELECT title FROM invoices i WHERE NOT EXISTS (SELECT FROM invoice_lines WHERE invoice_id = i.id)",
    ),
    (
        "payments are summed up",
        "SELECT i.invoice_number FROM invoices i LEFT JOIN payments p ON p.invoice_id = i.id GROUP BY i.id
         HAVING i.paid_amount <> coalesce(sum(p.amount) FILTER (WHERE p.status = 'confirmed'), 0)
             OR i.pending_amount <> coalesce(sum(p.amount) FILTER (WHERE p.status = 'pending'), 0)",
    ),
    (
        "credit notes are summed up and never too much",
        "SELECT i.invoice_number FROM invoices i
           LEFT JOIN invoices n ON n.credited_invoice_id = i.id AND n.invoice_number IS NOT NULL
         WHERE i.kind = 'invoice' GROUP BY i.id
         HAVING i.credited_amount <> coalesce(sum(n.total), 0) OR i.credited_amount > i.total",
    ),
    (
        "the totals of quotes are the sums of their lines",
        "SELECT quote_number FROM quotes q JOIN (SELECT quote_id, sum(total) t FROM quote_lines GROUP BY 1) l
           ON l.quote_id = q.id WHERE l.t <> q.total",
    ),
    (
        "no more of a quote is invoiced than it offers",
        "SELECT l.id FROM quote_lines l JOIN invoice_lines il ON il.quote_line_id = l.id
           JOIN invoices i ON i.id = il.invoice_id AND i.status <> 'cancelled'
         GROUP BY l.id HAVING sum(il.quantity) > l.quantity",
    ),
    (
        "deposits and what they leave are the quote",
        "SELECT q.quote_number FROM quotes q JOIN invoices i ON i.quote_id = q.id
         WHERE i.kind = 'invoice' AND q.id IN (SELECT quote_id FROM invoices WHERE invoice_type = 'final')
           AND NOT EXISTS (SELECT FROM invoices WHERE quote_id = q.id AND status = 'cancelled')
         GROUP BY q.id HAVING sum(i.total) <> q.total",
    ),
    (
        "nobody pays before the issue",
        "SELECT i.invoice_number FROM payments p JOIN invoices i ON i.id = p.invoice_id
         WHERE (p.payment_date AT TIME ZONE 'Europe/Paris')::date < i.issue_date",
    ),
];

async fn without_faults(app: &TestApp) {
    for (rule, query) in FAULTS {
        assert_eq!(texts(app, query).await, Vec::<String>::new(), "{rule}");
    }
}

#[tokio::test]
async fn the_demo_company_has_whole_books() {
    let firm = company().await;
    without_faults(&firm.app).await;
    let mut documents = 0;
    for year in today().year() - 2..=today().year() {
        for series in ["INV", "AV"] {
            documents += whole(&firm, series, year).await;
        }
    }
    let drafts = texts(&firm.app, "SELECT count(*) FROM invoices WHERE status = 'draft'").await;
    let all = texts(&firm.app, "SELECT count(*) FROM invoices").await;
    assert_eq!((documents + drafts[0].parse::<i64>().unwrap()).to_string(), all[0]);
    assert!(documents > 80, "{documents}");
    // Nothing that would have kept them from being issued here.
    let data = firm.admin.query("{ firm { missingMentions { field } } }", json!({})).await;
    assert_eq!(data["firm"]["missingMentions"], json!([]));
    let unnamed = "SELECT invoice_number FROM invoices WHERE invoice_number IS NOT NULL
        AND (buyer ->> 'siren' IS NULL OR seller ->> 'iban' IS NULL OR (service_start IS NULL AND kind = 'invoice' AND invoice_type <> 'deposit'))";
    assert_eq!(texts(&firm.app, unnamed).await, Vec::<String>::new());
}

#[tokio::test]
async fn its_numbers_go_on() {
    let firm = company().await;
    let year = today().year();
    let before = whole(&firm, "INV", year).await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let invoice = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let number = format!("INV{}{:04}", today().format("%Y%m"), before + 1);
    assert_eq!(invoice["invoiceNumber"], number);
    assert_eq!(whole(&firm, "INV", year).await, before + 1);
    let input = json!({ "institutionId": clinic, "title": "Audit", "lines": [day_of_audit("1")] });
    let payload = crate::setting::mutate(&firm.manager, "createQuote", "quote { quoteNumber }", input).await;
    assert_eq!(payload["userErrors"], json!([]), "{payload:#}");
}

#[tokio::test]
async fn statuses_are_those_that_follow() {
    let firm = company().await;
    let statuses = "SELECT string_agg(status || ' ' || count, ', ' ORDER BY status) FROM
        (SELECT status, count(*) AS count FROM invoices GROUP BY 1) AS s";
    let before = texts(&firm.app, statuses).await;
    // The daily job finds nothing to mark.
    crm::operations::invoice::mark_overdue(&firm.app.app).await.unwrap();
    assert_eq!(texts(&firm.app, statuses).await, before);
    for status in ["draft", "issued", "partially_paid", "paid", "overdue", "cancelled"] {
        assert!(before[0].contains(status), "{status}: {before:?}");
    }
}

#[tokio::test]
async fn load_data_has_whole_books_of_its_own() {
    let firm = company().await;
    let day = NaiveDate::from_ymd_opt(2026, 11, 3).unwrap();
    let options = seed::Options { scale: 60, random_seed: 36, today: day };
    let written = seed::run(firm.app.database_url(), &options).await.unwrap();
    without_faults(&firm.app).await;
    let rows = |name: &str| written.iter().find(|(table, _)| *table == name).map_or(0, |(_, count)| *count);
    let mut documents = 0;
    for year in 2024..=2026 {
        for series in ["L-10", "LA-10"] {
            documents += whole(&firm, series, year).await;
        }
    }
    let drafts = texts(
        &firm.app,
        "SELECT count(*) FROM invoices WHERE status = 'draft' AND title <> '' AND institution_id IN
        (SELECT id FROM medical_institutions WHERE tags @> ARRAY['données de charge'])",
    )
    .await;
    assert_eq!(documents + drafts[0].parse::<i64>().unwrap(), i64::try_from(rows("invoices")).unwrap());
    assert!((400..900).contains(&rows("invoices")), "about ten an institution: {written:?}");
    assert!(rows("quotes") > 200 && rows("payments") > 300 && rows("invoice_deductions") > 10, "{written:?}");
}

#[tokio::test]
async fn a_firm_with_a_name_of_its_own_keeps_its_books() {
    let firm = crate::setting::office().await;
    let loaded = demo::load(&mut *firm.app.db().await, HASH, today()).await.unwrap();
    assert!(loaded.institutions > 100, "{loaded:?}");
    assert_eq!((loaded.catalog_items, loaded.quotes, loaded.invoices, loaded.payments), (0, 0, 0, 0));
    let data = firm.admin.query("{ firm { legalName } invoiceTemplates(first: 1) { totalCount } }", json!({})).await;
    assert_eq!(data["firm"]["legalName"], Value::from("Cabinet Audit Santé"));
}

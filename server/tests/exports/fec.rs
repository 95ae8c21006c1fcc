//! The journals of sales and of the bank.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Utc};
use crm::operations::billing::calendar;
use rust_decimal::Decimal;
use serde_json::json;

use crate::{
    common::firm::Firm,
    setting::{clinic, done, issued, lines, office, paid},
};

const HEADER: &str = "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\t\
    PieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise";

/// The file of this year; its lines as lists of cells.
async fn file(firm: &Firm, query: &str) -> Vec<Vec<String>> {
    let year = calendar::today().year();
    let path = if query.is_empty() { format!("from={year}-01-01&to={year}-12-31") } else { query.to_owned() };
    let answer = firm.manager.get(&format!("/api/export/fec?{path}")).await.expect(200);
    let mut lines = answer.text().split("\r\n");
    assert_eq!(lines.next(), Some(HEADER));
    let lines: Vec<&str> = lines.collect();
    assert_eq!(lines.last(), Some(&""), "every line has its end");
    let cells = |line: &&str| line.split('\t').map(str::to_owned).collect::<Vec<_>>();
    let rows: Vec<Vec<String>> = lines[..lines.len() - 1].iter().map(cells).collect();
    assert!(rows.iter().all(|row| row.len() == 18), "{rows:?}");
    balanced(&rows);
    rows
}

fn amount(text: &str) -> Decimal {
    text.replace(',', ".").parse().unwrap()
}

/// Every entry balances, and the numbers of each journal have no hole.
fn balanced(rows: &[Vec<String>]) {
    let mut entries: BTreeMap<(&str, u32), Decimal> = BTreeMap::new();
    for row in rows {
        *entries.entry((&row[0], row[2].parse().unwrap())).or_default() += amount(&row[11]) - amount(&row[12]);
    }
    assert!(entries.values().all(Decimal::is_zero), "{entries:?}");
    for journal in ["VE", "BQ"] {
        let numbers: Vec<u32> = entries.keys().filter(|(of, _)| *of == journal).map(|(_, number)| *number).collect();
        assert!(numbers.windows(2).all(|two| two[1] == two[0] + 1), "{journal}: {numbers:?}");
    }
}

/// Journal, number, account, debit and credit of each line.
fn short(rows: &[Vec<String>]) -> Vec<String> {
    rows.iter().map(|row| [&row[0], &row[2], &row[4], &row[11], &row[12]].map(String::as_str).join(" ")).collect()
}

#[tokio::test]
async fn sales_and_payments() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique\u{a0}du Port", "411-PORT").await;
    let invoice = issued(&firm.manager, &clinic, "Audit", lines()).await;
    paid(&firm.manager, &invoice, "100", "VIR 1").await;
    let pending = json!({ "invoiceId": invoice["id"], "amount": "10", "paymentMethod": "CHECK" });
    done(&firm.manager, "recordPayment", "payment", "id", pending).await;
    let rows = file(&firm, "").await;
    assert_eq!(
        short(&rows),
        [
            "VE 1 411000 170,00 0,00",
            "VE 1 706000 0,00 100,00",
            "VE 1 445710 0,00 20,00",
            "VE 1 706000 0,00 50,00",
            "BQ 1 512000 100,00 0,00",
            "BQ 1 411000 0,00 100,00",
        ]
    );
    let number = invoice["invoiceNumber"].as_str().unwrap();
    let day = calendar::day_of(Utc::now()).format("%Y%m%d").to_string();
    let first: Vec<&str> = rows[0].iter().map(String::as_str).collect();
    assert_eq!(first[..2], ["VE", "Ventes"]);
    assert_eq!(first[3..10], [&day, "411000", "Clients", "411-PORT", "Clinique\u{a0}du Port", number, &day]);
    assert!(first[10].starts_with(&format!("Facture {number}")), "{first:?}");
    assert_eq!(first[15], day);
    assert_eq!((rows[1][6].as_str(), rows[1][7].as_str()), ("", ""), "only clients have subsidiary accounts");
    assert_eq!((rows[4][8].as_str(), rows[2][5].as_str()), ("VIR 1", "TVA collectée 20 %"));
}

#[tokio::test]
async fn the_file_is_named_as_the_law_wants() {
    let firm = office().await;
    let name = async |query: &str| {
        let answer = firm.manager.get(&format!("/api/export/fec?{query}")).await.expect(200);
        answer.header("content-disposition").to_owned()
    };
    let whole = name("from=2026-01-01&to=2026-12-31").await;
    assert_eq!(whole, "attachment; filename=\"404833048FEC20261231.txt\"");
    assert_eq!(name("from=2026-03-01&to=2026-03-31").await, whole, "it names the end of the accounting year");
    done(&firm.admin, "updateFirm", "firm", "version", json!({ "accountingYearMonth": 7 })).await;
    assert!(name("from=2026-03-01&to=2026-03-31").await.contains("FEC20260630"));
    let refused = firm.manager.get("/api/export/fec?from=2026-06-30&to=2026-07-01").await;
    assert_eq!((refused.status, refused.code().as_str()), (400, "OTHER_YEAR"));
}

#[tokio::test]
async fn credit_notes_and_refunds_are_reversed() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", "411-C").await;
    let invoice = issued(&firm.manager, &clinic, "Audit", lines()).await;
    paid(&firm.manager, &invoice, "170", "VIR 1").await;
    let input = json!({ "invoiceId": invoice["id"], "issue": true });
    let note = done(&firm.manager, "createCreditNote", "invoice", "id invoiceNumber refundableAmount", input).await;
    assert_eq!(note["refundableAmount"], "170.00");
    paid(&firm.manager, &note, "170", "VIR 2").await;
    let rows = file(&firm, "").await;
    assert_eq!(
        short(&rows)[4..8],
        ["VE 2 411000 0,00 170,00", "VE 2 706000 100,00 0,00", "VE 2 445710 20,00 0,00", "VE 2 706000 50,00 0,00",]
    );
    assert_eq!(short(&rows)[10..], ["BQ 2 512000 0,00 170,00", "BQ 2 411000 170,00 0,00"]);
    assert!(rows[4][10].starts_with("Avoir AV") && rows[10][10].starts_with("Remboursement AV"), "{rows:?}");
}

#[tokio::test]
async fn deposits_are_sales_and_the_final_invoice_has_the_rest() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", "411-C").await;
    let input = json!({ "institutionId": clinic, "title": "Audit", "lines": lines() });
    let quote = done(&firm.manager, "createQuote", "quote", "id", input).await;
    done(&firm.manager, "acceptQuote", "quote", "id", json!({ "id": quote["id"] })).await;
    let input = json!({ "quoteId": quote["id"], "percentage": "30" });
    let deposit = done(&firm.manager, "createDepositInvoice", "invoice", "id", input).await;
    done(&firm.manager, "issueInvoice", "invoice", "id", json!({ "id": deposit["id"] })).await;
    let last = done(&firm.manager, "convertQuoteToInvoice", "invoice", "id", json!({ "id": quote["id"] })).await;
    let dated = json!({ "id": last["id"], "serviceStart": "2026-01-05" });
    done(&firm.manager, "updateInvoice", "invoice", "id", dated).await;
    done(&firm.manager, "issueInvoice", "invoice", "id", json!({ "id": last["id"] })).await;
    let rows = file(&firm, "").await;
    let on = |account: &str| {
        rows.iter().filter(|row| row[4] == account).map(|row| amount(&row[11]) - amount(&row[12])).sum::<Decimal>()
    };
    assert_eq!((on("411000"), on("706000"), on("445710")), (170.into(), (-150).into(), (-20).into()));
    assert_eq!(rows.iter().filter(|row| row[0] == "VE" && row[4] == "411000").count(), 2);
}

#[tokio::test]
async fn numbers_count_within_the_accounting_year() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", "411-C").await;
    let today = calendar::today();
    let days: Vec<_> = (0..3).map(|back| today - chrono::Days::new(2 - back)).collect();
    for day in &days {
        let input =
            json!({ "institutionId": clinic, "title": "Audit", "serviceStart": "2020-01-05", "lines": lines() });
        let draft = done(&firm.manager, "createInvoice", "invoice", "id", input).await;
        let input = json!({ "id": draft["id"], "issueDate": day });
        let invoice = done(&firm.manager, "issueInvoice", "invoice", "id", input).await;
        let input = json!({
            "invoiceId": invoice["id"], "amount": "1", "paymentMethod": "CASH", "confirmed": true,
            "paymentDate": format!("{day}T12:00:00Z"),
        });
        // Today's noon may not have come yet.
        if *day < today {
            done(&firm.manager, "recordPayment", "payment", "id", input).await;
        }
    }
    let last = file(&firm, &format!("from={0}&to={0}", days[2])).await;
    let in_this_year = days.iter().filter(|day| day.year() == today.year()).count();
    let number = in_this_year.to_string();
    assert!(!last.is_empty() && last.iter().all(|row| row[0] == "VE" && row[2] == number), "{last:?}");
    if in_this_year == 3 {
        let middle = file(&firm, &format!("from={0}&to={0}", days[1])).await;
        assert!(middle.iter().all(|row| row[2] == "2"), "{middle:?}");
        let all = file(&firm, "").await;
        let dates: Vec<&str> = all.iter().map(|row| row[3].as_str()).collect();
        assert!(dates.is_sorted(), "{dates:?}");
    }
}

#[tokio::test]
async fn the_firm_chooses_its_accounts() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", "411-C").await;
    let input = json!({
        "customerAccount": "411 100", "salesAccount": "706200", "vatAccount": "44571", "bankAccount": "512AB",
    });
    let fields = "customerAccount salesAccount vatAccount bankAccount accountingYearMonth";
    let chosen = done(&firm.admin, "updateFirm", "firm", fields, input).await;
    assert_eq!(
        chosen,
        json!({ "customerAccount": "411100", "salesAccount": "706200", "vatAccount": "44571", "bankAccount": "512AB",
            "accountingYearMonth": 1 })
    );
    let invoice = issued(&firm.manager, &clinic, "Audit", lines()).await;
    paid(&firm.manager, &invoice, "170", "VIR").await;
    let rows = file(&firm, "").await;
    let mut accounts: Vec<&str> = rows.iter().map(|row| row[4].as_str()).collect();
    accounts.sort_unstable();
    accounts.dedup();
    assert_eq!(accounts, ["411100", "44571", "512AB", "706200"]);
    let document = "mutation { updateFirm(input: { salesAccount: \"7\", bankAccount: \"\", accountingYearMonth: 13 }) {
        userErrors { field code } } }";
    let data = firm.admin.query(document, json!({})).await;
    assert_eq!(
        data["updateFirm"]["userErrors"],
        json!([
            { "field": "accountingYearMonth", "code": "OUT_OF_RANGE" },
            { "field": "salesAccount", "code": "INVALID_FORMAT" },
            { "field": "bankAccount", "code": "INVALID_FORMAT" },
        ])
    );
}

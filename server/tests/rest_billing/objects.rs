//! What quotes, invoices, payments and lines look like, and their `ETag`.

use reqwest::Method;
use serde_json::{Value, json};

use crate::setting::*;

const LINE: &str = "catalogItemId createdAt description discountAmount discountPercentage discountType discountValue id
    orderIndex quantity subtotal taxAmount taxPercentage taxRate total totalAfterDiscount unit unitPrice updatedAt vatCategory
    vatExemptionCode";

fn sorted(names: &str, more: &[&'static str]) -> Vec<String> {
    let mut names: Vec<String> = names.split_whitespace().chain(more.iter().copied()).map(str::to_owned).collect();
    names.sort();
    names
}

#[tokio::test]
async fn every_field_of_a_quote() {
    let (firm, hospital) = office().await;
    let discounted = with(line(2.5), json!({ "discountType": "fixed_amount", "discountValue": 50 }));
    let body =
        with(quote_body(&hospital), json!({ "description": "Bloc", "internalNotes": "x", "lines": [discounted] }));
    let made = create(&firm.manager, QUOTES, &body).await;
    let of_quote = "acceptedAt assignedUser assignedUserId canBeAccepted canBeModified canBeRejected clientComments createdAt
        daysUntilExpiry description id institution institutionId internalNotes isExpired lastReminderSent lines orderNumber
        orderedAt quoteNumber rejectedAt revision sentAt status subtotal templateId title total totalDiscountAmount
        totalTaxAmount updatedAt validUntil version";
    assert_eq!(keys(&made), sorted(of_quote, &[]));
    assert_eq!(keys(&made["lines"][0]), sorted(LINE, &["quoteId"]));
    assert_eq!(
        (&made["status"], &made["total"], &made["daysUntilExpiry"]),
        (&json!("draft"), &json!("240.00"), &json!(30))
    );
    let of_line = &made["lines"][0];
    assert_eq!(
        [&of_line["quantity"], &of_line["discountType"], &of_line["discountAmount"], &of_line["discountPercentage"]],
        [&json!("2.500"), &json!("fixed_amount"), &json!("50.00"), &json!(20.0)]
    );
    assert_eq!((&of_line["vatCategory"], &of_line["taxPercentage"]), (&json!("S"), &json!(20.0)));
    assert_eq!(made["assignedUser"]["id"], json!(firm.manager.id()));
    assert_eq!(read(&firm.manager, QUOTES, &made).await, made, "what is answered is what is read");
    let listed = firm.manager.get(QUOTES).await.expect(200).json()["data"][0].take();
    let mut without_lines = made;
    without_lines.as_object_mut().unwrap().remove("lines");
    assert_eq!(listed, without_lines, "a list leaves the lines out");
}

#[tokio::test]
async fn every_field_of_an_invoice_and_its_payments() {
    let (firm, hospital) = office().await;
    let made = create(&firm.manager, INVOICES, &invoice_body(&hospital)).await;
    let of_invoice = "archived assignedUser assignedUserId billingAddress buyerReference canBeDeleted canBeModified canReceivePayments
        contractReference createdAt creditedAmount creditedInvoiceId daysOverdue daysUntilDue deductedAmount deliveryAddress description dueDate
        id institution institutionId invoiceNumber invoiceType isFullyPaid isOverdue isPartiallyPaid issueDate issuedAt kind
        lastPaymentDate lines operationNature paidAt payments pendingAmount purchaseOrderNumber quote quoteId refundableAmount
        remainingAmount sentAt serviceEnd serviceStart status subtotal templateId title total totalDiscountAmount totalPaid
        totalTaxAmount updatedAt version";
    assert_eq!(keys(&made), sorted(of_invoice, &[]));
    assert_eq!(keys(&made["lines"][0]), sorted(LINE, &["invoiceId", "quoteLineId"]));
    assert_eq!(
        (&made["status"], &made["invoiceNumber"], &made["kind"]),
        (&json!("draft"), &Value::Null, &json!("invoice"))
    );
    let sent = step(&firm.manager, INVOICES, &made, "send").await;
    assert_eq!((&sent["status"], sent["invoiceNumber"].is_string()), (&json!("sent"), true));
    let paid = pay(&firm.manager, &sent, 50.5).await;
    let of_payment =
        "amount canBeCancelled canBeConfirmed canBeDeleted canBeModified createdAt formattedReference id invoiceId
        isRecent notes paymentDate paymentMethod recordedBy recordedByUser reference status updatedAt version";
    assert_eq!(keys(&paid), sorted(of_payment, &[]));
    assert_eq!(
        [&paid["amount"], &paid["status"], &paid["paymentMethod"], &paid["isRecent"]],
        [&json!("50.50"), &json!("pending"), &json!("bank_transfer"), &json!(true)]
    );
    assert!(paid["formattedReference"].as_str().unwrap().starts_with("BANK_TRANSFER-"), "{paid}");
    assert_eq!(paid["recordedByUser"]["id"], json!(firm.manager.id()));
    let shown = read(&firm.manager, INVOICES, &made).await;
    assert_eq!((&shown["payments"], &shown["pendingAmount"]), (&json!([paid]), &json!("50.50")));
    assert_eq!(read(&firm.manager, PAYMENTS, &paid).await, paid);
    assert_eq!(firm.manager.get(INVOICES).await.expect(200).json()["data"], json!([shown]));
}

#[tokio::test]
async fn what_the_caller_has_is_not_sent_again() {
    let (firm, hospital) = office().await;
    let quote = create(&firm.manager, QUOTES, &quote_body(&hospital)).await;
    let invoice = issued(&firm.manager, &hospital).await;
    let payment = pay(&firm.manager, &invoice, 1.0).await;
    for (group, object) in [(QUOTES, &quote), (INVOICES, &invoice), (PAYMENTS, &payment)] {
        let path = path(group, object);
        let tag = firm.manager.get(&path).await.expect(200).header("etag").to_owned();
        let again =
            with_header(&firm.manager, Method::GET, &path, ("if-none-match", &tag), &json!({})).await.expect(304);
        assert_eq!((again.header("etag"), again.body.len()), (tag.as_str(), 0), "{path}");
    }
}

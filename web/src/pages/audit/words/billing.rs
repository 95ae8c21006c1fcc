//! Quotes, invoices, payments and other revenue.

use crate::i18n::Words;
use crate::i18n::text::{audit as t, documents, invoices, lines, quotes, revenue};

/// What was done to a quote, an invoice, a payment or an entry of revenue.
pub(super) fn sentence(who: &str, action: &str) -> Option<String> {
    let words = match action {
        "quote.created" => t::did_create_quote,
        "quote.updated" => t::did_update_quote,
        "quote.deleted" => t::did_delete_quote,
        "quote.restored" => t::did_restore_quote,
        "quote.sent" => t::did_send_quote,
        "quote.mailed" => t::did_mail_quote,
        "quote.mail_failed" => t::failed_to_mail_quote,
        "quote.accepted" => t::did_accept_quote,
        "quote.rejected" => t::did_reject_quote,
        "quote.ordered" => t::did_order_quote,
        "quote.cancelled" => t::did_cancel_quote,
        "quote.expired" => t::did_expire_quote,
        "quote.link_revoked" => t::did_revoke_quote_link,
        "invoice.created" => t::did_create_invoice,
        "invoice.updated" => t::did_update_invoice,
        "invoice.deleted" => t::did_delete_invoice,
        "invoice.restored" => t::did_restore_invoice,
        "invoice.issued" => t::did_issue_invoice,
        "invoice.sent" => t::did_send_invoice,
        "invoice.mailed" => t::did_mail_invoice,
        "invoice.mail_failed" => t::failed_to_mail_invoice,
        "invoice.reminded" => t::did_remind_invoice,
        "invoice.paid" => t::did_pay_invoice,
        "invoice.overdue" => t::did_miss_invoice,
        "invoice.credited" => t::did_credit_invoice,
        "invoice.cancelled" => t::did_cancel_invoice,
        "invoice.archived" => t::did_archive_invoice,
        "invoice.unarchived" => t::did_unarchive_invoice,
        "payment.created" | "payment.recorded" => t::did_record_payment,
        "payment.updated" => t::did_update_payment,
        "payment.confirmed" | "payment.received" => t::did_confirm_payment,
        "payment.cancelled" => t::did_cancel_payment,
        "payment.failed" => t::did_fail_payment,
        "revenue_entry.created" => t::did_create_revenue,
        "revenue_entry.updated" => t::did_update_revenue,
        "revenue_entry.deleted" => t::did_delete_revenue,
        "revenue_entry.restored" => t::did_restore_revenue,
        _ => return None,
    };
    Some(words(who))
}

/// The label of a field of a quote, an invoice or a payment.
pub(super) fn label(field: &str) -> Option<Words> {
    Some(match field {
        "title" => documents::TITLE,
        "recipients" => documents::RECIPIENTS,
        "subject" => documents::SUBJECT,
        "description" => documents::DESCRIPTION,
        "assignedUserId" => documents::ASSIGNEE,
        "validUntil" => quotes::VALID_UNTIL,
        "clientComments" => quotes::CLIENT_COMMENTS,
        "internalNotes" => quotes::INTERNAL_NOTES,
        "orderNumber" => quotes::ORDER_NUMBER,
        "revision" => quotes::REVISION,
        "lines" => lines::LINES,
        "total" => lines::TOTAL_DUE,
        "dueDate" => invoices::DUE_DATE,
        "issueDate" => invoices::ISSUE_DATE,
        "invoiceNumber" => invoices::NUMBER,
        "paymentTerms" => invoices::PAYMENT_TERMS,
        "serviceStart" => invoices::SERVICE_START,
        "serviceEnd" => invoices::SERVICE_END,
        "operationNature" => invoices::OPERATION_NATURE,
        "purchaseOrderNumber" => invoices::PURCHASE_ORDER,
        "buyerReference" => invoices::BUYER_REFERENCE,
        "contractReference" => invoices::CONTRACT_REFERENCE,
        "deliveryAddress" => invoices::DELIVERY_ADDRESS,
        "billingAddress" => invoices::BILLING_ADDRESS,
        "amount" => documents::AMOUNT,
        "paymentDate" => documents::PAYMENT_DATE,
        "paymentMethod" => documents::PAYMENT_METHOD,
        "reference" => documents::REFERENCE,
        "notes" => documents::NOTES,
        _ => return None,
    })
}

/// The label of a field of an entry of revenue.
pub(super) fn revenue_label(field: &str) -> Option<Words> {
    Some(match field {
        "label" => revenue::LABEL,
        "kind" => revenue::KIND,
        "entryDate" => revenue::DATE,
        "netAmount" => revenue::NET_AMOUNT,
        "taxAmount" => revenue::TAX_AMOUNT,
        "paidAmount" => revenue::PAID_AMOUNT,
        "paidDate" => revenue::PAID_DATE,
        "institutionId" => revenue::INSTITUTION,
        "reference" => revenue::REFERENCE,
        "notes" => revenue::NOTES,
        _ => return None,
    })
}

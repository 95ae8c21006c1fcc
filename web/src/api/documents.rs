//! The operations on quotes, invoices and payments, checked against the schema when the app is compiled.

use super::declare::{enums::*, lists, operations};
use super::operations::{Date, DateTime, ListOrder};

/// An exact number, such as `1234.50`.
pub type Decimal = String;

lists! {
    Quotes in "graphql/quotes.graphql" with "ListOrder", "crate::api::filters::QuoteFilter";
    QuoteCount in "graphql/quote_count.graphql" with "crate::api::filters::QuoteFilter";
    QuoteTotals in "graphql/quote_totals.graphql" with "crate::api::filters::QuoteFilter";
    Invoices in "graphql/invoices.graphql" with "ListOrder", "crate::api::filters::InvoiceFilter";
    InvoiceCount in "graphql/invoice_count.graphql" with "crate::api::filters::InvoiceFilter";
    InvoiceTotals in "graphql/invoice_totals.graphql" with "crate::api::filters::InvoiceFilter";
}

operations! {
    Quote in "graphql/quote.graphql",
    CreateQuote in "graphql/create_quote.graphql",
    UpdateQuote in "graphql/update_quote.graphql",
    DeleteQuote in "graphql/delete_quote.graphql",
    RestoreQuote in "graphql/restore_quote.graphql",
    SendQuote in "graphql/send_quote.graphql",
    AcceptQuote in "graphql/accept_quote.graphql",
    RejectQuote in "graphql/reject_quote.graphql",
    CancelQuote in "graphql/cancel_quote.graphql",
    OrderQuote in "graphql/order_quote.graphql",
    DuplicateQuote in "graphql/duplicate_quote.graphql",
    RevokeQuoteLink in "graphql/revoke_quote_link.graphql",
    ConvertQuoteToInvoice in "graphql/convert_quote_to_invoice.graphql",
    CreateDepositInvoice in "graphql/create_deposit_invoice.graphql",
    Invoice in "graphql/invoice.graphql",
    CreateInvoice in "graphql/create_invoice.graphql",
    UpdateInvoice in "graphql/update_invoice.graphql",
    DeleteInvoice in "graphql/delete_invoice.graphql",
    RestoreInvoice in "graphql/restore_invoice.graphql",
    IssueInvoice in "graphql/issue_invoice.graphql",
    SendInvoice in "graphql/send_invoice.graphql",
    SendInvoiceReminder in "graphql/send_invoice_reminder.graphql",
    CreateCreditNote in "graphql/create_credit_note.graphql",
    CancelInvoice in "graphql/cancel_invoice.graphql",
    ArchiveInvoice in "graphql/archive_invoice.graphql",
    UnarchiveInvoice in "graphql/unarchive_invoice.graphql",
    DuplicateInvoice in "graphql/duplicate_invoice.graphql",
    RecordPayment in "graphql/record_payment.graphql",
    CatalogChoices in "graphql/catalog_choices.graphql",
    TemplateChoices in "graphql/template_choices.graphql",
    BillingDefaults in "graphql/billing_defaults.graphql",
    BillingClient in "graphql/billing_client.graphql",
    MailChoices in "graphql/mail_choices.graphql",
    PublicQuote in "graphql/public_quote.graphql",
    AcceptPublicQuote in "graphql/accept_public_quote.graphql",
    RejectPublicQuote in "graphql/reject_public_quote.graphql",
}

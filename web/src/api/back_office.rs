//! The operations of payments, catalog, templates, the firm's identity and the figures of billing, checked against the
//! schema when the app is compiled; and the parts of the schema's filters that they use.

use super::declare::{enums::*, lists, operations};
use super::filters::{Between, Is, OneOf, filters};
use super::operations::{Contains, Date, DateTime, ListOrder};

/// `1234.50`: exact, as text.
pub type Decimal = String;

lists! {
    Payments in "graphql/payments.graphql" with "ListOrder", "crate::api::back_office::PaymentFilter";
    PaymentCount in "graphql/payment_count.graphql" with "crate::api::back_office::PaymentFilter";
    PaymentTotals in "graphql/payment_totals.graphql" with "crate::api::back_office::PaymentFilter";
    CatalogItems in "graphql/catalog_items.graphql" with "ListOrder", "crate::api::back_office::CatalogItemFilter";
    CatalogItemCount in "graphql/catalog_item_count.graphql" with "crate::api::back_office::CatalogItemFilter";
    Templates in "graphql/templates.graphql" with "TemplateFilter";
    RevenueByMonth in "graphql/revenue_by_month.graphql" with "InvoiceFigures", "crate::api::back_office::PaymentFilter";
    RevenueByClient in "graphql/revenue_by_client.graphql" with "InvoiceFigures";
    RevenueByAuditor in "graphql/revenue_by_auditor.graphql" with "InvoiceFigures";
    RevenueByRate in "graphql/revenue_by_rate.graphql" with "InvoiceFigures";
    QuoteConversion in "graphql/quote_conversion.graphql" with "QuoteFigures";
}

operations! {
    ConfirmPayment in "graphql/confirm_payment.graphql",
    CancelPayment in "graphql/cancel_payment.graphql",
    FailPayment in "graphql/fail_payment.graphql",
    UpdatePayment in "graphql/update_payment.graphql",
    CatalogCategories in "graphql/catalog_categories.graphql",
    CreateCatalogItem in "graphql/create_catalog_item.graphql",
    UpdateCatalogItem in "graphql/update_catalog_item.graphql",
    ActivateCatalogItem in "graphql/activate_catalog_item.graphql",
    DeleteCatalogItem in "graphql/delete_catalog_item.graphql",
    RestoreCatalogItem in "graphql/restore_catalog_item.graphql",
    Template in "graphql/template.graphql",
    CreateTemplate in "graphql/create_template.graphql",
    UpdateTemplate in "graphql/update_template.graphql",
    PreviewTemplate in "graphql/preview_template.graphql",
    SetDefaultTemplate in "graphql/set_default_template.graphql",
    DuplicateTemplate in "graphql/duplicate_template.graphql",
    DeleteTemplate in "graphql/delete_template.graphql",
    RestoreTemplate in "graphql/restore_template.graphql",
    AccountingYear in "graphql/accounting_year.graphql",
    Firm in "graphql/firm.graphql",
    SetFirmLogo in "graphql/set_firm_logo.graphql",
    UpdateFirm in "graphql/update_firm.graphql",
    AgedBalance in "graphql/aged_balance.graphql",
    PaymentDelays in "graphql/payment_delays.graphql",
    InvoiceSeries in "graphql/invoice_series.graphql",
    VerifyInvoiceChain in "graphql/verify_invoice_chain.graphql",
}

filters! {
    /// `PaymentFilter` of the schema.
    PaymentFilter {
        or: Vec<PaymentFilter>,
        id: Is<String>,
        status: OneOf<PaymentStatus>,
        reference: Contains,
        payment_method: OneOf<PaymentMethod>,
        payment_date: Between,
        invoice: OfInvoice,
    }
    /// `InvoiceFilter` of the schema, as payments are asked by their invoice.
    OfInvoice {
        search: String,
        institution_id: Is<String>,
    }
    /// `CatalogItemFilter` of the schema.
    CatalogItemFilter {
        id: Is<String>,
        search: String,
        category: OneOf<String>,
        vat_category: OneOf<VatCategory>,
        is_active: Is<bool>,
        deleted: bool,
    }
    /// `InvoiceTemplateFilter` of the schema.
    TemplateFilter {
        deleted: bool,
    }
    /// `InvoiceFilter` of the schema, as figures are asked for.
    InvoiceFigures {
        issue_date: Between,
    }
    /// `QuoteFilter` of the schema, as figures are asked for.
    QuoteFigures {
        created_at: Between,
    }
}

//! Writing drafts of invoices.

use async_graphql::{Context, InputObject, Object, Result};

use super::{
    Invoice,
    input::{CreateInvoiceInput, UpdateInvoiceInput},
};
use crate::{Id, context, payload::payload};
use crm::operations::invoice::{self, Which};

/// Which draft to delete.
#[derive(Debug, Clone, InputObject)]
pub struct DeleteInvoiceInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

/// Which draft to bring back.
#[derive(Debug, Clone, InputObject)]
pub struct RestoreInvoiceInput {
    /// Which one.
    pub id: Id,
}

/// Which invoice to write once more.
#[derive(Debug, Clone, InputObject)]
pub struct DuplicateInvoiceInput {
    /// Which one.
    pub id: Id,
}

/// Which invoice to set aside.
#[derive(Debug, Clone, InputObject)]
pub struct ArchiveInvoiceInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

/// Which invoice to take up again.
#[derive(Debug, Clone, InputObject)]
pub struct UnarchiveInvoiceInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

payload!(CreateInvoicePayload, invoice: Invoice, "invoice");
payload!(UpdateInvoicePayload, invoice: Invoice, "invoice");
payload!(DeleteInvoicePayload, invoice: Invoice, "invoice");
payload!(RestoreInvoicePayload, invoice: Invoice, "invoice");
payload!(DuplicateInvoicePayload, invoice: Invoice, "invoice");
payload!(ArchiveInvoicePayload, invoice: Invoice, "invoice");
payload!(UnarchiveInvoicePayload, invoice: Invoice, "invoice");

/// Mutations on invoices.
#[derive(Default)]
pub struct InvoiceMutation;

#[Object]
impl InvoiceMutation {
    /// Creates an invoice, as a draft.
    async fn create_invoice(&self, ctx: &Context<'_>, input: CreateInvoiceInput) -> Result<CreateInvoicePayload> {
        CreateInvoicePayload::new(invoice::create(context(ctx)?, input.into()).await)
    }

    /// Changes a draft. An issued invoice is corrected by a credit note.
    async fn update_invoice(&self, ctx: &Context<'_>, input: UpdateInvoiceInput) -> Result<UpdateInvoicePayload> {
        UpdateInvoicePayload::new(invoice::update(context(ctx)?, input.into()).await)
    }

    /// Deletes a draft; `restoreInvoice` brings it back.
    async fn delete_invoice(&self, ctx: &Context<'_>, input: DeleteInvoiceInput) -> Result<DeleteInvoicePayload> {
        DeleteInvoicePayload::new(invoice::delete(context(ctx)?, input.id.into(), input.expected_version).await)
    }

    /// Brings a deleted draft back.
    async fn restore_invoice(&self, ctx: &Context<'_>, input: RestoreInvoiceInput) -> Result<RestoreInvoicePayload> {
        RestoreInvoicePayload::new(invoice::restore(context(ctx)?, input.id.into()).await)
    }

    /// A new draft with the lines of an invoice, for who asks.
    async fn duplicate_invoice(
        &self,
        ctx: &Context<'_>,
        input: DuplicateInvoiceInput,
    ) -> Result<DuplicateInvoicePayload> {
        DuplicateInvoicePayload::new(invoice::duplicate(context(ctx)?, input.id.into()).await)
    }

    /// Sets an invoice aside: no payment is recorded on it.
    async fn archive_invoice(&self, ctx: &Context<'_>, input: ArchiveInvoiceInput) -> Result<ArchiveInvoicePayload> {
        let which = Which { id: input.id.into(), expected_version: input.expected_version };
        ArchiveInvoicePayload::new(invoice::archive(context(ctx)?, which).await)
    }

    /// Takes an invoice up again.
    async fn unarchive_invoice(
        &self,
        ctx: &Context<'_>,
        input: UnarchiveInvoiceInput,
    ) -> Result<UnarchiveInvoicePayload> {
        let which = Which { id: input.id.into(), expected_version: input.expected_version };
        UnarchiveInvoicePayload::new(invoice::unarchive(context(ctx)?, which).await)
    }
}

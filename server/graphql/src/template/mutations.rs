//! Writing templates.

use async_graphql::{Context, InputObject, MaybeUndefined, Object, Result};
use domain::billing::{LogoPosition, TemplateType};

use super::InvoiceTemplate;
use crate::{
    Id, context,
    payload::{change, payload},
};
use crm::operations::template;

/// A new template.
#[derive(Debug, Clone, InputObject)]
pub struct CreateInvoiceTemplateInput {
    /// Name, 1 to 255 characters.
    pub name: String,
    /// What it is for.
    #[graphql(name = "type")]
    pub kind: TemplateType,
    /// Makes it the default of its type in place of the former one.
    #[graphql(default)]
    pub is_default: bool,
    /// Whether new documents may look by it; by default yes.
    pub is_active: Option<bool>,
    /// The source, in Typst, at most 200 000 characters; it must make a document.
    pub source: Option<String>,
    /// Where the logo stands; by default at the top left.
    pub logo_position: Option<LogoPosition>,
    /// Main colour, `#1A2B3C`.
    pub primary_color: Option<String>,
    /// Second colour, `#1A2B3C`.
    pub secondary_color: Option<String>,
    /// A text at the head of documents.
    pub custom_header: Option<String>,
    /// A text at the foot of documents.
    pub custom_footer: Option<String>,
    /// Terms and conditions.
    pub terms_and_conditions: Option<String>,
    /// How to pay.
    pub payment_instructions: Option<String>,
}

impl From<CreateInvoiceTemplateInput> for template::NewTemplate {
    fn from(input: CreateInvoiceTemplateInput) -> Self {
        Self {
            is_default: input.is_default,
            is_active: input.is_active,
            source: input.source,
            logo_position: input.logo_position,
            primary_color: input.primary_color,
            secondary_color: input.secondary_color,
            custom_header: input.custom_header,
            custom_footer: input.custom_footer,
            terms_and_conditions: input.terms_and_conditions,
            payment_instructions: input.payment_instructions,
            ..Self::new(input.name, input.kind)
        }
    }
}

/// What to change of a template; what is left out stays, null clears. Documents that were issued stay as they are.
#[derive(Debug, Clone, InputObject)]
pub struct UpdateInvoiceTemplateInput {
    /// Which one.
    pub id: Id,
    /// The version that the change is based on; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// Name, 1 to 255 characters.
    pub name: Option<String>,
    /// What it is for. A default that gets another type is no default any more.
    #[graphql(name = "type")]
    pub kind: Option<TemplateType>,
    /// Whether new documents may look by it. A default that is switched off is no default any more.
    pub is_active: Option<bool>,
    /// The source, in Typst, at most 200 000 characters; it must make a document. The former one is kept as a version.
    pub source: MaybeUndefined<String>,
    /// Where the logo stands.
    pub logo_position: Option<LogoPosition>,
    /// An uploaded picture of its own; without one, documents bear the firm's logo.
    pub logo_file_id: MaybeUndefined<Id>,
    /// Main colour, `#1A2B3C`.
    pub primary_color: MaybeUndefined<String>,
    /// Second colour, `#1A2B3C`.
    pub secondary_color: MaybeUndefined<String>,
    /// A text at the head of documents.
    pub custom_header: MaybeUndefined<String>,
    /// A text at the foot of documents.
    pub custom_footer: MaybeUndefined<String>,
    /// Terms and conditions.
    pub terms_and_conditions: MaybeUndefined<String>,
    /// How to pay.
    pub payment_instructions: MaybeUndefined<String>,
}

impl From<UpdateInvoiceTemplateInput> for template::TemplateUpdate {
    fn from(input: UpdateInvoiceTemplateInput) -> Self {
        Self {
            id: input.id.into(),
            expected_version: input.expected_version,
            name: input.name,
            kind: input.kind,
            is_active: input.is_active,
            source: change(input.source),
            logo_position: input.logo_position,
            logo_file_id: change(input.logo_file_id).map(|id| id.map(Into::into)),
            primary_color: change(input.primary_color),
            secondary_color: change(input.secondary_color),
            custom_header: change(input.custom_header),
            custom_footer: change(input.custom_footer),
            terms_and_conditions: change(input.terms_and_conditions),
            payment_instructions: change(input.payment_instructions),
            ..Self::default()
        }
    }
}

/// Which template to delete.
#[derive(Debug, Clone, InputObject)]
pub struct DeleteInvoiceTemplateInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

/// Which template to bring back.
#[derive(Debug, Clone, InputObject)]
pub struct RestoreInvoiceTemplateInput {
    /// Which one.
    pub id: Id,
}

/// Which template is to be the default of its type.
#[derive(Debug, Clone, InputObject)]
pub struct SetDefaultInvoiceTemplateInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

/// Which template to copy.
#[derive(Debug, Clone, InputObject)]
pub struct DuplicateInvoiceTemplateInput {
    /// Which one.
    pub id: Id,
    /// Name of the copy, 1 to 255 characters; by default the name followed by `(copie)`.
    pub name: Option<String>,
}

payload!(CreateInvoiceTemplatePayload, invoice_template: InvoiceTemplate, "template");
payload!(UpdateInvoiceTemplatePayload, invoice_template: InvoiceTemplate, "template");
payload!(DeleteInvoiceTemplatePayload, invoice_template: InvoiceTemplate, "template");
payload!(RestoreInvoiceTemplatePayload, invoice_template: InvoiceTemplate, "template");
payload!(SetDefaultInvoiceTemplatePayload, invoice_template: InvoiceTemplate, "template");
payload!(DuplicateInvoiceTemplatePayload, invoice_template: InvoiceTemplate, "template");

/// Mutations on templates.
#[derive(Default)]
pub struct InvoiceTemplateMutation;

#[Object]
impl InvoiceTemplateMutation {
    /// Creates a template.
    async fn create_invoice_template(
        &self,
        ctx: &Context<'_>,
        input: CreateInvoiceTemplateInput,
    ) -> Result<CreateInvoiceTemplatePayload> {
        CreateInvoiceTemplatePayload::new(template::create(context(ctx)?, input.into()).await)
    }

    /// Changes a template.
    async fn update_invoice_template(
        &self,
        ctx: &Context<'_>,
        input: UpdateInvoiceTemplateInput,
    ) -> Result<UpdateInvoiceTemplatePayload> {
        UpdateInvoiceTemplatePayload::new(template::update(context(ctx)?, input.into()).await)
    }

    /// Deletes a template; `restoreInvoiceTemplate` brings it back.
    async fn delete_invoice_template(
        &self,
        ctx: &Context<'_>,
        input: DeleteInvoiceTemplateInput,
    ) -> Result<DeleteInvoiceTemplatePayload> {
        let (id, version) = (input.id.into(), input.expected_version);
        DeleteInvoiceTemplatePayload::new(template::delete(context(ctx)?, id, version).await)
    }

    /// Brings a deleted template back; it is no default.
    async fn restore_invoice_template(
        &self,
        ctx: &Context<'_>,
        input: RestoreInvoiceTemplateInput,
    ) -> Result<RestoreInvoiceTemplatePayload> {
        RestoreInvoiceTemplatePayload::new(template::restore(context(ctx)?, input.id.into()).await)
    }

    /// Makes a template the default of its type in place of the former one.
    async fn set_default_invoice_template(
        &self,
        ctx: &Context<'_>,
        input: SetDefaultInvoiceTemplateInput,
    ) -> Result<SetDefaultInvoiceTemplatePayload> {
        let (id, version) = (input.id.into(), input.expected_version);
        SetDefaultInvoiceTemplatePayload::new(template::set_default(context(ctx)?, id, version).await)
    }

    /// Copies a template under a name of its own.
    async fn duplicate_invoice_template(
        &self,
        ctx: &Context<'_>,
        input: DuplicateInvoiceTemplateInput,
    ) -> Result<DuplicateInvoiceTemplatePayload> {
        let copy = template::duplicate(context(ctx)?, input.id.into(), input.name.as_deref()).await;
        DuplicateInvoiceTemplatePayload::new(copy)
    }
}

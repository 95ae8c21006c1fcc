//! The object `Quote`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::{
    column,
    query::{self, Condition, Value},
    rows,
};
use domain::{Permission, billing::QuoteStatus};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{
    QuoteLine, QuoteRevision,
    line::{lines_of_quotes, vat_of_quotes},
    revision::revisions_of_quotes,
};
use crate::{
    Id,
    audit::{AuditEvent, AuditEventFilter},
    billing::VatGroup,
    columns, context,
    document::{DocumentVersion, documents_of_quotes},
    institution::{MedicalInstitution, institutions_by_id},
    invoice::{Invoice, InvoiceFilter, InvoiceOrder},
    paging::{self, Paging},
    rows::{Alone, Connection, Loading, One, Relation, Row, Rows, alone},
    template::{InvoiceTemplate, templates_by_id},
    user::{User, users_by_id},
};
use crm::operations::{invoice, people, quote, related, scope};

/// An offer to an institution. Amounts are euros.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Quote {
    /// Id.
    pub id: Id,
    /// Number: `Q`, year, month, and the count in the month.
    pub quote_number: String,
    /// Rises when a quote is changed after it was sent.
    pub revision: i32,
    /// Id of the institution that it is offered to.
    pub institution_id: Id,
    /// Id of who works on it.
    pub assigned_user_id: Id,
    /// Id of the template that it looks by; without one, the default or else the newest one for quotes.
    pub template_id: Option<Id>,
    /// Number of the order.
    pub order_number: Option<String>,
    /// What it is about, in a line.
    pub title: String,
    /// The details.
    pub description: Option<String>,
    /// Until when it is valid.
    pub valid_until: DateTime<Utc>,
    /// Where it stands.
    pub status: QuoteStatus,
    /// When this revision was sent.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it was accepted.
    pub accepted_at: Option<DateTime<Utc>>,
    /// When it was rejected.
    pub rejected_at: Option<DateTime<Utc>>,
    /// When it was ordered.
    pub ordered_at: Option<DateTime<Utc>>,
    /// What the client said.
    pub client_comments: Option<String>,
    /// Notes that clients do not see.
    pub internal_notes: Option<String>,
    /// The lines before discounts and tax.
    pub subtotal: Decimal,
    /// What the discounts take off.
    pub total_discount_amount: Decimal,
    /// VAT.
    pub total_tax_amount: Decimal,
    /// With tax.
    pub total: Decimal,
    /// Not answered, and no longer valid.
    pub is_expired: bool,
    /// Days until it is no longer valid, begun ones counted as whole; negative afterwards.
    pub days_until_expiry: i64,
    /// Where it stands lets it be accepted.
    pub can_be_accepted: bool,
    /// Where it stands lets it be rejected.
    pub can_be_rejected: bool,
    /// When it was deleted; it can be restored.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Rises with each change; give it back as `expectedVersion`.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    #[graphql(skip)]
    link_epoch: i32,
}

impl From<rows::Quote> for Quote {
    fn from(row: rows::Quote) -> Self {
        let (values, totals, status, now) = (row.values, row.totals, row.status, Utc::now());
        let is_expired = status.is_expired(values.valid_until, now);
        Self {
            id: row.id.into(),
            quote_number: row.quote_number,
            revision: row.revision,
            institution_id: values.institution_id.into(),
            assigned_user_id: values.assigned_user_id.into(),
            template_id: values.template_id.map(Id),
            order_number: row.order_number,
            title: values.title,
            description: values.description,
            valid_until: values.valid_until,
            status,
            sent_at: row.sent_at,
            accepted_at: row.accepted_at,
            rejected_at: row.rejected_at,
            ordered_at: row.ordered_at,
            client_comments: row.client_comments,
            internal_notes: values.internal_notes,
            subtotal: totals.subtotal,
            total_discount_amount: totals.total_discount_amount,
            total_tax_amount: totals.total_tax_amount,
            total: totals.total,
            is_expired,
            days_until_expiry: quote::days_until(values.valid_until, now),
            can_be_accepted: status.can_be_accepted(values.valid_until, now),
            can_be_rejected: status.can_be_rejected(values.valid_until, now),
            deleted_at: row.deleted_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            link_epoch: row.public_link_epoch,
        }
    }
}

impl Row for Quote {
    columns!(
        id,
        quote_number,
        revision,
        institution_id,
        assigned_user_id,
        template_id,
        order_number,
        title,
        description,
        valid_until,
        status,
        sent_at,
        accepted_at,
        rejected_at,
        ordered_at,
        client_comments,
        internal_notes,
        subtotal,
        total_discount_amount,
        total_tax_amount,
        total,
        is_expired,
        days_until_expiry,
        can_be_accepted,
        can_be_rejected,
        deleted_at,
        version,
        created_at,
        updated_at,
    );
    const RELATIONS: &'static [&'static str] = &[
        "institution",
        "assignedUser",
        "template",
        "lines",
        "vatBreakdown",
        "revisions",
        "documents",
        "invoices",
        "auditEvents",
        "invoicedAmount",
        "canBeConverted",
        "canEdit",
        "publicUrl",
    ];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "institution" => {
                let ids = field.distinct_keys(|row| Some(Uuid::from(row.institution_id)));
                field.one(institutions_by_id(ctx, ids), |row| Some(row.institution_id), |institution| institution.id)
            }
            "assignedUser" => {
                let ids = field.distinct_keys(|row| Some(Uuid::from(row.assigned_user_id)));
                field.one(users_by_id(ctx, ids), |row| Some(row.assigned_user_id), |user| user.id)
            }
            "template" => {
                let ids = field.distinct_keys(|row| row.template_id.map(Uuid::from));
                field.one(templates_by_id(ctx, ids), |row| row.template_id, |template| template.id)
            }
            "lines" => {
                let ids = field.keys(|row| row.id.0);
                field.list(lines_of_quotes(ctx, ids), |row| row.id, |line| line.quote_id)
            }
            "vatBreakdown" => {
                let ids = field.keys(|row| row.id.0);
                field.list(vat_of_quotes(ctx, ids), |row| row.id.0, VatGroup::document_id)
            }
            "revisions" => {
                let ids = field.keys(|row| row.id.0);
                field.list(revisions_of_quotes(ctx, ids), |row| row.id, |revision| revision.quote_id)
            }
            "documents" => {
                let ids = field.keys(|row| row.id.0);
                field.list(documents_of_quotes(ctx, ids), |row| row.id.0, DocumentVersion::of)
            }
            "invoices" => paging::children!(
                field,
                "invoices.quote_id",
                rows::Invoice => Invoice,
                invoice::may_read,
                InvoiceFilter::listed,
                InvoiceOrder::keys,
            ),
            "auditEvents" => {
                let (ids, wanted, arguments) = (field.keys(|row| row.id.0), field.wanted(), Paging::of(&field));
                field.connection(async move {
                    let (paging, caller) = (arguments?, context(ctx)?);
                    people::may_read_audit(&caller.viewer)?;
                    let of_quotes = Condition::eq(column!(audit_events.entity), Value::Text(quote::ENTITY.to_owned()));
                    let condition = of_quotes.and(scope::audit_events(&caller.viewer));
                    let request = paging.request(condition, AuditEventFilter::order(), wanted)?;
                    let parent = "audit_events.entity_id";
                    paging::pages::<rows::AuditEvent, AuditEvent>(caller, &ids, parent, request, wanted).await
                })
            }
            "invoicedAmount" => {
                let ids = field.keys(|row| row.id.0);
                field.computed(invoiced_amounts(ctx, ids))
            }
            "canBeConverted" => {
                let quotes =
                    field.keys(|row| (row.id.0, row.deleted_at.is_none() && row.status.can_be_invoiced(), row.total));
                field.computed(async move {
                    let ids = quotes.iter().map(|(id, ..)| *id).collect();
                    let invoiced = invoiced_amounts(ctx, ids).await?;
                    let left =
                        quotes.iter().zip(invoiced).map(|((_, open, total), invoiced)| *open && invoiced < *total);
                    Ok::<Vec<bool>, crm::Error>(left.collect())
                })
            }
            "canEdit" => {
                let can = may_edit(ctx);
                field.each(move |row| can && row.deleted_at.is_none() && row.status.can_be_edited())
            }
            "publicUrl" => {
                let app = context(ctx).ok().filter(|_| may_edit(ctx)).map(|caller| caller.app.clone());
                field.each(move |row| {
                    let app = app.as_ref().filter(|_| row.deleted_at.is_none())?;
                    quote::public_url(app, row.id.0, row.link_epoch, row.status, row.valid_until)
                })
            }
            _ => return None,
        })
    }
}

/// Who sees a quote and has the right to edit some edits this one: an auditor sees the own ones and those of assigned
/// institutions alone.
fn may_edit(ctx: &Context<'_>) -> bool {
    context(ctx).is_ok_and(|caller| caller.viewer.may_write(quote::ENTITY, Permission::EditOwnQuotes).is_ok())
}

async fn invoiced_amounts(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<Decimal>> {
    let mut conn = context(ctx)?.db().await?;
    let found = quote::invoiced_amounts(&mut conn, &ids).await?;
    let nothing = Decimal::new(0, 2);
    Ok(ids.iter().map(|id| found.get(id).copied().unwrap_or(nothing)).collect())
}

/// The quotes of these ids that are there for the caller.
///
/// # Errors
/// Nobody is signed in, or the database does not answer.
pub async fn quotes_by_id(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<Quote>> {
    let caller = context(ctx)?;
    let present = Condition::IsNull(column!(quotes.deleted_at)).and(related::quotes(&caller.viewer));
    let mut conn = caller.db().await?;
    let found = query::by_ids::<rows::Quote>(&mut conn, column!(quotes.id), ids, present).await?;
    Ok(found.into_iter().map(Quote::from).collect())
}

/// Relations, for the schema; their loading is [`Row::relation`]'s.
#[ComplexObject]
impl Quote {
    /// The institution that it is offered to.
    async fn institution(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<MedicalInstitution>>>> {
        alone(self, ctx).await
    }

    /// Who works on it.
    async fn assigned_user(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }

    /// The template that it looks by.
    async fn template(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<InvoiceTemplate>>>> {
        alone(self, ctx).await
    }

    /// What is offered, in its order.
    #[graphql(complexity = "10 * child_complexity")]
    async fn lines(&self, ctx: &Context<'_>) -> Result<Alone<Rows<QuoteLine>>> {
        alone(self, ctx).await
    }

    /// VAT by rate, category and reason, the highest rates first.
    async fn vat_breakdown(&self, ctx: &Context<'_>) -> Result<Alone<Rows<VatGroup>>> {
        alone(self, ctx).await
    }

    /// What it said when it had been sent before, the latest first.
    async fn revisions(&self, ctx: &Context<'_>) -> Result<Alone<Rows<QuoteRevision>>> {
        alone(self, ctx).await
    }

    /// The files that were kept of it and of its order, the latest first.
    async fn documents(&self, ctx: &Context<'_>) -> Result<Alone<Rows<DocumentVersion>>> {
        alone(self, ctx).await
    }

    /// The invoices that were made of it, deposits included.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, unused_variables, reason = "the arguments are read by the relation")]
    async fn invoices(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<InvoiceFilter>,
        order_by: Option<Vec<InvoiceOrder>>,
    ) -> Result<Alone<Connection<Invoice>>> {
        alone(self, ctx).await
    }

    /// What was done to it, the latest first.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(unused_variables, reason = "the arguments are read by the relation")]
    async fn audit_events(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Alone<Connection<AuditEvent>>> {
        alone(self, ctx).await
    }

    /// With tax, what its invoices ask for, drafts included, less what was credited.
    async fn invoiced_amount(&self, ctx: &Context<'_>) -> Result<Alone<Decimal>> {
        alone(self, ctx).await
    }

    /// It was accepted or ordered, and not all of it is on invoices yet.
    async fn can_be_converted(&self, ctx: &Context<'_>) -> Result<Alone<bool>> {
        alone(self, ctx).await
    }

    /// Whether the caller may change what it offers; a sent one becomes a new revision.
    async fn can_edit(&self, ctx: &Context<'_>) -> Result<Alone<bool>> {
        alone(self, ctx).await
    }

    /// The address on which the client sees, accepts or rejects it; told to those who may send it, once it was sent.
    async fn public_url(&self, ctx: &Context<'_>) -> Result<Alone<Option<String>>> {
        alone(self, ctx).await
    }
}

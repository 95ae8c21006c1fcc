//! A quote on its public link: seen and answered by the client, who is not signed in.

use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use chrono::Utc;
use db::rows;
use domain::billing::{DiscountType, QuoteStatus, VatCategory};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::line::groups_of;
use crate::{
    Instant, anyone,
    billing::VatGroup,
    columns,
    payload::{UserError, outcome},
    rows::{Row, Rows},
};
use crm::operations::quote::{self, Answer};

/// A quote as its client sees it. Amounts are euros.
#[derive(SimpleObject)]
pub struct PublicQuote {
    /// Number.
    quote_number: String,
    /// Rises when the quote is changed after it was sent; give it back with an answer.
    revision: i32,
    /// What it is about, in a line.
    title: String,
    /// The details.
    description: Option<String>,
    /// Where it stands.
    status: QuoteStatus,
    /// Until when it is valid.
    valid_until: Instant,
    /// Not answered, and no longer valid.
    is_expired: bool,
    /// When it was sent.
    sent_at: Option<Instant>,
    /// When it was accepted.
    accepted_at: Option<Instant>,
    /// When it was rejected.
    rejected_at: Option<Instant>,
    /// What the client said.
    client_comments: Option<String>,
    /// Whether it can be accepted now.
    can_be_accepted: bool,
    /// Whether it can be rejected now.
    can_be_rejected: bool,
    /// To whom it is offered.
    institution_name: String,
    /// Who offers it.
    seller: PublicSeller,
    /// Whom to ask.
    contact: PublicContact,
    /// What is offered, in its order.
    lines: Rows<PublicQuoteLine>,
    /// VAT by rate, category and reason, the highest rates first.
    vat_breakdown: Rows<VatGroup>,
    /// The lines before discounts and tax.
    subtotal: Decimal,
    /// What the discounts take off.
    total_discount_amount: Decimal,
    /// VAT.
    total_tax_amount: Decimal,
    /// With tax.
    total: Decimal,
}

/// The firm, on a quote that its client sees.
#[derive(SimpleObject)]
pub struct PublicSeller {
    /// Legal name.
    name: Option<String>,
    /// Street and number.
    street: Option<String>,
    /// Post code.
    zip_code: Option<String>,
    /// Town.
    city: Option<String>,
    /// Country.
    country: Option<String>,
    /// Telephone.
    phone: Option<String>,
    /// E-mail address.
    email: Option<String>,
    /// Web site.
    website: Option<String>,
    /// SIREN: 9 digits.
    siren: Option<String>,
    /// VAT number.
    vat_number: Option<String>,
}

/// The person of the firm who works on a quote that its client sees.
#[derive(SimpleObject)]
pub struct PublicContact {
    /// First and last name.
    name: String,
    /// E-mail address.
    email: String,
    /// Telephone.
    phone: Option<String>,
}

/// A line of a quote as its client sees it.
#[derive(Debug, Clone, SimpleObject)]
pub struct PublicQuoteLine {
    /// What is offered.
    description: String,
    /// What it is counted in.
    unit: Option<String>,
    /// How many.
    quantity: Decimal,
    /// Price of one, before tax.
    unit_price: Decimal,
    /// How the discount is meant.
    discount_type: DiscountType,
    /// The discount: percent, or euros off the line.
    discount_value: Decimal,
    /// What the discount takes off.
    discount_amount: Decimal,
    /// Rate of VAT in percent.
    tax_rate: Decimal,
    /// Category of VAT.
    vat_category: VatCategory,
    /// After the discount, before tax.
    total_after_discount: Decimal,
    /// With tax.
    total: Decimal,
}

impl Row for PublicQuoteLine {
    columns!(
        description,
        unit,
        quantity,
        unit_price,
        discount_type,
        discount_value,
        discount_amount,
        tax_rate,
        vat_category,
        total_after_discount,
        total,
    );
}

impl From<&rows::QuoteLine> for PublicQuoteLine {
    fn from(row: &rows::QuoteLine) -> Self {
        let values = &row.values;
        Self {
            description: values.description.clone(),
            unit: values.unit.clone(),
            quantity: values.quantity,
            unit_price: values.unit_price,
            discount_type: values.discount_type,
            discount_value: values.discount_value,
            discount_amount: values.discount_amount,
            tax_rate: values.tax_rate,
            vat_category: values.vat_category,
            total_after_discount: values.total_after_discount,
            total: values.total,
        }
    }
}

impl PublicQuote {
    fn new(found: quote::PublicQuote) -> crm::Result<Self> {
        let quote::PublicQuote { quote: row, lines, institution, firm, contact } = found;
        let vat: Vec<VatGroup> = groups_of(&lines)?.iter().map(|group| VatGroup::new(Uuid::nil(), group)).collect();
        let (values, totals, status, now) = (row.values, row.totals, row.status, Utc::now());
        let is_expired = status.is_expired(values.valid_until, now);
        Ok(Self {
            quote_number: row.quote_number,
            revision: row.revision,
            title: values.title,
            description: values.description,
            status,
            valid_until: values.valid_until.into(),
            is_expired,
            sent_at: row.sent_at.map(Instant),
            accepted_at: row.accepted_at.map(Instant),
            rejected_at: row.rejected_at.map(Instant),
            client_comments: row.client_comments,
            can_be_accepted: status.can_be_accepted(values.valid_until, now),
            can_be_rejected: status.can_be_rejected(values.valid_until, now),
            institution_name: institution.values.name,
            seller: PublicSeller {
                name: firm.values.legal_name,
                street: firm.values.address.street,
                zip_code: firm.values.address.zip_code,
                city: firm.values.address.city,
                country: firm.values.address.country,
                phone: firm.values.phone,
                email: firm.values.email,
                website: firm.values.website,
                siren: firm.values.siren,
                vat_number: firm.values.vat_number,
            },
            contact: PublicContact { name: contact.full_name(), email: contact.email, phone: contact.phone },
            lines: lines.iter().map(PublicQuoteLine::from).collect::<Vec<_>>().into(),
            vat_breakdown: vat.into(),
            subtotal: totals.subtotal,
            total_discount_amount: totals.total_discount_amount,
            total_tax_amount: totals.total_tax_amount,
            total: totals.total,
        })
    }
}

/// A client's yes.
#[derive(Clone, InputObject)]
pub struct AcceptPublicQuoteInput {
    /// The last part of the link.
    #[graphql(secret)]
    pub token: String,
    /// Who accepts, 1 to 100 characters.
    pub name: String,
    /// What they say, at most 10 000 characters.
    pub comments: Option<String>,
    /// The revision that they have read; another one is a `CONFLICT`.
    pub revision: Option<i32>,
}

/// A client's no.
#[derive(Clone, InputObject)]
pub struct RejectPublicQuoteInput {
    /// The last part of the link.
    #[graphql(secret)]
    pub token: String,
    /// Who rejects, 1 to 100 characters.
    pub name: String,
    /// What they say, at most 10 000 characters.
    pub comments: Option<String>,
    /// The revision that they have read; another one is a `CONFLICT`.
    pub revision: Option<i32>,
}

/// Answer of `acceptPublicQuote`.
#[derive(SimpleObject)]
pub struct AcceptPublicQuotePayload {
    /// The quote as it is now; absent when the input was wrong.
    quote: Option<PublicQuote>,
    /// What was wrong with the input.
    user_errors: Vec<UserError>,
}

/// Answer of `rejectPublicQuote`.
#[derive(SimpleObject)]
pub struct RejectPublicQuotePayload {
    /// The quote as it is now; absent when the input was wrong.
    quote: Option<PublicQuote>,
    /// What was wrong with the input.
    user_errors: Vec<UserError>,
}

/// Root field of the public link.
#[derive(Default)]
pub struct PublicQuoteQuery;

#[Object]
impl PublicQuoteQuery {
    /// The quote of a public link; `NOT_FOUND` when the link is wrong, has ended or was revoked. Asks for no sign-in.
    async fn public_quote(&self, ctx: &Context<'_>, token: String) -> Result<PublicQuote> {
        let (app, caller) = anyone(ctx)?;
        Ok(PublicQuote::new(quote::find_public(app, &caller.request, &token).await?)?)
    }
}

/// Mutations on the public link.
#[derive(Default)]
pub struct PublicQuoteMutation;

#[Object]
impl PublicQuoteMutation {
    /// Accepts the quote of a public link. Asks for no sign-in; doing it twice is no error.
    async fn accept_public_quote(
        &self,
        ctx: &Context<'_>,
        input: AcceptPublicQuoteInput,
    ) -> Result<AcceptPublicQuotePayload> {
        let (app, caller) = anyone(ctx)?;
        let AcceptPublicQuoteInput { token, name, comments, revision } = input;
        let answer = Answer { token, name, comments, revision };
        let (found, user_errors) = outcome(quote::accept_public(app, &caller.request, &answer).await)?;
        Ok(AcceptPublicQuotePayload { quote: found.map(PublicQuote::new).transpose()?, user_errors })
    }

    /// Rejects the quote of a public link. Asks for no sign-in; doing it twice is no error.
    async fn reject_public_quote(
        &self,
        ctx: &Context<'_>,
        input: RejectPublicQuoteInput,
    ) -> Result<RejectPublicQuotePayload> {
        let (app, caller) = anyone(ctx)?;
        let RejectPublicQuoteInput { token, name, comments, revision } = input;
        let answer = Answer { token, name, comments, revision };
        let (found, user_errors) = outcome(quote::reject_public(app, &caller.request, &answer).await)?;
        Ok(RejectPublicQuotePayload { quote: found.map(PublicQuote::new).transpose()?, user_errors })
    }
}

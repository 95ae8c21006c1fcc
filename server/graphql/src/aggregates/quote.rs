//! Numbers of quotes.

use async_graphql::{ComplexObject, Context, Result};
use chrono::{DateTime, Utc};
use db::{period, query::Expression};
use domain::billing::QuoteStatus;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::declare::{aggregate, group_by, numbers};
use crate::{
    Date, Id,
    institution::{MedicalInstitution, institutions_by_id},
    rows::{Alone, Loading, One, Relation, alone},
    user::{User, users_by_id},
};

const SUBTOTAL: Expression = Expression::number("quotes.subtotal");
const DISCOUNT: Expression = Expression::number("quotes.total_discount_amount");
const NET: Expression = Expression::number("quotes.subtotal - quotes.total_discount_amount");
const TAX: Expression = Expression::number("quotes.total_tax_amount");
const TOTAL: Expression = Expression::number("quotes.total");
const DAYS_TO_ACCEPT: Expression =
    Expression::number("extract(epoch FROM quotes.accepted_at - quotes.sent_at) / 86400");
const IS_EXPIRED: Expression = Expression::flag(
    "quotes.status = 'expired' OR (quotes.status IN ('draft', 'sent') AND quotes.valid_until < now())",
);

group_by! {
    /// What quotes are grouped by. Days, weeks (from Monday), months, quarters and years are those of France.
    enum QuoteGroupBy;
    /// What the quotes of a group have in common; null where they are not grouped by it, or it is absent.
    key QuoteAggregateKey {
        /// Where it stands.
        Status => status: QuoteStatus = Expression::text("quotes.status"),
        /// The institution that it is offered to.
        Institution => institution_id: Id = Expression::id("quotes.institution_id"),
        /// Who works on it.
        AssignedUser => assigned_user_id: Id = Expression::id("quotes.assigned_user_id"),
        /// Not answered, and no longer valid.
        IsExpired => is_expired: bool = IS_EXPIRED,
        /// Day on which it was made.
        CreatedAtDay => created_at_day: Date = period!("quotes.created_at", "day"),
        /// Monday of the week in which it was made.
        CreatedAtWeek => created_at_week: Date = period!("quotes.created_at", "week"),
        /// First day of the month in which it was made.
        CreatedAtMonth => created_at_month: Date = period!("quotes.created_at", "month"),
        /// First day of the quarter in which it was made.
        CreatedAtQuarter => created_at_quarter: Date = period!("quotes.created_at", "quarter"),
        /// First day of the year in which it was made.
        CreatedAtYear => created_at_year: Date = period!("quotes.created_at", "year"),
        /// Day on which its validity ends.
        ValidUntilDay => valid_until_day: Date = period!("quotes.valid_until", "day"),
        /// Monday of the week in which its validity ends.
        ValidUntilWeek => valid_until_week: Date = period!("quotes.valid_until", "week"),
        /// First day of the month in which its validity ends.
        ValidUntilMonth => valid_until_month: Date = period!("quotes.valid_until", "month"),
        /// First day of the quarter in which its validity ends.
        ValidUntilQuarter => valid_until_quarter: Date = period!("quotes.valid_until", "quarter"),
        /// First day of the year in which its validity ends.
        ValidUntilYear => valid_until_year: Date = period!("quotes.valid_until", "year"),
        /// Day on which it was sent.
        SentAtDay => sent_at_day: Date = period!("quotes.sent_at", "day"),
        /// Monday of the week in which it was sent.
        SentAtWeek => sent_at_week: Date = period!("quotes.sent_at", "week"),
        /// First day of the month in which it was sent.
        SentAtMonth => sent_at_month: Date = period!("quotes.sent_at", "month"),
        /// First day of the quarter in which it was sent.
        SentAtQuarter => sent_at_quarter: Date = period!("quotes.sent_at", "quarter"),
        /// First day of the year in which it was sent.
        SentAtYear => sent_at_year: Date = period!("quotes.sent_at", "year"),
        /// Day on which it was accepted.
        AcceptedAtDay => accepted_at_day: Date = period!("quotes.accepted_at", "day"),
        /// Monday of the week in which it was accepted.
        AcceptedAtWeek => accepted_at_week: Date = period!("quotes.accepted_at", "week"),
        /// First day of the month in which it was accepted.
        AcceptedAtMonth => accepted_at_month: Date = period!("quotes.accepted_at", "month"),
        /// First day of the quarter in which it was accepted.
        AcceptedAtQuarter => accepted_at_quarter: Date = period!("quotes.accepted_at", "quarter"),
        /// First day of the year in which it was accepted.
        AcceptedAtYear => accepted_at_year: Date = period!("quotes.accepted_at", "year"),
    }
}

impl QuoteAggregateKey {
    const OBJECTS: &'static [&'static str] = &["institution", "assignedUser"];

    fn object<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "institution" => {
                let ids = field.distinct_keys(|row| row.institution_id.map(Uuid::from));
                field.one(institutions_by_id(ctx, ids), |row| row.institution_id, |institution| institution.id)
            }
            "assignedUser" => {
                let ids = field.distinct_keys(|row| row.assigned_user_id.map(Uuid::from));
                field.one(users_by_id(ctx, ids), |row| row.assigned_user_id, |user| user.id)
            }
            _ => return None,
        })
    }
}

#[ComplexObject]
impl QuoteAggregateKey {
    /// The institution that it is offered to.
    async fn institution(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<MedicalInstitution>>>> {
        alone(self, ctx).await
    }

    /// Who works on it.
    async fn assigned_user(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }
}

numbers! {
    /// Sums of numbers of quotes. Amounts are euros.
    QuoteNumbers {
        /// The lines before discounts and tax.
        subtotal: Decimal = SUBTOTAL,
        /// What the discounts take off.
        total_discount_amount: Decimal = DISCOUNT,
        /// After discounts, before tax.
        net_amount: Decimal = NET,
        /// VAT.
        total_tax_amount: Decimal = TAX,
        /// With tax.
        total: Decimal = TOTAL,
    }
}

numbers! {
    /// Means of numbers of quotes. Amounts are euros.
    QuoteAverages {
        /// The lines before discounts and tax.
        subtotal: Decimal = SUBTOTAL,
        /// What the discounts take off.
        total_discount_amount: Decimal = DISCOUNT,
        /// After discounts, before tax.
        net_amount: Decimal = NET,
        /// VAT.
        total_tax_amount: Decimal = TAX,
        /// With tax.
        total: Decimal = TOTAL,
        /// Days from when it was sent to when it was accepted.
        days_to_accept: Decimal = DAYS_TO_ACCEPT,
    }
}

numbers! {
    /// The least or greatest values among quotes. Amounts are euros.
    QuoteExtremes {
        /// The lines before discounts and tax.
        subtotal: Decimal = SUBTOTAL,
        /// What the discounts take off.
        total_discount_amount: Decimal = DISCOUNT,
        /// After discounts, before tax.
        net_amount: Decimal = NET,
        /// VAT.
        total_tax_amount: Decimal = TAX,
        /// With tax.
        total: Decimal = TOTAL,
        /// Days from when it was sent to when it was accepted; to four decimals.
        days_to_accept: Decimal = DAYS_TO_ACCEPT,
        /// When it was made.
        created_at: DateTime<Utc> = Expression::time("quotes.created_at"),
        /// Until when it is valid.
        valid_until: DateTime<Utc> = Expression::time("quotes.valid_until"),
        /// When it was sent.
        sent_at: DateTime<Utc> = Expression::time("quotes.sent_at"),
        /// When it was accepted.
        accepted_at: DateTime<Utc> = Expression::time("quotes.accepted_at"),
    }
}

aggregate! {
    /// A group of quotes.
    QuoteAggregate of quotes by QuoteGroupBy {
        key: QuoteAggregateKey,
        sum: QuoteNumbers,
        avg: QuoteAverages,
        min: QuoteExtremes,
        max: QuoteExtremes,
    }
}

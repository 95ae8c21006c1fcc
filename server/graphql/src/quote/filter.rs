//! Filters on quotes.

use async_graphql::InputObject;
use chrono::Utc;
use db::{
    column,
    query::{Condition, Relation},
};
use domain::Permission;

use crate::{
    filters::{
        Conditions, DateTimeFilter, DecimalFilter, IdFilter, IntFilter, QuoteStatusFilter, StringFilter, list_filter,
        presence, whether,
    },
    institution::InstitutionFilter,
    user::UserFilter,
};
use crm::{
    auth::Viewer,
    operations::{quote, related, scope},
};

const INSTITUTION: Relation =
    Relation { table: "medical_institutions", on: "medical_institutions.id = quotes.institution_id" };
const ASSIGNED_USER: Relation = Relation { table: "users", on: "users.id = quotes.assigned_user_id" };

/// Filter on quotes. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct QuoteFilter {
    /// All of these hold.
    pub and: Option<Vec<QuoteFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<QuoteFilter>>,
    /// This does not hold.
    pub not: Option<Box<QuoteFilter>>,
    /// Words of the number, the number of the order, the title or the description.
    pub search: Option<String>,
    /// Id.
    pub id: Option<IdFilter>,
    /// Number.
    pub quote_number: Option<StringFilter>,
    /// Number of the order.
    pub order_number: Option<StringFilter>,
    /// Title.
    pub title: Option<StringFilter>,
    /// Where it stands.
    pub status: Option<QuoteStatusFilter>,
    /// The institution that it is offered to.
    pub institution_id: Option<IdFilter>,
    /// Who works on it.
    pub assigned_user_id: Option<IdFilter>,
    /// How it looks.
    pub template_id: Option<IdFilter>,
    /// Number of the revision.
    pub revision: Option<IntFilter>,
    /// Total before discounts and tax.
    pub subtotal: Option<DecimalFilter>,
    /// Total with tax.
    pub total: Option<DecimalFilter>,
    /// Until when it is valid.
    pub valid_until: Option<DateTimeFilter>,
    /// Not answered, and no longer valid.
    pub expired: Option<bool>,
    /// When it was sent.
    pub sent_at: Option<DateTimeFilter>,
    /// When it was accepted.
    pub accepted_at: Option<DateTimeFilter>,
    /// When it was rejected.
    pub rejected_at: Option<DateTimeFilter>,
    /// When it was ordered.
    pub ordered_at: Option<DateTimeFilter>,
    /// When it was made.
    pub created_at: Option<DateTimeFilter>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
    /// Only deleted ones; without it, only those that are not. Counts at the top of the filter alone.
    pub deleted: Option<bool>,
    /// The institution that it is offered to.
    pub institution: Option<Box<InstitutionFilter>>,
    /// Who works on it.
    pub assigned_user: Option<UserFilter>,
}

list_filter!(QuoteListFilter of QuoteFilter);

impl QuoteFilter {
    /// The rows of a list: what the viewer sees, present or deleted, and the filter.
    #[must_use]
    pub fn listed(filter: Option<Self>, viewer: &Viewer) -> Condition {
        let filter = filter.unwrap_or_default();
        let may_restore = viewer.can(Permission::DeleteQuotes);
        presence(filter.deleted, column!(quotes.deleted_at), may_restore)
            .and(scope::quotes(viewer))
            .and(filter.condition(viewer))
    }

    /// The filter itself.
    #[must_use]
    pub fn condition(self, viewer: &Viewer) -> Condition {
        let mut all = Conditions::default();
        all.tree(self.and, self.or, self.not, |part| part.condition(viewer));
        all.add(self.search, |words| Condition::search(column!(quotes.search_text), &words));
        all.column(self.id, column!(quotes.id));
        all.column(self.quote_number, column!(quotes.quote_number));
        all.column(self.order_number, column!(quotes.order_number));
        all.column(self.title, column!(quotes.title));
        all.column(self.status, column!(quotes.status));
        all.column(self.institution_id, column!(quotes.institution_id));
        all.column(self.assigned_user_id, column!(quotes.assigned_user_id));
        all.column(self.template_id, column!(quotes.template_id));
        all.column(self.revision, column!(quotes.revision));
        all.column(self.subtotal, column!(quotes.subtotal));
        all.column(self.total, column!(quotes.total));
        all.column(self.valid_until, column!(quotes.valid_until));
        all.add(self.expired, |late| whether(late, quote::expired(Utc::now())));
        all.column(self.sent_at, column!(quotes.sent_at));
        all.column(self.accepted_at, column!(quotes.accepted_at));
        all.column(self.rejected_at, column!(quotes.rejected_at));
        all.column(self.ordered_at, column!(quotes.ordered_at));
        all.column(self.created_at, column!(quotes.created_at));
        all.column(self.updated_at, column!(quotes.updated_at));
        all.add(self.institution, |filter| {
            let seen = related::institutions(viewer).and(filter.condition(viewer));
            Condition::Exists(INSTITUTION, Box::new(seen))
        });
        all.add(self.assigned_user, |filter| Condition::Exists(ASSIGNED_USER, Box::new(filter.condition(viewer))));
        all.all()
    }
}

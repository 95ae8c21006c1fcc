//! Filters on templates.

use async_graphql::InputObject;
use db::{
    column,
    query::{Condition, Pattern},
};
use domain::Permission;

use crate::filters::{BooleanFilter, Conditions, DateTimeFilter, IdFilter, StringFilter, TemplateTypeFilter, presence};
use crm::auth::Viewer;

/// Filter on templates. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct InvoiceTemplateFilter {
    /// All of these hold.
    pub and: Option<Vec<InvoiceTemplateFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<InvoiceTemplateFilter>>,
    /// This does not hold.
    pub not: Option<Box<InvoiceTemplateFilter>>,
    /// Words of the name.
    pub search: Option<String>,
    /// Id.
    pub id: Option<IdFilter>,
    /// Name.
    pub name: Option<StringFilter>,
    /// What it is for.
    #[graphql(name = "type")]
    pub kind: Option<TemplateTypeFilter>,
    /// Whether it is the default of its type.
    pub is_default: Option<BooleanFilter>,
    /// Whether new documents may look by it.
    pub is_active: Option<BooleanFilter>,
    /// When it was made.
    pub created_at: Option<DateTimeFilter>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
    /// Only deleted ones; without it, only those that are not. Counts at the top of the filter alone.
    pub deleted: Option<bool>,
}

impl InvoiceTemplateFilter {
    /// The rows of a list: present or deleted ones, and the filter.
    #[must_use]
    pub fn listed(filter: Option<Self>, viewer: &Viewer) -> Condition {
        let filter = filter.unwrap_or_default();
        let may_restore = viewer.can(Permission::ManageTemplates);
        presence(filter.deleted, column!(document_templates.deleted_at), may_restore).and(filter.condition())
    }

    /// The filter itself.
    #[must_use]
    pub fn condition(self) -> Condition {
        let mut all = Conditions::default();
        all.tree(self.and, self.or, self.not, Self::condition);
        all.add(self.search, |words| Condition::All(words.split_whitespace().map(word).collect()));
        all.column(self.id, column!(document_templates.id));
        all.column(self.name, column!(document_templates.name));
        all.column(self.kind, column!(document_templates.type_));
        all.column(self.is_default, column!(document_templates.is_default));
        all.column(self.is_active, column!(document_templates.is_active));
        all.column(self.created_at, column!(document_templates.created_at));
        all.column(self.updated_at, column!(document_templates.updated_at));
        all.all()
    }
}

fn word(word: &str) -> Condition {
    Condition::Contains(column!(document_templates.name), Pattern::literal(word))
}

//! Filters on tasks.

use async_graphql::InputObject;
use chrono::Utc;
use db::{
    column,
    query::{Condition, Relation},
};
use domain::Permission;

use crate::{
    contact::ContactFilter,
    filters::{
        Conditions, DateTimeFilter, IdFilter, StringFilter, TaskPriorityFilter, TaskStatusFilter, list_filter,
        presence, whether,
    },
    institution::InstitutionFilter,
    user::UserFilter,
};
use crm::{
    auth::Viewer,
    operations::{related, scope, task},
};

const INSTITUTION: Relation =
    Relation { table: "medical_institutions", on: "medical_institutions.id = tasks.institution_id" };
const CONTACT: Relation = Relation { table: "contact_persons", on: "contact_persons.id = tasks.contact_id" };
const ASSIGNEE: Relation = Relation { table: "users", on: "users.id = tasks.assigned_to" };
const CREATOR: Relation = Relation { table: "users", on: "users.id = tasks.created_by" };

/// Filter on tasks. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct TaskFilter {
    /// All of these hold.
    pub and: Option<Vec<TaskFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<TaskFilter>>,
    /// This does not hold.
    pub not: Option<Box<TaskFilter>>,
    /// Words of the title or description.
    pub search: Option<String>,
    /// Id.
    pub id: Option<IdFilter>,
    /// Title.
    pub title: Option<StringFilter>,
    /// Where it stands.
    pub status: Option<TaskStatusFilter>,
    /// How urgent it is.
    pub priority: Option<TaskPriorityFilter>,
    /// Who does it.
    pub assignee_id: Option<IdFilter>,
    /// Who made it.
    pub creator_id: Option<IdFilter>,
    /// The institution that it is about.
    pub institution_id: Option<IdFilter>,
    /// The contact that it is about.
    pub contact_id: Option<IdFilter>,
    /// When it is due.
    pub due_date: Option<DateTimeFilter>,
    /// When it was completed.
    pub completed_at: Option<DateTimeFilter>,
    /// Open, and due in the past.
    pub overdue: Option<bool>,
    /// When it was made.
    pub created_at: Option<DateTimeFilter>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
    /// Only deleted ones; without it, only those that are not. Counts at the top of the filter alone.
    pub deleted: Option<bool>,
    /// The institution that it is about.
    pub institution: Option<Box<InstitutionFilter>>,
    /// Who does it.
    pub assignee: Option<UserFilter>,
    /// Who made it.
    pub creator: Option<UserFilter>,
    /// The contact that it is about.
    pub contact: Option<Box<ContactFilter>>,
}

list_filter!(TaskListFilter of TaskFilter);

impl TaskFilter {
    /// The rows of a list: what the viewer sees, present or deleted, and the filter.
    #[must_use]
    pub fn listed(filter: Option<Self>, viewer: &Viewer) -> Condition {
        let filter = filter.unwrap_or_default();
        let may_restore = viewer.can(Permission::DeleteTasks);
        presence(filter.deleted, column!(tasks.deleted_at), may_restore)
            .and(scope::tasks(viewer))
            .and(filter.condition(viewer))
    }

    /// The filter itself.
    #[must_use]
    pub fn condition(self, viewer: &Viewer) -> Condition {
        let mut all = Conditions::default();
        all.tree(self.and, self.or, self.not, |part| part.condition(viewer));
        all.add(self.search, |words| Condition::search(column!(tasks.search_text), &words));
        all.column(self.id, column!(tasks.id));
        all.column(self.title, column!(tasks.title));
        all.column(self.status, column!(tasks.status));
        all.column(self.priority, column!(tasks.priority));
        all.column(self.assignee_id, column!(tasks.assigned_to));
        all.column(self.creator_id, column!(tasks.created_by));
        all.column(self.institution_id, column!(tasks.institution_id));
        all.column(self.contact_id, column!(tasks.contact_id));
        all.column(self.due_date, column!(tasks.due_date));
        all.column(self.completed_at, column!(tasks.completed_at));
        all.add(self.overdue, |late| whether(late, task::overdue(Utc::now())));
        all.column(self.created_at, column!(tasks.created_at));
        all.column(self.updated_at, column!(tasks.updated_at));
        all.add(self.institution, |filter| {
            let seen = related::institutions(viewer).and(filter.condition(viewer));
            Condition::Exists(INSTITUTION, Box::new(seen))
        });
        all.add(self.assignee, |filter| Condition::Exists(ASSIGNEE, Box::new(filter.condition(viewer))));
        all.add(self.creator, |filter| Condition::Exists(CREATOR, Box::new(filter.condition(viewer))));
        all.add(self.contact, |filter| {
            let seen = related::contacts(viewer).and(filter.condition(viewer));
            Condition::Exists(CONTACT, Box::new(seen))
        });
        all.all()
    }
}

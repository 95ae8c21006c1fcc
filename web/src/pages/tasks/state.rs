//! The state of the page, kept in the address. What makes no sense in an address is left out.

use domain::{TaskPriority, TaskStatus};

use crate::api::filters::{TaskFilter, is, one_of, words};
use crate::api::operations::tasks as api;
use crate::fields_of_a_list;
use crate::i18n::text::{exports, tasks as t};
use crate::pages::exports::ListFile;
use crate::pages::listing::Listed;
use crate::pages::listing::values::{Assignee, Days};
use crate::pages::panels::is_id;
use crate::router::query::Query;
use crate::ui::pager::{Position, Slice};
use crate::ui::sort::{Sort, SortKey, SortKeys};

/// What the list can be sorted by. The usual order has what is to be done first, then what is due first.
pub static SORT_KEYS: [SortKey; 6] = [
    SortKey::new("status", "STATUS", t::SORT_STATUS).then("DUE_DATE"),
    SortKey::new("due", "DUE_DATE", t::DUE_DATE),
    SortKey::new("priority", "PRIORITY", t::PRIORITY).descending(),
    SortKey::new("title", "TITLE", t::TITLE),
    SortKey::new("updated", "UPDATED_AT", t::SORT_UPDATED).descending(),
    SortKey::new("created", "CREATED_AT", t::SORT_CREATED).descending(),
];

/// Statuses of what is still to be done.
pub const OPEN: [TaskStatus; 2] = [TaskStatus::Todo, TaskStatus::InProgress];

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListState {
    /// Columns instead of rows.
    pub board: bool,
    /// Words searched for.
    pub search: String,
    /// Statuses.
    pub statuses: Vec<TaskStatus>,
    /// Priorities.
    pub priorities: Vec<TaskPriority>,
    /// Who does it.
    pub assignee: Option<Assignee>,
    /// Id of the institution.
    pub institution: Option<String>,
    /// Only those that are late.
    pub overdue: bool,
    /// When they are due.
    pub due: Days,
    /// The deleted ones instead.
    pub trash: bool,
    /// The order.
    pub sort: Sort,
    /// Which page.
    pub position: Position,
}

impl Listed for ListState {
    const SORT_KEYS: SortKeys = &SORT_KEYS;

    fn parse(query: &Query) -> Self {
        let trash = query.get("view") == Some("trash");
        Self {
            board: query.get("view") == Some("board"),
            search: query.get("q").unwrap_or_default().trim().to_owned(),
            statuses: query.known("status"),
            priorities: query.known("priority"),
            assignee: query.get("assignee").and_then(Assignee::parse),
            institution: query.get("institution").filter(|id| is_id(id)).map(str::to_owned),
            overdue: query.answer("overdue") == Some(true),
            due: Days::parse(query, "due"),
            trash,
            sort: Sort::parse(&SORT_KEYS, query.get("sort").unwrap_or_default()),
            position: Position::parse(query),
        }
    }

    fn query(&self) -> Query {
        let mut query = Query::default();
        query.push(
            "view",
            if self.trash {
                "trash"
            } else if self.board {
                "board"
            } else {
                ""
            },
        );
        query.push("q", &self.search);
        self.statuses.iter().for_each(|value| query.push("status", value.name()));
        self.priorities.iter().for_each(|value| query.push("priority", value.name()));
        query.push("assignee", self.assignee.as_ref().map(Assignee::text).unwrap_or_default());
        query.push("institution", self.institution.as_deref().unwrap_or_default());
        query.push_answer("overdue", self.overdue.then_some(true));
        self.due.write(&mut query, "due");
        query.push("sort", &self.sort.text());
        self.position.write(&mut query);
        query
    }

    fn without_filters(&self) -> Self {
        Self { trash: self.trash, board: self.board, sort: self.sort, ..Self::default() }
    }

    fields_of_a_list!();
}

impl ListState {
    /// The filter of the query; `me` is the id of the person at the screen.
    #[must_use]
    pub fn filter(&self, me: &str) -> TaskFilter {
        TaskFilter {
            search: words(&self.search),
            status: one_of(&self.statuses),
            priority: one_of(&self.priorities),
            assignee_id: is(self.assignee.as_ref().map(|assignee| assignee.id(me))),
            institution_id: is(self.institution.clone()),
            overdue: self.overdue.then_some(true),
            due_date: self.due.instants(),
            deleted: self.trash.then_some(true),
            ..TaskFilter::default()
        }
    }

    /// The list as a file; none of deleted ones. `me` is the id of the person at the screen.
    #[must_use]
    pub fn file(&self, me: &str) -> Option<ListFile> {
        let due = self.due.instants().unwrap_or_default();
        let file = ListFile::new(exports::TASKS, "/api/export/tasks")
            .with("search", &self.search)
            .with_one("status", t::STATUS, &self.statuses, TaskStatus::name)
            .with_one("priority", t::PRIORITY, &self.priorities, TaskPriority::name)
            .with_some("assigneeId", self.assignee.as_ref().map(|assignee| assignee.id(me)).as_deref())
            .with_some("institutionId", self.institution.as_deref())
            .with("overdue", if self.overdue { "true" } else { "" })
            .with_some("dueDateFrom", due.gte.as_deref())
            .with_some("dueDateTo", due.lte.as_deref());
        (!self.trash).then_some(file)
    }

    /// The variables of the query for its page of the list.
    #[must_use]
    pub fn variables(&self, me: &str) -> api::Variables {
        let Slice { first, after, last, before } = self.position.slice();
        let order_by = Some(self.sort.order(&SORT_KEYS));
        api::Variables { order_by, filter: Some(self.filter(me)), first, after, last, before }
    }

    /// The filter of a column of the board; none where the person filtered its status away.
    #[must_use]
    pub fn column_filter(&self, me: &str, status: TaskStatus) -> Option<TaskFilter> {
        let shown = self.statuses.is_empty() || self.statuses.contains(&status);
        shown.then(|| Self { statuses: vec![status], ..self.clone() }.filter(me))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &str) -> ListState {
        ListState::parse(&Query::parse(text))
    }

    #[test]
    fn nonsense_in_an_address_is_left_out() {
        let nonsense = "status=asleep&priority=&assignee=none&institution=x&overdue=perhaps&due_from=2026-13-01&view=x";
        assert_eq!(parse(nonsense), ListState::default());
    }

    #[test]
    fn filters_reach_the_server() {
        let filter = parse("q=audit&status=todo&assignee=me&overdue=yes&due_to=2026-12-01&view=board").filter("u1");
        let expected = serde_json::json!({
            "search": "audit",
            "status": {"in": ["TODO"]},
            "assigneeId": {"eq": "u1"},
            "overdue": true,
            "dueDate": {"lte": "2026-12-01T23:59:59Z"},
        });
        assert_eq!(serde_json::to_value(filter).unwrap(), expected);
    }

    #[test]
    fn a_column_that_is_filtered_away_is_not_fetched() {
        let state = parse("view=board&status=todo");
        assert!(state.column_filter("u1", TaskStatus::Completed).is_none());
        let column = state.column_filter("u1", TaskStatus::Todo).unwrap();
        assert_eq!(column.status.map(|status| status.values), Some(vec![TaskStatus::Todo]));
    }

    #[test]
    fn the_view_is_not_a_filter() {
        assert!(!parse("view=board&sort=due").is_filtered() && !parse("view=trash").is_filtered());
        assert!(parse("overdue=yes").is_filtered());
    }

    #[test]
    fn a_file_follows_what_its_route_takes() {
        let expected = ListFile::new(exports::TASKS, "/api/export/tasks")
            .with("search", "audit")
            .without(t::STATUS, true)
            .with("priority", "high")
            .with("assigneeId", "u1")
            .with("overdue", "true")
            .with("dueDateTo", "2026-12-01T23:59:59Z");
        let state = parse(
            "q=audit&status=todo&status=completed&priority=high&assignee=me&overdue=yes&due_to=2026-12-01&view=board",
        );
        assert_eq!(state.file("u1"), Some(expected));
        assert_eq!(parse("view=trash").file("u1"), None);
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_written_and_read_again_alike(text in "([a-z_]{1,11}=[^&]{0,10}&){0,8}") {
            let state = parse(&text);
            prop_assert_eq!(ListState::parse(&Query::parse(&state.query().to_string())), state);
        }
    }
}

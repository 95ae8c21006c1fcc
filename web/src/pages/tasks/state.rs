//! The state of the page, kept in the address. What makes no sense in an address is left out.

use chrono::NaiveDate;
use domain::{TaskPriority, TaskStatus};

use crate::api::filters::{Between, TaskFilter, is, one_of, words};
use crate::api::operations::tasks as api;
use crate::i18n::format;
use crate::i18n::text::{exports, tasks as t};
use crate::pages::exports::ListFile;
use crate::pages::panels::is_id;
use crate::router::query::Query;
use crate::ui::date_field::{iso_day, iso_text};
use crate::ui::pager::{Position, Slice};
use crate::ui::sort::{Sort, SortKey};

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

/// Who does a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assignee {
    /// The person at the screen.
    Me,
    /// Somebody, by id.
    User(String),
}

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
    /// Due on this day or later.
    pub due_from: Option<NaiveDate>,
    /// Due on this day or earlier.
    pub due_to: Option<NaiveDate>,
    /// The deleted ones instead.
    pub trash: bool,
    /// The order.
    pub sort: Sort,
    /// Which page.
    pub position: Position,
}

impl ListState {
    /// Reads the query of an address.
    #[must_use]
    pub fn parse(query: &Query) -> Self {
        let trash = query.get("view") == Some("trash");
        Self {
            board: query.get("view") == Some("board"),
            search: query.get("q").unwrap_or_default().trim().to_owned(),
            statuses: query.known("status"),
            priorities: query.known("priority"),
            assignee: query.get("assignee").and_then(|text| match text {
                "me" => Some(Assignee::Me),
                id => is_id(id).then(|| Assignee::User(id.to_owned())),
            }),
            institution: query.get("institution").filter(|id| is_id(id)).map(str::to_owned),
            overdue: query.answer("overdue") == Some(true),
            due_from: query.get("due_from").and_then(day),
            due_to: query.get("due_to").and_then(day),
            trash,
            sort: Sort::parse(&SORT_KEYS, query.get("sort").unwrap_or_default()),
            position: Position::parse(query),
        }
    }

    /// Writes it for an address; what is as usual is left out.
    #[must_use]
    pub fn query(&self) -> Query {
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
        match &self.assignee {
            None => {}
            Some(Assignee::Me) => query.push("assignee", "me"),
            Some(Assignee::User(id)) => query.push("assignee", id),
        }
        query.push("institution", self.institution.as_deref().unwrap_or_default());
        query.push_answer("overdue", self.overdue.then_some(true));
        query.push("due_from", &self.due_from.map(iso_text).unwrap_or_default());
        query.push("due_to", &self.due_to.map(iso_text).unwrap_or_default());
        query.push("sort", &self.sort.text());
        self.position.write(&mut query);
        query
    }

    /// Without filters; order and view stay.
    #[must_use]
    pub fn without_filters(&self) -> Self {
        Self { trash: self.trash, board: self.board, sort: self.sort, ..Self::default() }
    }

    /// Whether anything narrows it down.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        Self { position: Position::First, ..self.clone() } != self.without_filters()
    }

    /// The filter of the query; `me` is the id of the person at the screen.
    #[must_use]
    pub fn filter(&self, me: &str) -> TaskFilter {
        let due = (self.due_from.is_some() || self.due_to.is_some()).then(|| Between {
            gte: self.due_from.map(|day| format::instant(day, false)),
            lte: self.due_to.map(|day| format::instant(day, true)),
        });
        TaskFilter {
            search: words(&self.search),
            status: one_of(&self.statuses),
            priority: one_of(&self.priorities),
            assignee_id: is(self.assignee.as_ref().map(|assignee| match assignee {
                Assignee::Me => me.to_owned(),
                Assignee::User(id) => id.clone(),
            })),
            institution_id: is(self.institution.clone()),
            overdue: self.overdue.then_some(true),
            due_date: due,
            deleted: self.trash.then_some(true),
            ..TaskFilter::default()
        }
    }

    /// The list as a file; none of deleted ones. `me` is the id of the person at the screen.
    #[must_use]
    pub fn file(&self, me: &str) -> Option<ListFile> {
        let assignee = self.assignee.as_ref().map(|assignee| match assignee {
            Assignee::Me => me,
            Assignee::User(id) => id,
        });
        let instant = |day: Option<NaiveDate>, end| day.map(|day| format::instant(day, end));
        let file = ListFile::new(exports::TASKS, "/api/export/tasks")
            .with("search", &self.search)
            .with_one("status", t::STATUS, &self.statuses, TaskStatus::name)
            .with_one("priority", t::PRIORITY, &self.priorities, TaskPriority::name)
            .with_some("assigneeId", assignee)
            .with_some("institutionId", self.institution.as_deref())
            .with("overdue", if self.overdue { "true" } else { "" })
            .with_some("dueDateFrom", instant(self.due_from, false).as_deref())
            .with_some("dueDateTo", instant(self.due_to, true).as_deref());
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

/// `yyyy-mm-dd`, and nothing else.
fn day(text: &str) -> Option<NaiveDate> {
    iso_day(text).filter(|day| iso_text(*day) == text)
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

//! A fixture as a source of rows: sorted as the upstream sorts, found by id and by deal.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use serde_json::Value;

use super::Fixture;
use crate::record::{Kind, Order, id_of, timestamp};
use crate::upstream::{Answer, CompanyFilter, CustomerLink, Filter, ListRequest, Row, SessionFilter, Source};

/// Rows in memory.
#[derive(Debug, Default)]
pub struct FixtureSource {
    tables: RwLock<Tables>,
}

#[derive(Debug, Default)]
pub(super) struct Tables {
    tables: HashMap<Kind, Table>,
    links: HashMap<(CustomerLink, String), Vec<Row>>,
}

#[derive(Debug, Default)]
struct Table {
    sorted: Vec<Row>,
    by_id: HashMap<String, Row>,
}

impl FixtureSource {
    /// Sorts the rows of a fixture. Of rows with one id the last counts.
    #[must_use]
    pub fn new(fixture: Fixture) -> Self {
        let mut tables = Tables::default();
        for (kind, rows) in fixture.into_rows() {
            let by_id = rows.into_iter().filter_map(|row| Some((id_of(&row)?, Arc::new(row)))).collect();
            tables.tables.insert(kind, Table { sorted: Vec::new(), by_id });
            tables.sort(kind);
        }
        Self { tables: RwLock::new(tables) }
    }

    /// Adds or replaces a row.
    pub fn put(&self, kind: Kind, row: Value) {
        let Some(id) = id_of(&row) else { return };
        let mut tables = self.write();
        tables.tables.entry(kind).or_default().by_id.insert(id, Arc::new(row));
        tables.sort(kind);
    }

    /// Deletes a row.
    pub fn remove(&self, kind: Kind, id: &str) {
        let mut tables = self.write();
        if tables.tables.entry(kind).or_default().by_id.remove(id).is_some() {
            tables.sort(kind);
        }
    }

    pub(super) fn row(&self, kind: Kind, id: &str) -> Option<Value> {
        self.read().tables.get(&kind)?.by_id.get(id).map(|row| Value::clone(row))
    }

    pub(super) fn count(&self, kind: Kind) -> usize {
        self.read().tables.get(&kind).map_or(0, |table| table.sorted.len())
    }

    /// Deletes the first row of a list.
    pub(super) fn remove_first(&self, kind: Kind) {
        let first = self.read().tables.get(&kind).and_then(|table| id_of(table.sorted.first()?));
        if let Some(id) = first {
            self.remove(kind, &id);
        }
    }

    /// Puts the last row of a list first, as a new name does.
    pub(super) fn move_last_to_front(&self, kind: Kind) {
        if let Some(table) = self.write().tables.get_mut(&kind) {
            table.sorted.rotate_right(1);
        }
    }

    fn read(&self) -> RwLockReadGuard<'_, Tables> {
        self.tables.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Tables> {
        self.tables.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn found(&self, request: &ListRequest) -> Vec<Row> {
        let tables = self.read();
        let Some(table) = tables.tables.get(&request.kind) else { return Vec::new() };
        let fits = |row: &&Row| {
            let changed = request.updated_after.is_none_or(|after| {
                row.get("updatedAt").and_then(Value::as_str).and_then(timestamp).is_none_or(|moment| moment > after)
            });
            changed && filter(&request.filter, row)
        };
        let rows = table.sorted.iter().filter(fits).cloned();
        match request.page {
            Some(page) => rows.skip(page.number.saturating_mul(page.size)).take(page.size).collect(),
            None => rows.collect(),
        }
    }
}

impl Tables {
    fn sort(&mut self, kind: Kind) {
        let Some(table) = self.tables.get_mut(&kind) else { return };
        table.sorted = table.by_id.values().cloned().collect();
        let id = |row: &Row| id_of(row).and_then(|id| id.parse::<u64>().ok()).unwrap_or(u64::MAX);
        match kind.order() {
            Order::Text(field) => table.sorted.sort_by_cached_key(|row| {
                (row.get(field).and_then(Value::as_str).map(str::to_lowercase).unwrap_or_default(), id(row))
            }),
            Order::IdAscending => table.sorted.sort_by_cached_key(id),
            Order::IdDescending => table.sorted.sort_by_cached_key(|row| Reverse(id(row))),
            Order::NumberDescending => table.sorted.sort_by_cached_key(|row| {
                let number = row.get("number").and_then(Value::as_i64);
                (number.is_some(), Reverse(number), Reverse(id(row)))
            }),
        }
        if kind == Kind::Customer {
            self.links = links(&table.sorted);
        }
    }
}

fn links(deals: &[Row]) -> HashMap<(CustomerLink, String), Vec<Row>> {
    let mut links: HashMap<(CustomerLink, String), Vec<Row>> = HashMap::new();
    for deal in deals {
        let mut add = |link, object: Option<&Value>| {
            if let Some(id) = object.and_then(id_of) {
                links.entry((link, id)).or_default().push(deal.clone());
            }
        };
        add(CustomerLink::TrainingSession, deal.get("trainingSession"));
        for (list, object, link) in [
            ("customerTrainees", "trainee", CustomerLink::Trainee),
            ("customerFundings", "fundingAgency", CustomerLink::FundingAgency),
        ] {
            for element in deal.get(list).and_then(Value::as_array).into_iter().flatten() {
                add(link, element.get(object));
            }
        }
    }
    links
}

fn filter(filter: &Filter, row: &Value) -> bool {
    match filter {
        Filter::None => true,
        Filter::Company(filter) => company(filter, row),
        Filter::Trainee { email } => equal(row, "email", email.as_deref()),
        Filter::Program { root_level_only } => {
            !root_level_only || ["parentId", "parent"].iter().all(|field| row.get(field).is_none_or(Value::is_null))
        }
        Filter::TrainingSession(filter) => session(filter, row),
    }
}

fn company(filter: &CompanyFilter, row: &Value) -> bool {
    let conditions = [
        ("accountingNumber", &filter.accounting_number),
        ("code", &filter.code),
        ("email", &filter.email),
        ("group", &filter.group),
        ("name", &filter.name),
        ("siret", &filter.siret),
    ];
    conditions.into_iter().all(|(field, wanted)| equal(row, field, wanted.as_deref()))
}

fn session(filter: &SessionFilter, row: &Value) -> bool {
    let day = |field: &str| row.get(field).and_then(Value::as_str).and_then(|day| day.parse().ok());
    filter.started_after.is_none_or(|wanted| day("startDate").is_some_and(|day: chrono::NaiveDate| day >= wanted))
        && filter.started_before.is_none_or(|wanted| day("startDate").is_some_and(|day| day <= wanted))
        && filter.ended_after.is_none_or(|wanted| day("endDate").is_some_and(|day| day >= wanted))
        && equal(row, "pipelineState", filter.pipeline_state.as_deref())
}

fn equal(row: &Value, field: &str, wanted: Option<&str>) -> bool {
    let found = || row.get(field).and_then(Value::as_str);
    wanted.is_none_or(|wanted| found().is_some_and(|found| found.to_lowercase() == wanted.to_lowercase()))
}

impl Source for FixtureSource {
    fn list(&self, request: ListRequest) -> Answer<'_, Vec<Row>> {
        Box::pin(async move { Ok(self.found(&request)) })
    }

    fn by_ids(&self, kind: Kind, ids: Vec<String>) -> Answer<'_, Vec<Row>> {
        Box::pin(async move {
            let tables = self.read();
            let table = tables.tables.get(&kind);
            Ok(ids.iter().filter_map(|id| table?.by_id.get(id).cloned()).collect())
        })
    }

    fn customers_of(&self, link: CustomerLink, ids: Vec<String>) -> Answer<'_, Vec<(String, Row)>> {
        Box::pin(async move {
            let tables = self.read();
            let mut found = Vec::new();
            for id in ids {
                let deals = tables.links.get(&(link, id.clone()));
                found.extend(deals.into_iter().flatten().map(|deal| (id.clone(), deal.clone())));
            }
            Ok(found)
        })
    }
}

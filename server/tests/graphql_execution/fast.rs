//! The same schema level by level.

use async_graphql::{
    ComplexObject, Context, EmptyMutation, EmptySubscription, Interface, Object, Result, SimpleObject,
};
use chrono::{DateTime, Utc};
use crm::config::GraphqlLimits;
use domain::TaskStatus;
use graphql::columns;
use graphql::{
    Id,
    engine::Engine,
    rows::{Alone, Any, Connection, Loading, Mixed, One, PageOf, Relation, Row, Rows, alone},
};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::data::{self, Company, Page, cursor};

pub type FastEngine = Engine<Query, EmptyMutation, EmptySubscription>;

pub fn engine() -> FastEngine {
    let limits = GraphqlLimits { complexity: 1_000_000, ..GraphqlLimits::default() };
    Engine::new(Query, EmptyMutation, EmptySubscription, limits, |schema| schema.data(data::company()))
}

#[derive(SimpleObject, Clone)]
pub struct Person {
    id: Id,
    name: String,
    nickname: Option<String>,
}

#[derive(SimpleObject)]
pub struct Address {
    street: String,
    city: String,
}

#[derive(SimpleObject, Clone)]
pub struct Profile {
    id: Id,
    rooms: Option<i32>,
    #[graphql(skip)]
    clinic_id: Uuid,
}

#[derive(SimpleObject, Clone)]
#[graphql(complex)]
pub struct Job {
    id: Id,
    title: String,
    status: TaskStatus,
    #[graphql(skip)]
    clinic_id: Uuid,
    #[graphql(skip)]
    assignee_id: Option<Uuid>,
}

#[derive(SimpleObject, Clone)]
#[graphql(complex)]
pub struct Clinic {
    id: Id,
    name: String,
    #[graphql(name = "type")]
    kind: String,
    beds: i32,
    rating: Option<f64>,
    opened_at: DateTime<Utc>,
    tags: Vec<String>,
    budget: Decimal,
    #[graphql(skip)]
    row: data::Clinic,
}

/// Stands for the schema; rows are returned as `Any<Node>`.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "&Id"))]
#[expect(clippy::large_enum_variant, reason = "few of them live for a moment")]
pub enum Node {
    Person(Person),
    Clinic(Clinic),
    Job(Job),
}

/// Stands for the schema; rows are returned as `Mixed<Found>`.
#[derive(async_graphql::Union)]
pub enum Found {
    Person(Person),
    Job(Job),
}

impl Row for Person {
    columns!(id, name, nickname);
}

impl Row for Address {
    columns!(street, city);
}

impl Row for Profile {
    columns!(id, rooms);
}

impl Row for Job {
    columns!(id, title, status);
    const RELATIONS: &'static [&'static str] = &["clinic", "assignee"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let company = company(field.context());
        Some(match field.name() {
            "clinic" => {
                let ids = field.distinct_keys(|job| Some(job.clinic_id));
                let found = company.clinics.iter().filter(move |row| ids.contains(&row.id)).cloned().map(clinic);
                field.one(
                    async { Ok::<_, async_graphql::Error>(found.collect()) },
                    |job| Some(job.clinic_id),
                    |clinic: &Clinic| clinic.id.0,
                )
            }
            "assignee" => {
                let ids = field.distinct_keys(|job| job.assignee_id);
                let found = company.people.iter().filter(move |row| ids.contains(&row.id)).cloned().map(person);
                field.one(
                    async { Ok::<_, async_graphql::Error>(found.collect()) },
                    |job| job.assignee_id,
                    |person: &Person| person.id.0,
                )
            }
            _ => return None,
        })
    }
}

impl Row for Clinic {
    columns!(id, name, kind = "type", beds, rating, opened_at, tags, budget, label => |clinic| format!("{} ({})", clinic.name, clinic.beds));
    const RELATIONS: &'static [&'static str] = &["address", "isMine", "owner", "profile", "jobs", "jobPages"];
    const RESOLVED: &'static [&'static str] = &["scaled"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let company = company(field.context());
        Some(match field.name() {
            "address" => field
                .embedded(|clinic| Some(Address { street: clinic.row.street.clone(), city: clinic.row.city.clone() })),
            "isMine" => field.each(|clinic| clinic.row.owner_id == Some(data::id(1, 1))),
            "owner" => {
                let ids = field.distinct_keys(|clinic| clinic.row.owner_id);
                let found = company.people.iter().filter(move |row| ids.contains(&row.id)).cloned().map(person);
                field.one(
                    async { Ok::<_, async_graphql::Error>(found.collect()) },
                    |clinic| clinic.row.owner_id,
                    |person: &Person| person.id.0,
                )
            }
            "profile" => {
                let ids = field.keys(|clinic| clinic.id.0);
                let found = company.profiles.iter().filter(move |row| ids.contains(&row.clinic_id)).cloned();
                let found = found.map(|row| Profile { id: row.id.into(), rooms: row.rooms, clinic_id: row.clinic_id });
                field.one(
                    async { Ok::<_, async_graphql::Error>(found.collect()) },
                    |clinic| Some(clinic.id.0),
                    |profile: &Profile| profile.clinic_id,
                )
            }
            "jobs" => {
                let (ids, status) = (field.keys(|clinic| clinic.id.0), field.argument::<Option<TaskStatus>>("status"));
                let load = async move {
                    let status = status.map_err(|error| async_graphql::Error::new(error.message))?;
                    // Any order between parents: the engine sorts.
                    let mut jobs: Vec<_> =
                        ids.iter().rev().flat_map(|id| company.jobs_of(*id, status)).map(job).collect();
                    jobs.sort_by_key(|job| job.id);
                    Ok::<_, async_graphql::Error>(jobs)
                };
                field.list(load, |clinic| clinic.id.0, |job: &Job| job.clinic_id)
            }
            "jobPages" => {
                let ids = field.keys(|clinic| clinic.id.0);
                let wanted = field.wanted();
                let page = Page::new(field.argument("first").ok()?, field.argument("after").ok()?);
                let status = field.argument::<Option<TaskStatus>>("status").ok()?;
                field.connection(async move {
                    let pages = ids.iter().map(|id| page_of(page, &company.jobs_of(*id, status), job, wanted));
                    Ok::<_, async_graphql::Error>(pages.collect())
                })
            }
            _ => return None,
        })
    }
}

fn page_of<R: Clone, T>(page: Page, all: &[R], object: fn(R) -> T, wanted: graphql::rows::Wanted) -> PageOf<T> {
    let (items, has_previous, has_next) = page.of(all);
    PageOf {
        cursors: if wanted.cursors { items.iter().map(|(n, _)| cursor(*n)).collect() } else { Vec::new() },
        has_next: has_next && wanted.page_info,
        has_previous: has_previous && wanted.page_info,
        total: wanted.total.then(|| all.len().try_into().unwrap()),
        rows: if wanted.rows { items.into_iter().map(|(_, row)| object(row)).collect() } else { Vec::new() },
    }
}

fn company<'a>(ctx: &Context<'a>) -> &'a Company {
    ctx.data_unchecked::<Company>()
}

fn person(row: data::Person) -> Person {
    Person { id: row.id.into(), name: row.name, nickname: row.nickname }
}

fn job(row: data::Job) -> Job {
    Job {
        id: row.id.into(),
        title: row.title,
        status: row.status,
        clinic_id: row.clinic_id,
        assignee_id: row.assignee_id,
    }
}

fn clinic(row: data::Clinic) -> Clinic {
    Clinic {
        id: row.id.into(),
        name: row.name.clone(),
        kind: row.kind.clone(),
        beds: row.beds,
        rating: row.rating,
        opened_at: row.opened_at,
        tags: row.tags.clone(),
        budget: row.budget,
        row,
    }
}

#[ComplexObject]
impl Job {
    async fn clinic(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<Clinic>>>> {
        alone(self, ctx).await
    }

    async fn assignee(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<Person>>>> {
        alone(self, ctx).await
    }
}

#[ComplexObject]
#[expect(unused_variables, reason = "arguments of relations stand for the schema")]
impl Clinic {
    async fn address(&self, ctx: &Context<'_>) -> Result<Alone<One<Address>>> {
        alone(self, ctx).await
    }

    async fn label(&self) -> String {
        format!("{} ({})", self.name, self.beds)
    }

    async fn scaled(&self, by: i32) -> i32 {
        self.beds * by
    }

    async fn is_mine(&self, ctx: &Context<'_>) -> Result<Alone<bool>> {
        alone(self, ctx).await
    }

    async fn owner(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<Person>>>> {
        alone(self, ctx).await
    }

    async fn profile(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<Profile>>>> {
        alone(self, ctx).await
    }

    async fn jobs(&self, ctx: &Context<'_>, status: Option<TaskStatus>) -> Result<Alone<Rows<Job>>> {
        alone(self, ctx).await
    }

    async fn job_pages(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        status: Option<TaskStatus>,
    ) -> Result<Alone<Connection<Job>>> {
        alone(self, ctx).await
    }
}

pub struct Query;

#[Object]
impl Query {
    async fn clinic(&self, ctx: &Context<'_>, n: i32) -> Option<One<Clinic>> {
        company(ctx).clinics.get(usize::try_from(n).ok()?).cloned().map(clinic).map(One::from)
    }

    async fn all_clinics(&self, ctx: &Context<'_>) -> Rows<Clinic> {
        company(ctx).clinics.iter().cloned().map(clinic).collect::<Vec<_>>().into()
    }

    async fn clinics(&self, ctx: &Context<'_>, first: Option<i32>, after: Option<String>) -> Connection<Clinic> {
        let wanted = graphql::rows::Wanted::of(ctx);
        page_of(Page::new(first, after), &company(ctx).clinics, clinic, wanted).into()
    }

    async fn node(&self, ctx: &Context<'_>, kind: i32, n: i32) -> Option<Any<Node>> {
        let (company, n) = (company(ctx), usize::try_from(n).ok()?);
        match kind {
            1 => company.people.get(n).cloned().map(|row| Any::new(person(row))),
            2 => company.clinics.get(n).cloned().map(|row| Any::new(clinic(row))),
            _ => company.jobs.get(n).cloned().map(|row| Any::new(job(row))),
        }
    }

    async fn search(&self, ctx: &Context<'_>) -> Mixed<Found> {
        let company = company(ctx);
        let mut found = Mixed::default();
        for n in 0..3 {
            found.push(job(company.jobs[n].clone()));
            found.push(person(company.people[n].clone()));
        }
        found
    }
}

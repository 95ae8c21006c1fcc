//! The ordinary way: a resolver for each field. What it answers is right by async-graphql's own account.

use async_graphql::{
    ComplexObject, Context, EmptyMutation, EmptySubscription, ID, Interface, Object, OutputType, Schema, SimpleObject,
    TypeName,
};
use chrono::{DateTime, SecondsFormat, Utc};
use domain::TaskStatus;
use rust_decimal::Decimal;
use std::borrow::Cow;

use crate::data::{self, Company, Page, cursor};

pub type PlainSchema = Schema<Query, EmptyMutation, EmptySubscription>;

pub fn schema() -> PlainSchema {
    Schema::build(Query, EmptyMutation, EmptySubscription).data(data::company()).finish()
}

#[derive(SimpleObject)]
pub struct Person {
    id: ID,
    name: String,
    nickname: Option<String>,
}

#[derive(SimpleObject)]
pub struct Address {
    street: String,
    city: String,
}

#[derive(SimpleObject)]
pub struct Profile {
    id: ID,
    rooms: Option<i32>,
}

#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Job {
    id: ID,
    title: String,
    status: TaskStatus,
    #[graphql(skip)]
    row: data::Job,
}

#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Clinic {
    id: ID,
    name: String,
    #[graphql(name = "type")]
    kind: String,
    beds: i32,
    rating: Option<f64>,
    opened_at: Instant,
    tags: Vec<String>,
    budget: Decimal,
    address: Address,
    #[graphql(skip)]
    row: data::Clinic,
}

/// An instant written as rows write it.
pub struct Instant(DateTime<Utc>);

async_graphql::scalar!(Instant, "DateTime");

impl serde::Serialize for Instant {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl<'de> serde::Deserialize<'de> for Instant {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        DateTime::deserialize(deserializer).map(Self)
    }
}

#[derive(Interface)]
#[graphql(field(name = "id", ty = "&ID"))]
#[expect(clippy::large_enum_variant, reason = "one at a time, in a test")]
pub enum Node {
    Person(Person),
    Clinic(Clinic),
    Job(Job),
}

#[derive(SimpleObject)]
pub struct PageInfo {
    has_next_page: bool,
    has_previous_page: bool,
    start_cursor: Option<String>,
    end_cursor: Option<String>,
}

#[derive(SimpleObject)]
#[graphql(name_type)]
pub struct Edge<T: OutputType> {
    node: T,
    cursor: String,
}

#[derive(SimpleObject)]
#[graphql(name_type)]
pub struct Connection<T: OutputType> {
    edges: Vec<Edge<T>>,
    nodes: Vec<T>,
    page_info: PageInfo,
    total_count: i32,
}

impl<T: OutputType> TypeName for Edge<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Edge", T::type_name()).into()
    }
}

impl<T: OutputType> TypeName for Connection<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Connection", T::type_name()).into()
    }
}

impl<T: OutputType> Connection<T> {
    fn new<R: Clone>(page: Page, all: &[R], object: fn(R) -> T) -> Self {
        let (items, has_previous_page, has_next_page) = page.of(all);
        Self {
            edges: items.iter().map(|(n, row)| Edge { node: object(row.clone()), cursor: cursor(*n) }).collect(),
            nodes: items.iter().map(|(_, row)| object(row.clone())).collect(),
            page_info: PageInfo {
                has_next_page,
                has_previous_page,
                start_cursor: items.first().map(|(n, _)| cursor(*n)),
                end_cursor: items.last().map(|(n, _)| cursor(*n)),
            },
            total_count: all.len().try_into().unwrap(),
        }
    }
}

fn company<'a>(ctx: &Context<'a>) -> &'a Company {
    ctx.data_unchecked::<Company>()
}

fn person(row: data::Person) -> Person {
    Person { id: row.id.into(), name: row.name, nickname: row.nickname }
}

fn job(row: data::Job) -> Job {
    Job { id: row.id.into(), title: row.title.clone(), status: row.status, row }
}

fn clinic(row: data::Clinic) -> Clinic {
    Clinic {
        id: row.id.into(),
        name: row.name.clone(),
        kind: row.kind.clone(),
        beds: row.beds,
        rating: row.rating,
        opened_at: Instant(row.opened_at),
        tags: row.tags.clone(),
        budget: row.budget,
        address: Address { street: row.street.clone(), city: row.city.clone() },
        row,
    }
}

#[ComplexObject]
impl Job {
    async fn clinic(&self, ctx: &Context<'_>) -> Option<Clinic> {
        company(ctx).clinics.iter().find(|clinic| clinic.id == self.row.clinic_id).cloned().map(clinic)
    }

    async fn assignee(&self, ctx: &Context<'_>) -> Option<Person> {
        company(ctx).people.iter().find(|person| Some(person.id) == self.row.assignee_id).cloned().map(person)
    }
}

#[ComplexObject]
impl Clinic {
    async fn label(&self) -> String {
        format!("{} ({})", self.name, self.beds)
    }

    async fn scaled(&self, by: i32) -> i32 {
        self.beds * by
    }

    async fn is_mine(&self) -> bool {
        self.row.owner_id == Some(data::id(1, 1))
    }

    async fn owner(&self, ctx: &Context<'_>) -> Option<Person> {
        company(ctx).people.iter().find(|person| Some(person.id) == self.row.owner_id).cloned().map(person)
    }

    async fn profile(&self, ctx: &Context<'_>) -> Option<Profile> {
        let found = company(ctx).profiles.iter().find(|profile| profile.clinic_id == self.row.id).cloned();
        found.map(|row| Profile { id: row.id.into(), rooms: row.rooms })
    }

    async fn jobs(&self, ctx: &Context<'_>, status: Option<TaskStatus>) -> Vec<Job> {
        company(ctx).jobs_of(self.row.id, status).into_iter().map(job).collect()
    }

    async fn job_pages(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        status: Option<TaskStatus>,
    ) -> Connection<Job> {
        Connection::new(Page::new(first, after), &company(ctx).jobs_of(self.row.id, status), job)
    }
}

pub struct Query;

#[Object]
impl Query {
    async fn clinic(&self, ctx: &Context<'_>, n: i32) -> Option<Clinic> {
        company(ctx).clinics.get(usize::try_from(n).ok()?).cloned().map(clinic)
    }

    async fn all_clinics(&self, ctx: &Context<'_>) -> Vec<Clinic> {
        company(ctx).clinics.iter().cloned().map(clinic).collect()
    }

    async fn clinics(&self, ctx: &Context<'_>, first: Option<i32>, after: Option<String>) -> Connection<Clinic> {
        Connection::new(Page::new(first, after), &company(ctx).clinics, clinic)
    }

    async fn node(&self, ctx: &Context<'_>, kind: i32, n: i32) -> Option<Node> {
        let (company, n) = (company(ctx), usize::try_from(n).ok()?);
        match kind {
            1 => company.people.get(n).cloned().map(|row| Node::Person(person(row))),
            2 => company.clinics.get(n).cloned().map(|row| Node::Clinic(clinic(row))),
            _ => company.jobs.get(n).cloned().map(|row| Node::Job(job(row))),
        }
    }

    async fn search(&self, ctx: &Context<'_>) -> Vec<Found> {
        let company = company(ctx);
        let mut found = Vec::new();
        for n in 0..3 {
            found.push(Found::Job(job(company.jobs[n].clone())));
            found.push(Found::Person(person(company.people[n].clone())));
        }
        found
    }
}

#[derive(async_graphql::Union)]
pub enum Found {
    Person(Person),
    Job(Job),
}

//! What GraphQL is measured against by `cargo xtask bench`: the same statements behind handlers written by hand.
//!
//! `baseline DATA_DIR PORT` serves the private database of a running server: one institution by its id at `/one/{id}`,
//! and at `/page` fifty of them with profile, contacts and open tasks. No sign-in, no log, no headers: axum,
//! diesel-async and serde alone.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    routing::get,
};
use db::{
    column,
    query::{self, Condition, OrderKey, PageRequest},
    rows,
    schema::medical_institutions,
};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::{CommercialStatus, ComplianceStatus, InstitutionType, TaskPriority, TaskStatus};
use serde::Serialize;
use uuid::Uuid;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What the GraphQL document of the same measurement asks for.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Institution {
    id: Uuid,
    name: String,
    r#type: InstitutionType,
    address: Address,
    commercial_status: CommercialStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    medical_profile: Option<Profile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contacts: Option<Nodes<Contact>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tasks: Option<Nodes<Task>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Address {
    street: String,
    city: String,
    zip_code: String,
}

#[derive(Serialize)]
struct Nodes<T> {
    nodes: Vec<T>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Profile {
    bed_capacity: Option<i32>,
    surgical_rooms: Option<i32>,
    specialties: Vec<String>,
    compliance_status: ComplianceStatus,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Contact {
    id: Uuid,
    full_name: String,
    email: String,
    phone: Option<String>,
    title: Option<String>,
    is_primary: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Task {
    id: Uuid,
    title: String,
    priority: TaskPriority,
    status: TaskStatus,
    due_date: Option<chrono::DateTime<chrono::Utc>>,
}

/// Any failure is an answer that the measurement does not count.
type Answer<T> = Result<Json<T>, StatusCode>;

fn failed(error: impl std::fmt::Display) -> StatusCode {
    eprintln!("{error}");
    StatusCode::INTERNAL_SERVER_ERROR
}

fn institution(row: rows::Institution) -> Institution {
    let values = row.values;
    Institution {
        id: row.id,
        name: values.name,
        r#type: values.kind,
        address: Address {
            street: values.address.street,
            city: values.address.city,
            zip_code: values.address.zip_code,
        },
        commercial_status: values.commercial_status,
        medical_profile: None,
        contacts: None,
        tasks: None,
    }
}

async fn one(State(pool): State<Arc<db::Pool>>, Path(id): Path<Uuid>) -> Answer<Institution> {
    let mut conn = db::pool::get(&pool).await.map_err(failed)?;
    let row = medical_institutions::table
        .filter(medical_institutions::id.eq(id).and(medical_institutions::deleted_at.is_null()))
        .select(rows::Institution::as_select())
        .first(&mut conn)
        .await
        .map_err(failed)?;
    Ok(Json(institution(row)))
}

fn listed(condition: Condition, order: Vec<OrderKey>, limit: i64, foreign_key: Option<&'static str>) -> PageRequest {
    PageRequest { condition, order, after: None, backward: false, limit, cursors: false, foreign_key }
}

async fn page(State(pool): State<Arc<db::Pool>>) -> Answer<Nodes<Institution>> {
    let mut conn = db::pool::get(&pool).await.map_err(failed)?;
    let request = listed(
        Condition::IsNull(column!(medical_institutions.deleted_at)),
        vec![OrderKey::new("medical_institutions.name", "text"), OrderKey::new("medical_institutions.id", "uuid")],
        50,
        None,
    );
    let found = query::load::<rows::Institution>(&mut conn, &request).await.map_err(failed)?;
    let ids: Vec<Uuid> = found.rows.iter().map(|row| row.id).collect();
    let of_profile = column!(medical_profiles.institution_id);
    let profiles =
        query::by_ids::<rows::Profile>(&mut conn, of_profile, ids.clone(), Condition::TRUE).await.map_err(failed)?;
    let mut profiles: std::collections::HashMap<_, _> =
        profiles.into_iter().map(|profile| (profile.institution_id, profile.values)).collect();
    let request = listed(
        Condition::IsNull(column!(contact_persons.deleted_at)),
        vec![
            OrderKey::new("contact_persons.last_name", "text"),
            OrderKey::new("contact_persons.first_name", "text"),
            OrderKey::new("contact_persons.id", "uuid"),
        ],
        10,
        Some("contact_persons.institution_id"),
    );
    let mut contacts = query::load_by_parent::<rows::Contact>(&mut conn, &ids, &request).await.map_err(failed)?;
    let open = Condition::OneOf(
        column!(tasks.status),
        query::Values::Text(vec![TaskStatus::Todo.name().into(), TaskStatus::InProgress.name().into()]),
    );
    let request = listed(
        Condition::IsNull(column!(tasks.deleted_at)).and(open),
        vec![OrderKey::nullable("tasks.due_date", "timestamptz"), OrderKey::new("tasks.id", "uuid")],
        10,
        Some("tasks.institution_id"),
    );
    let mut tasks = query::load_by_parent::<rows::Task>(&mut conn, &ids, &request).await.map_err(failed)?;
    let nodes = found.rows.into_iter().map(|row| {
        let id = row.id;
        Institution {
            medical_profile: profiles.remove(&id).map(|values| Profile {
                bed_capacity: values.bed_capacity,
                surgical_rooms: values.surgical_rooms,
                specialties: values.specialties,
                compliance_status: values.compliance_status,
            }),
            contacts: Some(Nodes {
                nodes: contacts.remove(&id).unwrap_or_default().rows.into_iter().map(contact).collect(),
            }),
            tasks: Some(Nodes { nodes: tasks.remove(&id).unwrap_or_default().rows.into_iter().map(task).collect() }),
            ..institution(row)
        }
    });
    Ok(Json(Nodes { nodes: nodes.collect() }))
}

fn contact(row: rows::Contact) -> Contact {
    let values = row.values;
    Contact {
        id: row.id,
        full_name: format!("{} {}", values.first_name, values.last_name),
        email: values.email,
        phone: values.phone,
        title: values.title,
        is_primary: values.is_primary,
    }
}

fn task(row: rows::Task) -> Task {
    let values = row.values;
    Task {
        id: row.id,
        title: values.title,
        priority: values.priority,
        status: values.status,
        due_date: values.due_date,
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(data_dir), Some(port)) = (arguments.next(), arguments.next()) else {
        anyhow::bail!("usage: baseline DATA_DIR PORT");
    };
    // Joins the database of the server that runs on this directory.
    let postgres = db::embedded::Postgres::start(&db::embedded::Options::new(data_dir))?;
    let pool = Arc::new(db::pool::connect(postgres.url(), 16)?);
    let router = Router::new()
        .route("/one/{id}", get(one))
        .route("/page", get(page))
        .route("/health/ready", get(async || "ready"))
        .with_state(pool);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port.parse()?)).await?;
    axum::serve(listener, router).await?;
    Ok(())
}

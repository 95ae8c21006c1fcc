//! Asking the fields of objects that are more than columns: relations, and what has a guard or is computed for the
//! caller. The objects are reached by ways that lead past the root fields of their own types.

use std::collections::{BTreeMap, BTreeSet};

use async_graphql::parser::{
    parse_schema,
    types::{BaseType, Type, TypeKind, TypeSystemDefinition},
};
use futures_util::future::join_all;
use graphql::schema;
use serde_json::{Value, json};
use server::api;
use uuid::Uuid;

use crate::{
    cases::On,
    common::TestApp,
    company::{CALLERS, Company, Hash, Rows},
    graphql::targets,
    table::Line,
};

/// How one comes to objects of a type.
struct Way {
    object: &'static str,
    /// Fields from the root on, with their arguments.
    steps: &'static [&'static str],
    /// What `$id` is; without it there is no such argument.
    id: Option<fn(&Rows) -> Uuid>,
}

const fn way(object: &'static str, steps: &'static [&'static str], id: fn(&Rows) -> Uuid) -> Way {
    Way { object, steps, id: Some(id) }
}

const WAYS: &[Way] = &[
    Way { object: "AgedBalanceRow", steps: &["agedBalance", "rows"], id: None },
    way("AuditEvent", &["institution(id: $id)", "auditEvents", "nodes"], |rows| rows.institution),
    way("CatalogItem", &["catalogItem(id: $id)"], |rows| rows.catalog_item),
    way("ConsolidatedRevenue", &["institution(id: $id)", "revenue"], |rows| rows.institution),
    way("ContactPerson", &["contact(id: $id)"], |rows| rows.contact),
    Way { object: "Dashboard", steps: &["dashboard"], id: None },
    way("DigiformaCompany", &["institution(id: $id)", "digiformaCompanies", "nodes"], |rows| rows.institution),
    way("DigiformaContact", &["institution(id: $id)", "digiformaCompanies", "nodes", "contacts", "nodes"], |rows| {
        rows.institution
    }),
    way("DigiformaInvoice", &["institution(id: $id)", "digiformaInvoices", "nodes"], |rows| rows.institution),
    way("DigiformaMapping", &["digiforma", "mappings(filter: { institutionId: { eq: $id } })", "nodes"], |rows| {
        rows.institution
    }),
    way("DigiformaQuote", &["institution(id: $id)", "digiformaQuotes", "nodes"], |rows| rows.institution),
    way("DigiformaSuggestion", &["digiforma", "suggestedMatches(companyId: $id)"], |rows| rows.unlinked_company),
    Way { object: "DigiformaSync", steps: &["digiforma", "syncs", "nodes"], id: None },
    way("DocumentVersion", &["invoice(id: $id)", "documents"], |rows| rows.issued_invoice),
    Way { object: "FirmIdentity", steps: &["firm"], id: None },
    way(
        "InstitutionAggregateKey",
        &["institutionAggregate(groupBy: [ASSIGNED_USER], filter: { id: { eq: $id } })", "key"],
        |rows| rows.institution,
    ),
    Way { object: "InstitutionAttention", steps: &["dashboard", "attention(first: 50)"], id: None },
    way("Invoice", &["invoice(id: $id)"], |rows| rows.issued_invoice),
    way(
        "InvoiceAggregateKey",
        &["invoiceAggregate(groupBy: [INSTITUTION, ASSIGNED_USER], filter: { id: { eq: $id } })", "key"],
        |rows| rows.invoice,
    ),
    way("InvoiceDeduction", &["invoice(id: $id)", "deductions"], |rows| rows.invoice),
    way("InvoiceLine", &["invoice(id: $id)", "lines"], |rows| rows.invoice),
    way(
        "InvoiceLineAggregateKey",
        &[
            "invoiceLineAggregate(groupBy: [CATALOG_ITEM, INSTITUTION, ASSIGNED_USER], filter: { id: { eq: $id } })",
            "key",
        ],
        |rows| rows.invoice,
    ),
    way("InvoiceTemplate", &["invoiceTemplate(id: $id)"], |rows| rows.template),
    way("MedicalInstitution", &["institution(id: $id)"], |rows| rows.institution),
    way("MedicalProfile", &["institution(id: $id)", "medicalProfile"], |rows| rows.institution),
    way("Payment", &["payment(id: $id)"], |rows| rows.payment),
    way(
        "PaymentAggregateKey",
        &["paymentAggregate(groupBy: [INSTITUTION, ASSIGNED_USER, RECORDED_BY], filter: { id: { eq: $id } })", "key"],
        |rows| rows.payment,
    ),
    way("Quote", &["quote(id: $id)"], |rows| rows.quote),
    way(
        "QuoteAggregateKey",
        &["quoteAggregate(groupBy: [INSTITUTION, ASSIGNED_USER], filter: { id: { eq: $id } })", "key"],
        |rows| rows.quote,
    ),
    way("QuoteLine", &["quote(id: $id)", "lines"], |rows| rows.quote),
    way("QuoteRevision", &["quote(id: $id)", "revisions"], |rows| rows.accepted_quote),
    way("RevenueEntry", &["revenueEntry(id: $id)"], |rows| rows.revenue_entry),
    way("RevenueMonth", &["revenueEvolution(institutionId: $id, months: 1)"], |rows| rows.institution),
    way("Segment", &["segment(id: $id)"], |rows| rows.segment),
    way("SegmentCombinedCriteria", &["segment(id: $id)", "criteria", "combinedFilters"], |rows| rows.segment),
    way("SegmentCriteria", &["segment(id: $id)", "criteria"], |rows| rows.segment),
    way("Task", &["task(id: $id)"], |rows| rows.task),
    way(
        "TaskAggregateKey",
        &["taskAggregate(groupBy: [ASSIGNEE, CREATOR, INSTITUTION], filter: { id: { eq: $id } })", "key"],
        |rows| rows.task,
    ),
    // Whoever sees a row sees by name who works on it; that person's team is another matter.
    way("Team", &["task(id: $id)", "assignee", "team"], |rows| rows.task),
    way("TemplateVersion", &["invoiceTemplate(id: $id)", "versions"], |rows| rows.template),
    way("User", &["task(id: $id)", "assignee"], |rows| rows.task),
    way("Webhook", &["webhook(id: $id)"], |rows| rows.webhook),
    way("WebhookDelivery", &["webhookDelivery(id: $id)"], |rows| rows.webhook_delivery),
];

/// Fields of each object with the types that they have.
type Types = BTreeMap<String, BTreeMap<String, Type>>;

fn types() -> Types {
    let document = parse_schema(api::schema()).unwrap();
    let objects = document.definitions.into_iter().filter_map(|definition| match definition {
        TypeSystemDefinition::Type(found) => {
            let fields = match found.node.kind {
                TypeKind::Object(object) => object.fields,
                TypeKind::Interface(interface) => interface.fields,
                TypeKind::Union(_) => Vec::new(),
                _ => return None,
            };
            let fields = fields.into_iter().map(|field| (field.node.name.node.to_string(), field.node.ty.node));
            Some((found.node.name.node.to_string(), fields.collect()))
        }
        _ => None,
    });
    objects.collect()
}

/// The fields that are asked: object and name, from the declarations of rows and, for the dashboard, from the schema.
fn fields(types: &Types) -> BTreeSet<(String, String)> {
    let rows = schema::row_types().into_iter().filter(|declared| !declared.type_name.ends_with("Aggregate"));
    let of_rows = rows.flat_map(|declared| {
        let object = declared.type_name.to_string();
        declared.loaded.into_iter().map(move |field| (object.clone(), field.to_owned()))
    });
    let of_dashboard = types["Dashboard"].keys().map(|field| ("Dashboard".to_owned(), field.clone()));
    of_rows.chain(of_dashboard).collect()
}

/// Each caller has one company for all of them.
pub async fn ask(app: &TestApp, hash: &Hash) -> Vec<Line> {
    let types = types();
    let fields = fields(&types);
    let objects: BTreeSet<&str> = fields.iter().map(|(object, _)| object.as_str()).collect();
    let reached: BTreeSet<&str> = WAYS.iter().map(|way| way.object).collect();
    assert_eq!(objects, reached, "each object with relations has a way in server/tests/rights/relations.rs");
    let companies = join_all(CALLERS.map(|(_, who)| Company::new(app, who, hash))).await;
    let mut lines = Vec::new();
    for (object, field) in &fields {
        let way = WAYS.iter().find(|way| way.object == object).unwrap();
        let document = document(way, field, selection(&types, &types[object][field]));
        let on = if way.id.is_some() { On::Team } else { On::Nothing };
        for (n, on) in targets(on).into_iter().enumerate() {
            let answers = companies.iter().map(|company| answer(company, way, field, &document, company.rows()[n]));
            let answers = join_all(answers).await;
            lines.push(Line { question: format!("{object}.{field}"), on, permission: "-", answers });
        }
    }
    lines
}

/// As little as can be asked of a value.
fn selection(types: &Types, of: &Type) -> &'static str {
    match &of.base {
        BaseType::List(item) => selection(types, item),
        BaseType::Named(name) if name.ends_with("Connection") => " { nodes { __typename } }",
        BaseType::Named(name) if types.contains_key(name.as_str()) => " { __typename }",
        BaseType::Named(_) => "",
    }
}

fn document(way: &Way, field: &str, selection: &str) -> String {
    let variables = if way.id.is_some() { "($id: ID!)" } else { "" };
    format!("query{variables} {{ {} {{ {field}{selection} }} {}", way.steps.join(" { "), "}".repeat(way.steps.len()))
}

async fn answer(company: &Company, way: &Way, field: &str, document: &str, rows: &Rows) -> String {
    let variables = way.id.map_or_else(|| json!({}), |id| json!({ "id": id(rows) }));
    let answer = company.client.graphql(document, variables).await;
    let error = &answer["errors"][0];
    if !error.is_null() {
        let code = error["extensions"]["code"].as_str();
        assert!(
            !matches!(code, None | Some("INTERNAL_SERVER_ERROR" | "GRAPHQL_VALIDATION_FAILED")),
            "{document}: {answer}"
        );
        return code.unwrap_or_default().to_owned();
    }
    let mut found = vec![&answer["data"]];
    for step in way.steps {
        let key = step.split('(').next().unwrap_or(step);
        found = found.into_iter().flat_map(|value| items(&value[key])).collect();
    }
    // Lists of everybody's rows differ in them: each outcome once.
    let outcomes: BTreeSet<&str> = found.into_iter().map(|object| outcome(&object[field])).collect();
    if outcomes.is_empty() { "-".to_owned() } else { Vec::from_iter(outcomes).join("+") }
}

fn items(value: &Value) -> Vec<&Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(items) => items.iter().collect(),
        one => vec![one],
    }
}

fn outcome(value: &Value) -> &'static str {
    let rows = value["nodes"].as_array().or(value.as_array());
    match (value, rows) {
        (_, Some(rows)) if rows.is_empty() => "none",
        (_, Some(_)) => "rows",
        (Value::Null, _) => "null",
        (Value::Bool(true), _) => "true",
        (Value::Bool(false), _) => "false",
        (Value::Object(_), _) => "row",
        _ => "value",
    }
}

//! Rows of the mirror for Digiforma's schema.

use std::sync::Arc;

use db::digiforma::{self as mirror, DealsOf, Listing, Sorted, Table, Wanted};
use digiforma::{
    record::{Kind, Order},
    upstream::{Answer, CompanyFilter, CustomerLink, Filter, ListRequest, Row, SessionFilter, Source, SourceError},
};

/// The mirror as a source of rows.
pub(super) struct MirrorSource {
    pool: db::Pool,
}

impl MirrorSource {
    pub(super) fn new(pool: db::Pool) -> Self {
        Self { pool }
    }

    async fn conn(&self) -> Result<db::Connection, SourceError> {
        db::pool::get(&self.pool).await.map_err(|error| {
            tracing::warn!(%error, "the mirror cannot be read");
            unavailable()
        })
    }
}

impl Source for MirrorSource {
    fn list(&self, request: ListRequest) -> Answer<'_, Vec<Row>> {
        Box::pin(async move {
            let mut conn = self.conn().await?;
            let found = mirror::list(&mut conn, listing(request)).await.map_err(|error| failed(&error))?;
            Ok(found.into_iter().map(Arc::new).collect())
        })
    }

    fn by_ids(&self, kind: Kind, ids: Vec<String>) -> Answer<'_, Vec<Row>> {
        Box::pin(async move {
            let mut conn = self.conn().await?;
            let found = mirror::by_digiforma_ids(&mut conn, table(kind), &ids).await;
            Ok(found.map_err(|error| failed(&error))?.into_iter().map(Arc::new).collect())
        })
    }

    fn customers_of(&self, link: CustomerLink, ids: Vec<String>) -> Answer<'_, Vec<(String, Row)>> {
        Box::pin(async move {
            let of = match link {
                CustomerLink::TrainingSession => DealsOf::TrainingSessions,
                CustomerLink::Trainee => DealsOf::Trainees,
                CustomerLink::FundingAgency => DealsOf::FundingAgencies,
            };
            let mut conn = self.conn().await?;
            let found = mirror::deals_of(&mut conn, of, &ids).await.map_err(|error| failed(&error))?;
            Ok(found.into_iter().map(|(id, row)| (id, Arc::new(row))).collect())
        })
    }
}

fn unavailable() -> SourceError {
    SourceError("The database cannot be reached at the moment. Try again shortly.".to_owned())
}

fn failed(error: &diesel::result::Error) -> SourceError {
    if db::pool::is_unavailable(error) {
        return unavailable();
    }
    tracing::error!(%error, "the mirror cannot be read");
    SourceError("Something unexpected happened.".to_owned())
}

fn table(kind: Kind) -> Table {
    match kind {
        Kind::Company => Table::Companies,
        Kind::Trainee => Table::Trainees,
        Kind::Customer => Table::Customers,
        Kind::Quotation => Table::Quotes,
        Kind::Invoice => Table::Invoices,
        Kind::TrainingSession => Table::TrainingSessions,
        Kind::Program => Table::Programs,
        Kind::FundingAgency => Table::FundingAgencies,
        Kind::Instructor => Table::Instructors,
        Kind::Manager => Table::Managers,
        Kind::Room => Table::Rooms,
    }
}

fn listing(request: ListRequest) -> Listing {
    let sorted = match request.kind.order() {
        Order::Text(field) => Sorted::Text(field),
        Order::IdAscending => Sorted::Id,
        Order::IdDescending => Sorted::LatestId,
        Order::NumberDescending => Sorted::LatestNumber,
    };
    let whole = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let (offset, limit) = match request.page {
        Some(page) => (whole(page.number.saturating_mul(page.size)), Some(whole(page.size))),
        None => (0, None),
    };
    Listing {
        table: table(request.kind),
        sorted,
        wanted: wanted(request.filter),
        updated_after: request.updated_after.map(|moment| moment.format("%Y-%m-%dT%H:%M:%S%.f").to_string()),
        offset,
        limit,
    }
}

fn wanted(filter: Filter) -> Vec<Wanted> {
    match filter {
        Filter::None => Vec::new(),
        Filter::Company(CompanyFilter { accounting_number, code, email, group, name, siret }) => texts([
            ("accountingNumber", accounting_number),
            ("code", code),
            ("email", email),
            ("group", group),
            ("name", name),
            ("siret", siret),
        ]),
        Filter::Trainee { email } => texts([("email", email)]),
        Filter::Program { root_level_only: true } => vec![Wanted::Absent(&["parentId", "parent"])],
        Filter::Program { root_level_only: false } => Vec::new(),
        Filter::TrainingSession(SessionFilter { started_after, started_before, ended_after, pipeline_state }) => {
            let mut all = texts([("pipelineState", pipeline_state)]);
            all.extend(started_after.map(|day| Wanted::From("startDate", day)));
            all.extend(started_before.map(|day| Wanted::To("startDate", day)));
            all.extend(ended_after.map(|day| Wanted::From("endDate", day)));
            all
        }
    }
}

fn texts<const N: usize>(fields: [(&'static str, Option<String>); N]) -> Vec<Wanted> {
    fields.into_iter().filter_map(|(field, text)| Some(Wanted::Text(field, text?))).collect()
}

//! The lists of Digiforma, one after another.

use chrono::{DateTime, Duration, Utc};
use db::{
    digiforma::{
        CompanyRecord, ContactRecord, CustomerRecord, DirectoryRecord, InvoiceRecord, ProgramRecord, QuoteRecord,
        Table, TrainingSessionRecord,
    },
    rows::DigiformaSync,
    schema::{digiforma_cursors, digiforma_customers},
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use digiforma::{
    client::{Client, Pages},
    record::{Company, CrmStatus, Customer, FundingAgency, Invoice, Program, Quotation, Trainee, TrainingSession},
};
use domain::{DigiformaPhase, DigiformaSyncMode};
use futures_util::future::BoxFuture;

use super::{
    rows::{self, Deals},
    run::{Halt, Work},
    sweep::{self, Reading},
};
use crate::{Result, operations::billing::calendar};

/// How far a reading goes back before the last one: clocks differ, and lists are not read in one moment.
const OVERLAP: Duration = Duration::days(1);

/// How often a list is read as a whole though its changes could be asked for: that finds what is gone.
const SWEEP_EVERY: Duration = Duration::days(7);

/// Lists that are always read as a whole: quotations cannot be asked for by their change, and a new contact or payment may
/// not move the date of its company or invoice.
const WHOLE: [DigiformaPhase; 3] = [DigiformaPhase::Companies, DigiformaPhase::Quotes, DigiformaPhase::Invoices];

/// Reads a list as far as it is needed, and keeps how far that was.
pub(super) async fn read(
    work: &mut Work,
    client: &Client,
    phase: DigiformaPhase,
    row: &DigiformaSync,
) -> std::result::Result<(), Halt> {
    let began = Utc::now();
    let updated_after = updated_after(work, phase, row).await?;
    let is_complete = match phase {
        DigiformaPhase::Companies => sweep::read::<Companies>(work, client, phase, updated_after).await?,
        DigiformaPhase::Trainees => sweep::read::<Trainees>(work, client, phase, updated_after).await?,
        DigiformaPhase::Programs => sweep::read::<Programs>(work, client, phase, updated_after).await?,
        DigiformaPhase::TrainingSessions => sweep::read::<TrainingSessions>(work, client, phase, updated_after).await?,
        DigiformaPhase::Customers => sweep::read::<Customers>(work, client, phase, updated_after).await?,
        DigiformaPhase::Quotes => sweep::read::<Quotes>(work, client, phase, updated_after).await?,
        DigiformaPhase::Invoices => sweep::read::<Invoices>(work, client, phase, updated_after).await?,
        DigiformaPhase::Directory => sweep::read::<Directory>(work, client, phase, updated_after).await?,
        DigiformaPhase::Matching => true,
    };
    if is_complete {
        keep_cursor(work, phase, began, updated_after.is_none()).await?;
    }
    Ok(())
}

/// From when on changes are asked for; `None`: everything.
async fn updated_after(
    work: &Work,
    phase: DigiformaPhase,
    row: &DigiformaSync,
) -> std::result::Result<Option<DateTime<Utc>>, Halt> {
    if row.mode == DigiformaSyncMode::Initial || WHOLE.contains(&phase) {
        return Ok(None);
    }
    let cursor: Option<(DateTime<Utc>, Option<DateTime<Utc>>)> = digiforma_cursors::table
        .find(phase.name())
        .select((digiforma_cursors::read_at, digiforma_cursors::swept_at))
        .first(&mut *work.app.db().await?)
        .await
        .optional()?;
    Ok(cursor
        .filter(|(_, swept_at)| swept_at.is_some_and(|swept| swept > Utc::now() - SWEEP_EVERY))
        .map(|(read_at, _)| read_at - OVERLAP))
}

async fn keep_cursor(
    work: &Work,
    phase: DigiformaPhase,
    began: DateTime<Utc>,
    is_whole: bool,
) -> std::result::Result<(), Halt> {
    let mut conn = work.app.db().await?;
    let read_at = digiforma_cursors::read_at.eq(began);
    let insert = diesel::insert_into(digiforma_cursors::table).values((
        digiforma_cursors::entity.eq(phase.name()),
        read_at,
        digiforma_cursors::swept_at.eq(is_whole.then_some(began)),
    ));
    let conflict = insert.on_conflict(digiforma_cursors::entity).do_update();
    if is_whole {
        conflict.set((read_at, digiforma_cursors::swept_at.eq(Some(began)))).execute(&mut conn).await?;
    } else {
        conflict.set(read_at).execute(&mut conn).await?;
    }
    Ok(())
}

struct Companies;

impl Reading for Companies {
    type Record = Company;
    type Row = CompanyRecord;
    const ENTITY: &'static str = "companies";
    const TABLE: Table = Table::Companies;

    fn pages(client: &Client, updated_after: Option<DateTime<Utc>>) -> Pages<Company> {
        client.companies(updated_after)
    }

    fn row(record: &Company, _: &Deals) -> std::result::Result<CompanyRecord, String> {
        Ok(rows::company(record))
    }

    fn people(record: &Company) -> Vec<ContactRecord> {
        record.contacts.iter().map(|contact| rows::contact(&record.id, contact)).collect()
    }
}

struct Quotes;

impl Reading for Quotes {
    type Record = Quotation;
    type Row = QuoteRecord;
    const ENTITY: &'static str = "quotes";
    const TABLE: Table = Table::Quotes;

    fn pages(client: &Client, _: Option<DateTime<Utc>>) -> Pages<Quotation> {
        client.quotations()
    }

    fn row(record: &Quotation, deals: &Deals) -> std::result::Result<QuoteRecord, String> {
        rows::quote(record, deals)
    }

    fn deals<'a>(conn: &'a mut AsyncPgConnection, records: &'a [Quotation]) -> BoxFuture<'a, Result<Deals>> {
        Box::pin(async move {
            let ids: Vec<&str> = records.iter().filter_map(|record| record.customer_id.as_deref()).collect();
            let found: Vec<(String, String)> = digiforma_customers::table
                .filter(digiforma_customers::digiforma_id.eq_any(ids))
                .filter(digiforma_customers::crm_status.is_not_null())
                .select((digiforma_customers::digiforma_id, digiforma_customers::crm_status.assume_not_null()))
                .load(conn)
                .await?;
            Ok(found.into_iter().map(|(id, status)| (id, CrmStatus::from(status))).collect())
        })
    }
}

struct Invoices;

impl Reading for Invoices {
    type Record = Invoice;
    type Row = InvoiceRecord;
    const ENTITY: &'static str = "invoices";
    const TABLE: Table = Table::Invoices;

    fn pages(client: &Client, updated_after: Option<DateTime<Utc>>) -> Pages<Invoice> {
        client.invoices(updated_after)
    }

    fn row(record: &Invoice, _: &Deals) -> std::result::Result<InvoiceRecord, String> {
        rows::invoice(record, calendar::today())
    }
}

/// A list whose records become rows by themselves.
macro_rules! plain {
    ($Reading:ident, $Record:ident, $Row:ident, $entity:literal, $Table:ident, $pages:ident, $row:ident) => {
        struct $Reading;

        impl Reading for $Reading {
            type Record = $Record;
            type Row = $Row;
            const ENTITY: &'static str = $entity;
            const TABLE: Table = Table::$Table;

            fn pages(client: &Client, updated_after: Option<DateTime<Utc>>) -> Pages<$Record> {
                client.$pages(updated_after)
            }

            fn row(record: &$Record, _: &Deals) -> std::result::Result<$Row, String> {
                Ok(rows::$row(record))
            }
        }
    };
}

plain!(Trainees, Trainee, ContactRecord, "trainees", Trainees, trainees, trainee);
plain!(Programs, Program, ProgramRecord, "programs", Programs, programs, program);
plain!(
    TrainingSessions,
    TrainingSession,
    TrainingSessionRecord,
    "training_sessions",
    TrainingSessions,
    training_sessions,
    training_session
);
plain!(Customers, Customer, CustomerRecord, "customers", Customers, customers, customer);
plain!(Directory, FundingAgency, DirectoryRecord, "directory", FundingAgencies, funding_agencies, funding_agency);

//! `search`: institutions, contacts, tasks, quotes and invoices by words.

use async_graphql::{Context, Object, Result, Union};
use db::{column, query::Condition, rows};

use super::{
    contact::{ContactFilter, ContactOrder, ContactPerson},
    context,
    institution::{InstitutionFilter, InstitutionOrder, MedicalInstitution},
    invoice::{Invoice, InvoiceFilter, InvoiceOrder},
    paging::{self, Paging},
    quote::{Quote, QuoteFilter, QuoteOrder},
    rows::Wanted,
    task::{Task, TaskFilter, TaskOrder},
};
use crm::{
    Error,
    operations::{contact, institution, invoice, quote, task},
};

/// Something that was found.
#[derive(Union)]
pub enum SearchResult {
    /// An institution.
    MedicalInstitution(MedicalInstitution),
    /// A contact.
    ContactPerson(ContactPerson),
    /// A task.
    Task(Task),
    /// A quote.
    Quote(Quote),
    /// An invoice or credit note.
    Invoice(Invoice),
}

/// Root field `search`.
#[derive(Default)]
pub struct SearchQuery;

const ROWS: Wanted = Wanted { rows: true, cursors: false, page_info: false, total: false };

#[Object]
impl SearchQuery {
    /// What contains all the words, whatever their case and accents: institutions first, then contacts, tasks,
    /// quotes and invoices; at most `first` (by default 10) of each kind.
    #[graphql(complexity = "5 * paging::cost(first.or(Some(10)), None, child_complexity)")]
    async fn search(&self, ctx: &Context<'_>, query: String, first: Option<i32>) -> Result<Vec<SearchResult>> {
        let caller = context(ctx)?;
        if query.trim().is_empty() {
            return Ok(Vec::new());
        }
        if query.chars().count() > 200 {
            return Err(Error::BadInput("A search has at most 200 characters.".into()).into());
        }
        let viewer = &caller.viewer;
        let paging = || Paging { first: Some(first.unwrap_or(10)), ..Paging::default() };
        let words = |column| Condition::search(column, &query);
        let mut results = Vec::new();
        if institution::may_read(viewer).is_ok() {
            let condition =
                InstitutionFilter::listed(None, viewer).and(words(column!(medical_institutions.search_text)));
            let request = paging().request(condition, InstitutionOrder::keys(None), ROWS)?;
            let page = paging::page::<rows::Institution, MedicalInstitution>(caller, &request, ROWS).await?;
            results.extend(page.rows.into_iter().map(SearchResult::MedicalInstitution));
        }
        if contact::may_read(viewer).is_ok() {
            let condition = ContactFilter::listed(None, viewer).and(words(column!(contact_persons.search_text)));
            let request = paging().request(condition, ContactOrder::keys(None), ROWS)?;
            let page = paging::page::<rows::Contact, ContactPerson>(caller, &request, ROWS).await?;
            results.extend(page.rows.into_iter().map(SearchResult::ContactPerson));
        }
        if task::may_read(viewer).is_ok() {
            let condition = TaskFilter::listed(None, viewer).and(words(column!(tasks.search_text)));
            let request = paging().request(condition, TaskOrder::keys(None), ROWS)?;
            let page = paging::page::<rows::Task, Task>(caller, &request, ROWS).await?;
            results.extend(page.rows.into_iter().map(SearchResult::Task));
        }
        if quote::may_read(viewer).is_ok() {
            let condition = QuoteFilter::listed(None, viewer).and(words(column!(quotes.search_text)));
            let request = paging().request(condition, QuoteOrder::keys(None), ROWS)?;
            let page = paging::page::<rows::Quote, Quote>(caller, &request, ROWS).await?;
            results.extend(page.rows.into_iter().map(SearchResult::Quote));
        }
        if invoice::may_read(viewer).is_ok() {
            let condition = InvoiceFilter::listed(None, viewer).and(words(column!(invoices.search_text)));
            let request = paging().request(condition, InvoiceOrder::keys(None), ROWS)?;
            let page = paging::page::<rows::Invoice, Invoice>(caller, &request, ROWS).await?;
            results.extend(page.rows.into_iter().map(SearchResult::Invoice));
        }
        Ok(results)
    }
}

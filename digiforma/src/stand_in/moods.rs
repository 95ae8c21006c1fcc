//! What goes wrong with pages: rows that vanish, move, come twice, or cannot be given.

use std::sync::{Arc, PoisonError, RwLock};

use super::{FixtureSource, Misbehaviour};
use crate::record::{Kind, id_of};
use crate::upstream::{Answer, CustomerLink, ListRequest, PageRequest, Row, Source, SourceError};

/// Rows of a fixture, given out as the misbehaviour says.
pub(super) struct Moody {
    pub(super) rows: Arc<FixtureSource>,
    pub(super) misbehaviour: Arc<RwLock<Misbehaviour>>,
}

impl Moody {
    async fn page(&self, mut request: ListRequest) -> Result<Vec<Row>, SourceError> {
        let mood = self.misbehaviour.read().unwrap_or_else(PoisonError::into_inner).clone();
        let kind = request.kind;
        let size = request.page.map_or_else(|| self.rows.count(kind), |page| page.size);
        if !mood.slow_per_row.is_zero() {
            tokio::time::sleep(mood.slow_per_row.saturating_mul(u32::try_from(size).unwrap_or(u32::MAX))).await;
        }
        if request.page.is_some_and(|page| page.number > 0) {
            if mood.delete_between_pages {
                self.rows.remove_first(kind);
            }
            if mood.move_between_pages {
                self.rows.move_last_to_front(kind);
            }
        }
        if mood.ignores_pagination {
            request.page = None;
        }
        if let (Some(page), Some(cap)) = (&mut request.page, mood.caps_size_at) {
            page.size = page.size.min(cap);
        }
        let mut rows = self.rows.list(request.clone()).await?;
        if let Some(PageRequest { number: 1.., size: 1.. }) = request.page
            && mood.duplicates_across_pages
            && !rows.is_empty()
        {
            rows.splice(0..0, self.last_of_the_page_before(&request).await?);
        }
        let poisoned = |row: &Row| mood.poisoned_row == id_of(row).map(|id| (kind, id));
        if mood.poisoned_row.is_some() && rows.iter().any(poisoned) {
            return Err(SourceError("Cannot return null for non-nullable field".to_owned()));
        }
        Ok(rows)
    }

    async fn last_of_the_page_before(&self, request: &ListRequest) -> Result<Option<Row>, SourceError> {
        let page = request.page.map(|page| PageRequest { number: page.number - 1, ..page });
        Ok(self.rows.list(ListRequest { page, ..request.clone() }).await?.pop())
    }
}

impl Source for Moody {
    fn list(&self, request: ListRequest) -> Answer<'_, Vec<Row>> {
        Box::pin(self.page(request))
    }

    fn by_ids(&self, kind: Kind, ids: Vec<String>) -> Answer<'_, Vec<Row>> {
        self.rows.by_ids(kind, ids)
    }

    fn customers_of(&self, link: CustomerLink, ids: Vec<String>) -> Answer<'_, Vec<(String, Row)>> {
        self.rows.customers_of(link, ids)
    }
}

//! Reading segments.

use async_graphql::{Context, ID, Object, Result};
use db::{query::Condition, rows};
use domain::SegmentType;

use super::{
    Segment, SegmentAnalytics, SegmentComparison, SegmentFilter, SegmentOrder, criteria::SegmentCriteriaInput,
};
use crate::{
    contact::{ContactFilter, ContactOrder, ContactPerson},
    context,
    institution::{InstitutionFilter, InstitutionOrder, MedicalInstitution},
    paging::{self, Paging},
    rows::{Connection, One, Wanted},
};
use crm::{
    Error,
    operations::{
        contact, institution,
        segment::{self, Criteria},
    },
};

/// Root fields on segments.
#[derive(Default)]
pub struct SegmentQuery;

#[Object]
impl SegmentQuery {
    /// A segment that the caller sees; `NOT_FOUND` if there is none.
    async fn segment(&self, ctx: &Context<'_>, id: ID) -> Result<One<Segment>> {
        let caller = context(ctx)?;
        segment::may_read(&caller.viewer)?;
        let id = paging::id(&id, segment::ENTITY)?;
        Ok(Segment::from(segment::find(&mut *caller.db().await?, &caller.viewer, id).await?).into())
    }

    /// The segments that the caller sees: the own ones, the team's, public ones.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn segments(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<SegmentFilter>,
        order_by: Option<Vec<SegmentOrder>>,
    ) -> Result<Connection<Segment>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        segment::may_read(&caller.viewer)?;
        let condition = SegmentFilter::listed(filter, &caller.viewer);
        let paging = Paging { first, after, last, before };
        let request = paging.request(condition, SegmentOrder::keys(order_by), wanted)?;
        Ok(paging::page::<rows::Segment, Segment>(caller, &request, wanted).await?.into())
    }

    /// The institutions of a segment of institutions that the caller sees; none of a segment of contacts.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn segment_institutions(
        &self,
        ctx: &Context<'_>,
        id: ID,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<InstitutionFilter>,
        order_by: Option<Vec<InstitutionOrder>>,
    ) -> Result<Connection<MedicalInstitution>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        institution::may_read(&caller.viewer)?;
        let members = members(ctx, &id, SegmentType::Institution).await?;
        let condition = InstitutionFilter::listed(filter, &caller.viewer).and(members);
        let paging = Paging { first, after, last, before };
        let request = paging.request(condition, InstitutionOrder::keys(order_by), wanted)?;
        Ok(paging::page::<rows::Institution, MedicalInstitution>(caller, &request, wanted).await?.into())
    }

    /// The contacts of a segment of contacts that the caller sees; none of a segment of institutions.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn segment_contacts(
        &self,
        ctx: &Context<'_>,
        id: ID,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<ContactFilter>,
        order_by: Option<Vec<ContactOrder>>,
    ) -> Result<Connection<ContactPerson>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        contact::may_read(&caller.viewer)?;
        let members = members(ctx, &id, SegmentType::Contact).await?;
        let condition = ContactFilter::listed(filter, &caller.viewer).and(members);
        let paging = Paging { first, after, last, before };
        let request = paging.request(condition, ContactOrder::keys(order_by), wanted)?;
        Ok(paging::page::<rows::Contact, ContactPerson>(caller, &request, wanted).await?.into())
    }

    /// How many members a segment would have, before it is kept.
    async fn segment_preview(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "type")] kind: SegmentType,
        criteria: SegmentCriteriaInput,
    ) -> Result<i64> {
        let caller = context(ctx)?;
        segment::may_read(&caller.viewer)?;
        Ok(segment::preview(caller, kind, &Criteria::from(criteria)).await?)
    }

    /// The members of a segment by what they are.
    async fn segment_analytics(&self, ctx: &Context<'_>, id: ID) -> Result<SegmentAnalytics> {
        let caller = context(ctx)?;
        segment::may_read(&caller.viewer)?;
        let mut conn = caller.db().await?;
        let row = segment::find(&mut conn, &caller.viewer, paging::id(&id, segment::ENTITY)?).await?;
        let members = segment::members(&row, &caller.viewer)?;
        Ok(segment::analytics(&mut conn, row.values.kind, &members).await?.into())
    }

    /// What 2 to 10 segments of one type share.
    async fn compare_segments(&self, ctx: &Context<'_>, ids: Vec<ID>) -> Result<SegmentComparison> {
        let caller = context(ctx)?;
        segment::may_read(&caller.viewer)?;
        let ids = ids.iter().map(|id| paging::id(id, segment::ENTITY)).collect::<crm::Result<Vec<_>>>()?;
        let (rows, sizes, overlaps) = segment::compare(caller, &ids).await.map_err(|error| match error {
            Error::Invalid(errors) => Error::BadInput(
                errors
                    .into_iter()
                    .next()
                    .map(|error| error.message)
                    .unwrap_or_else(|| "Compare other segments.".into()),
            ),
            other => other,
        })?;
        Ok(SegmentComparison::new(rows, sizes, overlaps))
    }
}

/// The members of a segment, if it is of this type.
async fn members(ctx: &Context<'_>, id: &ID, kind: SegmentType) -> crm::Result<Condition> {
    let caller = context(ctx)?;
    segment::may_read(&caller.viewer)?;
    let row = segment::find(&mut *caller.db().await?, &caller.viewer, paging::id(id, segment::ENTITY)?).await?;
    if row.values.kind != kind {
        return Ok(Condition::FALSE);
    }
    segment::members(&row, &caller.viewer)
}

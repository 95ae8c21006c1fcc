//! Who is in a segment: their number, the rows, and what segments share.

use db::{
    column,
    query::{self, Condition},
    rows::{Contact, Institution, Segment},
};
use diesel_async::AsyncPgConnection;
use domain::SegmentType;
use uuid::Uuid;

use super::{Criteria, ENTITY};
use crate::{Context, Error, FieldError, Result, auth::Viewer, operations::scope};

/// What two segments share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overlap {
    /// The one.
    pub first: Uuid,
    /// The other.
    pub second: Uuid,
    /// Members of both.
    pub shared: i64,
    /// Members of the smaller one.
    pub smaller: i64,
}

impl Overlap {
    /// How much of the smaller one is in the other, in percent with one decimal; 0 where it is empty.
    #[must_use]
    pub fn percent(&self) -> f64 {
        if self.smaller == 0 {
            return 0.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "numbers of institutions are small")]
        let share = self.shared as f64 / self.smaller as f64;
        (share * 1_000.0).round() / 10.0
    }
}

/// The members of a segment that the viewer sees.
///
/// # Errors
/// [`Error::Internal`]: its criteria cannot be read.
pub fn members(segment: &Segment, viewer: &Viewer) -> Result<Condition> {
    Ok(Criteria::read(&segment.values.criteria)?.members(segment.values.kind, viewer))
}

/// The number of members of each segment that the viewer sees, in their order: two statements at most.
///
/// # Errors
/// [`Error::Internal`]; those of the database.
pub async fn counts(conn: &mut AsyncPgConnection, viewer: &Viewer, segments: &[&Segment]) -> Result<Vec<i64>> {
    let mut counts = vec![0; segments.len()];
    for kind in SegmentType::ALL {
        let of_kind: Vec<usize> = (0..segments.len()).filter(|n| segments[*n].values.kind == *kind).collect();
        let conditions = of_kind.iter().map(|n| members(segments[*n], viewer)).collect::<Result<Vec<_>>>()?;
        for (n, count) in of_kind.into_iter().zip(count_each(conn, *kind, &conditions).await?) {
            counts[n] = count;
        }
    }
    Ok(counts)
}

/// How many members a segment of these criteria would have.
///
/// # Errors
/// [`Error::Invalid`]; those of the database.
pub async fn preview(ctx: &Context, kind: SegmentType, criteria: &Criteria) -> Result<i64> {
    let members = criteria.valid()?.members(kind, &ctx.viewer);
    let mut conn = ctx.db().await?;
    Ok(match kind {
        SegmentType::Institution => query::count::<Institution>(&mut conn, &members).await?,
        SegmentType::Contact => query::count::<Contact>(&mut conn, &members).await?,
    })
}

/// Segments that the viewer sees, their numbers of members, and what each pair of them shares: two statements.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Invalid`] for fewer than 2 or more than 10, or where they are not all of one kind.
pub async fn compare(ctx: &Context, ids: &[Uuid]) -> Result<(Vec<Segment>, Vec<i64>, Vec<Overlap>)> {
    let mut wanted: Vec<Uuid> = Vec::with_capacity(ids.len());
    for id in ids {
        if !wanted.contains(id) {
            wanted.push(*id);
        }
    }
    if !(2..=10).contains(&wanted.len()) {
        return Err(Error::invalid("ids", "OUT_OF_RANGE", "Compare 2 to 10 segments."));
    }
    let present = Condition::IsNull(column!(segments.deleted_at)).and(scope::segments(&ctx.viewer));
    let mut conn = ctx.db().await?;
    let mut rows = query::by_ids::<Segment>(&mut conn, column!(segments.id), wanted.clone(), present).await?;
    if rows.len() < wanted.len() {
        return Err(Error::NotFound(ENTITY));
    }
    rows.sort_by_key(|row| wanted.iter().position(|id| *id == row.id));
    let (sizes, overlaps) = overlaps(&mut conn, &ctx.viewer, &rows).await?;
    Ok((rows, sizes, overlaps))
}

/// What each pair of these segments shares, with the numbers of members: one statement.
async fn overlaps(
    conn: &mut AsyncPgConnection,
    viewer: &Viewer,
    segments: &[Segment],
) -> Result<(Vec<i64>, Vec<Overlap>)> {
    let Some(first) = segments.first() else { return Ok(Default::default()) };
    let kind = first.values.kind;
    if segments.iter().any(|segment| segment.values.kind != kind) {
        let message = "Institutions and contacts have nothing in common: compare segments of one kind.";
        return Err(Error::Invalid(vec![FieldError::new("ids", "DIFFERENT_TYPES", message)]));
    }
    let own = segments.iter().map(|segment| members(segment, viewer)).collect::<Result<Vec<_>>>()?;
    let pairs: Vec<(usize, usize)> = (0..own.len()).flat_map(|a| (a + 1..own.len()).map(move |b| (a, b))).collect();
    let both = pairs.iter().map(|(a, b)| own[*a].clone().and(own[*b].clone()));
    let conditions: Vec<Condition> = own.iter().cloned().chain(both).collect();
    let counted = count_each(conn, kind, &conditions).await?;
    let (sizes, shared) = counted.split_at(own.len());
    let overlap = |(&(a, b), &shared): (&(usize, usize), &i64)| Overlap {
        first: segments[a].id,
        second: segments[b].id,
        shared,
        smaller: sizes[a].min(sizes[b]),
    };
    Ok((sizes.to_vec(), pairs.iter().zip(shared).map(overlap).collect()))
}

/// The number of rows of each condition.
async fn count_each(conn: &mut AsyncPgConnection, kind: SegmentType, conditions: &[Condition]) -> Result<Vec<i64>> {
    if conditions.is_empty() {
        return Ok(Vec::new());
    }
    // Rows that no condition holds of need not be looked at.
    let any = Condition::Any(conditions.to_vec());
    Ok(match kind {
        SegmentType::Institution => query::count_each::<Institution>(conn, &any, conditions).await?,
        SegmentType::Contact => query::count_each::<Contact>(conn, &any, conditions).await?,
    })
}

//! One company that is looked at again, when a person takes back that it was parted from an institution.

use db::digiforma as mirror;
use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use super::{Counters, Proposal, decisions, store};
use crate::{Context, Result};

/// Matches a company as a reading does, within the caller's transaction. No institution is made of it: the next reading
/// does that, if the settings say so.
///
/// # Errors
/// Those of the database.
pub(in crate::operations::digiforma) async fn look_again(
    ctx: &Context,
    conn: &mut AsyncPgConnection,
    company_id: Uuid,
) -> Result<()> {
    let Some(company) = mirror::linkable_one(conn, company_id).await? else { return Ok(()) };
    let companies = [company];
    let decided = decisions(conn, &companies).await?;
    let proposals: Vec<Proposal> = companies
        .iter()
        .filter_map(|company| decided.get(&company.id).map(|decision| Proposal::of(company, decision)))
        .collect();
    store(ctx, conn, &companies, &proposals, &mut Counters::default()).await
}

//! One company that is looked at again, when a person takes back that it was parted from an institution.

use db::{digiforma as mirror, rows::DigiformaCompany};
use diesel_async::AsyncPgConnection;

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
    company: &DigiformaCompany,
) -> Result<()> {
    if company.institution_id.is_some() || company.removed_at.is_some() || is_draft(company) {
        return Ok(());
    }
    let companies = mirror::matched_by(conn, &[company.id]).await?;
    let decided = decisions(conn, &companies).await?;
    let proposals: Vec<Proposal> = companies
        .iter()
        .filter_map(|company| decided.get(&company.id).map(|decision| Proposal::of(company, decision)))
        .collect();
    store(ctx, conn, &companies, &proposals, &mut Counters::default()).await
}

/// Not finished in Digiforma: readings do not match it.
fn is_draft(company: &DigiformaCompany) -> bool {
    company.metadata.as_ref().is_some_and(|received| received["draft"] == true)
}

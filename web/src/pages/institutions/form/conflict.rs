//! When a save meets a newer version: what others changed, next to what was typed.

use crate::api::operations::{Institution, InstitutionActivity, institution, institution_activity};
use crate::api::{ApiError, send};
use crate::ui::form::Difference;

use super::fields::Sheet;

/// The institution as the server has it now.
///
/// # Errors
/// As [`send`].
pub async fn current(id: &str) -> Result<Sheet, ApiError> {
    Ok(send::<Institution>(institution::Variables { id: id.to_owned() }).await?.institution)
}

/// Who made the last change, and when; the question can do without.
pub async fn last_change(id: &str) -> Option<(String, String)> {
    let variables = institution_activity::Variables { id: id.to_owned() };
    let data = send::<InstitutionActivity>(variables).await.ok()?;
    let event = data.institution.audit_events.nodes.into_iter().next()?;
    Some((event.user_name, event.occurred_at))
}

/// Puts the chosen values into the fields.
pub fn apply(differences: &[Difference]) {
    for difference in differences.iter().filter(|difference| difference.take_theirs.get_untracked()) {
        difference.entry.set(&difference.theirs);
    }
}

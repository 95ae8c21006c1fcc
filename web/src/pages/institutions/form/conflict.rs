//! When a save meets a newer version: what others changed, next to what was typed.

use sycamore::prelude::*;

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

/// Carries what was chosen already over to a newer question about the same values.
pub fn keep_choices(earlier: &[Difference], newer: &[Difference]) {
    for newer in newer {
        let same = |old: &&Difference| old.entry.path == newer.entry.path && old.theirs == newer.theirs;
        if let Some(old) = earlier.iter().find(same) {
            newer.take_theirs.set(old.take_theirs.get_untracked());
        }
    }
}

/// What is typed after the question stands, unless theirs is chosen once more.
pub fn follow_typing(differences: &[Difference]) {
    for difference in differences {
        let Difference { entry, mine, take_theirs, .. } = difference.clone();
        create_effect(move || {
            if entry.value() != mine {
                take_theirs.set(false);
            }
        });
    }
}

/// Puts the chosen values into the fields.
pub fn apply(differences: &[Difference]) {
    for difference in differences.iter().filter(|difference| difference.take_theirs.get_untracked()) {
        difference.entry.set(&difference.theirs);
    }
}

//! Putting somebody in charge of many institutions at once.

use async_graphql::{Context, InputObject, Object, Result, SimpleObject};

use super::MedicalInstitution;
use crate::{
    Id, context,
    payload::{UserError, outcome},
    rows::Rows,
};
use crm::operations::assignment::{self, Assignment};

/// Whom to put in charge of what.
#[derive(Debug, Clone, InputObject)]
pub struct AssignInstitutionsInput {
    /// An active user; null or left out: nobody.
    pub user_id: Option<Id>,
    /// At most 500.
    pub institution_ids: Vec<Id>,
}

/// Answer of `assignInstitutions`.
#[derive(SimpleObject)]
pub struct AssignInstitutionsPayload {
    /// The institutions as they are now, in the order of the input, each once; none when the input was wrong.
    institutions: Rows<MedicalInstitution>,
    /// What was wrong with the input: `institutionIds.3` is the fourth one.
    user_errors: Vec<UserError>,
}

/// The mutation of many institutions.
#[derive(Default)]
pub struct AssignmentMutation;

#[Object]
impl AssignmentMutation {
    /// Puts a user, or nobody, in charge of up to 500 institutions at once: of all, or of none when one is not there.
    async fn assign_institutions(
        &self,
        ctx: &Context<'_>,
        input: AssignInstitutionsInput,
    ) -> Result<AssignInstitutionsPayload> {
        let input = Assignment {
            user_id: input.user_id.map(Into::into),
            institution_ids: input.institution_ids.into_iter().map(Into::into).collect(),
            only_of: None,
        };
        let (rows, user_errors) = outcome(assignment::assign(context(ctx)?, &input).await)?;
        let institutions: Vec<_> = rows.unwrap_or_default().into_iter().map(MedicalInstitution::from).collect();
        Ok(AssignInstitutionsPayload { institutions: institutions.into(), user_errors })
    }
}

//! Writing teams.

use async_graphql::{Context, InputObject, MaybeUndefined, Object, Result};

use super::Team;
use crate::{
    Id, context,
    payload::{change, payload},
};
use crm::operations::team;

/// A new team.
#[derive(Debug, Clone, InputObject)]
pub struct CreateTeamInput {
    /// Name, 1 to 100 characters; unique.
    pub name: String,
    /// What it is for, at most 2 000 characters.
    pub description: Option<String>,
}

/// What to change of a team; what is left out stays, null clears.
#[derive(Debug, Clone, InputObject)]
pub struct UpdateTeamInput {
    /// Which one.
    pub id: Id,
    /// The version that the change is based on; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// Name, 1 to 100 characters; unique.
    pub name: Option<String>,
    /// What it is for, at most 2 000 characters.
    pub description: MaybeUndefined<String>,
    /// Whether it still works.
    pub is_active: Option<bool>,
}

/// Which team to delete.
#[derive(Debug, Clone, InputObject)]
pub struct DeleteTeamInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

/// Which team to bring back.
#[derive(Debug, Clone, InputObject)]
pub struct RestoreTeamInput {
    /// Which one.
    pub id: Id,
}

payload!(CreateTeamPayload, team: Team, "team");
payload!(UpdateTeamPayload, team: Team, "team");
payload!(DeleteTeamPayload, team: Team, "team");
payload!(RestoreTeamPayload, team: Team, "team");

/// Mutations on teams.
#[derive(Default)]
pub struct TeamMutation;

#[Object]
impl TeamMutation {
    /// Creates a team.
    async fn create_team(&self, ctx: &Context<'_>, input: CreateTeamInput) -> Result<CreateTeamPayload> {
        let input = team::NewTeam { name: input.name, description: input.description };
        CreateTeamPayload::new(team::create(context(ctx)?, input).await)
    }

    /// Changes a team.
    async fn update_team(&self, ctx: &Context<'_>, input: UpdateTeamInput) -> Result<UpdateTeamPayload> {
        let input = team::TeamUpdate {
            id: input.id.into(),
            expected_version: input.expected_version,
            name: input.name,
            description: change(input.description),
            is_active: input.is_active,
        };
        UpdateTeamPayload::new(team::update(context(ctx)?, input).await)
    }

    /// Deletes a team; `TEAM_HAS_MEMBERS` while active people are in it. `restoreTeam` brings it back, without those
    /// whose accounts are deactivated.
    async fn delete_team(&self, ctx: &Context<'_>, input: DeleteTeamInput) -> Result<DeleteTeamPayload> {
        DeleteTeamPayload::new(team::delete(context(ctx)?, input.id.into(), input.expected_version).await)
    }

    /// Brings a deleted team back.
    async fn restore_team(&self, ctx: &Context<'_>, input: RestoreTeamInput) -> Result<RestoreTeamPayload> {
        RestoreTeamPayload::new(team::restore(context(ctx)?, input.id.into()).await)
    }
}

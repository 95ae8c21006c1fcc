//! Who works in a team.

use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use db::rows;

use super::Team;
use crate::{
    Id, context,
    payload::{UserError, outcome},
    rows::One,
    user::User,
};
use crm::operations::team_member;

/// Whom to put into which team.
#[derive(Debug, Clone, InputObject)]
pub struct AddTeamMemberInput {
    /// The team.
    pub team_id: Id,
    /// The person; in another team by now or in none.
    pub user_id: Id,
}

/// Whom to take out of which team.
#[derive(Debug, Clone, InputObject)]
pub struct RemoveTeamMemberInput {
    /// The team.
    pub team_id: Id,
    /// The person.
    pub user_id: Id,
}

/// Answer of `addTeamMember` and `removeTeamMember`.
#[derive(SimpleObject)]
#[graphql(concrete(name = "AddTeamMemberPayload", params(AddTeamMember)))]
#[graphql(concrete(name = "RemoveTeamMemberPayload", params(RemoveTeamMember)))]
pub struct TeamMember<Mutation: Send + Sync> {
    /// The team as it is now; absent when the input was wrong.
    team: Option<One<Team>>,
    /// The person as they are now; absent when the input was wrong.
    user: Option<One<User>>,
    /// What was wrong with the input.
    user_errors: Vec<UserError>,
    #[graphql(skip)]
    mutation: std::marker::PhantomData<Mutation>,
}

/// Marks the payload of `addTeamMember`.
pub struct AddTeamMember;
/// Marks the payload of `removeTeamMember`.
pub struct RemoveTeamMember;

impl<Mutation: Send + Sync> TeamMember<Mutation> {
    fn new(result: crm::Result<(rows::Team, rows::User)>) -> Result<Self> {
        let (done, user_errors) = outcome(result)?;
        let (team, user) = done.map(|(team, user)| (Team::from(team).into(), User::from(user).into())).unzip();
        Ok(Self { team, user, user_errors, mutation: std::marker::PhantomData })
    }
}

/// Mutations on the members of teams.
#[derive(Default)]
pub struct TeamMemberMutation;

#[Object]
impl TeamMemberMutation {
    /// Puts a person into a team; the person leaves another one.
    async fn add_team_member(&self, ctx: &Context<'_>, input: AddTeamMemberInput) -> Result<TeamMember<AddTeamMember>> {
        TeamMember::new(team_member::add(context(ctx)?, input.team_id.into(), input.user_id.into()).await)
    }

    /// Takes a person out of a team.
    async fn remove_team_member(
        &self,
        ctx: &Context<'_>,
        input: RemoveTeamMemberInput,
    ) -> Result<TeamMember<RemoveTeamMember>> {
        TeamMember::new(team_member::remove(context(ctx)?, input.team_id.into(), input.user_id.into()).await)
    }
}

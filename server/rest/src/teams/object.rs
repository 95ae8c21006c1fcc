//! A team on REST.

use chrono::{DateTime, Utc};
use db::rows;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{user::RestUser, wire};

/// A team: its members see each other's institutions.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Team)]
pub(crate) struct RestTeam {
    id: Uuid,
    /// Unique.
    name: String,
    /// What it is for.
    description: Option<String>,
    is_active: bool,
    #[serde(serialize_with = "wire::timestamp")]
    created_at: DateTime<Utc>,
    #[serde(serialize_with = "wire::timestamp")]
    updated_at: DateTime<Utc>,
}

impl From<rows::Team> for RestTeam {
    fn from(row: rows::Team) -> Self {
        Self {
            id: row.id,
            name: row.name,
            description: row.description,
            is_active: row.is_active,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A team with the number of its people.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct TeamWithCount {
    #[serde(flatten)]
    team: RestTeam,
    /// Active people.
    member_count: i64,
}

impl TeamWithCount {
    pub(super) fn new(team: rows::Team, member_count: i64) -> Self {
        Self { team: team.into(), member_count }
    }
}

/// A team with its people.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct TeamWithMembers {
    #[serde(flatten)]
    team: RestTeam,
    /// Active people, by first and last name; left out for an API token that does not reach users.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    members: Option<Vec<RestUser>>,
    member_count: i64,
}

impl TeamWithMembers {
    pub(super) fn new(team: rows::Team, members: Vec<RestUser>) -> Self {
        let member_count = i64::try_from(members.len()).unwrap_or(i64::MAX);
        Self { team: team.into(), members: Some(members), member_count }
    }

    pub(super) fn without_members(team: rows::Team, member_count: i64) -> Self {
        Self { team: team.into(), members: None, member_count }
    }
}

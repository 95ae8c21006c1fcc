//! A user on REST.

use chrono::{DateTime, Utc};
use db::rows::User;
use domain::{Permission, UserRole};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::wire;
use crate::avatar;
use crm::auth::Viewer;

/// Somebody who signs in.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RestUser {
    id: Uuid,
    email: String,
    first_name: String,
    last_name: String,
    /// `admin`, `manager`, `auditor` or `viewer`.
    #[serde(serialize_with = "wire::name")]
    #[schema(value_type = String, example = "auditor")]
    role: UserRole,
    team_id: Option<Uuid>,
    phone: Option<String>,
    avatar_seed: String,
    avatar_style: String,
    is_active: bool,
    #[serde(serialize_with = "wire::optional_timestamp")]
    last_login_at: Option<DateTime<Utc>>,
    #[serde(serialize_with = "wire::timestamp")]
    created_at: DateTime<Utc>,
    #[serde(serialize_with = "wire::timestamp")]
    updated_at: DateTime<Utc>,
    /// Address of the picture.
    avatar_url: String,
}

impl RestUser {
    /// The user as this viewer sees them: the last sign-in is told of oneself, and to those with `canViewUsers`.
    #[must_use]
    pub fn seen_by(viewer: &Viewer, user: User) -> Self {
        let is_told = viewer.id == user.id || viewer.can(Permission::ViewUsers);
        let last_login_at = user.last_login_at.filter(|_| is_told);
        Self { last_login_at, ..user.into() }
    }
}

impl From<User> for RestUser {
    fn from(user: User) -> Self {
        Self {
            avatar_url: avatar::url(&user),
            id: user.id,
            email: user.email,
            first_name: user.first_name,
            last_name: user.last_name,
            role: user.role,
            team_id: user.team_id,
            phone: user.phone,
            avatar_seed: user.avatar_seed,
            avatar_style: user.avatar_style,
            is_active: user.is_active,
            last_login_at: user.last_login_at,
            created_at: user.created_at,
            updated_at: user.updated_at,
        }
    }
}

//! Rows of `users` and `teams`.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::{Language, Theme, UserRole};
use serde::Serialize;
use uuid::Uuid;

use crate::schema::{teams, users};

/// Someone who signs in; never carries the password's hash.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = users, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct User {
    pub id: Uuid,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub phone: Option<String>,
    pub role: UserRole,
    pub team_id: Option<Uuid>,
    pub avatar_seed: String,
    pub avatar_style: String,
    pub is_active: bool,
    pub last_login_at: Option<DateTime<Utc>>,
    pub language: Language,
    pub theme: Theme,
    pub keyboard_shortcuts: bool,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

crate::listed!(User, users);

impl User {
    /// First and last name.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

/// What an administrator sets of a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, AsChangeset)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = users, treat_none_as_null = true)]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct UserValues {
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub phone: Option<String>,
    pub role: UserRole,
    pub team_id: Option<Uuid>,
    pub avatar_seed: String,
    pub avatar_style: String,
    pub is_active: bool,
    pub language: Language,
}

/// A team of users.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = teams, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct Team {
    pub id: Uuid,
    pub name: String,
    pub description: Option<String>,
    pub is_active: bool,
    pub deleted_at: Option<DateTime<Utc>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

crate::listed!(Team, teams);

/// What people set of a team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Insertable, AsChangeset)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = teams, treat_none_as_null = true)]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct TeamValues {
    pub name: String,
    pub description: Option<String>,
    pub is_active: bool,
}

//! Bodies of requests that write accounts.

use domain::Language;
use serde::{Deserialize, Deserializer, de::Error as _};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    named::{Named, UserRoleName},
    wire,
};
use crm::{
    Error, Result,
    operations::{user_admin::NewUser, user_update::UserUpdate},
};

/// A new account.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewUser)]
pub(super) struct CreateBody {
    /// The address to sign in with; unique.
    #[schema(required = true, nullable = false)]
    email: Option<String>,
    /// 1 to 50 characters.
    #[schema(required = true, nullable = false)]
    first_name: Option<String>,
    /// 1 to 50 characters.
    #[schema(required = true, nullable = false)]
    last_name: Option<String>,
    /// At least 8 characters, not a common one. Without one, the person is invited by mail to choose one.
    password: Option<String>,
    /// By default `viewer`.
    role: Option<UserRoleName>,
    /// Empty: none.
    #[serde(default, deserialize_with = "given_id")]
    #[schema(value_type = Option<Uuid>)]
    team_id: Option<Option<Uuid>>,
    phone: Option<String>,
    /// `fr` (by default) or `en`.
    #[serde(default, deserialize_with = "wire::named")]
    #[schema(value_type = Option<String>)]
    language: Option<Language>,
}

/// What to change of an account; what is left out stays, `null` clears what may be absent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = UserUpdate)]
pub(super) struct UpdateBody {
    /// The address to sign in with; unique.
    email: Option<String>,
    /// 1 to 50 characters.
    first_name: Option<String>,
    /// 1 to 50 characters.
    last_name: Option<String>,
    role: Option<UserRoleName>,
    /// Empty or `null`: none.
    #[serde(default, deserialize_with = "given_id")]
    #[schema(value_type = Option<Uuid>)]
    team_id: Option<Option<Uuid>>,
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    phone: Option<Option<String>>,
    /// May sign in; without it, sessions and API tokens end.
    is_active: Option<bool>,
    /// `fr` or `en`.
    #[serde(default, deserialize_with = "wire::named")]
    #[schema(value_type = Option<String>)]
    language: Option<Language>,
}

/// An id, or nothing: absent (`None`), `null` or empty (`Some(None)`).
fn given_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<Uuid>>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?.filter(|text| !text.is_empty());
    let parse = |text: String| text.parse().map_err(|_| D::Error::custom("expected a UUID"));
    text.map(parse).transpose().map(Some)
}

impl CreateBody {
    /// The operation's input.
    pub(super) fn into_input(self) -> Result<NewUser> {
        if self.password.as_deref() == Some("") {
            return Err(Error::invalid("password", "REQUIRED", "Choose a password, or leave the field out."));
        }
        let role = self.role.unwrap_or(Named(domain::UserRole::Viewer)).0;
        Ok(NewUser {
            first_name: Some(self.first_name.unwrap_or_default()),
            last_name: Some(self.last_name.unwrap_or_default()),
            team_id: self.team_id.flatten(),
            phone: self.phone,
            language: self.language,
            password: self.password,
            ..NewUser::new(self.email.unwrap_or_default(), role)
        })
    }
}

impl UpdateBody {
    /// The operation's input.
    pub(super) fn into_input(self, id: Uuid, expected_version: Option<i32>) -> UserUpdate {
        UserUpdate {
            id,
            expected_version,
            email: self.email,
            first_name: self.first_name,
            last_name: self.last_name,
            phone: self.phone,
            role: self.role.map(|role| role.0),
            team_id: self.team_id,
            avatar_seed: None,
            avatar_style: None,
            is_active: self.is_active,
            language: self.language,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_team_is_none() {
        let team = |json: &str| serde_json::from_str::<UpdateBody>(json).map(|body| body.team_id);
        let id = Uuid::now_v7();
        assert_eq!(team("{}").unwrap(), None);
        assert_eq!(team(r#"{"teamId":null}"#).unwrap(), Some(None));
        assert_eq!(team(r#"{"teamId":""}"#).unwrap(), Some(None));
        assert_eq!(team(&format!(r#"{{"teamId":"{id}"}}"#)).unwrap(), Some(Some(id)));
        assert!(team(r#"{"teamId":"x"}"#).is_err());
    }
}

//! The caller's own account: who they are and how they like the interface.

use db::{rows::User, schema::users};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{Language, Theme, identifiers, text};
use serde::Serialize;

use crate::{
    Context, Error, Result,
    operations::{
        idempotency,
        validate::Checks,
        write::{self, Change},
    },
};

/// What a person may change about themselves; `None` leaves a field as it is.
#[derive(Debug, Clone, Default, Serialize)]
pub struct UpdateProfile {
    /// 1 to 50 characters.
    pub first_name: Option<String>,
    /// 1 to 50 characters.
    pub last_name: Option<String>,
    /// The address that one signs in with is an administrator's matter: another one than the current is refused.
    pub email: Option<String>,
    /// Any usual form.
    pub phone: Change<String>,
    /// Of the interface and of mails.
    pub language: Option<Language>,
    /// Colours of the interface.
    pub theme: Option<Theme>,
    /// Shortcuts of one key.
    pub keyboard_shortcuts: Option<bool>,
    /// What the avatar is drawn from.
    pub avatar_seed: Option<String>,
    /// How the avatar is drawn.
    pub avatar_style: Option<String>,
    /// The version that the caller worked on.
    pub expected_version: Option<i32>,
}

/// The caller's account.
///
/// # Errors
/// [`Error::Unavailable`] when the database is away.
pub async fn me(ctx: &Context) -> Result<User> {
    let mut conn = ctx.db().await?;
    let user = users::table.find(ctx.viewer.id).select(User::as_select()).first(&mut conn).await.optional()?;
    user.ok_or(Error::NotFound("user"))
}

/// Changes the caller's account.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Stale`]; [`Error::Refused`] to an API token.
pub async fn update(ctx: &Context, input: &UpdateProfile) -> Result<User> {
    ctx.viewer.session()?;
    let changes = Columns::check(input)?;
    let mut conn = ctx.db().await?;
    let user = (*conn)
        .transaction(async move |conn: &mut AsyncPgConnection| {
            let own = users::table.find(ctx.viewer.id);
            if idempotency::claim(conn, ctx, "updateProfile", input).await?.is_some() {
                return Ok(own.select(User::as_select()).first(conn).await?);
            }
            idempotency::keep(conn, ctx, ctx.viewer.id).await?;
            let before: User = own.for_no_key_update().select(User::as_select()).first(conn).await?;
            write::check_version("user", input.expected_version, before.version)?;
            let same_email = |email: &str| email.trim().to_lowercase() == before.email;
            if input.email.as_deref().is_some_and(|email| !same_email(email)) {
                let message = "Ask an administrator to change the e-mail address that you sign in with.";
                return Err(Error::invalid("email", "NOT_ALLOWED", message));
            }
            if changes.is_empty() {
                return Ok(before);
            }
            let after: User =
                diesel::update(own).set(&changes).returning(User::as_returning()).get_result(conn).await?;
            let differences = write::differences(Some(&Recorded::of(&before)), &Recorded::of(&after))?;
            if !differences.is_empty() {
                let event = write::Event {
                    name: "user.updated",
                    entity: "user",
                    id: after.id,
                    institution_id: None,
                    changes: &differences,
                    public: false,
                };
                write::announce(conn, ctx, event).await?;
            }
            Ok(after)
        })
        .await?;
    // The name of the viewer may have changed.
    ctx.app.auth.forget(user.id);
    Ok(user)
}

#[derive(AsChangeset, PartialEq, Default)]
#[diesel(table_name = users)]
struct Columns {
    first_name: Option<String>,
    last_name: Option<String>,
    phone: Option<Option<String>>,
    language: Option<Language>,
    theme: Option<Theme>,
    keyboard_shortcuts: Option<bool>,
    avatar_seed: Option<String>,
    avatar_style: Option<String>,
}

impl Columns {
    fn check(input: &UpdateProfile) -> Result<Self> {
        let mut checks = Checks::default();
        let mut required = |field: &str, value: &Option<String>, most: usize| {
            value.as_deref().map(|value| checks.required(field, value, most))
        };
        let first_name = required("firstName", &input.first_name, 50);
        let last_name = required("lastName", &input.last_name, 50);
        let avatar_seed = required("avatarSeed", &input.avatar_seed, 255);
        let avatar_style = required("avatarStyle", &input.avatar_style, 50);
        let phone = input.phone.as_ref().map(|phone| {
            let phone = text::optional(phone.as_deref());
            checks.identifier("phone", phone.as_deref(), identifiers::phone::parse)
        });
        checks.finish()?;
        Ok(Self {
            first_name,
            last_name,
            phone,
            language: input.language,
            theme: input.theme,
            keyboard_shortcuts: input.keyboard_shortcuts,
            avatar_seed,
            avatar_style,
        })
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The fields that the audit log tells of.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Recorded<'a> {
    first_name: &'a str,
    last_name: &'a str,
    phone: Option<&'a str>,
    language: Language,
    theme: Theme,
    keyboard_shortcuts: bool,
    avatar_seed: &'a str,
    avatar_style: &'a str,
}

impl<'a> Recorded<'a> {
    fn of(user: &'a User) -> Self {
        Self {
            first_name: &user.first_name,
            last_name: &user.last_name,
            phone: user.phone.as_deref(),
            language: user.language,
            theme: user.theme,
            keyboard_shortcuts: user.keyboard_shortcuts,
            avatar_seed: &user.avatar_seed,
            avatar_style: &user.avatar_style,
        }
    }
}

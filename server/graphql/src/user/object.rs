//! The object `User`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::rows;
use domain::{Language, Permission, Theme, UserRole};
use uuid::Uuid;

use crate::{
    Id, columns, context,
    institution::{InstitutionFilter, InstitutionOrder, MedicalInstitution},
    invoice::{Invoice, InvoiceFilter, InvoiceOrder},
    loaders, paging,
    rows::{Alone, Connection, Loading, One, Relation, Row, alone},
    team::{Team, teams_by_id},
};
use crm::operations::{institution, invoice, people};

/// Someone who signs in.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct User {
    /// Id.
    pub id: Id,
    /// E-mail address, with which one signs in.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// First and last name.
    pub full_name: String,
    /// Telephone, in E.164 form.
    pub phone: Option<String>,
    /// Role; it decides on the rights.
    pub role: UserRole,
    /// Names of the rights that the role has.
    pub permissions: Vec<String>,
    /// Id of the team.
    pub team_id: Option<Id>,
    /// What the avatar is drawn from.
    pub avatar_seed: String,
    /// How the avatar is drawn.
    pub avatar_style: String,
    /// Language of the interface.
    pub language: Language,
    /// Colours of the interface.
    pub theme: Theme,
    /// Whether single letters are shortcuts.
    pub keyboard_shortcuts: bool,
    /// May sign in.
    pub is_active: bool,
    /// Rises with each change; give it back as `expectedVersion`.
    pub version: i32,
    /// When the account was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    #[graphql(skip)]
    last_login: Option<DateTime<Utc>>,
}

impl From<rows::User> for User {
    fn from(row: rows::User) -> Self {
        Self {
            id: row.id.into(),
            full_name: row.full_name(),
            email: row.email,
            first_name: row.first_name,
            last_name: row.last_name,
            phone: row.phone,
            permissions: row.role.permissions().map(|right| right.name().to_owned()).collect(),
            role: row.role,
            team_id: row.team_id.map(Id),
            avatar_seed: row.avatar_seed,
            avatar_style: row.avatar_style,
            language: row.language,
            theme: row.theme,
            keyboard_shortcuts: row.keyboard_shortcuts,
            is_active: row.is_active,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            last_login: row.last_login_at,
        }
    }
}

impl Row for User {
    columns!(
        id,
        email,
        first_name,
        last_name,
        full_name,
        phone,
        role,
        permissions,
        team_id,
        avatar_seed,
        avatar_style,
        language,
        theme,
        keyboard_shortcuts,
        is_active,
        version,
        created_at,
        updated_at,
    );
    const RELATIONS: &'static [&'static str] = &["team", "lastLoginAt", "hasPassword", "institutions", "invoices"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "team" => {
                let ids = field.distinct_keys(|row| row.team_id.map(Uuid::from));
                field.one(teams_by_id(ctx, ids), |row| row.team_id, |team| team.id)
            }
            "lastLoginAt" => {
                let viewer =
                    context(ctx).ok().map(|caller| (caller.viewer.id, caller.viewer.can(Permission::ViewUsers)));
                field.each(move |row| row.last_login.filter(|_| viewer.is_some_and(|(id, all)| all || id == row.id.0)))
            }
            "hasPassword" => {
                let ids = field.keys(|row| row.id.0);
                field.computed(have_passwords(ctx, ids))
            }
            "institutions" => paging::children!(
                field,
                "medical_institutions.assigned_user_id",
                rows::Institution => MedicalInstitution,
                institution::may_read,
                InstitutionFilter::listed,
                InstitutionOrder::keys,
            ),
            "invoices" => paging::children!(
                field,
                "invoices.assigned_user_id",
                rows::Invoice => Invoice,
                invoice::may_read,
                InvoiceFilter::listed,
                InvoiceOrder::keys,
            ),
            _ => return None,
        })
    }
}

/// Of each of these users, whether they have chosen a password; nothing of any to those who may not know.
async fn have_passwords(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<Option<bool>>> {
    let caller = context(ctx)?;
    if caller.viewer.may_read("user", Permission::ManageUsers).is_err() {
        return Ok(vec![None; ids.len()]);
    }
    let mut conn = caller.db().await?;
    let chosen = people::with_password(&mut conn, &caller.viewer, &ids).await?;
    Ok(ids.iter().map(|id| Some(chosen.contains(id))).collect())
}

/// The users of these ids: whoever sees a row sees by name who works on it.
///
/// # Errors
/// Nobody is signed in, or the database does not answer.
pub async fn users_by_id(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<User>> {
    Ok(loaders::users(ctx, ids).await?.into_iter().map(User::from).collect())
}

#[ComplexObject]
impl User {
    /// The team, if the caller sees it.
    async fn team(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<Team>>>> {
        alone(self, ctx).await
    }

    /// The last sign-in; told of oneself, and to those with `canViewUsers`.
    async fn last_login_at(&self, ctx: &Context<'_>) -> Result<Alone<Option<DateTime<Utc>>>> {
        alone(self, ctx).await
    }

    /// Whether the person has chosen a password yet; told to those with `canManageUsers`.
    async fn has_password(&self, ctx: &Context<'_>) -> Result<Alone<Option<bool>>> {
        alone(self, ctx).await
    }

    /// Those that the user is in charge of, among what the caller sees.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, unused_variables, reason = "the arguments are read by the relation")]
    async fn institutions(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<InstitutionFilter>,
        order_by: Option<Vec<InstitutionOrder>>,
    ) -> Result<Alone<Connection<MedicalInstitution>>> {
        alone(self, ctx).await
    }

    /// Those that the user works on, among what the caller sees.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, unused_variables, reason = "the arguments are read by the relation")]
    async fn invoices(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<InvoiceFilter>,
        order_by: Option<Vec<InvoiceOrder>>,
    ) -> Result<Alone<Connection<Invoice>>> {
        alone(self, ctx).await
    }
}

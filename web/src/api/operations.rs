//! The operations of `graphql/*.graphql`, checked against the schema when the app is compiled.

use super::declare::{enums::*, lists, operations, sparse_operations};

/// RFC 3339, UTC.
pub type DateTime = String;
/// `yyyy-mm-dd`.
pub type Date = String;
/// An exact number, as its text.
pub type Decimal = String;
/// Anything.
#[expect(clippy::upper_case_acronyms, reason = "the scalar's name in the schema")]
pub type JSON = serde_json::Value;

sparse_operations! {
    UpdateProfile in "graphql/update_profile.graphql" with "Clone, Debug, Default, PartialEq",
    AssignInstitution in "graphql/assign_institution.graphql" with "Clone, Debug, Default, PartialEq",
    Assignees in "graphql/assignees.graphql" with "Clone, Debug, Default, PartialEq",
    CreateInstitution in "graphql/create_institution.graphql" with "Clone, Debug, PartialEq",
}

lists! {
    Users in "graphql/users.graphql" with "super::PeopleFilter";
    Teams in "graphql/teams.graphql" with "super::PeopleFilter";
    Institutions in "graphql/institutions.graphql" with "ListOrder", "crate::api::filters::InstitutionFilter";
    InstitutionCount in "graphql/institution_count.graphql" with "crate::api::filters::InstitutionFilter";
    Contacts in "graphql/contacts.graphql" with "ListOrder", "crate::api::filters::ContactFilter";
    ContactCount in "graphql/contact_count.graphql" with "crate::api::filters::ContactFilter";
    Tasks in "graphql/tasks.graphql" with "ListOrder", "crate::api::filters::TaskFilter";
    TaskCount in "graphql/task_count.graphql" with "crate::api::filters::TaskFilter";
    TaskCounts in "graphql/task_counts.graphql" with "crate::api::filters::TaskFilter";
    AuditTrail in "graphql/audit_trail.graphql" with "crate::api::filters::AuditEventFilter";
}

/// An order of the schema, `InstitutionOrder` and its like.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ListOrder {
    /// What is compared.
    pub field: &'static str,
    /// `ASC` or `DESC`.
    pub direction: &'static str,
}

/// The parts of `UserFilter` and `TeamFilter` that the lists use; generated ones have many more.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PeopleFilter {
    /// Words in the name or the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// Active or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<Is<bool>>,
    /// One of these roles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<In<UserRole>>,
    /// A part of the name of a team.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Contains>,
}

/// A filter that asks for one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Is<T> {
    /// The value.
    pub eq: T,
}

/// A filter that asks for one of several values.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct In<T> {
    /// The values.
    #[serde(rename = "in")]
    pub values: Vec<T>,
}

/// A filter that asks for a part of a text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Contains {
    /// The part.
    pub contains: String,
}

operations! {
    SetupRequired in "graphql/setup_required.graphql",
    CreateFirstAdministrator in "graphql/create_first_administrator.graphql",
    Dashboard in "graphql/dashboard.graphql",
    User in "graphql/user.graphql",
    CreateUser in "graphql/create_user.graphql",
    UpdateUser in "graphql/update_user.graphql",
    DeleteUser in "graphql/delete_user.graphql",
    RestoreUser in "graphql/restore_user.graphql",
    InviteUser in "graphql/invite_user.graphql",
    ResetUserPassword in "graphql/reset_user_password.graphql",
    Team in "graphql/team.graphql",
    CreateTeam in "graphql/create_team.graphql",
    UpdateTeam in "graphql/update_team.graphql",
    DeleteTeam in "graphql/delete_team.graphql",
    RestoreTeam in "graphql/restore_team.graphql",
    AddTeamMember in "graphql/add_team_member.graphql",
    RemoveTeamMember in "graphql/remove_team_member.graphql",
    Me in "graphql/me.graphql",
    Login in "graphql/login.graphql",
    RequestPasswordReset in "graphql/request_password_reset.graphql",
    ResetPassword in "graphql/reset_password.graphql",
    SaveIdentity in "graphql/save_identity.graphql",
    ChangePassword in "graphql/change_password.graphql",
    Sessions in "graphql/sessions.graphql",
    RevokeSession in "graphql/revoke_session.graphql",
    RevokeOtherSessions in "graphql/revoke_other_sessions.graphql",
    ApiTokens in "graphql/api_tokens.graphql",
    CreateApiToken in "graphql/create_api_token.graphql",
    RevokeApiToken in "graphql/revoke_api_token.graphql",
    InstitutionFacets in "graphql/institution_facets.graphql",
    PersonName in "graphql/person_name.graphql",
    Institution in "graphql/institution.graphql",
    InstitutionPeople in "graphql/institution_people.graphql",
    UpdateInstitution in "graphql/update_institution.graphql",
    UpdateMedicalProfile in "graphql/update_medical_profile.graphql",
    DeleteInstitution in "graphql/delete_institution.graphql",
    RestoreInstitution in "graphql/restore_institution.graphql",
    Search in "graphql/search.graphql",
    ContactChoices in "graphql/contact_choices.graphql",
    InstitutionChoices in "graphql/institution_choices.graphql",
    InstitutionName in "graphql/institution_name.graphql",
    CreateContact in "graphql/create_contact.graphql",
    UpdateContact in "graphql/update_contact.graphql",
    MakeContactPrimary in "graphql/make_contact_primary.graphql",
    DeleteContact in "graphql/delete_contact.graphql",
    RestoreContact in "graphql/restore_contact.graphql",
    CreateTask in "graphql/create_task.graphql",
    UpdateTask in "graphql/update_task.graphql",
    MoveTask in "graphql/move_task.graphql",
    AssignTask in "graphql/assign_task.graphql",
    DeleteTask in "graphql/delete_task.graphql",
    RestoreTask in "graphql/restore_task.graphql",
    EntityChanged in "graphql/entity_changed.graphql",
    DigiformaSyncProgress in "graphql/digiforma_sync_progress.graphql",
}

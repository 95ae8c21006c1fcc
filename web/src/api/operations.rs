//! The operations of `graphql/*.graphql`, checked against the schema when the app is compiled.

use domain::{ApiTokenScope, CommercialStatus, ComplianceStatus, DataSource, InstitutionType, Language, TaskPriority};
use domain::{TaskStatus, Theme, UserRole};
use graphql_client::GraphQLQuery;

/// RFC 3339, UTC.
pub type DateTime = String;
/// Anything.
#[expect(clippy::upper_case_acronyms, reason = "the scalar's name in the schema")]
pub type JSON = serde_json::Value;

macro_rules! operations {
    ($($Name:ident in $path:tt),+ $(,)?) => {
        $(
            #[doc = concat!("Operation `", stringify!($Name), "`.")]
            #[derive(GraphQLQuery)]
            #[graphql(
                schema_path = "../schema.graphql",
                query_path = $path,
                response_derives = "Clone, Debug, PartialEq",
                variables_derives = "Clone, Debug, PartialEq",
                extern_enums(
                    "ApiTokenScope", "CommercialStatus", "ComplianceStatus", "DataSource", "InstitutionType", "Language",
                    "TaskPriority", "TaskStatus", "Theme", "UserRole"
                )
            )]
            pub struct $Name;
        )+
    };
}

/// Operations whose variables have many parts that are usually absent: those are left out of the request.
macro_rules! sparse_operations {
    ($($Name:ident in $path:tt with $derives:tt),+ $(,)?) => {
        $(
            #[doc = concat!("Operation `", stringify!($Name), "`.")]
            #[derive(GraphQLQuery)]
            #[graphql(
                schema_path = "../schema.graphql",
                query_path = $path,
                response_derives = "Clone, Debug, PartialEq",
                variables_derives = $derives,
                skip_serializing_none,
                extern_enums(
                    "ApiTokenScope", "CommercialStatus", "ComplianceStatus", "DataSource", "InstitutionType", "Language",
                    "TaskPriority", "TaskStatus", "Theme", "UserRole"
                )
            )]
            pub struct $Name;
        )+
    };
}

sparse_operations! {
    UpdateProfile in "graphql/update_profile.graphql" with "Clone, Debug, Default, PartialEq",
    AssignInstitution in "graphql/assign_institution.graphql" with "Clone, Debug, Default, PartialEq",
    Assignees in "graphql/assignees.graphql" with "Clone, Debug, Default, PartialEq",
    CreateInstitution in "graphql/create_institution.graphql" with "Clone, Debug, PartialEq",
}

/// The list of institutions; its order is a [`ListOrder`], since a generated one has no default.
#[derive(GraphQLQuery)]
#[graphql(
    schema_path = "../schema.graphql",
    query_path = "graphql/institutions.graphql",
    response_derives = "Clone, Debug, PartialEq",
    variables_derives = "Clone, Debug, Default, PartialEq",
    variable_types("ListOrder"),
    skip_serializing_none,
    extern_enums(
        "ApiTokenScope",
        "CommercialStatus",
        "ComplianceStatus",
        "DataSource",
        "InstitutionType",
        "Language",
        "TaskPriority",
        "TaskStatus",
        "Theme",
        "UserRole"
    )
)]
pub struct Institutions;

/// How many there are; its filter is that of the list.
#[derive(GraphQLQuery)]
#[graphql(
    schema_path = "../schema.graphql",
    query_path = "graphql/institution_count.graphql",
    response_derives = "Clone, Debug, PartialEq",
    variables_derives = "Clone, Debug, Default, PartialEq",
    variable_types("super::institutions::InstitutionFilter"),
    skip_serializing_none,
    extern_enums(
        "ApiTokenScope",
        "CommercialStatus",
        "ComplianceStatus",
        "DataSource",
        "InstitutionType",
        "Language",
        "TaskPriority",
        "TaskStatus",
        "Theme",
        "UserRole"
    )
)]
pub struct InstitutionCount;

/// `InstitutionOrder` of the schema.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ListOrder {
    /// What is compared.
    pub field: &'static str,
    /// `ASC` or `DESC`.
    pub direction: &'static str,
}

operations! {
    Me in "graphql/me.graphql",
    Login in "graphql/login.graphql",
    Logout in "graphql/logout.graphql",
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
    InstitutionActivity in "graphql/institution_activity.graphql",
    UpdateInstitution in "graphql/update_institution.graphql",
    UpdateMedicalProfile in "graphql/update_medical_profile.graphql",
    DeleteInstitution in "graphql/delete_institution.graphql",
    RestoreInstitution in "graphql/restore_institution.graphql",
    Search in "graphql/search.graphql",
    EntityChanged in "graphql/entity_changed.graphql",
}

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
    UpdateProfile in "graphql/profile.graphql" with "Clone, Debug, Default, PartialEq",
    AssignInstitution in "graphql/institutions.graphql" with "Clone, Debug, Default, PartialEq",
    Assignees in "graphql/institutions.graphql" with "Clone, Debug, Default, PartialEq",
    CreateInstitution in "graphql/institutions.graphql" with "Clone, Debug, PartialEq",
}

/// The list of institutions; its order is a [`ListOrder`], since a generated one has no default.
#[derive(GraphQLQuery)]
#[graphql(
    schema_path = "../schema.graphql",
    query_path = "graphql/institution_list.graphql",
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
    Me in "graphql/session.graphql",
    Login in "graphql/session.graphql",
    Logout in "graphql/session.graphql",
    RequestPasswordReset in "graphql/session.graphql",
    ResetPassword in "graphql/session.graphql",
    SaveIdentity in "graphql/profile.graphql",
    ChangePassword in "graphql/profile.graphql",
    Sessions in "graphql/profile.graphql",
    RevokeSession in "graphql/profile.graphql",
    RevokeOtherSessions in "graphql/profile.graphql",
    ApiTokens in "graphql/profile.graphql",
    CreateApiToken in "graphql/profile.graphql",
    RevokeApiToken in "graphql/profile.graphql",
    InstitutionFacets in "graphql/institutions.graphql",
    PersonName in "graphql/institutions.graphql",
    Institution in "graphql/institutions.graphql",
    InstitutionPeople in "graphql/institutions.graphql",
    InstitutionActivity in "graphql/institutions.graphql",
    UpdateInstitution in "graphql/institutions.graphql",
    UpdateMedicalProfile in "graphql/institutions.graphql",
    DeleteInstitution in "graphql/institutions.graphql",
    RestoreInstitution in "graphql/institutions.graphql",
    Search in "graphql/institutions.graphql",
}

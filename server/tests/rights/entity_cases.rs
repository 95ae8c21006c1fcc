//! Cases on institutions, contacts, tasks, people and the record of what was done.

use serde_json::json;

use crate::cases::{Case, On};

const SEE: &str = "canViewAssignedInstitutions";

/// Root fields of `Query`.
pub fn queries() -> Vec<Case> {
    vec![
        Case {
            field: "auditEvents",
            permission: SEE,
            on: On::TeamList,
            document: "{ auditEvents(first: 100) { nodes { id } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "contact",
            permission: SEE,
            on: On::Team,
            document: "query($id: ID!) { contact(id: $id) { id } }",
            variables: |rows| json!({ "id": rows.contact }),
        },
        Case {
            field: "contacts",
            permission: SEE,
            on: On::TeamList,
            document: "{ contacts(first: 100) { nodes { id } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "dashboard",
            permission: SEE,
            on: On::TeamList,
            document: "{ dashboard { institutions { total } tasks { open } activity(first: 50) { id }
                attention(first: 50) { institution { id } } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "institution",
            permission: SEE,
            on: On::Team,
            document: "query($id: ID!) { institution(id: $id) { id } }",
            variables: |rows| json!({ "id": rows.institution }),
        },
        Case {
            field: "institutionAggregate",
            permission: SEE,
            on: On::TeamList,
            document: "{ institutionAggregate(groupBy: [ASSIGNED_USER]) { count key { assignedUserId } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "institutionFacets",
            permission: SEE,
            on: On::TeamList,
            document: "{ institutionFacets { tags } }",
            variables: |_| json!({}),
        },
        Case {
            field: "institutions",
            permission: SEE,
            on: On::TeamList,
            document: "{ institutions(first: 100) { nodes { id } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "node",
            permission: SEE,
            on: On::Team,
            document: "query($id: ID!) { node(id: $id) { id } }",
            variables: |rows| json!({ "id": rows.institution }),
        },
        Case {
            field: "search",
            permission: SEE,
            on: On::TeamList,
            document: "{ search(query: \"m\", first: 50) { ... on MedicalInstitution { id } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "task",
            permission: SEE,
            on: On::Team,
            document: "query($id: ID!) { task(id: $id) { id } }",
            variables: |rows| json!({ "id": rows.task }),
        },
        Case {
            field: "taskAggregate",
            permission: SEE,
            on: On::TeamList,
            document: "{ taskAggregate(groupBy: [INSTITUTION]) { count key { institutionId } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "tasks",
            permission: SEE,
            on: On::TeamList,
            document: "{ tasks(first: 100) { nodes { id } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "team",
            permission: SEE,
            on: On::Team,
            document: "query($id: ID!) { team(id: $id) { id } }",
            variables: |rows| json!({ "id": rows.team }),
        },
        Case {
            field: "teams",
            permission: SEE,
            on: On::TeamList,
            document: "{ teams(first: 100) { nodes { id } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "user",
            permission: SEE,
            on: On::Team,
            document: "query($id: ID!) { user(id: $id) { id } }",
            variables: |rows| json!({ "id": rows.user }),
        },
        Case {
            field: "users",
            permission: SEE,
            on: On::TeamList,
            document: "{ users(first: 100) { nodes { id } } }",
            variables: |_| json!({}),
        },
    ]
}

/// Root fields of `Mutation`.
pub fn mutations() -> Vec<Case> {
    [institutions(), contacts(), tasks()].into_iter().flatten().collect()
}

fn institutions() -> Vec<Case> {
    vec![
        Case {
            field: "createInstitution",
            permission: "canCreateInstitutions",
            on: On::Nothing,
            document: "mutation($input: CreateInstitutionInput!) { createInstitution(input: $input) { userErrors { code } } }",
            variables: |_| {
                let address = json!({ "street": "1 rue du Port", "city": "Nantes", "zipCode": "44000" });
                json!({ "input": { "name": "CHU", "type": "HOSPITAL", "address": address } })
            },
        },
        Case {
            field: "deleteInstitution",
            permission: "canDeleteInstitutions",
            on: On::Team,
            document: "mutation($input: DeleteInstitutionInput!) { deleteInstitution(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.institution } }),
        },
        Case {
            field: "restoreInstitution",
            permission: "canDeleteInstitutions",
            on: On::Team,
            document: "mutation($input: RestoreInstitutionInput!) { restoreInstitution(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.deleted_institution } }),
        },
        Case {
            field: "updateInstitution",
            permission: "canEditAssignedInstitutions",
            on: On::Team,
            document: "mutation($input: UpdateInstitutionInput!) { updateInstitution(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.institution, "name": "CHU" } }),
        },
        Case {
            field: "updateMedicalProfile",
            permission: "canEditAssignedInstitutions",
            on: On::Team,
            document: "mutation($input: UpdateMedicalProfileInput!) { updateMedicalProfile(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "institutionId": rows.institution, "bedCapacity": 7 } }),
        },
    ]
}

fn contacts() -> Vec<Case> {
    vec![
        Case {
            field: "createContact",
            permission: "canCreateContacts",
            on: On::Team,
            document: "mutation($input: CreateContactInput!) { createContact(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "institutionId": rows.institution, "firstName": "A", "lastName": "B", "email": "a@b.example" } }),
        },
        Case {
            field: "deleteContact",
            permission: "canDeleteContacts",
            on: On::Team,
            document: "mutation($input: DeleteContactInput!) { deleteContact(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.contact } }),
        },
        Case {
            field: "restoreContact",
            permission: "canDeleteContacts",
            on: On::Team,
            document: "mutation($input: RestoreContactInput!) { restoreContact(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.deleted_contact } }),
        },
        Case {
            field: "updateContact",
            permission: "canEditAssignedContacts",
            on: On::Team,
            document: "mutation($input: UpdateContactInput!) { updateContact(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.contact, "lastName": "C" } }),
        },
    ]
}

fn tasks() -> Vec<Case> {
    vec![
        Case {
            field: "cancelTask",
            permission: "canEditAssignedTasks",
            on: On::Team,
            document: "mutation($input: CancelTaskInput!) { cancelTask(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.task } }),
        },
        Case {
            field: "completeTask",
            permission: "canEditAssignedTasks",
            on: On::Team,
            document: "mutation($input: CompleteTaskInput!) { completeTask(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.task } }),
        },
        Case {
            field: "createTask",
            permission: "canCreateTasks",
            on: On::Team,
            document: "mutation($input: CreateTaskInput!) { createTask(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "title": "x", "institutionId": rows.institution } }),
        },
        Case {
            field: "deleteTask",
            permission: "canDeleteTasks",
            on: On::Team,
            document: "mutation($input: DeleteTaskInput!) { deleteTask(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.task } }),
        },
        Case {
            field: "reopenTask",
            permission: "canEditAssignedTasks",
            on: On::Team,
            document: "mutation($input: ReopenTaskInput!) { reopenTask(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.done_task } }),
        },
        Case {
            field: "restoreTask",
            permission: "canDeleteTasks",
            on: On::Team,
            document: "mutation($input: RestoreTaskInput!) { restoreTask(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.deleted_task } }),
        },
        Case {
            field: "startTask",
            permission: "canEditAssignedTasks",
            on: On::Team,
            document: "mutation($input: StartTaskInput!) { startTask(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.task } }),
        },
        Case {
            field: "updateTask",
            permission: "canEditAssignedTasks",
            on: On::Team,
            document: "mutation($input: UpdateTaskInput!) { updateTask(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.task, "title": "y" } }),
        },
    ]
}

//! Roles to rights: the one table of the product.
//!
//! An operation names the permission that it needs; nothing else decides on rights.
//! Which rows a permission reaches (all, assigned, own) is the scope, kept in SQL by `db`.

use crate::UserRole;

macro_rules! permissions {
    ($($(#[$meta:meta])* $Variant:ident = $name:literal: $roles:literal),+ $(,)?) => {
        /// A right; its name is public (`me { permissions }`).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Permission { $($(#[$meta])* #[doc = $name] $Variant),+ }

        impl Permission {
            /// Every right.
            pub const ALL: &'static [Self] = &[$(Self::$Variant),+];

            /// Public name, camelCase.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$Variant => $name),+ }
            }

            /// The roles that have it, as letters: A, M, U (auditor), V.
            const fn roles(self) -> &'static str {
                match self { $(Self::$Variant => $roles),+ }
            }
        }
    };
}

permissions! {
    ManageSystemSettings = "canManageSystemSettings": "A",
    ManageUsers = "canManageUsers": "A",
    ManageWebhooks = "canManageWebhooks": "A",
    ManageIntegrations = "canManageIntegrations": "A",
    ViewAuditLog = "canViewAuditLog": "A",
    ManageBackups = "canManageBackups": "A",
    ManageTeams = "canManageTeams": "AM",
    ViewUsers = "canViewUsers": "AM",
    ManageTemplates = "canManageTemplates": "AM",
    ManageCatalog = "canManageCatalog": "AM",
    ViewAllInstitutions = "canViewAllInstitutions": "AMV",
    ViewAssignedInstitutions = "canViewAssignedInstitutions": "AMUV",
    CreateInstitutions = "canCreateInstitutions": "AMU",
    EditAllInstitutions = "canEditAllInstitutions": "AM",
    DeleteInstitutions = "canDeleteInstitutions": "AM",
    ImportInstitutions = "canImportInstitutions": "AM",
    MergeInstitutions = "canMergeInstitutions": "AM",
    EditAssignedInstitutions = "canEditAssignedInstitutions": "AMU",
    ViewInstitutionAnalytics = "canViewInstitutionAnalytics": "AMV",
    ViewInstitutionRevenue = "canViewInstitutionRevenue": "AMUV",
    CreateContacts = "canCreateContacts": "AMU",
    EditAssignedContacts = "canEditAssignedContacts": "AMU",
    EditAllContacts = "canEditAllContacts": "AM",
    DeleteContacts = "canDeleteContacts": "AM",
    CreateTasks = "canCreateTasks": "AMU",
    EditAssignedTasks = "canEditAssignedTasks": "AMU",
    ViewAllTasks = "canViewAllTasks": "AMV",
    AssignTasks = "canAssignTasks": "AM",
    EditAllTasks = "canEditAllTasks": "AM",
    DeleteTasks = "canDeleteTasks": "AM",
    ViewInvoices = "canViewInvoices": "AMUV",
    ViewQuotes = "canViewQuotes": "AMUV",
    ViewAllBilling = "canViewAllBilling": "AMV",
    CreateQuotes = "canCreateQuotes": "AMU",
    EditOwnQuotes = "canEditOwnQuotes": "AMU",
    EditAllQuotes = "canEditAllQuotes": "AM",
    DeleteQuotes = "canDeleteQuotes": "AM",
    CreateInvoice = "canCreateInvoice": "AMU",
    EditOwnInvoices = "canEditOwnInvoices": "AMU",
    ConvertQuotesToInvoices = "canConvertQuotesToInvoices": "AMU",
    IssueInvoices = "canIssueInvoices": "AM",
    CancelInvoices = "canCancelInvoices": "AM",
    CreateCreditNotes = "canCreateCreditNotes": "AM",
    EditAllInvoices = "canEditAllInvoices": "AM",
    DeleteInvoices = "canDeleteInvoices": "AM",
    RecordPayments = "canRecordPayments": "AM",
    ViewSegments = "canViewSegments": "AMUV",
    ManageSegments = "canManageSegments": "AMU",
    ExportData = "canExportData": "AM",
    CreateApiTokens = "canCreateApiTokens": "AMUV",
}

impl UserRole {
    /// Whether the role has the right.
    #[must_use]
    pub fn can(self, permission: Permission) -> bool {
        let letter = match self {
            UserRole::Admin => 'A',
            UserRole::Manager => 'M',
            UserRole::Auditor => 'U',
            UserRole::Viewer => 'V',
        };
        permission.roles().contains(letter)
    }

    /// The rights of the role, in the order of the table.
    pub fn permissions(self) -> impl Iterator<Item = Permission> {
        Permission::ALL.iter().copied().filter(move |p| self.can(*p))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_administrator_has_every_right_and_a_viewer_changes_nothing() {
        assert_eq!(UserRole::Admin.permissions().count(), Permission::ALL.len());
        for right in UserRole::Viewer.permissions() {
            let name = right.name();
            assert!(name.starts_with("canView") || name == "canCreateApiTokens", "{name}");
        }
    }

    #[test]
    fn an_auditor_sees_assigned_institutions_only() {
        assert!(UserRole::Auditor.can(Permission::ViewAssignedInstitutions));
        assert!(!UserRole::Auditor.can(Permission::ViewAllInstitutions));
    }
}

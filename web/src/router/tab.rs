//! Tabs of pages that have some.

/// Tabs of an institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InstitutionTab {
    /// Address, contacts, tasks, activity.
    Overview,
    /// Beds, rooms, specialties, compliance.
    MedicalProfile,
    /// Its people.
    Contacts,
    /// What is to be done for it.
    Tasks,
    /// What was offered to it.
    Quotes,
    /// What it was invoiced.
    Invoices,
    /// What it brings, all business together.
    Revenue,
    /// Its training business, as Digiforma has it.
    Digiforma,
    /// What was done to it.
    History,
}

/// Tabs of the matching with Digiforma.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchingTab {
    /// Suggestions that wait for a decision.
    Suggestions,
    /// Companies without an institution.
    Unmatched,
    /// Companies that are linked.
    Linked,
}

/// Tabs of one's own account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfileTab {
    /// Name, phone, language, theme.
    Identity,
    /// Password and sessions.
    Security,
    /// Tokens for programs.
    ApiTokens,
}

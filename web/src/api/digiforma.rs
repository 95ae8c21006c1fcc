//! The operations on the mirror of Digiforma, checked against the schema when the app is compiled; and the parts of the
//! schema's filters that they use.

use super::declare::{enums::*, lists, operations, sparse_operations};
use super::filters::{Is, OneOf, filters};
use super::operations::{DateTime, ListOrder};

/// An exact number, such as `1234.50`.
pub type Decimal = String;

operations! {
    DigiformaSettings in "graphql/digiforma_settings.graphql",
    DigiformaState in "graphql/digiforma_state.graphql",
    DigiformaSync in "graphql/digiforma_sync.graphql",
    DigiformaCounts in "graphql/digiforma_counts.graphql",
    RemoveDigiformaToken in "graphql/remove_digiforma_token.graphql",
    TestDigiformaConnection in "graphql/test_digiforma_connection.graphql",
    StartDigiformaSync in "graphql/start_digiforma_sync.graphql",
    CancelDigiformaSync in "graphql/cancel_digiforma_sync.graphql",
    DigiformaSuggestions in "graphql/digiforma_suggestions.graphql",
    DigiformaCompany in "graphql/digiforma_company.graphql",
    ComparedInstitution in "graphql/compared_institution.graphql",
    CreateDigiformaMapping in "graphql/create_digiforma_mapping.graphql",
    ConfirmDigiformaMapping in "graphql/confirm_digiforma_mapping.graphql",
    DeleteDigiformaMapping in "graphql/delete_digiforma_mapping.graphql",
    RestoreDigiformaSuggestion in "graphql/restore_digiforma_suggestion.graphql",
    InstitutionDigiforma in "graphql/institution_digiforma.graphql",
}

lists! {
    DigiformaUnmatched in "graphql/digiforma_unmatched.graphql" with "ListOrder", "CompanyFilter";
    DigiformaUnmatchedCount in "graphql/digiforma_unmatched_count.graphql" with "CompanyFilter";
    DigiformaLinks in "graphql/digiforma_links.graphql" with "LinkFilter";
    DigiformaLinkCount in "graphql/digiforma_link_count.graphql" with "LinkFilter";
    TrainingInvoices in "graphql/training_invoices.graphql" with "ListOrder", "OfInstitution";
    TrainingQuotes in "graphql/training_quotes.graphql" with "ListOrder", "OfInstitution";
}

// A token that is absent stays as it is.
sparse_operations! {
    UpdateDigiformaSettings in "graphql/update_digiforma_settings.graphql" with "Clone, Debug, PartialEq",
}

filters! {
    /// `DigiformaCompanyFilter` of the schema.
    CompanyFilter {
        search: String,
    }
    /// `DigiformaMappingFilter` of the schema.
    LinkFilter {
        is_linked: bool,
        is_confirmed: bool,
        match_type: OneOf<DigiformaMatchType>,
    }
    /// `DigiformaInvoiceFilter` and `DigiformaQuoteFilter` of the schema.
    OfInstitution {
        institution_id: Is<String>,
    }
}

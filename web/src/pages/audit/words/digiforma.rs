//! The connection to Digiforma and the links of its companies.

use crate::i18n::Words;
use crate::i18n::text::{audit as t, digiforma, digiforma_matching};

/// What was done to the connection to Digiforma or to a link of one of its companies.
pub(super) fn sentence(who: &str, action: &str) -> Option<String> {
    let words = match action {
        "digiforma.settings.updated" => t::did_change_digiforma,
        "digiforma.sync.started" => t::did_start_sync,
        "digiforma.sync.cancelled" => t::did_cancel_sync,
        "digiforma.sync.completed" => t::did_complete_sync,
        "digiforma.mapping.created" => t::did_link_company,
        "digiforma.mapping.confirmed" => t::did_confirm_company,
        "digiforma.mapping.deleted" => t::did_unlink_company,
        "digiforma.suggestion.restored" => t::did_restore_match,
        _ => return None,
    };
    Some(words(who))
}

/// The label of a field of the connection to Digiforma or of a link.
pub(super) fn label(field: &str) -> Option<Words> {
    Some(match field {
        "apiUrl" => digiforma::ADDRESS,
        "bearerToken" => digiforma::TOKEN,
        "isEnabled" => digiforma::ENABLED,
        "autoSyncEnabled" => digiforma::AUTO_SYNC,
        "syncFrequency" => digiforma::SCHEDULE,
        "createInstitutions" => digiforma::CREATE_INSTITUTIONS,
        "createContacts" => digiforma::CREATE_CONTACTS,
        "matchCriteria" => digiforma_matching::COLUMN_CRITERION,
        _ => return None,
    })
}

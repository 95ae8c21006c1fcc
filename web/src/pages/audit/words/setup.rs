//! What is set up: the catalog, the templates, webhooks, segments.

use crate::i18n::Words;
use crate::i18n::text::{audit as t, segments};

/// What was done to an item of the catalog, a template, a webhook or a segment.
pub(super) fn sentence(who: &str, action: &str) -> Option<String> {
    let words = match action {
        "catalog_item.created" => t::did_create_item,
        "catalog_item.updated" => t::did_update_item,
        "catalog_item.deleted" => t::did_delete_item,
        "catalog_item.restored" => t::did_restore_item,
        "template.created" => t::did_create_template,
        "template.updated" => t::did_update_template,
        "template.deleted" => t::did_delete_template,
        "template.restored" => t::did_restore_template,
        "template.logo_uploaded" => t::did_upload_logo,
        "webhook.created" => t::did_create_webhook,
        "webhook.updated" => t::did_update_webhook,
        "webhook.deleted" => t::did_delete_webhook,
        "webhook.restored" => t::did_restore_webhook,
        "webhook.disabled" => t::did_disable_webhook,
        "segment.created" => t::did_create_segment,
        "segment.updated" => t::did_update_segment,
        "segment.deleted" => t::did_delete_segment,
        "segment.restored" => t::did_restore_segment,
        _ => return None,
    };
    Some(words(who))
}

/// The label of a field of a segment.
pub(super) fn segment_label(field: &str) -> Option<Words> {
    Some(match field {
        "criteria" => segments::QUESTION,
        "visibility" => segments::VISIBILITY,
        _ => return None,
    })
}

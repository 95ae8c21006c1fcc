//! How the demo company's documents look: a default template for each kind of document, of the built-in layout.

use chrono::{DateTime, Utc};
use db::{rows::TemplateValues, schema::document_templates};
use diesel::Insertable;
use domain::billing::{LogoPosition, TemplateType};
use uuid::Uuid;

use crate::demo::chance::key_of;

/// A row of `document_templates`.
#[derive(Debug, Insertable)]
#[diesel(table_name = document_templates)]
pub(super) struct TemplateRow {
    id: Uuid,
    #[diesel(embed)]
    values: TemplateValues,
    created_by: Uuid,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// One for each kind.
pub(super) fn rows(created_by: Uuid, since: DateTime<Utc>) -> Vec<TemplateRow> {
    let templates = [
        (
            TemplateType::Quote,
            "Devis",
            Some("Dates d’intervention à convenir à la commande. Annulation sans frais jusqu’à quinze jours avant."),
            None,
        ),
        (TemplateType::Invoice, "Facture", None, Some("Par virement, en rappelant le numéro de la facture.")),
        (
            TemplateType::Reminder,
            "Relance",
            None,
            Some("Si le règlement est en route, ne tenez pas compte de ce rappel."),
        ),
    ];
    let row = |(kind, name, terms, payment): (TemplateType, &str, Option<&str>, Option<&str>)| TemplateRow {
        id: key_of("template", name),
        values: TemplateValues {
            name: name.to_owned(),
            kind,
            is_default: true,
            is_active: true,
            source: None,
            logo_file_id: None,
            logo_url: None,
            logo_position: LogoPosition::TopLeft,
            primary_color: Some("#0F5C5C".to_owned()),
            secondary_color: Some("#EAF2F1".to_owned()),
            header_height: 80,
            footer_height: 60,
            margin_top: 20,
            margin_bottom: 20,
            margin_left: 15,
            margin_right: 15,
            custom_header: None,
            custom_footer: Some("Cabinet Exemple Audit, une entreprise inventée".to_owned()),
            terms_and_conditions: terms.map(str::to_owned),
            payment_instructions: payment.map(str::to_owned),
            html_template: None,
            styles: None,
        },
        created_by,
        created_at: since,
        updated_at: since,
    };
    templates.map(row).into()
}

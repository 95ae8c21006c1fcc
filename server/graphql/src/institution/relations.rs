//! The relations of institutions, loaded for all of a level at once.

use db::rows;
use domain::Permission;
use uuid::Uuid;

use super::{MedicalInstitution, loaders::profiles_of};
use crate::{
    audit::{AuditEvent, AuditEventFilter},
    columns,
    contact::{ContactFilter, ContactOrder, ContactPerson},
    context, digiforma,
    invoice::{Invoice, InvoiceFilter, InvoiceOrder},
    paging::{self, Paging, argument},
    quote::{Quote, QuoteFilter, QuoteOrder},
    revenue::{ConsolidatedRevenue, RevenueEntry, RevenueEntryFilter, RevenueEntryOrder},
    rows::{Loading, Relation, Row},
    task::{Task, TaskFilter, TaskOrder},
    user::users_by_id,
};
use crm::operations::{self, people, scope};

impl Row for MedicalInstitution {
    columns!(
        id,
        name,
        kind = "type",
        full_address,
        accounting_number,
        digiforma_id,
        finess,
        siret,
        vat_number,
        group_name,
        commercial_status,
        main_phone,
        assigned_user_id,
        tags,
        is_active,
        is_public_body,
        payment_terms,
        billing_email,
        electronic_address,
        service_code,
        data_source,
        is_locked,
        locked_at,
        locked_reason,
        deleted_at,
        version,
        created_at,
        updated_at,
    );
    const RELATIONS: &'static [&'static str] = &[
        "address",
        "medicalProfile",
        "assignedUser",
        "contacts",
        "tasks",
        "quotes",
        "invoices",
        "revenue",
        "revenueEntries",
        "digiformaCompanies",
        "digiformaQuotes",
        "digiformaInvoices",
        "auditEvents",
        "canEdit",
        "canDelete",
    ];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "address" => field.embedded(|row| Some(row.address_parts.clone())),
            "medicalProfile" => {
                let ids = field.keys(|row| row.id.0);
                field.one(profiles_of(ctx, ids), |row| Some(row.id.0), |profile| profile.institution_id.0)
            }
            "assignedUser" => {
                let ids = field.distinct_keys(|row| row.assigned_user_id.map(Uuid::from));
                field.one(users_by_id(ctx, ids), |row| row.assigned_user_id, |user| user.id)
            }
            "contacts" => paging::children!(
                field,
                "contact_persons.institution_id",
                rows::Contact => ContactPerson,
                operations::contact::may_read,
                ContactFilter::listed,
                ContactOrder::keys,
            ),
            "tasks" => paging::children!(
                field,
                "tasks.institution_id",
                rows::Task => Task,
                operations::task::may_read,
                TaskFilter::listed,
                TaskOrder::keys,
            ),
            "quotes" => paging::children!(
                field,
                "quotes.institution_id",
                rows::Quote => Quote,
                operations::quote::may_read,
                QuoteFilter::listed,
                QuoteOrder::keys,
            ),
            "invoices" => paging::children!(
                field,
                "invoices.institution_id",
                rows::Invoice => Invoice,
                operations::invoice::may_read,
                InvoiceFilter::listed,
                InvoiceOrder::keys,
            ),
            "revenue" => {
                let (ids, from, to) = (field.keys(|row| row.id.0), argument(&field, "from"), argument(&field, "to"));
                let load = ConsolidatedRevenue::of_institutions(ctx, ids, from, to);
                field.one(load, |row| Some(Some(row.id)), |revenue| revenue.institution_id)
            }
            "revenueEntries" => paging::children!(
                field,
                "revenue_entries.institution_id",
                rows::RevenueEntry => RevenueEntry,
                operations::revenue::may_read,
                RevenueEntryFilter::listed,
                RevenueEntryOrder::keys,
            ),
            "digiformaCompanies" => digiforma::companies_of(field, |row| row.id.0),
            "digiformaQuotes" => digiforma::quotes_of(field, |row| row.id.0, "digiforma_quotes.institution_id"),
            "digiformaInvoices" => digiforma::invoices_of(field, |row| row.id.0, "digiforma_invoices.institution_id"),
            "auditEvents" => {
                let (ids, wanted, arguments) = (field.keys(|row| row.id.0), field.wanted(), Paging::of(&field));
                field.connection(async move {
                    let (paging, caller) = (arguments?, context(ctx)?);
                    people::may_read_audit(&caller.viewer)?;
                    let condition = scope::audit_events(&caller.viewer);
                    let request = paging.request(condition, AuditEventFilter::order(), wanted)?;
                    let parent = "audit_events.institution_id";
                    paging::pages::<rows::AuditEvent, AuditEvent>(caller, &ids, parent, request, wanted).await
                })
            }
            "canEdit" => {
                let can = context(ctx).is_ok_and(|caller| {
                    caller.viewer.may_write("institution", Permission::EditAssignedInstitutions).is_ok()
                });
                field.each(move |row| can && row.deleted_at.is_none())
            }
            "canDelete" => {
                let can = context(ctx)
                    .is_ok_and(|caller| caller.viewer.may_write("institution", Permission::DeleteInstitutions).is_ok());
                field.each(move |row| can && row.deleted_at.is_none())
            }
            _ => return None,
        })
    }
}

//! The relations of institutions, loaded for all of a level at once.

use db::rows;
use domain::Permission;
use uuid::Uuid;

use super::{MedicalInstitution, loaders::profiles_of};
use crate::{
    columns,
    graphql::{
        audit::{AuditEvent, AuditEventFilter},
        contact::{ContactFilter, ContactOrder, ContactPerson},
        context, digiforma,
        invoice::{Invoice, InvoiceFilter, InvoiceOrder},
        paging::{self, Paging, argument},
        quote::{Quote, QuoteFilter, QuoteOrder},
        revenue::{ConsolidatedRevenue, RevenueEntry, RevenueEntryFilter, RevenueEntryOrder},
        rows::{Loading, Relation, Row},
        task::{Task, TaskFilter, TaskOrder},
        user::users_by_id,
    },
    operations::{self, people, scope},
};

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
            "contacts" => {
                let (ids, wanted) = (field.keys(|row| row.id.0), field.wanted());
                let arguments = Paging::of(&field);
                let (filter, order) = (argument(&field, "filter"), argument(&field, "orderBy"));
                field.connection(async move {
                    let (paging, caller) = (arguments?, context(ctx)?);
                    operations::contact::may_read(&caller.viewer)?;
                    let condition = ContactFilter::listed(filter?, &caller.viewer);
                    let request = paging.request(condition, ContactOrder::keys(order?), wanted)?;
                    let parent = "contact_persons.institution_id";
                    paging::pages::<rows::Contact, ContactPerson>(caller, &ids, parent, request, wanted).await
                })
            }
            "tasks" => {
                let (ids, wanted) = (field.keys(|row| row.id.0), field.wanted());
                let arguments = Paging::of(&field);
                let (filter, order) = (argument(&field, "filter"), argument(&field, "orderBy"));
                field.connection(async move {
                    let (paging, caller) = (arguments?, context(ctx)?);
                    operations::task::may_read(&caller.viewer)?;
                    let condition = TaskFilter::listed(filter?, &caller.viewer);
                    let request = paging.request(condition, TaskOrder::keys(order?), wanted)?;
                    paging::pages::<rows::Task, Task>(caller, &ids, "tasks.institution_id", request, wanted).await
                })
            }
            "quotes" => {
                let (ids, wanted) = (field.keys(|row| row.id.0), field.wanted());
                let arguments = Paging::of(&field);
                let (filter, order) = (argument(&field, "filter"), argument(&field, "orderBy"));
                field.connection(async move {
                    let (paging, caller) = (arguments?, context(ctx)?);
                    operations::quote::may_read(&caller.viewer)?;
                    let condition = QuoteFilter::listed(filter?, &caller.viewer);
                    let request = paging.request(condition, QuoteOrder::keys(order?), wanted)?;
                    paging::pages::<rows::Quote, Quote>(caller, &ids, "quotes.institution_id", request, wanted).await
                })
            }
            "invoices" => {
                let (ids, wanted) = (field.keys(|row| row.id.0), field.wanted());
                let arguments = Paging::of(&field);
                let (filter, order) = (argument(&field, "filter"), argument(&field, "orderBy"));
                field.connection(async move {
                    let (paging, caller) = (arguments?, context(ctx)?);
                    operations::invoice::may_read(&caller.viewer)?;
                    let condition = InvoiceFilter::listed(filter?, &caller.viewer);
                    let request = paging.request(condition, InvoiceOrder::keys(order?), wanted)?;
                    let parent = "invoices.institution_id";
                    paging::pages::<rows::Invoice, Invoice>(caller, &ids, parent, request, wanted).await
                })
            }
            "revenue" => {
                let (ids, from, to) = (field.keys(|row| row.id.0), argument(&field, "from"), argument(&field, "to"));
                let load = ConsolidatedRevenue::of_institutions(ctx, ids, from, to);
                field.one(load, |row| Some(Some(row.id)), |revenue| revenue.institution_id)
            }
            "revenueEntries" => {
                let (ids, wanted) = (field.keys(|row| row.id.0), field.wanted());
                let arguments = Paging::of(&field);
                let (filter, order) = (argument(&field, "filter"), argument(&field, "orderBy"));
                field.connection(async move {
                    let (paging, caller) = (arguments?, context(ctx)?);
                    operations::revenue::may_read(&caller.viewer)?;
                    let condition = RevenueEntryFilter::listed(filter?, &caller.viewer);
                    let request = paging.request(condition, RevenueEntryOrder::keys(order?), wanted)?;
                    let parent = "revenue_entries.institution_id";
                    paging::pages::<rows::RevenueEntry, RevenueEntry>(caller, &ids, parent, request, wanted).await
                })
            }
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

//! `node(id)`: any object by its id.

use async_graphql::{Context, ID, Interface, Object, Result};
use uuid::Uuid;

use super::{
    Id, catalog::CatalogItem, contact::ContactPerson, context, institution::MedicalInstitution, invoice::Invoice,
    payment::Payment, quote::Quote, revenue::RevenueEntry, segment::Segment, task::Task, team::Team,
    template::InvoiceTemplate, user::User, webhook::Webhook,
};
use crm::{
    Error,
    operations::{
        catalog, contact, institution, invoice, payment, people, quote, revenue, segment, task, template, webhook,
    },
};

/// An object with an id of its own.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "&Id", desc = "Id."))]
pub enum Node {
    /// An institution.
    MedicalInstitution(MedicalInstitution),
    /// A contact.
    ContactPerson(ContactPerson),
    /// A task.
    Task(Task),
    /// A quote.
    Quote(Quote),
    /// An invoice or credit note.
    Invoice(Invoice),
    /// A payment.
    Payment(Payment),
    /// Revenue that was entered by hand.
    RevenueEntry(RevenueEntry),
    /// An item of the catalog.
    CatalogItem(CatalogItem),
    /// A template.
    InvoiceTemplate(InvoiceTemplate),
    /// A user.
    User(User),
    /// A team.
    Team(Team),
    /// A segment.
    Segment(Segment),
    /// A webhook.
    Webhook(Webhook),
}

/// Root field `node`.
#[derive(Default)]
pub struct NodeQuery;

#[Object]
impl NodeQuery {
    /// The object of this id, if it is there for the caller.
    async fn node(&self, ctx: &Context<'_>, id: ID) -> Result<Option<Node>> {
        let caller = context(ctx)?;
        let Ok(id) = Uuid::try_parse(&id) else { return Ok(None) };
        let (viewer, mut conn) = (&caller.viewer, caller.db().await?);
        if institution::may_read(viewer).is_ok()
            && let Some(row) = found(institution::find(&mut conn, viewer, id).await)?
        {
            return Ok(Some(Node::MedicalInstitution(row.into())));
        }
        if contact::may_read(viewer).is_ok()
            && let Some(row) = found(contact::find(&mut conn, viewer, id).await)?
        {
            return Ok(Some(Node::ContactPerson(row.into())));
        }
        if task::may_read(viewer).is_ok()
            && let Some(row) = found(task::find(&mut conn, viewer, id).await)?
        {
            return Ok(Some(Node::Task(row.into())));
        }
        if quote::may_read(viewer).is_ok()
            && let Some(row) = found(quote::find(&mut conn, viewer, id).await)?
        {
            return Ok(Some(Node::Quote(row.into())));
        }
        if invoice::may_read(viewer).is_ok()
            && let Some(row) = found(invoice::find(&mut conn, viewer, id).await)?
        {
            return Ok(Some(Node::Invoice(row.into())));
        }
        if payment::may_read(viewer).is_ok()
            && let Some(row) = found(payment::find(&mut conn, viewer, id).await)?
        {
            return Ok(Some(Node::Payment(row.into())));
        }
        if revenue::may_read(viewer).is_ok()
            && let Some(row) = found(revenue::find(&mut conn, viewer, id).await)?
        {
            return Ok(Some(Node::RevenueEntry(row.into())));
        }
        if template::may_read(viewer).is_ok()
            && let Some(row) = found(template::find(&mut conn, id).await)?
        {
            return Ok(Some(Node::InvoiceTemplate(row.into())));
        }
        if catalog::may_read(viewer).is_ok()
            && let Some(row) = found(catalog::find(&mut conn, id).await)?
        {
            return Ok(Some(Node::CatalogItem(row.into())));
        }
        if people::may_read(viewer).is_ok()
            && let Some(row) = found(people::find(&mut conn, viewer, id).await)?
        {
            return Ok(Some(Node::User(row.into())));
        }
        if people::may_read_teams(viewer).is_ok()
            && let Some(row) = found(people::find_team(&mut conn, viewer, id).await)?
        {
            return Ok(Some(Node::Team(row.into())));
        }
        if segment::may_read(viewer).is_ok()
            && let Some(row) = found(segment::find(&mut conn, viewer, id).await)?
        {
            return Ok(Some(Node::Segment(row.into())));
        }
        if webhook::may_read(viewer).is_ok()
            && let Some(row) = found(webhook::find(&mut conn, id).await)?
        {
            return Ok(Some(Node::Webhook(row.into())));
        }
        Ok(None)
    }
}

fn found<T>(result: crm::Result<T>) -> crm::Result<Option<T>> {
    match result {
        Ok(row) => Ok(Some(row)),
        Err(Error::NotFound(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

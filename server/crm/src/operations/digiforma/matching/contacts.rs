//! Contacts made of the contacts of linked companies whose addresses their institutions do not have.

use std::collections::HashSet;

use chrono::Utc;
use db::{
    rows::ContactValues,
    schema::{contact_persons, digiforma_companies, digiforma_contacts, medical_institutions},
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{DataSource, DigiformaContactKind, identifiers};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Context, Result,
    operations::{
        digiforma::sync::Counters,
        write::{self, Alike, Changed},
    },
};

/// People that are looked at together.
const BATCH: i64 = 500;

type Person = (Uuid, Uuid, String, String, Option<String>, Option<String>, Option<String>);

/// Makes the contacts that are missing. People without a name or a usable address become none.
pub(super) async fn make(ctx: &Context, conn: &mut AsyncPgConnection, counters: &mut Counters) -> Result<()> {
    let mut after = Uuid::nil();
    loop {
        let people: Vec<Person> = digiforma_contacts::table
            .inner_join(digiforma_companies::table.inner_join(medical_institutions::table))
            .filter(digiforma_contacts::kind.eq(DigiformaContactKind::Contact))
            .filter(digiforma_contacts::contact_person_id.is_null())
            .filter(digiforma_contacts::removed_at.is_null())
            .filter(digiforma_contacts::email.is_not_null())
            .filter(digiforma_companies::removed_at.is_null())
            .filter(medical_institutions::deleted_at.is_null())
            .filter(digiforma_contacts::id.gt(after))
            .order(digiforma_contacts::id)
            .limit(BATCH)
            .select((
                digiforma_contacts::id,
                medical_institutions::id,
                digiforma_contacts::first_name,
                digiforma_contacts::last_name,
                digiforma_contacts::email,
                digiforma_contacts::phone,
                digiforma_contacts::role,
            ))
            .load(conn)
            .await?;
        let Some((last, ..)) = people.last() else { return Ok(()) };
        after = *last;
        store(ctx, conn, new_contacts(&people), counters).await?;
    }
}

/// Each address once in an institution.
fn new_contacts(people: &[Person]) -> Vec<ContactValues> {
    let mut known = HashSet::new();
    people
        .iter()
        .filter_map(|(_, institution_id, first_name, last_name, email, phone, role)| {
            let email = identifiers::email::parse(email.as_deref()?).ok()?;
            let short = |text: &str, most: usize| {
                Some(text.trim().chars().take(most).collect::<String>()).filter(|text| !text.is_empty())
            };
            let values = ContactValues {
                institution_id: *institution_id,
                first_name: short(first_name, 50)?,
                last_name: short(last_name, 50)?,
                email,
                phone: phone.as_deref().and_then(|phone| identifiers::phone::parse(phone).ok()),
                title: role.as_deref().and_then(|role| short(role, 100)),
                department: None,
                is_primary: false,
                is_active: true,
            };
            known.insert((values.institution_id, values.email.clone())).then_some(values)
        })
        .collect()
}

async fn store(
    ctx: &Context,
    conn: &mut AsyncPgConnection,
    contacts: Vec<ContactValues>,
    counters: &mut Counters,
) -> Result<()> {
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let hosts: Vec<Uuid> = contacts.iter().map(|contact| contact.institution_id).collect();
            // Deleted ones count: somebody did not want them.
            let there: HashSet<(Uuid, String)> = contact_persons::table
                .filter(contact_persons::institution_id.eq_any(hosts))
                .select((contact_persons::institution_id, contact_persons::email))
                .load(conn)
                .await?
                .into_iter()
                .collect();
            let new: Vec<(Uuid, ContactValues)> = contacts
                .into_iter()
                .filter(|contact| !there.contains(&(contact.institution_id, contact.email.clone())))
                .map(|contact| (Uuid::now_v7(), contact))
                .collect();
            if new.is_empty() {
                return Ok(());
            }
            let stamp = json!({ "digiforma": Utc::now() });
            let rows: Vec<_> = new
                .iter()
                .map(|(id, values)| {
                    (
                        contact_persons::id.eq(id),
                        values,
                        contact_persons::data_source.eq(DataSource::Digiforma),
                        contact_persons::is_locked.eq(false),
                        contact_persons::last_sync_at.eq(stamp.clone()),
                    )
                })
                .collect();
            diesel::insert_into(contact_persons::table).values(rows).execute(conn).await?;
            counters.of("contact_persons").created += i64::try_from(new.len()).unwrap_or(i64::MAX);
            let changed = |(id, values): &(Uuid, ContactValues)| -> Result<Changed> {
                let institution_id = Some(values.institution_id);
                Ok(Changed { id: *id, institution_id, changes: write::differences(None, values)? })
            };
            let rows = new.iter().map(changed).collect::<Result<_>>()?;
            let alike = Alike { action: "contact.created", event: Some("contact.created"), entity: "contact" };
            write::announce_all(conn, ctx, alike, rows).await
        })
        .await
}

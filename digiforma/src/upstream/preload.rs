//! Loads what an answer needs before it is put together: a level of the document at a time, a kind of row at a time.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use async_graphql::SelectionField;
use serde_json::Value;

use super::node::{Loaded, concrete, holds, link};
use super::{CustomerLink, Row, Source, SourceError};
use crate::record::{Kind, id_of};
use crate::schema::shipped;

/// Objects that one answer may have, so that a document that goes in circles ends.
const OBJECTS_AT_MOST: usize = 250_000;

/// What a document selects of an object, fragments opened.
#[derive(Debug, Default)]
pub(super) struct Selected(BTreeMap<String, Selected>);

impl Selected {
    pub(super) fn of(field: SelectionField<'_>) -> Self {
        let mut selected = Self::default();
        selected.add(field);
        selected
    }

    fn add(&mut self, field: SelectionField<'_>) {
        for child in field.selection_set() {
            self.0.entry(child.name().to_owned()).or_default().add(child);
        }
    }
}

/// Objects of one type of which the same is selected.
struct Group<'a> {
    ty: String,
    objects: Vec<Row>,
    selected: &'a Selected,
}

/// Loads for rows of a kind.
pub(super) async fn preload(
    source: &dyn Source,
    kind: Kind,
    rows: &[Row],
    selected: &Selected,
) -> Result<Loaded, SourceError> {
    // Rows of a list are whole: what they do not hold is nowhere.
    let whole = rows.iter().filter_map(|row| Some(((kind, id_of(row)?), row.clone())));
    let mut loaded = Loaded { rows: whole.collect(), ..Loaded::default() };
    let mut objects = 0;
    let mut level = vec![Group { ty: kind.type_name().to_owned(), objects: rows.to_vec(), selected }];
    while !level.is_empty() {
        objects += level.iter().map(|group| group.objects.len()).sum::<usize>();
        if objects > OBJECTS_AT_MOST {
            return Err(SourceError(format!("The answer would have more than {OBJECTS_AT_MOST} objects.")));
        }
        load(source, &level, &mut loaded).await?;
        level = level.iter().flat_map(|group| children(group, &loaded)).collect();
    }
    Ok(loaded)
}

async fn load(source: &dyn Source, level: &[Group<'_>], loaded: &mut Loaded) -> Result<(), SourceError> {
    let mut ids: BTreeMap<Kind, HashSet<String>> = BTreeMap::new();
    let mut linked: Vec<(CustomerLink, HashSet<String>)> = Vec::new();
    for group in level {
        let Some(kind) = Kind::of_type(&group.ty) else { continue };
        let known = group.selected.0.keys().filter(|field| shipped().field(&group.ty, field).is_some());
        let (links, own): (Vec<&String>, Vec<&String>) = known.partition(|field| link(&group.ty, field).is_some());
        for object in &group.objects {
            let Some(id) = id_of(object) else { continue };
            let lacks = own.iter().any(|field| !holds(&group.ty, field, object));
            for link in links.iter().filter(|field| object.get(field.as_str()).is_none()) {
                let Some(link) = self::link(&group.ty, link) else { continue };
                match linked.iter_mut().find(|(other, _)| *other == link) {
                    Some((_, ids)) => drop(ids.insert(id.clone())),
                    None => linked.push((link, HashSet::from([id.clone()]))),
                }
            }
            if lacks && !loaded.rows.contains_key(&(kind, id.clone())) {
                ids.entry(kind).or_default().insert(id);
            }
        }
    }
    for (kind, ids) in ids {
        for row in source.by_ids(kind, ids.into_iter().collect()).await? {
            if let Some(id) = id_of(&row) {
                loaded.rows.insert((kind, id), row);
            }
        }
    }
    for (link, mut ids) in linked {
        ids.retain(|id| !loaded.customers.contains_key(&(link, id.clone())));
        let deals = source.customers_of(link, ids.into_iter().collect()).await?;
        for (id, deal) in deals {
            loaded.customers.entry((link, id)).or_default().push(deal);
        }
    }
    Ok(())
}

fn children<'a>(group: &Group<'a>, loaded: &Loaded) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (name, selected) in &group.selected.0 {
        let Some(field) = shipped().field(&group.ty, name) else { continue };
        if shipped().is_leaf(field.ty.name()) {
            continue;
        }
        let mut by_type: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for object in &group.objects {
            let elements = match loaded.field(&group.ty, object, name) {
                Some(Value::Array(elements)) => elements,
                Some(object @ Value::Object(_)) => vec![object],
                _ => continue,
            };
            for element in elements.into_iter().filter(Value::is_object) {
                let Some(concrete) = concrete(field.ty.name(), &element).map(str::to_owned) else { continue };
                by_type.entry(concrete).or_default().push(Arc::new(element));
            }
        }
        groups.extend(by_type.into_iter().map(|(ty, objects)| Group { ty, objects, selected }));
    }
    groups
}

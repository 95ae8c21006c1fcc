//! `CollectFields` of the specification: which fields of a selection apply to an object.

use std::borrow::Cow;

use async_graphql::{
    ContextSelectionSet, Positioned, ServerError, ServerResult,
    parser::types::{Field, Selection, SelectionSet},
    registry::{MetaType, Registry},
};

/// A field of a level; owned when several selections of one response key were merged.
pub(crate) type Collected<'a> = Cow<'a, Positioned<Field>>;

/// The fields of `ctx`'s selection that apply to the object type `type_name`: fragments flattened, equal response
/// keys merged, order kept. `@skip` and `@include` are already applied to the document when execution starts.
///
/// # Errors
/// A fragment that does not exist (validation lets none through).
pub(crate) fn collect_fields<'a>(ctx: &ContextSelectionSet<'a>, type_name: &str) -> ServerResult<Vec<Collected<'a>>> {
    let mut fields = Vec::with_capacity(ctx.item.node.items.len());
    collect(ctx, &ctx.item.node, type_name, &mut fields)?;
    Ok(fields)
}

fn collect<'a>(
    ctx: &ContextSelectionSet<'a>,
    set: &'a SelectionSet,
    type_name: &str,
    fields: &mut Vec<Collected<'a>>,
) -> ServerResult<()> {
    for item in &set.items {
        match &item.node {
            Selection::Field(field) => merge(field, fields),
            Selection::InlineFragment(fragment) => {
                let condition = fragment.node.type_condition.as_ref();
                if condition.is_none_or(|on| applies(&ctx.schema_env.registry, type_name, &on.node.on.node)) {
                    collect(ctx, &fragment.node.selection_set.node, type_name, fields)?;
                }
            }
            Selection::FragmentSpread(spread) => {
                let name = &spread.node.fragment_name.node;
                let Some(fragment) = ctx.query_env.fragments.get(name) else {
                    return Err(ServerError::new(format!("Unknown fragment \"{name}\"."), Some(spread.pos)));
                };
                let condition = &fragment.node.type_condition.node.on.node;
                if applies(&ctx.schema_env.registry, type_name, condition) {
                    collect(ctx, &fragment.node.selection_set.node, type_name, fields)?;
                }
            }
        }
    }
    Ok(())
}

fn merge<'a>(field: &'a Positioned<Field>, fields: &mut Vec<Collected<'a>>) {
    let key = &field.node.response_key().node;
    match fields.iter_mut().find(|known| known.node.response_key().node == *key) {
        None => fields.push(Cow::Borrowed(field)),
        Some(known) => {
            let more = &field.node.selection_set.node.items;
            if !more.is_empty() {
                known.to_mut().node.selection_set.node.items.extend_from_slice(more);
            }
        }
    }
}

/// Does a fragment `on condition` apply to objects of type `type_name`?
fn applies(registry: &Registry, type_name: &str, condition: &str) -> bool {
    type_name == condition
        || registry.implements.get(type_name).is_some_and(|interfaces| interfaces.contains(condition))
        || matches!(registry.types.get(condition), Some(MetaType::Union { possible_types, .. }) if possible_types.contains(type_name))
}

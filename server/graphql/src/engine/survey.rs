//! What is read off a parsed document once: its nesting, its aliases, the constructs that execution must know of.

use std::collections::{HashMap, HashSet};

use async_graphql::{
    Pos, Positioned, Value,
    parser::types::{ExecutableDocument, Field, OperationDefinition, OperationType, Selection, SelectionSet},
};

use super::{inputs::holds_nul, refusal::Refusal};
use crm::config::GraphqlLimits;

/// Selections that one operation may hold after its fragments are written out: more is no honest document.
const EXPANDED_SELECTIONS: usize = 10_000;

/// Lists of the introspection types inside one another; more lets a small document ask for a huge answer.
const INTROSPECTION_LISTS: usize = 3;

/// Facts of one operation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    /// Query, mutation or subscription.
    pub(super) kind: OperationType,
    /// Names `__schema` or `__type`.
    pub(super) introspection: bool,
    /// Names more at the root than `__schema`, `__type` and `__typename`.
    pub(super) resolves: bool,
    /// No response key twice in the selection of one object.
    pub(super) unique_keys: bool,
    /// Uses `@skip` or `@include`.
    pub(super) conditions: bool,
}

/// Looks through an operation. Runs before validation, so nothing about the document is taken for granted: fragments
/// may be unknown, go in circles or fan out.
pub(super) fn survey(
    document: &ExecutableDocument,
    operation: &Positioned<OperationDefinition>,
    limits: &GraphqlLimits,
) -> Result<Facts, Refusal> {
    let facts =
        Facts { kind: operation.node.ty, introspection: false, resolves: false, unique_keys: true, conditions: false };
    let mut walk = Walk { document, limits, budget: EXPANDED_SELECTIONS, spreads: Vec::new(), facts };
    let root = Spot { depth: 1, introspection_lists: None };
    walk.selections(&operation.node.selection_set.node, root, &mut Keys::default())?;
    Ok(walk.facts)
}

struct Walk<'a> {
    document: &'a ExecutableDocument,
    limits: &'a GraphqlLimits,
    budget: usize,
    /// Fragments that the walk is inside of.
    spreads: Vec<&'a str>,
    facts: Facts,
}

#[derive(Clone, Copy)]
struct Spot {
    /// Nesting of fields; 1 at the root.
    depth: usize,
    /// Inside introspection: the lists above.
    introspection_lists: Option<usize>,
}

/// The response keys of one object, and how often each field is used under different ones.
#[derive(Default)]
struct Keys<'a> {
    keys: HashSet<&'a str>,
    uses: HashMap<&'a str, usize>,
}

impl<'a> Walk<'a> {
    fn selections(&mut self, set: &'a SelectionSet, spot: Spot, keys: &mut Keys<'a>) -> Result<(), Refusal> {
        for item in &set.items {
            let Some(budget) = self.budget.checked_sub(1) else {
                return Err(Refusal::too_large(EXPANDED_SELECTIONS, item.pos));
            };
            self.budget = budget;
            self.facts.conditions |= !item.node.directives().is_empty();
            match &item.node {
                Selection::Field(field) => self.field(field, spot, keys)?,
                Selection::InlineFragment(fragment) => {
                    self.selections(&fragment.node.selection_set.node, spot, keys)?;
                }
                Selection::FragmentSpread(spread) => {
                    let name = spread.node.fragment_name.node.as_str();
                    if self.spreads.contains(&name) {
                        return Err(Refusal::circular_fragment(name, item.pos));
                    }
                    // An unknown fragment is for validation to report.
                    if let Some(fragment) = self.document.fragments.get(name) {
                        self.spreads.push(name);
                        self.selections(&fragment.node.selection_set.node, spot, keys)?;
                        self.spreads.pop();
                    }
                }
            }
        }
        Ok(())
    }

    fn field(&mut self, field: &'a Positioned<Field>, spot: Spot, keys: &mut Keys<'a>) -> Result<(), Refusal> {
        let name = field.node.name.node.as_str();
        if keys.keys.insert(&field.node.response_key().node) {
            let uses = keys.uses.entry(name).or_default();
            *uses += 1;
            if *uses > self.limits.aliases {
                return Err(Refusal::too_many_aliases(name, self.limits.aliases, field.pos));
            }
        } else {
            self.facts.unique_keys = false;
        }
        let literals = field
            .node
            .arguments
            .iter()
            .map(|(_, value)| value.node.clone().into_const_with(|_| Ok::<_, ()>(Value::Null)));
        if literals.flatten().any(|literal| holds_nul(&literal)) {
            return Err(Refusal::null_character(field.pos));
        }
        let below =
            Spot { depth: spot.depth + 1, introspection_lists: self.introspection_lists(name, spot, field.pos)? };
        if below.introspection_lists.is_none() && spot.depth > self.limits.depth {
            return Err(Refusal::too_deep(self.limits.depth, field.pos));
        }
        self.selections(&field.node.selection_set.node, below, &mut Keys::default())
    }

    /// Notes what a field means for introspection: the lists above the fields below it.
    fn introspection_lists(&mut self, name: &str, spot: Spot, pos: Pos) -> Result<Option<usize>, Refusal> {
        if spot.depth == 1 {
            let introspection = matches!(name, "__schema" | "__type");
            self.facts.introspection |= introspection;
            self.facts.resolves |= !introspection && name != "__typename";
            return Ok(introspection.then_some(0));
        }
        let is_list = matches!(name, "fields" | "inputFields" | "interfaces" | "possibleTypes");
        let lists = spot.introspection_lists.map(|lists| lists + usize::from(is_list));
        if lists.is_some_and(|lists| lists >= INTROSPECTION_LISTS) {
            return Err(Refusal::introspection_too_deep(pos));
        }
        Ok(lists)
    }
}

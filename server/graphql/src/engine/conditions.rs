//! `@skip` and `@include`.

use std::collections::HashMap;

use async_graphql::{
    Name, Positioned, Value, Variables,
    parser::types::{Directive, FragmentDefinition, OperationDefinition, SelectionSet},
};

/// Takes away what the variables exclude, and the two directives, so that execution meets neither.
pub(super) fn apply_conditions(
    operation: &mut Positioned<OperationDefinition>,
    fragments: &mut HashMap<Name, Positioned<FragmentDefinition>>,
    variables: &Variables,
) {
    retain(&mut operation.node.selection_set.node, variables);
    for fragment in fragments.values_mut() {
        retain(&mut fragment.node.selection_set.node, variables);
    }
}

fn retain(set: &mut SelectionSet, variables: &Variables) {
    use async_graphql::parser::types::Selection;
    set.items.retain(|item| item.node.directives().iter().all(|directive| is_met(&directive.node, variables)));
    for item in &mut set.items {
        item.node.directives_mut().retain(|directive| !is_condition(&directive.node));
        match &mut item.node {
            Selection::Field(field) => retain(&mut field.node.selection_set.node, variables),
            Selection::InlineFragment(fragment) => retain(&mut fragment.node.selection_set.node, variables),
            Selection::FragmentSpread(_) => {}
        }
    }
}

fn is_condition(directive: &Directive) -> bool {
    matches!(directive.name.node.as_str(), "skip" | "include")
}

fn is_met(directive: &Directive, variables: &Variables) -> bool {
    if !is_condition(directive) {
        return true;
    }
    let given = directive
        .get_argument("if")
        .and_then(|value| value.node.clone().into_const_with(|name| variables.get(&name).cloned().ok_or(())).ok());
    given == Some(Value::Boolean(directive.name.node == "include"))
}

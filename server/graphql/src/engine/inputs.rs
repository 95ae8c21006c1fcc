//! Input values against the types of the schema: variables on each request, literals once.

use async_graphql::{
    Positioned, ServerError, Value, Variables,
    parser::types::{
        ExecutableDocument, OperationDefinition, OperationType, Selection, SelectionSet, TypeCondition,
        VariableDefinition,
    },
    registry::{MetaInputValue, MetaType, MetaTypeName, Registry},
};

use super::refusal::Refusal;
use crate::errors::Code;

/// Input values nested deeper than this are refused.
const NESTING: usize = 64;

/// Fills in defaults and checks every declared variable. Validation has shown that each fits where it is used, so
/// what passes here is a valid argument.
///
/// # Errors
/// `BAD_USER_INPUT` with one error for each variable that is missing or does not fit its type.
pub(super) fn check_variables(
    registry: &Registry,
    operation: &OperationDefinition,
    variables: &mut Variables,
) -> Result<(), Refusal> {
    let mut errors = Vec::new();
    for Positioned { pos, node: definition } in &operation.variable_definitions {
        if let Err(problem) = check_variable(registry, definition, variables) {
            let message = format!("Variable \"${}\": {problem}", definition.name.node);
            errors.push(ServerError::new(message, Some(*pos)));
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Refusal::all(Code::BadUserInput, errors)) }
}

/// Checks the literals of an operation that passed validation. async-graphql leaves out an argument that holds a
/// variable as long as the variable has no value; since its verdict is kept, what stands beside the variable must be
/// looked at too.
///
/// # Errors
/// `GRAPHQL_VALIDATION_FAILED` at the first argument that does not fit.
pub(super) fn check_literals(
    registry: &Registry,
    document: &ExecutableDocument,
    operation: &OperationDefinition,
) -> Result<(), Refusal> {
    let root = match operation.ty {
        OperationType::Query => Some(registry.query_type.as_str()),
        OperationType::Mutation => registry.mutation_type.as_deref(),
        OperationType::Subscription => registry.subscription_type.as_deref(),
    };
    let object = root.and_then(|root| registry.types.get(root));
    check_selection(registry, document, &operation.selection_set.node, object)
}

fn check_selection(
    registry: &Registry,
    document: &ExecutableDocument,
    selection: &SelectionSet,
    object: Option<&MetaType>,
) -> Result<(), Refusal> {
    let on = |condition: &TypeCondition| registry.types.get(condition.on.node.as_str());
    selection.items.iter().try_for_each(|item| match &item.node {
        Selection::Field(field) => {
            let Some(meta) = object.and_then(|object| object.field_by_name(&field.node.name.node)) else {
                return Ok(());
            };
            for (name, value) in &field.node.arguments {
                let Some(argument) = meta.args.get(name.node.as_str()) else { continue };
                let Ok(literal) = value
                    .node
                    .clone()
                    .into_const_with(|_| Ok::<_, std::convert::Infallible>(Value::Binary(Default::default())));
                check(registry, &argument.ty, &literal, &mut Path::default()).map_err(|problem| {
                    let message = format!("Argument \"{}\": {problem}", name.node);
                    Refusal::new(Code::GraphqlValidationFailed, message, Some(value.pos))
                })?;
            }
            let below = registry.types.get(MetaTypeName::concrete_typename(&meta.ty));
            check_selection(registry, document, &field.node.selection_set.node, below)
        }
        Selection::InlineFragment(fragment) => {
            let object = fragment.node.type_condition.as_ref().map_or(object, |condition| on(&condition.node));
            check_selection(registry, document, &fragment.node.selection_set.node, object)
        }
        Selection::FragmentSpread(spread) => match document.fragments.get(&spread.node.fragment_name.node) {
            Some(fragment) => {
                let object = on(&fragment.node.type_condition.node);
                check_selection(registry, document, &fragment.node.selection_set.node, object)
            }
            None => Ok(()),
        },
    })
}

fn check_variable(
    registry: &Registry,
    definition: &VariableDefinition,
    variables: &mut Variables,
) -> Result<(), String> {
    let name = &definition.name.node;
    let expected = definition.var_type.node.to_string();
    match (variables.get(name), &definition.default_value) {
        (Some(value), _) => check(registry, &expected, value, &mut Path::default()),
        (None, Some(default)) => {
            variables.insert(name.clone(), default.node.clone());
            Ok(())
        }
        (None, None) if definition.var_type.node.nullable => Ok(()),
        (None, None) => Err(format!("a value of type {expected} is required.")),
    }
}

/// Where a value stands inside a variable.
#[derive(Default)]
struct Path(Vec<String>);

impl Path {
    fn problem(&self, text: impl std::fmt::Display) -> String {
        if self.0.is_empty() {
            format!("{text}.")
        } else {
            format!("at {}: {text}.", self.0.concat().trim_start_matches('.'))
        }
    }
}

fn check(registry: &Registry, expected: &str, value: &Value, path: &mut Path) -> Result<(), String> {
    if path.0.len() > NESTING {
        return Err(format!("values are nested deeper than {NESTING} levels."));
    }
    match MetaTypeName::create(expected) {
        // Stands for a variable, which is checked by itself.
        _ if matches!(value, Value::Binary(_)) => Ok(()),
        MetaTypeName::NonNull(_) if *value == Value::Null => {
            Err(path.problem(format_args!("expected {expected}, found null")))
        }
        MetaTypeName::NonNull(inner) => check(registry, inner, value, path),
        _ if *value == Value::Null => Ok(()),
        MetaTypeName::List(inner) => match value {
            Value::List(items) => items.iter().enumerate().try_for_each(|(n, item)| {
                path.0.push(format!("[{n}]"));
                let result = check(registry, inner, item, path);
                path.0.pop();
                result
            }),
            single => check(registry, inner, single, path),
        },
        MetaTypeName::Named(name) => match registry.types.get(name) {
            Some(MetaType::InputObject { input_fields, oneof, .. }) => {
                check_object(registry, name, input_fields, *oneof, value, path)
            }
            Some(MetaType::Enum { enum_values, .. }) => match value {
                Value::Enum(value) if enum_values.contains_key(value.as_str()) => Ok(()),
                Value::String(value) if enum_values.contains_key(value.as_str()) => Ok(()),
                _ => {
                    let names = enum_values.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
                    Err(path.problem(format_args!("expected one of {names}, found {value}")))
                }
            },
            Some(MetaType::Scalar { is_valid, .. }) => check_scalar(name, is_valid.as_deref(), value, path),
            _ => Err(path.problem(format_args!("{name} is no input type"))),
        },
    }
}

type Validator = dyn Fn(&Value) -> bool + Send + Sync;

fn check_scalar(name: &str, is_valid: Option<&Validator>, value: &Value, path: &Path) -> Result<(), String> {
    if holds_nul(value) {
        return Err(path.problem("the text holds a null character, which cannot be stored"));
    }
    if is_valid.is_some_and(|is_valid| !is_valid(value)) {
        return Err(path.problem(format_args!("expected {name}, found {value}")));
    }
    Ok(())
}

/// PostgreSQL stores no null character.
pub(super) fn holds_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::List(items) => items.iter().any(holds_nul),
        Value::Object(fields) => fields.values().any(holds_nul),
        _ => false,
    }
}

fn check_object(
    registry: &Registry,
    name: &str,
    fields: &indexmap::IndexMap<String, MetaInputValue>,
    oneof: bool,
    value: &Value,
    path: &mut Path,
) -> Result<(), String> {
    let Value::Object(values) = value else {
        return Err(path.problem(format_args!("expected {name}, found {value}")));
    };
    if let Some(unknown) = values.keys().find(|key| !fields.contains_key(key.as_str())) {
        return Err(path.problem(format_args!("{name} has no field \"{unknown}\"")));
    }
    if oneof && (values.len() != 1 || values.values().any(|value| *value == Value::Null)) {
        return Err(path.problem(format_args!("exactly one field of {name} must be given, and not null")));
    }
    for (key, field) in fields {
        path.0.push(format!(".{key}"));
        let result = match values.get(key.as_str()) {
            Some(value) => check(registry, &field.ty, value, path),
            None if field.ty.ends_with('!') && field.default_value.is_none() => {
                Err(path.problem(format_args!("a value of type {} is required", field.ty)))
            }
            None => Ok(()),
        };
        path.0.pop();
        result?;
    }
    Ok(())
}

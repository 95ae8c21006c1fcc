//! What an operation may cost: the number of objects that it may return.

use std::collections::HashMap;

use async_graphql::{
    Name, Positioned, Value, Variables,
    parser::types::{
        ExecutableDocument, Field, FragmentDefinition, OperationDefinition, OperationType, Selection, SelectionSet,
    },
    registry::{MetaField, MetaType, MetaTypeName, Registry},
};

/// Size of a page when the query does not say.
const DEFAULT_PAGE: usize = 20;
/// The largest page there is; resolvers refuse more.
const LARGEST_PAGE: usize = 100;
/// Assumed length of a list without pages.
const UNPAGED_LIST: usize = 10;
/// A mutation costs this much besides what it returns.
const MUTATION: usize = 10;

/// The cost of an operation as a function of its variables.
#[derive(Debug)]
pub(super) enum Cost {
    Fixed(usize),
    Sum(Vec<Self>),
    /// A page size in a variable, times the cost of one item.
    Times(PageSize, Box<Self>),
}

/// The number of items that a query asks for: the largest of what is given.
#[derive(Debug, Clone, Default)]
pub(super) struct PageSize {
    fixed: usize,
    variables: Vec<Name>,
}

impl Cost {
    /// Cost of an operation that passed validation.
    pub(super) fn of(document: &ExecutableDocument, operation: &OperationDefinition, registry: &Registry) -> Self {
        let (root, each) = match operation.ty {
            OperationType::Query => (Some(registry.query_type.as_str()), 0),
            OperationType::Mutation => (registry.mutation_type.as_deref(), MUTATION),
            OperationType::Subscription => (registry.subscription_type.as_deref(), 0),
        };
        let compile = Compile { registry, fragments: &document.fragments };
        let Some(root) = root.and_then(|root| registry.types.get(root)) else { return Self::Fixed(0) };
        let selection = &operation.selection_set.node;
        Self::sum(vec![compile.object(selection, root, None), Self::Fixed(each * selection.items.len())])
    }

    /// The cost with the request's variables.
    pub(super) fn evaluate(&self, variables: &Variables) -> usize {
        match self {
            Self::Fixed(cost) => *cost,
            Self::Sum(parts) => parts.iter().fold(0, |sum, part| part.evaluate(variables).saturating_add(sum)),
            Self::Times(size, item) => size.evaluate(variables).saturating_mul(item.evaluate(variables)),
        }
    }

    fn sum(parts: Vec<Self>) -> Self {
        let mut fixed = 0_usize;
        let mut rest = Vec::new();
        for part in parts {
            match part {
                Self::Fixed(cost) => fixed = fixed.saturating_add(cost),
                part => rest.push(part),
            }
        }
        if rest.is_empty() {
            return Self::Fixed(fixed);
        }
        rest.push(Self::Fixed(fixed));
        Self::Sum(rest)
    }

    fn times(size: &PageSize, item: Self) -> Self {
        match item {
            Self::Fixed(cost) if size.variables.is_empty() => Self::Fixed(size.fixed.saturating_mul(cost)),
            item => Self::Times(size.clone(), Box::new(item)),
        }
    }
}

impl PageSize {
    fn fixed(fixed: usize) -> Self {
        Self { fixed, variables: Vec::new() }
    }

    fn evaluate(&self, variables: &Variables) -> usize {
        let sizes = self.variables.iter().map(|name| variables.get(name).map_or(DEFAULT_PAGE, page_size));
        sizes.fold(self.fixed, usize::max)
    }

    /// The page that a field's arguments ask for; `None` if the field has no pages.
    fn asked(field: &Field, meta: &MetaField) -> Option<Self> {
        if !meta.args.contains_key("first") && !meta.args.contains_key("last") {
            return None;
        }
        let mut size = Self::default();
        for value in ["first", "last"].iter().filter_map(|name| field.get_argument(name)) {
            let constant = value.node.clone().into_const_with(|name| {
                size.variables.push(name);
                Err(())
            });
            if let Ok(value) = constant {
                size.fixed = size.fixed.max(page_size(&value));
            }
        }
        if size.fixed == 0 && size.variables.is_empty() {
            size.fixed = DEFAULT_PAGE;
        }
        Some(size)
    }
}

fn page_size(value: &Value) -> usize {
    let Value::Number(number) = value else { return DEFAULT_PAGE };
    number.as_u64().and_then(|size| usize::try_from(size).ok()).map_or(0, |size| size.min(LARGEST_PAGE))
}

struct Compile<'a> {
    registry: &'a Registry,
    fragments: &'a HashMap<Name, Positioned<FragmentDefinition>>,
}

impl<'a> Compile<'a> {
    /// What the selection of one object costs besides the object. Inside a connection `page` is the size of its lists.
    fn object(&self, selection: &SelectionSet, object: &'a MetaType, page: Option<&PageSize>) -> Cost {
        let parts = selection.items.iter().map(|item| match &item.node {
            Selection::Field(field) => self.field(&field.node, object, page),
            Selection::InlineFragment(fragment) => {
                let on = fragment.node.type_condition.as_ref().map(|condition| condition.node.on.node.as_str());
                self.object(&fragment.node.selection_set.node, self.narrowed(object, on), page)
            }
            Selection::FragmentSpread(spread) => {
                self.fragments.get(&spread.node.fragment_name.node).map_or(Cost::Fixed(0), |fragment| {
                    let on = fragment.node.type_condition.node.on.node.as_str();
                    self.object(&fragment.node.selection_set.node, self.narrowed(object, Some(on)), page)
                })
            }
        });
        Cost::sum(parts.collect())
    }

    fn narrowed(&self, object: &'a MetaType, condition: Option<&str>) -> &'a MetaType {
        condition.and_then(|name| self.registry.types.get(name)).unwrap_or(object)
    }

    fn field(&self, field: &Field, object: &'a MetaType, page: Option<&PageSize>) -> Cost {
        let Some(meta) = object.field_by_name(&field.name.node) else { return Cost::Fixed(0) };
        let Some(below) = self.registry.types.get(MetaTypeName::concrete_typename(&meta.ty)) else {
            return Cost::Fixed(0);
        };
        if !below.is_composite() {
            return Cost::Fixed(0);
        }
        let selection = &field.selection_set.node;
        let is_list = meta.ty.starts_with('[');
        if let Some(page) = page {
            // `nodes` and `edges` are a page of objects; an edge counts as its node, the rest of a connection nothing.
            return match (field.name.node.as_str(), is_list) {
                ("edges", true) => Cost::times(page, self.object(selection, below, None)),
                (_, true) => Cost::times(page, self.item(selection, below, None)),
                _ => Cost::Fixed(0),
            };
        }
        match PageSize::asked(field, meta) {
            Some(size) if is_list => Cost::times(&size, self.item(selection, below, None)),
            size @ Some(_) => self.item(selection, below, size.as_ref()),
            None if is_list => Cost::times(&PageSize::fixed(UNPAGED_LIST), self.item(selection, below, None)),
            None => self.item(selection, below, None),
        }
    }

    fn item(&self, selection: &SelectionSet, object: &'a MetaType, page: Option<&PageSize>) -> Cost {
        Cost::sum(vec![Cost::Fixed(1), self.object(selection, object, page)])
    }
}

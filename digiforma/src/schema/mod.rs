//! The upstream's schema as a description: from the SDL that is shipped, or from what an account tells.

mod introspection;
mod sdl;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use indexmap::IndexMap;

pub(crate) use introspection::INTROSPECTION;

/// The upstream's SDL, put together from public material. Its mutations are facts about the upstream; none is sent.
pub(crate) const SDL: &str = include_str!("../../graphql/schema.graphql");

static SHIPPED: LazyLock<Described> = LazyLock::new(|| Described::of_sdl(SDL).unwrap_or_default());

/// The description of [`SDL`].
pub(crate) fn shipped() -> &'static Described {
    &SHIPPED
}

/// A schema.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Described {
    /// Name of the type of queries.
    pub(crate) query: String,
    pub(crate) types: BTreeMap<String, Type>,
}

/// A type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Type {
    pub(crate) kind: TypeKind,
    pub(crate) description: Option<String>,
    /// Of objects, interfaces and inputs.
    pub(crate) fields: IndexMap<String, Field>,
    /// Of enumerations.
    pub(crate) values: Vec<String>,
    /// Of unions and interfaces.
    pub(crate) members: Vec<String>,
}

/// What a type is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TypeKind {
    Scalar,
    Object,
    Interface,
    Union,
    Enum,
    Input,
}

/// A field of an object or an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) ty: TypeRef,
    /// Has a default value (inputs, arguments).
    pub(crate) has_default: bool,
    pub(crate) arguments: IndexMap<String, Field>,
}

/// How a field names its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TypeRef {
    Named(String),
    List(Box<TypeRef>),
    NonNull(Box<TypeRef>),
}

impl TypeRef {
    /// The name within lists and marks.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Named(name) => name,
            Self::List(inner) | Self::NonNull(inner) => inner.name(),
        }
    }

    pub(crate) fn is_required(&self) -> bool {
        matches!(self, Self::NonNull(_))
    }

    /// Without the mark of what cannot be null.
    pub(crate) fn nullable(&self) -> &Self {
        match self {
            Self::NonNull(inner) => inner.nullable(),
            other => other,
        }
    }

    pub(crate) fn is_list(&self) -> bool {
        matches!(self.nullable(), Self::List(_))
    }
}

impl fmt::Display for TypeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => f.write_str(name),
            Self::List(inner) => write!(f, "[{inner}]"),
            Self::NonNull(inner) => write!(f, "{inner}!"),
        }
    }
}

impl Type {
    fn of(kind: TypeKind, description: Option<String>) -> Self {
        Self { kind, description, fields: IndexMap::new(), values: Vec::new(), members: Vec::new() }
    }

    /// Has no fields to select.
    pub(crate) fn is_leaf(&self) -> bool {
        matches!(self.kind, TypeKind::Scalar | TypeKind::Enum)
    }
}

impl Described {
    pub(crate) fn get(&self, name: &str) -> Option<&Type> {
        self.types.get(name)
    }

    pub(crate) fn field(&self, of: &str, name: &str) -> Option<&Field> {
        self.get(of)?.fields.get(name)
    }

    /// Whether a name is a scalar or an enumeration; names that are not described are taken for scalars (`String`).
    pub(crate) fn is_leaf(&self, name: &str) -> bool {
        self.get(name).is_none_or(Type::is_leaf)
    }
}

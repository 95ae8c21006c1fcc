//! Reads a description from SDL.

use graphql_parser::schema::{Definition, Document, InputValue, Type as Ast, TypeDefinition, parse_schema};
use indexmap::IndexMap;

use super::{Described, Field, Type, TypeKind, TypeRef};

impl Described {
    /// `None`: no SDL.
    pub(crate) fn of_sdl(text: &str) -> Option<Self> {
        let document: Document<'_, String> = parse_schema(text).ok()?;
        let mut described = Self { query: "Query".to_owned(), ..Self::default() };
        for definition in document.definitions {
            match definition {
                Definition::SchemaDefinition(schema) => described.query = schema.query.unwrap_or(described.query),
                Definition::TypeDefinition(definition) => {
                    let (name, ty) = type_of(definition);
                    described.types.insert(name, ty);
                }
                Definition::TypeExtension(_) | Definition::DirectiveDefinition(_) => {}
            }
        }
        Some(described)
    }
}

fn type_of(definition: TypeDefinition<'_, String>) -> (String, Type) {
    match definition {
        TypeDefinition::Scalar(scalar) => (scalar.name, Type::of(TypeKind::Scalar, scalar.description)),
        TypeDefinition::Object(object) => {
            let fields = object.fields.into_iter().map(field).collect();
            (object.name, Type { fields, ..Type::of(TypeKind::Object, object.description) })
        }
        TypeDefinition::Interface(interface) => {
            let fields = interface.fields.into_iter().map(field).collect();
            (interface.name, Type { fields, ..Type::of(TypeKind::Interface, interface.description) })
        }
        TypeDefinition::Union(union) => {
            (union.name, Type { members: union.types, ..Type::of(TypeKind::Union, union.description) })
        }
        TypeDefinition::Enum(en) => {
            let values = en.values.into_iter().map(|value| value.name).collect();
            (en.name, Type { values, ..Type::of(TypeKind::Enum, en.description) })
        }
        TypeDefinition::InputObject(input) => {
            (input.name, Type { fields: inputs(input.fields), ..Type::of(TypeKind::Input, input.description) })
        }
    }
}

fn field(field: graphql_parser::schema::Field<'_, String>) -> (String, Field) {
    let arguments = inputs(field.arguments);
    (field.name, Field { ty: reference(&field.field_type), has_default: false, arguments })
}

fn inputs(values: Vec<InputValue<'_, String>>) -> IndexMap<String, Field> {
    let input = |value: InputValue<'_, String>| {
        let has_default = value.default_value.is_some();
        (value.name, Field { ty: reference(&value.value_type), has_default, arguments: IndexMap::new() })
    };
    values.into_iter().map(input).collect()
}

pub(super) fn reference(ty: &Ast<'_, String>) -> TypeRef {
    match ty {
        Ast::NamedType(name) => TypeRef::Named(name.clone()),
        Ast::ListType(inner) => TypeRef::List(Box::new(reference(inner))),
        Ast::NonNullType(inner) => TypeRef::NonNull(Box::new(reference(inner))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{TypeKind, shipped};

    #[test]
    fn the_shipped_sdl_is_read() {
        let shipped = shipped();
        assert_eq!(shipped.query, "RootQueryType");
        assert_eq!(shipped.field("Company", "id").unwrap().ty.to_string(), "ID!");
        assert_eq!(shipped.field("RootQueryType", "invoices").unwrap().ty.to_string(), "[Invoice!]");
        assert_eq!(shipped.get("Recipient").unwrap().members, ["Company", "FundingAgency", "Trainee"]);
        assert_eq!(shipped.get("CompanyFilter").unwrap().kind, TypeKind::Input);
        assert!(shipped.types.len() > 80, "{}", shipped.types.len());
    }
}

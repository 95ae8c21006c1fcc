//! Fits a document to what an account has.

use graphql_parser::query::{
    Definition, Document, Field as Selected, InlineFragment, OperationDefinition, Selection, SelectionSet,
    TypeCondition, Value, parse_query,
};

use super::documents::is_optional;
use crate::schema::{Described, Field, shipped};

/// Fields that no document of ours names, because nobody saw them: asked for where an account has them.
const EXTRA: [(&str, &str); 2] = [("InvoiceItem", "forceTotal"), ("InvoiceItem", "forcedTotal")];

/// A document as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Prepared {
    pub(super) query: String,
    /// What it is sent without: `Invoice.orderForm`, `RootQueryType.invoices(dateFilters)`.
    pub(super) left_out: Vec<String>,
}

/// A document without what the account lacks. If the account does not tell, without what not every account has.
pub(super) fn prepare(text: &str, live: Option<&Described>) -> Prepared {
    let Ok(mut document) = parse_query::<String>(text) else {
        return Prepared { query: text.to_owned(), left_out: Vec::new() };
    };
    let mut fitting = Fitting { live, left_out: Vec::new(), variables: Vec::new() };
    fitting.document(&mut document);
    Prepared { query: document.to_string(), left_out: fitting.left_out }
}

struct Fitting<'a> {
    live: Option<&'a Described>,
    left_out: Vec<String>,
    /// Variables of arguments that were left out.
    variables: Vec<String>,
}

impl<'a> Fitting<'a> {
    fn document(&mut self, document: &mut Document<'_, String>) {
        let root = self.live.map_or("", |live| live.query.as_str());
        for definition in &mut document.definitions {
            if let Definition::Operation(OperationDefinition::Query(query)) = definition {
                self.set(&mut query.selection_set, &shipped().query, root);
                query.variable_definitions.retain(|variable| !self.variables.contains(&variable.name));
            }
        }
    }

    /// `ours` and `theirs` are names of the same type, in the SDL and at the account.
    fn set(&mut self, set: &mut SelectionSet<'_, String>, ours: &str, theirs: &str) {
        set.items.retain_mut(|selection| match selection {
            Selection::Field(field) => self.field(field, ours, theirs),
            Selection::InlineFragment(fragment) => self.fragment(fragment, ours, theirs),
            Selection::FragmentSpread(_) => true,
        });
        let Some(live) = self.live else { return };
        for (_, name) in EXTRA.iter().filter(|(ty, name)| *ty == ours && live.field(theirs, name).is_some()) {
            set.items.push(Selection::Field(plain(name)));
        }
    }

    fn field(&mut self, field: &mut Selected<'_, String>, ours: &str, theirs: &str) -> bool {
        let path = format!("{ours}.{}", field.name);
        if field.name == "__typename" {
            return true;
        }
        let Some(our_field) = shipped().field(ours, &field.name) else { return true };
        let Some(live) = self.live else {
            if is_optional(&path) {
                self.left_out.push(path);
                return false;
            }
            self.set(&mut field.selection_set, our_field.ty.name(), "");
            return true;
        };
        let fitting = live
            .field(theirs, &field.name)
            .filter(|their_field| live.is_leaf(their_field.ty.name()) == field.selection_set.items.is_empty());
        let Some(their_field) = fitting else {
            self.left_out.push(path);
            return false;
        };
        self.arguments(field, their_field, &path);
        let had_fields = !field.selection_set.items.is_empty();
        self.set(&mut field.selection_set, our_field.ty.name(), their_field.ty.name());
        !had_fields || !field.selection_set.items.is_empty()
    }

    fn arguments(&mut self, field: &mut Selected<'_, String>, theirs: &Field, path: &str) {
        field.arguments.retain(|(name, value)| {
            let known = theirs.arguments.contains_key(name);
            if !known {
                self.left_out.push(format!("{path}({name})"));
                variables_in(value, &mut self.variables);
            }
            known
        });
    }

    fn fragment(&mut self, fragment: &mut InlineFragment<'_, String>, ours: &str, theirs: &str) -> bool {
        let on = match &fragment.type_condition {
            Some(TypeCondition::On(name)) => name.clone(),
            None => ours.to_owned(),
        };
        let theirs = if fragment.type_condition.is_some() { on.as_str() } else { theirs };
        if self.live.is_some_and(|live| live.get(theirs).is_none()) {
            self.left_out.push(format!("... on {on}"));
            return false;
        }
        self.set(&mut fragment.selection_set, &on, theirs);
        !fragment.selection_set.items.is_empty()
    }
}

fn variables_in(value: &Value<'_, String>, found: &mut Vec<String>) {
    match value {
        Value::Variable(name) => found.push(name.clone()),
        Value::List(values) => values.iter().for_each(|value| variables_in(value, found)),
        Value::Object(values) => values.values().for_each(|value| variables_in(value, found)),
        _ => {}
    }
}

fn plain<'a>(name: &str) -> Selected<'a, String> {
    let position = graphql_parser::Pos::default();
    Selected {
        position,
        alias: None,
        name: name.to_owned(),
        arguments: Vec::new(),
        directives: Vec::new(),
        selection_set: SelectionSet { span: (position, position), items: Vec::new() },
    }
}

#[cfg(test)]
mod tests {
    use super::super::documents;
    use super::*;
    use crate::schema::SDL;

    fn sdl(replacements: &[(&str, &str)]) -> Described {
        let mut text = SDL.to_owned();
        for (old, new) in replacements {
            assert!(text.contains(old), "{old}");
            text = text.replace(old, new);
        }
        Described::of_sdl(&text).unwrap()
    }

    fn invoices() -> &'static str {
        documents::of(crate::record::Kind::Invoice).text
    }

    #[test]
    fn nothing_is_left_out_of_a_known_schema() {
        for document in documents::shipped() {
            let prepared = prepare(document, Some(shipped()));
            assert_eq!(prepared.left_out, Vec::<String>::new());
            assert_eq!(prepared.query, parse_query::<String>(document).unwrap().to_string());
        }
    }

    #[test]
    fn what_an_account_lacks_is_not_asked_for() {
        let live = sdl(&[
            ("  orderForm: String", "  orderNumber: String"),
            ("invoices(dateFilters: DateFilter, pagination", "invoices(pagination"),
            ("  invoicePayments: [InvoicePayment!]", "  paymentCount: Int"),
        ]);
        let prepared = prepare(invoices(), Some(&live));
        let missing = ["RootQueryType.invoices(dateFilters)", "Invoice.orderForm", "Invoice.invoicePayments"];
        assert_eq!(prepared.left_out, missing);
        for gone in ["orderForm", "dateFilters", "invoicePayments"] {
            assert!(!prepared.query.contains(gone), "{gone} in {}", prepared.query);
        }
        assert!(prepared.query.contains("pagination: {page: $page, size: $size}"), "{}", prepared.query);
    }

    #[test]
    fn without_a_schema_rare_fields_are_not_asked_for() {
        let prepared = prepare(documents::of(crate::record::Kind::Quotation).text, None);
        assert_eq!(prepared.left_out, ["QuotationItem.forceTotal", "QuotationItem.forcedTotal"]);
        assert!(prepared.query.contains("unitPrice"));
    }

    #[test]
    fn forced_totals_of_invoices_are_asked_for_where_they_exist() {
        assert!(!prepare(invoices(), Some(shipped())).query.contains("forcedTotal"));
        let live = sdl(&[("  vatType: String", "  vatType: String\n  forceTotal: Boolean\n  forcedTotal: Float")]);
        assert!(prepare(invoices(), Some(&live)).query.contains("forcedTotal"));
    }
}

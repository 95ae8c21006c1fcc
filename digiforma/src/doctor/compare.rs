//! Follows the documents through both schemas.

use std::collections::BTreeSet;

use graphql_parser::query::{
    Definition, Field as Selected, InlineFragment, OperationDefinition, Selection, SelectionSet, Type as Ast,
    TypeCondition, Value, VariableDefinition, parse_query,
};

use super::leaves;
use super::{Difference, Report, Severity};
use crate::client::{is_optional, shipped as documents};
use crate::schema::{Described, Field, TypeKind, TypeRef, shipped};

/// Compares all that the documents use.
pub(super) fn all(live: &Described) -> Report {
    let mut walk = Walk { live, variables: Vec::new(), seen: BTreeSet::new(), differences: Vec::new() };
    for text in documents() {
        let Ok(document) = parse_query::<String>(text) else { continue };
        for definition in document.definitions {
            if let Definition::Operation(OperationDefinition::Query(query)) = definition {
                walk.variables = query.variable_definitions.iter().map(variable).collect();
                walk.set(&query.selection_set, &shipped().query, &live.query);
            }
        }
    }
    Report { compared: walk.seen.len(), differences: walk.differences }
}

struct Walk<'a> {
    live: &'a Described,
    /// Name and type of the variables of the document.
    variables: Vec<(String, String)>,
    seen: BTreeSet<String>,
    differences: Vec<Difference>,
}

fn variable(definition: &VariableDefinition<'_, String>) -> (String, String) {
    fn named(ty: &Ast<'_, String>) -> String {
        match ty {
            Ast::NamedType(name) => name.clone(),
            Ast::ListType(inner) | Ast::NonNullType(inner) => named(inner),
        }
    }
    (definition.name.clone(), named(&definition.var_type))
}

impl Walk<'_> {
    fn report(&mut self, severity: Severity, place: &str, sentence: String) {
        self.differences.push(Difference { severity, place: place.to_owned(), sentence });
    }

    fn set(&mut self, set: &SelectionSet<'_, String>, ours: &str, theirs: &str) {
        for selection in &set.items {
            match selection {
                Selection::Field(field) => self.field(field, ours, theirs),
                Selection::InlineFragment(fragment) => self.fragment(fragment, ours, theirs),
                Selection::FragmentSpread(_) => {}
            }
        }
    }

    fn field(&mut self, field: &Selected<'_, String>, ours: &str, theirs: &str) {
        let place = format!("{ours}.{}", field.name);
        let Some(our_field) = shipped().field(ours, &field.name) else { return };
        let their_field = self.live.field(theirs, &field.name);
        let is_new = self.seen.insert(place.clone());
        let Some(their_field) = their_field else {
            if is_new {
                self.missing(&place, ours);
            }
            return;
        };
        let their_field = their_field.clone();
        if is_new {
            self.shape(&place, our_field, &their_field, ours == shipped().query);
        }
        self.arguments(field, &place, &their_field);
        if !field.selection_set.items.is_empty() && !self.live.is_leaf(their_field.ty.name()) {
            self.set(&field.selection_set, our_field.ty.name(), their_field.ty.name());
        }
    }

    fn missing(&mut self, place: &str, ours: &str) {
        if ours == shipped().query {
            let what = if place.ends_with(".academy") { Severity::Harmless } else { Severity::Breaking };
            self.report(what, place, format!("The account has no `{place}`: nothing is read from it."));
        } else if is_optional(place) {
            let sentence =
                format!("The account has no `{place}`, which is a recent or rare field: it is not asked for.");
            self.report(Severity::Harmless, place, sentence);
        } else {
            let sentence = format!("The account has no `{place}`: it is not asked for, and stays empty here.");
            self.report(Severity::Lossy, place, sentence);
        }
    }

    fn shape(&mut self, place: &str, ours: &Field, theirs: &Field, is_root: bool) {
        let (our_type, their_type) = (&ours.ty, &theirs.ty);
        let worst = if is_root { Severity::Breaking } else { Severity::Lossy };
        if our_type.is_list() != their_type.is_list() {
            let (there, here) = if their_type.is_list() { ("a list", "one value") } else { ("one value", "a list") };
            self.report(worst, place, format!("`{place}` is {there} at the account ({their_type}) and {here} in our schema ({our_type}): it cannot be read."));
            return;
        }
        let (our_leaf, their_leaf) = (shipped().is_leaf(our_type.name()), self.live.is_leaf(their_type.name()));
        if our_leaf != their_leaf {
            let there = if their_leaf { "a plain value" } else { "an object" };
            let sentence = format!(
                "`{place}` is {there} at the account ({their_type}) and not in our schema ({our_type}): it is not asked for, and stays empty here."
            );
            self.report(worst, place, sentence);
            return;
        }
        if our_leaf {
            if let Some(severity) = leaves::difference(self.live, our_type.name(), their_type.name()) {
                let follows = if severity == Severity::Harmless {
                    "it is read all the same"
                } else {
                    "it may be reported as unreadable"
                };
                self.report(
                    severity,
                    place,
                    format!(
                        "`{place}` is `{}` at the account and `{}` in our schema: {follows}.",
                        their_type.name(),
                        our_type.name()
                    ),
                );
            }
        } else {
            self.members(place, our_type.name(), their_type.name());
        }
        self.nullability(place, our_type, their_type);
    }

    fn nullability(&mut self, place: &str, ours: &TypeRef, theirs: &TypeRef) {
        match (ours.is_required(), theirs.is_required()) {
            (true, false) => self.report(Severity::Harmless, place, format!("`{place}` can be null at the account: rows without it are reported and passed over.")),
            (false, true) => self.report(Severity::Harmless, place, format!("`{place}` is never null at the account, though it may be in our schema; if the server breaks that rule, it withholds the whole row or page.")),
            _ => {}
        }
    }

    /// What a union can be at the account and not here.
    fn members(&mut self, place: &str, ours: &str, theirs: &str) {
        let our_members = shipped().get(ours).map_or(&[][..], |ty| &ty.members);
        let is_union = shipped().get(ours).is_some_and(|ty| ty.kind == TypeKind::Union);
        let their_members = self.live.get(theirs).map_or(&[][..], |ty| &ty.members).to_vec();
        for member in their_members.iter().filter(|member| is_union && !our_members.contains(member)) {
            let sentence =
                format!("`{place}` can be a `{member}` at the account, which we do not know: it is read as none.");
            self.report(Severity::Lossy, place, sentence);
        }
    }

    fn fragment(&mut self, fragment: &InlineFragment<'_, String>, ours: &str, theirs: &str) {
        let Some(TypeCondition::On(name)) = &fragment.type_condition else {
            self.set(&fragment.selection_set, ours, theirs);
            return;
        };
        if self.live.get(name).is_some() {
            self.set(&fragment.selection_set, name, name);
        } else if self.seen.insert(format!("... on {name}")) {
            let sentence = format!("The account has no type `{name}`: nothing of that kind is read.");
            self.report(Severity::Lossy, name, sentence);
        }
    }

    fn arguments(&mut self, field: &Selected<'_, String>, place: &str, theirs: &Field) {
        for (name, value) in &field.arguments {
            let place = format!("{place}({name})");
            if !self.seen.insert(place.clone()) {
                continue;
            }
            match theirs.arguments.get(name) {
                Some(argument) => {
                    let argument = argument.clone();
                    self.argument(&place, value, &argument);
                }
                None if name == "pagination" => {
                    self.report(
                        Severity::Breaking,
                        &place,
                        format!("The account has no argument `{place}`: the list cannot be read page by page."),
                    );
                }
                None => {
                    self.report(
                        Severity::Harmless,
                        &place,
                        format!("The account has no argument `{place}`: the list is read whole each time."),
                    );
                }
            }
        }
        let given = |name: &String| field.arguments.iter().any(|(given, _)| given == name);
        for (name, argument) in &theirs.arguments {
            let place = format!("{place}({name})");
            if argument.ty.is_required() && !argument.has_default && !given(name) && self.seen.insert(place.clone()) {
                self.report(
                    Severity::Breaking,
                    &place,
                    format!(
                        "The account wants an argument `{place}` ({}), which we do not give: the list cannot be read.",
                        argument.ty
                    ),
                );
            }
        }
    }

    fn argument(&mut self, place: &str, value: &Value<'_, String>, theirs: &Field) {
        let input = theirs.ty.name();
        match value {
            Value::Variable(variable) => {
                let ours = self.variables.iter().find(|(name, _)| name == variable).map(|(_, ty)| ty.clone());
                let Some(ours) = ours.filter(|ours| ours != input) else {
                    self.keys(place, input, &["updatedAfter"]);
                    return;
                };
                self.report(Severity::Breaking, place, format!("The argument `{place}` is of the type `{input}` at the account and `{ours}` in our documents: the account refuses them."));
            }
            Value::Object(object) => {
                let keys: Vec<&str> = object.keys().map(String::as_str).collect();
                self.keys(place, input, &keys);
            }
            _ => {}
        }
    }

    /// Keys of an input object that we give.
    fn keys(&mut self, place: &str, input: &str, ours: &[&str]) {
        let Some(fields) = self.live.get(input).map(|ty| ty.fields.clone()) else { return };
        for key in ours {
            let ty = fields.get(*key).map(|field| field.ty.name().to_owned());
            match ty.as_deref() {
                None => self.report(
                    Severity::Breaking,
                    place,
                    format!("`{place}` has no key `{key}` at the account: the account refuses our documents."),
                ),
                Some(ty) if matches!(*key, "page" | "size") && ty != "Int" => {
                    self.report(Severity::Breaking, place, format!("`{place}` takes `{key}` as `{ty}` at the account and not as `Int`: the account refuses our documents."));
                }
                Some(_) => {}
            }
        }
        for (key, field) in &fields {
            if field.ty.is_required() && !field.has_default && !ours.contains(&key.as_str()) {
                self.report(Severity::Breaking, place, format!("`{place}` wants a key `{key}` at the account, which we do not give: the account refuses our documents."));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::SDL;

    fn differences(replacements: &[(&str, &str)]) -> Vec<(Severity, String)> {
        let mut text = SDL.to_owned();
        for (old, new) in replacements {
            assert!(text.contains(old), "{old}");
            text = text.replace(old, new);
        }
        let report = all(&Described::of_sdl(&text).unwrap());
        assert!(report.compared > 180, "{}", report.compared);
        report.differences.into_iter().map(|difference| (difference.severity, difference.sentence)).collect()
    }

    fn one(old: &str, new: &str) -> (Severity, String) {
        let mut differences = differences(&[(old, new)]);
        assert_eq!(differences.len(), 1, "{differences:?}");
        differences.remove(0)
    }

    #[test]
    fn the_shipped_schema_does_not_differ_from_itself() {
        assert_eq!(differences(&[]), []);
    }

    #[test]
    fn missing_fields_are_named_once() {
        let (severity, sentence) = one("  numberStr: String # CRM SOS: number zero-padded, '00122'\n", "");
        assert_eq!(severity, Severity::Lossy);
        assert_eq!(sentence, "The account has no `Quotation.numberStr`: it is not asked for, and stays empty here.");
        assert_eq!(one("  legalName: String", "  name2: String").0, Severity::Harmless);
        let (severity, sentence) = one("  quotations(pagination: Pagination): [Quotation!]", "  quotes: [Quotation!]");
        assert_eq!(severity, Severity::Breaking);
        assert_eq!(sentence, "The account has no `RootQueryType.quotations`: nothing is read from it.");
    }

    #[test]
    fn arguments_are_compared() {
        let (severity, sentence) = one("customers(dateFilters: DateFilter, pagination", "customers(pagination");
        assert_eq!(severity, Severity::Harmless);
        assert!(sentence.ends_with("the list is read whole each time."), "{sentence}");
        let (severity, sentence) = one("quotations(pagination: Pagination)", "quotations(page: Int)");
        assert_eq!(severity, Severity::Breaking);
        assert!(sentence.contains("page by page"), "{sentence}");
        let (severity, sentence) =
            one("quotations(pagination: Pagination)", "quotations(year: Int!, pagination: Pagination)");
        assert_eq!(severity, Severity::Breaking);
        assert!(sentence.contains("wants an argument `RootQueryType.quotations(year)` (Int!)"), "{sentence}");
    }

    #[test]
    fn inputs_are_compared() {
        let renamed = differences(&[("DateFilter", "DatesFilter")]);
        assert_eq!(renamed.len(), 7, "{renamed:?}");
        assert!(renamed.iter().all(|(severity, _)| *severity == Severity::Breaking));
        let keys = differences(&[("  size: Int #", "  perPage: Int #")]);
        assert!(keys.iter().all(|(_, sentence)| sentence.contains("has no key `size`")), "{keys:?}");
        assert!(!keys.is_empty());
    }

    #[test]
    fn types_and_nulls_are_compared() {
        let (severity, sentence) = one("  locked: Boolean #", "  locked: String #");
        assert_eq!(severity, Severity::Lossy);
        assert!(
            sentence.contains("`Invoice.locked` is `String` at the account and `Boolean` in our schema"),
            "{sentence}"
        );
        let (severity, sentence) = one("  acceptedAt: Date #", "  acceptedAt: Date! #");
        assert_eq!(severity, Severity::Harmless);
        assert!(sentence.contains("never null"), "{sentence}");
        let (severity, sentence) = one("  invoicePayments: [InvoicePayment!]", "  invoicePayments: InvoicePayment");
        assert_eq!(severity, Severity::Lossy);
        assert!(sentence.contains("one value at the account"), "{sentence}");
        let recipients = differences(&[("union Recipient = Company |", "union Recipient = Company | Instructor |")]);
        assert_eq!(recipients.len(), 2, "of quotations and of invoices: {recipients:?}");
        let (severity, sentence) = recipients[0].clone();
        assert_eq!(severity, Severity::Lossy);
        assert!(sentence.contains("can be a `Instructor`"), "{sentence}");
    }
}

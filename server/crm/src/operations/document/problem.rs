//! Why a document cannot be made, told at the field where it can be put right.

use documents::{BrokenRule, RenderProblem, TemplateProblem};

use crate::{Error, FieldError};

/// Problems that are told at most.
const MOST: usize = 10;

/// The error of an operation.
pub(super) fn error(problem: RenderProblem) -> Error {
    let template = |code, message: &'static str| Error::invalid("templateId", code, message);
    match problem {
        RenderProblem::Template(problems) => Error::Invalid(problems.iter().take(MOST).map(of_template).collect()),
        RenderProblem::Invalid(rules) => Error::Invalid(rules.iter().take(MOST).map(of_rule).collect()),
        RenderProblem::TooSlow => {
            template("TEMPLATE_TOO_SLOW", "The template takes too long to make the document. Correct or change it.")
        }
        RenderProblem::TooLarge => {
            template("TEMPLATE_TOO_LARGE", "The document takes too much memory. Correct or change its template.")
        }
        RenderProblem::Unavailable(_) => Error::NoDocuments,
    }
}

fn of_template(problem: &TemplateProblem) -> FieldError {
    FieldError::new("templateId", "TEMPLATE_ERROR", format!("The template is wrong: {problem}."))
}

fn of_rule(BrokenRule { rule, place, message }: &BrokenRule) -> FieldError {
    let message = message.trim_end_matches('.');
    FieldError {
        field: field(place),
        code: "INVALID_DOCUMENT",
        message: format!("The document would break the rule {rule} ({place}): {message}.").into(),
    }
}

/// Where a term of EN 16931 is filled in.
fn field(place: &str) -> Option<String> {
    let term = place.rsplit('/').next().unwrap_or(place);
    if let Some(index) = place.strip_prefix("BG-25[").and_then(|rest| rest.split(']').next()) {
        let index: usize = index.parse().ok()?;
        return Some(format!("lines.{}", index.saturating_sub(1)));
    }
    let field = match term {
        "BT-1" => "firm.invoiceNumberPattern",
        "BT-27" => "firm.legalName",
        "BT-29" => "firm.siret",
        "BT-30" => "firm.siren",
        "BT-31" => "firm.vatNumber",
        "BT-34" => "firm.electronicAddress",
        "BT-40" => "firm.address.country",
        "BT-84" => "firm.iban",
        "BT-44" => "institution.name",
        "BT-46" | "BT-47" => "institution.siret",
        "BT-48" => "institution.vatNumber",
        "BT-49" => "institution.electronicAddress",
        "BT-55" => "institution.address.country",
        "BT-80" => "deliveryAddress.country",
        "BT-2" => "issueDate",
        "BT-9" => "dueDate",
        "BT-10" => "buyerReference",
        "BT-12" => "contractReference",
        "BT-13" => "purchaseOrderNumber",
        "BT-72" | "BT-73" => "serviceStart",
        "BT-74" => "serviceEnd",
        _ if place.starts_with("BG-20") || place.starts_with("BG-23") => "lines",
        _ => return None,
    };
    Some(field.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(problem: RenderProblem) -> Vec<(Option<String>, &'static str, String)> {
        match error(problem) {
            Error::Invalid(errors) => {
                errors.into_iter().map(|error| (error.field, error.code, error.message.into_owned())).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn rules_are_told_where_they_are_kept() {
        let rule = |place: &str| BrokenRule { rule: "BR-FR-12".into(), place: place.into(), message: "no".into() };
        let places = ["BT-49", "BG-25[3]/BT-152", "BG-23[1]/BT-119", "seller.name"];
        let told = told(RenderProblem::Invalid(places.map(rule).into()));
        let fields: Vec<Option<&str>> = told.iter().map(|(field, ..)| field.as_deref()).collect();
        assert_eq!(fields, [Some("institution.electronicAddress"), Some("lines.2"), Some("lines"), None]);
        assert_eq!(told[0].1, "INVALID_DOCUMENT");
        assert_eq!(told[0].2, "The document would break the rule BR-FR-12 (BT-49): no.");
    }

    #[test]
    fn mistakes_of_templates_have_their_place() {
        let problem = TemplateProblem { line: 3, column: 4, message: "unknown variable: x".into() };
        let told = told(RenderProblem::Template(vec![problem]));
        assert_eq!(told[0].0.as_deref(), Some("templateId"));
        assert_eq!(told[0].2, "The template is wrong: line 3, column 4: unknown variable: x.");
        assert!(matches!(error(RenderProblem::Unavailable("cause".into())), Error::NoDocuments));
    }
}

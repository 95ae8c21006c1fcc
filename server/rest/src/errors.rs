//! Problems as the groups of the REST contract word them; [`crm::answer`] makes them of errors.

use axum::{http::StatusCode, response::Response};
use serde_json::{Value, json};

use crm::{Error, FieldError, answer::Problem};

/// One wrong value, found before any operation was called.
#[must_use]
pub fn invalid_value(field: &str, message: impl Into<String>) -> Problem {
    let message = message.into();
    let details = json!({ "details": [{ "field": field, "code": "INVALID", "message": message }] });
    Problem::new(StatusCode::BAD_REQUEST, "VALIDATION_ERROR", message).with_details(details)
}

/// What is wrong with an input, as the institutions of the original say it: the code is `BAD_REQUEST`, the details are
/// a plain list of `{message, path, type}`.
#[must_use]
pub fn of_institutions(mut problem: Problem) -> Problem {
    let Some(Value::Array(fields)) = problem.details.as_mut().and_then(|details| details.get_mut("details")) else {
        return problem;
    };
    let details = fields
        .iter()
        .map(|field| {
            let path = field["field"].as_str().filter(|path| !path.is_empty());
            let path: Vec<&str> = path.map_or_else(Vec::new, |path| path.split('.').collect());
            json!({ "message": field["message"], "path": path, "type": field["code"] })
        })
        .collect();
    problem.details = Some(details);
    if problem.status == StatusCode::BAD_REQUEST {
        problem.code = "BAD_REQUEST".into();
    }
    problem
}

/// What is wrong with a task, by the codes of the original.
#[must_use]
pub fn of_tasks(mut problem: Problem) -> Problem {
    let field = problem.details.as_ref().map(|details| &details["details"][0]);
    let code = match field.map(|field| (field["field"].as_str(), field["code"].as_str())) {
        Some((Some("status"), Some("ILLEGAL_TRANSITION"))) => "TASK_UPDATE_ERROR",
        Some((Some("assigneeId"), Some("NOT_FOUND" | "NOT_ALLOWED"))) => "INVALID_ASSIGNEE",
        Some((Some("institutionId"), Some("NOT_FOUND"))) => "INVALID_INSTITUTION",
        _ => return problem,
    };
    problem.code = code.into();
    problem
}

/// What is wrong with a quote, an invoice or a payment, by the codes of the original.
fn of_billing(mut problem: Problem) -> Problem {
    let field = problem.details.as_ref().map(|details| &details["details"][0]);
    let code = match field.map(|field| (field["field"].as_str(), field["code"].as_str())) {
        Some((Some("institutionId"), Some("NOT_FOUND"))) => {
            problem.status = StatusCode::NOT_FOUND;
            "INSTITUTION_NOT_FOUND"
        }
        Some((_, Some("NOT_ACCEPTED"))) => "QUOTE_NOT_ACCEPTED",
        Some((_, Some("NOT_A_DRAFT"))) => "INVOICE_NOT_MODIFIABLE",
        Some((Some("invoiceId"), Some("NOT_PAYABLE" | "ARCHIVED"))) => "INVOICE_CANNOT_RECEIVE_PAYMENTS",
        Some((Some("amount"), Some("EXCEEDS_REMAINING"))) => "PAYMENT_EXCEEDS_REMAINING",
        Some((Some("amount"), Some("OUT_OF_RANGE"))) => "INVALID_PAYMENT_AMOUNT",
        Some((_, Some("NOT_PENDING"))) => "PAYMENT_NOT_MODIFIABLE",
        _ => return problem,
    };
    problem.code = code.into();
    problem
}

/// Problems of a group of quotes, invoices or payments have the codes of the original's controllers, whoever noticed them.
pub async fn in_words_of_billing(mut response: Response) -> Response {
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        response.extensions_mut().insert(of_billing(problem));
    }
    response
}

/// What a body cannot be without and does not say.
pub fn absent(present: impl IntoIterator<Item = (&'static str, bool)>) -> Error {
    let absent = present.into_iter().filter(|(_, is_present)| !is_present);
    let required = |(field, _)| FieldError::new(field, "REQUIRED", format!("`{field}` is required."));
    Error::Invalid(absent.map(required).collect())
}

/// The error with another code for what a group has a name of its own for.
#[must_use]
pub fn recoded(error: Error, codes: &[&str], code: &'static str) -> Error {
    let Error::Invalid(mut fields) = error else { return error };
    for field in fields.iter_mut().filter(|field| codes.contains(&field.code)) {
        field.code = code;
    }
    Error::Invalid(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(error: Error) -> (u16, String) {
        let problem = Problem::from(error);
        (problem.status.as_u16(), problem.code.into_owned())
    }

    #[test]
    fn institutions_name_paths_as_lists() {
        let problem = of_institutions(Error::invalid("address.city", "REQUIRED", "x").into());
        assert_eq!(problem.code, "BAD_REQUEST");
        assert_eq!(problem.details.unwrap()[0]["path"], json!(["address", "city"]));
        let taken = of_institutions(Error::invalid("finess", "TAKEN", "x").into());
        assert_eq!((taken.status.as_u16(), taken.code.as_ref()), (409, "RESOURCE_CONFLICT"));
        let other = Problem::from(Error::NotFound("institution"));
        assert_eq!(of_institutions(other.clone()), other);
    }

    #[test]
    fn tasks_have_the_codes_of_the_original() {
        let of = |field: &str, code: &'static str| {
            let problem = of_tasks(Error::invalid(field, code, "x").into());
            (problem.status.as_u16(), problem.code.into_owned())
        };
        assert_eq!(of("status", "ILLEGAL_TRANSITION"), (400, "TASK_UPDATE_ERROR".into()));
        assert_eq!(of("assigneeId", "NOT_FOUND"), (400, "INVALID_ASSIGNEE".into()));
        assert_eq!(of("assigneeId", "NOT_ALLOWED"), (400, "INVALID_ASSIGNEE".into()));
        assert_eq!(of("assigneeId", "REQUIRED"), (400, "VALIDATION_ERROR".into()));
        assert_eq!(of("institutionId", "NOT_FOUND"), (400, "INVALID_INSTITUTION".into()));
        assert_eq!(of("title", "REQUIRED"), (400, "VALIDATION_ERROR".into()));
        let other = Problem::from(Error::NotFound("task"));
        assert_eq!(of_tasks(other.clone()), other);
    }

    #[test]
    fn billing_has_the_codes_of_the_original() {
        let of = |field: &str, code: &'static str| {
            let problem = of_billing(Error::invalid(field, code, "x").into());
            (problem.status.as_u16(), problem.code.into_owned())
        };
        assert_eq!(of("institutionId", "NOT_FOUND"), (404, "INSTITUTION_NOT_FOUND".into()));
        assert_eq!(of("id", "NOT_ACCEPTED"), (400, "QUOTE_NOT_ACCEPTED".into()));
        assert_eq!(of("id", "NOT_A_DRAFT"), (400, "INVOICE_NOT_MODIFIABLE".into()));
        assert_eq!(of("invoiceId", "NOT_PAYABLE"), (400, "INVOICE_CANNOT_RECEIVE_PAYMENTS".into()));
        assert_eq!(of("amount", "OUT_OF_RANGE"), (400, "INVALID_PAYMENT_AMOUNT".into()));
        assert_eq!(of("amount", "EXCEEDS_REMAINING"), (400, "PAYMENT_EXCEEDS_REMAINING".into()));
        assert_eq!(of("title", "REQUIRED"), (400, "VALIDATION_ERROR".into()));
        let other = Problem::from(Error::NotFound("quote"));
        assert_eq!(of_billing(other.clone()), other);
    }

    #[test]
    fn codes_of_moves_are_renamed() {
        let recoded = |code: &'static str| recoded(Error::invalid("id", code, "x"), &["ILLEGAL_TRANSITION"], "NOT_SO");
        assert_eq!(summary(recoded("ILLEGAL_TRANSITION")), (400, "NOT_SO".to_owned()));
        assert_eq!(summary(recoded("REQUIRED")), (400, "VALIDATION_ERROR".to_owned()));
    }
}

//! Arguments of a list, read.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::{CompanyFilter, Filter, ListRequest, PageRequest, SessionFilter};
use crate::record::{Kind, timestamp};

/// Rows in a page of a request that does not say how many.
const DEFAULT_SIZE: usize = 20;

/// Reads the arguments. The error is a sentence for the caller.
pub(super) fn list(kind: Kind, arguments: &Map<String, Value>) -> Result<ListRequest, String> {
    let given = |name: &str| arguments.get(name).filter(|value| !value.is_null());
    let updated_after = given("dateFilters").and_then(|filters| filters.get("updatedAfter"));
    let updated_after = match updated_after.and_then(Value::as_str) {
        Some(text) => Some(timestamp(text).ok_or_else(|| format!("updatedAfter: `{text}` is no timestamp"))?),
        None => None,
    };
    let filter = match given("filter").or_else(|| given("filters")) {
        Some(filter) => self::filter(kind, filter)?,
        None => Filter::None,
    };
    let page = given("pagination").map(page).transpose()?;
    Ok(ListRequest { kind, filter, updated_after, page })
}

fn page(pagination: &Value) -> Result<PageRequest, String> {
    let read = |name: &str, default: usize| match pagination.get(name).filter(|value| !value.is_null()) {
        Some(value) => {
            let whole = value.as_u64().and_then(|number| usize::try_from(number).ok());
            whole.ok_or_else(|| format!("pagination: {name} cannot be {value}"))
        }
        None => Ok(default),
    };
    Ok(PageRequest { number: read("page", 0)?, size: read("size", DEFAULT_SIZE)? })
}

fn filter(kind: Kind, filter: &Value) -> Result<Filter, String> {
    let text = |name: &str| filter.get(name).and_then(Value::as_str).map(str::to_owned);
    let day = |name: &str| match text(name) {
        Some(text) => text.parse::<NaiveDate>().map(Some).map_err(|_| format!("{name}: `{text}` is no date")),
        None => Ok(None),
    };
    Ok(match kind {
        Kind::Company => Filter::Company(CompanyFilter {
            accounting_number: text("accountingNumber"),
            code: text("code"),
            email: text("email"),
            group: text("group"),
            name: text("name"),
            siret: text("siret"),
        }),
        Kind::Trainee => Filter::Trainee { email: text("email") },
        Kind::Program => Filter::Program {
            root_level_only: filter.get("rootLevelOnly").and_then(Value::as_bool).unwrap_or_default(),
        },
        Kind::TrainingSession => Filter::TrainingSession(SessionFilter {
            started_after: day("startedAfter")?,
            started_before: day("startedBefore")?,
            ended_after: day("endedAfter")?,
            pipeline_state: text("pipelineState").map(|state| state.to_lowercase()),
        }),
        _ => Filter::None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(kind: Kind, arguments: Value) -> Result<ListRequest, String> {
        let Value::Object(arguments) = arguments else { panic!("{arguments}") };
        list(kind, &arguments)
    }

    #[test]
    fn arguments_are_read() {
        let arguments = json!({
            "dateFilters": { "updatedAfter": "2026-03-01T12:00:00.500" },
            "pagination": { "page": 2, "size": 50 },
            "filter": { "siret": "123", "name": null },
        });
        let request = read(Kind::Company, arguments).unwrap();
        assert_eq!(request.updated_after.unwrap().to_rfc3339(), "2026-03-01T12:00:00.500+00:00");
        assert_eq!(request.page, Some(PageRequest { number: 2, size: 50 }));
        let filter = CompanyFilter { siret: Some("123".to_owned()), ..CompanyFilter::default() };
        assert_eq!(request.filter, Filter::Company(filter));
        let request = read(Kind::TrainingSession, json!({ "filters": { "pipelineState": "FINISHED" } })).unwrap();
        let Filter::TrainingSession(filter) = request.filter else { panic!("{:?}", request.filter) };
        assert_eq!(filter.pipeline_state.as_deref(), Some("finished"));
        assert_eq!(request.page, None);
    }

    #[test]
    fn nonsense_is_named() {
        let page = read(Kind::Company, json!({ "pagination": { "page": -1, "size": 5 } }));
        assert_eq!(page.unwrap_err(), "pagination: page cannot be -1");
        let moment = read(Kind::Invoice, json!({ "dateFilters": { "updatedAfter": "yesterday" } }));
        assert_eq!(moment.unwrap_err(), "updatedAfter: `yesterday` is no timestamp");
    }
}

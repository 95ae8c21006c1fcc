//! Checks of input: all problems at once, each at its field.

use domain::{identifiers::Problem, text};
use rust_decimal::Decimal;

use crate::{Error, FieldError, Result};

/// Collects what is wrong with an input.
#[derive(Debug, Default)]
pub struct Checks {
    errors: Vec<FieldError>,
}

impl Checks {
    /// Notes a problem.
    pub fn refuse(&mut self, field: &str, code: &'static str, message: impl Into<std::borrow::Cow<'static, str>>) {
        self.errors.push(FieldError::new(field, code, message));
    }

    /// A text that must say something: trimmed, 1 to `most` characters.
    pub fn required(&mut self, field: &str, value: &str, most: usize) -> String {
        let value = value.trim();
        if value.is_empty() {
            self.refuse(field, "REQUIRED", "This field is required.");
        }
        self.length(field, value, most);
        value.to_owned()
    }

    /// A text that may be left out: trimmed, empty is `None`.
    pub fn optional(&mut self, field: &str, value: Option<&str>, most: usize) -> Option<String> {
        let value = text::optional(value)?;
        self.length(field, &value, most);
        Some(value)
    }

    /// An identifier that may be left out, in its canonical form.
    pub fn identifier(
        &mut self,
        field: &str,
        value: Option<&str>,
        parse: fn(&str) -> Result<String, Problem>,
    ) -> Option<String> {
        let value = text::optional(value)?;
        parse(&value).map_err(|problem| self.refuse(field, code(problem), sentence(problem))).ok()
    }

    /// As [`Checks::identifier`]; a value that is `stored` already stays as it is, so that a number that came from
    /// elsewhere before it could be checked hinders no other change.
    pub fn changed_identifier(
        &mut self,
        field: &str,
        stored: Option<&str>,
        value: Option<&str>,
        parse: fn(&str) -> Result<String, Problem>,
    ) -> Option<String> {
        if value.is_some() && value == stored {
            return value.map(str::to_owned);
        }
        self.identifier(field, value, parse)
    }

    /// A number within bounds.
    pub fn range(&mut self, field: &str, value: Option<i32>, least: i32, most: i32) {
        if value.is_some_and(|v| v < least || v > most) {
            self.refuse(field, "OUT_OF_RANGE", format!("Expected a number from {least} to {most}."));
        }
    }

    /// An exact number within bounds, with at most `places` decimals; given back with just so many.
    pub fn decimal(&mut self, field: &str, value: Decimal, least: Decimal, most: Decimal, places: u32) -> Decimal {
        if value < least || value > most {
            self.refuse(field, "OUT_OF_RANGE", format!("Expected a number from {least} to {most}."));
        } else if value.normalize().scale() > places {
            self.refuse(field, "TOO_MANY_DECIMALS", format!("At most {places} decimals."));
        }
        let mut value = value;
        value.rescale(places);
        value
    }

    /// Lower-cased labels, each at most `most` characters.
    pub fn labels(&mut self, field: &str, values: &[String], most: usize) -> Vec<String> {
        let labels = text::labels(values);
        for label in &labels {
            self.length(field, label, most);
        }
        if labels.len() > 100 {
            self.refuse(field, "TOO_MANY", "At most 100 entries.");
        }
        labels
    }

    fn length(&mut self, field: &str, value: &str, most: usize) {
        let length = text::length(value);
        if length > most {
            self.refuse(field, "TOO_LONG", format!("At most {most} characters, got {length}."));
        }
        if value.contains('\0') {
            self.refuse(field, "INVALID_CHARACTER", "The text contains a character that cannot be stored.");
        }
    }

    /// The end: everything was right, or all that was wrong.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub fn finish(self) -> Result<()> {
        if self.errors.is_empty() { Ok(()) } else { Err(Error::Invalid(self.errors)) }
    }
}

impl Checks {
    /// The end of checks that give no value where they refuse something.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub fn finish_with<T>(self, checked: Option<T>) -> Result<T> {
        self.finish()?;
        checked.ok_or_else(|| Error::Internal(anyhow::anyhow!("a check gave no value and refused nothing")))
    }
}

fn code(problem: Problem) -> &'static str {
    match problem {
        Problem::Empty => "REQUIRED",
        Problem::TooShort => "TOO_SHORT",
        Problem::TooLong => "TOO_LONG",
        Problem::Character => "INVALID_CHARACTER",
        Problem::Format => "INVALID_FORMAT",
        Problem::Checksum => "INVALID_CHECKSUM",
        Problem::Unknown => "UNKNOWN",
    }
}

fn sentence(problem: Problem) -> &'static str {
    match problem {
        Problem::Empty => "This field is required.",
        Problem::TooShort => "Characters are missing.",
        Problem::TooLong => "There are too many characters.",
        Problem::Character => "It contains a character that does not belong there.",
        Problem::Format => "It is not written in a known form.",
        Problem::Checksum => "The check digits do not agree: one of the characters is probably wrong.",
        Problem::Unknown => "It names a department or country that is not known.",
    }
}

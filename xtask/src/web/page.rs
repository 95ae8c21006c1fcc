//! Pages and styles name other files by placeholders, `{{css}}`, because the names carry hashes of contents.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};

use crate::workspace;

/// Placeholder → address.
#[derive(Default)]
pub(crate) struct Names(BTreeMap<String, String>);

impl Names {
    /// No names yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Says what `{{name}}` stands for.
    pub(crate) fn set(&mut self, name: &str, address: &str) {
        self.0.insert(name.to_owned(), address.to_owned());
    }

    /// The text with its placeholders replaced.
    ///
    /// # Errors
    /// When the text has a placeholder that has no name; the error is that placeholder.
    pub(crate) fn replace(&self, text: &str) -> Result<String, String> {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            let (name, after) = after.split_once("}}").ok_or("{{")?;
            filled.push_str(before);
            filled.push_str(self.0.get(name.trim()).ok_or_else(|| format!("{{{{{name}}}}}"))?);
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }
}

/// The page in this file of the workspace, its placeholders replaced.
///
/// # Errors
/// When it cannot be read, or asks for something that there is not.
pub(crate) fn fill(file: &str, names: &Names) -> Result<Vec<u8>> {
    let text = fs::read_to_string(workspace::path(file)).with_context(|| file.to_owned())?;
    match names.replace(&text) {
        Ok(page) => Ok(page.into_bytes()),
        Err(placeholder) => bail!("{file}: nothing stands for {placeholder}"),
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn placeholders_are_replaced_and_unknown_ones_told() {
        let mut names = Names::new();
        names.set("css", "/a.css");
        assert_eq!(names.replace("<{{css}}|{{ css }}>").unwrap(), "</a.css|/a.css>");
        assert_eq!(names.replace("a {{font}}").unwrap_err(), "{{font}}");
        assert_eq!(names.replace("a {{font").unwrap_err(), "{{");
    }
}

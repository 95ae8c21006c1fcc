//! Addresses: a page and a query.

use super::Page;
use super::query::Query;

/// An address: page and query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// The page.
    pub page: Page,
    /// What stands after `?`.
    pub query: Query,
}

impl Address {
    /// Reads `/path?query#fragment`.
    #[must_use]
    pub fn parse(url: &str) -> Self {
        let url = url.split('#').next().unwrap_or_default();
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        Self { page: Page::parse(path), query: Query::parse(query) }
    }

    /// Writes it.
    #[must_use]
    pub fn url(&self) -> String {
        let query = self.query.to_string();
        if query.is_empty() { self.page.path() } else { format!("{}?{query}", self.page.path()) }
    }
}

impl sycamore_router::Route for Address {
    fn match_route(&self, segments: &[&str]) -> Self {
        Self::parse(&segments.join("/"))
    }

    fn match_path(&self, path: &str) -> Self {
        Self::parse(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_does_not_disturb_the_page() {
        let address = Address::parse("/?q=a/b#x");
        assert_eq!(address.page, Page::Home);
        assert_eq!(address.query.get("q"), Some("a/b"));
        assert_eq!(Address::parse("/nowhere").page, Page::NotFound);
        assert_eq!(Address::parse("/institutions/1/unknown").page, Page::NotFound);
        assert_eq!(Address::parse("/users/1/unknown").page, Page::NotFound);
        assert_eq!(Address::parse("/tasks/1/2/3").page, Page::NotFound);
    }
}

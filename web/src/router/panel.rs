//! The panel over a page, in its path or as a parameter of its query.

use super::query;

/// The panel over a list: `/contacts/new`, `/contacts/:id`, `/contacts/:id/edit`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Panel {
    /// None is open.
    #[default]
    Closed,
    /// For a new one.
    New,
    /// One is read.
    Shown(String),
    /// One is changed.
    Edited(String),
}

impl Panel {
    /// Reads what follows the list in a path.
    pub(super) fn parse(segments: &[&str]) -> Option<Self> {
        Some(match segments {
            [] => Self::Closed,
            ["new"] => Self::New,
            [id] => Self::Shown((*id).to_owned()),
            [id, "edit"] => Self::Edited((*id).to_owned()),
            _ => return None,
        })
    }

    /// The path of a list with the panel over it.
    pub(super) fn path(&self, list: &str) -> String {
        match self {
            Self::Closed => list.to_owned(),
            Self::New => format!("{list}/new"),
            Self::Shown(id) => format!("{list}/{}", query::encode(id)),
            Self::Edited(id) => format!("{list}/{}/edit", query::encode(id)),
        }
    }

    /// Reads the parameter of an address in which a panel stands over another page: `new`, an id, `edit:` and an id.
    #[must_use]
    pub fn parse_parameter(text: &str) -> Self {
        match text.split_once("edit:") {
            _ if text.is_empty() => Self::Closed,
            _ if text == "new" => Self::New,
            Some(("", id)) => Self::Edited(id.to_owned()),
            _ => Self::Shown(text.to_owned()),
        }
    }

    /// Writes that parameter.
    #[must_use]
    pub fn parameter(&self) -> String {
        match self {
            Self::Closed => String::new(),
            Self::New => "new".to_owned(),
            Self::Shown(id) => id.clone(),
            Self::Edited(id) => format!("edit:{id}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panel_over_another_page_is_a_parameter() {
        for panel in [Panel::Closed, Panel::New, Panel::Shown("0199".into()), Panel::Edited("0199".into())] {
            assert_eq!(Panel::parse_parameter(&panel.parameter()), panel);
        }
    }
}

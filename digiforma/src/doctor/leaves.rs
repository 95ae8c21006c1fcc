//! When a plain value of another type can still be read.

use super::Severity;
use crate::schema::{Described, TypeKind, shipped};

const BUILT_IN: [&str; 5] = ["Boolean", "Float", "ID", "Int", "String"];

/// What a reader makes of a type by that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reads {
    /// Texts: `String`, `ID`, enumerations, and scalars written as texts.
    Text,
    Number,
    Flag,
    /// A scalar of the account, whose form no schema tells.
    Unknown,
}

/// `None`: no difference, or one of names alone.
pub(super) fn difference(live: &Described, ours: &str, theirs: &str) -> Option<Severity> {
    let (our_form, their_form) = (form(shipped(), ours), form(live, theirs));
    if ours == theirs {
        return None;
    }
    match (our_form, their_form) {
        (Reads::Unknown, Reads::Unknown) => None,
        // Dates and timestamps are texts on the wire; amounts may be of a scalar of their own.
        (Reads::Text | Reads::Number | Reads::Unknown, Reads::Text | Reads::Number | Reads::Unknown)
        | (Reads::Flag, Reads::Flag) => Some(Severity::Harmless),
        _ => Some(Severity::Lossy),
    }
}

fn form(schema: &Described, name: &str) -> Reads {
    match name {
        "Boolean" => Reads::Flag,
        "Float" | "Int" => Reads::Number,
        name if BUILT_IN.contains(&name) => Reads::Text,
        name if schema.get(name).is_some_and(|ty| ty.kind == TypeKind::Enum) => Reads::Text,
        _ => Reads::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_read_is_harmless() {
        let live = shipped();
        assert_eq!(difference(live, "Float", "Float"), None);
        assert_eq!(difference(live, "NaiveDateTime", "DateTime"), None);
        for (ours, theirs) in [("Float", "Decimal"), ("Int", "Float"), ("String", "CRMStatus"), ("Int", "String")] {
            assert_eq!(difference(live, ours, theirs), Some(Severity::Harmless), "{ours} {theirs}");
        }
        assert_eq!(difference(live, "Boolean", "String"), Some(Severity::Lossy));
        assert_eq!(difference(live, "Float", "Boolean"), Some(Severity::Lossy));
    }
}

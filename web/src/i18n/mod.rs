//! The two languages of the interface.
//!
//! A text is a function that gives the words in the current language; a text that lacks one of the two
//! languages does not compile. Read inside a view, a text follows a change of language.

pub mod format;
pub mod text;

use std::cell::Cell;

use domain::Language;
use sycamore::prelude::*;

thread_local! {
    /// The reactive language, once the app runs; tests and code before it use the French default.
    static LANGUAGE: Cell<Option<Signal<Language>>> = const { Cell::new(None) };
}

/// Starts following `language`; called once, at the root of the app.
pub fn provide(language: Language) {
    LANGUAGE.set(Some(create_signal(language)));
}

/// The current language; tracked when read inside a view, memo or effect.
pub fn language() -> Language {
    LANGUAGE.get().filter(|signal| signal.is_alive()).map_or(Language::Fr, |signal| signal.get())
}

/// Switches every text on the screen.
pub fn set_language(language: Language) {
    if let Some(signal) = LANGUAGE.get().filter(|signal| signal.get_untracked() != language) {
        signal.set(language);
    }
}

/// A text that is chosen when it is shown, so that it follows the language.
pub type Text = fn() -> &'static str;

/// Whether `count` takes the singular: French counts 0 and 1 as one, English 1 alone.
#[must_use]
pub fn is_singular(count: u64) -> bool {
    match language() {
        Language::Fr => count < 2,
        Language::En => count == 1,
    }
}

/// Declares texts in French and English.
///
/// - `save: "Enregistrer", "Save";` makes `fn save() -> &'static str`;
/// - `hello(name): "Bonjour {name}", "Hello {name}";` makes `fn hello(name: &str) -> String`;
/// - `rows[n]: "{n} ligne" | "{n} lignes", "{n} row" | "{n} rows";` makes `fn rows(n: u64) -> String`, with `n`
///   written as numbers are in the language.
macro_rules! texts {
    () => {};
    ($name:ident: $fr:literal, $en:literal; $($rest:tt)*) => {
        #[doc = $en]
        #[must_use]
        pub fn $name() -> &'static str {
            match $crate::i18n::language() {
                ::domain::Language::Fr => $fr,
                ::domain::Language::En => $en,
            }
        }
        texts! { $($rest)* }
    };
    ($name:ident($($arg:ident),+): $fr:literal, $en:literal; $($rest:tt)*) => {
        #[doc = $en]
        #[must_use]
        pub fn $name($($arg: &str),+) -> String {
            match $crate::i18n::language() {
                ::domain::Language::Fr => format!($fr),
                ::domain::Language::En => format!($en),
            }
        }
        texts! { $($rest)* }
    };
    ($name:ident[$n:ident]: $fr_one:literal | $fr:literal, $en_one:literal | $en:literal; $($rest:tt)*) => {
        #[doc = $en]
        #[must_use]
        pub fn $name($n: u64) -> String {
            let one = $crate::i18n::is_singular($n);
            let $n = $crate::i18n::format::integer($n);
            match ($crate::i18n::language(), one) {
                (::domain::Language::Fr, true) => format!($fr_one),
                (::domain::Language::Fr, false) => format!($fr),
                (::domain::Language::En, true) => format!($en_one),
                (::domain::Language::En, false) => format!($en),
            }
        }
        texts! { $($rest)* }
    };
}
pub(crate) use texts;

#[cfg(test)]
mod tests {
    use super::*;

    texts! {
        rows[n]: "{n} ligne" | "{n} lignes", "{n} row" | "{n} rows";
        hello(name): "Bonjour {name}", "Hello {name}";
    }

    #[test]
    fn plurals_follow_the_language() {
        create_root(|| {
            provide(Language::Fr);
            assert_eq!((rows(0), rows(1), rows(2)), ("0 ligne".into(), "1 ligne".into(), "2 lignes".into()));
            set_language(Language::En);
            assert_eq!((rows(0), rows(1), rows(2)), ("0 rows".into(), "1 row".into(), "2 rows".into()));
            assert_eq!(hello("Inès"), "Hello Inès");
        })
        .dispose();
    }
}

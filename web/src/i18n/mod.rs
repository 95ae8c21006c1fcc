//! The two languages of the interface.
//!
//! A text is a constant, or a function of what varies in it; one that lacks a language does not compile. Inside a
//! view a text follows a change of language.

pub mod format;
pub mod text;

use std::borrow::Cow;
use std::cell::Cell;
use std::rc::Rc;

use domain::Language;
use sycamore::prelude::*;
use sycamore::web::StringAttribute;

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

/// Words in both languages; put into a view or an attribute they follow the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// French.
    pub fr: &'static str,
    /// English.
    pub en: &'static str,
}

impl Words {
    /// The words in the current language; tracked.
    #[must_use]
    pub fn now(self) -> &'static str {
        match language() {
            Language::Fr => self.fr,
            Language::En => self.en,
        }
    }
}

impl From<Words> for View {
    fn from(words: Words) -> Self {
        Self::from_dynamic(move || words.now())
    }
}

impl From<Words> for MaybeDyn<Cow<'static, str>> {
    fn from(words: Words) -> Self {
        Self::Derived(Rc::new(move || Self::Static(Cow::Borrowed(words.now()))))
    }
}

impl From<Words> for StringAttribute {
    fn from(words: Words) -> Self {
        Self::Derived(Rc::new(move || Self::Static(Some(Cow::Borrowed(words.now())))))
    }
}

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
/// - `SAVE: "Enregistrer", "Save";` makes the constant `SAVE`, [`Words`];
/// - `hello(name): "Bonjour {name}", "Hello {name}";` makes `fn hello(name: &str) -> String`;
/// - `rows[n]: "{n} ligne" | "{n} lignes", "{n} row" | "{n} rows";` makes `fn rows(n: u64) -> String`, with `n`
///   written as numbers are in the language.
macro_rules! texts {
    () => {};
    ($name:ident: $fr:literal, $en:literal; $($rest:tt)*) => {
        #[doc = $en]
        pub const $name: $crate::i18n::Words = $crate::i18n::Words { fr: $fr, en: $en };
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

//! A sentence that is made when it is shown, so that it follows the language.

use std::rc::Rc;

use crate::i18n::Words;

/// A sentence for the person.
#[derive(Clone)]
pub struct Message(Rc<dyn Fn() -> String>);

impl Message {
    /// A sentence with parts that vary.
    #[must_use]
    pub fn new(words: impl Fn() -> String + 'static) -> Self {
        Self(Rc::new(words))
    }

    /// Its words in the current language.
    #[must_use]
    pub fn words(&self) -> String {
        (self.0)()
    }
}

impl From<Words> for Message {
    fn from(text: Words) -> Self {
        Self::new(move || text.now().to_owned())
    }
}

impl From<String> for Message {
    fn from(words: String) -> Self {
        Self::new(move || words.clone())
    }
}

impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Message").field(&self.words()).finish()
    }
}

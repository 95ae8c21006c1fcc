//! The round initials of a person.

use sycamore::prelude::*;

/// Tones that tell people apart; the choice is stable for a name.
const TONES: [&str; 5] = ["info", "progress", "positive", "warning", "neutral"];

/// Initials of a full name: at most two letters.
#[must_use]
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter(|word| !matches!(*word, "Dr" | "Pr" | "M." | "Mme"));
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

fn tone(name: &str) -> &'static str {
    let sum: usize = name.bytes().map(usize::from).sum();
    TONES.get(sum % TONES.len()).copied().unwrap_or("neutral")
}

/// How an avatar stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AvatarKind {
    /// Small; it says the name to screen readers, since no text beside it does.
    Alone,
    /// Small, beside the written name.
    BesideName,
    /// Large, beside the written name.
    Large,
}

/// The initials of `name` in a disc. They are drawn, not written: what is said is the name.
#[component(inline_props)]
pub fn Avatar(#[prop(setter(into))] name: String, kind: AvatarKind) -> View {
    let class = if kind == AvatarKind::Large { "avatar avatar-large" } else { "avatar" };
    let letters = initials(&name);
    let tone = tone(&name);
    let title = name.clone();
    if kind == AvatarKind::Alone {
        view! { span(class=class, "data-tone"=tone, "data-letters"=letters, role="img", "aria-label"=name, title=title) }
    } else {
        view! { span(class=class, "data-tone"=tone, "data-letters"=letters, "aria-hidden"="true", title=title) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_last_word() {
        assert_eq!(initials("Inès Lacombe"), "IL");
        assert_eq!(initials("Dr Anne-Laure de Texier"), "AT");
        assert_eq!(initials("élodie"), "É");
        assert_eq!(initials(""), "");
    }

    #[test]
    fn an_avatar_alone_says_the_name() {
        let html = sycamore::render_to_string(|| view! { Avatar(name="Inès Lacombe", kind=AvatarKind::Alone) });
        assert!(html.contains(r#"aria-label="Inès Lacombe""#), "{html}");
    }
}

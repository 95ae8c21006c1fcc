//! What a mail says, written once for its plain text and its HTML.

use std::{borrow::Cow, fmt::Write as _};

/// Subject and content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// One line; never a secret, for it is shown on locked screens.
    pub subject: Cow<'static, str>,
    /// From top to bottom.
    pub parts: Vec<Part>,
}

/// A piece of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Paragraphs, with blank lines between them; their line breaks are kept.
    Text(String),
    /// A code to copy.
    Code(String),
    /// A link with its own line.
    Link {
        /// What it does.
        label: &'static str,
        /// Where it leads.
        url: String,
    },
}

impl Letter {
    /// For programs that show plain text.
    #[must_use]
    pub fn plain(&self) -> String {
        let parts: Vec<String> = self
            .parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.clone(),
                Part::Code(code) => format!("    {code}"),
                Part::Link { label, url } => format!("{label}:\n{url}"),
            })
            .collect();
        parts.join("\n\n") + "\n"
    }

    /// For programs that show HTML; nothing is loaded from elsewhere.
    #[must_use]
    pub fn html(&self) -> String {
        let mut body = String::new();
        for part in &self.parts {
            // Writing to a String does not fail.
            let _ = match part {
                Part::Text(text) => text.split("\n\n").try_for_each(|paragraph| {
                    write!(body, "<p>{}</p>", escape(paragraph.trim()).replace('\n', "<br>"))
                }),
                Part::Code(code) => write!(
                    body,
                    "<p style=\"font-size:28px;letter-spacing:6px;font-family:monospace\"><strong>{}</strong></p>",
                    escape(code)
                ),
                Part::Link { label, url } => {
                    write!(body, "<p><a href=\"{}\">{}</a></p>", escape(url), escape(label))
                }
            };
        }
        format!(
            "<!doctype html><html><head><meta charset=\"utf-8\"><title>{}</title></head>\
             <body style=\"font-family:sans-serif;line-height:1.5;max-width:36em\">{body}</body></html>",
            escape(&self.subject)
        )
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_has_two_forms_and_nothing_gets_out_of_its_text() {
        let letter = Letter {
            subject: "Test".into(),
            parts: vec![
                Part::Text("Bonjour <b>O'Neil</b> & \"Co\",".into()),
                Part::Code("123456".into()),
                Part::Link { label: "Ouvrir", url: "https://crm.example/?a=1&b=\"2\"".into() },
            ],
        };
        assert_eq!(
            letter.plain(),
            "Bonjour <b>O'Neil</b> & \"Co\",\n\n    123456\n\nOuvrir:\nhttps://crm.example/?a=1&b=\"2\"\n"
        );
        let html = letter.html();
        assert!(html.contains("<p>Bonjour &lt;b&gt;O'Neil&lt;/b&gt; &amp; &quot;Co&quot;,</p>"), "{html}");
        let lines = Letter { subject: "Test".into(), parts: vec![Part::Text("Un\ndeux\n\ntrois".into())] };
        assert!(lines.html().contains("<p>Un<br>deux</p><p>trois</p>"), "{}", lines.html());
        assert!(html.contains("<a href=\"https://crm.example/?a=1&amp;b=&quot;2&quot;\">Ouvrir</a>"), "{html}");
    }
}

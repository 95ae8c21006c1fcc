//! How a document looks, within the built-in templates and those of the firm.

use serde::{Deserialize, Serialize};

/// Where the logo stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogoPosition {
    /// At the left, above the firm's address.
    #[default]
    Left,
    /// In the middle, above everything.
    Center,
    /// At the right, above the document's name.
    Right,
}

/// The room around what an A4 sheet says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Geometry {
    /// Millimetres; on later pages the name of the document stands within.
    pub margin_top: u16,
    /// Millimetres.
    pub margin_right: u16,
    /// Millimetres; the foot of the page stands within.
    pub margin_bottom: u16,
    /// Millimetres.
    pub margin_left: u16,
    /// Height that the head of the first page takes at least, in pixels of 1/96 inch.
    pub header_height: u16,
    /// Height that the foot of a page takes at least, in pixels of 1/96 inch.
    pub footer_height: u16,
}

impl Default for Geometry {
    fn default() -> Self {
        Self {
            margin_top: 20,
            margin_right: 15,
            margin_bottom: 20,
            margin_left: 15,
            header_height: 80,
            footer_height: 60,
        }
    }
}

/// How a document looks.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Appearance {
    /// PNG, JPEG, GIF or SVG: see [`logo_media_type`].
    #[serde(with = "bytes", skip_serializing_if = "Option::is_none")]
    pub logo: Option<Vec<u8>>,
    /// Where the logo stands.
    pub logo_position: LogoPosition,
    /// The room around what it says.
    pub geometry: Geometry,
    /// Colour of titles, `#rrggbb`; the house's when absent.
    pub primary_color: Option<String>,
    /// Colour of rules and grounds, `#rrggbb`; the house's when absent.
    pub secondary_color: Option<String>,
    /// Words above the document.
    pub header: Option<String>,
    /// Words below it.
    pub footer: Option<String>,
    /// General conditions, after everything else.
    pub conditions: Option<String>,
    /// How to pay, beside the account.
    pub payment_instructions: Option<String>,
}

/// The media type of a picture that can be a logo, by its first bytes: PNG, JPEG, GIF (of
/// which the first picture is printed) or SVG.
#[must_use]
pub fn logo_media_type(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some("image/png");
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Some("image/jpeg");
    }
    if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        return Some("image/gif");
    }
    let head = String::from_utf8_lossy(bytes.get(..1024).unwrap_or(bytes)).into_owned();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    (head.starts_with('<') && head.contains("<svg")).then_some("image/svg+xml")
}

/// Bytes in JSON: base64.
mod bytes {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

    pub(super) fn serialize<S: Serializer>(bytes: &Option<Vec<u8>>, serializer: S) -> Result<S::Ok, S::Error> {
        match bytes {
            Some(bytes) => serializer.serialize_some(&STANDARD.encode(bytes)),
            None => serializer.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<u8>>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| STANDARD.decode(text).map_err(D::Error::custom)).transpose()
    }
}

//! The logo of the firm.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use db::schema::stored_files;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::{
    Result,
    operations::{logo, validate::Checks},
};

/// Bytes of a logo.
const MOST_LOGO_BYTES: usize = 512 * 1024;

/// The logo as `data:image/png;base64,…`.
///
/// # Errors
/// Those of the database.
pub async fn logo_text(conn: &mut AsyncPgConnection, id: Uuid) -> Result<Option<String>> {
    let file: Option<(String, Vec<u8>)> = stored_files::table
        .find(id)
        .select((stored_files::media_type, stored_files::content))
        .first(conn)
        .await
        .optional()?;
    Ok(file.map(|(media_type, content)| format!("data:{media_type};base64,{}", STANDARD.encode(content))))
}

/// The bytes of a picture that documents can show.
pub(super) fn picture(checks: &mut Checks, text: &str) -> Option<(&'static str, Vec<u8>)> {
    const FIELD: &str = "logo";
    let content = text.strip_prefix("data:").and_then(|rest| rest.split_once(";base64,"));
    let Some(content) = content.and_then(|(_, content)| STANDARD.decode(content).ok()) else {
        checks.refuse(FIELD, "INVALID_FORMAT", "A picture is expected, as data:image/png;base64,….");
        return None;
    };
    if content.len() > MOST_LOGO_BYTES {
        checks.refuse(FIELD, "TOO_LARGE", format!("A logo has at most {} kB.", MOST_LOGO_BYTES / 1024));
        return None;
    }
    let Some(media_type) = documents::logo_media_type(&content) else {
        checks.refuse(FIELD, "INVALID_FILE", logo::NO_PICTURE);
        return None;
    };
    Some((media_type, content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logo_is_a_picture() {
        let mut checks = Checks::default();
        assert_eq!(
            picture(&mut checks, "data:image/svg+xml;base64,PHN2Zy8+").map(|(kind, _)| kind),
            Some("image/svg+xml")
        );
        assert!(checks.finish().is_ok());
        for text in ["", "data:image/png;base64,QUJD", "data:image/png;base64,?"] {
            let mut checks = Checks::default();
            assert!(picture(&mut checks, text).is_none(), "{text}");
            assert!(checks.finish().is_err(), "{text}");
        }
    }
}

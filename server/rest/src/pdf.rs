//! Documents as they are handed out.

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use uuid::Uuid;

use super::{Result, version};
use crm::{Context, answer::Problem, auth::csrf, operations::document::Pdf, replica};

/// Readers inside browsers lay out the page themselves; nothing else runs in it, and only our own pages frame it.
const POLICY: &str = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; \
     base-uri 'none'; form-action 'none'";

/// What is asked of the file of a quote or an invoice.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(super) struct PdfQuery {
    /// Another template for a draft. What was sent or issued stays as it was made.
    pub(super) template_id: Option<Uuid>,
    /// To be shown by the browser; otherwise it is an attachment.
    #[serde(default)]
    #[param(default = false)]
    pub(super) inline: bool,
    /// Whether it is mailed too, to the address on record; a quote that is a draft is sent by it.
    #[serde(default)]
    #[param(default = false)]
    pub(super) email: bool,
}

/// What is asked of a kept file.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(super) struct KeptQuery {
    /// To be saved, not shown.
    #[serde(default)]
    #[param(default = false)]
    pub(super) download: bool,
}

/// A document under the name that programs of the original's interface know: `Invoice-INV2026110012.pdf`.
pub(super) fn named(what: &str, pdf: Pdf) -> Pdf {
    // What has no number yet is called by its kind.
    let number = ["Devis-", "Commande-", "Facture-", "Avoir-"].iter().find_map(|kind| pdf.file_name.strip_prefix(kind));
    Pdf { file_name: format!("{what}-{}", number.unwrap_or(&pdf.file_name)), ..pdf }
}

/// Checks that a request whose method only reads may send a mail: it comes from our own pages or from no browser.
///
/// # Errors
/// It comes from another site.
pub(super) fn may_mail(ctx: &Context, headers: &HeaderMap) -> Result<()> {
    replica::this_request_writes();
    let refused =
        |refusal: csrf::CrossSite| Problem::new(StatusCode::FORBIDDEN, "CROSS_SITE_REQUEST", refusal.to_string());
    csrf::check(&Method::POST, headers, &ctx.app.config).map_err(refused)
}

/// The answer with the bytes of a document, to be shown or saved; without them where the caller has them already.
pub(super) fn answer(headers: &HeaderMap, pdf: Pdf, shown: bool) -> Response {
    let Pdf { file_name, content, sha256 } = pdf;
    let mut response = if version::is_known(headers, &sha256) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"))], content).into_response()
    };
    let way = if shown { "inline" } else { "attachment" };
    let texts = [
        (header::ETAG, format!("\"{sha256}\"")),
        // The name is of letters, digits, dots and hyphens.
        (header::CONTENT_DISPOSITION, format!("{way}; filename=\"{file_name}\"")),
    ];
    let answered = response.headers_mut();
    for (name, text) in texts {
        if let Ok(value) = HeaderValue::from_str(&text) {
            answered.insert(name, value);
        }
    }
    answered.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    answered.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    answered.insert(HeaderName::from_static("x-frame-options"), HeaderValue::from_static("SAMEORIGIN"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pdf() -> Pdf {
        Pdf { file_name: "INV1.pdf".into(), content: b"%PDF-1.7".to_vec(), sha256: "0a1b".into() }
    }

    #[test]
    fn a_document_is_shown_by_our_own_pages_alone() {
        let response = answer(&HeaderMap::new(), pdf(), true);
        let header = |name: &str| response.headers()[name].to_str().unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(header("content-disposition"), "inline; filename=\"INV1.pdf\"");
        assert_eq!((header("etag"), header("cache-control")), ("\"0a1b\"", "private, no-cache"));
        assert!(header("content-security-policy").contains("frame-ancestors 'self'"));
        assert_eq!(header("x-frame-options"), "SAMEORIGIN");
        let saved = answer(&HeaderMap::new(), named("Invoice", pdf()), false);
        assert_eq!(saved.headers()["content-disposition"], "attachment; filename=\"Invoice-INV1.pdf\"");
        let draft = named("Invoice", Pdf { file_name: "Facture-brouillon.pdf".into(), ..pdf() });
        assert_eq!(draft.file_name, "Invoice-brouillon.pdf");
    }

    #[test]
    fn what_the_caller_has_is_not_sent_again() {
        let known = HeaderMap::from_iter([(header::IF_NONE_MATCH, HeaderValue::from_static("\"0a1b\""))]);
        assert_eq!(answer(&known, pdf(), false).status(), 304);
        let other = HeaderMap::from_iter([(header::IF_NONE_MATCH, HeaderValue::from_static("\"0a1c\""))]);
        assert_eq!(answer(&other, pdf(), false).status(), 200);
    }
}

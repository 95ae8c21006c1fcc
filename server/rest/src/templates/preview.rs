//! What a document looks like with a template.

use axum::{
    http::{HeaderMap, header},
    response::{Html, IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::{
    Result,
    extract::{Id, Signed},
};
use crm::operations::template;

/// See a document
///
/// An invented one, marked as a draft, by the template: a page that holds the PDF, or the PDF itself with
/// `Accept: application/pdf`.
#[utoipa::path(
    get, path = "/api/templates/{id}/preview", tag = "templates", operation_id = "previewTemplate",
    params(("id" = Uuid, Path, description = "The template")),
    responses((status = 200, description = "The page", body = String, content_type = "text/html")),
    security(("bearer" = []))
)]
pub(super) async fn preview(signed: Signed, id: Id, headers: HeaderMap) -> Result<Response> {
    shown(signed, id, headers).await
}

/// See a document, by POST
///
/// As by GET.
#[utoipa::path(
    post, path = "/api/templates/{id}/preview", tag = "templates", operation_id = "previewTemplateByPost",
    params(("id" = Uuid, Path, description = "The template")),
    responses((status = 200, description = "The page", body = String, content_type = "text/html")),
    security(("bearer" = []))
)]
pub(super) async fn preview_by_post(signed: Signed, id: Id, headers: HeaderMap) -> Result<Response> {
    shown(signed, id, headers).await
}

async fn shown(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    template::may_read(&ctx.viewer)?;
    let row = {
        let mut conn = ctx.db().await?;
        template::find(&mut conn, id).await?
    };
    let name = row.values.name.clone();
    let pdf = template::preview_of(&ctx, row).await?.document()?;
    let wanted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if wanted.trim().eq_ignore_ascii_case("application/pdf") {
        return Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response());
    }
    // The page loads nothing but the document that it holds.
    let policy = "default-src 'none'; object-src data:; frame-src data:; style-src 'unsafe-inline'";
    Ok(([(header::CONTENT_SECURITY_POLICY, policy)], Html(page(&name, &pdf))).into_response())
}

fn page(name: &str, pdf: &[u8]) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>{}</title>\
         <style>html, body, iframe {{ margin: 0; border: 0; width: 100%; height: 100% }}</style></head>\
         <body><iframe title=\"{0}\" src=\"data:application/pdf;base64,{}\"></iframe></body></html>",
        escaped(name),
        STANDARD.encode(pdf),
    )
}

/// A text inside of a page or of an attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_no_part_of_the_page() {
        let page = page("<b> & \"co\"", b"%PDF");
        assert!(page.contains("<title>&lt;b&gt; &amp; &quot;co&quot;</title>"), "{page}");
        assert!(page.contains("base64,JVBERg=="), "{page}");
    }
}

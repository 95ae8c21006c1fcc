//! How a document looks: by the template that it names, else by the default of its kind, else by the newest active one of
//! its kind, else as the program makes it.

use chrono::{DateTime, Utc};
use db::{
    rows::{FirmValues, Template, TemplateValues},
    schema::{document_templates, template_versions},
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use documents::{Appearance, Geometry};
use domain::billing::{DocumentType, LogoPosition, TemplateType};
use uuid::Uuid;

use crate::{
    Result,
    operations::{stored_file, template},
};

/// How a document looks.
#[derive(Debug, Clone, Default)]
pub(in crate::operations) struct Look {
    /// The template, if there is one.
    pub(super) template: Option<Named>,
    /// Its Typst source; without one, the program's own.
    pub(super) source: Option<String>,
    /// Logo, colours and words of the firm.
    pub(super) appearance: Appearance,
}

/// What is noted of a template.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) id: Uuid,
    pub(super) name: String,
    /// Version of the source, if it has one of its own.
    pub(super) version: Option<i32>,
}

/// When a document got its look.
#[derive(Debug, Clone, Copy)]
pub(in crate::operations) enum At {
    /// Now: without a template it takes the usual one of its kind.
    Now,
    /// When it was issued: by the template that it names, as its source was then.
    Issue(DateTime<Utc>),
}

/// The look of a document.
///
/// # Errors
/// There is no such template; those of the database.
pub(in crate::operations) async fn look(
    conn: &mut AsyncPgConnection,
    document: DocumentType,
    named: Option<Uuid>,
    at: At,
    firm: &FirmValues,
) -> Result<Look> {
    let row = match (named, at) {
        (Some(id), _) => Some(template::find_any(conn, id).await?),
        (None, At::Now) => usual(conn, document).await?,
        (None, At::Issue(_)) => None,
    };
    let Some(row) = row else {
        let appearance = Appearance { logo: logo(conn, firm.logo_file_id).await?, ..Appearance::default() };
        return Ok(Look { appearance, ..Look::default() });
    };
    let (source, version) = source(conn, &row, at).await?;
    let logo = logo(conn, row.values.logo_file_id.or(firm.logo_file_id)).await?;
    let appearance = appearance(&row.values, logo);
    Ok(Look { template: Some(Named { id: row.id, name: row.values.name, version }), source, appearance })
}

/// What a template says besides its source.
pub(in crate::operations) fn appearance(values: &TemplateValues, logo: Option<Vec<u8>>) -> Appearance {
    Appearance {
        logo,
        logo_position: match values.logo_position {
            LogoPosition::TopLeft | LogoPosition::HeaderLeft => documents::LogoPosition::Left,
            LogoPosition::TopCenter => documents::LogoPosition::Center,
            LogoPosition::TopRight | LogoPosition::HeaderRight => documents::LogoPosition::Right,
        },
        geometry: geometry(values),
        primary_color: values.primary_color.clone(),
        secondary_color: values.secondary_color.clone(),
        header: values.custom_header.clone(),
        footer: values.custom_footer.clone(),
        conditions: values.terms_and_conditions.clone(),
        payment_instructions: values.payment_instructions.clone(),
    }
}

fn geometry(values: &TemplateValues) -> Geometry {
    // The database keeps them between 0 and 200.
    let size = |value: i32| u16::try_from(value).unwrap_or_default();
    Geometry {
        margin_top: size(values.margin_top),
        margin_right: size(values.margin_right),
        margin_bottom: size(values.margin_bottom),
        margin_left: size(values.margin_left),
        header_height: size(values.header_height),
        footer_height: size(values.footer_height),
    }
}

/// The picture of a logo.
async fn logo(conn: &mut AsyncPgConnection, id: Option<Uuid>) -> Result<Option<Vec<u8>>> {
    match id {
        Some(id) => Ok(Some(stored_file::content(conn, id).await?)),
        None => Ok(None),
    }
}

/// The template for a file that names none: the default, one of its own kind before one that serves several; without a
/// default the newest that serves it.
async fn usual(conn: &mut AsyncPgConnection, document: DocumentType) -> Result<Option<Template>> {
    let serving = TemplateType::ALL.iter().copied().filter(|kind| kind.serves(document));
    let both = document_templates::type_.eq(TemplateType::Both);
    Ok(document_templates::table
        .filter(document_templates::is_active)
        .filter(document_templates::deleted_at.is_null())
        .filter(document_templates::type_.eq_any(serving.map(TemplateType::name)))
        .order((
            document_templates::is_default.desc(),
            // Between two defaults alone: false stands before true.
            document_templates::is_default.and(both).asc(),
            document_templates::created_at.desc(),
            document_templates::id.desc(),
        ))
        .select(Template::as_select())
        .first(conn)
        .await
        .optional()?)
}

/// The source in force, with its version.
async fn source(conn: &mut AsyncPgConnection, row: &Template, at: At) -> Result<(Option<String>, Option<i32>)> {
    let of_template = template_versions::table
        .filter(template_versions::template_id.eq(row.id))
        .order(template_versions::version.desc())
        .select((template_versions::source, template_versions::version));
    let in_force: Option<(String, i32)> = match at {
        At::Issue(then) if row.updated_at > then => {
            of_template.filter(template_versions::created_at.le(then)).first(conn).await.optional()?
        }
        At::Issue(_) | At::Now => match &row.values.source {
            None => None,
            Some(source) => {
                let version: Option<(String, i32)> = of_template.first(conn).await.optional()?;
                version.map(|(_, version)| (source.clone(), version))
            }
        },
    };
    Ok(in_force.map_or((None, None), |(source, version)| (Some(source), Some(version))))
}

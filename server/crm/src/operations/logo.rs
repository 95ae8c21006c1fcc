//! Logos: pictures that documents bear, kept once whatever their number of uses.

use chrono::{DateTime, Utc};
use db::schema::stored_files;
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use documents::{Kind, RenderProblem, RenderRequest};
use domain::Permission;
use serde_json::{Map, json};
use uuid::Uuid;

use super::{
    template::ENTITY,
    write::{Event, announce},
};
use crate::{Context, Error, Result};

/// Bytes of a logo, at most.
pub const LARGEST: usize = 5 << 20;

/// What is said of a file that is no logo.
pub const NO_PICTURE: &str = "Send a picture in PNG, JPEG, GIF or SVG.";

/// Logos of a list, at most.
const MOST: i64 = 1_000;

/// A logo, its picture apart.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = stored_files, check_for_backend(diesel::pg::Pg))]
pub struct Logo {
    /// Its id.
    pub id: Uuid,
    /// `image/png`, `image/jpeg`, `image/gif`, `image/svg+xml`.
    pub media_type: String,
    /// Its size.
    pub byte_size: i32,
    /// When it came in.
    pub created_at: DateTime<Utc>,
}

impl Logo {
    /// The name that it is fetched by.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{}.{}", self.id, extension(&self.media_type))
    }

    /// The address that it is fetched from.
    #[must_use]
    pub fn url(&self) -> String {
        format!("/api/templates/logos/{}", self.file_name())
    }
}

fn extension(media_type: &str) -> &'static str {
    match media_type {
        "image/jpeg" => "jpg",
        "image/svg+xml" => "svg",
        "image/gif" => "gif",
        _ => "png",
    }
}

/// Prints an invented invoice with a picture: one that cannot be read to its end would keep every document from being
/// made. Takes as long as that: not to be called while rows are locked.
///
/// # Errors
/// [`Error::Invalid`] at `logo`; [`Error::NoDocuments`].
pub async fn check_printable(ctx: &Context, picture: &[u8]) -> Result<()> {
    let mut document = documents::sample(Kind::Invoice);
    document.is_draft = true;
    document.appearance.logo = Some(picture.to_vec());
    let problem = match ctx.app.renderer.render(&RenderRequest { document, template: None }).await {
        Ok(_) => return Ok(()),
        Err(problem) => problem,
    };
    let refused = |code, message: String| Err(Error::invalid("logo", code, message));
    match problem {
        RenderProblem::Template(mistakes) => {
            let why = match mistakes.as_slice() {
                [mistake, ..] => format!(" ({})", mistake.message),
                [] => String::new(),
            };
            refused("INVALID_FILE", format!("The picture cannot be printed{why}. {NO_PICTURE}"))
        }
        RenderProblem::TooSlow => refused("TOO_SLOW", "The picture takes too long to print.".to_owned()),
        RenderProblem::TooLarge => refused("TOO_LARGE", "The picture takes too much memory to print.".to_owned()),
        RenderProblem::Unavailable(_) => Err(Error::NoDocuments),
        problem @ RenderProblem::Invalid(_) => Err(Error::Internal(problem.into())),
    }
}

/// Keeps a picture.
///
/// # Errors
/// No right, too large, or no picture that documents can bear.
pub async fn keep(ctx: &Context, picture: &[u8]) -> Result<Logo> {
    ctx.viewer.may_write(ENTITY, Permission::ManageTemplates)?;
    if picture.len() > LARGEST {
        return Err(Error::invalid("logo", "TOO_LARGE", "A logo has 5 MB at most."));
    }
    let Some(media_type) = documents::logo_media_type(picture) else {
        return Err(Error::invalid("logo", "INVALID_FILE", NO_PICTURE));
    };
    check_printable(ctx, picture).await?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let inserted: Option<Logo> = diesel::insert_into(stored_files::table)
                .values((
                    stored_files::id.eq(Uuid::now_v7()),
                    stored_files::media_type.eq(media_type),
                    stored_files::content.eq(picture),
                ))
                .on_conflict_do_nothing()
                .returning(Logo::as_returning())
                .get_result(conn)
                .await
                .optional()?;
            let Some(logo) = inserted else {
                return same(conn, picture).await;
            };
            let size = json!({ "old": null, "new": logo.byte_size });
            let changes = Map::from_iter([("byteSize".to_owned(), size)]);
            let name = "template.logo_uploaded";
            let event =
                Event { name, entity: ENTITY, id: logo.id, institution_id: None, changes: &changes, public: false };
            announce(conn, ctx, event).await?;
            Ok(logo)
        })
        .await
}

/// The picture is there already.
async fn same(conn: &mut AsyncPgConnection, picture: &[u8]) -> Result<Logo> {
    use sha2::{Digest, Sha256};
    let hash = Sha256::digest(picture).to_vec();
    Ok(stored_files::table.filter(stored_files::sha256.eq(hash)).select(Logo::as_select()).first(conn).await?)
}

/// The logos, the latest first: at most 1 000.
///
/// # Errors
/// Those of the database.
pub async fn list(conn: &mut AsyncPgConnection) -> Result<Vec<Logo>> {
    let pictures = stored_files::table.filter(stored_files::media_type.like("image/%"));
    let latest = pictures.order((stored_files::created_at.desc(), stored_files::id.desc())).limit(MOST);
    Ok(latest.select(Logo::as_select()).load(conn).await?)
}

/// A logo that is there.
///
/// # Errors
/// [`Error::NotFound`]; no other file is found here.
pub async fn find(conn: &mut AsyncPgConnection, id: Uuid) -> Result<Logo> {
    let picture = stored_files::table.find(id).filter(stored_files::media_type.like("image/%"));
    picture.select(Logo::as_select()).first(conn).await.optional()?.ok_or(Error::NotFound("logo"))
}

/// A logo with its picture.
///
/// # Errors
/// As [`find`].
pub async fn picture(conn: &mut AsyncPgConnection, id: Uuid) -> Result<(Logo, Vec<u8>)> {
    let picture = stored_files::table.find(id).filter(stored_files::media_type.like("image/%"));
    let found = picture.select((Logo::as_select(), stored_files::content)).first(conn).await.optional()?;
    found.ok_or(Error::NotFound("logo"))
}

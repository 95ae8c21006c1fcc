//! Relay connections without a future for each row.

use std::{borrow::Cow, ops::Range, sync::Arc};

use async_graphql::{
    Context, ContextSelectionSet, Error, OutputType, Positioned, ServerError, ServerResult, SimpleObject, TypeName,
    Value, parser::types::Field, registry::Registry,
};

use super::{
    One, Row, Rows, WriteJson as _,
    collect::{Collected, collect_fields},
    json::{close_object, write_list},
    level::{Failures, Level, Values, leading_key},
    output::finish,
    place::{Marks, Place},
    relation::by_parent,
};

/// The parts of a connection that a query asks for, so that a loader does no more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Rows, under `nodes` or `edges`.
    pub rows: bool,
    /// Cursors of edges, or the first and last one for `pageInfo`.
    pub cursors: bool,
    /// `hasNextPage` or `hasPreviousPage`.
    pub page_info: bool,
    /// `totalCount`.
    pub total: bool,
}

impl Wanted {
    /// Reads the selection of a field whose type is a connection.
    #[must_use]
    pub fn of(field: &Context<'_>) -> Self {
        let mut wanted = Self::default();
        for part in field.field().selection_set() {
            match part.name() {
                "nodes" => wanted.rows = true,
                "edges" => {
                    wanted.rows = true;
                    wanted.cursors |= part.selection_set().any(|part| part.name() == "cursor");
                }
                "pageInfo" => part.selection_set().for_each(|part| match part.name() {
                    "startCursor" | "endCursor" => wanted.cursors = true,
                    "hasNextPage" | "hasPreviousPage" => wanted.page_info = true,
                    _ => {}
                }),
                "totalCount" => wanted.total = true,
                _ => {}
            }
        }
        wanted
    }

    /// The statement for rows is needed: for rows, or for what the ends of the page tell.
    #[must_use]
    pub fn needs_rows(self) -> bool {
        self.rows || self.cursors || self.page_info
    }
}

/// One page as its loader found it. What was not [`Wanted`] may be left at its default.
#[derive(Debug, Clone)]
pub struct PageOf<T> {
    /// The rows, in order.
    pub rows: Vec<T>,
    /// A cursor for each row.
    pub cursors: Vec<String>,
    /// There are rows after the last one.
    pub has_next: bool,
    /// There are rows before the first one.
    pub has_previous: bool,
    /// Number of rows without paging.
    pub total: Option<i64>,
}

impl<T> Default for PageOf<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), cursors: Vec::new(), has_next: false, has_previous: false, total: None }
    }
}

/// What a resolver returns for a connection: `<T>Connection` with `<T>Edge` in the schema.
pub struct Connection<T> {
    rows: Arc<Vec<T>>,
    ends: Arc<[Ends]>,
}

/// What is known of a page besides its rows.
struct Ends {
    cursors: Vec<String>,
    has_next: bool,
    has_previous: bool,
    total: Option<i64>,
}

impl<T> PageOf<T> {
    fn split(self) -> (Vec<T>, Ends) {
        let Self { rows, cursors, has_next, has_previous, total } = self;
        (rows, Ends { cursors, has_next, has_previous, total })
    }
}

impl<T> From<PageOf<T>> for Connection<T> {
    fn from(page: PageOf<T>) -> Self {
        let (rows, ends) = page.split();
        Self { rows: Arc::new(rows), ends: Arc::new([ends]) }
    }
}

/// Where the reader of a list stands.
#[derive(SimpleObject)]
pub struct PageInfo {
    /// Are there items after the last one of this page?
    has_next_page: bool,
    /// Are there items before the first one of this page?
    has_previous_page: bool,
    /// Cursor of the first item.
    start_cursor: Option<String>,
    /// Cursor of the last item.
    end_cursor: Option<String>,
}

/// An item of a list, with its cursor.
#[derive(SimpleObject)]
#[graphql(name_type)]
struct Edge<T: Row> {
    /// The item.
    node: One<T>,
    /// Where the item stands, for `after` and `before`.
    cursor: String,
}

/// A page of a list.
#[derive(SimpleObject)]
#[graphql(name_type)]
struct ConnectionFields<T: Row> {
    /// The items with their cursors.
    edges: Vec<Edge<T>>,
    /// The items.
    nodes: Rows<T>,
    /// Where this page stands in the list.
    page_info: PageInfo,
    /// Number of items without paging; counted only when asked for.
    total_count: i32,
}

impl<T: Row> TypeName for Edge<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Edge", T::type_name()).into()
    }
}

impl<T: Row> TypeName for ConnectionFields<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Connection", T::type_name()).into()
    }
}

impl<T: Row> OutputType for Connection<T> {
    fn type_name() -> Cow<'static, str> {
        <ConnectionFields<T> as TypeName>::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        ConnectionFields::<T>::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _field: &Positioned<Field>) -> ServerResult<Value> {
        let marks = Marks::default();
        let place = Place::top(ctx.path_node.as_ref(), false);
        let all: Arc<[Range<usize>]> = std::iter::once(0..self.rows.len()).collect();
        let pages = Pages::load(&marks, ctx, Arc::clone(&self.rows), all, Arc::clone(&self.ends), &place).await;
        finish(ctx, &marks, pages, |pages, out| pages.write(0, out))
    }
}

/// Pages of all parents of a level, with the levels of their rows.
pub(super) struct Pages<T> {
    of: Arc<[Range<usize>]>,
    ends: Arc<[Ends]>,
    steps: Vec<(Vec<u8>, Part<T>)>,
}

enum Part<T> {
    Nodes(Level<T>),
    Edges(Vec<(Vec<u8>, EdgePart<T>)>),
    PageInfo(Vec<(Vec<u8>, Info)>),
    TotalCount,
    Typename(Cow<'static, str>),
}

enum EdgePart<T> {
    Node(Level<T>),
    Cursor,
    Typename(Cow<'static, str>),
}

#[derive(Clone, Copy)]
enum Info {
    HasNextPage,
    HasPreviousPage,
    StartCursor,
    EndCursor,
    Typename,
}

impl<T: Row> Pages<T> {
    /// One page for each parent.
    pub(super) async fn of_parents(
        marks: &Marks,
        ctx: &ContextSelectionSet<'_>,
        pages: Vec<PageOf<T>>,
        place: &Place,
    ) -> ServerResult<(Self, Failures)> {
        let mut rows = Vec::with_capacity(pages.iter().map(|page| page.rows.len()).sum());
        let mut of = Vec::with_capacity(pages.len());
        let mut ends = Vec::with_capacity(pages.len());
        for page in pages {
            let (page_rows, page_ends) = page.split();
            of.push(rows.len()..rows.len() + page_rows.len());
            rows.extend(page_rows);
            ends.push(page_ends);
        }
        Self::load(marks, ctx, Arc::new(rows), of.into(), ends.into(), place).await
    }

    async fn load(
        marks: &Marks,
        ctx: &ContextSelectionSet<'_>,
        rows: Arc<Vec<T>>,
        of: Arc<[Range<usize>]>,
        ends: Arc<[Ends]>,
        place: &Place,
    ) -> ServerResult<(Self, Failures)> {
        let type_name = <ConnectionFields<T> as TypeName>::type_name();
        let fields = collect_fields(ctx, &type_name)?;
        let mut steps = Vec::with_capacity(fields.len());
        let mut failures = Failures::new();
        for (n, field) in fields.iter().enumerate() {
            let key = &field.node.response_key().node;
            let selection = ctx.with_selection_set(&field.node.selection_set);
            let part = match field.node.name.node.as_str() {
                "nodes" => {
                    let place = place.field(key).items(Arc::clone(&of));
                    let (level, failed) = Level::load(marks, &selection, Arc::clone(&rows), place).await?;
                    failures.extend(by_parent(&of, failed));
                    Part::Nodes(level)
                }
                "edges" => {
                    let place = place.field(key).items(Arc::clone(&of));
                    let (parts, failed) = edge_parts(marks, &selection, &rows, &place).await?;
                    failures.extend(by_parent(&of, failed));
                    Part::Edges(parts)
                }
                "pageInfo" => Part::PageInfo(info_parts(&selection)?),
                "totalCount" if ends.iter().any(|ends| ends.total.is_none()) => {
                    return Err(incomplete("a total", field));
                }
                "totalCount" => Part::TotalCount,
                _ => Part::Typename(type_name.clone()),
            };
            steps.push((leading_key(n, key), part));
        }
        Ok((Self { of, ends, steps }, failures))
    }
}

async fn edge_parts<T: Row>(
    marks: &Marks,
    ctx: &ContextSelectionSet<'_>,
    rows: &Arc<Vec<T>>,
    place: &Place,
) -> ServerResult<(Vec<(Vec<u8>, EdgePart<T>)>, Failures)> {
    let type_name = <Edge<T> as TypeName>::type_name();
    let mut failures = Failures::new();
    let mut parts = Vec::new();
    for (n, field) in collect_fields(ctx, &type_name)?.iter().enumerate() {
        let key = &field.node.response_key().node;
        let part = match field.node.name.node.as_str() {
            "node" => {
                let selection = ctx.with_selection_set(&field.node.selection_set);
                let (level, failed) = Level::load(marks, &selection, Arc::clone(rows), place.field(key)).await?;
                failures.extend(failed);
                EdgePart::Node(level)
            }
            "cursor" => EdgePart::Cursor,
            _ => EdgePart::Typename(type_name.clone()),
        };
        parts.push((leading_key(n, key), part));
    }
    Ok((parts, failures))
}

fn info_parts(ctx: &ContextSelectionSet<'_>) -> ServerResult<Vec<(Vec<u8>, Info)>> {
    let fields = collect_fields(ctx, "PageInfo")?;
    let parts = fields.iter().enumerate().map(|(n, field)| {
        let info = match field.node.name.node.as_str() {
            "hasNextPage" => Info::HasNextPage,
            "hasPreviousPage" => Info::HasPreviousPage,
            "startCursor" => Info::StartCursor,
            "endCursor" => Info::EndCursor,
            _ => Info::Typename,
        };
        (leading_key(n, &field.node.response_key().node), info)
    });
    Ok(parts.collect())
}

/// A loader left out what was wanted: a defect of the program.
fn incomplete(what: &str, field: &Collected<'_>) -> ServerError {
    Error::from(std::io::Error::other(format!("the page was loaded without {what}"))).into_server_error(field.pos)
}

impl<T: Row> Values for Pages<T> {
    fn write(&self, page: usize, out: &mut Vec<u8>) {
        let (rows, ends) = (self.of[page].clone(), &self.ends[page]);
        for (key, part) in &self.steps {
            out.extend_from_slice(key);
            match part {
                Part::Nodes(level) => write_list(rows.clone(), out, |row, out| level.write(row, out)),
                Part::Edges(parts) => write_list(rows.clone(), out, |row, out| {
                    let cursor = ends.cursors.get(row - rows.start).map_or("", String::as_str);
                    write_edge(parts, row, cursor, out);
                }),
                Part::PageInfo(parts) => write_info(parts, ends, out),
                Part::TotalCount => ends.total.write_json(out),
                Part::Typename(name) => name.write_json(out),
            }
        }
        close_object(self.steps.is_empty(), out);
    }
}

fn write_edge<T: Row>(parts: &[(Vec<u8>, EdgePart<T>)], row: usize, cursor: &str, out: &mut Vec<u8>) {
    for (key, part) in parts {
        out.extend_from_slice(key);
        match part {
            EdgePart::Node(level) => level.write(row, out),
            EdgePart::Cursor => cursor.write_json(out),
            EdgePart::Typename(name) => name.write_json(out),
        }
    }
    close_object(parts.is_empty(), out);
}

fn write_info(parts: &[(Vec<u8>, Info)], ends: &Ends, out: &mut Vec<u8>) {
    for (key, info) in parts {
        out.extend_from_slice(key);
        match info {
            Info::HasNextPage => ends.has_next.write_json(out),
            Info::HasPreviousPage => ends.has_previous.write_json(out),
            Info::StartCursor => ends.cursors.first().write_json(out),
            Info::EndCursor => ends.cursors.last().write_json(out),
            Info::Typename => "PageInfo".write_json(out),
        }
    }
    close_object(parts.is_empty(), out);
}

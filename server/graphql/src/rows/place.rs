//! Where rows stand in the answer: paths of errors, worked out only when something fails.

use std::{
    ops::Range,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use async_graphql::{PathSegment, QueryPathNode, QueryPathSegment, ServerError, context::QueryEnv};

/// The path of each row of a level.
#[derive(Clone)]
pub(super) struct Place(Arc<dyn Fn(usize) -> Vec<PathSegment> + Send + Sync>);

impl Place {
    /// The rows of a list, or the one row, at the top of what is written level by level.
    pub(super) fn top(field: Option<&QueryPathNode<'_>>, list: bool) -> Self {
        let prefix = segments(field);
        Self(Arc::new(move |row| {
            let mut path = prefix.clone();
            if list {
                path.push(PathSegment::Index(row));
            }
            path
        }))
    }

    /// The fields `key` of these rows.
    pub(super) fn field(&self, key: &str) -> Self {
        let (above, key) = (self.clone(), key.to_owned());
        Self(Arc::new(move |row| {
            let mut path = above.path(row);
            path.push(PathSegment::Field(key.clone()));
            path
        }))
    }

    /// Rows that stand as items of lists at this place: `of` gives each list its rows.
    pub(super) fn items(&self, of: Arc<[Range<usize>]>) -> Self {
        let above = self.clone();
        Self(Arc::new(move |row| {
            let Some(list) = of.iter().position(|rows| rows.contains(&row)) else { return Vec::new() };
            let mut path = above.path(list);
            path.push(PathSegment::Index(row - of[list].start));
            path
        }))
    }

    /// Rows that stand alone at this place; the first of those that share a row speaks for it.
    pub(super) fn singles(&self, of: Arc<[Option<usize>]>) -> Self {
        let above = self.clone();
        Self(Arc::new(move |row| {
            of.iter().position(|child| *child == Some(row)).map_or(Vec::new(), |at| above.path(at))
        }))
    }

    /// Rows that stand at these rows of this place.
    pub(super) fn renumbered(&self, positions: Arc<[usize]>) -> Self {
        let above = self.clone();
        Self(Arc::new(move |row| above.path(positions[row])))
    }

    pub(super) fn path(&self, row: usize) -> Vec<PathSegment> {
        (self.0)(row)
    }
}

fn segments(node: Option<&QueryPathNode<'_>>) -> Vec<PathSegment> {
    let Some(node) = node else { return Vec::new() };
    let mut path: Vec<_> = std::iter::once(node)
        .chain(node.parents())
        .map(|node| match node.segment {
            QueryPathSegment::Name(name) => PathSegment::Field(name.to_owned()),
            QueryPathSegment::Index(index) => PathSegment::Index(index),
        })
        .collect();
    path.reverse();
    path
}

/// Levels whose rows go through ordinary resolvers. A path in async-graphql is a list of borrowed nodes, too dear to
/// make for each row that succeeds: such resolvers are given a mark in its stead, and the paths of the errors that
/// bear one are put right at the end.
#[derive(Default)]
pub(super) struct Marks(Mutex<Vec<(usize, Place)>>);

/// No list is as long: an index with this bit is a mark.
const MARK: usize = 1 << (usize::BITS - 1);
const ROW_BITS: u32 = usize::BITS / 2;
const LEVEL_MASK: usize = (1 << (usize::BITS - 1 - ROW_BITS)) - 1;

impl Marks {
    /// A level's mark, to be combined with the row's number.
    pub(super) fn add(&self, place: &Place) -> usize {
        // Unique in the process, because levels nest: an inner one must not take an outer one's mark for its own.
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let level = NEXT.fetch_add(1, Ordering::Relaxed) & LEVEL_MASK;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((level, place.clone()));
        MARK | (level << ROW_BITS)
    }

    /// The node to give to the resolvers of a row.
    pub(super) fn node(mark: usize, row: usize) -> QueryPathNode<'static> {
        QueryPathNode { parent: None, segment: QueryPathSegment::Index(mark | row) }
    }

    /// Puts an error's path right.
    pub(super) fn resolve(&self, error: &mut ServerError) {
        while let Some(&PathSegment::Index(mark)) = error.path.first()
            && mark & MARK != 0
        {
            let level = (mark & !MARK) >> ROW_BITS;
            let marks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let Some((_, place)) = marks.iter().find(|(known, _)| *known == level) else { return };
            error.path.splice(..1, place.path(mark & ((1 << ROW_BITS) - 1)));
        }
    }

    /// Puts the paths of the errors right that resolvers reported by themselves.
    pub(super) fn resolve_reported(&self, query: &QueryEnv) {
        if self.0.lock().unwrap_or_else(PoisonError::into_inner).is_empty() {
            return;
        }
        let mut errors = query.errors.lock().unwrap_or_else(PoisonError::into_inner);
        errors.iter_mut().for_each(|error| self.resolve(error));
    }
}

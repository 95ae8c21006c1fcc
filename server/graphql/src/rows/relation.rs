//! What a type's author says about a field that is loaded for all rows of a level at once.

use std::{collections::HashMap, future::Future, hash::Hash, ops::Range, sync::Arc};

use async_graphql::{Context, Error, InputType, ServerError, ServerResult};

use super::{
    Boxed, PageOf, Row, Wanted, WriteJson,
    connection::Pages,
    json::write_list,
    level::{Failures, Level, Loaded, Values},
    place::{Marks, Place},
};

/// What a relation's future answers.
pub type Loading<'a> = Boxed<'a, ServerResult<Loaded>>;

/// A field of the query on all rows of a level. One of [`list`](Self::list), [`one`](Self::one),
/// [`connection`](Self::connection), [`embedded`](Self::embedded) and [`computed`](Self::computed) finishes it.
pub struct Relation<'a, P> {
    pub(super) field: &'a Context<'a>,
    pub(super) rows: &'a [P],
    pub(super) marks: &'a Marks,
    pub(super) place: &'a Place,
}

impl<'a, P: Row> Relation<'a, P> {
    /// Name of the field in the schema.
    #[must_use]
    pub fn name(&self) -> &'a str {
        &self.field.item.node.name.node
    }

    /// The resolver's context: request data, arguments, selection.
    #[must_use]
    pub fn context(&self) -> &'a Context<'a> {
        self.field
    }

    /// The rows of the level: the parents.
    #[must_use]
    pub fn rows(&self) -> &'a [P] {
        self.rows
    }

    /// A key of each parent, for the statement that loads the children.
    pub fn keys<K>(&self, key: impl Fn(&P) -> K) -> Vec<K> {
        self.rows.iter().map(key).collect()
    }

    /// The keys that are there, each once: foreign keys that may be absent and shared.
    pub fn distinct_keys<K: Hash + Eq + Clone>(&self, key: impl Fn(&P) -> Option<K>) -> Vec<K> {
        let mut seen = std::collections::HashSet::new();
        self.rows.iter().filter_map(key).filter(|key| seen.insert(key.clone())).collect()
    }

    /// An argument of the field; declare it in the schema with the same name and type.
    ///
    /// # Errors
    /// The value does not parse as `V`.
    pub fn argument<V: InputType>(&self, name: &str) -> ServerResult<V> {
        self.field.param_value::<V>(name, None).map(|(_, value)| value)
    }

    /// Which parts of a connection the query asks for.
    #[must_use]
    pub fn wanted(&self) -> Wanted {
        Wanted::of(self.field)
    }

    /// `[C!]!`: children of all parents from one statement, in the statement's order within a parent.
    pub fn list<C: Row, K: Hash + Eq + Send, E: Into<Error>>(
        self,
        load: impl Future<Output = Result<Vec<C>, E>> + Send + 'a,
        parent_key: impl Fn(&P) -> K + Send + 'a,
        child_key: impl Fn(&C) -> K + Send + 'a,
    ) -> Loading<'a> {
        Box::pin(async move {
            let (children, of) = group(self.rows, self.check(load.await)?, parent_key, child_key);
            let of: Arc<[Range<usize>]> = of.into();
            let selection = self.field.with_selection_set(&self.field.item.node.selection_set);
            let place = self.place.items(Arc::clone(&of));
            let (level, failed) = Level::load(self.marks, &selection, Arc::new(children), place).await?;
            let failures = by_parent(&of, failed);
            Ok(Loaded { values: Box::new(Lists { of, level }), failures })
        })
    }

    /// `C`: at most one child for each parent. Parents may share a child (a foreign key) and need not have one.
    pub fn one<C: Row, K: Hash + Eq + Send, E: Into<Error>>(
        self,
        load: impl Future<Output = Result<Vec<C>, E>> + Send + 'a,
        parent_key: impl Fn(&P) -> Option<K> + Send + 'a,
        child_key: impl Fn(&C) -> K + Send + 'a,
    ) -> Loading<'a> {
        Box::pin(async move {
            let children = self.check(load.await)?;
            let of: Arc<[Option<usize>]> = {
                let by_key: HashMap<K, usize> =
                    children.iter().enumerate().map(|(n, child)| (child_key(child), n)).collect();
                self.rows.iter().map(|parent| by_key.get(&parent_key(parent)?).copied()).collect()
            };
            self.singles(children, of).await
        })
    }

    /// `C`: an object made of the parent row itself, such as an address.
    pub fn embedded<C: Row>(self, part: impl Fn(&P) -> Option<C>) -> Loading<'a> {
        let mut children = Vec::with_capacity(self.rows.len());
        let of = self.rows.iter().map(|row| {
            children.push(part(row)?);
            Some(children.len() - 1)
        });
        let of: Arc<[Option<usize>]> = of.collect();
        Box::pin(self.singles(children, of))
    }

    /// `CConnection!`: a page for each parent, in the order of the parents.
    pub fn connection<C: Row, E: Into<Error>>(
        self,
        load: impl Future<Output = Result<Vec<PageOf<C>>, E>> + Send + 'a,
    ) -> Loading<'a> {
        Box::pin(async move {
            let pages = self.check(load.await)?;
            if pages.len() != self.rows.len() {
                let problem = format!("{} pages were loaded for {} rows", pages.len(), self.rows.len());
                return Err(Error::from(std::io::Error::other(problem)).into_server_error(self.field.item.pos));
            }
            let selection = self.field.with_selection_set(&self.field.item.node.selection_set);
            let (pages, failures) = Pages::of_parents(self.marks, &selection, pages, self.place).await?;
            Ok(Loaded { values: Box::new(pages), failures })
        })
    }

    /// A scalar or a list of scalars for each parent, in the order of the parents: what follows from the row and the
    /// caller, or counts from one statement.
    pub fn computed<V: WriteJson + Send + Sync + 'static, E: Into<Error>>(
        self,
        values: impl Future<Output = Result<Vec<V>, E>> + Send + 'a,
    ) -> Loading<'a> {
        Box::pin(async move {
            let values = self.check(values.await)?;
            if values.len() != self.rows.len() {
                let problem = format!("{} values were computed for {} rows", values.len(), self.rows.len());
                return Err(Error::from(std::io::Error::other(problem)).into_server_error(self.field.item.pos));
            }
            Ok(Loaded { values: Box::new(Scalars(values)), failures: Failures::new() })
        })
    }

    /// Like [`computed`](Self::computed), without waiting for anything.
    pub fn each<V: WriteJson + Send + Sync + 'static>(self, value: impl Fn(&P) -> V) -> Loading<'a> {
        let values = self.rows.iter().map(value).collect();
        let loaded = Loaded { values: Box::new(Scalars::<V>(values)), failures: Failures::new() };
        Box::pin(std::future::ready(Ok(loaded)))
    }

    async fn singles<C: Row>(self, children: Vec<C>, of: Arc<[Option<usize>]>) -> ServerResult<Loaded> {
        let selection = self.field.with_selection_set(&self.field.item.node.selection_set);
        let place = self.place.singles(Arc::clone(&of));
        let (level, failed) = Level::load(self.marks, &selection, Arc::new(children), place).await?;
        let failures = of
            .iter()
            .enumerate()
            .filter_map(|(parent, child)| Some((parent, failed.get(child.as_ref()?)?.clone())))
            .collect();
        Ok(Loaded { values: Box::new(Singles { of, level }), failures })
    }

    fn check<V, E: Into<Error>>(&self, result: Result<V, E>) -> Result<V, ServerError> {
        result.map_err(|error| error.into().into_server_error(self.field.item.pos))
    }
}

/// Brings the children of each parent together: the children in their new order and the range of each parent.
fn group<P, C, K: Hash + Eq>(
    parents: &[P],
    mut children: Vec<C>,
    parent_key: impl Fn(&P) -> K,
    child_key: impl Fn(&C) -> K,
) -> (Vec<C>, Vec<Range<usize>>) {
    let mut groups = HashMap::with_capacity(parents.len());
    let group_of: Vec<usize> = parents
        .iter()
        .map(|parent| {
            let next = groups.len();
            *groups.entry(parent_key(parent)).or_insert(next)
        })
        .collect();
    children.retain(|child| groups.contains_key(&child_key(child)));
    let position = |child: &C| groups.get(&child_key(child)).copied().unwrap_or(usize::MAX);
    children.sort_by_cached_key(position);
    let mut ranges = vec![0..0; groups.len()];
    let mut start = 0;
    for siblings in children.chunk_by(|a, b| child_key(a) == child_key(b)) {
        let end = start + siblings.len();
        ranges[position(&siblings[0])] = start..end;
        start = end;
    }
    (children, group_of.into_iter().map(|group| ranges[group].clone()).collect())
}

/// A failed row makes the list of its parent fail.
pub(super) fn by_parent(of: &[Range<usize>], failed: Failures) -> Failures {
    if failed.is_empty() {
        return failed;
    }
    let first = |(parent, rows): (usize, &Range<usize>)| Some((parent, failed.range(rows.clone()).next()?.1.clone()));
    of.iter().enumerate().filter_map(first).collect()
}

struct Lists<C> {
    of: Arc<[Range<usize>]>,
    level: Level<C>,
}

impl<C: Row> Values for Lists<C> {
    fn write(&self, row: usize, out: &mut Vec<u8>) {
        write_list(self.of[row].clone(), out, |child, out| self.level.write(child, out));
    }
}

struct Singles<C> {
    of: Arc<[Option<usize>]>,
    level: Level<C>,
}

impl<C: Row> Values for Singles<C> {
    fn write(&self, row: usize, out: &mut Vec<u8>) {
        match self.of[row] {
            Some(child) => self.level.write(child, out),
            None => out.extend_from_slice(b"null"),
        }
    }
}

struct Scalars<V>(Vec<V>);

impl<V: WriteJson + Send + Sync> Values for Scalars<V> {
    fn write(&self, row: usize, out: &mut Vec<u8>) {
        self.0[row].write_json(out);
    }
}

//! Rows of several types behind an interface or a union.

use std::{any::Any as Whatever, borrow::Cow, marker::PhantomData, sync::Arc};

use async_graphql::{
    ContextSelectionSet, OutputType, Positioned, ServerResult, Value, parser::types::Field, registry::Registry,
};

use super::{
    Boxed, Row,
    json::write_list,
    level::{Failures, Level, Values},
    output::finish,
    place::{Marks, Place},
};

/// `I!`: one row of a type that implements the interface (or is of the union) `I`.
pub struct Any<I>(Mixed<I>);

/// `[I!]!`: rows of types that implement the interface (or are of the union) `I`, in the order they were pushed.
pub struct Mixed<I> {
    /// Rows by type.
    groups: Vec<Box<dyn Group>>,
    /// The group of each row, and its number there.
    order: Vec<(usize, usize)>,
    schema: PhantomData<fn() -> I>,
}

impl<I> Any<I> {
    /// A row whose type the schema knows as an `I`.
    #[must_use]
    pub fn new<T: Row>(row: T) -> Self {
        let mut rows = Mixed::default();
        rows.push(row);
        Self(rows)
    }
}

impl<I> Default for Mixed<I> {
    fn default() -> Self {
        Self { groups: Vec::new(), order: Vec::new(), schema: PhantomData }
    }
}

impl<I> Mixed<I> {
    /// Adds a row whose type the schema knows as an `I`.
    pub fn push<T: Row>(&mut self, row: T) {
        let known = self
            .groups
            .iter_mut()
            .enumerate()
            .find_map(|(n, group)| Some((n, group.rows().downcast_mut::<Arc<Vec<T>>>()?)));
        let Some((group, rows)) = known else {
            self.order.push((self.groups.len(), 0));
            self.groups.push(Box::new(Arc::new(vec![row])));
            return;
        };
        // Nobody else holds the rows before they are resolved.
        if let Some(rows) = Arc::get_mut(rows) {
            self.order.push((group, rows.len()));
            rows.push(row);
        }
    }

    /// Loads each group, and says how to write the rows in their order.
    async fn load(
        &self,
        marks: &Marks,
        ctx: &ContextSelectionSet<'_>,
        place: &Place,
    ) -> ServerResult<(Written<'_>, Failures)> {
        let mut failures = Failures::new();
        let mut levels = Vec::with_capacity(self.groups.len());
        for (n, group) in self.groups.iter().enumerate() {
            let positions: Arc<[usize]> = self
                .order
                .iter()
                .enumerate()
                .filter(|(_, (group, _))| *group == n)
                .map(|(position, _)| position)
                .collect();
            let (level, failed) = group.load(marks, ctx, place.renumbered(Arc::clone(&positions))).await?;
            failures.extend(failed.into_iter().map(|(row, error)| (positions[row], error)));
            levels.push(level);
        }
        Ok((Written { levels, order: &self.order }, failures))
    }
}

struct Written<'a> {
    levels: Vec<Box<dyn Values>>,
    order: &'a [(usize, usize)],
}

impl Written<'_> {
    fn write(&self, row: usize, out: &mut Vec<u8>) {
        let (group, number) = self.order[row];
        self.levels[group].write(number, out);
    }
}

/// The rows of one type.
trait Group: Send + Sync {
    /// An `Arc<Vec<T>>`.
    fn rows(&mut self) -> &mut dyn Whatever;

    fn load<'a>(
        &'a self,
        marks: &'a Marks,
        ctx: &'a ContextSelectionSet<'a>,
        place: Place,
    ) -> Boxed<'a, ServerResult<(Box<dyn Values>, Failures)>>;
}

impl<T: Row> Group for Arc<Vec<T>> {
    fn rows(&mut self) -> &mut dyn Whatever {
        self
    }

    fn load<'a>(
        &'a self,
        marks: &'a Marks,
        ctx: &'a ContextSelectionSet<'a>,
        place: Place,
    ) -> Boxed<'a, ServerResult<(Box<dyn Values>, Failures)>> {
        Box::pin(async move {
            let (level, failures) = Level::load(marks, ctx, Self::clone(self), place).await?;
            Ok((Box::new(level) as Box<dyn Values>, failures))
        })
    }
}

impl<I: OutputType> OutputType for Any<I> {
    fn type_name() -> Cow<'static, str> {
        I::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        I::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _field: &Positioned<Field>) -> ServerResult<Value> {
        let marks = Marks::default();
        let place = Place::top(ctx.path_node.as_ref(), false);
        let rows = self.0.load(&marks, ctx, &place).await;
        finish(ctx, &marks, rows, |rows, out| rows.write(0, out))
    }
}

impl<I: OutputType> OutputType for Mixed<I> {
    fn type_name() -> Cow<'static, str> {
        <Vec<I> as OutputType>::type_name()
    }

    fn qualified_type_name() -> String {
        <Vec<I> as OutputType>::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <Vec<I> as OutputType>::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _field: &Positioned<Field>) -> ServerResult<Value> {
        let marks = Marks::default();
        let place = Place::top(ctx.path_node.as_ref(), true);
        let rows = self.load(&marks, ctx, &place).await;
        finish(ctx, &marks, rows, |rows, out| write_list(0..self.order.len(), out, |row, out| rows.write(row, out)))
    }
}

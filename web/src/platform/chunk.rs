//! Parts of the program that are fetched when they are needed.

use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use sycamore::prelude::*;
use wasm_split_helpers::SplitLoaderError;

/// The code could not be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unloaded;

impl From<SplitLoaderError> for Unloaded {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// The code of a part.
pub struct Code {
    loaded: AtomicBool,
    fetch: fn() -> LocalBoxFuture<'static, Result<(), SplitLoaderError>>,
}

impl Code {
    /// Whether it is there.
    #[must_use]
    pub fn is_loaded(&self) -> bool {
        self.loaded.load(Ordering::Relaxed)
    }

    /// Fetches it, unless it is there. A failure is forgotten: another call tries again.
    ///
    /// # Errors
    /// [`Unloaded`] when the server is not reached, or no longer has the code of this version of the app.
    pub async fn load(&self) -> Result<(), Unloaded> {
        (self.fetch)().await?;
        self.loaded.store(true, Ordering::Relaxed);
        Ok(())
    }
}

/// A part that shows something, given an `A`.
pub struct Chunk<A: 'static> {
    /// Its code.
    pub code: Code,
    open: fn(A) -> LocalBoxFuture<'static, Result<View, Unloaded>>,
}

impl<A: Clone + 'static> Chunk<A> {
    /// A part of these two functions, which [`chunk`](crate::chunk) writes.
    #[must_use]
    pub const fn new(
        fetch: fn() -> LocalBoxFuture<'static, Result<(), SplitLoaderError>>,
        open: fn(A) -> LocalBoxFuture<'static, Result<View, Unloaded>>,
    ) -> Self {
        Self { code: Code { loaded: AtomicBool::new(false), fetch }, open }
    }

    /// What it shows, given `with`.
    #[must_use]
    pub fn with(&'static self, with: A) -> Lazy {
        // Once the code is there, nothing is waited for.
        let show = move || (self.open)(with.clone()).now_or_never().and_then(Result::ok).unwrap_or_default();
        Lazy { code: &self.code, show: Rc::new(show) }
    }
}

/// A view whose code may still have to be fetched.
#[derive(Clone)]
pub struct Lazy {
    /// Its code.
    pub code: &'static Code,
    show: Rc<dyn Fn() -> View>,
}

impl Lazy {
    /// The view; empty until the code is there.
    #[must_use]
    pub fn show(&self) -> View {
        (self.show)()
    }
}

/// Declares a part: its constant, the name of its chunk, what it is given, and its view. Whatever this view alone uses
/// is in the chunk.
#[macro_export]
macro_rules! chunk {
    ($(#[$doc:meta])+ $NAME:ident in $module:ident($with:ident: $With:ty) $body:block) => {
        $(#[$doc])+
        pub static $NAME: $crate::platform::chunk::Chunk<$With> = $crate::platform::chunk::Chunk::new(
            || Box::pin($module::fetch()),
            |with| Box::pin($module::$module(with)),
        );

        mod $module {
            #[allow(unused_imports, reason = "what the views of some parts need")]
            use super::*;

            #[cfg(not(debug_assertions))]
            #[wasm_split_helpers::wasm_split($module, fallible, preload(fetch))]
            pub fn $module($with: $With) -> Result<View, $crate::platform::chunk::Unloaded> {
                let view: View = $body;
                Ok(view)
            }

            // While the app is developed it stays whole: splitting would take longer than compiling.
            #[cfg(debug_assertions)]
            pub async fn fetch() -> Result<(), wasm_split_helpers::SplitLoaderError> {
                Ok(())
            }

            #[cfg(debug_assertions)]
            pub async fn $module($with: $With) -> Result<View, $crate::platform::chunk::Unloaded> {
                let view: View = $body;
                Ok(view)
            }
        }
    };
}

//! Watches over the body of a request: how large, how slow.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::Request,
    http::header,
};
use http_body_util::BodyExt;
use tokio::time::{Sleep, sleep};

/// How long a sender may be silent in the middle of a body.
const SILENCE: Duration = Duration::from_secs(15);

/// Bytes of a refused body that are still read, so that the sender gets to see the answer.
const READ_ANYWAY: usize = 64_000_000;

/// How long a refused body is still read.
const READ_ANYWAY_FOR: Duration = Duration::from_secs(10);

/// How the reading of a body ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Not all of it was read yet.
    Reading,
    /// It was read to its end.
    Complete,
    /// It is larger than the limit.
    TooLarge,
    /// The sender fell silent.
    Stalled,
}

/// The state of a body, seen from outside of the handler that reads it.
#[derive(Debug, Clone)]
pub struct Watch(Arc<AtomicU8>);

impl Watch {
    /// A body that has nothing to read.
    fn complete() -> Self {
        Self(Arc::new(AtomicU8::new(Progress::Complete as u8)))
    }

    fn set(&self, progress: Progress) {
        self.0.store(progress as u8, Ordering::Relaxed);
    }

    /// How far the reading is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        match self.0.load(Ordering::Relaxed) {
            state if state == Progress::Complete as u8 => Progress::Complete,
            state if state == Progress::TooLarge as u8 => Progress::TooLarge,
            state if state == Progress::Stalled as u8 => Progress::Stalled,
            _ => Progress::Reading,
        }
    }
}

/// Puts the limit on the body of a request. A body that says itself that it is too large is not handed on at all.
pub fn guard(request: Request, limit: usize) -> (Request, Watch) {
    if request.body().is_end_stream() {
        return (request, Watch::complete());
    }
    let watch = Watch(Arc::new(AtomicU8::new(Progress::Reading as u8)));
    let waits_for_us = request.headers().contains_key(header::EXPECT);
    if request.body().size_hint().lower() > limit as u64 {
        watch.set(Progress::TooLarge);
        let (parts, body) = request.into_parts();
        if !waits_for_us {
            read_and_forget(body);
        }
        return (Request::from_parts(parts, Body::empty()), watch);
    }
    let seen = watch.clone();
    let request = request.map(|body| {
        Body::new(Guarded { body: Some(body), left: limit, watch: seen, silence: None, being_sent: !waits_for_us })
    });
    (request, watch)
}

/// A sender that is in the middle of a body would see a broken connection instead of the answer: read on for a while.
fn read_and_forget(mut body: Body) {
    let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
    runtime.spawn(tokio::time::timeout(READ_ANYWAY_FOR, async move {
        let mut seen = 0;
        while let Some(Ok(frame)) = body.frame().await {
            seen += frame.data_ref().map_or(0, Bytes::len);
            if seen > READ_ANYWAY {
                break;
            }
        }
    }));
}

struct Guarded {
    body: Option<Body>,
    left: usize,
    watch: Watch,
    /// Runs while more is waited for; most bodies are there at once.
    silence: Option<Pin<Box<Sleep>>>,
    /// The sender did not wait for our permission (`Expect: 100-continue`), or has it by now.
    being_sent: bool,
}

impl Drop for Guarded {
    fn drop(&mut self) {
        if let Some(body) = self.body.take()
            && self.being_sent
            && !body.is_end_stream()
        {
            read_and_forget(body);
        }
    }
}

/// Why a body broke off.
#[derive(Debug, thiserror::Error)]
enum Broken {
    #[error("the body is too large")]
    TooLarge,
    #[error("the sender of the body fell silent")]
    Stalled,
    #[error(transparent)]
    Connection(#[from] axum::Error),
}

impl HttpBody for Guarded {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Broken>>> {
        let this = &mut *self;
        this.being_sent = true;
        let Some(body) = &mut this.body else { return Poll::Ready(None) };
        let Poll::Ready(frame) = Pin::new(body).poll_frame(context) else {
            ready!(this.silence.get_or_insert_with(|| Box::pin(sleep(SILENCE))).as_mut().poll(context));
            this.watch.set(Progress::Stalled);
            this.body = None;
            return Poll::Ready(Some(Err(Broken::Stalled)));
        };
        this.silence = None;
        match frame {
            None => {
                this.watch.set(Progress::Complete);
                Poll::Ready(None)
            }
            Some(Err(error)) => Poll::Ready(Some(Err(error.into()))),
            Some(Ok(frame)) => {
                let bytes = frame.data_ref().map_or(0, Bytes::len);
                if bytes > this.left {
                    this.watch.set(Progress::TooLarge);
                    if let Some(body) = this.body.take() {
                        read_and_forget(body);
                    }
                    return Poll::Ready(Some(Err(Broken::TooLarge)));
                }
                this.left -= bytes;
                if this.body.as_ref().is_some_and(HttpBody::is_end_stream) {
                    this.watch.set(Progress::Complete);
                }
                Poll::Ready(Some(Ok(frame)))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.body.as_ref().map_or_else(http_body::SizeHint::default, HttpBody::size_hint)
    }
}

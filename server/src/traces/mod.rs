//! Traces of requests, for a collector that speaks OTLP over HTTP. They are in builds with the feature `otel`; in others
//! nothing here does anything, but say so when a collector is named.

#[cfg(feature = "otel")]
mod otlp;

use axum::http::{HeaderMap, Method, StatusCode};
use tracing::{Span, Subscriber};
use tracing_subscriber::{Layer, registry::LookupSpan};

use crm::{answer::Notes, config::Environment};

/// Names the collector: `http://localhost:4318`.
const ENDPOINT: &str = "OTEL_EXPORTER_OTLP_ENDPOINT";

/// The spans that are exported, for the filter of the log, which has its own.
pub const TARGET: &str = "server::traces";

/// A part of the log's subscriber.
pub type BoxedLayer<S> = Box<dyn Layer<S> + Send + Sync>;

/// The export of traces; to be finished when the program ends.
#[derive(Default)]
pub struct Export {
    #[cfg(feature = "otel")]
    provider: Option<opentelemetry_sdk::trace::SdkTracerProvider>,
    /// A collector is named, but nothing in this build could send there.
    is_missing: bool,
}

impl Export {
    /// Begins to export if the environment names a collector, and gives the part of the log's subscriber that does it.
    ///
    /// # Errors
    /// A sentence, when the address cannot be used.
    pub fn start<S>(environment: &Environment) -> Result<(Self, Option<BoxedLayer<S>>), String>
    where
        S: Subscriber + for<'span> LookupSpan<'span> + Send + Sync,
    {
        let Some(endpoint) = environment.get(ENDPOINT) else { return Ok((Self::default(), None)) };
        #[cfg(feature = "otel")]
        {
            let provider = otlp::provider(endpoint)
                .map_err(|problem| format!("{ENDPOINT} is `{endpoint}`, which cannot be used: {problem}."))?;
            let layer = otlp::layer(&provider);
            Ok((Self { provider: Some(provider), is_missing: false }, Some(layer)))
        }
        #[cfg(not(feature = "otel"))]
        {
            let _ = endpoint;
            Ok((Self { is_missing: true }, None))
        }
    }

    /// Says in the log that traces which somebody wants are not in this build.
    pub fn announce(&self) {
        if self.is_missing {
            tracing::warn!(
                "{ENDPOINT} is set, but this build exports no traces: \
                 use that of `cargo xtask build`, or build the crate `server` with the feature `otel`"
            );
        }
    }

    /// Sends what is left.
    pub fn finish(self) {
        #[cfg(feature = "otel")]
        if let Some(provider) = self.provider
            && let Err(error) = provider.shutdown()
        {
            tracing::warn!(%error, "the last traces were not exported");
        }
    }
}

/// What a request turned out to be.
pub struct Facts<'a> {
    /// `GET`
    pub method: &'a Method,
    /// Without the query.
    pub path: &'a str,
    /// What inner layers noted.
    pub notes: &'a Notes,
    /// Of the answer.
    pub status: StatusCode,
    /// SQL statements that were sent for it.
    pub statements: u32,
    /// The request's id, as in the log.
    pub id: &'a str,
}

/// The span of a request, in the trace that its caller names (`traceparent`).
#[must_use]
pub fn begin(headers: &HeaderMap) -> Span {
    #[cfg(feature = "otel")]
    return otlp::begin(headers);
    #[cfg(not(feature = "otel"))]
    {
        let _ = headers;
        Span::none()
    }
}

/// Completes the span of a request.
pub fn end(span: &Span, facts: &Facts<'_>) {
    #[cfg(feature = "otel")]
    otlp::end(span, facts);
    #[cfg(not(feature = "otel"))]
    let _ = (span, facts);
}

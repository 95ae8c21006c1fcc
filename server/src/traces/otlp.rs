//! Spans → a collector, by way of OpenTelemetry's own crates.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, Uri};
use opentelemetry::{
    KeyValue,
    propagation::{Extractor, TextMapPropagator},
    trace::{Status, TraceContextExt, TracerProvider},
};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig};
use opentelemetry_sdk::{Resource, propagation::TraceContextPropagator, trace::SdkTracerProvider};
use tracing::{Level, Span, Subscriber};
use tracing_opentelemetry::OpenTelemetrySpanExt;
use tracing_subscriber::{Layer, filter::filter_fn, registry::LookupSpan};

use super::{BoxedLayer, Facts, TARGET};

/// How traces name this program.
const NAME: &str = "medical-crm";
/// How long the collector may take for a batch.
const PATIENCE: Duration = Duration::from_secs(5);

/// Sends batches from a thread of its own to the collector at `endpoint`, the base of its addresses.
pub(super) fn provider(endpoint: &str) -> Result<SdkTracerProvider, String> {
    let is_http = |uri: &Uri| matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some();
    if !endpoint.parse::<Uri>().is_ok_and(|uri| is_http(&uri)) {
        return Err("it must look like http://localhost:4318".to_owned());
    }
    let exporter = SpanExporter::builder()
        .with_http()
        .with_protocol(Protocol::HttpBinary)
        .with_endpoint(format!("{}/v1/traces", endpoint.trim_end_matches('/')))
        .with_timeout(PATIENCE)
        .build()
        .map_err(|error| error.to_string())?;
    let resource = Resource::builder()
        .with_service_name(NAME)
        .with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")))
        .build();
    Ok(SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource).build())
}

/// The spans of requests, and what goes wrong inside them, whatever the log shows.
pub(super) fn layer<S>(provider: &SdkTracerProvider) -> BoxedLayer<S>
where
    S: Subscriber + for<'span> LookupSpan<'span> + Send + Sync,
{
    let wanted = filter_fn(|data| {
        if data.is_span() {
            data.target() == TARGET
        } else {
            *data.level() <= Level::WARN && data.target().starts_with("server")
        }
    });
    let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer(NAME)).with_location(false);
    layer.with_filter(wanted.with_max_level_hint(Level::INFO)).boxed()
}

struct Headers<'a>(&'a HeaderMap);

impl Extractor for Headers<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.to_str().ok()
    }

    fn keys(&self) -> Vec<&str> {
        self.0.keys().map(HeaderName::as_str).collect()
    }
}

/// See [`super::begin`].
pub(super) fn begin(headers: &HeaderMap) -> Span {
    let span = tracing::info_span!(target: TARGET, "request", otel.kind = "server");
    if headers.contains_key("traceparent") {
        // Refused where nobody exports: then there is nothing to belong to.
        let _ = span.set_parent(TraceContextPropagator::new().extract(&Headers(headers)));
    }
    span
}

/// See [`super::end`]. Names are those of OpenTelemetry's conventions for HTTP servers.
pub(super) fn end(span: &Span, facts: &Facts<'_>) {
    if span.is_disabled() {
        return;
    }
    let context = span.context();
    let span = context.span();
    let method = facts.method.to_string();
    if let Some(route) = facts.notes.route() {
        span.update_name(format!("{method} {route}"));
        span.set_attribute(KeyValue::new("http.route", route.to_owned()));
    } else {
        span.update_name(method.clone());
    }
    span.set_attribute(KeyValue::new("http.request.method", method));
    span.set_attribute(KeyValue::new("url.path", facts.path.to_owned()));
    span.set_attribute(KeyValue::new("http.response.status_code", i64::from(facts.status.as_u16())));
    span.set_attribute(KeyValue::new("medical_crm.request.id", facts.id.to_owned()));
    span.set_attribute(KeyValue::new("medical_crm.sql.statements", i64::from(facts.statements)));
    if let Some(operation) = facts.notes.operation() {
        span.set_attribute(KeyValue::new("graphql.operation.name", operation.to_owned()));
    }
    if let Some(user) = facts.notes.user() {
        span.set_attribute(KeyValue::new("user.id", user.to_string()));
    }
    if facts.status.is_server_error() {
        span.set_status(Status::error("the server failed"));
    }
}

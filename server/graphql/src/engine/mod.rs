//! Execution of GraphQL requests.
//!
//! async-graphql parses, validates and describes; this module decides what is executed and runs it. A document is
//! validated once and kept, its limits are read off it once, variables are checked on each request, and root fields
//! are run here, in the order and with the null propagation of the specification. Requests that introspect the schema
//! go through async-graphql's own executor.

mod conditions;
mod cost;
mod document;
mod inputs;
mod nesting;
mod refusal;
mod root;
mod run;
mod survey;

use std::{sync::Arc, time::Duration};

use async_graphql::{
    Data, ObjectType, Request, Response, SDLExportOptions, Schema, SchemaBuilder, ServerError, SubscriptionType,
    Variables,
    context::{QueryEnv, QueryEnvInner},
    parser::types::OperationType,
    registry::Registry,
};
use futures_util::stream::BoxStream;

pub use refusal::Refusal;
pub use root::Root;

use self::{
    conditions::apply_conditions,
    cost::Cost,
    document::{Document, Documents},
    inputs::{check_literals, check_variables},
    root::{Environment, Rehearsal},
    run::{run, timed_out},
};
use crate::{errors::Code, loaders::Loaders, rows::RawJson};
use crm::{config::GraphqlLimits, replica};

/// What a client asks for.
#[derive(Debug, Default)]
pub struct Operation {
    /// The document.
    pub query: String,
    /// Which of the document's operations to run.
    pub name: Option<String>,
    /// Values of its variables.
    pub variables: Variables,
}

/// What came of an operation that was executed.
pub struct Reply {
    /// Data, errors and response headers. Its data may hold JSON text that is already written: see
    /// [`write_value`](super::rows::write_value).
    pub response: Response,
    /// What the operation cost.
    pub cost: usize,
}

/// A schema with its limits and its cache of documents. Cheap to clone.
pub struct Engine<Q, M, S>(Arc<Inner<Q, M, S>>);

struct Inner<Q, M, S> {
    schema: Schema<Root<Q>, Root<M>, S>,
    query: Arc<Q>,
    mutation: Arc<M>,
    environment: Rehearsal,
    documents: Documents,
    limits: GraphqlLimits,
}

impl<Q, M, S> Clone for Engine<Q, M, S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<Q: ObjectType + 'static, M: ObjectType + 'static, S: SubscriptionType + 'static> Engine<Q, M, S> {
    /// Builds the schema. `configure` adds its shared data.
    pub fn new(
        query: Q,
        mutation: M,
        subscription: S,
        limits: GraphqlLimits,
        configure: impl FnOnce(SchemaBuilder<Root<Q>, Root<M>, S>) -> SchemaBuilder<Root<Q>, Root<M>, S>,
    ) -> Self {
        let (query, mutation) = (Arc::new(query), Arc::new(mutation));
        let builder = Schema::build(Root(Arc::clone(&query)), Root(Arc::clone(&mutation)), subscription);
        Self(Arc::new(Inner {
            schema: configure(builder).finish(),
            query,
            mutation,
            environment: Rehearsal::default(),
            documents: Documents::new(),
            limits,
        }))
    }

    /// The schema's definition, types and fields in alphabetical order.
    #[must_use]
    pub fn sdl(&self) -> String {
        let options = SDLExportOptions::new().sorted_fields().sorted_arguments().sorted_enum_items();
        self.0.schema.sdl_with_options(options)
    }

    /// Limits of documents.
    #[must_use]
    pub fn limits(&self) -> &GraphqlLimits {
        &self.0.limits
    }

    /// Which kind of operation a request would run; `None` when it could not run one.
    pub fn kind(&self, operation: &Operation) -> Option<OperationType> {
        let name = operation.name.as_deref();
        match self.0.documents.get(&operation.query) {
            Some(document) => document.kind(name),
            None => Document::parse(&operation.query, &self.0.limits).ok()?.kind(name),
        }
    }

    /// Runs a query or a mutation.
    ///
    /// # Errors
    /// The request is refused: nothing was executed.
    pub async fn execute(&self, mut operation: Operation, mut data: Data) -> Result<Reply, Refusal> {
        let (document, environment) = self.validated(&operation).await?;
        let (plan, definition) = document.operation(operation.name.as_deref())?;
        let mut cost = 0;
        if let Some(environment) = &environment {
            let registry = &environment.schema.registry;
            check_variables(registry, &definition.node, &mut operation.variables)?;
            let of_operation = || Cost::of(&document.parsed, &definition.node, registry);
            cost = self.affordable(plan.cost.get_or_init(of_operation).evaluate(&operation.variables))?;
        }
        let facts = plan.facts;
        let limit = Duration::from_secs(self.0.limits.seconds);
        if facts.kind == OperationType::Query {
            replica::this_request_reads();
            data.insert(Loaders::default());
        }
        let run = async {
            let Some(environment) = environment.filter(|_| !facts.introspection) else {
                let mut request = Request::new("").variables(operation.variables);
                request.operation_name = operation.name;
                request.set_parsed_query(document.parsed.clone());
                request.data = data;
                return self.0.schema.execute(request).await;
            };
            if facts.unique_keys {
                data.insert(RawJson);
            }
            let mut definition = definition.clone();
            let mut fragments = document.parsed.fragments.clone();
            if facts.conditions {
                apply_conditions(&mut definition, &mut fragments, &operation.variables);
            }
            let query = QueryEnv::new(QueryEnvInner {
                extensions: environment.extensions.clone(),
                variables: operation.variables,
                operation_name: operation.name,
                operation: definition,
                fragments,
                uploads: Vec::new(),
                session_data: Arc::default(),
                query_data: Arc::new(data),
                http_headers: Default::default(),
                introspection_mode: Default::default(),
                errors: Default::default(),
            });
            match facts.kind {
                OperationType::Mutation => run(&environment, &query, &self.0.mutation).await,
                _ => run(&environment, &query, &self.0.query).await,
            }
        };
        let response = tokio::time::timeout(limit, run).await.unwrap_or_else(|_| {
            Response::from_errors(Refusal::new(Code::QueryTooComplex, timed_out(self.0.limits.seconds), None).errors)
        });
        Ok(Reply { response, cost })
    }

    /// Starts a subscription.
    ///
    /// # Errors
    /// The request is refused.
    pub fn subscribe(&self, operation: Operation, data: Data) -> Result<BoxStream<'static, Response>, Refusal> {
        let document = Document::parse(&operation.query, &self.0.limits)?;
        document.operation(operation.name.as_deref())?;
        let mut request = Request::new("").variables(operation.variables);
        request.operation_name = operation.name;
        request.set_parsed_query(document.parsed);
        request.data = data;
        Ok(self.0.schema.execute_stream(request))
    }

    /// Does something with the registry of types, for tests of the schema.
    ///
    /// # Errors
    /// The schema has no query that can be validated.
    pub async fn with_registry<R>(&self, probe: &str, read: impl FnOnce(&Registry) -> R) -> Result<R, Refusal> {
        let operation = Operation { query: probe.to_owned(), ..Operation::default() };
        let (_, environment) = self.validated(&operation).await?;
        let unresolved = || Refusal::new(Code::GraphqlValidationFailed, "The probe resolves no field.", None);
        environment.map(|environment| read(&environment.schema.registry)).ok_or_else(unresolved)
    }

    /// The request's document, valid, and what is needed to execute it; without the latter nothing in it resolves.
    async fn validated(&self, operation: &Operation) -> Result<(Arc<Document>, Option<Environment>), Refusal> {
        if let Some(document) = self.0.documents.get(&operation.query) {
            let resolves = document.operation(operation.name.as_deref())?.0.facts.resolves;
            return Ok((document, self.0.environment.0.get().filter(|_| resolves).cloned()));
        }
        let document = Document::parse(&operation.query, &self.0.limits)?;
        let facts = document.operation(operation.name.as_deref())?.0.facts;
        if facts.kind == OperationType::Subscription {
            let message = "Subscriptions run over a WebSocket (graphql-transport-ws) at the same path.";
            return Err(Refusal::new(Code::BadUserInput, message, None));
        }
        let name = operation.name.as_deref();
        if !self.rehearse(&document, name, operation.variables.clone()).await.is_empty() {
            let errors = self.rehearse(&document, name, Variables::default()).await;
            if !errors.is_empty() {
                return Err(Refusal::all(Code::GraphqlValidationFailed, errors));
            }
            // The document is good: what is wrong with its variables is told like on every later request.
        }
        if let Some(environment) = self.0.environment.0.get() {
            for (_, definition) in document.parsed.operations.iter() {
                check_literals(&environment.schema.registry, &document.parsed, &definition.node)?;
            }
        }
        let document = Arc::new(document);
        self.0.documents.keep(&operation.query, &document);
        Ok((document, self.0.environment.0.get().filter(|_| facts.resolves).cloned()))
    }

    /// Runs the document without resolving anything; what is left are the errors of its validation.
    async fn rehearse(&self, document: &Document, name: Option<&str>, variables: Variables) -> Vec<ServerError> {
        let mut request = Request::new("").data(self.0.environment.clone()).variables(variables);
        request.operation_name = name.map(str::to_owned);
        request.set_parsed_query(document.parsed.clone());
        self.0.schema.execute(request).await.errors
    }

    fn affordable(&self, cost: usize) -> Result<usize, Refusal> {
        let limit = self.0.limits.complexity;
        if cost > limit { Err(Refusal::too_costly(cost, limit)) } else { Ok(cost) }
    }
}

/// Errors of a document that async-graphql found while it started a subscription.
#[must_use]
pub fn refused_subscription(response: &Response) -> bool {
    let is_null = response.data == async_graphql::Value::Null;
    let of_request = |error: &ServerError| error.path.is_empty();
    is_null && !response.errors.is_empty() && response.errors.iter().all(of_request)
}

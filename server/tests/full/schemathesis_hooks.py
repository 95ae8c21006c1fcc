"""What an answer of the GraphQL interface may be, for schemathesis.

Its own check takes every error with a path for a failure of the server. Here "there is no such task" is an answer, told
apart by its code.
"""

import schemathesis
from hypothesis import strategies
from schemathesis.graphql import nodes

# Exact numbers are strings on the wire.
schemathesis.graphql.scalar(
    "Decimal",
    strategies.decimals(min_value=-1, max_value=100_000, places=2).map(str).map(nodes.String),
)

CODES_OF_THE_CALLER = {
    "UNAUTHENTICATED",
    "FORBIDDEN",
    "NOT_FOUND",
    "BAD_USER_INPUT",
    "CONFLICT",
    "RATE_LIMITED",
    "GRAPHQL_PARSE_FAILED",
    "GRAPHQL_VALIDATION_FAILED",
    "QUERY_TOO_COMPLEX",
}


@schemathesis.check
def errors_are_the_callers(ctx, response, case):
    assert response.status_code < 500, f"status {response.status_code}"
    for error in response.json().get("errors", []):
        code = error.get("extensions", {}).get("code")
        assert code in CODES_OF_THE_CALLER, f"{code}: {error['message']}"

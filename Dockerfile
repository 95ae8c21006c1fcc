# The server with the web app inside; its database is another container (docker-compose.yml) or any PostgreSQL >= 15.
FROM rust:1.95-bookworm AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends nodejs npm \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/source/target \
    cargo xtask build \
 && cp target/release/medical-crm /medical-crm

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --user-group --create-home --home-dir /var/lib/medical-crm medical-crm
COPY --from=build /medical-crm /usr/local/bin/medical-crm
USER medical-crm
WORKDIR /var/lib/medical-crm
ENV HOST=0.0.0.0 PORT=3001 DATA_DIR=/var/lib/medical-crm LOG_FORMAT=json
EXPOSE 3001
# The image holds no HTTP client, and bash is one.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/$PORT && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && grep -q '^HTTP/1.[01] 200' <&3"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["medical-crm"]
CMD ["serve"]

//! Settings that are wrong are all named at once, before anything is done.

use crate::program::{Directory, on_database, program, run};

#[test]
fn every_wrong_setting_is_named() {
    let mut command = program(&["serve"]);
    for (name, value) in [
        ("PORT", "http"),
        ("DATABASE_URL", "mysql://x"),
        ("DATABASE_REPLICA_URL", "replica:5432"),
        ("JWT_SECRET", "short"),
        ("JWT_REFRESH_SECRET", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
        ("FRONTEND_URL", "crm.example.com/app"),
        ("RATE_LIMIT", "maybe"),
        ("TRUSTED_PROXIES", "10.0.0.0/8, proxy"),
        ("ADMIN_EMAIL", "admin@example.com"),
        ("SMTP_PORT", "25"),
        ("MAIL_FROM", "nobody"),
        ("DATABASE_CONNECTIONS", "0"),
        ("GRAPHQL_MAX_DEPTH", "0"),
        ("GRAPHQL_TIMEOUT_SECONDS", "long"),
    ] {
        command.env(name, value);
    }
    run(&mut command).failed(
        2,
        &[
            "PORT is `http`",
            "DATABASE_URL must look like postgres://",
            "DATABASE_REPLICA_URL must look like postgres://",
            "JWT_SECRET has 5 bytes",
            "JWT_REFRESH_SECRET repeats",
            "ENCRYPTION_KEY is not set",
            "openssl rand -hex 32",
            "FRONTEND_URL is `crm.example.com/app`",
            "RATE_LIMIT is `maybe`",
            "`proxy`",
            "ADMIN_PASSWORD is not",
            "SMTP_HOST is not set",
            "MAIL_FROM is `nobody`",
            "DATABASE_CONNECTIONS is `0`",
            "GRAPHQL_MAX_DEPTH is `0`, which is not a number between 1 and 50",
            "GRAPHQL_TIMEOUT_SECONDS is `long`",
        ],
    );
}

#[test]
fn a_database_of_ones_own_needs_secrets_of_ones_own() {
    let mut command = on_database("postgresql://localhost/x", &["serve"]);
    command.env_remove("JWT_SECRET").env("ENCRYPTION_KEY", "");
    let said = run(&mut command).failed(2, &["JWT_SECRET is not set", "ENCRYPTION_KEY is not set"]);
    assert!(!said.err.contains("JWT_REFRESH_SECRET"));
}

#[test]
fn a_file_of_settings_is_read_and_the_environment_wins() {
    let directory = Directory::new();
    let run_in = |text: &str, port: Option<&str>| {
        std::fs::write(directory.path(".env"), text).unwrap();
        let mut command = program(&["serve"]);
        command.current_dir(directory.path("")).envs(port.map(|port| ("PORT", port)));
        run(&mut command)
    };
    run_in("PORT='from the file'\n", None).failed(2, &["PORT is `from the file`"]);
    run_in("PORT='from the file'\n", Some("from the environment")).failed(2, &["PORT is `from the environment`"]);
    run_in("this is no setting\n", None).failed(2, &["`.env`"]);
}

#[test]
fn logs_are_set_by_variables() {
    run(program(&["serve"]).env("LOG_FORMAT", "xml")).failed(2, &["LOG_FORMAT", "`json` or `text`"]);
    run(program(&["migrate"]).env("RUST_LOG", "a=b=c")).failed(2, &["RUST_LOG"]);
}

#[cfg(not(feature = "otel"))]
#[test]
fn a_build_without_traces_says_so_to_who_wants_them() {
    let mut command = program(&["serve"]);
    let said = run(command.env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318").env("PORT", "none"));
    let warning = said.out.lines().next().unwrap_or_default();
    assert!(warning.contains("WARN") && warning.contains("exports no traces"), "{warning}");
    assert_eq!(run(program(&["serve"]).env("PORT", "none")).out, "");
}

#[test]
fn a_wrong_word_gets_a_hint() {
    run(&mut program(&["serv"])).failed(2, &["serve"]);
    run(&mut program(&["user", "add", "--email", "a@b.fr", "--role", "boss"])).failed(2, &["admin", "viewer"]);
    run(&mut program(&["seed"])).failed(2, &["--demo", "--scale"]);
    let help = run(&mut program(&["--help"])).ok();
    for command in ["serve", "migrate", "seed", "user", "schema", "openapi", "backup", "restore"] {
        assert!(help.out.contains(command), "{}", help.out);
    }
    assert!(run(&mut program(&["--version"])).ok().out.starts_with("medical-crm "));
}

//! Connections over the network: encrypted and checked as the address of the database asks.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::fs::{self, Permissions};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use db::embedded::{Options, Postgres};
use db::pool;
use diesel::QueryableByName;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tempfile::TempDir;

/// A PostgreSQL on a port of 127.0.0.1 that takes encrypted connections alone.
struct Server {
    directory: TempDir,
    port: u16,
    process: Child,
}

impl Server {
    async fn start() -> Self {
        let directory = tempfile::Builder::new().prefix("crm-").tempdir_in("/tmp").unwrap();
        fs::set_permissions(directory.path(), Permissions::from_mode(0o755)).unwrap();
        let data = directory.path().join("data");
        let cluster = data.join("cluster");
        let postgres = Postgres::start(&Options { durable: false, ..Options::new(&data) }).unwrap();
        let pid = fs::read_to_string(cluster.join("postmaster.pid")).unwrap();
        let program = fs::read_link(format!("/proc/{}/exe", pid.lines().next().unwrap())).unwrap();
        postgres.stop();
        let owner = fs::metadata(&cluster).unwrap().uid();
        write_certificates(&cluster, directory.path(), owner);
        let rules = "hostssl all all 127.0.0.1/32 trust\n";
        fs::write(cluster.join("pg_hba.conf"), rules).unwrap();

        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new(program);
        command.arg("-D").arg(&cluster).current_dir("/").stdin(Stdio::null()).stdout(Stdio::null());
        let port_setting = format!("port={port}");
        for setting in ["ssl=on", "listen_addresses=127.0.0.1", "unix_socket_directories=", &port_setting] {
            command.args(["-c", setting]);
        }
        if fs::metadata("/proc/self").unwrap().uid() == 0 {
            command.uid(owner);
        }
        let process = command.stderr(Stdio::null()).spawn().unwrap();
        let server = Self { directory, port, process };
        let deadline = Instant::now() + Duration::from_secs(20);
        while let Err(error) = pool::establish(&server.url("127.0.0.1", "require")).await {
            assert!(Instant::now() < deadline, "{error}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        server
    }

    fn url(&self, host: &str, mode: &str) -> String {
        format!("postgresql://medical_crm@{host}:{}/medical_crm?sslmode={mode}", self.port)
    }

    /// With a certificate authority.
    fn url_with(&self, host: &str, mode: &str, authority: &str) -> String {
        let file = self.directory.path().join(authority);
        format!("{}&sslrootcert={}", self.url(host, mode), file.display())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A certificate for `localhost` by an authority, and the authority of somebody else.
fn write_certificates(cluster: &Path, directory: &Path, owner: u32) {
    let authority = |file: &str| {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        fs::write(directory.join(file), issuer.pem()).unwrap();
        issuer
    };
    let ours = authority("ours.pem");
    authority("theirs.pem");
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(["localhost".to_owned()]).unwrap();
    let certificate = params.signed_by(&key, &ours).unwrap();
    fs::write(cluster.join("server.crt"), certificate.pem()).unwrap();
    let key_file = cluster.join("server.key");
    fs::write(&key_file, key.serialize_pem()).unwrap();
    fs::set_permissions(&key_file, Permissions::from_mode(0o600)).unwrap();
    for file in ["server.crt", "server.key"] {
        chown(cluster.join(file), Some(owner), None).unwrap();
    }
}

#[derive(QueryableByName)]
struct Encrypted {
    #[diesel(sql_type = Bool)]
    ssl: bool,
}

async fn is_encrypted(url: &str) -> bool {
    let pool = pool::connect(url, 1).unwrap();
    let mut connection = pool::get(&pool).await.unwrap();
    diesel::sql_query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        .get_result::<Encrypted>(&mut connection)
        .await
        .unwrap()
        .ssl
}

async fn refusal(url: &str) -> String {
    match pool::establish(url).await {
        Err(pool::Error::Refused(sentence)) => sentence,
        Err(other) => panic!("{url}: {other:?}"),
        Ok(_) => panic!("{url} is accepted"),
    }
}

#[tokio::test]
async fn an_encrypted_database() {
    let server = Server::start().await;
    for url in [
        server.url("127.0.0.1", "prefer"),
        server.url("127.0.0.1", "require"),
        server.url_with("127.0.0.1", "require", "ours.pem"),
        server.url_with("127.0.0.1", "verify-ca", "ours.pem"),
        server.url_with("localhost", "verify-full", "ours.pem"),
    ] {
        assert!(is_encrypted(&url).await, "{url}");
    }
    for (url, reason) in [
        (server.url("127.0.0.1", "disable"), "no encryption"),
        (server.url_with("127.0.0.1", "require", "theirs.pem"), "certificate"),
        (server.url_with("127.0.0.1", "verify-ca", "theirs.pem"), "certificate"),
        (server.url_with("localhost", "verify-full", "theirs.pem"), "certificate"),
        (server.url_with("127.0.0.1", "verify-full", "ours.pem"), "not valid for name"),
        (server.url("localhost", "verify-full"), "certificate"),
    ] {
        let sentence = refusal(&url).await;
        assert!(sentence.contains(reason), "{url}: {sentence}");
    }
}

//! The settings of the private PostgreSQL.
//!
//! Those that make it private are given on the command line at each start, so that nothing in the cluster can open it.
//! The others are defaults for a small machine, written into the cluster's `postgresql.conf` when it is made: an
//! administrator may change them there.

use std::ffi::OsString;
use std::path::Path;

/// The superuser of the cluster, and the user that the application connects as.
pub(super) const USER: &str = "medical_crm";

/// The port, which on a unix socket is a part of the file's name.
pub(super) const PORT: u16 = 5432;

/// Written to the end of `postgresql.conf`, where the last value of a setting wins.
pub(super) const DEFAULTS: &str = "
# Defaults of Medical CRM. Change them here, then restart the server.
max_connections = 60
shared_buffers = 128MB
effective_cache_size = 512MB
work_mem = 8MB
maintenance_work_mem = 64MB
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_checkpoints = off
log_line_prefix = '%m [%p] %q%u@%d '
idle_in_transaction_session_timeout = 5min
";

/// Who may connect: whoever may enter the directory of the socket.
pub(super) const ACCESS: &str = "\
# Only the unix socket is open, in a directory that only the user of this database may enter.
local all all trust
local replication all trust
";

/// The arguments of one start.
pub(super) fn arguments(
    cluster: &Path,
    socket_directory: &Path,
    durable: bool,
    settings: &[(String, String)],
) -> Vec<OsString> {
    let mut arguments = vec![OsString::from("-D"), cluster.into()];
    let mut set = |name: &str, value: &str| {
        arguments.push("-c".into());
        arguments.push(format!("{name}={value}").into());
    };
    set("listen_addresses", "");
    set("port", &PORT.to_string());
    let directory = socket_directory.display().to_string().replace('"', "\"\"");
    set("unix_socket_directories", &format!("\"{directory}\""));
    set("unix_socket_permissions", "0700");
    set("logging_collector", "off");
    set("log_destination", "stderr");
    for name in ["fsync", "full_page_writes", "synchronous_commit"] {
        set(name, if durable { "on" } else { "off" });
    }
    for (name, value) in settings {
        set(name, value);
    }
    arguments
}

/// The URL of a database behind a socket.
pub(super) fn url(socket_directory: &Path, port: u16, database: &str) -> String {
    let host = encode(socket_directory.as_os_str().as_encoded_bytes());
    let database = encode(database.as_bytes());
    format!("postgresql:///{database}?host={host}&port={port}&user={USER}")
}

fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_whatever_stands_in_a_path() {
        assert_eq!(
            url(Path::new("/a b/l'é\"t"), 5432, "crm"),
            "postgresql:///crm?host=%2Fa%20b%2Fl%27%C3%A9%22t&port=5432&user=medical_crm"
        );
    }
}
